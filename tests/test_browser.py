"""Pages of HTML in a real browser: drawn, pointed at, clicked, walked through by keyboard, and attacked."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from gold_documents import document, gold_documents
from test_html import HOSTILE, everything, shown

from quotekit import Document, Quotation, Span, Speaker
from quotekit.formats.html import foot, head, section

webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
pytest.importorskip("jinja2")

from selenium.webdriver.chrome.service import Service  # noqa: E402
from selenium.webdriver.common.action_chains import ActionChains  # noqa: E402
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
DRIVER = shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER), reason="needs chromium and chromedriver (Debian: chromium, chromium-driver)"
)

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
    """Give a document in which one quotation stands inside another, and one speaker has two."""
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


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    arguments = ["--headless=new", "--window-size=1200,900", "--disable-dev-shm-usage"]
    # Chromium refuses its own sandbox to root, as whom containers run.
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    for argument in [*arguments, "--no-sandbox"] if root else arguments:
        options.add_argument(argument)
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    yield driver
    driver.quit()


class Window:
    """Show pages, and tell what is lit on them."""

    def __init__(self, browser: Any, folder: Path) -> None:
        self.browser = browser
        self.file = folder / "page.html"

    def show(self, page: str) -> None:
        self.file.write_text(page, encoding="utf-8", newline="\n")
        self.browser.get_log("browser")
        self.browser.get(self.file.as_uri())

    def ask(self, script: str, *arguments: object) -> Any:
        return self.browser.execute_script(f"return {script}", *arguments)

    def find(self, css: str) -> Any:
        return self.browser.find_element(By.CSS_SELECTOR, css)

    def point(self, css: str) -> None:
        ActionChains(self.browser, duration=0).move_to_element(self.find(css)).perform()

    def press(self, key: str) -> None:
        ActionChains(self.browser).send_keys(key).perform()

    @property
    def lit(self) -> list[str]:
        return self.ask('[...document.querySelectorAll("article .lit")].map((one) => one.textContent)')

    @property
    def voices(self) -> list[str]:
        return self.ask('[...document.querySelectorAll(".voice.lit .name")].map((one) => one.textContent)')

    @property
    def status(self) -> str:
        return " ".join(self.find(".status").text.split())


@pytest.fixture
def window(browser: Any, tmp_path: Path) -> Window:
    return Window(browser, tmp_path)


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
    nodes = window.browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
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


def test_a_narrow_window_needs_no_scrolling_sideways(window: Window) -> None:
    window.browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": 360, "height": 700, "deviceScaleFactor": 1, "mobile": True},
    )
    try:
        window.show(everything("x" * 500, name="y" * 200).to_html(title="z" * 200))
        assert window.ask("document.documentElement.scrollWidth") <= 360
    finally:
        window.browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_the_frame_for_notebooks_works_and_keeps_to_itself(window: Window) -> None:
    frame = small()._repr_html_()
    window.show(f"<!DOCTYPE html><meta charset=utf-8><title>Notebook</title><p>before</p>{frame}")
    assert window.ask("getComputedStyle(document.querySelector('p')).fontFamily").startswith('"Times')
    window.browser.switch_to.frame(window.find("iframe"))
    try:
        assert window.ask('document.querySelector("article").textContent') == TEXT
        window.point('mark[data-q="0"]')
        assert window.lit == ["“It rains,”", "said", "Ann Lee"]
    finally:
        window.browser.switch_to.default_content()


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
