"""Fuzzing: a little of it on every run, what was once found, and that a fault would be found and shrunk."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from quotekit.fuzz import inputs
from quotekit.fuzz.__main__ import keep, main
from quotekit.fuzz.engines import ENGINES, Budget, Tally
from quotekit.fuzz.targets import TARGETS, Target

pytest.importorskip("click")
FOUND = sorted((Path(__file__).parent / "found").glob("*.json"))


@pytest.mark.parametrize("name", TARGETS)
def test_nothing_is_found_in_a_few_inputs(name: str) -> None:
    tally = Tally()
    ENGINES["random"](TARGETS[name], Budget(inputs=200, seconds=60, seed=11), tally)
    assert tally.found == []
    assert tally.inputs == 200


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.stem)
def test_what_was_once_found_stays_mended(path: Path) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    TARGETS[case["target"]].check(case["input"])


@pytest.mark.slow
@pytest.mark.parametrize("name", TARGETS)
def test_nothing_is_found_in_many_inputs(name: str) -> None:
    tally = Tally()
    ENGINES["hypothesis"](
        TARGETS[name], Budget(inputs=20_000, seconds=600, seed=random.randrange(10**6)), tally
    )
    assert [TARGETS[name].make(data) for data, _ in tally.found] == []


def no_guillemets(text: str) -> None:
    if "«" in text:
        raise ValueError("expected none")


@pytest.mark.parametrize("engine", ["random", "hypothesis"])
def test_a_fault_is_found_and_shrunk(engine: str) -> None:
    tally = Tally()
    target = Target(inputs.text, no_guillemets)
    ENGINES[engine](target, Budget(inputs=5000, seconds=60, seed=1), tally)
    assert [(inputs.text(data), said) for data, said in tally.found] == [("«", "ValueError: expected none")]


def test_what_takes_too_long_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotekit.fuzz.targets._SECONDS_A_CHARACTER", 0.0)
    with pytest.raises(AssertionError, match=r"expected at most .* got 0\.0 s for 3"):
        TARGETS["tokenizer"](bytes([0, 0, 0, 1]))


def test_long_and_odd_inputs_come() -> None:
    source = random.Random(0)
    texts = [inputs.text(source.randbytes(30)) for _ in range(2000)]
    assert max(map(len, texts)) > 20_000
    for piece in ("\ud800", "\x00", "\u2029", "said", "``", "U.S."):
        assert any(piece in text for text in texts), piece
    documents = [inputs.document_json(source.randbytes(12)) for _ in range(500)]
    assert len(set(documents)) > 400


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tokenizer", "--inputs", "20", "--seed", "3"]) == 0
    assert capsys.readouterr().out.startswith("tokenizer: 20 inputs in ")
    replayed = tmp_path / "crash"
    replayed.write_bytes(bytes([0, 30, 40]))
    assert main(["matcher", "--replay", str(replayed)]) == 0
    with pytest.raises(SystemExit, match="2"):
        main(["tokeniser"])
    assert "expected targets of tokenizer, matcher" in capsys.readouterr().err


def test_a_found_case_is_kept_in_ascii(tmp_path: Path) -> None:
    path = keep(tmp_path / "found", "matcher", "“\ud800", "AssertionError: no\nmore")
    assert path.read_bytes().isascii()
    assert json.loads(path.read_text(encoding="utf-8")) == {
        "target": "matcher",
        "input": "“\ud800",
        "found": "AssertionError: no",
    }


def test_a_missing_engine_says_which_extra_brings_it() -> None:
    script = (
        "import sys; sys.modules['atheris'] = None\n"
        "from quotekit.fuzz.__main__ import main; main(['--engine', 'atheris'])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert 'pip install "quotekit[fuzz]"' in done.stderr
