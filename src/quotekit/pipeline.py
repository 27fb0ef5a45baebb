"""The stages' protocols, and their composition into one function from text to document."""

from __future__ import annotations

from typing import Protocol

from quotekit.document import Quotation, QuotedSpan, Resolution, Tokenized


class Tokenizer(Protocol):
    """Cut a text into paragraphs, sentences and tokens."""

    def tokenize(self, text: str) -> Tokenized: ...


class Matcher(Protocol):
    """Pair a text's quotation marks: quoted spans by start, an outer one before what it holds."""

    def match(self, tokenized: Tokenized) -> tuple[QuotedSpan, ...]: ...


class Attributor(Protocol):
    """Find quotations with their cues and sources, by start; their speakers are still None."""

    def attribute(self, tokenized: Tokenized, quoted: tuple[QuotedSpan, ...]) -> tuple[Quotation, ...]: ...


class Resolver(Protocol):
    """Give every quotation the speaker that its source names."""

    def resolve(
        self, tokenized: Tokenized, quoted: tuple[QuotedSpan, ...], quotations: tuple[Quotation, ...]
    ) -> Resolution: ...
