"""Hypothesis's entry point: quotekit's records resolve through `st.from_type`.

Hypothesis runs it whenever it is imported, whoever imports it: nothing is built until it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def register() -> None:
    """Register strategies for the records of `quotekit.document`.

    `quotekit.strategies` registers its own: nobody has one of them without having imported it.
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
