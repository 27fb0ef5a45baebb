"""An archive survives its process: what was acknowledged is there, once, after a kill at any moment."""

from __future__ import annotations

import os
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from reports import events

from quotekit import Comparison, Document, Quotation, Speaker
from quotekit.document import Span
from quotekit.errors import InvalidArchive, QuotekitError, UnknownDocument

BRIDGE = "The bridge over the gorge will not be painted before the goats have left it"

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


def saying(name: str, words: str = BRIDGE) -> Document:
    """Make a document in which somebody says some words to Bo Fox."""
    text = f"“{words},” {name} told Bo Fox."
    end = len(words) + 3
    speaker = Speaker(name=name, kind="person", mentions=(Span(end + 1, end + 1 + len(name), text),))
    quotation = Quotation(
        content=(Span(0, end, text),),
        speaker=speaker,
        type="direct",
        act="thought",
        speaker_confidence=0.75,
        addressee=Speaker(name="Bo Fox", kind="person"),
    )
    return Document(text=text, quotations=(quotation,), speakers=(speaker,))


def plain(comparison: Comparison) -> list[dict[str, object]]:
    # Without the examples of what was decided: of several that would do, another may be taken.
    return [saying.to_dict() | {"decisions": None} for saying in comparison.sayings]


def test_a_record_comes_back_with_all_its_members(tmp_path: Path) -> None:
    documents = {name: saying(name) for name in ("Ann Lee", "Tom Fox")}
    with Comparison(tmp_path / "archive") as comparison:
        comparison.update(documents)
        (found,) = comparison.sayings
    for occurrence in found.occurrences:
        assert occurrence.quotation == documents[occurrence.document].quotations[0]


@pytest.mark.parametrize("path", ["", ":memory:"])
def test_what_is_no_files_path_is_refused(path: str) -> None:
    with pytest.raises(InvalidArchive, match="expected the path of a file"):
        Comparison(path)


def test_where_there_can_be_no_file_the_path_is_named(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError, match=re.escape(str(tmp_path))):
        Comparison(tmp_path)
    with pytest.raises(FileNotFoundError, match=r"archive\.sqlite"):
        Comparison(tmp_path / "none" / "archive.sqlite")


def test_removed_as_if_never_added(tmp_path: Path) -> None:
    documents = {report.name: report.document for event in events(12) for report in event}
    names = list(documents)
    removed = names[::3]
    with Comparison(tmp_path / "archive") as comparison:
        comparison.update(documents)
        comparison.remove(*removed)
    with Comparison(tmp_path / "archive") as comparison:
        assert list(comparison) == [name for name in names if name not in removed]
        found = plain(comparison)
        never = Comparison()
        never.update((name, documents[name]) for name in names if name not in removed)
        assert found == plain(never)
        # Added again they come last, and are compared with all.
        comparison.update((name, documents[name]) for name in removed)
        never.update((name, documents[name]) for name in removed)
        assert plain(comparison) == plain(never)
    for table in ("wording", "match", "posting", "occurrence", "quotation"):
        with Comparison(tmp_path / table) as emptied:
            emptied.update(documents)
            emptied.remove(*names)
        connection = sqlite3.connect(tmp_path / table)
        assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
        connection.close()


def test_nothing_is_removed_where_one_is_unknown() -> None:
    comparison = Comparison()
    comparison.update({"a": saying("Ann Lee"), "b": saying("Ann Lee")})
    with pytest.raises(UnknownDocument, match="'c'"):
        comparison.remove("a", "c")
    assert list(comparison) == ["a", "b"]


def test_replaced() -> None:
    comparison = Comparison()
    comparison.update({"a": saying("Ann Lee"), "b": saying("Tom Fox")})
    stream = comparison.stream()
    comparison.replace("b", saying("Ann Lee", f"{BRIDGE}, no, never"))
    comparison.replace("c", saying("Ann Lee"))
    assert list(stream) == []
    assert list(comparison) == ["a", "b", "c"]
    (found,) = comparison.sayings
    assert (found.verdict, found.documents) == ("agreed", ("a", "b", "c"))


READING = """
import os, sys
from quotekit import Comparison
def read():
    with Comparison(sys.argv[1]) as comparison:
        return len(comparison), [saying.verdict for saying in comparison.sayings]
before = read()  # what is loaded at first use may be hidden from the other user
os.setuid(65534)
print(read() == before)
with Comparison(sys.argv[1]) as comparison:
    try:
        comparison.remove("a")
    except PermissionError as error:
        print(error.strerror)
"""


@pytest.mark.skipif(sys.platform != "linux" or os.getuid() != 0, reason="only root may become another user")
def test_an_archive_that_may_not_be_written_is_read() -> None:
    # Not below tmp_path, whose folders are for its owner alone.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive"
        with Comparison(path) as comparison:
            comparison.update({"a": saying("Ann Lee"), "b": saying("Tom Fox")})
        path.chmod(0o444)
        Path(folder).chmod(0o755)
        done = subprocess.run(
            [sys.executable, "-c", READING, str(path)], capture_output=True, encoding="utf-8"
        )
        assert done.stdout.splitlines() == ["True", "expected an archive that may be written"], done.stderr
        assert os.listdir(folder) == ["archive"]


@pytest.mark.parametrize("count", [60, pytest.param(300, marks=pytest.mark.slow)])
def test_a_damaged_archive_raises_one_error(tmp_path: Path, count: int) -> None:
    path, damaged = tmp_path / "archive", tmp_path / "damaged"
    documents = {report.name: report.document for event in events(3) for report in event}
    with Comparison(path) as comparison:
        comparison.update(documents)
    whole, drawn, refused = path.read_bytes(), random.Random(count), 0
    for _ in range(count):
        data = bytearray(whole)
        start, many = drawn.randrange(len(data)), drawn.choice((1, 1, 8, 200))
        data[start : start + many] = drawn.randbytes(len(data[start : start + many]))
        damaged.write_bytes(data[: drawn.choice((None, None, None, start))])
        try:
            with Comparison(damaged) as comparison:
                for name in comparison:
                    comparison.text(name)
                    comparison.of(name)
                plain(comparison)
                comparison.find(saying("Ann Lee"), name="new")
                comparison.replace(*next(iter(documents.items())))
        except QuotekitError as error:
            refused += isinstance(error, InvalidArchive)
        for beside in tmp_path.glob("damaged-*"):
            beside.unlink()
    assert refused > count // 10
