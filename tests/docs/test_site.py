"""The site's machinery: examples in docstrings are code on its pages."""

from __future__ import annotations

import doctest
import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

import quotekit
from quotekit.formats.annotations import to_annotations

pytest.importorskip("griffe", reason="griffe is not installed (extra docs)")

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "docs" / "examples.py"


@pytest.fixture(scope="module")
def examples() -> ModuleType:
    spec = importlib.util.spec_from_file_location("examples", EXAMPLES)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("docstring", "expected"),
    [
        ("Nothing to see.", "Nothing to see."),
        ("Add.\n\n>>> 1 + 1\n2", "Add.\n\n```pycon\n>>> 1 + 1\n2\n```"),
        (
            "A.\n\n>>> for a in b:\n...     a\n1\n\nB.\n\n>>> c\n",
            "A.\n\n```pycon\n>>> for a in b:\n...     a\n1\n```\n\nB.\n\n```pycon\n>>> c\n```\n",
        ),
    ],
)
def test_examples_stand_in_fences(examples: ModuleType, docstring: str, expected: str) -> None:
    assert examples.fenced(docstring) == expected


def test_nothing_of_a_docstring_is_lost(examples: ModuleType) -> None:
    for documented in (
        to_annotations,
        quotekit.Pipeline,
        quotekit.Pipeline.attribute,
        quotekit.attribute_many,
    ):
        given = documented.__doc__ or ""
        indented = "\n".join(line.strip() for line in given.splitlines())
        fenced = examples.fenced(indented)
        assert fenced.replace("```pycon\n", "").replace("\n```", "") == indented
        parser = doctest.DocTestParser()
        assert fenced.count("```pycon") > 0
        outside = "".join(fenced.split("```")[::2])
        assert parser.get_examples(outside) == []
