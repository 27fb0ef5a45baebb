"""Pages of HTML: the text as it is, marks properly nested, nothing of the text acting, in linear time."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from html.parser import HTMLParser
from importlib import resources

import pytest
from gold_documents import document, gold_documents
from hypothesis import given
from hypothesis import strategies as st

from quotekit import Document, Quotation, Span, Speaker
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
    """Give a document whose every part is all of the text."""
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


def test_every_hue_stands_out_from_the_paper() -> None:
    style = (resources.files("quotekit") / "resources" / "html" / "page.css").read_text(encoding="utf-8")
    for theme in style.split("@media (prefers-color-scheme: dark)")[:2]:
        colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", theme))
        hues = [colours[f"v{i}"] for i in range(9)]
        assert len(set(hues)) == 9
        assert all(contrast(hue, colours["paper"]) >= 3 for hue in hues), theme
        assert all(contrast(colours[text], colours["paper"]) >= 4.5 for text in ("ink", "faint"))


def contrast(one: str, other: str) -> float:
    """Give the ratio that WCAG 2 measures contrast by."""

    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dim, bright = sorted((light(one), light(other)))
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
