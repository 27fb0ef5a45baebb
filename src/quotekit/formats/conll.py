"""Columns in the style of CoNLL: one line per token, one column per role, a blank line after each sentence.

A token may belong to several quotations, so a cell lists them all, with ``B`` for the beginning and ``I`` for
the inside of each, by number. A token in which a span begins or ends is cut there, so that offsets stay
exact.
"""

from __future__ import annotations

import itertools
import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator

import attrs

from quotekit.arguments import check_kind
from quotekit.document import Document, Quotation, Span
from quotekit.errors import InvalidDocument
from quotekit.formats.assembly import ACTS, KINDS, TYPES, assembled, share, speaker_named

__all__ = ["CONLL_COLUMNS", "from_conll", "to_conll"]

CONLL_COLUMNS = ("id", "form", "start", "end", "content", "cue", "source")

_ROLES = ("content", "cue", "source")
# No form may contain a separator, or a character that UTF-8 cannot encode.
_UNFIT = re.compile("[\\s\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_LABEL = re.compile("([BI])-([0-9]{1,18})", re.ASCII)
_OFFSET = re.compile("[0-9]{1,18}", re.ASCII)
_ABOUT = re.compile("# quotation ([0-9]{1,18}) = (.*)", re.ASCII)


def to_conll(document: Document) -> str:
    r"""Return a document as columns: ``id form start end content cue source``, parted by tabs.

    `start` and `end` are code points into the text, half-open. Comments before the first sentence hold the
    speaker of each quotation, in JSON. Only tokens have lines: a span loses white space at its ends, and a
    quotation without a token in its content is left out.

    >>> import quotekit
    >>> print(to_conll(quotekit.attribute('"No," said Ann.')).partition("\n1\t")[2].split("\n")[1])
    2	No	1	3	I-0	_	_
    """
    check_kind("document", document, Document)
    cuts = sorted(
        {at for q in document.quotations for s in (*q.content, *q.cue, *q.source) for at in (s.start, s.end)}
    )
    rows = [list(_rows(sentence, cuts)) for sentence in _sentences(document)]
    starts = [start for sentence in rows for start, _ in sentence]
    kept = [i for i, q in enumerate(document.quotations) if any(_holds(starts, span) for span in q.content)]
    lines = [f"# columns = {' '.join(CONLL_COLUMNS)}"]
    lines += [f"# quotation {i} = {_about(document.quotations[i], set(kept))}" for i in kept]
    labels = {role: _Labels((i, getattr(document.quotations[i], role)) for i in kept) for role in _ROLES}
    for sentence in rows:
        for number, (start, end) in enumerate(sentence, start=1):
            form = _UNFIT.sub("\N{REPLACEMENT CHARACTER}", document.text[start:end])
            cells = (labels[role].at(start) for role in _ROLES)
            lines.append("\t".join((str(number), form, str(start), str(end), *cells)))
        lines.append("")
    return "\n".join(lines) + "\n"


def from_conll(text: str, columns: str) -> Document:
    """Return the document of a text and of its columns from `to_conll`.

    The document has quotations and speakers, but no paragraphs, sentences, tokens or quoted spans.
    Speakers of the same name and kind are one. Raises `InvalidDocument`, with the line, if a line has another
    form, or offsets that the text or the lines before do not allow.

    >>> lines = ["1\\tNo\\t0\\t2\\tB-0\\t_\\t_", "2\\tway\\t3\\t6\\tI-0\\t_\\t_"]
    >>> [q.content_text for q in from_conll("No way.", "\\n".join(lines)).quotations]
    ['No way']
    """
    check_kind("text", text, str)
    check_kind("columns", columns, str)
    spans: dict[str, dict[int, list[tuple[int, int]]]] = {role: {} for role in _ROLES}
    about: dict[int, _About] = {}
    reached = 0
    for number, line in enumerate(columns.split("\n"), start=1):
        line = line.removesuffix("\r")
        try:
            if match := _ABOUT.fullmatch(line):
                about[int(match[1])] = _read_about(match[2])
            elif line and not line.startswith("#"):
                reached = _read_row(line, reached, text, spans)
        except ValueError as error:
            raise InvalidDocument(f"line {number}: {error}") from None
    places = {number: place for place, number in enumerate(sorted(spans["content"]))}
    for role in _ROLES:
        if lost := spans[role].keys() - places.keys():
            raise InvalidDocument(f"expected a content for quotation {min(lost)}, got a {role} alone")
    found = []
    for number in places:
        content, cue, source = (
            tuple(Span(start, end, text) for start, end in spans[role].get(number, ())) for role in _ROLES
        )
        said = about.get(number, _About())
        found.append(
            Quotation(
                content=content,
                cue=cue,
                source=source,
                speaker=speaker_named(said.speaker, said.kind),
                type=TYPES[said.type],
                act=ACTS[said.act],
                confidence=share(said.confidence),
                speaker_confidence=share(said.speaker_confidence),
                rule=said.rule,
                inside=None if said.inside is None else places.get(said.inside),
            )
        )
    return assembled(text, found)


@attrs.frozen(kw_only=True)
class _About:
    """A quotation's comment."""

    speaker: str | None = None
    kind: str = "other"
    type: str = "indirect"
    act: str = "speech"
    confidence: float = 1.0
    speaker_confidence: float = 1.0
    rule: str = ""
    inside: int | None = None


# What a comment's members may be, as they are read.
_MEMBERS: dict[str, tuple[str, Callable[[object], bool]]] = {
    "speaker": ("a name or null", lambda value: value is None or isinstance(value, str)),
    "kind": (f"one of {', '.join(KINDS)}", lambda value: value in (*KINDS,)),
    "type": (f"one of {', '.join(TYPES)}", lambda value: value in (*TYPES,)),
    "act": (f"one of {', '.join(ACTS)}", lambda value: value in (*ACTS,)),
    "confidence": ("a number", lambda value: isinstance(value, int | float)),
    "speaker_confidence": ("a number", lambda value: isinstance(value, int | float)),
    "rule": ("a string", lambda value: isinstance(value, str)),
    "inside": ("a number or null", lambda value: value is None or isinstance(value, int)),
}


def _sentences(document: Document) -> Iterator[list[Span]]:
    # Another tokenizer may return no sentences, or tokens outside them: no token is lost.
    ends = [sentence.end for sentence in document.sentences]
    waiting: list[Span] = []
    place = 0
    for token in document.tokens:
        if place < len(ends) and token.start >= ends[place]:
            place = bisect_right(ends, token.start)
            if waiting:
                yield waiting
            waiting = []
        waiting.append(token)
    if waiting:
        yield waiting


def _rows(tokens: list[Span], cuts: list[int]) -> Iterator[tuple[int, int]]:
    for token in tokens:
        inside = cuts[bisect_right(cuts, token.start) : bisect_left(cuts, token.end)]
        yield from itertools.pairwise((token.start, *inside, token.end))


def _holds(starts: list[int], span: Span) -> bool:
    # Rows are cut where spans begin and end, so that a row starting in a span is inside it.
    return bisect_left(starts, span.start) < bisect_left(starts, span.end)


def _about(quotation: Quotation, kept: set[int]) -> str:
    speaker = quotation.speaker
    said = _About(
        speaker=speaker.name if speaker else None,
        kind=speaker.kind if speaker else "other",
        type=quotation.type,
        act=quotation.act,
        confidence=quotation.confidence,
        speaker_confidence=quotation.speaker_confidence,
        rule=quotation.rule,
        inside=quotation.inside if quotation.inside in kept else None,
    )
    return json.dumps(attrs.asdict(said))


class _Labels:
    """Return the cells of one column, row by row."""

    def __init__(self, spans: Iterable[tuple[int, tuple[Span, ...]]]) -> None:
        self._waiting = sorted(
            ((span.start, span.end, number) for number, several in spans for span in several), reverse=True
        )
        self._begun: list[tuple[int, int]] = []

    def at(self, start: int) -> str:
        cells = []
        self._begun = [(end, number) for end, number in self._begun if end > start]
        cells += [f"I-{number}" for _, number in self._begun]
        while self._waiting and self._waiting[-1][0] <= start:
            _, end, number = self._waiting.pop()
            if end > start:
                self._begun.append((end, number))
                cells.append(f"B-{number}")
        return "|".join(cells) or "_"


def _read_about(text: str) -> _About:
    try:
        value = json.loads(text)
    except RecursionError:
        raise ValueError("expected JSON, got JSON nested too deeply") from None
    if not isinstance(value, dict):
        raise ValueError("expected a JSON object about the quotation, got another value")
    for name in value:
        if name not in _MEMBERS:
            raise ValueError(f"expected the members {', '.join(_MEMBERS)}, got {name[:40]!a}")
    for name, (expected, fits) in _MEMBERS.items():
        if name in value and not fits(value[name]):
            # Never the repr of the whole value: it may be as long, or nested as deeply, as the file.
            got = f"{value[name][:40]!a}" if isinstance(value[name], str) else type(value[name]).__name__
            raise ValueError(f'expected {expected} as "{name}", got {got}')
    return _About(**value)


def _read_row(line: str, reached: int, text: str, spans: dict[str, dict[int, list[tuple[int, int]]]]) -> int:
    cells = line.split("\t")
    if len(cells) != len(CONLL_COLUMNS):
        raise ValueError(f"expected {len(CONLL_COLUMNS)} cells parted by tabs, got {len(cells)}")
    if not all(_OFFSET.fullmatch(cell) for cell in cells[2:4]):
        raise ValueError(f"expected two offsets, got {cells[2][:40]!a} and {cells[3][:40]!a}")
    start, end = int(cells[2]), int(cells[3])
    if not reached <= start < end <= len(text):
        raise ValueError(f"expected offsets from {reached} to {len(text)}, got {start} and {end}")
    form = _UNFIT.sub("\N{REPLACEMENT CHARACTER}", text[start:end])
    if cells[1] != form:
        raise ValueError(f"expected the form {form[:40]!a}, got {cells[1][:40]!a}")
    for role, cell in zip(_ROLES, cells[4:], strict=True):
        for label in cell.split("|") if cell != "_" else ():
            match = _LABEL.fullmatch(label)
            if not match:
                raise ValueError(f"expected a label such as B-0 as {role}, got {label[:40]!a}")
            # A quotation has one open span per role: an ``I`` continues its last one.
            several = spans[role].setdefault(int(match[2]), [])
            if match[1] == "B":
                several.append((start, end))
            elif several:
                several[-1] = (several[-1][0], end)
            else:
                raise ValueError(f"expected B-{match[2]} before I-{match[2]} as {role}, got none")
    return end
