"""Parses as the attributor takes them: words with heads and relations of Universal Dependencies."""

from __future__ import annotations

from typing import Protocol

import attrs

from quotekit.document import Span, Tokenized


@attrs.frozen(kw_only=True)
class Word:
    """Hold one syntactic word of a parsed sentence, with the names of Universal Dependencies v2.

    `span` is that of the word's token; the words of one multi-word token (French *du*, which is *de le*)
    share its span. `lemma` is the form if the parser has no lemma. `feats` is as in CoNLL-U:
    ``"Case=Nom|Number=Sing"``, or empty. `head` is the index, from 0, of the head among the sentence's words,
    and -1 for the root. `relation` is written with its subtype, if any: ``"nsubj:pass"``.

    >>> text = "Ann left."
    >>> Word(span=Span(0, 3, text), form="Ann", lemma="Ann", upos="PROPN", head=1, relation="nsubj").span.text
    'Ann'
    """

    span: Span
    form: str
    lemma: str
    upos: str
    feats: str = ""
    head: int
    relation: str


@attrs.frozen
class Sentence:
    """Hold one parsed sentence: its words in text order."""

    words: tuple[Word, ...]


class Parser(Protocol):
    """Parse a text's sentences, given in text order.

    The spans lie in ``tokenized.text``. Sentences and words may differ from the sentences and tokens of
    `tokenized`. The parses may be wrong, and need not even be trees.
    """

    def parse(self, tokenized: Tokenized) -> tuple[Sentence, ...]: ...
