"""An archive survives its process: what was acknowledged is there, once, after a kill at any moment."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from reports import events

from quotekit import Comparison

TESTS = Path(__file__).resolve().parent
ADDING = """
import sys
sys.path.insert(0, sys.argv[1])
from reports import events
from quotekit import Comparison
pairs = [(report.name, report.document) for event in events(int(sys.argv[4])) for report in event]
pairs = pairs[int(sys.argv[3]):]
with Comparison(sys.argv[2]) as comparison:
    print("open", flush=True)
    for at in range(0, len(pairs), 3):
        for name, document in pairs[at:at + 2]:
            comparison.add(name, document)
            print(name, flush=True)
        comparison.update(pairs[at:at + 3])
        print(*(name for name, _ in pairs[at:at + 3]), sep="\\n", flush=True)
"""


def kill_while_adding(path: Path, first: int, count: int, seconds: float) -> list[str]:
    """Add reports to an archive in a process that is killed; give the ids that it acknowledged."""
    process = subprocess.Popen(
        [sys.executable, "-c", ADDING, str(TESTS), str(path), str(first), str(count)],
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    time.sleep(seconds)
    process.kill()
    said = process.stdout.read()
    process.stdout.close()
    process.wait()
    # The last line may be cut off in the middle: then it acknowledges nothing.
    return said.split("\n")[:-1]


@pytest.mark.parametrize("kills", [6, pytest.param(50, marks=pytest.mark.slow)])
def test_killed_while_adding(tmp_path: Path, kills: int) -> None:
    count = kills * 12
    names = [report.name for event in events(count) for report in event]
    documents = {report.name: report.document for event in events(count) for report in event}
    path, drawn = tmp_path / "archive.sqlite", random.Random(kills)
    acknowledged: dict[str, None] = {}
    for _ in range(kills):
        # What was acknowledged last is given once more, as somebody would who is not sure.
        first = max(len(acknowledged) - 2, 0)
        said = kill_while_adding(path, first, count, drawn.uniform(0, 0.3))
        acknowledged.update(dict.fromkeys(said))
        with Comparison(path) as comparison:
            there = list(comparison)
        assert len(there) == len(set(there))
        assert set(acknowledged) <= set(there)
        # Nothing comes but whole documents, in order, of which the last may lack its acknowledgement.
        assert there == names[: len(there)]
        assert len(there) <= len(acknowledged) + 3
        acknowledged.update(dict.fromkeys(there))
    assert acknowledged
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()
    with Comparison(path) as comparison:
        found = [saying.to_dict() for saying in comparison.sayings]
    whole = Comparison()
    whole.update((name, documents[name]) for name in acknowledged)
    assert found == [saying.to_dict() for saying in whole.sayings]
