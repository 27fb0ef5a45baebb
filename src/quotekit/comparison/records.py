"""The results of a comparison: sayings, their occurrences, and the decisions about their speakers."""

from __future__ import annotations

from typing import Any

import attrs

from quotekit.document import Quotation, Span, Speaker
from quotekit.document.wire import parts_to_dicts, spans_to_dicts
from quotekit.formats.records import utf8
from quotekit.speakers.names.identity import Verdict

COLUMNS = (
    "verdict",
    "document",
    "start",
    "end",
    "speaker",
    "source",
    "cue",
    "rule",
    "words",
    "confidence",
    "speaker_confidence",
)


@attrs.frozen(kw_only=True)
class Occurrence:
    """Hold one occurrence of a saying: a quotation of a document.

    `document` is the document's id and `place` the quotation's index in its ``quotations``.
    `shared` are the ranges of the text that other occurrences have too, in text order (code points,
    half-open).
    """

    document: str
    place: int
    quotation: Quotation
    shared: tuple[Span, ...]

    @property
    def speaker(self) -> Speaker | None:
        """Return the speaker in this text, or None if it names nobody."""
        return self.quotation.speaker

    @property
    def start(self) -> int:
        """Return the offset at which the shared words start."""
        return self.shared[0].start

    @property
    def end(self) -> int:
        """Return the offset after the last shared word."""
        return self.shared[-1].end

    @property
    def text(self) -> str:
        """Return the text from `start` to `end`."""
        return self.shared[0].whole[self.start : self.end]

    def to_dict(self) -> dict[str, Any]:
        """Return the occurrence as plain data."""
        quotation = self.quotation
        return {
            "document": self.document,
            "quotation": self.place,
            "type": quotation.type,
            "shared": spans_to_dicts(self.shared),
            **parts_to_dicts(quotation),
            "speaker": self.speaker and {"name": self.speaker.name, "kind": self.speaker.kind},
            "confidence": quotation.confidence,
            "speaker_confidence": quotation.speaker_confidence,
            "rule": quotation.rule,
        }


@attrs.frozen(kw_only=True)
class Side:
    """Hold one speaker of a saying and the occurrences attributed to this speaker.

    `name` is the fullest name in any of the texts, or None if they name nobody.
    """

    name: str | None
    occurrences: tuple[Occurrence, ...] = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class Decision:
    """Hold two occurrences and the verdict on their speakers: `agreed`, `conflicting` or `unclear`.

    The evidence in each text is part of the occurrence: ``quotation.cue``, ``.source``, ``.rule`` and the
    ``speaker`` with all mentions. `reason` names the part of the rule for names that applied.
    """

    first: Occurrence = attrs.field(repr=False)
    second: Occurrence = attrs.field(repr=False)
    verdict: Verdict
    reason: str


@attrs.frozen(kw_only=True)
class Saying:
    """Hold one saying that occurs in several texts, or several times in one.

    `occurrences` are in the order in which their documents were added. `verdict` is `conflicting` if texts
    attribute it to different people, `unclear` if that cannot be told (a name in one and an unnamed official
    in the other, a country and its minister), and `agreed` otherwise. `sides` are its speakers. `decisions`
    hold one example for each pair of sides, the worst verdict first.
    """

    verdict: Verdict
    occurrences: tuple[Occurrence, ...] = attrs.field(repr=False)
    sides: tuple[Side, ...]
    decisions: tuple[Decision, ...]

    @property
    def text(self) -> str:
        """Return the saying's words in the text that has most of them."""
        return max(self.occurrences, key=lambda occurrence: sum(map(len, occurrence.shared))).text

    @property
    def documents(self) -> tuple[str, ...]:
        """Return the ids of its documents, each once."""
        return tuple(dict.fromkeys(occurrence.document for occurrence in self.occurrences))

    @property
    def is_shared(self) -> bool:
        """Tell whether several documents have it, or one attributes it to different people."""
        return len(self.documents) > 1 or self.verdict == "conflicting"

    def to_records(self) -> list[dict[str, Any]]:
        """Return a flat row for each occurrence, with the columns of `COLUMNS`; texts as UTF-8 can hold them.

        ``start`` and ``end`` are where the shared words do (code points, half-open); ``words`` are these.
        """
        return [
            {
                "verdict": self.verdict,
                "document": utf8(place.document),
                "start": place.start,
                "end": place.end,
                "speaker": utf8(place.speaker.name) if place.speaker else None,
                "source": _line(place.quotation.source),
                "cue": _line(place.quotation.cue),
                "rule": place.quotation.rule,
                "words": _line(place.shared),
                "confidence": float(place.quotation.confidence),
                "speaker_confidence": float(place.quotation.speaker_confidence),
            }
            for place in self.occurrences
        ]

    def to_dict(self) -> dict[str, Any]:
        """Return the saying as plain data; decisions refer to occurrences by index."""
        index = {id(occurrence): i for i, occurrence in enumerate(self.occurrences)}
        return {
            "verdict": self.verdict,
            "text": self.text,
            "speakers": [side.name for side in self.sides],
            "occurrences": [occurrence.to_dict() for occurrence in self.occurrences],
            "decisions": [
                {
                    "occurrences": [index[id(decision.first)], index[id(decision.second)]],
                    "verdict": decision.verdict,
                    "reason": decision.reason,
                }
                for decision in self.decisions
            ],
        }


def _line(spans: tuple[Span, ...]) -> str:
    return utf8(" … ".join(" ".join(span.text.split()) for span in spans))
