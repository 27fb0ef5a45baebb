"""The cast of a generated text: the names and pronouns that are unambiguous at each point."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from quotekit.strategies.records import Sayer


@attrs.frozen
class Mention:
    """Hold one mention of a speaker; `parted` says that a comma must follow it."""

    text: str
    parted: bool = False


class Cast:
    """Keep track of the names used so far, so that a reader always knows who is meant."""

    def __init__(self, sayers: Sequence[Sayer]) -> None:
        self._sayers = sayers
        self._known: set[str] = set()
        self._by_role: set[str] = set()
        self._last: str | None = None

    def member(self, index: int) -> Sayer:
        return self._sayers[index % len(self._sayers)]

    def people(self) -> list[Sayer]:
        """Return the members who are named people."""
        return [sayer for sayer in self._sayers if sayer.kind == "person"]

    def forget_last(self) -> None:
        """Let no later pronoun refer back beyond this point."""
        self._last = None

    def mention(
        self, sayer: Sayer, choice: int, *, opens: bool, pronoun: bool, bare: bool = False
    ) -> Mention:
        """Choose a mention of a speaker.

        `opens` says that it begins a sentence, `pronoun` that it may be a pronoun, and `bare` that it must be
        the name alone.
        """
        options = [Mention(sayer.first)] if bare else self._options(sayer, pronoun=pronoun)
        chosen = options[choice % len(options)]
        self._known.add(sayer.first)
        self._last = sayer.first
        if sayer.role is not None and sayer.role in chosen.text.casefold():
            self._by_role.add(sayer.first)
        if opens:
            return Mention(chosen.text[0].upper() + chosen.text[1:], chosen.parted)
        return chosen

    def _options(self, sayer: Sayer, *, pronoun: bool) -> list[Mention]:
        if sayer.first in self._known:
            options = [Mention(sayer.later)]
            if pronoun and self._last == sayer.first and sayer.kind != "unnamed":
                options.append(Mention(sayer.pronoun))
            if sayer.honorific is not None:
                options.append(Mention(f"{sayer.honorific} {sayer.later}"))
            if sayer.kind != "unnamed":
                options.append(Mention(sayer.first))
            if sayer.first in self._by_role:
                options.append(Mention(f"the {sayer.role}"))
            return options
        options = [Mention(sayer.first)]
        if sayer.honorific is not None:
            options.append(Mention(f"{sayer.honorific} {sayer.name}"))
        if sayer.role is not None:
            options.append(Mention(f"{sayer.role} {sayer.name}"))
            options.append(Mention(f"{sayer.name}, the {sayer.role}", parted=True))
            options.append(Mention(f"the {sayer.role}, {sayer.name}", parted=True))
        return options
