"""Fuzzing: a little of it on every run, what was once found, and that a fault would be found and shrunk."""

from __future__ import annotations

import json
import math
import random
import re
import statistics
import subprocess
import sys
from collections import Counter
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import attrs
import fuzz_targets
import pytest
from fuzzing import cases, commands, documents, excerpts, samples, texts
from fuzzing.__main__ import main
from fuzzing.engines import ENGINES
from fuzzing.guided import seeds
from fuzzing.hunt import Budget, Tally
from fuzzing.targets import TARGETS, Target
from hypothesis import given
from hypothesis import strategies as st

from quotekit.document import QuotedSpan, Span, Tokenized
from quotekit.matcher import MarkMatcher
from quotekit.pipeline import Pipeline
from quotekit.testing import assert_offsets

pytest.importorskip("click")
FOUND = sorted(cases.FOUND.glob("*.json"))
needs_atheris = pytest.mark.skipif(not find_spec("atheris"), reason="needs atheris: pip install --group fuzz")
every_engine = pytest.mark.parametrize(
    "engine", ["random", "hypothesis", pytest.param("atheris", marks=needs_atheris)]
)


def hunted(engine: str, target: Target, *, inputs: int, seconds: float = math.inf, seed: int = 1) -> Tally:
    tally = Tally()
    ENGINES[engine](target, Budget(inputs=inputs, seconds=seconds, seed=seed), tally)
    return tally


@pytest.mark.parametrize("name", TARGETS)
def test_nothing_is_found_in_a_few_inputs(name: str) -> None:
    tally = hunted("random", TARGETS[name], inputs=200, seed=11)
    assert tally.found == []
    assert tally.inputs == 200


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.stem)
def test_what_was_once_found_stays_mended(path: Path) -> None:
    case = cases.read(path)
    if case.target in excerpts.LANGUAGES and case.target not in TARGETS:
        pytest.skip("the network for other languages is not in this checkout")
    TARGETS[case.target].check(case.input)


@pytest.mark.slow
@pytest.mark.parametrize("name", TARGETS)
def test_nothing_is_found_in_many_inputs(name: str) -> None:
    tally = hunted("hypothesis", TARGETS[name], inputs=20_000, seconds=600, seed=random.randrange(10**6))
    assert [TARGETS[name].make(data) for data, _ in tally.found] == []


@every_engine
def test_a_fault_is_found_and_shrunk(engine: str) -> None:
    tally = hunted(engine, fuzz_targets.NO_GUILLEMETS, inputs=5000)
    assert [(texts.text(data), said) for data, said in tally.found] == [("«", "ValueError: expected none")]


@every_engine
def test_there_are_as_many_inputs_as_asked_for(engine: str) -> None:
    # Once Hypothesis made them up to a whole batch of 5,000.
    assert hunted(engine, fuzz_targets.NOTHING, inputs=5001).inputs == 5001


@every_engine
def test_the_clock_is_looked_at_before_every_input(engine: str) -> None:
    # Each input takes a hundredth of a second at least; Hypothesis once looked after 5,000 of them.
    assert hunted(engine, fuzz_targets.SLEEPS, inputs=100_000, seconds=0.5).inputs <= 50


def test_shrinking_ends_with_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    late: list[bool] = []
    monkeypatch.setattr("fuzzing.hunt.Hunt.is_late", property(lambda _: bool(late)))

    def fails(text: str) -> None:
        if len(text) > 20:
            late.append(True)
            raise ValueError("expected less")

    for engine in ("random", "hypothesis"):
        late.clear()
        (found,) = hunted(engine, Target(texts.text, fails), inputs=5000).found
        assert found[1] == "ValueError: expected less"
        assert len(late) == 1, engine


@needs_atheris
def test_atheris_tries_long_inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Without seeds and with libFuzzer's own control of lengths they had six bytes at most.
    path = tmp_path / "lengths"
    monkeypatch.setenv("QUOTEKIT_RECORDED", str(path))
    assert hunted("atheris", fuzz_targets.RECORDED, inputs=600).found == []
    lengths = [int(line) for line in path.read_text(encoding="utf-8").split()]
    assert statistics.median(lengths[-300:]) > 32
    assert 200 < max(lengths) <= 256


def test_seeds_grow_and_hold_what_was_once_found() -> None:
    given = list(seeds(TARGETS["matcher"], 1))
    lengths = list(map(len, given[:128]))
    assert lengths == sorted(lengths)
    assert (lengths[0], lengths[-1]) == (2, 256)
    kept = {cases.read(path).input for path in FOUND if path.stem.startswith(("matcher", "rules", "model"))}
    assert kept <= set(map(texts.text, given[128:]))
    assert len(list(seeds(TARGETS["reader"], 1))) == 128


@needs_atheris
def test_atheris_does_every_target_and_tells(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tokenizer", "matcher", "--engine", "atheris", "--inputs", "50"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(" in ")[0] for line in lines] == ["tokenizer: 50 inputs", "matcher: 50 inputs"]


@needs_atheris
def test_what_atheris_says_of_modules_is_no_message_of_ours() -> None:
    assert hunted("atheris", TARGETS["command"], inputs=10).found == []


@needs_atheris
def test_what_ends_the_process_is_found() -> None:
    tally = hunted("atheris", fuzz_targets.NO_PROCESS, inputs=5000)
    ((data, said),) = tally.found
    assert "«" in texts.text(data)
    assert said.startswith("crash: the process ended with exit code ")


@needs_atheris
def test_a_process_that_cannot_start_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("fuzzing.guided._CHILD", "raise SystemExit('no such luck')")
        assert main(["tokenizer", "--engine", "atheris"]) == 1
    assert "exit code 1: no such luck" in capsys.readouterr().err


def test_what_takes_too_long_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fuzzing.targets._SECONDS_A_CHARACTER", 0.0)
    with pytest.raises(AssertionError, match=r"expected at most .* got 0\.0 s for 3"):
        TARGETS["tokenizer"](bytes([0, 0, 0, 1]))


def test_long_and_odd_inputs_come() -> None:
    source = random.Random(0)
    made = [texts.text(source.randbytes(30)) for _ in range(4000)]
    assert max(map(len, made)) > 20_000
    assert len(texts.PIECES) <= 256
    for piece in ("\ud800", "\x00", "\u2029", "said", "``", "U.S."):
        assert any(piece in text for text in made), piece


@given(st.text() | st.lists(st.sampled_from(texts.PIECES)).map("".join))
def test_texts_go_back_to_bytes(text: str) -> None:
    assert texts.text(texts.data_of(text)) == text
    assert excerpts.text(texts.data_of(text)) == text


@pytest.mark.parametrize("pool", ["news", "novels", *excerpts.LANGUAGES])
def test_half_of_the_texts_are_real_sentences_cut_at_their_words(pool: str) -> None:
    source = random.Random(1)
    held = excerpts.pool_of(pool)
    assert len(held.sentences) > 150
    assert len(held.words) > 1000
    datas = [source.randbytes(int(48 * source.random() ** 2) + 2) for _ in range(400)]
    real = [data for data in datas if excerpts.text(data, pool=pool) != texts.text(data)]
    assert 140 < len(real) < 260
    made = [excerpts.text(data, pool=pool) for data in real]
    assert all(made)
    # Cut within a sentence at the end more often than not, and at the beginning now and then.
    ends = sum(not text.endswith(tuple(sentence[-4:] for sentence in held.sentences)) for text in made)
    begins = sum(not text.startswith(tuple(sentence[:4] for sentence in held.sentences)) for text in made)
    assert ends > len(made) // 2
    assert begins > len(made) // 5
    assert made == [excerpts.text(data, pool=pool) for data in real]


def test_each_edit_changes_words_as_it_says() -> None:
    pool = excerpts.Pool(("Ann Lee left. ", "Bo wept.\n\n"), ("x", "y"))
    first = [0, 0, 0, 0]

    def edited(kind: int, place: int, chosen: int) -> str:
        return excerpts.excerpt(bytes([0, 0, *first, kind, 0, place, chosen]), pool)

    assert edited(0, 1, 1) == "Ann Lee left. Bo wept.\n\n"
    assert edited(3, 2, 0) == "Ann  left. "
    assert edited(4, 0, 1) == "Ann Ann Lee left. "
    assert edited(5, 2, 1) == "Ann y left. "
    assert edited(6, 2, 0) == "Ann xLee left. "
    assert edited(14, 2, 0) == "Ann x Lee left. "
    assert edited(7, 2, 3) == "Ann Lee\n\nleft. "
    assert excerpts.excerpt(bytes([2, 0, *first]), pool) == "Ann Lee left"
    assert excerpts.excerpt(bytes([2, 132, *first]), pool) == "Lee left"
    assert excerpts.excerpt(bytes([0, 0, *first, 3, 0, 0, 2, 3, 0, 0, 2, 3, 0, 0, 2]), pool) == ""


def test_a_fault_at_a_cut_is_found_and_shrunk() -> None:
    def fails(text: str) -> None:
        if text.endswith("the mayor"):
            raise IndexError("expected more")

    ((data, said),) = hunted("random", Target(excerpts.text, fails), inputs=30_000, seed=2).found
    text = excerpts.text(data)
    assert said == "IndexError: expected more"
    assert text.endswith("the mayor")
    # One edit: what other sentences there were is gone.
    assert len(data) <= 7


@pytest.mark.parametrize(("name", "step", "front"), [("rules", 1, 4), ("model", 23, 47)])
def test_articles_cut_at_every_word_raise_nothing(name: str, step: int, front: int) -> None:
    """Cut at the end at every so many words, and at the beginning at every so many."""
    attribute = samples.pipeline().attribute if name == "rules" else Pipeline().attribute
    words = count(0)
    raised = []
    for id, article in excerpts.articles().items():
        sentences = excerpts.parts(article)
        for at, sentence in enumerate(sentences):
            before, after = "".join(sentences[max(0, at - 1) : at]), "".join(sentences[at + 1 : at + 2])
            for word in re.finditer(r"\w+|[^\w\s]", sentence):
                number = next(words)
                cut = []
                if number % step == 0:
                    cut.append(before + sentence[: word.end()])
                if number % front == 0:
                    cut.append(sentence[word.start() :] + after)
                for text in cut:
                    try:
                        assert_offsets(attribute(text))
                    except Exception as error:
                        raised.append((id, text, repr(error)))
    assert raised == []
    assert next(words) > 12_000


def bytes_of(source: random.Random) -> bytes:
    return source.randbytes(int(48 * source.random() ** 2) + 1)


def test_files_and_calls_are_both_taken_and_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: Counter[object] = Counter()
    written, forms = documents.written, list(documents.FILES)
    source = random.Random(5)
    for form in [*forms, "json"]:
        monkeypatch.setattr(documents, "written", lambda _, form=form: seen.update([(form, "taken")]))
        for _ in range(60):
            if form == "json":
                documents.reader(documents.as_json(bytes_of(source)))
            else:
                mode = 3 * source.randrange(85) + forms.index(form)
                documents.formats(documents.as_file(bytes([mode]) + bytes_of(source)))
    assert all(10 < seen[form, "taken"] < 60 for form in [*forms, "json"]), seen
    monkeypatch.setattr(documents, "written", written)
    from quotekit import cli

    def called(arguments: list[str]) -> int:
        code = real(arguments)
        seen[arguments[0], code] += 1
        return code

    real = cli.main
    monkeypatch.setattr(cli, "main", called)
    for _ in range(150):
        commands.command(commands.call(bytes_of(source)))
    assert all(seen[name, code] for name in ("attribute", "compare", "evaluate") for code in (0, 1)), seen


@pytest.mark.parametrize("name", ["reader", "formats"])
def test_a_writer_that_raises_is_found(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(document: object) -> str:
        raise IndexError("expected another")

    monkeypatch.setattr(documents, "utf8_records", broken)
    assert [said for _, said in hunted("random", TARGETS[name], inputs=100).found] == [
        "IndexError: expected another"
    ]


@pytest.mark.parametrize("name", ["matcher", "rules"])
def test_a_quoted_span_with_a_fault_is_found(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = MarkMatcher.match
    for changes, message in (
        ({"depth": 5}, "expected 0, the number of quoted spans around it, got 5"),
        ({"closing": "unclosed"}, "expected closed or mismatched where there is a closing mark"),
    ):

        def faulty(self: MarkMatcher, tokenized: Tokenized, changes: Any = changes) -> tuple[QuotedSpan, ...]:
            return tuple(attrs.evolve(one, **changes) for one in real(self, tokenized))

        monkeypatch.setattr(MarkMatcher, "match", faulty)
        with pytest.raises(AssertionError, match=message):
            TARGETS[name].of("“It is over,” said Ann Lee.")

    def shifted(self: MarkMatcher, tokenized: Tokenized) -> tuple[QuotedSpan, ...]:
        (one,) = real(self, tokenized)
        end = Span(one.span.start, one.span.end - 3, tokenized.text)
        return (attrs.evolve(one, span=end, close=None, closing="unclosed"),)

    monkeypatch.setattr(MarkMatcher, "match", shifted)
    with pytest.raises(AssertionError, match="expected it to end with a token"):
        TARGETS[name].of("“It is over,” said Ann Lee.")


def test_a_command_that_fails_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotekit.cli.main", lambda arguments: 2)
    assert "expected 0 or a message, got 2" in hunted("random", TARGETS["command"], inputs=20).found[0][1]


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tokenizer", "--inputs", "20", "--seed", "3"]) == 0
    assert capsys.readouterr().out.startswith("tokenizer: 20 inputs in ")
    with pytest.raises(SystemExit, match="2"):
        main(["tokeniser"])
    assert "expected targets of tokenizer, matcher" in capsys.readouterr().err
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    assert ", ".join(TARGETS) in " ".join(capsys.readouterr().out.split())


def test_kept_cases_are_replayed_by_their_target(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(TARGETS, "matcher", fuzz_targets.NO_GUILLEMETS)
    fails = cases.keep(tmp_path, cases.Case("matcher", "a «b\ud800", "once"))
    holds = cases.keep(tmp_path, cases.Case("tokenizer", "a «b", "once"))
    assert main(["--replay", str(fails), str(holds), "--found", str(tmp_path / "again")]) == 1
    told = capsys.readouterr()
    assert [line.partition(" in ")[0] for line in told.out.splitlines()] == [
        "matcher: 1 inputs",
        "tokenizer: 1 inputs",
    ]
    assert told.out.splitlines()[0].endswith("1 found")
    assert told.err == "  'a \\xabb\\ud800'\n  ValueError: expected none\n"
    (again,) = (tmp_path / "again").iterdir()
    assert cases.read(again) == cases.Case("matcher", "a «b\ud800", "ValueError: expected none")


def test_bytes_are_replayed_by_the_named_targets(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "crash"
    path.write_bytes(bytes([0, 30, 40]))
    assert main(["matcher", "tokenizer", "--replay", str(path)]) == 0
    assert capsys.readouterr().out.count(": 1 inputs in ") == 2


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "expected JSON"),
        ("[1]", "expected an object with the strings target, input, found"),
        ('{"target": "matcher", "input": 1, "found": ""}', "expected an object with the strings"),
        ('{"target": "a", "input": "", "found": ""}', "expected a target of tokenizer, matcher"),
        (None, "No such file"),
    ],
)
def test_what_is_no_kept_case_is_refused(
    content: str | None, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "case.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(SystemExit, match="2"):
        main(["--replay", str(path)])
    assert message in " ".join(capsys.readouterr().err.split())


def test_a_found_case_is_kept_in_ascii(tmp_path: Path) -> None:
    case = cases.Case("matcher", "“\ud800", "AssertionError: no")
    path = cases.keep(tmp_path / "found", case)
    assert path.read_bytes().isascii()
    assert cases.read(path) == case
    assert list(json.loads(path.read_bytes())) == ["target", "input", "found"]


def test_a_missing_engine_says_which_group_brings_it() -> None:
    script = (
        "import sys; sys.modules['atheris'] = None\n"
        "from fuzzing.__main__ import main; main(['--engine', 'atheris'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=Path(__file__).parent, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "the engine atheris is not installed: pip install --group fuzz" in done.stderr
