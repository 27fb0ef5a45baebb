"""Kinds of names: whether a name is a person's, a body's, a place's, by its words and lists."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Literal

import attrs

from quotekit.lexicon import read
from quotekit.speakers.names.lexicon import NameLists, fold, word_set
from quotekit.speakers.names.titles import is_origin
from quotekit.speakers.names.words import Words

NameKind = Literal["person", "organisation", "place", "group", "document", "weak", "unknown"]


@attrs.frozen(slots=True)
class Kinds:
    """Tell the kinds of names, by lists and forms alone."""

    lists: NameLists

    def of(
        self,
        words: Words,
        parts: Sequence[str],
        titles: tuple[str, ...],
        first: int,
        whole: str,
        *,
        suffixed: bool,
    ) -> tuple[NameKind, bool]:
        """Return the kind of a name without its titles, and whether the name itself shows it."""
        lists = self.lists
        honoured = any(title in lists.titles for title in titles)
        if len(parts) == 1:
            return self._kind_of_one(words, first, parts[0], honoured)
        name = " ".join(parts)
        if titles and len(parts) == 2 and parts[0] in lists.given and parts[1] in lists.heads:
            # Chief Grace House.
            return "person", True
        if name in lists.organisations or parts[-1] in lists.heads:
            return "organisation", True
        if whole in lists.places or name in lists.places:
            return "place", True
        if "of" in parts and parts[parts.index("of") - 1] in word_set("spots"):
            # The City of Joburg, the Islamic Republic of Iran.
            return "place", True
        if parts[-1] in word_set("regions") and not titles:
            return "place", True
        if any(part in lists.heads for part in parts) and any(part in lists.connectors for part in parts):
            return "organisation", True
        if not word_set("foreign-joining").isdisjoint(parts[1:-1]):
            # Vecinos en Marcha.
            return "organisation", True
        if parts[-1] in lists.peoples and not titles:
            return "group", True
        if parts[-1] in lists.things and not honoured:
            return "document", True
        if not titles and "&" in words.text[words.starts[first] : words.ends[first + len(parts) - 1]]:
            return "organisation", True
        initial = len(parts[0]) == 1 and words.gaps[first].startswith(".")
        korean = len(parts) == 2 and parts[0] in read("family-first") and "-" in parts[1]
        if titles or suffixed or initial or korean or parts[0] in lists.given:
            return "person", True
        edges = (parts[0], parts[-1])
        if parts[0] in lists.openers or parts[0] in lists.adjectives:
            return "organisation", False
        if any(part in lists.places for part in edges):
            return "organisation", False
        if first > 0 and words.lower[first - 1] == "the" and words.gaps[first - 1] == " ":
            return "organisation", False
        return ("person", False) if len(parts) <= 4 else ("unknown", False)

    def only_describes(self, words: Words, first: int, last: int) -> bool:
        """Tell whether words say from where something is and are no name: the West African bloc.

        So it is with the South African, but not where South African said.
        """
        article = first > 0 and words.lower[first - 1] in ("the", "a", "an")
        folded = [fold(form) for form in words.forms[first : last + 1]]
        return is_origin(folded, self.lists) and (article or not self._stands_alone(words, last))

    @staticmethod
    def _stands_alone(words: Words, index: int) -> bool:
        """Tell whether a word is followed by a verb, a small word or a mark: no noun that it describes."""
        after = words.lower[index + 1] if index + 1 < len(words) else ""
        small = after in read("subject-verbs") or after in read("phrase-ends") or after.endswith("ed")
        return small or words.possessive[index] or words.gaps[index].strip(" .") != ""

    def _kind_of_one(self, words: Words, first: int, word: str, honoured: bool) -> tuple[NameKind, bool]:
        lists = self.lists
        if honoured:
            return "person", True
        if word in lists.organisations or _is_medium(words, first):
            return "organisation", True
        if word in lists.demonyms and words.lower[first] in lists.places and self._stands_alone(words, first):
            # The U.S. said: the country, and no adjective.
            return "place", True
        if word in lists.adjectives or word in lists.roles or word in lists.heads:
            # Mark Cuban, Conrad Black, Stephen King.
            return "weak", True
        if words.first[first] and words.lower[first] in lists.nouns:
            return "weak", True
        if word in lists.peoples:
            return "group", True
        if words.lower[first] in lists.places:
            return "place", True
        if is_acronym(words.forms[first]):
            return "organisation", False
        return "unknown", False


@functools.lru_cache(maxsize=4096)
def is_acronym(form: str) -> bool:
    """Tell whether a word is written like an acronym: WHO, BoG, SADC.

    >>> is_acronym("BoG"), is_acronym("McKay")
    (True, False)
    """
    letters = form.replace(".", "")
    capitals = sum(letter.isupper() for letter in letters)
    return (
        2 <= len(letters) <= 6
        and (letters[-1].isupper() or (capitals > 2 and letters[-1] != "s"))
        and 2 * capitals >= len(letters)
        and letters.isalnum()
    )


def _is_medium(words: Words, index: int) -> bool:
    """Tell whether a word with its article names a medium, whose noun is before it: the portal The Paper."""
    article, before = index - 1, index - 2
    if before < 0 or words.forms[article] != "The" or words.gaps[before] != " ":
        return False
    medium = words.lower[before]
    return medium in word_set("media") or medium in word_set("kinds-of-body")
