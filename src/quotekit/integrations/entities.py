"""Named entities from other tools that add to what the resolver reads itself."""

from __future__ import annotations

from collections.abc import Iterable

from quotekit.document import Span, SpeakerKind, Tokenized
from quotekit.speakers.names.headlines import headline_sentences
from quotekit.speakers.names.reader import PARTY, NameReader
from quotekit.speakers.names.words import Words

Entity = tuple[Span, SpeakerKind]

# The labels of OntoNotes, CoNLL and single languages; entities with others are ignored.
KINDS: dict[str, SpeakerKind] = {
    "FAC": "place",
    "GPE": "place",
    "LOC": "place",
    "LOCATION": "place",
    "NORP": "group",
    "ORG": "organisation",
    "ORGANIZATION": "organisation",
    "PER": "person",
    "PERS": "person",
    "PERSON": "person",
}


def unread(tokenized: Tokenized, entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Return the entities outside headlines that overlap no name that the resolver reads itself.

    The resolver reads English news better than general recognisers do, above all headlines, of which they
    take long ranges for names. A senator's party and state (*R-Ga.*) are not a name.
    """
    words = Words.of(tokenized)
    headlines = headline_sentences(words)
    named = {k for name in NameReader().read(words, headlines) for k in range(name.lead, name.last + 1)}
    return tuple(
        (span, kind)
        for span, kind in entities
        if (within := words.within(span.start, span.end))
        and words.sentence[within.start] not in headlines
        and named.isdisjoint(within)
        and not PARTY.fullmatch(words.forms[within.start])
    )
