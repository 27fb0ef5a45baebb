"""What may be brought from outside: entities and chains of mentions that another tool has found."""

from __future__ import annotations

from typing import Protocol

from quotekit.document import Span, SpeakerKind, Tokenized


class Evidence(Protocol):
    """Give what another tool knows of a text; the resolver weighs it above its own reading.

    `entities` gives named entities with their kinds. `chains` gives groups of spans that mean the
    same entity (names, descriptions and pronouns together).
    """

    def entities(self, tokenized: Tokenized) -> tuple[tuple[Span, SpeakerKind], ...]: ...

    def chains(self, tokenized: Tokenized) -> tuple[tuple[Span, ...], ...]: ...
