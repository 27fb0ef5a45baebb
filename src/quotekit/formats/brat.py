"""Brat's standoff format: contents, cues and sources as text-bound annotations, linked by relations.

Each line of the file is one annotation, and brat compares its text with the article's, so no annotation may
contain a line end. A span that does is written as fragments, and a note keeps the original offsets. Unknown
annotations are ignored, so that files edited by people can be read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from quotekit.arguments import check_kind
from quotekit.document import Document, Quotation, Span
from quotekit.errors import InvalidDocument
from quotekit.formats.assembly import ACTS, KINDS, TYPES, assembled, share, sorted_spans, speaker_named
from quotekit.formats.records import read_spans, write_spans

__all__ = ["from_brat", "to_brat"]

# The line ends of brat's reader and of Python's.
_ENDS = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_RELATIONS = {"SignalledBy": "Cue", "SaidBy": "Source", "Within": "Content"}

_TEXT_BOUND = re.compile(r"(T[0-9]+)\t(\S+) ([0-9]{1,18} [0-9]{1,18}(?:;[0-9]{1,18} [0-9]{1,18})*)\t(.*)")
_RELATION = re.compile(r"R[0-9]+\t(\S+) Arg1:(\S+) Arg2:(\S+)\s*")
_ATTRIBUTE = re.compile(r"[AM][0-9]+\t(\S+) (\S+)(?: (\S+))?\s*")
_NOTE = re.compile(r"#[0-9]+\t(\S+) (\S+)\t(.*)")


def to_brat(document: Document) -> str:
    """Return a document's annotations as the content of a ``.ann`` file for brat.

    The ``.txt`` file beside it is the text in UTF-8, with its line ends unchanged. A quotation whose content
    is only line ends is left out.

    >>> import quotekit
    >>> print(to_brat(quotekit.attribute('"It is over," said Ann Lee.')).split("\\n")[0])
    T1	Content 0 13	"It is over,"
    """
    check_kind("document", document, Document)
    lines = _Lines()
    contents = {
        i: lines.text_bound("Content", quotation.content)
        for i, quotation in enumerate(document.quotations)
        if _fragments(quotation.content)
    }
    shared: dict[tuple[str, tuple[Span, ...]], str] = {}
    for i, content in contents.items():
        quotation = document.quotations[i]
        roles = (("Cue", "SignalledBy", quotation.cue), ("Source", "SaidBy", quotation.source))
        for role, relation, spans in roles:
            if _fragments(spans):
                if (role, spans) not in shared:
                    shared[role, spans] = lines.text_bound(role, spans)
                lines.add("R", f"{relation} Arg1:{content} Arg2:{shared[role, spans]}")
        if quotation.inside is not None and quotation.inside in contents:
            lines.add("R", f"Within Arg1:{content} Arg2:{contents[quotation.inside]}")
        lines.add("A", f"Type {content} {quotation.type}")
        lines.add("A", f"Act {content} {quotation.act}")
        if quotation.speaker is not None:
            lines.add("A", f"SpeakerKind {content} {quotation.speaker.kind}")
            lines.add("#", f"Speaker {content}\t{_line(quotation.speaker.name)}")
            lines.add("#", f"SpeakerConfidence {content}\t{float(quotation.speaker_confidence)!r}")
        lines.add("#", f"Confidence {content}\t{float(quotation.confidence)!r}")
        lines.add("#", f"Rule {content}\t{_line(quotation.rule)}")
    return lines.text


def from_brat(text: str, annotations: str) -> Document:
    """Return the document of a text and its ``.ann`` file, made by `to_brat` or by a person in brat.

    The document has quotations and speakers, but no paragraphs, sentences, tokens or quoted spans.
    Speakers of the same name and kind become one. If a fragment was moved in brat, the fragments count and
    not the note. Raises `InvalidDocument`, with the line, for what brat would refuse: a line of a known kind
    in another form, offsets outside the text, words that differ from the text, and a relation to a missing
    annotation.

    >>> lines = ["T1\\tContent 9 11\\tno", "T2\\tSource 0 3\\tAnn", "R1\\tSaidBy Arg1:T1 Arg2:T2"]
    >>> doc = from_brat("Ann says no.", "\\n".join(lines))
    >>> [(q.content_text, q.source[0].text) for q in doc.quotations]
    [('no', 'Ann')]
    """
    check_kind("text", text, str)
    check_kind("annotations", annotations, str)
    return _File(text, annotations).document()


class _Lines:
    def __init__(self) -> None:
        self._written: list[str] = []
        self._counts: dict[str, int] = {}

    @property
    def text(self) -> str:
        return "".join(self._written)

    def add(self, kind: str, rest: str) -> str:
        self._counts[kind] = self._counts.get(kind, 0) + 1
        name = f"{kind}{self._counts[kind]}"
        self._written.append(f"{name}\t{rest}\n")
        return name

    def text_bound(self, role: str, spans: tuple[Span, ...]) -> str:
        fragments = _fragments(spans)
        places = ";".join(f"{span.start} {span.end}" for span in fragments)
        name = self.add("T", f"{role} {places}\t{_words(fragments)}")
        if fragments != spans:
            self.add("#", f"Spans {name}\t{write_spans(spans)}")
        return name


def _fragments(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Cut spans at line ends, which are left out."""
    found = []
    for span in spans:
        at = span.start
        for end in _ENDS.finditer(span.whole, span.start, span.end):
            found.append(Span(at, end.start(), span.whole))
            at = end.end()
        found.append(Span(at, span.end, span.whole))
    return tuple(span for span in found if len(span))


def _words(fragments: Iterable[Span]) -> str:
    return " ".join(span.text for span in fragments)


def _line(text: str) -> str:
    return _ENDS.sub(" ", text)


class _File:
    """The lines of a file, by the names of their annotations."""

    def __init__(self, text: str, annotations: str) -> None:
        self._text = text
        self._roles: dict[str, str] = {}
        self._spans: dict[str, tuple[Span, ...]] = {}
        self._relations: dict[tuple[str, str], list[str]] = {}
        self._values: dict[tuple[str, str], str] = {}
        lines = [line.removesuffix("\r") for line in annotations.split("\n")]
        readers: dict[str, Callable[[str], str | None]] = {
            "T": self._read_text_bound,
            "A": self._read_attribute,
            "M": self._read_attribute,
            "#": self._read_note,
        }
        # Relations are read last, as they may precede the annotations that they link.
        for reading in (readers, {"R": self._read_relation}):
            for number, line in enumerate(lines, start=1):
                if line[:1] in reading and (problem := reading[line[:1]](line)):
                    raise InvalidDocument(f"line {number}: {problem}, got {line[:80]!a}")

    def _read_text_bound(self, line: str) -> str | None:
        match = _TEXT_BOUND.fullmatch(line)
        if not match:
            return "expected a text-bound annotation such as 'T1\\tContent 0 4\\tword'"
        name, role, places, words = match.groups()
        if name in self._spans:
            return f"expected a name that no line before has, and {name} is taken"
        pairs = [tuple(map(int, place.split(" "))) for place in places.split(";")]
        if any(not start < end <= len(self._text) for start, end in pairs):
            return f"expected offsets that lie in the text of {len(self._text)} characters"
        spans = tuple(Span(start, end, self._text) for start, end in sorted(pairs))
        if words.rstrip() != _words(spans).rstrip():
            return f"expected the words that stand there, {_words(spans)[:80]!a}"
        self._roles[name], self._spans[name] = role, spans
        return None

    def _read_attribute(self, line: str) -> str | None:
        match = _ATTRIBUTE.fullmatch(line)
        if not match:
            return "expected an attribute such as 'A1\\tType T1 direct'"
        kind, of, value = match.groups()
        choices = {"Type": (*TYPES,), "Act": (*ACTS,), "SpeakerKind": (*KINDS,)}.get(kind)
        if choices and value not in choices:
            return f"expected one of {', '.join(choices)} as {kind}"
        self._values[kind, of] = value or ""
        return None

    def _read_note(self, line: str) -> str | None:
        match = _NOTE.fullmatch(line)
        # Anybody can write notes: one of another form is not ours.
        if match:
            self._values[match[1], match[2]] = match[3]
        return None

    def _read_relation(self, line: str) -> str | None:
        match = _RELATION.fullmatch(line)
        if not match:
            return "expected a relation such as 'R1\\tSaidBy Arg1:T1 Arg2:T2'"
        kind, of, to = match.groups()
        if kind in _RELATIONS:
            if self._roles.get(of) != "Content" or self._roles.get(to) != _RELATIONS[kind]:
                return f"expected {kind} to lead from a Content to a {_RELATIONS[kind]}"
            self._relations.setdefault((kind, of), []).append(to)
        return None

    def document(self) -> Document:
        contents = [name for name, role in self._roles.items() if role == "Content"]
        places = {name: i for i, name in enumerate(contents)}
        found = [
            Quotation(
                content=self._whole(name),
                cue=self._related("SignalledBy", name),
                source=self._related("SaidBy", name),
                speaker=speaker_named(
                    self._values.get(("Speaker", name)), self._values.get(("SpeakerKind", name), "other")
                ),
                type=TYPES[self._values.get(("Type", name), "indirect")],
                act=ACTS[self._values.get(("Act", name), "speech")],
                confidence=share(self._values.get(("Confidence", name))),
                speaker_confidence=share(self._values.get(("SpeakerConfidence", name))),
                rule=self._values.get(("Rule", name), ""),
                inside=next((places[to] for to in self._relations.get(("Within", name), ())), None),
            )
            for name in contents
        ]
        return assembled(self._text, found)

    def _whole(self, name: str) -> tuple[Span, ...]:
        fragments = self._spans[name]
        try:
            spans = read_spans(self._values["Spans", name], self._text)
        except (KeyError, ValueError):
            return fragments
        return spans if _fragments(spans) == fragments else fragments

    def _related(self, kind: str, name: str) -> tuple[Span, ...]:
        return sorted_spans(
            {span for to in self._relations.get((kind, name), ()) for span in self._whole(to)}
        )
