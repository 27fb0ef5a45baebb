"""A parser for `UDAttributor` that uses Stanza's dependency trees."""

from __future__ import annotations

from typing import Any

import attrs

from quotekit.attribution.syntax import Sentence, Word
from quotekit.document import Span, Tokenized
from quotekit.integrations.stanza.tokenizer import StanzaTokenized, annotate, checked

PARSING = ("tokenize", "mwt", "pos", "lemma", "depparse")


@attrs.frozen(eq=False)
class StanzaParser:
    """Return Stanza's dependency trees in the form that `UDAttributor` takes.

    They come from the document of a `StanzaTokenized`, if it is parsed. For any other tokenized text the
    pipeline `nlp` is run.
    """

    nlp: Any = attrs.field(default=None, converter=attrs.converters.optional(checked))

    def parse(self, tokenized: Tokenized) -> tuple[Sentence, ...]:
        """Return the parses of the document's sentences, in text order.

        Raises `ValueError` if there is no parse: the document was made without ``depparse``, or there is
        neither a document nor a pipeline.
        """
        document = tokenized.document if isinstance(tokenized, StanzaTokenized) else None
        if self.nlp is not None and (document is None or not parsed(document)):
            tokenized = annotate(self.nlp, tokenized.text, *PARSING)
        if not isinstance(tokenized, StanzaTokenized):
            raise ValueError(
                "expected a text that StanzaTokenizer cut, or a pipeline as StanzaParser(nlp), "
                f"got a plain {type(tokenized).__name__} and none"
            )
        sentences = []
        for sentence, row in zip(tokenized.document.sentences, tokenized.words, strict=True):
            words = tuple(
                _word(word, place)
                for token, places in zip(sentence.tokens, row, strict=True)
                for word, place in zip(token.words, places, strict=True)
            )
            if words:
                sentences.append(Sentence(words))
        return tuple(sentences)


def parsed(document: Any) -> bool:
    """Tell whether a Stanza document has words, all of them with a head and a relation."""
    words = [word for sentence in document.sentences for word in sentence.words]
    return bool(words) and all(word.head is not None and word.deprel is not None for word in words)


def _word(word: Any, place: Span) -> Word:
    if word.head is None or word.deprel is None:
        raise ValueError(
            "expected a Stanza document with dependencies, got one without: "
            f"add {','.join(PARSING)} to the pipeline's processors"
        )
    return Word(
        span=place,
        form=word.text,
        lemma=word.lemma or word.text,
        upos=word.upos or "X",
        feats=word.feats or "",
        head=word.head - 1,
        relation=word.deprel,
    )
