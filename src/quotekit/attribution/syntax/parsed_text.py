"""A parsed text, laid out for the constructions: words in text order, marks and paragraphs."""

from __future__ import annotations

from itertools import islice
from typing import NamedTuple

import attrs

from quotekit.attribution.syntax.forest import Forest
from quotekit.attribution.syntax.languages import Language, plain
from quotekit.attribution.syntax.trees import Sentence, Word
from quotekit.document import QuotedSpan, SpanIndex, Tokenized

# In these relations a verb only modifies another word: *the said man*.
_BARE = frozenset({"aux", "cop", "case", "mark", "fixed", "flat", "compound", "amod", "det", "punct"})
_FEW = 8


# The longest nickname or title in marks, in words and in characters.
NAMED, _NAME = 4, 200


class Place(NamedTuple):
    """Hold a word's offsets, and which word of which sentence it is."""

    start: int
    end: int
    sentence: int
    word: int


@attrs.frozen(kw_only=True, eq=False)
class ParsedText:
    """Hold a text's parses, its language's lexicon, and its outermost quoted spans in text order.

    `cues` maps, for each sentence, its reporting verbs to the kinds of content they take. `names` are the
    quoted spans, at any depth, that may be a name, by the offset where they end.
    """

    text: str
    language: Language
    forests: tuple[Forest, ...]
    cues: tuple[dict[int, frozenset[str]], ...]
    places: list[Place]
    paragraphs: SpanIndex
    outer: tuple[QuotedSpan, ...]
    outer_at: SpanIndex
    names: dict[int, QuotedSpan]

    @classmethod
    def of(
        cls,
        tokenized: Tokenized,
        quoted: tuple[QuotedSpan, ...],
        sentences: tuple[Sentence, ...],
        language: Language,
    ) -> ParsedText:
        """Lay out a text."""
        limit = len(tokenized.text)
        forests = tuple(Forest.of(_within(sentence, limit)) for sentence in sentences)
        outer = tuple(span for span in quoted if span.depth == 0)
        return cls(
            text=tokenized.text,
            language=language,
            forests=forests,
            cues=tuple(_cues(forest, language) for forest in forests),
            places=sorted(
                Place(word.span.start, word.span.end, number, index)
                for number, forest in enumerate(forests)
                for index, word in enumerate(forest.words)
            ),
            paragraphs=SpanIndex.of(tokenized.paragraphs),
            outer=outer,
            outer_at=SpanIndex.of(span.span for span in outer),
            names={span.inner.end: span for span in quoted if span.closing == "closed" and _is_name(span)},
        )

    def paragraph(self, offset: int) -> int:
        """Return the number of the paragraph at an offset."""
        return self.paragraphs.last_begun(offset)

    def around(self, offset: int) -> QuotedSpan | None:
        """Return the outermost quoted span around an offset, if any."""
        number = self.outer_at.holding(offset)
        return self.outer[number] if number >= 0 else None

    def marks(self, start: int, end: int) -> tuple[QuotedSpan, ...]:
        """Return the outermost quoted spans that begin in a range."""
        begun = self.outer_at.beginning_in(start, end)
        return self.outer[begun.start : begun.stop]

    def has_marks(self, start: int, end: int) -> bool:
        """Tell whether an outermost quoted span begins in a range."""
        return bool(self.outer_at.beginning_in(start, end))

    def ends(self, sentence: int, first: int, last: int) -> bool:
        """Tell whether words stand at either end of a sentence without marks, after or before a comma.

        What is put there goes for the whole sentence, wherever a parser hangs it.
        """
        words = self.forests[sentence].words
        while first < last and words[first].upos == "PUNCT":
            first += 1
        while first < last and words[last].upos == "PUNCT":
            last -= 1
        begin = first == 0 and last + 1 < len(words) and words[last + 1].form == ","
        after = last + 1 == len(words) or (last + 2 == len(words) and words[-1].upos == "PUNCT")
        if not begin and not (after and first > 0 and words[first - 1].form == ","):
            return False
        return not self.has_marks(words[0].span.start, words[-1].span.end)

    def span(self, sentence: int, first: int, last: int) -> tuple[int, int]:
        """Return the stretch from one word to another, both included."""
        words = self.forests[sentence].words
        return words[first].span.start, words[last].span.end


def _is_name(span: QuotedSpan) -> bool:
    return span.inner.end - span.inner.start <= _NAME and len(span.inner.text.split()) <= NAMED


def _within(sentence: Sentence, limit: int) -> Sentence:
    """Drop a sentence whose words do not lie in the text, one after the other: it was parsed from another."""
    at = 0
    for word in sentence.words:
        if not at <= word.span.start < word.span.end <= limit:
            return Sentence(())
        at = word.span.start
    return sentence


def _cues(forest: Forest, language: Language) -> dict[int, frozenset[str]]:
    found = {}
    for index, word in enumerate(forest.words):
        if word.upos in ("VERB", "AUX", "ADJ", "ADV") and forest.relation(index) not in _BARE:
            uses = _uses(forest, index, word, language) if word.upos in ("VERB", "AUX") else frozenset()
            if "impersonal" in uses and not _is_impersonal(forest, index, language):
                uses = frozenset()
            if not uses and _is_sure(forest, index, word, language):
                uses = _SURE
            if uses:
                found[index] = uses
    return found


_SURE = frozenset({"clause", "adjective"})


def _is_impersonal(forest: Forest, index: int, language: Language) -> bool:
    subjects = islice(forest.having(index, "nsubj", "expl"), _FEW)
    return any(forest.words[child].form.lower() in language.impersonal for child in subjects)


def _is_sure(forest: Forest, index: int, word: Word, language: Language) -> bool:
    """Tell whether an adjective says what its subject holds: *is sure that*; not *it is sure that*."""
    if language.adjectives.isdisjoint((plain(word.lemma), plain(word.form))):
        return False
    if word.upos != "ADJ" and not forest.has(index, "cop", "aux:pass", "nsubj:pass"):
        return False
    # A predicate that shares its subject may be impersonal too, but seldom is.
    has_subject = forest.has(index, "nsubj") or forest.relation(index) == "conj"
    return has_subject and not _is_impersonal(forest, index, language)


def _uses(forest: Forest, index: int, word: Word, language: Language) -> frozenset[str]:
    """Look a verb up with its particle first (*point out*, *gab … an*), then alone."""
    lemma = plain(word.lemma).replace("_", "")
    for particle in forest.having(index, "compound"):
        form = forest.words[particle].form.lower()
        for whole in (form + lemma, f"{lemma} {form}"):
            if whole in language.verbs:
                return language.verbs[whole]
    return language.verbs.get(lemma, frozenset())
