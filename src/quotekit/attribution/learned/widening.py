"""From the network's word pieces to quotations of whole tokens."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from quotekit.attribution.finishing.acts import signals_speech
from quotekit.attribution.learned.decoding import Found, Network, find
from quotekit.attribution.learned.session import Session
from quotekit.attribution.learned.units import cut
from quotekit.document import Act, Quotation, QuotedSpan, Span, SpanIndex, Tokenized
from quotekit.lexicon import group
from quotekit.lexicon.verbs import complements, reporting

_STOPS = frozenset(".;:?!")
"""Tokens that end a sentence or clause, and so are never the end of a source: *said Ann Lee.*"""

_PAUSES = _STOPS | frozenset(",—–")
"""Tokens that are never the end of a cue of several tokens."""


def likely(
    tokenized: Tokenized,
    quoted: Sequence[QuotedSpan],
    session: Session,
    *,
    threshold: float | None,
    deeds: bool,
    network: Network | None = None,
    source_lean: float = 0.0,
) -> Iterator[Quotation]:
    """Return the quotations that a session's network finds with enough confidence.

    `threshold` is the least confidence; without one it is what the model's card found best. Without `deeds`,
    most of these are left out: see `find`. `network` is the session itself, unless something stands before it
    that keeps what it reads. For `source_lean`, see `find` too.
    """
    least = session.card.threshold if threshold is None else threshold
    widened = Widening(tokenized)

    def wanted(act: Act, start: int, end: int) -> bool:
        return deeds or act != "deed" or signals_speech(tokenized.text[start:end])

    def owed(start: int, end: int) -> bool:
        return _is_participle(tokenized.text[start:end])

    units = cut(tokenized, quoted, session.tokenizer, session.gate)
    found = find(
        units,
        network or session,
        wanted=wanted,
        owed=owed,
        source_lean=source_lean,
        near=bool(session.gate),
    )
    for one in found:
        confidence = session.card.confidence.of(one.evidence)
        if one.content and confidence >= least:
            yield widened.quotation(one, confidence)


class Widening:
    """Make quotations of the network's results, with word pieces widened to whole tokens."""

    def __init__(self, tokenized: Tokenized) -> None:
        self._text = tokenized.text
        self._tokens = tokenized.tokens
        self._index = SpanIndex.of(tokenized.tokens)

    def quotation(self, found: Found, confidence: float) -> Quotation:
        """Return a result of the network as a quotation."""
        content = self._spans(found.content)
        cue = self._spans([found.cue], without=_PAUSES)
        source = self._spans(found.source, without=_STOPS)
        if source and source[-1].text.find(",") == len(source[-1]) - 1:
            # The comma of *the mayor, Ann Lee,* is the apposition's; that of *said Ann Lee, “…”* is not.
            source = self._spans(found.source, without=_PAUSES)
        if cue and source and content:
            if _is_told(cue[0], source, content):
                source = ()
            elif _is_told_of(cue[0], source, content):
                # The subject of the passive is part of what is said: {he} is said {to be ill}.
                if not _is_it(source):
                    content = self._spans(sorted((*found.source, *found.content)), without=_STOPS)
                source = ()
        return Quotation(
            content=content,
            cue=cue,
            source=source,
            act=found.act,
            confidence=confidence,
            rule="model",
        )

    def _spans(
        self, parts: Iterable[tuple[int, int]], *, without: frozenset[str] = frozenset()
    ) -> tuple[Span, ...]:
        spans: list[Span] = []
        for start, end in parts:
            first = max(self._index.last_begun(start), 0)
            last = min(bisect_left(self._index.ends, end), len(self._tokens) - 1)
            while last > first and self._tokens[last].text in without:
                last -= 1
            low, high = self._tokens[first].start, self._tokens[last].end
            # One part may end and the next begin in pieces of one token.
            if spans and low < spans[-1].end:
                low = spans.pop().start
            spans.append(Span(low, high, self._text))
        return tuple(spans)


def _is_told(cue: Span, source: tuple[Span, ...], content: tuple[Span, ...]) -> bool:
    """Tell whether somebody speaks to a source: *he was warned*, *men told to stay*, *Asked why, Lee …*."""
    if source[-1].end <= cue.start:
        bare = _bare(cue, content)
        return bool(_passive("addressing").fullmatch(cue.text) or (bare and not bare["told"]))
    opens = cue.text[:1].isupper() and cue.start < content[0].start < source[0].start
    return opens and cue.text.split()[0].lower() in group("addressing")


def _is_told_of(cue: Span, source: tuple[Span, ...], content: tuple[Span, ...]) -> bool:
    """Tell whether somebody else speaks of a source: *he is said to be ill*, *men believed to have fled*."""
    if source[-1].end > cue.start:
        return False
    words = "clause" if _is_it(source) else "told-of"
    bare = _bare(cue, content)
    return bool(_passive(words).fullmatch(cue.text) or (bare and bare["told"]))


def _is_it(source: tuple[Span, ...]) -> bool:
    return [part.text.lower() for part in source] == ["it"]


def _is_participle(cue: str) -> bool:
    """Tell whether a cue is a participle, whose subject is in the sentence: *adding*, *falsely claiming*."""
    words = cue.lower().split()
    word = next((word for word in words if not word.endswith("ly")), "")
    return word.endswith("ing") and word in reporting()


@functools.cache
def _passive(words: str) -> re.Pattern[str]:
    """Return what matches a passive cue, of a group of words or of all that report a clause."""
    if words == "clause":
        forms = {word for word, lemma in reporting().items() if words in complements()[lemma]}
        told = {word for word in forms if not word.endswith("ing")}
    else:
        told = set(group(words))
    be, participles = ("|".join(sorted(some)) for some in (group("passive"), told))
    return re.compile(
        rf"(?:\w+\s+){{0,2}}(?:{be}|[’'](?:m|re|s))\s+(?:\w+\s+)?(?:{participles})(?:\s+(?:about|of|for|on))?",
        re.IGNORECASE,
    )


def _bare(cue: Span, content: tuple[Span, ...]) -> re.Match[str] | None:
    """Return a passive cue without its *be*, with the word that shows it to be one and opens the content.

    The group `told` is the participle of whom something is told; others are spoken to or accused.
    """
    found = _bare_passive().match(cue.whole, cue.start)
    return found if found and content[0].start <= max(found.end(), cue.end + 1) else None


@functools.cache
def _bare_passive() -> re.Pattern[str]:
    accused, asked, told = ("|".join(sorted(group(f"bare-{kind}"))) for kind in ("of", "to", "to-be"))
    return re.compile(
        rf"(?:\w+ly\s+)?(?:(?:{accused})\s+of|(?:{asked})\s+to(?!\s+no)|(?P<told>{told})\s+to\s+(?:be|have))\b",
        re.IGNORECASE,
    )
