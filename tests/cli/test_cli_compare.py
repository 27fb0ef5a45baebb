"""``quotekit compare``, run as a process."""

from __future__ import annotations

import functools
import json
import re
from pathlib import Path

import commands
import pytest

pytest.importorskip("click")
pytest.importorskip("rich")
pytest.importorskip("tqdm")

ARTICLES = Path(__file__).resolve().parent.parent.parent / "fixtures" / "articles"
WANG, PUTIN = ARTICLES / "dialogue-wang.txt", ARTICLES / "dialogue-putin.txt"
SAID = "“The bridge over the gorge will not be painted before May,” {} said.\n"


run = functools.partial(commands.run_text, "compare")


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = []
    for name, speaker in (("a", "Ann Lee"), ("b", "Mayor Ann Lee"), ("c", "Tom Fox")):
        paths.append(tmp_path / f"{name}.txt")
        paths[-1].write_text(SAID.format(speaker), encoding="utf-8")
    return paths


def test_table_has_conflicts_first(files: list[Path]) -> None:
    done = run(PUTIN, WANG, *files[:2])
    assert (done.returncode, done.stderr) == (0, "")
    header, *lines = [line.split("\t") for line in done.stdout.splitlines()]
    assert header[:6] == ["saying", "verdict", "document", "start", "end", "speaker"]
    assert [line[:6] for line in lines[:2]] == [
        ["1", "conflicting", "dialogue-putin", "477", "519", "Vladimir Putin"],
        ["1", "conflicting", "dialogue-wang", "280", "322", "Wang Yi"],
    ]
    assert ["agreed", "a", "1", "57", "Ann Lee"] in [line[1:6] for line in lines]
    verdicts = [line[1] for line in lines]
    assert verdicts == sorted(verdicts, key=["conflicting", "unclear", "agreed"].index)


def test_json_and_json_lines_say_the_same(files: list[Path]) -> None:
    listed = json.loads(run("--format", "json", *files).stdout)
    lines = [json.loads(line) for line in run("--format", "jsonl", *files).stdout.splitlines()]
    assert listed == lines
    (saying,) = listed
    assert saying["verdict"] == "conflicting"
    assert saying["speakers"] == ["Ann Lee", "Tom Fox"]
    assert [o["document"] for o in saying["occurrences"]] == ["a", "b", "c"]
    for path, occurrence in zip(files, saying["occurrences"], strict=True):
        text = path.read_text(encoding="utf-8")
        for span in occurrence["shared"] + occurrence["content"] + occurrence["cue"] + occurrence["source"]:
            assert text[span["start"] : span["end"]] == span["text"]


def test_nothing_in_common(files: list[Path]) -> None:
    assert json.loads(run("--format", "json", files[0], WANG).stdout) == []
    assert run("--format", "jsonl", files[0], WANG).stdout == ""


@pytest.mark.parametrize(("count", "code"), [(2, 0), (3, 3)])
def test_fail_on_conflict(files: list[Path], count: int, code: int) -> None:
    assert run(*files[:count]).returncode == 0
    assert run("--fail-on-conflict", *files[:count]).returncode == code


def test_json_lines_in(tmp_path: Path) -> None:
    path = tmp_path / "texts.jsonl"
    rows = [{"id": name, "text": SAID.format(name)} for name in ("Ann Lee", "Tom Fox")]
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    (saying,) = json.loads(run("--format", "json", path).stdout)
    assert [o["document"] for o in saying["occurrences"]] == ["Ann Lee", "Tom Fox"]
    done = run("--format", "json", "-", stdin=SAID.format("Ann Lee") + "\n" + SAID.format("Tom Fox"))
    assert [saying["verdict"] for saying in json.loads(done.stdout)] == ["conflicting"]


def test_files_of_one_name(tmp_path: Path, files: list[Path]) -> None:
    (tmp_path / "other").mkdir()
    other = tmp_path / "other" / "a.txt"
    other.write_text(SAID.format("Tom Fox"), encoding="utf-8")
    (saying,) = json.loads(run("--format", "json", files[0], other).stdout)
    assert [o["document"] for o in saying["occurrences"]] == ["a", str(other)]


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_tables_with_the_same_ids(tmp_path: Path, ending: str) -> None:
    paths = []
    for name, speaker in (("a", "Ann Lee"), ("b", "Tom Fox")):
        paths.append(tmp_path / f"{name}.{ending}")
        text = SAID.format(speaker)
        row = f'id,text\n1,"{text}"\n' if ending == "csv" else json.dumps({"id": "1", "text": text})
        paths[-1].write_text(row, encoding="utf-8")
    done = run("--format", "jsonl", *paths)
    assert (done.returncode, done.stderr) == (0, "")
    (saying,) = map(json.loads, done.stdout.splitlines())
    assert saying["verdict"] == "conflicting"
    assert [o["document"] for o in saying["occurrences"]] == ["1", f"{paths[1]}#1"]


def test_an_archive_grows(tmp_path: Path, files: list[Path]) -> None:
    archive = tmp_path / "archive.sqlite"
    assert run("--archive", archive, files[0], WANG).stdout.count("\n") == 1
    lines = run("--archive", archive, files[2]).stdout.splitlines()
    assert [line.split("\t")[2] for line in lines[1:]] == ["a", "c"]
    assert run("--archive", archive, files[2]).stdout.splitlines() == lines
    everything = run("--archive", archive, "--fail-on-conflict")
    assert everything.stdout.splitlines() == lines
    assert everything.returncode == 3


def test_texts_are_replaced_and_removed(tmp_path: Path, files: list[Path]) -> None:
    archive = tmp_path / "archive.sqlite"
    assert run("--archive", archive, "--fail-on-conflict", files[0], files[2]).returncode == 3
    files[0].write_text(files[2].read_text(encoding="utf-8"), encoding="utf-8")
    done = run("--archive", archive, "--replace", "--fail-on-conflict", files[0])
    assert (done.returncode, done.stderr) == (0, "")
    assert "agreed" in done.stdout
    done = run("--archive", archive, "--remove", "a")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert run("--archive", archive).stdout.count("\n") == 1
    done = run("--archive", archive, "--remove", "a")
    assert done.returncode == 1
    assert "expected the id of a document that was added, got 'a'" in done.stderr
    assert run("--remove", "a", files[0]).returncode == run("--archive", "", files[0]).returncode + 1 == 2
    none = tmp_path / "none.sqlite"
    assert (run("--archive", none, "--remove", "a").returncode, none.exists()) == (2, False)


def test_a_damaged_archive_is_named(tmp_path: Path, files: list[Path]) -> None:
    archive = tmp_path / "archive.sqlite"
    run("--archive", archive, files[0], files[2])
    data = archive.read_bytes()
    archive.write_bytes(data.replace(b'"Ann Lee"', b'"Ann Lee,'))
    done = run("--archive", archive)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("quotekit: expected an archive as quotekit wrote it")


def test_what_cannot_be_done_is_named(tmp_path: Path, files: list[Path]) -> None:
    archive = tmp_path / "archive.sqlite"
    run("--archive", archive, files[0])
    files[0].write_text(SAID.format("Bo Khan"), encoding="utf-8")
    done = run("--archive", archive, tmp_path / "none.txt", *files)
    assert done.returncode == 1
    assert "none.txt" in done.stderr
    assert "expected a new id for a new document, got 'a'" in done.stderr
    assert done.stdout.count("\n") == 4
    for path in (files[1], tmp_path):
        done = run("--archive", path, files[2])
        assert done.returncode in (1, 2)
        assert str(path) in done.stderr


def test_wrong_usage() -> None:
    done = run()
    assert done.returncode == 2
    assert "Missing FILE" in done.stderr


def test_a_page_has_the_texts_side_by_side(files: list[Path], tmp_path: Path) -> None:
    pytest.importorskip("jinja2")
    done = run("--format", "html", "--fail-on-conflict", *files[::2])
    assert (done.returncode, done.stderr) == (3, "")
    assert done.stdout.startswith("<!DOCTYPE html>")
    assert done.stdout.count("<article") == 2
    assert "<strong>conflicting</strong>" in done.stdout
    archive = tmp_path / "archive"
    run("--archive", archive, *files)
    again = run("--archive", archive, "--format", "html", files[2]).stdout
    assert re.findall('<h2 id="ct."><bdi>(.)</bdi>', again) == ["c", "a", "b"]
