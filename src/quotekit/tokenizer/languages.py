"""Paragraphs, sentences and tokens in languages other than English."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
import regex

from quotekit import lexicon
from quotekit.document import Tokenized
from quotekit.tokenizer.paragraphs import paragraphs
from quotekit.tokenizer.words import Offsets, tokenized

# Runs are matched only from their beginning, as in English (see `sentences`).
_END = regex.compile(
    r"""
    (?<![.?!…])(?P<mark>[.?!…]++) (?P<closers>(?:[ \xa0\u202f]?[»”“«])?["”’»›)\]'’“‘]{0,3}+)
    (?P<gap>[\s\x1c-\x1f]++)(?![.?!…)\],;:–—-]) (?=["“‘'«‹(\[„»¿¡]{0,4}+[ \xa0\u202f]?(?P<next>\w))
    """,
    regex.VERBOSE,
)
_BEFORE = regex.compile(r"[\p{L}\p{M}\p{N}.]{1,24}\Z")
# Longer numbers are years and sums rather than ordinals.
_ORDINAL = regex.compile(r"(?<!\d)(?<!\d[.,])\d{1,2}\Z")


@attrs.frozen(kw_only=True)
class LanguageTokenizer:
    """Cut text in a language with word lists into paragraphs, sentences and tokens.

    Tokens and paragraphs are those of `EnglishTokenizer`; an apostrophe does not separate (*l'État* is one
    token). Sentences depend on the language's abbreviations and on whether it writes ordinals with a full
    stop (*am 3. Mai*). It takes time linear in the text's length.

    `language` is a code of ISO 639-1. Raises `ValueError` for a language without word lists.

    >>> tokenizer = LanguageTokenizer(language="de")
    >>> [s.text for s in tokenizer.tokenize("Am 3. Mai kam Dr. Moll. Sie blieb z. B. bis Juni.").sentences]
    ['Am 3. Mai kam Dr. Moll.', 'Sie blieb z. B. bis Juni.']
    """

    language: str
    _short: frozenset[str] = attrs.field(init=False, eq=False, repr=False)
    _ordinals: bool = attrs.field(init=False, eq=False, repr=False)

    @_short.default
    def _abbreviations(self) -> frozenset[str]:
        return lexicon.first_words(lexicon.language(self.language), "abbreviation")

    @_ordinals.default
    def _has_ordinals(self) -> bool:
        return "ordinals" in lexicon.language(self.language)

    def tokenize(self, text: str) -> Tokenized:
        """Return the text's paragraphs, sentences and tokens. Raises `TypeError` for what is not `str`."""
        return tokenized(text, paragraphs, self._sentences)

    def _sentences(self, text: str, start: int, end: int) -> Iterator[Offsets]:
        begin = start
        for match in _END.finditer(text, start, end):
            if not match["next"].islower() and (match["mark"] != "." or self._ends(text, begin, match)):
                yield begin, match.end("closers")
                begin = match.end()
        if begin < end:
            yield begin, end

    def _ends(self, text: str, begin: int, match: regex.Match[str]) -> bool:
        """Tell whether a full stop before a capital or a digit ends a sentence."""
        if match["closers"]:
            return True
        before = _BEFORE.search(text, max(begin, match.start() - 24), match.start())
        if before is None:
            return True
        word = before[0].lower()
        if word in self._short or word.rpartition(".")[2] in self._short:
            return False
        if _ORDINAL.search(before[0]):
            return not self._ordinals
        return len(word.rpartition(".")[2]) > 1
