"""A tokenizer stage that uses a Stanza pipeline."""

from __future__ import annotations

from typing import Any

import attrs

from quotekit.integrations.stanza.tokenized import StanzaTokenized, read


def checked(nlp: Any) -> Any:
    if isinstance(nlp, type) or not callable(nlp):
        raise TypeError(f"nlp: expected a stanza.Pipeline, got {type(nlp).__name__}")
    return nlp


@attrs.frozen(eq=False)
class StanzaTokenizer:
    """Cut a text into sentences and tokens with a Stanza pipeline, in any of its languages.

    `nlp` is a `stanza.Pipeline` with any options; `load` makes one that downloads nothing. All its processors
    run once per text, and their results become part of a `StanzaTokenized`, for `StanzaEvidence` and
    `StanzaParser`. Paragraphs are those of `EnglishTokenizer`.

    Raises `TypeError` if `nlp` is not callable.
    """

    nlp: Any = attrs.field(converter=checked)

    def tokenize(self, text: str) -> StanzaTokenized:
        """Return the text's paragraphs, sentences and tokens. Raises `TypeError` for what is not `str`."""
        return annotate(self.nlp, text)


def annotate(nlp: Any, text: str, *processors: str) -> StanzaTokenized:
    """Run a Stanza pipeline, or only the named processors, on a text."""
    from stanza.models.common.doc import Document

    if not isinstance(text, str):
        raise TypeError(f"expected the text as str, got {type(text).__name__}")
    if not text.strip():
        # Most of Stanza's processors fail on a document without sentences.
        return read(Document([], text=text))
    loaded = getattr(nlp, "processors", {})
    if processors:
        return read(nlp(text, processors=list(processors)), text=text)
    if "quote" in loaded:
        return read(nlp(text, processors=[name for name in loaded if name != "quote"]), text=text)
    return read(nlp(text), text=text)
