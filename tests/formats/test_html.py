"""Pages of HTML: the text as it is, marks properly nested, nothing of the text acting, in linear time."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable, Iterable
from html.parser import HTMLParser
from importlib import resources
from typing import get_args

import pytest
from gold_documents import document, gold_documents
from hypothesis import given
from hypothesis import strategies as st

from quotekit import Document, Quotation, Span, Speaker
from quotekit.document import Act
from quotekit.formats.html import foot, head, section
from quotekit.formats.marking import DEEPEST, pieces

pytest.importorskip("jinja2")

GOLD = gold_documents()
VOID = {"meta"}


class Page(HTMLParser):
    """Read a page strictly: what stands in its article, and which elements it has."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.articles: list[str] = []
        self.strings: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attributes)))
        if tag == "article":
            self.articles.append("")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.strings.append(data)
        if "article" in self.open:
            self.articles[-1] += data


def shown(text: str) -> str:
    return re.sub("[\0\ud800-\udfff]", "\ufffd", text)


def everything(text: str, *, name: str = "Ann Lee", parts: int = 1) -> Document:
    """Return a document whose every part is all of the text."""
    whole = (Span(0, len(text), text),)
    speaker = Speaker(name=name, kind="person", aliases=(name,), mentions=whole)
    quotation = Quotation(content=whole, cue=whole, source=whole, speaker=speaker, rule=text[:9])
    return document(text, *[quotation] * parts)


HOSTILE = [
    ("script", "<script>document.title = 'owned'</script>"),
    ("end of script", "</script><script>document.title = 'owned'</script>"),
    ("end of style", "</style><img src=x onerror=\"document.title='owned'\">"),
    ("attribute", '"><img src=x onerror="document.title=\'owned\'">'),
    ("attribute in single marks", "' onmouseover='document.title=1' x='"),
    ("handler", '" autofocus onfocus="document.title=1" tabindex="0'),
    ("comment", "<!-- --><b>bold</b><!--"),
    ("entity", "&lt;b&gt; &#60;script&#62; &amp;amp;"),
    ("template", "{{ 7 * 7 }} {% raw %} ${7 * 7}"),
    ("link", "<a href=javascript:alert(1)>go</a> javascript:alert(1)"),
    ("frame", "<iframe src=https://example.org></iframe><base href=//example.org>"),
    ("raw text", "<textarea><title><plaintext><xmp>"),
    ("overrides", "abc \u202edef\u2066ghi\u202c\u2069 \u202b\u2067 end"),
    ("controls", "a\0b\x08c\x1bd\x7fe\x85f\u2028g\ufeffh"),
    ("line ends", "one\r\ntwo\rthree\n\r four\n\n\n\nfive"),
    ("surrogates", "a\ud800b\udc00c"),
]


@pytest.mark.parametrize(("name", "text"), HOSTILE, ids=[name for name, _ in HOSTILE])
def test_hostile_texts_are_only_text(name: str, text: str) -> None:
    tame = Page(everything("x" * 20, name="x" * 20).to_html(title="x" * 20))
    page = Page(everything(text, name=text).to_html(title=text))
    assert page.articles == [shown(text)]
    assert {tag for tag, _ in page.elements} - {"bdo"} <= {tag for tag, _ in tame.elements}
    handlers = [key for _, attributes in page.elements for key in attributes if key.startswith("on")]
    assert handlers == []
    assert [a for tag, a in page.elements if tag in ("script", "style")] == [{}, {}]


def test_overrides_stand_alone_in_an_element_that_ends_them() -> None:
    page = everything("a\u202eb", name="c\u202ed").to_html(title="e\u202ef")
    assert "<title>e\ufffdf</title>" in page
    assert all(f'data-code="202E">\u202e</bdo>{after}' in page for after in "bdf")
    assert page.count("\u202e") == page.count("202E")


def test_nothing_is_asked_for_from_outside() -> None:
    page = GOLD["whole-court-us"].to_html()
    assert not re.search(r"https?:|//[a-z]|url\(|@import|<link|<img|\ssrc=", page)
    assert "default-src 'none'" in page


@pytest.mark.parametrize("name", GOLD)
def test_every_fixture_stands_there_letter_by_letter(name: str) -> None:
    doc = GOLD[name]
    page = Page(doc.to_html())
    assert page.articles == [doc.text]
    linked = {i for _, a in page.elements if a.get("data-q") for i in (a["data-q"] or "").split()}
    assert linked == {str(i) for i in range(len(doc.quotations))}
    named = [a["id"] for _, a in page.elements if "id" in a]
    assert len(named) == len(set(named))
    for _, attributes in page.elements:
        if "aria-describedby" in attributes:
            assert attributes["aria-describedby"] in named
        if (attributes.get("href") or "").startswith("#"):
            assert (attributes["href"] or "")[1:] in named


@pytest.mark.parametrize("name", GOLD)
def test_every_span_is_marked_whole(name: str) -> None:
    doc = GOLD[name]
    covered: dict[tuple[str, int], set[int]] = {}
    at, opened = 0, []
    for piece in pieces(doc):
        if piece.kind == "mark":
            opened.append(piece.mark)
        elif piece.kind == "/mark":
            assert opened.pop() is piece.mark
        elif piece.kind == "text":
            for mark in opened:
                for i in mark.of:
                    covered.setdefault((mark.role, i), set()).update(range(at, at + len(piece.text)))
            at += len(piece.text)
    for i, quotation in enumerate(doc.quotations):
        for role in ("content", "cue", "source"):
            wanted = {k for s in getattr(quotation, role) for k in range(s.start, s.end)}
            found = covered.get((role, i), set())
            assert found <= wanted
            assert all(doc.text[k].isspace() for k in wanted - found)


def test_wrapped_lines_are_wrapped_anew_and_others_are_not() -> None:
    def wrapped(name: str) -> list[bool]:
        page = Page(GOLD[name].to_html())
        inside = page.elements[[tag for tag, _ in page.elements].index("article") :]
        return [
            attributes.get("class") == "wrapped"
            for tag, attributes in inside
            if "dir" in attributes and tag == "p"
        ]

    assert wrapped("hard-wrapped-uk").count(True) >= 3
    assert not any(wrapped("line-paragraphs-nz"))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text = draw(st.text(st.characters(codec=None) | st.sampled_from("\n\n <&\"'“”\r\0\u202e"), max_size=30))
    # Ends in order, two by two: the spans of one role do not overlap, those of two may.
    spans = st.lists(st.integers(0, len(text)), max_size=6).map(
        lambda ends: tuple(Span(*pair, text) for pair in zip(*[iter(sorted(ends))] * 2, strict=False))
    )
    quotations = st.builds(
        Quotation,
        content=spans.filter(len),
        cue=spans,
        source=spans,
        speaker=st.none() | st.builds(Speaker, name=st.text(max_size=5), kind=st.just("person")),
        act=st.sampled_from(get_args(Act)),
        speaker_confidence=st.floats(0, 1),
    )
    return document(text, *draw(st.lists(quotations, max_size=6)))


@given(documents())
def test_any_document_gives_a_sound_page(doc: Document) -> None:
    assert "".join(piece.text for piece in pieces(doc)) == doc.text
    assert Page(doc.to_html()).articles == [shown(doc.text)]


def test_several_documents_share_a_page() -> None:
    docs = [GOLD["nested-us"], GOLD["said-first-za"]]
    parts = [section(doc, number=i, title=f"Text {i}") for i, doc in enumerate(docs)]
    page = Page(head(title="Two") + "".join(parts) + foot())
    assert page.articles == [doc.text for doc in docs]
    named = [a["id"] for _, a in page.elements if "id" in a]
    assert len(named) == len(set(named))


def test_speakers_are_counted_most_first_and_nobody_last() -> None:
    text = "abcdef"
    ann, bo = (Speaker(name=name, kind="person") for name in ("Ann", "Bo"))
    said = [
        Quotation(content=(Span(i, i + 1, text),), speaker=who)
        for i, who in enumerate((None, None, ann, bo, bo))
    ]
    page = document(text, *said).to_html()
    names = re.findall(r'class="name">(?:<bdi>)?([^<]+)', page)
    counts = re.findall(r'class="count-number">(\d+)', page)
    assert list(zip(names, counts, strict=True)) == [("Bo", "2"), ("Ann", "1"), ("nobody named", "2")]


def test_namesakes_are_two_speakers() -> None:
    text = "Kim said no. Kim said yes."
    first, second = (Speaker(name="Kim", kind="person", mentions=(Span(at, at + 3, text),)) for at in (0, 13))
    page = document(
        text,
        Quotation(content=(Span(9, 11, text),), speaker=first),
        Quotation(content=(Span(22, 25, text),), speaker=second),
    ).to_html()
    assert re.findall(r'class="count-number">(\d+)', page) == ["1", "1"]


def test_notebooks_get_a_sandboxed_frame() -> None:
    frame = everything('<script>"x"</script>')._repr_html_()
    assert frame is not None
    (tag, attributes), *others = Page(frame).elements
    assert (tag, others, attributes["sandbox"]) == ("iframe", [], "allow-scripts")
    assert Page(attributes["srcdoc"] or "").articles == ['<script>"x"</script>']


def colours() -> dict[str, tuple[dict[str, str], dict[str, float]]]:
    """Return each scheme's colours, and the shares of hue that tint the paper."""
    style = (resources.files("quotekit") / "resources" / "html" / "page.css").read_text(encoding="utf-8")
    schemes = style.split("@media (prefers-color-scheme: dark)")
    return {
        scheme: (
            dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", rules)),
            {name: int(share) / 100 for name, share in re.findall(r"--(\w+): (\d+)%;", rules)},
        )
        for scheme, rules in zip(("light", "dark"), schemes, strict=True)
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_stands_out_from_what_is_behind_it(scheme: str) -> None:
    # What level AA of WCAG 2 wants of small text: numbers are written in the paper's colour on a hue.
    named, shares = colours()[scheme]
    hues = [named[f"v{i}"] for i in range(9)]
    assert set(shares) == {"tint", "deeper", "lit"}
    behind = {
        named["paper"]: [*hues, named["ink"], named["faint"]],
        named["rule"]: [named["ink"], named["faint"]],
        **{mixed(hue, named["paper"], share): [named["ink"]] for hue in hues for share in shares.values()},
    }
    low = [(a, b, contrast(a, b)) for b, texts in behind.items() for a in texts if contrast(a, b) < 4.5]
    assert low == []


# How people see colours who lack one kind of cone, in linear RGB (Machado, Oliveira and Fernandes 2009).
SIGHTS = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no long": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "no middle": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "no short": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("sight", SIGHTS)
def test_hues_stay_apart_in_every_sight(scheme: str, sight: str) -> None:
    named, _ = colours()[scheme]
    seen = [lab(tuple(dot(row, linear(named[f"v{i}"])) for row in SIGHTS[sight])) for i in range(9)]
    # Some 2.3 can be just told from each other side by side (CIE 1976); these stand lines apart.
    near = [(a, b) for b in range(9) for a in range(b) if math.dist(seen[a], seen[b]) < 10]
    assert near == []


def linear(colour: str) -> tuple[float, ...]:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)


def dot(one: Iterable[float], other: Iterable[float]) -> float:
    return min(1.0, max(0.0, sum(a * b for a, b in zip(one, other, strict=True))))


def lab(rgb: tuple[float, ...]) -> tuple[float, float, float]:
    rows = (0.4339, 0.3762, 0.1899), (0.2126, 0.7152, 0.0722), (0.0177, 0.1095, 0.8730)
    x, y, z = (
        t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (dot(row, rgb) for row in rows)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def mixed(one: str, other: str, share: float) -> str:
    """Mix two colours as CSS does in sRGB."""
    parts = ((int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(share * a + (1 - share) * b):02x}" for a, b in parts)


def contrast(one: str, other: str) -> float:
    """Return the ratio that WCAG 2 measures contrast by."""
    dim, bright = sorted(dot((0.2126, 0.7152, 0.0722), linear(colour)) for colour in (one, other))
    return (bright + 0.05) / (dim + 0.05)


def crossing(size: int) -> Document:
    text = "x" * (3 * size)
    return document(
        text,
        *[
            Quotation(content=(Span(i, i + 2 * size, text),), cue=(Span(i, i + 1, text),))
            for i in range(size)
        ],
    )


def nested(size: int) -> Document:
    text = "x" * (2 * size)
    return document(text, *[Quotation(content=(Span(i, 2 * size - i, text),)) for i in range(size)])


def shared(size: int) -> Document:
    text = "he said " + "x" * size
    return document(
        text,
        *[Quotation(content=(Span(8 + i, 9 + i, text),), source=(Span(0, 2, text),)) for i in range(size)],
    )


@pytest.mark.timed
@pytest.mark.parametrize("shape", [crossing, nested, shared])
def test_size_and_time_grow_with_the_text(shape: Callable[[int], Document]) -> None:
    def cost(size: int) -> tuple[int, float]:
        doc, start = shape(size), time.process_time()
        page = doc.to_html()
        return len(page), time.process_time() - start

    (small, quick), (large, slow) = cost(250), cost(1000)
    fixed = len(document("").to_html())
    assert large - fixed < 5 * (small - fixed)
    assert slow < 10 * quick + 0.2


def test_depth_is_bounded() -> None:
    depth = deepest = 0
    for piece in pieces(nested(100)):
        depth += {"mark": 1, "/mark": -1}.get(piece.kind, 0)
        deepest = max(deepest, depth)
    assert deepest == DEEPEST
