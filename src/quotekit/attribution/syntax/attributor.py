"""The attributor that reads parses in Universal Dependencies, in ten languages."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from quotekit.attribution.finishing.continuation import continue_paragraphs, join_halves, unclaimed
from quotekit.attribution.finishing.kinds import typed
from quotekit.attribution.finishing.nesting import nested
from quotekit.attribution.syntax.adjacent_verbs import by_adjacent_verbs, nearby
from quotekit.attribution.syntax.claims import Claim, rate
from quotekit.attribution.syntax.complements import complements
from quotekit.attribution.syntax.fitting import apart, fitted, in_marks, within
from quotekit.attribution.syntax.languages import Language
from quotekit.attribution.syntax.languages import language as words_of
from quotekit.attribution.syntax.obliques import obliques
from quotekit.attribution.syntax.parsed_text import ParsedText
from quotekit.attribution.syntax.trees import Parser
from quotekit.document import Quotation, QuotedSpan, Span, Tokenized
from quotekit.document.checks import check_handed

_DASHES = frozenset("—―–")


def _parses(_: object, attribute: attrs.Attribute[Parser], value: object) -> None:
    if isinstance(value, type) or not callable(getattr(value, "parse", None)):
        raise TypeError(f"{attribute.name}: expected an object with a method parse(), got {value!r}")


@attrs.frozen(kw_only=True)
class UDAttributor:
    """Find quotations, cues and sources in parses, in any language that Universal Dependencies describe.

    `language` is a code of ISO 639-1: cs, de, en, es, fr, it, nl, pl, pt or ru. `parser` is any object with
    the method of `Parser`; this class brings no model of its own. `inner` says whether quotations within
    quotations are returned too, with `inside` set.

    The content of a reporting verb is its clause (*said that …*), the clause that it interrupts (*…, she
    said, …*) or the quoted speech beside it. The source is the verb's subject or, in the passive, its agent.
    *According to*, nouns (*her claim that …*) and adjectives (*is sure that …*) are read in the same way, but
    a standard (*according to plan*) is not a source. The complementiser (*that*, *dass*, *que*) is part of
    the content; auxiliaries and separable particles are part of the cue. Where marks and parse disagree, the
    marks decide. A verb without an explicit subject (Spanish *dijo*) has no source. A quotation's `rule`
    begins with ``marked/`` if marks bound the content and with ``reported/`` otherwise, followed by the
    construction: ``clause``, ``parenthesis``, ``comment``, ``infinitive``, ``object``, ``name``,
    ``according``, ``words``, ``tag``, ``noun``, ``beside``, ``verb`` or ``colon``.

    Raises `ValueError` for a language without a lexicon and `TypeError` for a parser without `parse`. Wrong
    parses never raise.

    >>> from quotekit import Pipeline
    >>> from quotekit.attribution.syntax import Sentence, UDAttributor, Word
    >>> class Ready:
    ...     def parse(self, tokenized):
    ...         rows = [("„", "PUNCT", 2, "punct"), ("es", "PRON", 2, "nsubj"),
    ...                 ("reichen", "VERB", -1, "root"), ("“", "PUNCT", 2, "punct"),
    ...                 (",", "PUNCT", 5, "punct"), ("sagen", "VERB", 2, "parataxis"),
    ...                 ("Ida", "PROPN", 5, "nsubj"), ("Moll", "PROPN", 6, "flat"),
    ...                 (".", "PUNCT", 2, "punct")]
    ...         return (Sentence(tuple(
    ...             Word(span=token, form=token.text, lemma=lemma, upos=upos, head=head, relation=relation)
    ...             for token, (lemma, upos, head, relation) in zip(tokenized.tokens, rows))),)
    >>> pipeline = Pipeline(attributor=UDAttributor(language="de", parser=Ready()))
    >>> [quotation] = pipeline.attribute("„Es reicht“, sagte Ida Moll.").quotations
    >>> quotation.content_text, quotation.cue[0].text, quotation.source[0].text, quotation.rule
    ('„Es reicht“', 'sagte', 'Ida Moll', 'marked/parenthesis')
    """

    language: str
    parser: Parser = attrs.field(validator=_parses)
    inner: bool = True
    _words: Language = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_words", words_of(self.language))

    def attribute(self, tokenized: Tokenized, quoted: tuple[QuotedSpan, ...]) -> tuple[Quotation, ...]:
        """Return a text's quotations in order of their start; their speakers are still None."""
        check_handed(tokenized, quoted)
        reading = ParsedText.of(tokenized, quoted, self.parser.parse(tokenized), self._words)
        claims = _chosen(reading, [*complements(reading), *obliques(reading)])
        # Speech reported inside quoted speech does not tell who says the quoted speech.
        outer = [claim for claim in claims if not within(reading, claim)]
        free = tuple(unclaimed(quoted, tuple(_quotations(reading, outer))))
        outer += by_adjacent_verbs(reading, free, {claim.anchor: claim for claim in outer})
        found = join_halves(tokenized, quoted, tuple(_quotations(reading, outer)))
        # A line that opens with a dash belongs to the next speaker.
        undashed = tuple(span for span in quoted if span.open.text not in _DASHES)
        found = continue_paragraphs(tokenized, undashed, found)
        if self.inner:
            found += tuple(_quotations(reading, (claim for claim in claims if within(reading, claim))))
        whole = nested(typed(found, quoted))
        return whole if self.inner else tuple(q for q in whole if q.inside is None)


def _chosen(reading: ParsedText, claims: Iterable[Claim]) -> list[Claim]:
    """Fit the claims to the marks, and drop those that share a cue or repeat a content."""
    chosen: list[Claim] = []
    cues: set[tuple[int, int]] = set()
    contents: set[tuple[tuple[int, int], ...]] = set()
    for claim in claims:
        whole = fitted(reading, claim)
        if whole is None or not cues.isdisjoint(whole.cue) or tuple(whole.content) in contents:
            continue
        if whole.source is None and whole.rule in ("clause", "parenthesis") and in_marks(reading, whole):
            whole.source = nearby(reading, whole.anchor, after=whole.content[0] < whole.cue[0])
        cues.update(whole.cue)
        contents.add(tuple(whole.content))
        chosen.append(whole)
    return chosen


def _quotations(reading: ParsedText, claims: Iterable[Claim]) -> Iterable[Quotation]:
    text = reading.text
    for claim in claims:
        # A parser may have joined a word and the mark beside it.
        cues = [part for part in (apart(part, claim.content) for part in claim.cue) if part is not None]
        if not cues:
            continue
        who = apart(claim.source, claim.content)
        rule = f"{'marked' if in_marks(reading, claim) else 'reported'}/{claim.rule}"
        yield Quotation(
            content=tuple(Span(*part, text) for part in claim.content),
            cue=tuple(Span(*part, text) for part in cues),
            source=() if who is None else (Span(*who, text),),
            confidence=rate(rule),
            rule=rule,
        )
