"""Reading TEI: one pass of the parser for the text and its elements, then the links between them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeVar
from xml.parsers import expat

import attrs

from quotekit.document import Document, Quotation, Span, Speaker, SpeakerKind
from quotekit.errors import InvalidDocument
from quotekit.formats.assembly import ACTS, KINDS, TYPES, assembled, share, speaker_named
from quotekit.formats.tei.characters import NAMESPACE, declared

_ID = "http://www.w3.org/XML/1998/namespace id"
_CONTENTS = frozenset({"said", "quote"})
_CUES = frozenset({"seg"})
_SOURCES = frozenset({"rs", "name", "persName", "orgName", "placeName"})
_PEOPLE: dict[str, SpeakerKind] = {
    "person": "person",
    "personGrp": "group",
    "org": "organisation",
    "place": "place",
}
_NAMES = frozenset({"persName", "orgName", "placeName"})
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
    return _parsed(xml).document()


def text_of_tei(xml: str | bytes) -> str:
    """Return the text alone, as `from_tei` has it; what is missing behind a link does not matter to it.

    >>> text_of_tei(
    ...     '<TEI xmlns="http://www.tei-c.org/ns/1.0"><body><said who="#ann">No.</said></body></TEI>'
    ... )
    'No.'
    """
    return _parsed(xml).text()


def _parsed(xml: str | bytes) -> _File:
    file = _File()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = file.start
    parser.EndElementHandler = file.end
    parser.CharacterDataHandler = file.characters
    # Entities can grow without bounds or refer to other files.
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        if isinstance(error, InvalidDocument):
            raise
        raise InvalidDocument(f"expected XML, got something else: {error}") from None
    return file


def _refuse_doctype(*_: object) -> None:
    raise InvalidDocument("expected TEI without a DOCTYPE, got one")


@attrs.define(eq=False)
class _Element:
    """An element of the text that may be part of an attribution."""

    tag: str
    attributes: dict[str, str]
    start: int
    end: int = 0
    speaker_confidence: str | None = None


@attrs.define(eq=False)
class _Person:
    kind: SpeakerKind
    name: str | None = None
    aliases: list[str] = attrs.field(factory=list)


class _File:
    """The contents of a file, by the names of its elements."""

    def __init__(self) -> None:
        self._open: list[tuple[str, _Element | None]] = []
        self._in_body = self._silent = self._at = 0
        self._text: list[str] | None = None
        self._word: list[str] | None = None
        self._character = self._category = ""
        self._characters: dict[str, str] = {}
        self._categories: dict[str, str] = {}
        self._person: _Person | None = None
        self._people: dict[str, _Person] = {}
        self._paragraphs: list[tuple[int, int]] = []
        self._elements: list[_Element] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, tag = name.rpartition(" ")
        element = None
        if namespace != NAMESPACE:
            tag = ""
        elif tag == "g":
            self._stand_in(attributes)
        elif tag == "body":
            self._in_body += 1
            self._text = [] if self._text is None else self._text
        elif tag == "certainty":
            self._sure(attributes)
        elif self._in_body:
            if tag == "p" or tag in _CONTENTS | _CUES | _SOURCES:
                element = _Element(tag, attributes, self._at)
                if tag != "p":
                    self._elements.append(element)
        elif tag in ("char", "glyph"):
            self._character = attributes.get(_ID, "")
        elif tag == "localProp":
            if character := declared(attributes.get("value", "")):
                self._characters[self._character] = character
        elif tag == "category":
            self._category = attributes.get(_ID, "")
        elif tag in _PEOPLE:
            self._person = _Person(_kind(tag, attributes))
            self._people[attributes.get(_ID, "")] = self._person
        elif tag == "term" or (tag in _NAMES and self._person):
            self._word = []
            element = _Element(tag, attributes, 0)
        self._open.append((tag, element))

    def _sure(self, attributes: dict[str, str]) -> None:
        around = self._open[-1][1] if self._open else None
        if around is not None and attributes.get("match") == "../@who":
            around.speaker_confidence = attributes.get("degree")

    def _stand_in(self, attributes: dict[str, str]) -> None:
        pointer = attributes.get("ref", "")
        # A glyph that is not one of ours stands for its content.
        if character := self._characters.get(pointer.removeprefix("#")):
            self.characters(character)
            self._silent += 1

    def end(self, name: str) -> None:
        tag, element = self._open.pop()
        if tag == "g":
            self._silent = 0
        elif tag == "body":
            self._in_body -= 1
        elif tag in _PEOPLE and not self._in_body:
            self._person = None
        if element is None:
            return
        if self._in_body:
            element.end = self._at
            if tag == "p":
                self._paragraphs.append((element.start, element.end))
            return
        word = "".join(self._word or ())
        self._word = None
        if tag == "term" and self._category not in TYPES | ACTS:
            self._categories[self._category] = word
        elif self._person and self._person.name is None and element.attributes.get("type") != "alias":
            self._person.name = word
        elif self._person:
            self._person.aliases.append(word)

    def characters(self, data: str) -> None:
        if self._silent:
            return
        if self._in_body and self._text is not None:
            self._text.append(data)
            self._at += len(data)
        elif self._word is not None:
            self._word.append(data)

    def text(self) -> str:
        if self._text is None:
            raise InvalidDocument("expected a TEI <body>, got none")
        return "".join(self._text)

    def document(self) -> Document:
        text = self.text()
        chains = self._chains()
        contents = [chain for chain in chains if chain[0].tag in _CONTENTS]
        # Of two with the same extent, ours keep their original order.
        contents.sort(key=lambda chain: _number(chain[0]))
        named = {id(chain[0]): i for i, chain in enumerate(contents)}
        owners = {one.attributes[_ID]: chain for chain in chains for one in chain if _ID in one.attributes}
        found = [self._found(chain, text, owners, named) for chain in contents]
        known = [
            Speaker(name=person.name or "", kind=person.kind, aliases=tuple(person.aliases))
            for person in self._people.values()
        ]
        paragraphs = tuple(Span(start, end, text) for start, end in self._paragraphs)
        return attrs.evolve(assembled(text, found, known=known), paragraphs=paragraphs)

    def _chains(self) -> list[list[_Element]]:
        """Return chains of elements linked by `next`, with each element in one chain."""
        by_name = {one.attributes[_ID]: one for one in self._elements if _ID in one.attributes}
        following = {
            id(one): _pointed(pointer, by_name)
            for one in self._elements
            for pointer in _pointers(one.attributes, "next")
        }
        led_to = {id(one) for one in following.values()}
        chains, used = [], set()
        for one in self._elements:
            if id(one) not in led_to:
                chain: list[_Element] = []
                at: _Element | None = one
                while at is not None:
                    if id(at) in used:
                        raise InvalidDocument("expected one element before each, got two with the same next")
                    used.add(id(at))
                    chain.append(at)
                    at = following.get(id(at))
                chains.append(chain)
        if len(used) < len(self._elements):
            raise InvalidDocument("expected elements that next leads out of, got a cycle")
        return chains

    def _found(
        self,
        chain: list[_Element],
        text: str,
        owners: dict[str, list[_Element]],
        named: dict[int, int],
    ) -> Quotation:
        attributes = chain[0].attributes
        related = [_pointed(pointer, owners) for pointer in _pointers(attributes, "corresp")]
        person = next((_pointed(pointer, self._people) for pointer in _pointers(attributes, "who")), None)
        interpretations = _pointers(attributes, "ana")
        plain = "direct" if attributes.get("direct") == "true" else "indirect"
        return Quotation(
            content=_spans([chain], text),
            cue=_spans([other for other in related if other[0].tag in _CUES], text),
            source=_spans([other for other in related if other[0].tag in _SOURCES], text),
            speaker=speaker_named(person.name or "", person.kind) if person else None,
            type=TYPES[next((word for word in interpretations if word in TYPES), plain)],
            act=ACTS[next((word for word in interpretations if word in ACTS), "speech")],
            confidence=share(attributes.get("cert")),
            speaker_confidence=share(chain[0].speaker_confidence),
            rule=next((self._categories[w] for w in interpretations if w in self._categories), ""),
            inside=next((named[id(other[0])] for other in related if other[0].tag in _CONTENTS), None),
        )


def _kind(tag: str, attributes: dict[str, str]) -> SpeakerKind:
    told = attributes.get("role") if tag == "person" else attributes.get("type")
    return KINDS.get(told or "", _PEOPLE[tag])


def _number(element: _Element) -> float:
    match = _OURS.fullmatch(element.attributes.get(_ID, ""))
    return int(match[1]) if match else float("inf")


def _pointers(attributes: dict[str, str], key: str) -> list[str]:
    """Return the names that an attribute points to in this file."""
    return [pointer[1:] for pointer in attributes.get(key, "").split() if pointer.startswith("#")]


def _pointed(name: str, targets: dict[str, _Target]) -> _Target:
    target = targets.get(name)
    if target is None:
        raise InvalidDocument(f"expected an element with the xml:id {name[:60]!a}, got none")
    return target


def _spans(chains: Iterable[list[_Element]], text: str) -> tuple[Span, ...]:
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
