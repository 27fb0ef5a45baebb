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

ADDING = """
import itertools, sys
from quotekit import Comparison, Document
with open(sys.argv[2], encoding="utf-8") as file, Comparison(sys.argv[1]) as comparison:
    pairs = (line.rstrip().split("\\t") for line in itertools.islice(file, int(sys.argv[3]), None))
    pairs = ((name, Document.from_json(data)) for name, data in pairs)
    print("open", flush=True)
    while batch := list(itertools.islice(pairs, 3)):
        for name, document in batch[:2]:
            comparison.add(name, document)
            print(name, flush=True)
        comparison.update(batch)
        print(*(name for name, _ in batch), sep="\\n", flush=True)
"""


def kill_while_adding(path: Path, reports: Path, first: int, drawn: random.Random) -> list[str]:
    """Add reports to an archive in a process that is killed; give the ids that it acknowledged."""
    process = subprocess.Popen(
        [sys.executable, "-c", ADDING, str(path), str(reports), str(first)],
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    said = "".join(process.stdout.readline() for _ in range(drawn.randrange(12)))
    time.sleep(drawn.uniform(0, 0.02))
    process.kill()
    said += process.stdout.read()
    process.stdout.close()
    process.wait()
    # The last line may be cut off in the middle: then it acknowledges nothing.
    return said.split("\n")[:-1]


@pytest.mark.parametrize("kills", [6, pytest.param(50, marks=pytest.mark.slow)])
def test_killed_while_adding(tmp_path: Path, kills: int) -> None:
    documents = {report.name: report.document for event in events(kills * 8) for report in event}
    reports, names = tmp_path / "reports.tsv", list(documents)
    lines = (f"{name}\t{document.to_json()}\n" for name, document in documents.items())
    reports.write_text("".join(lines), encoding="utf-8")
    path, drawn = tmp_path / "archive.sqlite", random.Random(kills)
    acknowledged: dict[str, None] = {}
    for _ in range(kills):
        # What was acknowledged last is given once more, as somebody would who is not sure.
        first = max(len(acknowledged) - 2, 0)
        said = kill_while_adding(path, reports, first, drawn)
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
