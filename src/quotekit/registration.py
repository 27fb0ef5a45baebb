"""The entry point for Hypothesis, which makes `st.from_type` work with quotekit's records.

It runs whenever Hypothesis is imported, so it builds no strategy until one is needed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def register() -> None:
    """Register strategies for the records of `quotekit.document`.

    `quotekit.strategies` registers its own records when it is imported.
    """
    from hypothesis import strategies as st

    from quotekit.document import Document, Quotation, QuotedSpan, Resolution, Span, Speaker, Tokenized

    def lazily(name: str) -> Callable[[type], st.SearchStrategy[Any]]:
        def strategy(_: type) -> st.SearchStrategy[Any]:
            from quotekit.strategies import wild

            made: st.SearchStrategy[Any] = getattr(wild, name)()
            return made

        return strategy

    st.register_type_strategy(Document, lazily("documents"))
    st.register_type_strategy(Quotation, lazily("quotation_records"))
    st.register_type_strategy(QuotedSpan, lazily("quoted_records"))
    st.register_type_strategy(Resolution, lazily("resolution_records"))
    st.register_type_strategy(Span, lazily("spans"))
    st.register_type_strategy(Speaker, lazily("speaker_records"))
    st.register_type_strategy(Tokenized, lazily("tokenized_records"))
