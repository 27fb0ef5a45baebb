"""What is counted of everybody quoted: how often, where and by which names."""

from __future__ import annotations

import attrs

from quotekit.document import SpeakerKind


@attrs.frozen(kw_only=True)
class Appearance:
    """Hold how much somebody is quoted in one document; `group` is that of the document.

    The document is the one with this `number` among those counted, from 0, and `places` are those of the
    quotations in it. `words` is the number of words in the contents, `direct` the number of direct
    quotations. What somebody reports of themselves within their own quotation is part of it, and is not
    counted again.
    """

    document: str
    group: str = ""
    number: int
    places: tuple[int, ...] = attrs.field(repr=False)
    direct: int
    words: int

    @property
    def quotations(self) -> int:
        """Return the number of the quotations."""
        return len(self.places)


@attrs.frozen(kw_only=True)
class Person:
    """Hold somebody quoted in many documents: a person, an organisation, or those with one description.

    `name` is the name in most of the quotations, preferably a full one without initials; `aliases` are the
    others. `perhaps` are the people whom this entry may be, if several have the name. `qid` is
    the identifier in Wikidata, if a table that has one was given.
    """

    name: str
    kind: SpeakerKind
    aliases: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    qid: str | None = None
    appearances: tuple[Appearance, ...] = attrs.field(default=(), repr=False)

    @property
    def quotations(self) -> int:
        """Return the number of their quotations."""
        return sum(appearance.quotations for appearance in self.appearances)

    @property
    def words(self) -> int:
        """Return the number of words in their quotations."""
        return sum(appearance.words for appearance in self.appearances)

    @property
    def direct_share(self) -> float:
        """Return the share of direct quotations (0 to 1)."""
        return sum(appearance.direct for appearance in self.appearances) / max(self.quotations, 1)

    @property
    def documents(self) -> tuple[str, ...]:
        """Return the documents that quote them, in the given order."""
        return tuple(dict.fromkeys(appearance.document for appearance in self.appearances))

    @property
    def groups(self) -> tuple[str, ...]:
        """Return the groups of those documents."""
        return tuple(dict.fromkeys(appearance.group for appearance in self.appearances))
