"""The command line, run as a process: formats, inputs, what goes wrong and with which exit code."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from commands import run

import quotekit

pytest.importorskip("click")
pytest.importorskip("rich")
pytest.importorskip("tqdm")

ANN = "“Rain stops play,” said Ann Lee.\n"
BO = "“It is wet,” said Bo Khan. “Go home,” he said.\n"


def run_alone(*arguments: object, env: dict[str, str]) -> subprocess.CompletedProcess[bytes]:
    """Run a command in a process of its own, which imports its packages anew."""
    command = [sys.executable, "-m", "quotekit", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, env={**os.environ, **env}, timeout=60)


def without(package: str, folder: Path) -> dict[str, str]:
    """Return an environment where a package fails to import as one that is not there does."""
    (folder / f"{package}.py").write_text(f"raise ModuleNotFoundError(name={package!r})", encoding="utf-8")
    return {"PYTHONPATH": os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")])}


def records(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.decode().split("\n") if line]


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    ann, bo = tmp_path / "ann.txt", tmp_path / "bo.v2.txt"
    ann.write_bytes(ANN.encode())
    bo.write_bytes(BO.encode())
    return ann, bo


class TestFormats:
    def test_jsonl_has_exactly_this_shape(self, files: tuple[Path, Path]) -> None:
        done = run("attribute", "--format", "jsonl", *files)
        assert (done.returncode, done.stderr) == (0, b"")
        first, second = records(done)
        (quotation,) = quotekit.attribute(ANN).quotations
        assert first == {
            "id": "ann",
            "quotations": [
                {
                    "type": "direct",
                    "act": "speech",
                    "content": [{"start": 0, "end": 18, "text": "“Rain stops play,”"}],
                    "cue": [{"start": 19, "end": 23, "text": "said"}],
                    "source": [{"start": 24, "end": 31, "text": "Ann Lee"}],
                    "speaker": {"name": "Ann Lee", "kind": "person"},
                    "confidence": round(quotation.confidence, 2),
                    "speaker_confidence": round(quotation.speaker_confidence, 2),
                    "rule": quotation.rule,
                    "inside": None,
                    "addressee": None,
                }
            ],
        }
        assert list(first) == ["id", "quotations"]
        assert list(first["quotations"][0]) == [
            "type",
            "act",
            "content",
            "cue",
            "source",
            "speaker",
            "confidence",
            "speaker_confidence",
            "rule",
            "inside",
            "addressee",
        ]
        assert second["id"] == "bo.v2"
        assert [q["speaker"]["name"] for q in second["quotations"]] == ["Bo Khan", "Bo Khan"]
        assert "“Rain stops play,”".encode() in done.stdout

    def test_with_the_text_it_is_the_document(self, files: tuple[Path, Path]) -> None:
        done = run("attribute", "--format", "jsonl", "--text", files[0])
        (record,) = records(done)
        assert (record["id"], record["text"]) == ("ann", ANN)
        assert quotekit.Document.from_json(done.stdout.decode()) == quotekit.attribute(ANN)
        for quotation in record["quotations"]:
            for span in quotation["content"] + quotation["cue"] + quotation["source"]:
                assert record["text"][span["start"] : span["end"]] == span["text"]

    def test_json_is_one_list_of_the_same(self, files: tuple[Path, Path]) -> None:
        done = run("attribute", "--format", "json", *files)
        assert json.loads(done.stdout) == records(run("attribute", "--format", "jsonl", *files))
        assert json.loads(run("attribute", "--format", "json", stdin=b"").stdout)[0]["quotations"] == []
        nothing = run("attribute", "--format", "json", files[0].parent / "none.txt")
        assert (nothing.returncode, json.loads(nothing.stdout)) == (1, [])

    def test_a_piped_table_is_plain_lines_with_tabs(self, files: tuple[Path, Path]) -> None:
        done = run("attribute", *files)
        assert (done.returncode, done.stderr) == (0, b"")
        lines = [line.split("\t") for line in done.stdout.decode().split("\n") if line]
        assert lines[0] == [
            "document",
            "speaker",
            "type",
            "act",
            "confidence",
            "speaker_confidence",
            "cue",
            "source",
            "content",
        ]
        assert [(line[0], line[1], line[2], line[8]) for line in lines[1:]] == [
            ("ann", "Ann Lee", "direct", "“Rain stops play,”"),
            ("bo.v2", "Bo Khan", "direct", "“It is wet,”"),
            ("bo.v2", "Bo Khan", "direct", "“Go home,”"),
        ]
        assert b"\x1b" not in done.stdout

    def test_control_characters_do_not_reach_the_table(self) -> None:
        done = run("attribute", stdin="“Rain \x1b[31mstops\x07\tplay,” said Ann Lee.".encode())
        assert "“Rain \ufffd[31mstops\ufffd play,”" in done.stdout.decode()

    def test_no_text_turns_the_direction_of_the_columns_after_it(self, tmp_path: Path) -> None:
        table = tmp_path / "table.jsonl"
        turned = "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
        rows = [
            {
                "id": f"a{turn}",
                "text": f"“The old bridge stays {turn}shut until the goats leave it,” said Ann Lee.",
            }
            for turn in turned
        ]
        table.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        for done in (
            run("attribute", table, f"none{turned}.txt"),
            run("speakers", "--said", table),
            run("compare", table),
        ):
            assert "Ann Lee" in done.stdout.decode()
            assert not set(turned) & set((done.stdout + done.stderr).decode())

    def test_control_characters_do_not_reach_standard_error(self, tmp_path: Path) -> None:
        table = tmp_path / "\x1b[31mred.jsonl"
        table.write_text('{"id": "\\u001b[2Ja", "text": 1}\n', encoding="utf-8")
        odd = {"id": "\x1b]0;title\x07", "text": "a"}
        again = tmp_path / "again.jsonl"
        again.write_text("".join(json.dumps({**odd, "text": text}) + "\n" for text in "ab"), encoding="utf-8")
        for done in (
            run("attribute", table, tmp_path / "\x1b[1mnone.txt"),
            run("attribute", "--format", "\x1b[1mnone"),
            run("attribute", "-o", tmp_path / "\x1b[1mnone" / "out.csv", again),
            run("compare", "--archive", tmp_path / "archive", again, again),
        ):
            assert done.returncode in (0, 1, 2)
            assert b"\x1b" not in done.stderr
            assert b"\x07" not in done.stderr
            assert done.returncode == 0 or done.stderr

    def test_line_ends_of_other_alphabets_and_lone_surrogates_are_escaped(self, tmp_path: Path) -> None:
        path = tmp_path / "odd.jsonl"
        path.write_text(
            json.dumps({"id": "\ud800", "text": "a\u2028b\u0085c\ud83d"}) + "\n", encoding="ascii"
        )
        done = run("attribute", "--format", "jsonl", "--text", path)
        (line,) = done.stdout.decode().splitlines()
        assert line.startswith('{"id": "\\ud800", "schema": 2, "text": "a\\u2028b\\u0085c\\ud83d", ')

    @pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
    def test_a_table_on_a_terminal(self, files: tuple[Path, Path]) -> None:
        import fcntl
        import pty
        import struct
        import termios

        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("4H", 40, 100, 0, 0))
        with subprocess.Popen(
            [sys.executable, "-m", "quotekit", "attribute", *map(str, files)],
            stdout=theirs,
            stderr=theirs,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "TERM": "xterm"},
        ) as process:
            os.close(theirs)
            shown = b""
            while True:
                try:
                    data = os.read(ours, 65536)
                except OSError:  # how Linux says that the other end is closed
                    break
                if not data:
                    break
                shown += data
            os.close(ours)
        assert process.returncode == 0
        text = shown.decode()
        assert "ann" in text
        assert "Ann Lee" in text
        assert "“It is wet,”" in text
        assert "\x1b[1m" in text  # the names stand out
        assert "2/2" in text  # the bar of two files


class TestInputs:
    def test_standard_input(self) -> None:
        for arguments in ([], ["-"]):
            (record,) = records(run("attribute", "--format", "jsonl", *arguments, stdin=ANN.encode()))
            assert record["id"] == "stdin"
            assert record["quotations"][0]["speaker"]["name"] == "Ann Lee"

    def test_lines_of_json_bring_their_ids(self, tmp_path: Path) -> None:
        path = tmp_path / "many.JSONL"
        lines = [{"id": "x/1", "text": ANN, "more": [1]}, {"text": BO, "id": "x/2"}]
        path.write_text("\n\n".join(json.dumps(line) for line in lines), encoding="utf-8")
        done = run("attribute", "--format", "jsonl", path)
        assert (done.returncode, done.stderr) == (0, b"")
        assert [r["id"] for r in records(done)] == ["x/1", "x/2"]

    def test_a_byte_order_mark_is_no_text(self, tmp_path: Path) -> None:
        plain, lines = tmp_path / "a.txt", tmp_path / "b.jsonl"
        plain.write_bytes(b"\xef\xbb\xbf" + ANN.encode())
        lines.write_bytes(b"\xef\xbb\xbf" + json.dumps({"id": "b", "text": ANN}).encode())
        first, second = records(run("attribute", "--format", "jsonl", "--text", plain, lines))
        assert first["text"] == second["text"] == ANN
        assert first["quotations"] == second["quotations"]
        assert first["quotations"][0]["content"][0]["start"] == 0

    def test_line_ends_are_kept(self, tmp_path: Path) -> None:
        path = tmp_path / "dos.txt"
        path.write_bytes(b"Rain.\r\n\r\n" + ANN.encode())
        (record,) = records(run("attribute", "--format", "jsonl", "--text", path))
        assert record["text"] == "Rain.\r\n\r\n" + ANN
        assert record["quotations"][0]["content"][0]["start"] == 9

    @pytest.mark.parametrize("workers", [0, 2])
    def test_many_files_in_order(self, tmp_path: Path, workers: int) -> None:
        paths = [tmp_path / f"{i}.txt" for i in range(7)]
        for path in paths:
            path.write_bytes(ANN.encode())
        done = run("attribute", "--format", "jsonl", "--workers", workers, *paths)
        assert (done.returncode, done.stderr) == (0, b"")
        assert [r["id"] for r in records(done)] == [str(i) for i in range(7)]
        assert len({json.dumps(r["quotations"]) for r in records(done)}) == 1


class TestProblems:
    def test_what_cannot_be_read_is_named_and_the_others_are_done(
        self, tmp_path: Path, files: tuple[Path, Path]
    ) -> None:
        missing, latin, folder = tmp_path / "missing.txt", tmp_path / "latin.txt", tmp_path / "folder"
        latin.write_bytes("Ann Lee: “caf".encode() + b"\xe9")
        folder.mkdir()
        done = run("attribute", "--format", "jsonl", files[0], missing, latin, folder, files[1])
        assert done.returncode == 1
        assert [r["id"] for r in records(done)] == ["ann", "bo.v2"]
        third, first, second = done.stderr.decode().splitlines()
        assert first == f"quotekit: {missing}: No such file or directory"
        assert second == (
            f"quotekit: {latin}: expected UTF-8, got byte 0xe9 at byte offset 15 (unexpected end of data)"
            "; see --encoding"
        )
        assert third.startswith(f"quotekit: {folder}: ")

    def test_bad_lines_of_json_are_named_and_the_others_are_done(self, tmp_path: Path) -> None:
        path = tmp_path / "many.jsonl"
        good = json.dumps({"id": "good", "text": ANN}).encode()
        none = [b"{", b"[]", b'{"id": "x"}', b'{"id": true, "text": ""}']
        bad = [*none, b'"\xff"', b"[" * 200_000, b"1" * 5_000]
        path.write_bytes(b"\n".join([good, *bad, good]))
        done = run("attribute", "--format", "jsonl", path)
        assert done.returncode == 1
        assert [r["id"] for r in records(done)] == ["good", "good"]
        told = done.stderr.decode().splitlines()
        expected = 'expected a JSON object with a string or whole number "id" and a string "text", got'
        offset = len(b"\n".join([good, *none])) + 2
        for line, message in zip(
            told,
            [
                f"line 2: {expected} no JSON: ",
                f"line 3: {expected} another JSON value",
                f'line 4: {expected} none called "text"',
                f'line 5: {expected} another value for "id"',
                f"line 6: expected UTF-8, got byte 0xff at byte offset {offset} (invalid start byte)",
                f"line 7: {expected} JSON nested too deeply",
                f"line 8: {expected} ",
            ],
            strict=True,
        ):
            assert line.startswith(f"quotekit: {path}: {message}")

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["--colour"], "No such option"),
            (["attribute", "--format", "xml"], "'xml'"),
            (["attribute", "--workers", "-1"], "-1"),
            (["attribute", "--workers", "two"], "two"),
            (["attribute", "--profile", "magic"], "magic"),
            (["attribute", "--text"], "--text goes with --format json or jsonl"),
            (["attribuet"], "attribuet"),
            (["evaluate"], "GOLD"),
            ([], "Usage"),
        ],
        ids=lambda value: " ".join(value) if isinstance(value, list) else "",
    )
    def test_wrong_usage_is_2(self, arguments: list[str], message: str) -> None:
        done = run(*arguments)
        assert (done.returncode, done.stdout) == (2, b"")
        assert message in done.stderr.decode()

    @pytest.mark.parametrize("package", ["click", "rich", "tqdm"])
    def test_a_missing_extra_is_named(self, tmp_path: Path, package: str) -> None:
        done = run_alone("attribute", env=without(package, tmp_path))
        assert (done.returncode, done.stdout) == (2, b"")
        assert done.stderr.decode().strip() == (
            f"quotekit: the command line needs {package}, which is not installed: "
            'pip install "quote-attribution[cli]"'
        )

    @pytest.mark.parametrize(("form", "package"), [("html", "jinja2"), ("parquet", "pyarrow")])
    def test_a_missing_extra_costs_no_file(self, tmp_path: Path, form: str, package: str) -> None:
        kept = tmp_path / "kept"
        kept.write_text("yesterday's", encoding="utf-8")
        done = run_alone("attribute", "--format", form, "-o", kept, env=without(package, tmp_path))
        assert (done.returncode, done.stdout) == (2, b"")
        assert f"needs {package}, which is not installed" in done.stderr.decode()
        assert kept.read_text(encoding="utf-8") == "yesterday's"

    @pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no disk that is always full")
    def test_a_full_disk_is_named(self) -> None:
        done = run("attribute", "-o", "/dev/full", stdin=ANN.encode())
        assert done.returncode == 1
        assert done.stderr.decode() == "quotekit: the output: No space left on device\n"

    @pytest.mark.skipif(os.name != "posix", reason="pipes and signals as on Unix")
    def test_a_closed_pipe_is_no_news(self, tmp_path: Path) -> None:
        path = tmp_path / "many.jsonl"
        path.write_text("\n".join([json.dumps({"id": "a", "text": ANN * 50})] * 50), encoding="utf-8")
        with subprocess.Popen(
            [sys.executable, "-m", "quotekit", "attribute", "--profile", "rules", "--format", "jsonl", path],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.readline()
            process.stdout.close()
            assert process.stderr.read() == b""
        assert process.returncode == 1

    @pytest.mark.skipif(os.name != "posix", reason="pipes and signals as on Unix")
    @pytest.mark.parametrize("workers", ["0", "2"])
    def test_ctrl_c_is_130_and_quiet(self, tmp_path: Path, workers: str) -> None:
        pipe = tmp_path / "pipe.jsonl"
        os.mkfifo(pipe)
        with subprocess.Popen(
            [sys.executable, "-m", "quotekit", "attribute", "--workers", workers, str(pipe)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        ) as process:
            assert process.stderr is not None
            with open(pipe, "wb") as file:  # opens when the process does: it runs by then
                file.write(b'{"id": "a", "text": "a"}\n' * 3)
                file.flush()
                time.sleep(0.5)
                os.killpg(process.pid, signal.SIGINT)
                assert process.stderr.read().strip() == b""
        assert process.returncode == 130


GOLD = {
    "id": "ann",
    "text": ANN,
    "quotes": [
        {
            "content": [[0, 18]],
            "cue": [[19, 23]],
            "source": [[24, 31]],
            "type": "direct",
            "speaker": "Ann Lee",
        }
    ],
}


class TestEvaluate:
    @pytest.fixture
    def gold(self, tmp_path: Path) -> Path:
        path = tmp_path / "gold.jsonl"
        path.write_text(json.dumps(GOLD) + "\n", encoding="utf-8")
        return path

    def test_without_predictions_the_texts_are_attributed(self, gold: Path) -> None:
        done = run("evaluate", gold, "--format", "json", "--resamples", "10")
        assert (done.returncode, done.stderr) == (0, b"")
        report = json.loads(done.stdout)
        assert report["articles"] == 1
        assert report["scores"][0]["types"] == ["direct"]
        assert report["scores"][0]["who"] == {
            "precision": 100.0,
            "recall": 100.0,
            "f": 100.0,
            "interval": [100.0, 100.0],
        }
        assert 0 <= report["calibration"]["error"] <= 1

    def test_predictions_of_either_form(self, gold: Path, tmp_path: Path) -> None:
        ours = tmp_path / "ours.jsonl"
        text = tmp_path / "ann.txt"
        text.write_bytes(ANN.encode())
        ours.write_bytes(run("attribute", "--format", "jsonl", text).stdout)
        tables = [run("evaluate", gold, pred, "--seed", "7").stdout.decode() for pred in (gold, ours)]
        for table in tables:
            lines = [line.split() for line in table.splitlines()]
            assert ["direct", "gold", "1,", "predicted", "1"] in lines
            assert ["who", "100.0", "100.0", "100.0", "100.0–100.0"] in lines
        assert "expected calibration error" not in tables[0]
        assert "expected calibration error of confidence: " in tables[1]
        assert "expected calibration error of speaker_confidence: " in tables[1]

    def test_what_cannot_be_read_is_named(self, gold: Path, tmp_path: Path) -> None:
        missing, bad = tmp_path / "missing.jsonl", tmp_path / "bad.jsonl"
        bad.write_text('{"id": "ann"}\n', encoding="utf-8")
        for arguments, message in [
            ([missing], f"quotekit: {missing}: No such file or directory"),
            ([gold, bad], f'quotekit: {bad}: line 1: expected a list as "quotes", got nothing'),
        ]:
            done = run("evaluate", *arguments)
            assert (done.returncode, done.stdout) == (1, b"")
            assert done.stderr.decode().strip() == message


def test_help_and_version() -> None:
    for arguments in (["--help"], ["attribute", "-h"], ["evaluate", "--help"]):
        done = run(*arguments)
        assert done.returncode == 0
        assert b"Usage: quotekit" in done.stdout
    # No command's line in the list is cut short.
    assert "..." not in run("--help").stdout.decode().partition("Commands:")[2]
    assert run("--version").stdout.decode().split()[0] == "quotekit,"
