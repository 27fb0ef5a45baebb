"""A document as plain data and as JSON: exact, and in linear time.

The schema is ``resources/document.schema.json``. A span is ``{"start", "end", "text"}``. Only quoted spans
have offsets alone: they nest, so that their texts could add up to the square of the text's length. A
quotation's speaker is an index into ``speakers``, with name and kind beside it for human readers; reading it
back restores the shared object.
"""

from __future__ import annotations

import json
import re
from typing import Any

from quotekit.document.decoding import SCHEMA_VERSION, Path, checked_layout, checked_share, refuse
from quotekit.document.document import Document
from quotekit.document.layout import Span
from quotekit.document.records import Quotation, Speaker

# JSON cannot tell these two code points from the one that they encode as a pair in UTF-16.
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def to_dict(document: Document) -> dict[str, Any]:
    """Return a document as plain data: dictionaries, lists, strings and numbers.

    Raises `InvalidDocument` if the document contradicts itself: a quotation's speaker is not among the
    document's speakers, a confidence is not between 0 and 1, or paragraphs, sentences or tokens are empty,
    out of order or overlap.
    """
    places = Places(document.speakers)
    return {
        "schema": SCHEMA_VERSION,
        "text": document.text,
        "paragraphs": spans_to_dicts(checked_layout(document.paragraphs, ("paragraphs",))),
        "sentences": spans_to_dicts(checked_layout(document.sentences, ("sentences",))),
        "tokens": spans_to_dicts(checked_layout(document.tokens, ("tokens",))),
        "quoted": [
            {
                "span": [quoted.span.start, quoted.span.end],
                "open": spans_to_dicts((quoted.open,))[0],
                "close": None if quoted.close is None else spans_to_dicts((quoted.close,))[0],
                "depth": quoted.depth,
                "closing": quoted.closing,
            }
            for quoted in document.quoted
        ],
        "quotations": [
            {
                "type": quotation.type,
                "act": quotation.act,
                **parts_to_dicts(quotation),
                "speaker": places.reference(quotation.speaker, ("quotations", i, "speaker")),
                "confidence": checked_share(quotation.confidence, ("quotations", i, "confidence")),
                "speaker_confidence": checked_share(
                    quotation.speaker_confidence, ("quotations", i, "speaker_confidence")
                ),
                "rule": quotation.rule,
                "inside": quotation.inside,
                "addressee": places.reference(quotation.addressee, ("quotations", i, "addressee")),
            }
            for i, quotation in enumerate(document.quotations)
        ],
        "speakers": [
            {
                "name": speaker.name,
                "kind": speaker.kind,
                "aliases": list(speaker.aliases),
                "mentions": spans_to_dicts(speaker.mentions),
            }
            for speaker in document.speakers
        ],
    }


def to_json(document: Document) -> str:
    """Return a document as one line of JSON, in ASCII.

    A string that holds a surrogate pair as two code points is written as a list of its pieces, because JSON
    would read the pair as one character. Raises what `to_dict` raises.
    """
    data = to_dict(document)
    strings = [document.text, *(q.rule for q in document.quotations)]
    strings += [name for s in document.speakers for name in (s.name, *s.aliases)]
    if any(_PAIR.search(string) for string in strings):
        data = _in_pieces(data)
    return json.dumps(data, separators=(",", ":"), allow_nan=False)


def spans_to_dicts(spans: tuple[Span, ...]) -> list[dict[str, Any]]:
    """Return spans in the form that all of quotekit's JSON uses.

    >>> spans_to_dicts((Span(0, 5, "Hello there"),))
    [{'start': 0, 'end': 5, 'text': 'Hello'}]
    """
    return [{"start": span.start, "end": span.end, "text": span.text} for span in spans]


def parts_to_dicts(quotation: Quotation) -> dict[str, list[dict[str, Any]]]:
    """Return the spans of a quotation's content, cue and source in that form."""
    return {part: spans_to_dicts(getattr(quotation, part)) for part in ("content", "cue", "source")}


class Places:
    """Number speakers by their places in a list: by identity, or by equality if a stage made copies."""

    def __init__(self, speakers: tuple[Speaker, ...]) -> None:
        self.speakers = list(speakers)
        self._known = {id(speaker): i for i, speaker in reversed(list(enumerate(speakers)))}
        # Made only when the first copy is met: most documents have none.
        self._equal: dict[object, int] = {}
        self._numbers: dict[tuple[object, ...], int] = {}
        self._number_of: dict[int, int] = {}

    def find(self, speaker: Speaker) -> int | None:
        """Return the index of this speaker in the list, or else of the first one that equals it."""
        place = self._known.get(id(speaker))
        if place is None:
            if not self._equal:
                self._equal = {self._key(one): i for i, one in reversed(list(enumerate(self.speakers)))}
            place = self._equal.get(self._key(speaker))
            if place is not None:
                self._known[id(speaker)] = place
        return place

    def number(self, speaker: Speaker) -> int:
        """Return the index of a speaker; one that is not in the list comes to its end."""
        place = self.find(speaker)
        if place is None:
            place = self._known[id(speaker)] = self._equal[self._key(speaker)] = len(self.speakers)
            self.speakers.append(speaker)
        return place

    def reference(self, speaker: Speaker | None, at: Path) -> dict[str, Any] | None:
        if speaker is None:
            return None
        place = self.find(speaker)
        if place is None:
            refuse(at, "one of the document's speakers", speaker.name)
        return {"index": place, "name": speaker.name, "kind": speaker.kind}

    def _key(self, speaker: Speaker) -> object:
        return speaker.name, speaker.kind, self._number(speaker.aliases), self._number(speaker.mentions)

    def _number(self, values: tuple[object, ...]) -> int:
        # Copies share their mentions: hashing these for each copy would take quadratic time.
        number = self._number_of.get(id(values))
        if number is None:
            number = self._numbers.setdefault(tuple(values), len(self._numbers))
            self._number_of[id(values)] = number
        return number


def _in_pieces(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _in_pieces(member) for name, member in value.items()}
    if isinstance(value, list):
        return [_in_pieces(item) for item in value]
    if isinstance(value, str) and (cuts := [m.start() + 1 for m in _PAIR.finditer(value)]):
        return [value[a:b] for a, b in zip([0, *cuts], [*cuts, len(value)], strict=True)]
    return value
