"""`import quotekit` costs next to nothing: no model, no array library, no command line is loaded."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = {"numpy", "onnxruntime", "tokenizers", "torch", "stanza", "spacy", "typer", "rich", "hypothesis"}
SCRIPT = """
import json, sys, time
start = time.perf_counter()
import quotekit
print(json.dumps([time.perf_counter() - start, sorted(sys.modules)]))
"""


def imported() -> tuple[float, set[str]]:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    seconds, modules = json.loads(done.stdout)
    return seconds, set(modules)


def test_import_takes_less_than_150_ms() -> None:
    # The least of several runs: the first ones may still be writing bytecode or waiting for a busy machine.
    best = 1.0
    for _ in range(8):
        best = min(best, imported()[0])
        if best < 0.15:
            return
    pytest.fail(f"import quotekit took {best:.3f} s at best")


def test_import_loads_nothing_heavy() -> None:
    assert imported()[1].isdisjoint(HEAVY)


def test_texts_and_what_is_refused_load_no_other_library() -> None:
    # The door to Stanza's documents opens for these alone.
    script = """
import json, sys, quotekit
quotekit.attribute('"It is over," said Ann Lee.')
try:
    quotekit.attribute(object())
except TypeError:
    print(json.dumps(sorted(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert {"torch", "stanza", "spacy", "quotekit.integrations"}.isdisjoint(json.loads(done.stdout))
