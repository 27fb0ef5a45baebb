"""A real browser, in which tests show pages of HTML, point, click and press keys."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")

from selenium.webdriver.chrome.service import Service  # noqa: E402
from selenium.webdriver.common.action_chains import ActionChains  # noqa: E402
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402
from selenium.webdriver.support.wait import WebDriverWait  # noqa: E402

__all__ = ["Window", "browser", "needs_browser", "window"]

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
DRIVER = shutil.which("chromedriver")

needs_browser = pytest.mark.skipif(
    not (CHROMIUM and DRIVER), reason="needs chromium and chromedriver (Debian: chromium, chromium-driver)"
)

# Never slept through: what a test waits for is there at once, but for a machine that has other work.
PATIENCE = 30


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
        # Where the last test left the pointer, there may be something to point at now.
        self.browser.execute_cdp_cmd("Input.dispatchMouseEvent", {"type": "mouseMoved", "x": 0, "y": 0})
        self.browser.get(self.file.as_uri())

    def wait(self, what: Callable[[], object]) -> None:
        WebDriverWait(self.browser, PATIENCE, poll_frequency=0.02).until(lambda _: what())

    def ask(self, script: str, *arguments: object) -> Any:
        return self.browser.execute_script(f"return {script}", *arguments)

    def find(self, css: str) -> Any:
        return self.browser.find_element(By.CSS_SELECTOR, css)

    def point(self, css: str) -> None:
        ActionChains(self.browser, duration=0).move_to_element(self.find(css)).perform()

    def past_filters(self) -> None:
        """Put the focus before the text: the five fields above it come first."""
        for _ in range(5):
            self.press(Keys.TAB)

    def press(self, key: str) -> None:
        ActionChains(self.browser).send_keys(key).perform()

    def point_until(self, css: str, lit: list[str]) -> None:
        """Point at something until that is lit: a frame in a process of its own may miss the first time."""

        def pointed() -> bool:
            self.point("h1")
            self.point(css)
            return self.lit == lit

        self.wait(pointed)

    def heard(self) -> list[dict[str, Any]]:
        """Return what screen readers are given of the page, once all of it is there."""
        nodes: list[dict[str, Any]] = []

        def complete() -> bool:
            nodes[:] = self.browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
            roles = [node.get("role", {}).get("value") for node in nodes]
            drawn = self.ask(
                '["article", "article mark"].map((one) => document.querySelectorAll(one).length)'
            )
            return "status" in roles and [roles.count("article"), roles.count("mark")] == drawn

        self.wait(complete)
        return nodes

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
