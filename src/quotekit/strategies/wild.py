"""Strategies for the records themselves: valid documents with arbitrary texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, get_args

from hypothesis import strategies as st

from quotekit.document import (
    Act,
    Document,
    Quotation,
    QuotationType,
    QuotedSpan,
    Resolution,
    Span,
    Speaker,
    SpeakerKind,
    Tokenized,
)
from quotekit.strategies.choices import called

# Any code point, with more of those that break things: surrogates, NUL, marks, right-to-left text.
_CHARACTER = st.characters() | st.sampled_from("“\"'a\x00\ud83d\ude00\u200f")
_LABEL = st.lists(_CHARACTER, min_size=1, max_size=6).map("".join)
_TOKEN = _LABEL.map(lambda token: "".join(token.split()) or "-")
_NAME = _LABEL.map(lambda name: name if name.strip() else "-")
_SENTENCE = st.lists(_TOKEN, min_size=1, max_size=6)
_PARAGRAPH = st.lists(_SENTENCE, min_size=1, max_size=3)
# A range of tokens, by two numbers that are folded into the number of tokens.
_STRETCH = st.tuples(st.integers(0, 30), st.integers(0, 3))


class _Claim(NamedTuple):
    """Hold the draws for one quotation."""

    content: Sequence[tuple[int, int]]
    cue: Sequence[tuple[int, int]]
    source: Sequence[tuple[int, int]]
    speaker: int | None
    addressee: int | None
    type: QuotationType
    act: Act
    confidence: float
    speaker_confidence: float
    rule: str
    nests: bool


_CLAIM = st.builds(
    _Claim,
    content=st.lists(_STRETCH, min_size=1, max_size=2),
    cue=st.lists(_STRETCH, max_size=1),
    source=st.lists(_STRETCH, max_size=1),
    speaker=st.none() | st.integers(0, 3),
    addressee=st.none() | st.integers(0, 3),
    type=st.sampled_from(get_args(QuotationType)),
    act=st.sampled_from(get_args(Act)),
    confidence=st.floats(0, 1),
    speaker_confidence=st.floats(0, 1),
    rule=st.sampled_from(("", "x-said")) | _LABEL,
    nests=st.booleans(),
)
_PERSON = st.tuples(
    _NAME,
    st.sampled_from(get_args(SpeakerKind)),
    st.lists(_LABEL, max_size=2),
    st.lists(_STRETCH, max_size=3),
)


def documents(
    *, min_quotations: int = 0, max_quotations: int = 4, min_quoted: int = 0, min_speakers: int = 0
) -> st.SearchStrategy[Document]:
    """Draw valid documents with arbitrary texts and contents."""
    made = st.builds(
        _document,
        st.lists(_PARAGRAPH, min_size=1 if min_quotations or min_quoted else 0, max_size=3),
        st.lists(_STRETCH, min_size=min_quoted, max_size=3),
        st.lists(_CLAIM, min_size=min_quotations, max_size=max_quotations),
        st.lists(_PERSON, min_size=min_speakers, max_size=3),
    )
    return called("documents", made)


def quotation_records() -> st.SearchStrategy[Quotation]:
    """Draw a quotation of a valid document."""
    return documents(min_quotations=1).flatmap(lambda document: st.sampled_from(document.quotations))


def quoted_records() -> st.SearchStrategy[QuotedSpan]:
    """Draw a quoted span of a valid document."""
    return documents(min_quoted=1).flatmap(lambda document: st.sampled_from(document.quoted))


def resolution_records() -> st.SearchStrategy[Resolution]:
    """Draw a possible result of a resolver."""
    return documents().map(lambda d: Resolution(quotations=d.quotations, speakers=d.speakers))


def speaker_records() -> st.SearchStrategy[Speaker]:
    """Draw a speaker of a valid document."""
    return documents(min_speakers=1).flatmap(lambda document: st.sampled_from(document.speakers))


def tokenized_records() -> st.SearchStrategy[Tokenized]:
    """Draw a possible result of a tokenizer."""
    return documents(max_quotations=0).map(
        lambda d: Tokenized(text=d.text, paragraphs=d.paragraphs, sentences=d.sentences, tokens=d.tokens)
    )


def spans() -> st.SearchStrategy[Span]:
    """Draw a span of an arbitrary text."""

    def span(text: str, start: int, length: int) -> Span:
        start %= len(text) + 1
        return Span(start, min(start + length, len(text)), text)

    return st.builds(span, st.just("") | _LABEL, st.integers(0, 50), st.integers(0, 9))


def _document(
    paragraphs: Sequence[Sequence[Sequence[str]]],
    quoted: Sequence[tuple[int, int]],
    claims: Sequence[_Claim],
    people: Sequence[tuple[str, SpeakerKind, Sequence[str], Sequence[tuple[int, int]]]],
) -> Document:
    laid_out = _laid_out(paragraphs)
    text, tokens = laid_out.text, laid_out.tokens

    def stretches(drawn: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
        """Fold drawn numbers into ranges of tokens, in order and without overlap."""
        found: list[Span] = []
        for start, length in sorted((start % len(tokens), length) for start, length in drawn if tokens):
            last = min(start + length, len(tokens) - 1)
            if not found or found[-1].end <= tokens[start].start:
                found.append(Span(tokens[start].start, tokens[last].end, text))
        return tuple(found)

    speakers = tuple(
        dict.fromkeys(
            Speaker(name=name, kind=kind, aliases=tuple(aliases), mentions=stretches(mentions))
            for name, kind, aliases, mentions in people
        )
    )
    quotations = _quotations(
        [(stretches(claim.content), claim) for claim in claims] if tokens else [], stretches, speakers
    )
    speaking = {id(quotation.speaker) for quotation in quotations}
    return Document(
        text=text,
        paragraphs=laid_out.paragraphs,
        sentences=laid_out.sentences,
        tokens=tokens,
        quoted=tuple(_quoted(span, within=laid_out.paragraphs) for span in stretches(quoted)),
        quotations=quotations,
        speakers=tuple(sorted(speakers, key=lambda speaker: (id(speaker) not in speaking, _first(speaker)))),
    )


def _laid_out(paragraphs: Sequence[Sequence[Sequence[str]]]) -> Tokenized:
    """Return the text of some paragraphs of sentences of tokens, with the places of all of them."""
    text = "\n\n".join(" ".join(" ".join(sentence) for sentence in paragraph) for paragraph in paragraphs)
    tokens: list[Span] = []
    sentences: list[Span] = []
    whole: list[Span] = []
    at = 0
    for paragraph in paragraphs:
        first_sentence = len(sentences)
        for sentence in paragraph:
            first = len(tokens)
            for token in sentence:
                tokens.append(Span(at, at + len(token), text))
                at += len(token) + 1
            sentences.append(Span(tokens[first].start, tokens[-1].end, text))
        whole.append(Span(sentences[first_sentence].start, sentences[-1].end, text))
        at += 1
    return Tokenized(text=text, paragraphs=tuple(whole), sentences=tuple(sentences), tokens=tuple(tokens))


def _first(speaker: Speaker) -> int:
    return speaker.mentions[0].start if speaker.mentions else -1


def _quoted(span: Span, *, within: Sequence[Span]) -> QuotedSpan:
    paragraph = next(paragraph for paragraph in within if span.start < paragraph.end)
    span = Span(span.start, min(span.end, paragraph.end), span.whole)
    close = Span(span.end - 1, span.end, span.whole) if len(span) > 1 else None
    return QuotedSpan(
        span=span,
        open=Span(span.start, span.start + 1, span.whole),
        close=close,
        depth=0,
        closing="closed" if close else "unclosed",
    )


def _quotations(
    claims: Sequence[tuple[tuple[Span, ...], _Claim]],
    stretches: Callable[[Sequence[tuple[int, int]]], tuple[Span, ...]],
    speakers: Sequence[Speaker],
) -> tuple[Quotation, ...]:
    made: list[Quotation] = []
    known = set()

    def person(number: int | None) -> Speaker | None:
        return speakers[number % len(speakers)] if speakers and number is not None else None

    for content, claim in sorted(claims, key=lambda pair: (pair[0][0].start, -pair[0][-1].end)):
        around = [i for i, other in enumerate(made) if content[-1].end <= other.end]
        cue, source = stretches(claim.cue), stretches(claim.source)
        if (content, cue, source) in known:
            continue
        known.add((content, cue, source))
        made.append(
            Quotation(
                content=content,
                cue=cue,
                source=source,
                speaker=person(claim.speaker),
                addressee=person(claim.addressee),
                type=claim.type,
                act=claim.act,
                confidence=claim.confidence,
                speaker_confidence=claim.speaker_confidence,
                rule=claim.rule,
                inside=around[-1] if around and claim.nests else None,
            )
        )
    return tuple(made)
