"""Speakers: their list and its order, the speakers of quotations, and the nesting of quotations."""

from __future__ import annotations

from typing import NoReturn

from quotekit.document import Document, Quotation, Speaker
from quotekit.document.records import cycle
from quotekit.document.wire import Places
from quotekit.testing.messages import fail, named, place_of, shown
from quotekit.testing.values import assertion

# The most names that a message lists.
_NAMES = 10


@assertion
def assert_speakers(document: Document) -> None:
    """Assert that speakers are listed in order, and that quotations have listed speakers and no cycles.

    Each speaker has a name and is listed once; those who say something come first, then the others, both by
    first mention. A quotation's `inside` is the index of one around it, and no quotation is inside itself.

    >>> import attrs, quotekit
    >>> document = quotekit.attribute('"It is over," said Ann Lee.')
    >>> assert_speakers(attrs.evolve(document, speakers=()))
    Traceback (most recent call last):
    AssertionError: quotations[0].speaker: expected one of the document's speakers (nobody), got Ann Lee
        ⟦"It is over,"⟧ said Ann Lee.
    """
    places = Places(document.speakers)
    speaking: set[int] = set()
    for i, quotation in enumerate(document.quotations):
        if quotation.speaker is not None:
            place = places.find(quotation.speaker)
            if place is None:
                _fail_unlisted(document, i, quotation.speaker)
            speaking.add(place)
        if quotation.inside is not None:
            _assert_inside(document, i, quotation, quotation.inside)
    at = cycle([quotation.inside for quotation in document.quotations])
    if at is not None:
        span = document.quotations[at].content[0]
        fail(document, f"quotations[{at}].inside: expected no cycle, got one that leads back here", span)
    _assert_listed(document, speaking)


def _assert_listed(document: Document, speaking: set[int]) -> None:
    seen: dict[Speaker, int] = {}
    silent: Speaker | None = None
    before: Speaker | None = None
    for i, speaker in enumerate(document.speakers):
        span = place_of(speaker.mentions, document.text)
        if not speaker.name.strip():
            fail(document, f"speakers[{i}].name: expected a name, got {shown(speaker.name)}", span)
        if seen.setdefault(speaker, i) < i:
            message = f"expected each once, got {named(speaker.name)} of speakers[{seen[speaker]}] again"
            fail(document, f"speakers[{i}]: {message}", span)
        if i in speaking and silent is not None:
            message = f"expected who says something first, got {named(speaker.name)}"
            fail(document, f"speakers[{i}]: {message} behind {named(silent.name)}, who says nothing", span)
        if i not in speaking and silent is None:
            silent, before = speaker, None
        if speaker.mentions:
            if before is not None and speaker.mentions[0].start < before.mentions[0].start:
                message = f"expected by first mention, got {named(speaker.name)}"
                fail(document, f"speakers[{i}]: {message} behind {named(before.name)}", span)
            before = speaker


def _fail_unlisted(document: Document, place: int, speaker: Speaker) -> NoReturn:
    names = [named(known.name) for known in document.speakers[:_NAMES]] or ["nobody"]
    if len(document.speakers) > _NAMES:
        names.append(f"{len(document.speakers) - _NAMES} more")
    message = f"expected one of the document's speakers ({', '.join(names)}), got {named(speaker.name)}"
    fail(document, f"quotations[{place}].speaker: {message}", document.quotations[place].content[0])


def _assert_inside(document: Document, index: int, quotation: Quotation, inside: int) -> None:
    name, content = f"quotations[{index}].inside", quotation.content[0]
    if not 0 <= inside < len(document.quotations) or inside == index:
        fail(document, f"{name}: expected the index of another quotation, got {shown(inside)}", content)
    outer = document.quotations[inside]
    if not outer.start <= quotation.start <= quotation.end <= outer.end:
        fail(
            document,
            f"{name}: expected a quotation around this one, got {shown(outer.content_text)}",
            content,
        )
