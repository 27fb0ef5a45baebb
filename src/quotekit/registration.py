"""Hypothesis's entry point: quotekit's records resolve through `st.from_type`.

Hypothesis runs it whenever it is imported, whoever imports it: nothing is built until it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def register() -> None:
    """Register strategies for `Document`, `Quotation`, `Span` and `Tokenized`."""
    from hypothesis import strategies as st

    from quotekit.document import Document, Quotation, Span, Tokenized

    def lazily(name: str) -> Callable[[type], st.SearchStrategy[Any]]:
        def strategy(_: type) -> st.SearchStrategy[Any]:
            from quotekit.strategies import wild

            made: st.SearchStrategy[Any] = getattr(wild, name)()
            return made

        return strategy

    st.register_type_strategy(Document, lazily("documents"))
    st.register_type_strategy(Quotation, lazily("quotation_records"))
    st.register_type_strategy(Span, lazily("spans"))
    st.register_type_strategy(Tokenized, lazily("tokenized_records"))
