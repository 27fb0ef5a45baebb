"""Gold articles and predictions, and the files that they are read from (JSON, one article per line).

A gold line is ``{"id", "text", "quotes": [{"content": [[start, end], …], "source": […], "type",
"speaker": name or null, "speaker_kind": kind or null, "inside": number or null}]}``, where the last three are
optional, or a document in JSON with an ``id``, as of ``quotekit attribute --format jsonl --text``. A line of
predictions has either form, without text and types if need be.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from os import PathLike
from typing import Any, NoReturn, get_args

import attrs

from quotekit.arguments import check_kind, check_path
from quotekit.document import Act, Document, QuotationType, Span
from quotekit.errors import InvalidDocument

Offsets = tuple[tuple[int, int], ...]

# The most characters of a wrong value that a message shows.
_LONGEST = 60
# What JSON calls these types.
_NAMES: dict[type, str] = {dict: "an object", list: "a list", str: "a string"}


@attrs.frozen(kw_only=True)
class Attribution:
    """Hold one annotated or predicted attribution by offsets (code points, half-open).

    `type`, `act` and `speaker_kind` are None if they are not given. `speaker` is a name, several names joined
    by " | ", or None. The two confidences are None for annotations. `nested` says whether the attribution is
    inside another one.
    """

    content: Offsets
    cue: Offsets = ()
    source: Offsets = ()
    type: QuotationType | None = None
    act: Act | None = None
    speaker: str | None = None
    speaker_kind: str | None = None
    confidence: float | None = None
    speaker_confidence: float | None = None
    nested: bool = False


@attrs.frozen(kw_only=True)
class GoldArticle:
    """Hold an article with its gold attributions."""

    id: str
    text: str = attrs.field(repr=False)
    attributions: tuple[Attribution, ...]


def attributions_of(document: Document) -> tuple[Attribution, ...]:
    """Return a document's quotations as predictions.

    >>> from quotekit import attribute
    >>> attributions_of(attribute('"It is over," said Ann Lee.'))[0].content
    ((0, 13),)
    """

    check_kind("document", document, Document)

    def offsets(spans: tuple[Span, ...]) -> Offsets:
        return tuple((span.start, span.end) for span in spans)

    return tuple(
        Attribution(
            content=offsets(q.content),
            cue=offsets(q.cue),
            source=offsets(q.source),
            type=q.type,
            act=q.act,
            speaker=q.speaker.name if q.speaker else None,
            confidence=q.confidence,
            speaker_confidence=q.speaker_confidence,
            nested=q.inside is not None,
        )
        for q in document.quotations
    )


def outermost(attributions: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """Return the attributions that are not inside another one.

    >>> from quotekit import attribute
    >>> inner = "“She told me: ‘We will go.’ I left,” said Ann Lee."
    >>> len(attributions_of(attribute(inner))), len(outermost(attributions_of(attribute(inner))))
    (2, 1)
    """
    return tuple(attribution for attribution in attributions if not attribution.nested)


def read_gold(path: str | PathLike[str]) -> tuple[GoldArticle, ...]:
    """Read gold articles.

    Raises `OSError` if the file cannot be read, and `InvalidDocument`, with file and line, if it has another
    form.
    """
    return tuple(_gold(line) for line in read_lines(path))


def read_predictions(path: str | PathLike[str]) -> dict[str, tuple[Attribution, ...]]:
    """Read predictions by the article's id; of two lines with one id the last counts.

    Raises what `read_gold` raises.
    """
    found = {}
    for line in read_lines(path):
        found[line.member("id", str)] = line.attributions()
    return found


@attrs.frozen
class Line:
    """Hold a JSON object and the file and line where it is, which errors name."""

    where: str
    value: dict[str, Any]

    def attributions(self) -> tuple[Attribution, ...]:
        """Return its quotes or quotations."""
        listed = self.member("quotations" if "quotations" in self.value else "quotes", list)
        return tuple(_attribution(self, value) for value in listed)

    def member(self, name: str, kind: type) -> Any:
        """Return the member with a name. Raises `InvalidDocument` if there is none of that type."""
        if not isinstance(self.value.get(name), kind):
            self.refuse(f'{_NAMES[kind]} as "{name}"', self.value.get(name))
        return self.value[name]

    def refuse(self, expected: str, got: object) -> NoReturn:
        """Raise `InvalidDocument` for a value."""
        raise InvalidDocument(f"{self.where}: expected {expected}, got {_shown(got)}")


def read_lines(path: str | PathLike[str]) -> Iterator[Line]:
    """Yield the objects of a file with one in each line that is not blank."""
    # A number would be taken for a file that is open already.
    check_path("path", path)
    with open(path, "rb") as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            where = f"{path}: line {number}"
            try:
                value = json.loads(line.decode("utf-8-sig"))
            except (ValueError, RecursionError) as error:
                raise InvalidDocument(
                    f"{where}: expected JSON in UTF-8, got something else: {error}"
                ) from None
            if not isinstance(value, dict):
                raise InvalidDocument(f"{where}: expected a JSON object, got {_shown(value)}")
            yield Line(where, value)


def _shown(value: object) -> str:
    """Return a value of JSON for a message: a short one as it is, or else what it is."""
    if value is None:
        return "nothing"
    if isinstance(value, dict | list):
        return _NAMES[type(value)]
    return json.dumps(value[:_LONGEST] if isinstance(value, str) else value)[:_LONGEST]


def _gold(line: Line) -> GoldArticle:
    attributions = line.attributions()
    for attribution in attributions:
        if attribution.type is None:
            line.refuse('a "type" in every gold quotation', None)
    return GoldArticle(id=line.member("id", str), text=line.member("text", str), attributions=attributions)


def _attribution(line: Line, value: object) -> Attribution:
    if not isinstance(value, dict):
        line.refuse("an object for each quotation", value)
    kind, act = value.get("type"), value.get("act")
    if kind is not None and kind not in get_args(QuotationType):
        line.refuse('"direct", "mixed" or "indirect" as a "type"', kind)
    if act is not None and act not in get_args(Act):
        line.refuse('"speech", "thought" or "deed" as an "act"', act)
    speaker, speaker_kind = value.get("speaker"), value.get("speaker_kind")
    if isinstance(speaker, dict):
        speaker_kind = speaker.get("kind")
        speaker = speaker.get("name")
    if speaker_kind is not None and not isinstance(speaker_kind, str):
        line.refuse('a kind or null as a "speaker_kind"', speaker_kind)
    if speaker is not None and not isinstance(speaker, str):
        line.refuse('a name or null as a "speaker"', speaker)
    for name in ("confidence", "speaker_confidence"):
        if value.get(name) is not None and not _is_share(value[name]):
            line.refuse(f'a number from 0 to 1 as a "{name}"', value[name])
    return Attribution(
        content=_offsets(line, value.get("content")),
        cue=_offsets(line, value.get("cue") or []),
        source=_offsets(line, value.get("source") or []),
        type=kind,
        act=act,
        speaker=speaker,
        speaker_kind=speaker_kind,
        confidence=value.get("confidence"),
        speaker_confidence=value.get("speaker_confidence"),
        nested=value.get("inside") is not None,
    )


def _is_share(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def _offsets(line: Line, spans: object) -> Offsets:
    if not isinstance(spans, list):
        line.refuse("a list of spans", spans)
    return tuple(_ends(line, span) for span in spans)


def _ends(line: Line, span: object) -> tuple[int, int]:
    ends = [span.get("start"), span.get("end")] if isinstance(span, dict) else span
    if not isinstance(ends, list) or len(ends) != 2 or any(type(end) is not int for end in ends):
        line.refuse('a span as [start, end] or {"start", "end"}', ends)
    return ends[0], ends[1]
