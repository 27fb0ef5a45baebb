"""What Hypothesis and IPython print of records: the text once, and not again with every span."""

from __future__ import annotations

import pytest

from quotekit import Pipeline, Span
from quotekit.attribution import RuleAttributor

pretty = pytest.importorskip("hypothesis.vendor.pretty").pretty

TEXT = '"Go home," Al Fox said.\n\n"No," he added, "never."'


def test_a_span_is_printed_without_its_text_around() -> None:
    assert pretty(Span(1, 3, "Hello there")) == "Span(1, 3, 'el')"


def test_a_document_is_printed_with_its_text_once() -> None:
    printed = pretty(Pipeline(attributor=RuleAttributor()).attribute(TEXT))
    assert printed.startswith(
        f"Document(text={TEXT!r},\n quotations=(Quotation(content=(Span(0, 10, '\"Go home,\"'),),\n"
    )
    assert printed.count("Go home") == 2
    assert printed.count("Quotation(") == 2
    assert "tokens" not in printed


def test_a_long_text_is_cut() -> None:
    printed = pretty(Pipeline(attributor=RuleAttributor()).attribute("It rained. " * 1000))
    assert 2000 < len(printed) < 2100
    assert printed.endswith("'…,\n quotations=())")


def test_a_document_by_itself_is_one_line() -> None:
    document = Pipeline(attributor=RuleAttributor()).attribute(TEXT)
    assert repr(document) == f"<Document {TEXT!r}: 49 characters, 2 quotations (Al Fox 2)>"
    long = Pipeline(attributor=RuleAttributor()).attribute("It rained.\n" * 1000)
    assert repr(long).endswith("…': 11000 characters, 0 quotations>")
    assert len(repr(long)) < 120
