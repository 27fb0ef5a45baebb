"""Pages of HTML in a real browser: drawn, pointed at, clicked, walked through by keyboard, and attacked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from browsing import PATIENCE, Window, browser, needs_browser, window
from gold_documents import document, gold_documents
from hypothesis import HealthCheck, given, settings
from test_comparison_page import saying
from test_html import HOSTILE, everything, shown

import quotekit
from quotekit import Comparison, Document, Quotation, Span, Speaker
from quotekit.formats.html import foot, head, people, section
from quotekit.novels.page import book_page
from quotekit.strategies import Article, articles

pytest.importorskip("jinja2")

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support import expected_conditions
from selenium.webdriver.support.ui import Select
from selenium.webdriver.support.wait import WebDriverWait

__all__ = ["browser", "window"]

pytestmark = needs_browser

TEXT = (
    "“It rains,” said Ann Lee. She added that the roof, which Bo Khan called “a sieve”, would go.\n\n"
    "“Not soon,” said Bo Khan."
)


def spans(*parts: str, after: int = 0) -> tuple[Span, ...]:
    found = []
    for part in parts:
        after = TEXT.index(part, after)
        found.append(Span(after, after + len(part), TEXT))
        after += len(part)
    return tuple(found)


def small() -> Document:
    """Return a document in which one quotation stands inside another, and one speaker has two."""
    ann, bo = Speaker(name="Ann Lee", kind="person"), Speaker(name="Bo Khan", kind="person")
    second = TEXT.index("\n")
    return document(
        TEXT,
        Quotation(
            content=spans("“It rains,”"),
            cue=spans("said"),
            source=spans("Ann Lee"),
            speaker=ann,
            type="direct",
        ),
        Quotation(
            content=spans("that the roof, which Bo Khan called “a sieve”, would go"),
            cue=spans("added"),
            source=spans("She"),
            speaker=ann,
            type="mixed",
        ),
        Quotation(
            content=spans("“a sieve”"),
            cue=spans("called"),
            source=spans("Bo Khan"),
            speaker=bo,
            type="direct",
            inside=1,
        ),
        Quotation(
            content=spans("“Not soon,”"),
            cue=spans("said", after=second),
            source=spans("Bo Khan", after=second),
            speaker=bo,
            type="direct",
            confidence=0.75,
        ),
    )


def test_texts_stand_there_letter_by_letter_and_nothing_is_asked_for(window: Window) -> None:
    docs = gold_documents()
    parts = [section(doc, number=i, title=name) for i, (name, doc) in enumerate(docs.items())]
    window.show(head() + "".join(parts) + foot())
    texts = window.ask('[...document.querySelectorAll("article")].map((one) => one.textContent)')
    assert texts == [doc.text for doc in docs.values()]
    assert window.ask('performance.getEntriesByType("resource").length') == 0
    assert window.browser.get_log("browser") == []


def test_hostile_texts_do_nothing(window: Window) -> None:
    for name, text in HOSTILE:
        window.show(everything(text, name=text).to_html(title="Calm"))
        assert window.ask('document.querySelector("article").textContent') == shown(text), name
        assert window.ask("document.title") == "Calm", name
        assert window.ask('document.querySelectorAll("img, iframe, base, [onfocus]").length') == 0, name
        assert window.browser.get_log("browser") == [], name


def test_what_slipped_through_would_not_run(window: Window) -> None:
    page = small().to_html(title="Calm")
    evil = "<script>document.title = 'owned'</script><img src='x.png' onerror=\"document.title = 'owned'\">"
    window.show(page.replace("</article>", f"{evil}</article>"))
    assert window.ask("document.title") == "Calm"
    assert len(window.browser.get_log("browser")) >= 2


def test_overrides_reorder_nothing(window: Window) -> None:
    text = "ab\u202ecd\u2067ef"
    window.show(everything(text, name=text).to_html())
    lefts = """(() => {
        const walk = document.createTreeWalker(document.querySelector(arguments[0]), NodeFilter.SHOW_TEXT);
        const lefts = [];
        while (walk.nextNode())
            for (let i = 0; i < walk.currentNode.length; i++) {
                if (!/[a-f]/.test(walk.currentNode.data[i])) continue;
                const range = document.createRange();
                range.setStart(walk.currentNode, i);
                range.setEnd(walk.currentNode, i + 1);
                lefts.push(range.getBoundingClientRect().left);
            }
        return lefts;
    }).apply(null, arguments)"""
    window.point("article mark")
    for place in ("article", ".voice .name", ".status bdi"):
        found = window.ask(lefts, place)
        assert len(found) == 6
        assert found == sorted(set(found)), place


def test_pointing_at_any_part_lights_up_all_of_it(window: Window) -> None:
    window.show(small().to_html())
    assert window.lit == []
    first = ["“It rains,”", "said", "Ann Lee"]
    for css in ('mark[data-q="0"]', '.cue[data-q="0"]', '.source[data-q="0"]'):
        window.point("h1")
        assert window.lit == []
        window.point(css)
        assert (window.lit, window.voices) == (first, ["Ann Lee"])
    assert window.status == "Ann Lee · said · direct · 100 % sure"


def test_what_is_inside_lights_up_alone(window: Window) -> None:
    window.show(small().to_html())
    window.point('mark[data-q="2"]')
    assert (window.lit, window.voices) == (["Bo Khan", "called", "“a sieve”"], ["Bo Khan"])


def test_a_speaker_lights_up_whatever_they_say(window: Window) -> None:
    window.show(small().to_html())
    window.point(".voices > li:nth-child(2) .voice")
    assert window.lit == ["Bo Khan", "called", "“a sieve”", "“Not soon,”", "said", "Bo Khan"]
    assert window.status == "Bo Khan · 2 quotations"


def test_filters_leave_in_sight_what_is_asked_for(window: Window) -> None:
    window.show(small().to_html())

    def choose(name: str, value: str) -> None:
        Select(window.find(f"select[name={name}]")).select_by_value(value)

    def left(css: str) -> list[str]:
        return window.ask(f"[...document.querySelectorAll({css!r})].map((one) => one.dataset.q)")

    everything = left("article mark:not(.out)")
    assert everything == ["0", "1", "2", "3"]
    choose("who", "Bo Khan")
    assert left("article mark:not(.out)") == ["2", "3"]
    assert window.ask("document.querySelectorAll('.voices > li:not([hidden])').length") == 1
    choose("sure", "0.8")
    assert left("article mark:not(.out)") == ["2"]
    choose("who", "")
    choose("sure", "0")
    choose("type", "mixed")
    assert left("article mark:not(.out)") == ["1"]
    choose("type", "")
    assert left("article mark:not(.out)") == everything


def test_names_stand_beside_the_pointer_or_in_place(window: Window) -> None:
    window.show(small().to_html())
    tip = "getComputedStyle(document.querySelector('mark[data-q=\"3\"]'), '::after').content"
    assert "Bo Khan" not in window.ask(tip)
    window.point('mark[data-q="3"]')
    assert "Bo Khan" in window.ask(tip)
    window.find("input[type=checkbox]").click()
    place = "getComputedStyle(document.querySelector('mark[data-q=\"3\"]'), '::before').content"
    assert "Bo Khan" in window.ask(place)


def test_several_articles_have_a_list_before_them(window: Window) -> None:
    page = head() + "".join(section(small(), number=n, title=f"Text <{n}>") for n in (1, 2))
    window.show(page + foot())
    assert window.ask("[...document.querySelectorAll('nav li')].map((one) => one.textContent)") == [
        "Text <1> (4)",
        "Text <2> (4)",
    ]
    window.find("nav li:last-child a").click()
    window.wait(lambda: window.ask("document.querySelector(':target').id") == "d2")
    assert window.browser.get_log("browser") == []


def test_what_is_held_can_be_copied_with_its_place(window: Window) -> None:
    text = "\U0001f600 “It\nrains,” said Ann, “and\x00 pours.”"
    said = ("“It\nrains,”", "“and\x00 pours.”")
    parts = tuple(Span(text.index(part), text.index(part) + len(part), text) for part in said)
    ann = Speaker(name="Ann", kind="person")
    page = document(text, Quotation(content=parts, speaker=ann, type="direct")).to_html(title="Weather")
    window.show(page)
    window.find("article mark").click()
    window.ask("document.addEventListener('copy', () => (window.copied = document.activeElement.value))")
    window.find(".status button").click()
    window.wait(lambda: window.find(".status button").text == "Copied")
    copied = window.ask("window.copied")
    assert copied == "“It rains,” … “and\ufffd pours.” (Ann; Weather, 2:13, 24:37)"
    window.press(Keys.ESCAPE)
    assert window.status == ""


def test_who_speaks_in_all_articles_is_listed_and_shown_alone(window: Window) -> None:
    other = document(
        "“No,” said Ms Lee.",
        Quotation(
            content=(Span(0, 5, "“No,” said Ms Lee."),),
            speaker=Speaker(name="Lee", kind="person"),
            type="direct",
        ),
    )
    docs = {"d1": small(), "d2": other, "d3": document("Nobody speaks.")}
    sections = (section(doc, number=n, title=f"Text {n}") for n, doc in enumerate(docs.values(), start=1))
    window.show(head() + "".join(sections) + people(quotekit.people(docs)) + foot())
    rows = "[...document.querySelectorAll('header .people li')].map((one) => one.innerText.trim())"
    assert [row.split("\n") for row in window.ask(rows)] == [
        ["Ann Lee", "3 quotations in 2 texts"],
        ["Bo Khan", "2 quotations in 1 text"],
    ]

    def left() -> list[str]:
        marks = "[...document.querySelectorAll('article mark:not(.out)')]"
        return window.ask(f"{marks}.map((one) => one.closest('section').id + one.dataset.q)")

    window.find(".people li:first-child button").click()
    assert left() == ["d10", "d11", "d20"]
    window.find(".people li:last-child button").click()
    assert left() == ["d12", "d13"]
    assert [window.find(f"#d{n}").is_displayed() for n in (1, 2, 3)] == [True, False, True]
    window.find(".people li:last-child button").click()
    assert len(left()) == 5
    assert window.browser.get_log("browser") == []


def test_a_click_holds_and_escape_lets_go(window: Window) -> None:
    window.show(small().to_html())
    window.find('mark[data-q="3"]').click()
    window.point("h1")
    assert window.lit == ["“Not soon,”", "said", "Bo Khan"]
    window.press(Keys.ESCAPE)
    assert window.lit == []
    window.find('mark[data-q="3"]').click()
    window.find("h1").click()
    window.point("h1")
    window.ask("document.activeElement.blur()")
    assert window.lit == []


def test_the_keyboard_reaches_everything(window: Window) -> None:
    window.show(small().to_html())
    window.past_filters()
    seen = []
    for _ in range(4):
        window.press(Keys.TAB)
        seen.append(window.lit[0] if window.lit else None)
    assert seen == ["“It rains,”", "She", "Bo Khan", "“Not soon,”"]
    assert window.status == "Bo Khan · said · direct · 75 % sure"
    window.press(Keys.TAB)
    assert (window.voices, window.status) == (["Ann Lee"], "Ann Lee · 2 quotations")
    window.press(Keys.ENTER)
    window.press(Keys.TAB)
    assert window.ask("document.activeElement.textContent") == "“It rains,”"
    window.press(Keys.ENTER)
    assert window.ask("document.querySelector(':target').textContent") == "“It rains,”"


def test_screen_readers_hear_who_says_it(window: Window) -> None:
    window.show(small().to_html())
    nodes = window.heard()
    heard = [
        node["description"]["value"]
        for node in nodes
        if node.get("role", {}).get("value") == "mark" and node.get("description", {}).get("value")
    ]
    assert sorted(" ".join(text.split()) for text in heard) == [
        "Ann Lee · added · mixed · 100 % sure",
        "Ann Lee · said · direct · 100 % sure",
        "Bo Khan · called · direct · 100 % sure",
        "Bo Khan · said · direct · 75 % sure",
    ]
    roles = {node.get("role", {}).get("value") for node in nodes}
    assert {"main", "article", "complementary", "status"} <= roles


def test_light_and_dark(window: Window) -> None:
    papers = []
    for scheme in ("light", "dark"):
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        window.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        window.show(small().to_html())
        papers.append(window.ask("getComputedStyle(document.body).backgroundColor"))
    window.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert papers == ["rgb(255, 255, 255)", "rgb(22, 24, 27)"]


@pytest.fixture(params=["light", "dark"])
def forced(browser: Any, request: pytest.FixtureRequest) -> Iterator[None]:
    """Let the system set the colours, as people have it who need high contrast."""
    features = {"forced-colors": "active", "prefers-color-scheme": request.param}
    given = [{"name": name, "value": value} for name, value in features.items()]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": given})
    yield
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def system_colour(window: Window, name: str) -> str:
    """Return what the system has for a colour, as the browser writes it."""
    return window.ask(
        """((name) => {
            const probe = document.body.appendChild(document.createElement("i"));
            probe.style.color = name;
            const colour = getComputedStyle(probe).color;
            probe.remove();
            return colour;
        })(arguments[0])""",
        name,
    )


def styles(window: Window, css: str, *names: str, of: str | None = None) -> list[list[str]]:
    """Return what some properties of elements, or of their pseudo-elements, come to."""
    return window.ask(
        """[...document.querySelectorAll(arguments[0])].map((one) => {
            const style = getComputedStyle(one, arguments[2]);
            return arguments[1].map((name) => style[name]);
        })""",
        css,
        names,
        of,
    )


@pytest.mark.usefixtures("forced")
def test_where_the_system_sets_the_colours_lines_link_what_belongs_together(window: Window) -> None:
    window.show(small().to_html())
    assert window.ask('matchMedia("(forced-colors: active)").matches')
    highlight, paper, ink = (system_colour(window, name) for name in ("Highlight", "Canvas", "CanvasText"))
    assert len({highlight, paper, ink}) == 3
    everything_marked = "article :is(mark, .cue, .source), .voice"
    outlines = "outlineStyle", "outlineWidth", "outlineColor"
    lit = ["solid", "3px", highlight]
    assert lit not in styles(window, everything_marked, *outlines)
    window.point('mark[data-q="2"]')
    assert window.lit == ["Bo Khan", "called", "“a sieve”"]
    assert styles(window, "summary.lit, article .lit", *outlines) == [lit] * 4
    assert lit not in styles(window, ":is(mark, .cue, .source, .voice):not(.lit)", *outlines)
    window.past_filters()
    window.press(Keys.TAB)
    assert window.lit == ["“It rains,”", "said", "Ann Lee"]
    assert styles(window, "summary.lit, article .lit:not(:focus)", *outlines) == [lit] * 3
    assert styles(window, ":focus", *outlines) == [["double", "3px", ink]]


@pytest.mark.usefixtures("forced")
def test_where_the_system_sets_the_colours_numbers_and_kinds_are_still_seen(window: Window) -> None:
    window.show(small().to_html())
    paper, ink = (system_colour(window, name) for name in ("Canvas", "CanvasText"))
    seen = "color", "backgroundColor", "borderTopStyle"
    assert styles(window, "mark[data-number]", *seen, of="::before") == [[ink, paper, "solid"]] * 4
    # Those beside the speakers may have the colour of what can be pressed.
    assert [style[1:] for style in styles(window, ".number", *seen)] == [[paper, "solid"]] * 2
    kinds = {css: styles(window, f"article mark.{css}", "borderBottomStyle") for css in ("direct", "mixed")}
    assert kinds == {"direct": [["solid"]] * 3, "mixed": [["dashed"]]}
    assert styles(window, ".legend .indirect", "borderBottomStyle") == [["dotted"]]
    window.show(two().to_html())
    assert styles(window, "article .badge", "borderTopStyle", of="::before") == [["solid"]] * 4
    assert {style for (style,) in styles(window, "article mark.conflicting", "borderBottomStyle")} == {
        "double"
    }
    window.point("article mark.conflicting")
    assert {style for (style,) in styles(window, ".shared.lit", "outlineStyle")} == {"solid"}


@pytest.fixture
def phone(browser: Any) -> Iterator[None]:
    """Make the window as narrow as that of a phone."""
    sizes = {"width": 360, "height": 700, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", sizes)
    yield
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.mark.usefixtures("phone")
def test_a_narrow_window_needs_no_scrolling_sideways(window: Window) -> None:
    window.show(everything("x" * 500, name="y" * 200).to_html(title="z" * 200))
    assert window.ask("document.documentElement.scrollWidth") <= 360


def framed(window: Window, frame: str | None) -> None:
    """Show a notebook's frame inside another page, and go into it."""
    window.show(f"<!DOCTYPE html><meta charset=utf-8><title>Notebook</title><p>before</p>{frame}")
    assert window.ask("getComputedStyle(document.querySelector('p')).fontFamily").startswith('"Times')
    wait = WebDriverWait(window.browser, PATIENCE)
    wait.until(expected_conditions.frame_to_be_available_and_switch_to_it((By.TAG_NAME, "iframe")))
    window.wait(lambda: window.ask("document.readyState") == "complete")


@pytest.fixture
def outside(browser: Any) -> Iterator[None]:
    yield
    browser.switch_to.default_content()


@pytest.mark.usefixtures("outside")
def test_the_frame_for_notebooks_works_and_keeps_to_itself(window: Window) -> None:
    framed(window, small()._repr_html_())
    assert window.ask('document.querySelector("article").textContent') == TEXT
    window.point_until('mark[data-q="0"]', ["“It rains,”", "said", "Ann Lee"])


@pytest.mark.usefixtures("outside")
def test_links_in_a_frame_stay_in_it(window: Window) -> None:
    framed(window, small()._repr_html_())
    window.find(".voices summary").click()
    window.wait(lambda: window.find(".voices a").is_displayed())
    window.find(".voices a").click()
    window.wait(lambda: window.ask("document.activeElement.id") == "d1q0")
    assert window.ask("document.querySelector(':target').textContent") == "“It rains,”"


def test_drawing_takes_time_in_proportion_to_the_text(window: Window) -> None:
    def seconds(paragraphs: int) -> float:
        line = "“It rains,” said Ann Lee, and nobody in the room had anything to add to that.\n\n"
        text = line * paragraphs
        ann = Speaker(name="Ann Lee", kind="person")
        said = [
            Quotation(
                content=(Span(at, at + 11, text),),
                cue=(Span(at + 12, at + 16, text),),
                source=(Span(at + 17, at + 24, text),),
                speaker=ann,
            )
            for at in range(0, len(text), len(line))
        ]
        window.show(document(text, *said).to_html())
        return window.ask("performance.getEntriesByType('navigation')[0].domComplete") / 1000

    few, many = seconds(1000), seconds(4000)
    # Four times the text: what walks all of it again for each paragraph takes sixteen times as long.
    assert many < 8 * few + 2


def two() -> Comparison:
    """List a comparison of a short text and a long one, with a conflict in its middle and another saying."""
    agreed = "Nobody knows how the bridge over the gorge was paid for"
    first = saying("Ann Lee")
    ann = Speaker(name="Ann Lee", kind="person")
    text = "Nothing was said.\n\n" * 80 + f"{agreed}, they say.\n\n{first.text.strip()}"
    text += "\n\nNothing was said." * 80
    at, end = text.index(agreed), text.rindex("The bridge")
    long = document(
        text,
        Quotation(content=(Span(at, at + len(agreed), text),), speaker=ann, type="direct"),
        Quotation(
            content=(Span(end, text.index(".", end), text),),
            speaker=Speaker(name="Tom Fox", kind="person"),
            type="direct",
        ),
    )
    return quotekit.compare({"short": first, "long": long, "other": saying("Ann Lee", words=agreed)})


def heights(window: Window) -> list[float]:
    """Return where the places of the conflict are on the screen."""
    places = '[...document.querySelectorAll("article mark.conflicting")]'
    return window.ask(f"{places}.map((one) => one.getBoundingClientRect().top)")


def test_a_comparison_has_all_texts_letter_by_letter(window: Window) -> None:
    docs = gold_documents()
    comparison = quotekit.compare(docs)
    window.show(comparison.to_html(*comparison))
    texts = window.ask('[...document.querySelectorAll("article")].map((one) => one.textContent)')
    assert texts == [doc.text for doc in docs.values()]
    assert window.ask('performance.getEntriesByType("resource").length') == 0
    assert window.browser.get_log("browser") == []


def test_hostile_comparisons_do_nothing(window: Window) -> None:
    for name, text in HOSTILE:
        docs = {text: saying(text, before=text, after=text), "b": saying("Tom Fox", before=text)}
        window.show(quotekit.compare(docs).to_html(title="Calm"))
        window.point("article mark.shared")
        texts = window.ask('[...document.querySelectorAll("article")].map((one) => one.textContent)')
        assert texts == [shown(doc.text) for doc in docs.values()], name
        assert window.ask("document.title") == "Calm", name
        assert window.ask('document.querySelectorAll("img, iframe, base, [onfocus]").length') == 0, name
        assert window.browser.get_log("browser") == [], name


def test_pointing_at_a_saying_lights_it_up_in_every_text(window: Window) -> None:
    comparison = quotekit.compare(
        {name: gold_documents()[name] for name in ("dialogue-wang", "dialogue-putin")}
    )
    window.show(comparison.to_html())
    assert window.lit == []
    window.point("article mark.conflicting")
    said = "The other half is dialogue and negotiation"
    assert [text for text in window.lit if text.startswith("The other")] == [said, said]
    assert {"Mr Wang", "the Russian president", "said"} <= set(window.lit)
    assert window.ask('document.querySelectorAll(".saying.lit").length') == 1
    assert window.status == ("≠ 1 · conflicting · Wang Yi (dialogue-wang) · Vladimir Putin (dialogue-putin)")
    window.point("h1")
    assert (window.lit, window.status) == ([], "")
    window.point(".saying.agreed")
    assert [text for text in window.lit if text.startswith("that he saw")] == [
        "that he saw no military way out of the crisis"
    ] * 4


def test_a_click_scrolls_the_other_text_to_the_same_height(window: Window) -> None:
    window.show(two().to_html())
    # In sight from the start.
    assert all(0 < top < 900 for top in heights(window))
    window.ask(
        "document.querySelectorAll('article').forEach((one) => one.scrollTo({top: 0, behavior: 'instant'}))"
    )
    assert heights(window)[1] > 2000
    window.find("article mark.conflicting").click()
    window.wait(lambda: abs(heights(window)[0] - heights(window)[1]) < 2)
    window.show(two().to_html())
    window.find(".saying.conflicting .words").click()
    window.wait(lambda: all(0 < top < 900 for top in heights(window)))
    window.point("h1")
    assert set(window.voices) == set()
    assert window.status.startswith("≠ 1 · conflicting")
    window.press(Keys.ESCAPE)
    assert (window.lit, window.status) == ([], "")


def test_the_keyboard_goes_from_text_to_text(window: Window) -> None:
    window.show(two().to_html())
    window.press(Keys.TAB)
    assert window.ask("document.activeElement.textContent") == "short"
    assert window.status.startswith("≠ 1 · conflicting · Ann Lee (short) · Tom Fox (long)")
    window.press(Keys.ENTER)
    window.wait(lambda: window.ask("document.activeElement.dataset.sign") == "≠\u00a01 Ann Lee")
    window.press(Keys.ENTER)
    window.wait(lambda: window.ask("document.activeElement.dataset.sign") == "≠\u00a01 Tom Fox")
    window.wait(lambda: all(0 < top < 900 for top in heights(window)))
    window.press(Keys.ENTER)
    window.wait(lambda: window.ask("document.activeElement.dataset.sign") == "≠\u00a01 Ann Lee")
    assert window.lit.count(window.ask("document.querySelector('article mark.conflicting').textContent")) >= 2


def test_screen_readers_hear_the_conflict(window: Window) -> None:
    window.show(two().to_html())
    nodes = window.heard()
    heard = [
        (node["name"]["value"], " ".join(node["description"]["value"].split()))
        for node in nodes
        if node.get("role", {}).get("value") == "link" and node["name"]["value"].startswith("Saying")
    ]
    told = "≠ 1 · conflicting · Ann Lee ( short ) · Tom Fox ( long )"
    assert [one for one in heard if "conflicting" in one[0]] == [
        ("Saying 1, conflicting: Ann Lee here", told),
        ("Saying 1, conflicting: Tom Fox here", told),
    ]
    named = {(node.get("role", {}).get("value"), node.get("name", {}).get("value")) for node in nodes}
    assert {("article", "short"), ("article", "long"), ("complementary", "Sayings")} <= named


@pytest.mark.usefixtures("phone")
def test_a_comparison_fits_a_narrow_window(window: Window) -> None:
    docs = {"n" * 200: saying("x" * 300, before="y" * 500), "b": saying("z" * 300)}
    window.show(quotekit.compare(docs).to_html(title="z" * 200))
    assert window.ask("document.documentElement.scrollWidth") <= 360
    # The two sentences stand next to each other, though the texts cannot.
    sides = "[...document.querySelectorAll('.saying:first-child .sides > li:has(.sentence)')]"
    tops = window.ask(f"{sides}.map((one) => Math.round(one.getBoundingClientRect().top))")
    assert len(tops) == 2
    assert tops[0] == tops[1]
    window.find(".saying a").click()
    window.wait(lambda: 0 <= window.ask("document.activeElement.getBoundingClientRect().top") < 700)
    assert window.ask("document.activeElement.className").startswith("badge conflicting")


@pytest.mark.usefixtures("outside")
def test_a_comparison_in_a_frame(window: Window) -> None:
    framed(window, quotekit.compare([saying("Ann Lee"), saying("Tom Fox")])._repr_html_())
    window.wait(lambda: window.find(".saying a").is_displayed())
    window.find(".saying a").click()
    window.wait(lambda: window.ask("document.activeElement.className") == "badge conflicting lit")


@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(article=articles(min_size=3))
def test_generated_articles_are_drawn_as_they_are(window: Window, article: Article) -> None:
    doc = document(article.text, *article.quotations)
    comparison = quotekit.compare({"once": doc, "again": doc})
    for page, count in ((doc.to_html(), 1), (comparison.to_html(), 2)):
        window.show(page)
        texts = window.ask('[...document.querySelectorAll("article")].map((one) => one.textContent)')
        assert texts == [shown(article.text)] * count
        assert window.browser.get_log("browser") == []
        assert window.ask("document.documentElement.scrollWidth") <= 1200
        for mark in window.ask(
            '[...document.querySelectorAll("article mark")].map((one) => one.getClientRects().length)'
        ):
            assert mark > 0


def test_choosing_somebody_in_a_book_leads_through_their_turns(window: Window) -> None:
    rain = "It rained on the roof and on the road, and nobody came by. " * 6
    book = (
        f"CHAPTER I\n\n{rain}\n\n“You are late, Tom,” said Ann Lee, “and wet.”\n\n“The train was late,” Tom "
        f"replied.\n\nCHAPTER II\n\n{rain}\n\n“Is that you, Tom?” asked Ann Lee.\n"
    )
    window.show(book_page(quotekit.attribute_novel(book)))
    window.find(".voice").click()
    assert window.ask("document.querySelector('.voice').ariaPressed") == "true"
    assert window.lit == ["“You are late, Tom,”", "“and wet.”", "“Is that you, Tom?”"]
    window.find("[data-step='1']").click()
    window.find("[data-step='1']").click()
    assert "Is that you" in window.find(".chosen").text


@pytest.mark.usefixtures("phone")
def test_a_book_fits_a_narrow_window(window: Window) -> None:
    window.show(book_page(quotekit.attribute_novel("CHAPTER I\n\n“" + "x" * 500 + "” said Ann Lee.\n")))
    assert window.ask("document.documentElement.scrollWidth") <= 360
