"""`import quotekit` costs next to nothing: no model, no array library, no command line is loaded."""

from __future__ import annotations

import json
import subprocess
import sys

HEAVY = {"numpy", "onnxruntime", "tokenizers", "torch", "stanza", "spacy", "typer", "rich", "hypothesis"}
SCRIPT = """
import sys
before = set(sys.modules)
import json, quotekit
print(json.dumps(sorted(set(sys.modules) - before)))
"""


def imported() -> set[str]:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


def test_import_loads_few_modules() -> None:
    # Counted, not timed: what a module costs depends on the machine and on what else it does.
    ours = {name for name in imported() if name.partition(".")[0] == "quotekit"}
    assert len(ours) < 20, sorted(ours)


def test_import_loads_nothing_heavy() -> None:
    assert imported().isdisjoint(HEAVY)


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
