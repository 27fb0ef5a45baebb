"""Quotations and speakers in a notebook: a few lines of HTML in which a text can do nothing."""

from __future__ import annotations

import sys
from html.parser import HTMLParser

import pytest

from quotekit import Pipeline, Quotation, Span, Speaker

TEXT = '"Go <b>home</b>," said Al Fox.\nMr Fox left. ' + "Mr Fox came back. " * 9


class Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


def test_a_quotation_says_who_and_how_sure() -> None:
    quotation = Quotation(
        content=(Span(0, 17, TEXT),),
        cue=(Span(18, 22, TEXT),),
        source=(Span(23, 29, TEXT),),
        speaker=Speaker(name="Al Fox", kind="person"),
        type="direct",
        confidence=0.98,
        speaker_confidence=0.4,
    )
    page = Tags(quotation._repr_html_() or "")
    assert " ".join(page.words.split()) == (
        '"Go <b>home</b>," — Al Fox Al Fox · said · direct speech · 98 % sure · name 40 % sure · 0:17'
    )
    assert page.tags.count("b") == 1


def test_a_speaker_is_shown_with_the_first_mentions() -> None:
    document = Pipeline(profile="rules").attribute(TEXT)
    (speaker,) = document.speakers
    page = Tags(speaker._repr_html_() or "")
    assert page.words.split()[:3] == ["Al", "Fox", "person"]
    assert f"· {len(speaker.mentions)} mentions" in page.words
    assert page.tags.count("li") == 9
    assert f"… and {len(speaker.mentions) - 8} more" in page.words


def test_what_reorders_or_cannot_be_held_is_shown_harmless() -> None:
    text = "\ud800\0\u202e" + "x" * 2000
    page = Quotation(content=(Span(0, len(text), text),))._repr_html_() or ""
    page.encode()
    assert "nobody named" in page
    assert 'data-code="202E"' in page
    assert len(page) < 2000


def test_without_the_extra_the_repr_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    from quotekit.formats import pages

    monkeypatch.setitem(sys.modules, "jinja2", None)
    pages._environment.cache_clear()
    try:
        assert Speaker(name="Al Fox", kind="person")._repr_html_() is None
    finally:
        pages._environment.cache_clear()
