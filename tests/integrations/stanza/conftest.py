"""Stanza pipelines and a document for the tests in this folder."""

from __future__ import annotations

from typing import Any

import pytest
from stanza_fixtures import stanza_pipeline


@pytest.fixture(scope="module")
def tokenize() -> Any:
    return stanza_pipeline("tokenize,mwt")


@pytest.fixture(scope="module")
def quote() -> Any:
    return stanza_pipeline("tokenize,mwt,quote", quote_profile="rules")


@pytest.fixture(scope="module")
def pretokenized() -> Any:
    return stanza_pipeline("tokenize,quote", tokenize_pretokenized=True, quote_profile="rules")


@pytest.fixture
def document(quote: Any) -> Any:
    from stanza_documents import TEXT

    return quote(TEXT)
