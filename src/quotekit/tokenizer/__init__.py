"""Paragraphs, sentences and tokens, as spans into the text as given.

`words` scans the text once for tokens; `paragraphs` and `sentences` say where these end. `languages` knows
what is different outside English.
"""

from __future__ import annotations

from collections.abc import Callable

import attrs

from quotekit.document import Tokenized
from quotekit.tokenizer.languages import LanguageTokenizer
from quotekit.tokenizer.paragraphs import paragraphs
from quotekit.tokenizer.sentences import sentences
from quotekit.tokenizer.words import Offsets, tokenized

__all__ = ["EnglishTokenizer", "LanguageTokenizer"]


@attrs.frozen
class EnglishTokenizer:
    """Cut English text into paragraphs, sentences and tokens.

    Tokens follow the English Web Treebank of Universal Dependencies: clitics and most hyphens are tokens of
    their own (``did`` ``n't``, ``three`` ``-`` ``year``), and abbreviations keep their full stop unless it
    also ends a sentence. A paragraph ends at a blank line, and at a line end unless the line was wrapped
    there. It takes time linear in the text's length. `paragraphs` finds the paragraphs, as offsets in text
    order.

    >>> tokenized = EnglishTokenizer().tokenize('"Is it over?" Mr. Lee asked. It wasn\\'t.')
    >>> [s.text for s in tokenized.sentences]
    ['"Is it over?" Mr. Lee asked.', "It wasn't."]
    >>> [t.text for t in tokenized.tokens[-4:]]
    ['It', 'was', "n't", '.']
    """

    paragraphs: Callable[[str], list[Offsets]] = attrs.field(default=paragraphs, kw_only=True)

    def tokenize(self, text: str) -> Tokenized:
        """Return the text's paragraphs, sentences and tokens. Raises `TypeError` for what is not `str`."""
        return tokenized(text, self.paragraphs, sentences)
