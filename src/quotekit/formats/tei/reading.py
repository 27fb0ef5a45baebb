"""Reading TEI: the links between the elements of a file, and the document that they make up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

import attrs

from quotekit.document import Document, Quotation, Span, Speaker
from quotekit.errors import InvalidDocument
from quotekit.formats.assembly import ACTS, TYPES, assembled, share, speaker_named
from quotekit.formats.tei.parsing import CONTENTS, CUES, ID, SOURCES, Element, File, parsed

_OURS = re.compile("q([0-9]{1,18})", re.ASCII)
_Target = TypeVar("_Target")


def from_tei(xml: str | bytes) -> Document:
    """Return the document of some TEI, made by `to_tei` or by anybody else.

    The text is all of ``<body>``, white space included. Each ``<said>`` or ``<quote>``, together with those
    that its ``next`` links to, is a quotation; ``corresp`` names its cues (``<seg>``), its sources (``<rs>``
    and names) and the quotation around it. The document has paragraphs, quotations and speakers, but no
    sentences, tokens or quoted spans, and the mentions of its speakers are only sources. Speakers of the same
    name and kind become one.

    Raises `InvalidDocument` for anything but XML, and for XML that has a DOCTYPE, no ``<body>`` or a link to
    a missing element.

    >>> import quotekit
    >>> from quotekit.formats.tei import to_tei
    >>> doc = quotekit.attribute('"No," said Ann.')
    >>> again = from_tei(to_tei(doc))
    >>> again.text == doc.text, again.quotations[0].content == doc.quotations[0].content
    (True, True)
    """
    return _document(parsed(xml))


def text_of_tei(xml: str | bytes) -> str:
    """Return the text alone, as `from_tei` has it; what is missing behind a link does not matter to it.

    >>> text_of_tei(
    ...     '<TEI xmlns="http://www.tei-c.org/ns/1.0"><body><said who="#ann">No.</said></body></TEI>'
    ... )
    'No.'
    """
    return parsed(xml).text()


def _document(file: File) -> Document:
    text = file.text()
    chains = _chains(file.elements)
    contents = [chain for chain in chains if chain[0].tag in CONTENTS]
    # Of two with the same extent, those that `to_tei` wrote keep their order.
    contents.sort(key=lambda chain: _number(chain[0]))
    named = {id(chain[0]): i for i, chain in enumerate(contents)}
    owners = {one.attributes[ID]: chain for chain in chains for one in chain if ID in one.attributes}
    found = [_found(file, chain, text, owners, named) for chain in contents]
    known = [
        Speaker(name=person.name or "", kind=person.kind, aliases=tuple(person.aliases))
        for person in file.people.values()
    ]
    paragraphs = tuple(Span(start, end, text) for start, end in file.paragraphs)
    return attrs.evolve(assembled(text, found, known=known), paragraphs=paragraphs)


def _chains(elements: Sequence[Element]) -> list[list[Element]]:
    """Return chains of elements linked by `next`, with each element in one chain."""
    by_name = {one.attributes[ID]: one for one in elements if ID in one.attributes}
    following = {
        id(one): _pointed(pointer, by_name)
        for one in elements
        for pointer in _pointers(one.attributes, "next")
    }
    led_to = {id(one) for one in following.values()}
    used: set[int] = set()
    chains = [list(_chain(one, following, used)) for one in elements if id(one) not in led_to]
    if len(used) < len(elements):
        raise InvalidDocument("expected elements that next leads out of, got a cycle")
    return chains


def _chain(first: Element, following: Mapping[int, Element], used: set[int]) -> Iterator[Element]:
    """Yield an element and those that `next` leads to from it, and note that they are used."""
    at: Element | None = first
    while at is not None:
        if id(at) in used:
            raise InvalidDocument("expected one element before each, got two with the same next")
        used.add(id(at))
        yield at
        at = following.get(id(at))


def _found(
    file: File,
    chain: list[Element],
    text: str,
    owners: dict[str, list[Element]],
    named: dict[int, int],
) -> Quotation:
    attributes = chain[0].attributes
    related = [_pointed(pointer, owners) for pointer in _pointers(attributes, "corresp")]
    person = next((_pointed(pointer, file.people) for pointer in _pointers(attributes, "who")), None)
    interpretations = _pointers(attributes, "ana")
    plain = "direct" if attributes.get("direct") == "true" else "indirect"
    return Quotation(
        content=_spans([chain], text),
        cue=_spans([other for other in related if other[0].tag in CUES], text),
        source=_spans([other for other in related if other[0].tag in SOURCES], text),
        speaker=speaker_named(person.name or "", person.kind) if person else None,
        type=TYPES[next((word for word in interpretations if word in TYPES), plain)],
        act=ACTS[next((word for word in interpretations if word in ACTS), "speech")],
        confidence=share(attributes.get("cert")),
        speaker_confidence=share(chain[0].speaker_confidence),
        rule=next((file.categories[w] for w in interpretations if w in file.categories), ""),
        inside=next((named[id(other[0])] for other in related if other[0].tag in CONTENTS), None),
    )


def _number(element: Element) -> float:
    match = _OURS.fullmatch(element.attributes.get(ID, ""))
    return int(match[1]) if match else float("inf")


def _pointers(attributes: dict[str, str], key: str) -> list[str]:
    """Return the names that an attribute points to in this file."""
    return [pointer[1:] for pointer in attributes.get(key, "").split() if pointer.startswith("#")]


def _pointed(name: str, targets: dict[str, _Target]) -> _Target:
    target = targets.get(name)
    if target is None:
        raise InvalidDocument(f"expected an element with the xml:id {name[:60]!a}, got none")
    return target


def _spans(chains: Iterable[list[Element]], text: str) -> tuple[Span, ...]:
    """Return the spans of some chains in text order; elements with the same `n` are parts of one span."""
    bounds: list[tuple[int, int]] = []
    for chain in chains:
        before = None
        for element in chain:
            number = element.attributes.get("n")
            if number is not None and number == before:
                start, end = bounds.pop()
                bounds.append((min(start, element.start), max(end, element.end)))
            else:
                bounds.append((element.start, element.end))
            before = number
    return tuple(Span(start, end, text) for start, end in sorted(bounds))
