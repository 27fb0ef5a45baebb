"""Names with and without their hyphens: Jean-Marc Dulac, and Jean Marc Dulac."""

from __future__ import annotations

from collections.abc import Sequence

from quotekit.speakers.names.reader import NameMention


def join(names: Sequence[NameMention]) -> None:
    """Let two parts of a person's name be one where another name of the text joins them by a hyphen."""
    joined = {
        (before, after): part
        for name in names
        for part in name.parts
        for before, hyphen, after in (part.partition("-"),)
        if hyphen and before and after and "-" not in after
    }
    if not joined:
        return
    for name in names:
        if name.kind in ("person", "unknown"):
            name.parts = tuple(_joined(name.parts, joined))


def _joined(parts: Sequence[str], joined: dict[tuple[str, str], str]) -> Sequence[str]:
    for at in range(len(parts) - 1):
        whole = joined.get((parts[at], parts[at + 1]))
        if whole is not None:
            return (*parts[:at], whole, *parts[at + 2 :])
    return parts
