"""Where reported speech begins and ends: without words of the writer, and before the main clause goes on."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

import attrs

from quotekit.attribution.learned.offsets import Marks, Sentences
from quotekit.document import Quotation, Span
from quotekit.lexicon import group, read
from quotekit.lexicon.verbs import PARTICIPLE, PAST, THIRD_PERSON, complements, inflect, irregular

_PRONOUNS = frozenset({"what", "which", "who", "whom"})
_FIRST_WORD = re.compile(r"[^\W_]")
_ENDS = (".", "!", "?", "…")
_VERB_AFTER_COMMA = re.compile(r", ([a-z]+)\b")


def without_connectives(
    quotations: Iterable[Quotation], marks: Marks, sentences: Sentences
) -> list[Quotation]:
    """Return the quotations without a word that ties them to the sentence before: *But it rained, he said.*

    The word is the writer's, unless it is in marks or behind the cue.
    """

    def without(quotation: Quotation) -> Quotation:
        first, *others = quotation.content
        opens = quotation.cue and first.end <= quotation.cue[0].start and sentences.begin(first.start)
        word = _connective().match(first.whole, first.start, first.end) if opens else None
        if word is None or any(stretch.span.start <= first.start for stretch in marks.over(first)):
            return quotation
        return attrs.evolve(quotation, content=(Span(word.end(), first.end, first.whole), *others))

    return [without(q) for q in quotations]


def without_pronouns(quotations: Iterable[Quotation]) -> list[Quotation]:
    """Return the quotations without a relative pronoun as their first part.

    Of *what he calls “a wall”* and *a fee, which he says is a wall* the pronoun is the writer's.
    """
    return [
        attrs.evolve(q, content=q.content[1:])
        if len(q.content) > 1 and q.content[0].text.lower() in _PRONOUNS
        else q
        for q in quotations
    ]


def without_next_sentences(quotations: Iterable[Quotation], sentences: Sentences) -> list[Quotation]:
    """Return the quotations without those whose content is the sentence after their cue's own.

    Of *“Nobody told us. We ran,” said Lee* nobody told that they ran. What stands in marks or after a colon
    is what was told.
    """
    return [q for q in quotations if not _is_next(q, sentences)]


def _is_next(quotation: Quotation, sentences: Sentences) -> bool:
    first = quotation.content[0]
    word = _FIRST_WORD.search(first.text)
    if not quotation.cue or word is None or first.start < quotation.cue[-1].end:
        return False
    begun = Span(first.start + word.start(), first.end, first.whole)
    between = first.whole[quotation.cue[-1].end : begun.start].rstrip()
    return between[-1:] in _ENDS and sentences.part(quotation.cue[-1], begun)


def without_main_clauses(quotations: Iterable[Quotation]) -> list[Quotation]:
    """Return the quotations, those of a relative clause without the rest of the main clause.

    *Lee, who said the road was shut, has left* reports that the road was shut, and no more.
    """
    return [_ended(q) if _is_interrupting(q) else q for q in quotations]


def _is_interrupting(quotation: Quotation) -> bool:
    """Tell whether a cue has a relative pronoun behind a comma as its source, and its content behind it."""
    if not quotation.source or not quotation.cue or len(quotation.content) != 1:
        return False
    source = quotation.source[-1]
    before = source.whole[max(source.start - 2, 0) : source.start]
    relative = source.text.lower() in group("relatives") and before == ", "
    return relative and quotation.content[0].start >= quotation.cue[-1].end > source.end


def _ended(quotation: Quotation) -> Quotation:
    [content] = quotation.content
    for comma in _VERB_AFTER_COMMA.finditer(content.whole, content.start, content.end):
        if comma[1] in _finite():
            return attrs.evolve(quotation, content=(Span(content.start, comma.start(), content.whole),))
    return quotation


@functools.cache
def _connective() -> re.Pattern[str]:
    words = "|".join(sorted(group("connectives")))
    return re.compile(rf"(?:(?:but|and)|(?:{words}),)\s+", re.IGNORECASE)


@functools.cache
def _finite() -> frozenset[str]:
    """Return the words that can be the first verb of a clause with a subject before it."""
    lemmas = {*complements(), *read("verbs")}
    forms = (inflect(lemma, irregular().get(lemma, ())).items() for lemma in lemmas)
    finite = {word for some in forms for word, form in some if form in (THIRD_PERSON, PAST, PARTICIPLE)}
    return frozenset(finite | group("finite"))
