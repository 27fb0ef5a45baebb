"""Quotations and speakers as rows of the archive, written and read back without loss."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Sequence
from typing import Any

import attrs

from quotekit.comparison.wording import Parts, Wording
from quotekit.document import Document, Quotation, Span, Speaker
from quotekit.speakers.names.voices import Voice

# `json.dumps` would make an encoder for every row, and `json.loads` looks for another encoding.
_WRITE = json.JSONEncoder(separators=(",", ":")).encode
_READ = json.JSONDecoder().decode


def encoded(text: str) -> bytes:
    """Return a text as bytes, lone surrogates included."""
    return text.encode("utf-8", "surrogatepass")


def decoded(data: bytes) -> str:
    """Return the text of `encoded`."""
    return data.decode("utf-8", "surrogatepass")


def unpacked(data: bytes) -> str:
    """Return a document's text."""
    return decoded(zlib.decompress(data))


SpeakerRow = list[Any]
"""Name, kind, aliases, gender, and the mentions' offsets."""


@attrs.frozen
class DocumentRows:
    """Hold a document's rows. Documents with one `digest` have the same text, quotations and speakers."""

    packed: bytes = attrs.field(repr=False)
    speakers: str
    quotations: tuple[str, ...]
    digest: bytes

    @classmethod
    def of(cls, document: Document, own: Sequence[Parts]) -> DocumentRows:
        """Return a document's rows; `own` are the parts of each quotation that are its own speaker's."""
        speakers = list(document.speakers)
        index = {id(speaker): i for i, speaker in enumerate(speakers)}

        def place(speaker: Speaker | None) -> int | None:
            if speaker is None:
                return None
            if id(speaker) not in index:
                index[id(speaker)] = len(speakers)
                speakers.append(speaker)
            return index[id(speaker)]

        quotations = tuple(
            _quotation_row(quotation, place(quotation.speaker), place(quotation.addressee), parts)
            for quotation, parts in zip(document.quotations, own, strict=True)
        )
        people = f"[{','.join(map(_speaker_row, speakers))}]"
        text = encoded(document.text)
        hashed = hashlib.blake2b(text, digest_size=16)
        hashed.update("\n".join(("", people, *quotations)).encode())
        return cls(zlib.compress(text, 1), people, quotations, hashed.digest())


def _quotation_row(quotation: Quotation, speaker: int | None, addressee: int | None, own: Parts) -> str:
    content = _offsets(quotation.content)
    parts = [offset for part in own for offset in part]
    row = (
        content,
        None if parts == content else parts,
        speaker,
        _offsets(quotation.cue),
        _offsets(quotation.source),
        quotation.type,
        quotation.confidence,
        quotation.rule,
        quotation.inside,
        quotation.act,
        quotation.speaker_confidence,
        addressee,
    )
    return _WRITE(row)


def _speaker_row(speaker: Speaker) -> str:
    voice = Voice.of(speaker)
    row = [speaker.name, speaker.kind, speaker.aliases, voice.gender, _offsets(speaker.mentions)]
    return _WRITE(row)


def read_voice(row: SpeakerRow) -> Voice:
    """Return a speaker's names, kind and gender."""
    name, kind, aliases, gender, _ = row
    return Voice(name, kind, tuple(aliases), gender)


def read_speaker(row: SpeakerRow, text: str) -> Speaker:
    """Return a speaker of a text."""
    name, kind, aliases, _, mentions = row
    return Speaker(name=name, kind=kind, aliases=tuple(aliases), mentions=_spans(mentions, text))


@attrs.frozen
class QuotationRow:
    """Hold a quotation as it was read: the offsets now, the record once its text is at hand.

    `speaker` and `addressee` are indices into the document's speakers.
    """

    _content: list[int]
    _own: list[int] | None
    speaker: int | None
    _cue: list[int]
    _source: list[int]
    _type: Any
    _confidence: float
    _rule: str
    _inside: int | None
    _act: Any
    _speaker_confidence: float
    addressee: int | None

    @classmethod
    def read(cls, row: str) -> QuotationRow:
        return cls(*_READ(row))

    @property
    def parts(self) -> Parts:
        offsets = self._content if self._own is None else self._own
        return tuple(zip(offsets[::2], offsets[1::2], strict=True))

    def quotation(self, text: str, speaker: Speaker | None, addressee: Speaker | None) -> Quotation:
        return Quotation(
            content=_spans(self._content, text),
            cue=_spans(self._cue, text),
            source=_spans(self._source, text),
            speaker=speaker,
            type=self._type,
            confidence=self._confidence,
            rule=self._rule,
            inside=self._inside,
            act=self._act,
            speaker_confidence=self._speaker_confidence,
            addressee=addressee,
        )


def wording_row(wording: Wording) -> tuple[str, str]:
    """Return a wording as two strings: its words, with names marked, and its units."""
    words = (f"^{word}" if name else word for word, name in zip(wording.words, wording.named, strict=True))
    return " ".join(words), " ".join(f"{start} {end}" for start, end in wording.units)


def read_wording(words: str, units: str) -> Wording:
    """Return the wording of a row that `wording_row` made."""
    bounds = list(map(int, units.split()))
    return Wording(
        tuple(words.replace("^", "").split(" ")),
        tuple(word[0] == "^" for word in words.split(" ")),
        tuple(zip(bounds[::2], bounds[1::2], strict=True)),
    )


def _offsets(spans: Sequence[Span]) -> list[int]:
    return [offset for span in spans for offset in (span.start, span.end)]


def _spans(offsets: Sequence[int], text: str) -> tuple[Span, ...]:
    return tuple([Span(start, end, text) for start, end in zip(offsets[::2], offsets[1::2], strict=True)])
