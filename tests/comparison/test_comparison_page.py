"""The page of a comparison: texts as they are, shared words linked, nothing of a text acting, linear time."""

from __future__ import annotations

import random
import re
import time

import attrs
import pytest
from gold_documents import document, gold_documents
from test_html import HOSTILE, Page, shown

import quotekit
from quotekit import Comparison, Document, Quotation, Span, Speaker
from quotekit.comparison import Occurrence
from quotekit.comparison.page import differing, to_html

pytest.importorskip("jinja2")

GOLD = gold_documents()
SAID = "The bridge over the gorge will not be painted before May"


def saying(name: str | None, *, before: str = "", after: str = "", words: str = SAID) -> Document:
    """Return a document in which somebody says the words, all of it content, cue and source."""
    text = f"{before}\n\n{words}. {after}"
    whole = (Span(0, len(text), text),)
    speaker = None if name is None else Speaker(name=name, kind="person", mentions=whole)
    start = len(before) + 2
    content = (Span(start, start + len(words), text),)
    return document(text, Quotation(content=content, cue=whole, source=whole, speaker=speaker, type="direct"))


def test_texts_stand_side_by_side_letter_by_letter() -> None:
    comparison = quotekit.compare(GOLD)
    page = Page(comparison.to_html())
    told = {name for saying in comparison.sayings if saying.is_shared for name in saying.documents}
    assert len(told) >= 6
    assert sorted(page.articles) == sorted(GOLD[name].text for name in told)


def test_a_conflict_says_who_and_why() -> None:
    comparison = quotekit.compare({name: GOLD[name] for name in ("dialogue-wang", "dialogue-putin")})
    page = Page(comparison.to_html())
    text = " ".join(" ".join(page.strings).split())
    assert "The same words in several texts" in text
    assert (
        "≠ 1 conflicting no name in common The other half is dialogue and negotiation"
        ' Wang Yi "Pressure is one half of the key," … "The other half is dialogue and negotiation.'
        ' Neither half turns the lock alone." dialogue-wang Mr Wang said Vladimir Putin "One half is'
        ' pressure, and it has been tried," … "The other half is dialogue and negotiation."'
        " dialogue-putin the Russian president said"
    ) in text
    labels = [a["aria-label"] for _, a in page.elements if a.get("class") == "badge conflicting"]
    assert labels == ["Saying 1, conflicting: Wang Yi here", "Saying 1, conflicting: Vladimir Putin here"]


def test_every_occurrence_has_a_link_to_the_next() -> None:
    page = Page(quotekit.compare(GOLD).to_html())
    badges = {a["id"]: a for _, a in page.elements if (a.get("class") or "").startswith("badge")}
    assert len(badges) >= 8
    for name, badge in badges.items():
        seen, at = [], name
        while at not in seen:
            seen.append(at)
            at = (badges[at]["href"] or "")[1:]
        assert at == name
        assert len(seen) >= 2
        assert {badges[one]["data-q"] for one in seen} == {badge["data-q"]}
    named = [a["id"] for _, a in page.elements if "id" in a]
    assert len(named) == len(set(named))
    for _, attributes in page.elements:
        for key in ("aria-describedby", "aria-labelledby"):
            assert attributes.get(key) in (None, *named)
        if "href" in attributes:
            assert (attributes["href"] or "")[1:] in named


@pytest.mark.parametrize(("name", "text"), HOSTILE, ids=[name for name, _ in HOSTILE])
def test_hostile_texts_are_only_text(name: str, text: str) -> None:
    def made(odd: str) -> Page:
        texts = {odd: saying(odd, before=odd, after=odd), "b": saying("Tom Fox", before=odd)}
        return Page(quotekit.compare(texts).to_html(title=odd))

    tame, page = made("x" * 20), made(text)
    assert page.articles == [shown(f"{text}\n\n{SAID}. {text}"), shown(f"{text}\n\n{SAID}. ")]
    assert {tag for tag, _ in page.elements} - {"bdo"} <= {tag for tag, _ in tame.elements}
    assert [key for _, attributes in page.elements for key in attributes if key.startswith("on")] == []
    assert [a for tag, a in page.elements if tag in ("script", "style")] == [{}, {}]
    for _, attributes in page.elements:
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", "".join(filter(None, attributes.values())))


def test_names_come_first_and_bring_those_that_share_with_them() -> None:
    others = {str(i): saying("Ann Lee", words=f"{SAID} {i} or the {i} boats will be sold") for i in range(5)}
    comparison = quotekit.compare({**others, "late": saying("Tom Fox"), "alone": document("Nothing said.")})
    assert len(Page(comparison.to_html("alone")).articles) == 1
    assert Page(comparison.to_html("alone", "late")).articles[:2] == ["Nothing said.", f"\n\n{SAID}. "]
    with pytest.raises(LookupError):
        comparison.to_html("nobody")


def test_two_texts_are_shown_though_they_share_nothing() -> None:
    page = Page(quotekit.compare({"a": document("One."), "b": document("Two.")}).to_html())
    assert page.articles == ["One.", "Two."]
    assert "0 sayings in more than one place" in page.strings
    assert Page(Comparison().to_html()).articles == []


def test_nobody_is_called_so() -> None:
    page = Page(quotekit.compare({"a": saying(None), "b": saying("Tom Fox")}).to_html())
    assert "nobody named" in page.strings


def test_a_notebook_shows_few_texts_and_no_archive() -> None:
    frame = quotekit.compare([saying("Ann Lee"), saying("Tom Fox")])._repr_html_()
    assert frame is not None
    assert frame.startswith('<iframe title="The same words in several texts" sandbox="allow-scripts"')
    assert quotekit.compare([document("Nothing.")] * 9)._repr_html_() is None


@pytest.mark.parametrize(
    ("name", "text", "content", "shared", "expected"),
    [
        ("changed", "We saw four ships sail", [(0, 22)], [(0, 6), (12, 22)], ["four"]),
        ("mark only", "We saw, ships sail", [(0, 18)], [(0, 6), (8, 18)], []),
        ("interrupted", "We saw, he said, ships", [(0, 7), (17, 22)], [(0, 6), (17, 22)], []),
        (
            "interrupted and changed",
            "We saw two, he said, big ships",
            [(0, 11), (21, 30)],
            [(0, 6), (25, 30)],
            ["two", "big"],
        ),
        ("before and after", "Oh we saw ships sail", [(0, 20)], [(3, 15)], []),
        ("two gaps", "a b c d e", [(0, 9)], [(0, 1), (4, 5), (8, 9)], ["b", "d"]),
    ],
)
def test_words_that_differ(
    name: str, text: str, content: list[tuple[int, int]], shared: list[tuple[int, int]], expected: list[str]
) -> None:
    quotation = Quotation(content=tuple(Span(*bounds, text) for bounds in content))
    spans = tuple(Span(*bounds, text) for bounds in shared)
    occurrence = Occurrence(document="a", place=0, quotation=quotation, shared=spans)
    assert [span.text for span in differing(occurrence)] == expected
    assert differing(attrs.evolve(occurrence, shared=spans[:1])) == []


@pytest.mark.timed
def test_size_and_time_grow_with_the_texts() -> None:
    def cost(size: int) -> tuple[int, float]:
        rng = random.Random(0)
        lines = [" ".join("".join(rng.choices("bdgklm", k=7)) for _ in range(9)) for _ in range(size)]
        text = "\n\n".join(lines)
        speakers = [Speaker(name=name, kind="person") for name in ("Ann Lee", "Tom Fox")]
        quotations, at = [], 0
        for line in lines:
            quotations.append(Span(at, at + len(line), text))
            at += len(line) + 2
        docs = [
            document(text, *(Quotation(content=(s,), speaker=who, type="direct") for s in quotations))
            for who in speakers
        ]
        comparison = quotekit.compare(docs)
        sayings = comparison.sayings
        start = time.process_time()
        page = to_html(sayings, text=comparison.text)
        return len(page), time.process_time() - start

    (small, quick), (large, slow) = cost(100), cost(400)
    fixed = len(Comparison().to_html())
    assert large - fixed < 5 * (small - fixed)
    assert slow < 10 * quick + 0.2
