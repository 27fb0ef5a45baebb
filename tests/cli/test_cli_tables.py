"""Tables in and out of the command line: Parquet written and read back, columns of texts read."""

from __future__ import annotations

import csv
import functools
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import commands
import pytest

import quotekit
from quotekit.attribution import RuleAttributor
from quotekit.formats import COLUMNS

pytest.importorskip("click")
pytest.importorskip("rich")
pytest.importorskip("tqdm")
pyarrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

FIXTURES = Path(__file__).resolve().parent.parent.parent / "fixtures" / "articles.jsonl"
ANN = "“Rain stops play,” said Ann Lee.\n"


run = functools.partial(commands.run, "attribute", "--profile", "rules")


@functools.cache
def expected() -> list[dict[str, Any]]:
    pipeline = quotekit.Pipeline(attributor=RuleAttributor())
    with FIXTURES.open(encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    rows = [row for a in articles for row in pipeline.attribute(a["text"]).to_records(id=a["id"])]
    assert len(rows) > 300
    return rows


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("parquet") / "quotations.parquet"
    done = run("--format", "parquet", "-o", path, FIXTURES)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    return path


class TestParquet:
    def test_pyarrow_reads_the_rows_of_all_fixtures(self, written: Path) -> None:
        table = parquet.read_table(written)
        assert tuple(table.column_names) == COLUMNS
        assert table.to_pylist() == expected()

    def test_pandas_reads_them(self, written: Path) -> None:
        pandas = pytest.importorskip("pandas")
        frame = pandas.read_parquet(written)
        assert frame.astype(object).where(frame.notna(), None).to_dict("records") == expected()

    def test_polars_reads_them(self, written: Path) -> None:
        polars = pytest.importorskip("polars")
        assert polars.read_parquet(written).to_dicts() == expected()

    def test_offsets_slice_the_texts(self, written: Path) -> None:
        with FIXTURES.open(encoding="utf-8") as lines:
            texts = {article["id"]: article["text"] for article in map(json.loads, lines)}
        for row in parquet.read_table(written).to_pylist():
            for part in ("content", "cue", "source"):
                pairs = [pair.split(":") for pair in row[f"{part}_spans"].split()]
                pieces = [texts[row["document"]][int(start) : int(end)] for start, end in pairs]
                assert (" … ".join(pieces) or None) == row[part]

    def test_a_pipe_takes_it_too(self, written: Path) -> None:
        piped = run("--format", "parquet", FIXTURES)
        assert (piped.returncode, piped.stderr) == (0, b"")
        assert parquet.read_table(pyarrow.BufferReader(piped.stdout)).equals(parquet.read_table(written))

    def test_nothing_found_is_a_file_of_the_same_schema(self, tmp_path: Path, written: Path) -> None:
        empty = tmp_path / "empty.parquet"
        assert run("--format", "parquet", "-o", empty, stdin=b"It rains.").returncode == 0
        table = parquet.read_table(empty)
        assert (table.num_rows, table.schema) == (0, parquet.read_schema(written))

    def test_lone_surrogates_in_ids_and_texts(self, tmp_path: Path) -> None:
        odd = tmp_path / "odd.jsonl"
        odd.write_text(json.dumps({"id": "\ud800", "text": "“A \udc00 b,” said Ann Lee."}), encoding="ascii")
        done = run("--format", "parquet", odd)
        assert (done.returncode, done.stderr) == (0, b"")
        (row,) = parquet.read_table(pyarrow.BufferReader(done.stdout)).to_pylist()
        assert (row["document"], row["content"], row["content_spans"]) == ("\ufffd", "“A \ufffd b,”", "0:8")

    def test_bad_files_are_named_and_the_others_are_in_it(self, tmp_path: Path) -> None:
        good, bad, out = tmp_path / "good.txt", tmp_path / "bad.txt", tmp_path / "out.parquet"
        good.write_text(ANN, encoding="utf-8")
        bad.write_bytes(b"\xff")
        done = run("--format", "parquet", "-o", out, bad, good)
        assert done.returncode == 1
        assert done.stderr.decode().startswith(f"quotekit: {bad}: expected UTF-8, got byte 0xff")
        assert parquet.read_table(out)["document"].to_pylist() == ["good"]

    def test_row_groups_stream(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        from quotekit.cli import exports as ours
        from quotekit.cli import main

        monkeypatch.setattr(ours, "_ROWS", 100)
        out = tmp_path / "out.parquet"
        arguments = ["attribute", "--profile", "rules", "--format", "parquet", "-o", str(out), str(FIXTURES)]
        assert main(arguments) == 0
        metadata = parquet.read_metadata(out)
        sizes = [metadata.row_group(i).num_rows for i in range(metadata.num_row_groups)]
        assert sizes[:-1] == [100] * (len(expected()) // 100)
        assert parquet.read_table(out).to_pylist() == expected()

    @pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
    def test_a_terminal_is_refused(self) -> None:
        import pty

        ours, theirs = pty.openpty()
        command = [sys.executable, "-m", "quotekit", "attribute", "--format", "parquet"]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=theirs, stderr=subprocess.PIPE)
        os.close(theirs)
        os.close(ours)
        assert done.returncode == 2
        assert b"Parquet is not for a terminal: name a file with --output." in done.stderr


class TestOutput:
    @pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "html"])
    def test_a_file_holds_what_a_pipe_gets(self, tmp_path: Path, form: str) -> None:
        out = tmp_path / "out"
        out.write_bytes(b"before")
        done = run("--format", form, "--output", out, stdin=ANN.encode())
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
        assert out.read_bytes() == run("--format", form, stdin=ANN.encode()).stdout

    def test_a_file_that_is_read_is_not_written_over(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_text(ANN, encoding="utf-8")
        done = run("-o", path, path)
        assert done.returncode == 2
        assert b"which is to be read" in done.stderr
        assert path.read_text(encoding="utf-8") == ANN

    def test_two_runs_with_one_file_do_not_mix(self, tmp_path: Path) -> None:
        out = tmp_path / "out.jsonl"
        command = [sys.executable, "-m", "quotekit", "attribute", "--profile", "rules", "--format", "jsonl"]
        texts = [json.dumps({"id": name, "text": ANN}) + "\n" for name in "ab"]
        inputs = []
        for name, text in zip("ab", texts, strict=True):
            inputs.append(tmp_path / f"{name}.jsonl")
            inputs[-1].write_text(text * 500, encoding="utf-8")
        runs = [subprocess.Popen([*command, "-o", str(out), str(path)]) for path in inputs]
        assert [process.wait(timeout=120) for process in runs] == [0, 0]
        lines = out.read_text(encoding="utf-8").splitlines()
        assert len(lines) == 500
        assert len(set(lines)) == 1
        assert {path.name for path in tmp_path.iterdir()} == {"a.jsonl", "b.jsonl", "out.jsonl"}

    @pytest.mark.skipif(os.name != "posix", reason="links as on Unix")
    def test_a_link_that_lies_in_wait_is_not_followed(self, tmp_path: Path) -> None:
        precious, out = tmp_path / "precious", tmp_path / "out.txt"
        precious.write_bytes(b"precious")
        (tmp_path / "out.txt.part").symlink_to(precious)
        assert run("-o", out, stdin=ANN.encode()).returncode == 0
        assert precious.read_bytes() == b"precious"
        assert b"Ann Lee" in out.read_bytes()

    @pytest.mark.skipif(os.name != "posix", reason="pipes and signals as on Unix")
    def test_what_stood_in_the_file_stays_until_all_is_written(self, tmp_path: Path) -> None:
        out = tmp_path / "out.jsonl"
        out.write_text("before", encoding="utf-8")
        pipe = tmp_path / "pipe.jsonl"
        os.mkfifo(pipe)
        options = ("--profile", "rules", "--format", "json", "-o", str(out))
        command = [sys.executable, "-m", "quotekit", "attribute", *options, str(pipe)]
        with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
            with pipe.open("w", encoding="utf-8") as articles:
                # Enough for one to be done before the reader sees the next.
                articles.write((json.dumps({"id": "a", "text": ANN}) + "\n") * 500)
                articles.flush()
                while process.poll() is None and not any(p.stat().st_size for p in tmp_path.glob("*.part")):
                    time.sleep(0.01)
                (part,) = tmp_path.glob("out.jsonl.*.part")
                process.send_signal(signal.SIGINT)
                assert process.wait(timeout=60) == 130
            assert process.stderr is not None
            assert str(part) in process.stderr.read().decode()
        assert out.read_text(encoding="utf-8") == "before"
        assert {record["id"] for record in json.loads(part.read_text(encoding="utf-8"))} == {"a"}
        assert run("--format", "json", "-o", out, stdin=ANN.encode()).returncode == 0
        assert [record["id"] for record in json.loads(out.read_text(encoding="utf-8"))] == ["stdin"]
        assert list(tmp_path.glob("*.part")) == [part]

    def test_a_file_that_cannot_be_made(self, tmp_path: Path) -> None:
        done = run("-o", tmp_path / "none" / "out.csv", stdin=ANN.encode())
        assert done.returncode == 1
        assert b"out.csv" in done.stderr


class TestColumnsOfTexts:
    ROWS = (
        ("a", ANN),
        ("b", 'He said: "Go,\nnow",\r\n“Go,” said Bo Khan.'),
        ("c", ""),
        ("d", "“\U0001f600 x,” said Ann."),
    )

    def found(self, path: Path) -> list[tuple[str, str, list[str]]]:
        done = run("--format", "jsonl", "--text", path)
        assert (done.returncode, done.stderr) == (0, b"")
        records = [json.loads(line) for line in done.stdout.decode().splitlines()]
        return [(r["id"], r["text"], [q["speaker"]["name"] for q in r["quotations"]]) for r in records]

    def test_parquet_and_csv_give_the_texts_as_they_are(self, tmp_path: Path) -> None:
        lines, table, cells = (tmp_path / name for name in ("t.jsonl", "t.PARQUET", "t.csv"))
        lines.write_text("".join(json.dumps({"id": i, "text": t}) + "\n" for i, t in self.ROWS))
        columns = {"more": [1, 2, 3, 4], "text": [t for _, t in self.ROWS], "id": [i for i, _ in self.ROWS]}
        parquet.write_table(pyarrow.table(columns), table)
        with cells.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([("text", "more", "id"), *((t, 1, i) for i, t in self.ROWS)])
        found = self.found(lines)
        assert [text for _, text, _ in found] == [text for _, text in self.ROWS]
        assert found[0][2] == ["Ann Lee"]
        assert self.found(table) == self.found(cells) == found

    def test_a_column_whose_name_is_no_utf8_is_reported(self, tmp_path: Path) -> None:
        odd, good = tmp_path / "odd.parquet", tmp_path / "good.parquet"
        parquet.write_table(pyarrow.table({"id": ["a"], "text": [ANN], "other": ["x"]}), odd)
        odd.write_bytes(odd.read_bytes().replace(b"other", b"oth\xff\xfe"))
        parquet.write_table(pyarrow.table({"id": ["b"], "text": [ANN]}), good)
        done = run("--format", "jsonl", odd, good)
        assert done.returncode == 1
        assert done.stderr.decode().startswith(f"quotekit: {odd}: ")
        assert b"Traceback" not in done.stderr
        assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["b"]

    def test_long_cells_and_numbers_as_ids(self, tmp_path: Path) -> None:
        path = tmp_path / "long.csv"
        path.write_text("id,text\r\n7," + "a" * 200_000 + "\r\n", encoding="utf-8")
        assert [(id, len(text)) for id, text, _ in self.found(path)] == [("7", 200_000)]
        path = tmp_path / "numbers.parquet"
        parquet.write_table(pyarrow.table({"id": [7], "text": [ANN]}), path)
        assert self.found(path) == [("7", ANN, ["Ann Lee"])]

    def test_columns_of_any_name(self, tmp_path: Path) -> None:
        cells, table, lines = (tmp_path / name for name in ("n.csv", "n.parquet", "n.jsonl"))
        cells.write_text(f'url,body\r\nu/1,"{ANN}"\r\n', encoding="utf-8")
        parquet.write_table(pyarrow.table({"id": [7], "body": [ANN], "url": ["u/2"]}), table)
        lines.write_text(json.dumps({"url": 3, "body": ANN, "text": None}) + "\n", encoding="utf-8")
        named = ("--id-column", "url", "--text-column", "body")
        done = run(*named, "--format", "jsonl", cells, table, lines)
        assert (done.returncode, done.stderr) == (0, b"")
        records = [json.loads(line) for line in done.stdout.decode().splitlines()]
        assert [r["id"] for r in records] == ["u/1", "u/2", "3"]
        assert [r["quotations"][0]["speaker"]["name"] for r in records] == ["Ann Lee"] * 3
        done = run(*named[:2], cells)
        assert done.returncode == 1
        assert "expected columns called \"text\", got 'url, body'" in done.stderr.decode()

    @pytest.mark.parametrize(
        ("name", "data", "problems"),
        [
            (
                "a.csv",
                b"id,body\n1,x\n",
                ["a.csv: expected columns called \"text\", got 'id, body'"],
            ),
            ("a.csv", b"", []),
            (
                "a.csv",
                b"id,text\n1,caf\xe9\n2\n\n3,x\n",
                [
                    'a.csv: row 1: expected UTF-8 in the column "text", got byte 0xe9 at its character 3',
                    'a.csv: row 2: expected text in the column "text", got nothing',
                ],
            ),
            (
                "a.csv",
                b'id,text\n1,"Yes," said Ann\n2,well, then\n3,"x"\n4,"y\n5,z\n',
                [
                    "a.csv: row 1: ",
                    "a.csv: row 2: expected 2 cells as in the row of names, got 3",
                    "a.csv: row 4: ",
                ],
            ),
            ("a.json", b'{"id": 1, "text": "x"}', ["a.json: expected a text or a table, got .json; "]),
            ("a.parquet", b"PAR1", ["a.parquet: expected Parquet, got "]),
            ("a.parquet", b"", ["a.parquet: expected Parquet, got "]),
        ],
    )
    def test_bad_rows_are_named_and_the_others_are_done(
        self, tmp_path: Path, name: str, data: bytes, problems: list[str]
    ) -> None:
        path = tmp_path / name
        path.write_bytes(data)
        done = run("--format", "jsonl", path, "-", stdin=ANN.encode())
        assert done.returncode == (1 if problems else 0)
        told = done.stderr.decode().splitlines()
        for line, problem in zip(told, problems, strict=True):
            assert line.startswith(f"quotekit: {tmp_path / problem}")
        records = [json.loads(line) for line in done.stdout.decode().splitlines()]
        assert [r["id"] for r in records] == (["3", "stdin"] if len(problems) > 1 else ["stdin"])

    def test_bad_rows_of_parquet(self, tmp_path: Path) -> None:
        path = tmp_path / "rows.parquet"
        parquet.write_table(pyarrow.table({"id": ["a", None, "c"], "text": [None, "x", ANN]}), path)
        done = run("--format", "jsonl", path)
        assert done.returncode == 1
        assert [json.loads(line)["id"] for line in done.stdout.decode().splitlines()] == ["c"]
        assert done.stderr.decode().splitlines() == [
            f'quotekit: {path}: row 1: expected text in the column "text", got nothing',
            f'quotekit: {path}: row 2: expected text in the column "id", got nothing',
        ]
        parquet.write_table(pyarrow.table({"id": ["a"]}), path)
        done = run(path)
        assert done.returncode == 1
        assert "expected columns called \"text\", got 'id'" in done.stderr.decode()
