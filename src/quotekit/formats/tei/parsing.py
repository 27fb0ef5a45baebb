"""Parsing TEI: one pass for the text, its elements, and what the header lists."""

from __future__ import annotations

from xml.parsers import expat

import attrs

from quotekit.arguments import check_kind
from quotekit.document import SpeakerKind
from quotekit.errors import InvalidDocument
from quotekit.formats.assembly import ACTS, KINDS, TYPES
from quotekit.formats.tei.characters import NAMESPACE, declared

ID = "http://www.w3.org/XML/1998/namespace id"
CONTENTS = frozenset({"said", "quote"})
CUES = frozenset({"seg"})
SOURCES = frozenset({"rs", "name", "persName", "orgName", "placeName"})
_PEOPLE: dict[str, SpeakerKind] = {
    "person": "person",
    "personGrp": "group",
    "org": "organisation",
    "place": "place",
}
_NAMES = frozenset({"persName", "orgName", "placeName"})


def parsed(xml: str | bytes) -> File:
    """Return what a file has. Raises `InvalidDocument` for anything but XML, and for XML with a DOCTYPE."""
    check_kind("xml", xml, str, bytes)
    file = File()
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
class Element:
    """Hold an element of the text that may be part of an attribution, or a paragraph."""

    tag: str
    attributes: dict[str, str]
    start: int
    end: int = 0
    speaker_confidence: str | None = None


@attrs.define(eq=False)
class Person:
    """Hold one of the header's people, with the name and other names."""

    kind: SpeakerKind
    name: str | None = None
    aliases: list[str] = attrs.field(factory=list)


class File:
    """Gather what a file has while the parser reads it once.

    `elements` are those that may be parts of attributions, and `paragraphs` the extents of paragraphs.
    `people` and `categories` are those of the header, by their ``xml:id``.
    """

    def __init__(self) -> None:
        self._open: list[tuple[str, Element | None]] = []
        self._in_body = self._silent = self._at = 0
        self._text: list[str] | None = None
        self._word: list[str] | None = None
        self._character = self._category = ""
        self._characters: dict[str, str] = {}
        self.categories: dict[str, str] = {}
        self._person: Person | None = None
        self.people: dict[str, Person] = {}
        self.paragraphs: list[tuple[int, int]] = []
        self.elements: list[Element] = []

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
            if tag == "p" or tag in CONTENTS | CUES | SOURCES:
                element = Element(tag, attributes, self._at)
                if tag != "p":
                    self.elements.append(element)
        elif tag in ("char", "glyph"):
            self._character = attributes.get(ID, "")
        elif tag == "localProp":
            if character := declared(attributes.get("value", "")):
                self._characters[self._character] = character
        elif tag == "category":
            self._category = attributes.get(ID, "")
        elif tag in _PEOPLE:
            self._person = Person(_kind(tag, attributes))
            self.people[attributes.get(ID, "")] = self._person
        elif tag == "term" or (tag in _NAMES and self._person):
            self._word = []
            element = Element(tag, attributes, 0)
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
                self.paragraphs.append((element.start, element.end))
            return
        word = "".join(self._word or ())
        self._word = None
        if tag == "term" and self._category not in TYPES | ACTS:
            self.categories[self._category] = word
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
        """Return all of the body. Raises `InvalidDocument` if there is none."""
        if self._text is None:
            raise InvalidDocument("expected a TEI <body>, got none")
        return "".join(self._text)


def _kind(tag: str, attributes: dict[str, str]) -> SpeakerKind:
    told = attributes.get("role") if tag == "person" else attributes.get("type")
    return KINDS.get(told or "", _PEOPLE[tag])
