"""The README and the site say what is true: every example in them is run and its output compared."""

from __future__ import annotations

import doctest
import gc
import os
import re
import shlex
import shutil
import warnings
from pathlib import Path

import commands
import pytest
from sybil import Example, Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs" / "pages").rglob("*.md"))]
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
# What a page's examples need beside the tests' own extras, in its first line.
NEEDS = re.compile(r"\A<!-- needs: ([\w., ]+) -->")
FENCE = re.compile(r"^```(\S*)", re.MULTILINE)
# `python` and `console` blocks are run. `bash` is for installing (CI runs the README's), the rest is data.
RUN, SHOWN = {"python", "console"}, {"bash", "json", "text", "toml", "yaml"}


def run_console(example: Example) -> str | None:
    """Run each ``$ quotekit …`` line of a block and compare what it prints with the lines below it."""
    checker = doctest.OutputChecker()
    for part in re.split(r"^\$ ", example.parsed, flags=re.MULTILINE)[1:]:
        line, _, expected = part.partition("\n")
        program, *arguments = shlex.split(line)
        if program != "quotekit":
            return f"expected a quotekit command, got {line!r}"
        done = commands.run_text(*arguments, env={"COLUMNS": "100"})
        printed = done.stdout + done.stderr
        if not checker.check_output(expected, printed, OPTIONS):
            return f"$ {line}\nexpected:\n{expected}\nprinted (exit code {done.returncode}):\n{printed}"
    return None


def needs(page: Path) -> list[str]:
    found = NEEDS.match(page.read_text(encoding="utf-8"))
    return found[1].replace(",", " ").split() if found else []


def examples(page: Path) -> list[Example]:
    sybil = Sybil(
        parsers=[
            PythonCodeBlockParser(doctest_optionflags=OPTIONS),
            CodeBlockParser(language="console", evaluator=run_console),
        ],
        encoding="utf-8",
    )
    return list(sybil.parse(page).examples())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_examples_are_true(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heavy = needs(page)
    for module in heavy:
        if module == "java" and (shutil.which("java") or "JAVA_HOME" in os.environ):
            continue
        pytest.importorskip(module, reason=f"the examples need {module}", exc_type=ImportError)
    monkeypatch.chdir(ROOT)
    with warnings.catch_warnings():
        if heavy:
            # They warn of what surrounds them, and of connections that only a collection closes.
            warnings.simplefilter("ignore")
        for example in examples(page):
            example.evaluate()
        if heavy:
            gc.collect()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_no_block_escapes(page: Path) -> None:
    opened = FENCE.findall(page.read_text(encoding="utf-8"))[::2]
    assert set(opened) <= RUN | SHOWN
    lines = {example.line for example in examples(page)}
    assert len(lines) >= sum(language in RUN for language in opened)


def test_a_false_example_fails(tmp_path: Path) -> None:
    for number, body in enumerate(("python\n>>> 1 + 1\n3", "python\nassert 1 == 2", "console\n$ ls")):
        page = tmp_path / f"{number}.md"
        page.write_text(f"# Page\n\n```{body}\n```\n", encoding="utf-8")
        with pytest.raises(AssertionError):
            [example.evaluate() for example in examples(page)]
