"""Make the site's pictures again, from what its pages say: python docs/pictures.py

The page of an article shows the tutorial's text, the others some of the fixtures; they want the extras
``cli``, ``html`` and ``test``, Chromium and its driver. The calibration curve is drawn from the table on the
model's page and the floors from the import contract in pyproject.toml, so after a change to either run this
again; ``--curve`` draws these two alone and wants nothing.
"""

from __future__ import annotations

import argparse
import base64
import doctest
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import quotekit
from quotekit import Document

DOCS = Path(__file__).resolve().parent
PAGES = DOCS / "pages"
PICTURES = PAGES / "pictures"
ARTICLES = DOCS.parent / "fixtures" / "articles"

_STYLE = """
  .paper { fill: #ffffff }
  text { font: 14px system-ui, sans-serif; fill: #1c1c1c } .faint { fill: #5a5a5a }
  .rule { stroke: #d4d4d4 } .even { stroke: #6b6b6b; stroke-dasharray: 6 5 }
  .curve { stroke: #0072b2; stroke-width: 2.5; fill: none }
  circle { fill: #0072b2; stroke: #fff; stroke-width: 1.5 }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #16181b }
    text { fill: #e8e6e3 } .faint { fill: #a8a8a8 } .rule { stroke: #3c4046 } .even { stroke: #a3a3a3 }
    .curve { stroke: #56b4e9 } circle { fill: #56b4e9; stroke: #16181b }
  }
"""
# Where the axes begin and end, and how long they are (pixels).
_LEFT, _BOTTOM, _SIDE = 62, 372, 340
_LOWEST = 0.4


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--curve", action="store_true", help="the two drawings alone")
    options = parser.parse_args()
    PICTURES.mkdir(exist_ok=True)
    (PICTURES / "calibration.svg").write_text(curve(), encoding="utf-8", newline="\n")
    (PICTURES / "floors.svg").write_text(floors(), encoding="utf-8", newline="\n")
    if options.curve:
        return
    photograph(
        tutorial_document().to_html(title="The old bridge"),
        PICTURES / "article.webp",
        width=900,
        script="document.querySelector('summary').click(); document.querySelector('.voices a').focus()",
    )
    names = ("dialogue-wang", "dialogue-putin")
    reports = {
        name: quotekit.attribute((ARTICLES / f"{name}.txt").read_text(encoding="utf-8")) for name in names
    }
    comparison = quotekit.compare(reports).to_html(title="Two reports of one meeting")
    photograph(comparison, PICTURES / "comparison.webp", width=1080)
    photograph(comparison, PICTURES / "phone.webp", width=400, most=760, dark=True)
    articles = [str(ARTICLES / f"{name}.txt") for name in (*names, "said-first-za")]
    press = "document.querySelector('.people button').click()"
    photograph(printed("attribute", *articles), PICTURES / "several.webp", width=1080, most=900, script=press)
    photograph(printed("speakers", *articles, "--by", "file"), PICTURES / "speakers.webp", width=900)


def printed(*arguments: str) -> str:
    """Return the page of HTML that a command of quotekit prints."""
    command = [sys.executable, "-m", "quotekit", *arguments, "--profile", "rules", "--format", "html"]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout


def floors() -> str:
    """Draw the rooms of the package on their floors, as the import contract has them."""
    contract = (DOCS.parent / "pyproject.toml").read_text(encoding="utf-8")
    layers = re.search(r'(?ms)^containers = \["quotekit"\].*?^layers = \[\n(.*?)^\]', contract)
    if layers is None:
        raise SystemExit("expected the layers of the import contract in pyproject.toml, got none")
    rows = [re.findall(r"\w+", line) for line in layers[1].splitlines()]
    height, width = 44, 720
    whole = height * len(rows) + 16
    size = f'viewBox="0 0 {width} {whole}" width="{width}" height="{whole}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="title description">',
        '<title id="title">The floors of the package</title>',
        f'<desc id="description">From top to bottom: {"; ".join(", ".join(row) for row in rows)}.</desc>',
        f"<style>{_STYLE}  .room {{ fill: none; stroke: #0072b2; stroke-width: 1.5 }}\n</style>",
        f'<rect class="paper" width="{width}" height="{whole}" rx="6"/>',
    ]
    for floor, row in enumerate(rows):
        step = (width - 16) / len(row)
        for number, room in enumerate(row):
            x, y = 8 + number * step, 8 + floor * height
            box = f'x="{x + 4:.1f}" y="{y + 4}" width="{step - 8:.1f}" height="{height - 8}"'
            lines += [
                f'<rect class="room" {box} rx="4"/>',
                f'<text x="{x + step / 2:.1f}" y="{y + 27}" text-anchor="middle">{room}</text>',
            ]
    return "\n".join([*lines, "</svg>"]) + "\n"


def tutorial_document() -> Document:
    """Return the document that the tutorial makes, by its own first lines."""
    page = (PAGES / "tutorial.md").read_text(encoding="utf-8")
    names: dict[str, Document] = {}
    for example in doctest.DocTestParser().get_examples(page):
        exec(example.source, names)
        if "doc" in names:
            break
    return names["doc"]


def photograph(
    page: str, picture: Path, *, width: int, script: str = "", most: int = 2000, dark: bool = False
) -> None:
    """Write a picture of a page of HTML, as high as the page or as `most`, after a script has run in it."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or shutil.which("google-chrome") or ""
    arguments = ["--headless=new", "--hide-scrollbars", "--disable-dev-shm-usage"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")
    for argument in arguments:
        options.add_argument(argument)
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver") or ""))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "page.html")
        file.write_text(page, encoding="utf-8")
        try:
            size = {"width": width, "height": 400, "deviceScaleFactor": 1, "mobile": False}
            driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
            scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
            driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
            driver.get(file.as_uri())
            driver.execute_script(script)
            # The panes of a comparison are as high as the window lets them be.
            driver.execute_script(
                "document.querySelectorAll('article').forEach((a) => a.style.maxHeight = 'none')"
            )
            size["height"] = min(driver.execute_script("return document.body.scrollHeight"), most)
            driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
            # Text in many shades: as PNG several times as large.
            taken = driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "webp", "quality": 80})
            picture.write_bytes(base64.b64decode(taken["data"]))
        finally:
            driver.quit()


def curve() -> str:
    """Return the calibration curve as SVG, from the table on the model's page."""
    points = calibration()
    most = max(count for *_, count in points)
    at = [(_x(sure), _y(right)) for sure, right, _ in points]
    ticks = [_LOWEST + step / 10 for step in range(7)]
    told = ", ".join(f"{right:.2f} at {sure:.2f}" for sure, right, _ in points)
    lines = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 440 440" width="440" height="440" role="img"'
        ' aria-labelledby="title description">',
        '<title id="title">How often attributions are right, by their confidence</title>',
        f'<desc id="description">{told}.</desc>',
        f"<style>{_STYLE}</style>",
        # A page may be dark where the system is light.
        '<rect class="paper" width="440" height="440" rx="6"/>',
    ]
    for tick in ticks:
        lines += [
            f'<path class="rule" d="M{_LEFT} {_y(tick)}h{_SIDE}M{_x(tick)} {_BOTTOM}v-{_SIDE}"/>',
            f'<text class="faint" x="{_x(tick)}" y="{_BOTTOM + 20}" text-anchor="middle">{tick:.1f}</text>',
            f'<text class="faint" x="{_LEFT - 8}" y="{_y(tick) + 5}" text-anchor="end">{tick:.1f}</text>',
        ]
    lines += [
        f'<path class="even" d="M{_LEFT} {_BOTTOM}L{_LEFT + _SIDE} {_BOTTOM - _SIDE}"/>',
        f'<path class="curve" d="M{"L".join(f"{x} {y}" for x, y in at)}"/>',
    ]
    for (x, y), (_, _, count) in zip(at, points, strict=True):
        lines.append(f'<circle cx="{x}" cy="{y}" r="{4 + 6 * (count / most) ** 0.5:.1f}"/>')
        lines.append(f'<text class="faint" x="{x + 13}" y="{y + 14}">{count:,}</text>')
    across, up = _LEFT + _SIDE / 2, _BOTTOM - _SIDE / 2
    lines += [
        f'<text x="{across}" y="{_BOTTOM + 46}" text-anchor="middle">confidence, mean</text>',
        f'<text transform="translate(18 {up}) rotate(-90)" text-anchor="middle">right</text>',
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def calibration() -> list[tuple[float, float, int]]:
    """Read the model page's table for polnear-dev: confidence, share right, number of attributions."""
    page = (PAGES / "explanation" / "model.md").read_text(encoding="utf-8")
    table = re.search(
        r"^\| polnear-dev: confidence, mean \| (.+) \|\n\|[-:| ]+\|\n"
        r"\| right \| (.+) \|\n\| attributions \| (.+) \|$",
        page,
        re.MULTILINE,
    )
    if table is None:
        raise SystemExit("expected the three rows of the table of confidence for polnear-dev, got none")
    sure, right, counts = (
        [float(cell.replace(",", "")) for cell in row.split("|")] for row in table.groups()
    )
    return [(p, q, int(count)) for p, q, count in zip(sure, right, counts, strict=True)]


def _x(share: float) -> float:
    return round(_LEFT + _SIDE * (share - _LOWEST) / (1 - _LOWEST), 1)


def _y(share: float) -> float:
    return round(_BOTTOM - _SIDE * (share - _LOWEST) / (1 - _LOWEST), 1)


if __name__ == "__main__":
    main()
