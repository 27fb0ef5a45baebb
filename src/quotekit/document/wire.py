"""The document as plain data and as JSON, and back again: exact, linear, safe with data from anywhere.

The shape is ``resources/document.schema.json``. A span is ``{"start", "end", "text"}``; only a quoted
stretch gives its offsets alone, since quoted stretches nest and their texts would add up to the
square of the text. A quotation's speaker is given by its place in ``speakers``, with name and kind
beside it for the eye; read back, both are the same object again.
"""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn, TypeVar, get_args

from quotekit.document.records import (
    Closing,
    Document,
    Quotation,
    QuotationType,
    QuotedSpan,
    Span,
    Speaker,
    SpeakerKind,
)
from quotekit.errors import InvalidDocument

SCHEMA_VERSION = 1

_Path = tuple[str | int, ...]
_Choice = TypeVar("_Choice", QuotationType, SpeakerKind, Closing)

# JSON cannot tell these two code points from the one that they encode together in UTF-16.
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def to_dict(document: Document) -> dict[str, Any]:
    """Give a document as plain data: dictionaries, lists, strings and numbers.

    Raises `InvalidDocument` when the document contradicts itself: a quotation's speaker is not
    among the document's speakers, or a confidence does not lie between 0 and 1.
    """
    place = {id(speaker): i for i, speaker in reversed(list(enumerate(document.speakers)))}
    return {
        "schema": SCHEMA_VERSION,
        "text": document.text,
        "paragraphs": _spans(document.paragraphs),
        "sentences": _spans(document.sentences),
        "tokens": _spans(document.tokens),
        "quoted": [
            {
                "span": [quoted.span.start, quoted.span.end],
                "open": _span(quoted.open),
                "close": None if quoted.close is None else _span(quoted.close),
                "depth": quoted.depth,
                "closing": quoted.closing,
            }
            for quoted in document.quoted
        ],
        "quotations": [
            {
                "type": quotation.type,
                "content": _spans(quotation.content),
                "cue": _spans(quotation.cue),
                "source": _spans(quotation.source),
                "speaker": _reference(document, quotation, place, ("quotations", i)),
                "confidence": _checked_share(quotation.confidence, ("quotations", i, "confidence")),
                "rule": quotation.rule,
                "inside": quotation.inside,
            }
            for i, quotation in enumerate(document.quotations)
        ],
        "speakers": [
            {
                "name": speaker.name,
                "kind": speaker.kind,
                "aliases": list(speaker.aliases),
                "mentions": _spans(speaker.mentions),
            }
            for speaker in document.speakers
        ],
    }


def to_json(document: Document) -> str:
    """Give a document as one line of JSON, in ASCII.

    A string that holds a surrogate pair as two code points is given in pieces, as a list of
    strings, because JSON would read the pair as one character. Raises what `to_dict` raises.
    """
    data = to_dict(document)
    strings = [document.text, *(q.rule for q in document.quotations)]
    strings += [name for s in document.speakers for name in (s.name, *s.aliases)]
    if any(_PAIR.search(string) for string in strings):
        data = _in_pieces(data)
    return json.dumps(data, separators=(",", ":"), allow_nan=False)


def from_dict(data: object) -> Document:
    """Read the plain data of a document.

    Raises `InvalidDocument`, and nothing else, where the data is not a document of this schema
    version: the message gives the place as a JSON path, what was expected there and what was got.

    >>> from_dict({"schema": 2})
    Traceback (most recent call last):
    quotekit.errors.InvalidDocument: $.schema: expected a schema version: 1, got 2
    """
    # Before the members, which another version may well have others of.
    if isinstance(data, dict) and "schema" in data:
        _integer(data["schema"], SCHEMA_VERSION, SCHEMA_VERSION, "a schema version", ("schema",))
    _, text, paragraphs, sentences, tokens, quoted, quotations, speakers = _members(
        data,
        ("schema", "text", "paragraphs", "sentences", "tokens", "quoted", "quotations", "speakers"),
        (),
    )
    whole = _read_text(text, ("text",))
    people = tuple(
        _read_speaker(value, whole, ("speakers", i)) for i, value in enumerate(_list(speakers, ("speakers",)))
    )
    listed = _list(quotations, ("quotations",))
    document = Document(
        text=whole,
        paragraphs=_read_spans(paragraphs, whole, ("paragraphs",)),
        sentences=_read_spans(sentences, whole, ("sentences",)),
        tokens=_read_spans(tokens, whole, ("tokens",)),
        quoted=tuple(
            _read_quoted(value, whole, ("quoted", i)) for i, value in enumerate(_list(quoted, ("quoted",)))
        ),
        quotations=tuple(
            _read_quotation(value, whole, people, len(listed), ("quotations", i))
            for i, value in enumerate(listed)
        ),
        speakers=people,
    )
    _refuse_circles(document.quotations)
    return document


def from_json(data: str) -> Document:
    """Read the JSON of a document.

    Raises `TypeError` when `data` is no string, and `InvalidDocument` for every string that is not
    the JSON of a document, however odd, deep or long it is.

    >>> from_json("[1, 2]")
    Traceback (most recent call last):
    quotekit.errors.InvalidDocument: $: expected an object with the members schema, ..., got a list of 2
    """
    if not isinstance(data, str):
        raise TypeError(f"expected JSON as str, got {type(data).__name__}")
    try:
        value = json.loads(data)
    except RecursionError:
        raise InvalidDocument("$: expected JSON of a document's depth, got JSON nested too deeply") from None
    except ValueError as error:
        raise InvalidDocument(f"$: expected JSON, got text that is none: {error}") from None
    return from_dict(value)


def _span(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.text}


def _spans(spans: tuple[Span, ...]) -> list[dict[str, Any]]:
    return [{"start": span.start, "end": span.end, "text": span.text} for span in spans]


def _reference(
    document: Document, quotation: Quotation, place: dict[int, int], at: _Path
) -> dict[str, Any] | None:
    speaker = quotation.speaker
    if speaker is None:
        return None
    index = place.get(id(speaker))
    if index is None:
        index = next((i for i, other in enumerate(document.speakers) if other == speaker), None)
    if index is None:
        _refuse((*at, "speaker"), "one of the document's speakers", speaker.name)
    return {"index": index, "name": speaker.name, "kind": speaker.kind}


def _in_pieces(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _in_pieces(member) for name, member in value.items()}
    if isinstance(value, list):
        return [_in_pieces(item) for item in value]
    if isinstance(value, str) and (cuts := [m.start() + 1 for m in _PAIR.finditer(value)]):
        return [value[a:b] for a, b in zip([0, *cuts], [*cuts, len(value)], strict=True)]
    return value


def _refuse(at: _Path, expected: str, got: object) -> NoReturn:
    raise InvalidDocument(f"{_path(at)}: expected {expected}, got {_shown(got)}")


def _path(at: _Path) -> str:
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in at)


def _shown(value: object) -> str:
    # Never the repr of the whole: it may be huge, too deep, or an integer too long to be written out.
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, str):
        return ascii(value) if len(value) <= 60 else f"{value[:60]!a}… ({len(value)} characters)"
    if isinstance(value, int):
        return str(value) if value.bit_length() <= 64 else f"an integer of {value.bit_length()} bits"
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, dict):
        return f"an object of {len(value)} members"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    return f"a value of type {type(value).__name__}"


def _members(value: object, names: tuple[str, ...], at: _Path) -> list[Any]:
    if not isinstance(value, dict):
        _refuse(at, f"an object with the members {', '.join(names)}", value)
    for name in names:
        if name not in value:
            raise InvalidDocument(f"{_path((*at, name))}: expected this member, got none")
    if len(value) != len(names):
        extra = next(name for name in value if name not in names)
        raise InvalidDocument(
            f"{_path(at)}: expected the members {', '.join(names)} alone, got {_shown(extra)} as well"
        )
    return [value[name] for name in names]


def _list(value: object, at: _Path) -> list[Any]:
    return value if isinstance(value, list) else _refuse(at, "a list", value)


def _integer(value: object, low: int, high: int | None, what: str, at: _Path) -> int:
    if type(value) is not int or value < low or (high is not None and value > high):
        span = f"from {low}" if high is None else f"from {low} to {high}"
        bounds = str(low) if low == high else f"an integer {span}"
        _refuse(at, f"{what}: {bounds}", value)
    return value


def _place(value: object, count: int, what: str, at: _Path) -> int:
    if not count:
        _refuse(at, f"none, since there are no {what}", value)
    return _integer(value, 0, count - 1, f"a place in the {what}", at)


def _checked_share(value: object, at: _Path) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        _refuse(at, "a number from 0 to 1", value)
    return float(value)


def _choice(value: object, choices: tuple[_Choice, ...], at: _Path) -> _Choice:
    for choice in choices:
        if choice == value:
            return choice
    _refuse(at, "one of " + ", ".join(choices), value)


def _read_text(value: object, at: _Path) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list) and value and all(isinstance(piece, str) for piece in value):
        return "".join(value)
    _refuse(at, "a string (or a list of the strings that make it up)", value)


def _read_span(value: object, whole: str, at: _Path) -> Span:
    start, end, text = _members(value, ("start", "end", "text"), at)
    if type(start) is not int or type(end) is not int or not 0 <= start <= end <= len(whole):
        _integer(start, 0, len(whole), "an offset into the text", (*at, "start"))
        _integer(end, start, len(whole), "an offset not before the start", (*at, "end"))
    if whole[start:end] != text and whole[start:end] != _read_text(text, (*at, "text")):
        _refuse((*at, "text"), f"the text from {start} to {end}, {_shown(whole[start:end])}", text)
    return Span(start, end, whole)


def _read_spans(value: object, whole: str, at: _Path) -> tuple[Span, ...]:
    return tuple([_read_span(item, whole, (*at, i)) for i, item in enumerate(_list(value, at))])


def _read_quoted(value: object, whole: str, at: _Path) -> QuotedSpan:
    span, opening, close, depth, closing = _members(value, ("span", "open", "close", "depth", "closing"), at)
    if len(_list(span, (*at, "span"))) != 2:
        _refuse((*at, "span"), "a list of two offsets", span)
    start = _integer(span[0], 0, len(whole), "an offset into the text", (*at, "span", 0))
    end = _integer(span[1], start, len(whole), "an offset not before the start", (*at, "span", 1))
    return QuotedSpan(
        span=Span(start, end, whole),
        open=_read_span(opening, whole, (*at, "open")),
        close=None if close is None else _read_span(close, whole, (*at, "close")),
        depth=_integer(depth, 0, None, "a depth", (*at, "depth")),
        closing=_choice(closing, get_args(Closing), (*at, "closing")),
    )


def _read_speaker(value: object, whole: str, at: _Path) -> Speaker:
    name, kind, aliases, mentions = _members(value, ("name", "kind", "aliases", "mentions"), at)
    listed = _list(aliases, (*at, "aliases"))
    return Speaker(
        name=_read_text(name, (*at, "name")),
        kind=_choice(kind, get_args(SpeakerKind), (*at, "kind")),
        aliases=tuple(_read_text(alias, (*at, "aliases", i)) for i, alias in enumerate(listed)),
        mentions=_read_spans(mentions, whole, (*at, "mentions")),
    )


def _read_reference(value: object, people: tuple[Speaker, ...], at: _Path) -> Speaker | None:
    if value is None:
        return None
    index, name, kind = _members(value, ("index", "name", "kind"), at)
    speaker = people[_place(index, len(people), "speakers", (*at, "index"))]
    if _read_text(name, (*at, "name")) != speaker.name:
        _refuse((*at, "name"), f"the name of speaker {index}, {_shown(speaker.name)}", name)
    if kind != speaker.kind:
        _refuse((*at, "kind"), f"the kind of speaker {index}, {_shown(speaker.kind)}", kind)
    return speaker


def _read_quotation(
    value: object, whole: str, people: tuple[Speaker, ...], count: int, at: _Path
) -> Quotation:
    names = ("type", "content", "cue", "source", "speaker", "confidence", "rule", "inside")
    kind, content, cue, source, speaker, confidence, rule, inside = _members(value, names, at)
    if not _list(content, (*at, "content")):
        _refuse((*at, "content"), "a list of at least one span", content)
    return Quotation(
        content=_read_spans(content, whole, (*at, "content")),
        cue=_read_spans(cue, whole, (*at, "cue")),
        source=_read_spans(source, whole, (*at, "source")),
        speaker=_read_reference(speaker, people, (*at, "speaker")),
        type=_choice(kind, get_args(QuotationType), (*at, "type")),
        confidence=_checked_share(confidence, (*at, "confidence")),
        rule=_read_text(rule, (*at, "rule")),
        inside=None if inside is None else _place(inside, count, "quotations", (*at, "inside")),
    )


def _refuse_circles(quotations: tuple[Quotation, ...]) -> None:
    # Whoever walks outwards from a quotation must arrive, so no quotation may stand inside itself.
    walk_of: list[int | None] = [None] * len(quotations)
    for walk in range(len(quotations)):
        at: int | None = walk
        while at is not None and walk_of[at] is None:
            walk_of[at] = walk
            at = quotations[at].inside
        if at is not None and walk_of[at] == walk:
            place = ("quotations", at, "inside")
            _refuse(place, "a quotation that does not stand inside this one", quotations[at].inside)
