"""Reading a document from untrusted plain data or JSON: exactly and in linear time, or not at all.

Nothing is assumed about the data except that it is a JSON value. Every error says where the fault is (a JSON
path), what was expected there and what was got.
"""

from __future__ import annotations

import json
from typing import Any, NoReturn, TypeVar, get_args

from quotekit.document.document import Document
from quotekit.document.layout import Closing, QuotedSpan, Span
from quotekit.document.records import Act, Quotation, QuotationType, Speaker, SpeakerKind, cycle
from quotekit.errors import InvalidDocument

SCHEMA_VERSION = 2
"""The version that is written. Version 1, which lacks `_ADDED`, is still read."""

_MEMBERS = ("type", "content", "cue", "source", "speaker", "confidence", "rule", "inside")
_ADDED = ("act", "speaker_confidence", "addressee")

# Members that the command line adds to a document's JSON and that a document does not keep.
_BESIDE = frozenset({"id", "group", "times"})

Path = tuple[str | int, ...]
_Choice = TypeVar("_Choice", Act, QuotationType, SpeakerKind, Closing)


def from_dict(data: object) -> Document:
    """Return the document of some plain data.

    In a document of version 1, which did not have them, every act is `speech` and every `speaker_confidence`
    is 0. Raises `InvalidDocument`, and nothing else, if the data is not a document; the message gives the
    place as a JSON path, what was expected there and what was got.

    >>> from_dict({"schema": 3})
    Traceback (most recent call last):
    quotekit.errors.InvalidDocument: $.schema: expected a schema version: an integer from 1 to 2, got 3
    """
    # Checked before the members, which may be others in another version.
    if isinstance(data, dict) and "schema" in data:
        _integer(data["schema"], 1, SCHEMA_VERSION, "a schema version", ("schema",))
    version, text, paragraphs, sentences, tokens, quoted, quotations, speakers = _members(
        data,
        ("schema", "text", "paragraphs", "sentences", "tokens", "quoted", "quotations", "speakers"),
        (),
        beside=_BESIDE,
    )
    whole = _read_text(text, ("text",))
    people = tuple(
        _read_speaker(value, whole, ("speakers", i)) for i, value in enumerate(_list(speakers, ("speakers",)))
    )
    listed = _list(quotations, ("quotations",))
    document = Document(
        text=whole,
        paragraphs=checked_layout(_read_spans(paragraphs, whole, ("paragraphs",)), ("paragraphs",)),
        sentences=checked_layout(_read_spans(sentences, whole, ("sentences",)), ("sentences",)),
        tokens=checked_layout(_read_spans(tokens, whole, ("tokens",)), ("tokens",)),
        quoted=tuple(
            _read_quoted(value, whole, ("quoted", i)) for i, value in enumerate(_list(quoted, ("quoted",)))
        ),
        quotations=tuple(
            _read_quotation(value, whole, people, len(listed), version, ("quotations", i))
            for i, value in enumerate(listed)
        ),
        speakers=people,
    )
    at = cycle([quotation.inside for quotation in document.quotations])
    if at is not None:
        inside = document.quotations[at].inside
        refuse(("quotations", at, "inside"), "a quotation that does not stand inside this one", inside)
    return document


def from_json(data: str) -> Document:
    """Return the document of some JSON.

    Raises `TypeError` if `data` is not a string, and `InvalidDocument` for every string that is not the JSON
    of a document, however odd, deep or long.

    >>> from_json("[1, 2]")
    Traceback (most recent call last):
    quotekit.errors.InvalidDocument: $: expected an object with the members schema, ..., got a list of 2
    """
    if not isinstance(data, str):
        raise TypeError(f"expected JSON as str, got {type(data).__name__}")
    try:
        value = json.loads(data, object_pairs_hook=_object)
    except RecursionError:
        raise InvalidDocument("$: expected JSON of a document's depth, got JSON nested too deeply") from None
    except ValueError as error:
        raise InvalidDocument(f"$: expected JSON, got text that is none: {error}") from None
    return from_dict(value)


class _Doubled(dict[str, Any]):
    """A JSON object with a member that is given twice; its path is known only later."""

    member: str


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    # Python takes the last value of a repeated member and other readers the first, which would be two
    # documents.
    members = dict(pairs)
    if len(members) == len(pairs):
        return members
    doubled = _Doubled(members)
    seen: set[str] = set()
    for name, _ in pairs:
        if name in seen:
            doubled.member = name
            break
        seen.add(name)
    return doubled


def refuse(at: Path, expected: str, got: object) -> NoReturn:
    raise InvalidDocument(f"{_path(at)}: expected {expected}, got {_shown(got)}")


def _path(at: Path) -> str:
    return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in at)


def _shown(value: object) -> str:
    # Never the repr of the whole value: it may be huge, too deep, or an integer too long to print.
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


def _members(
    value: object, names: tuple[str, ...], at: Path, *, beside: frozenset[str] = frozenset()
) -> list[Any]:
    if not isinstance(value, dict):
        refuse(at, f"an object with the members {', '.join(names)}", value)
    for name in names:
        if name not in value:
            raise InvalidDocument(f"{_path((*at, name))}: expected this member, got none")
    extra = next((name for name in value if name not in names and name not in beside), None)
    if extra is not None:
        raise InvalidDocument(
            f"{_path(at)}: expected the members {', '.join(names)} alone, got {_shown(extra)} as well"
        )
    if type(value) is _Doubled:
        raise InvalidDocument(f"{_path((*at, value.member))}: expected this member once, got it again")
    return [value[name] for name in names]


def _list(value: object, at: Path) -> list[Any]:
    return value if isinstance(value, list) else refuse(at, "a list", value)


def _integer(value: object, low: int, high: int, what: str, at: Path) -> int:
    if type(value) is not int or not low <= value <= high:
        bounds = str(low) if low == high else f"an integer from {low} to {high}"
        refuse(at, f"{what}: {bounds}", value)
    return value


def _place(value: object, count: int, what: str, at: Path) -> int:
    if not count:
        refuse(at, f"none, since there are no {what}", value)
    return _integer(value, 0, count - 1, f"a place in the {what}", at)


def checked_share(value: object, at: Path) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        refuse(at, "a number from 0 to 1", value)
    return float(value)


def checked_layout(spans: tuple[Span, ...], at: Path) -> tuple[Span, ...]:
    # Paragraphs, sentences and tokens must be in order, as offsets are looked up by bisection.
    end = 0
    for i, span in enumerate(spans):
        if not end <= span.start < span.end:
            raise InvalidDocument(
                f"{_path((*at, i))}: expected a span that is not empty and starts at {end} or later, "
                f"got one from {span.start} to {span.end}"
            )
        end = span.end
    return spans


def _choice(value: object, choices: tuple[_Choice, ...], at: Path) -> _Choice:
    for choice in choices:
        if choice == value:
            return choice
    refuse(at, "one of " + ", ".join(choices), value)


def _read_text(value: object, at: Path) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list) and value and all(isinstance(piece, str) for piece in value):
        return "".join(value)
    refuse(at, "a string (or a list of the strings that make it up)", value)


def _read_span(value: object, whole: str, at: Path) -> Span:
    start, end, text = _members(value, ("start", "end", "text"), at)
    if type(start) is not int or type(end) is not int or not 0 <= start <= end <= len(whole):
        _integer(start, 0, len(whole), "an offset into the text", (*at, "start"))
        _integer(end, start, len(whole), "an offset not before the start", (*at, "end"))
    if whole[start:end] != text and whole[start:end] != _read_text(text, (*at, "text")):
        refuse((*at, "text"), f"the text from {start} to {end}, {_shown(whole[start:end])}", text)
    return Span(start, end, whole)


def _read_spans(value: object, whole: str, at: Path) -> tuple[Span, ...]:
    found = []
    for i, item in enumerate(_list(value, at)):
        # Most of a document is spans: a valid one is read without checking each member by itself.
        if type(item) is dict and len(item) == 3:
            start, end = item.get("start"), item.get("end")
            if (
                type(start) is int
                and type(end) is int
                and 0 <= start <= end <= len(whole)
                and item.get("text") == whole[start:end]
            ):
                found.append(Span(start, end, whole))
                continue
        found.append(_read_span(item, whole, (*at, i)))
    return tuple(found)


def _read_quoted(value: object, whole: str, at: Path) -> QuotedSpan:
    span, opening, close, depth, closing = _members(value, ("span", "open", "close", "depth", "closing"), at)
    if len(_list(span, (*at, "span"))) != 2:
        refuse((*at, "span"), "a list of two offsets", span)
    start = _integer(span[0], 0, len(whole), "an offset into the text", (*at, "span", 0))
    end = _integer(span[1], start, len(whole), "an offset not before the start", (*at, "span", 1))
    return QuotedSpan(
        span=Span(start, end, whole),
        open=_read_span(opening, whole, (*at, "open")),
        close=None if close is None else _read_span(close, whole, (*at, "close")),
        # Each of the enclosing marks has at least one character.
        depth=_integer(depth, 0, len(whole), "a depth", (*at, "depth")),
        closing=_choice(closing, get_args(Closing), (*at, "closing")),
    )


def _read_speaker(value: object, whole: str, at: Path) -> Speaker:
    name, kind, aliases, mentions = _members(value, ("name", "kind", "aliases", "mentions"), at)
    listed = _list(aliases, (*at, "aliases"))
    return Speaker(
        name=_read_text(name, (*at, "name")),
        kind=_choice(kind, get_args(SpeakerKind), (*at, "kind")),
        aliases=tuple(_read_text(alias, (*at, "aliases", i)) for i, alias in enumerate(listed)),
        mentions=_read_spans(mentions, whole, (*at, "mentions")),
    )


def _read_reference(value: object, people: tuple[Speaker, ...], at: Path) -> Speaker | None:
    if value is None:
        return None
    index, name, kind = _members(value, ("index", "name", "kind"), at)
    speaker = people[_place(index, len(people), "speakers", (*at, "index"))]
    if _read_text(name, (*at, "name")) != speaker.name:
        refuse((*at, "name"), f"the name of speaker {index}, {_shown(speaker.name)}", name)
    if kind != speaker.kind:
        refuse((*at, "kind"), f"the kind of speaker {index}, {_shown(speaker.kind)}", kind)
    return speaker


def _read_quotation(
    value: object, whole: str, people: tuple[Speaker, ...], count: int, version: int, at: Path
) -> Quotation:
    names = _MEMBERS if version == 1 else _MEMBERS + _ADDED
    kind, content, cue, source, speaker, confidence, rule, inside, *added = _members(value, names, at)
    act, named, addressee = added or ("speech", 0.0, None)
    if not _list(content, (*at, "content")):
        refuse((*at, "content"), "a list of at least one span", content)
    return Quotation(
        content=_read_spans(content, whole, (*at, "content")),
        cue=_read_spans(cue, whole, (*at, "cue")),
        source=_read_spans(source, whole, (*at, "source")),
        speaker=_read_reference(speaker, people, (*at, "speaker")),
        type=_choice(kind, get_args(QuotationType), (*at, "type")),
        act=_choice(act, get_args(Act), (*at, "act")),
        confidence=checked_share(confidence, (*at, "confidence")),
        speaker_confidence=checked_share(named, (*at, "speaker_confidence")),
        rule=_read_text(rule, (*at, "rule")),
        inside=None if inside is None else _place(inside, count, "quotations", (*at, "inside")),
        addressee=_read_reference(addressee, people, (*at, "addressee")),
    )
