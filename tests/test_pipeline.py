"""The composition: stages replaced, bad arguments refused, many texts in order, workers that die."""

from __future__ import annotations

import contextlib
import gc
import itertools
import multiprocessing
import os
import re
import signal
import subprocess
import sys
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import attrs
import pytest
from small_stages import Frail, LineTokenizer, SaidAttributor, small_pipeline

import quotekit
from quotekit import Document, Documents, Pipeline, Quotation, QuotedSpan, Span, Tokenized
from quotekit.errors import WorkerError
from quotekit.speakers import NameResolver
from quotekit.tokenizer import EnglishTokenizer

# Newer Pythons warn of forks beside threads, which may be any earlier test's.
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")

posix = pytest.mark.skipif(os.name != "posix", reason="signals and process ids as on Unix")

METHODS = multiprocessing.get_all_start_methods()


def said(name: str) -> str:
    return f"“Rain stops play,” said {name}."


def names(documents: Iterator[Document]) -> list[str]:
    return [q.speaker.name for document in documents for q in document.quotations if q.speaker]


@pytest.fixture(params=METHODS)
def start_method(request: pytest.FixtureRequest) -> Iterator[str]:
    before = multiprocessing.get_start_method(allow_none=True)
    multiprocessing.set_start_method(request.param, force=True)
    yield request.param
    multiprocessing.set_start_method(before, force=True)


@pytest.fixture
def no_garbage_collection() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


class TestStages:
    def test_the_document_holds_what_the_stages_made(self) -> None:
        text = said("Ann")
        document = small_pipeline().attribute(text)
        assert document.text is text
        assert [t.text for t in document.tokens] == ["“Rain", "stops", "play,”", "said", "Ann."]
        assert [p.text for p in document.paragraphs] == [text]
        assert [q.span.text for q in document.quoted] == ["“Rain stops play,”"]
        assert [(q.content_text, q.speaker.name, q.confidence) for q in document.quotations if q.speaker] == [
            ("“Rain stops play,”", "Ann", 0.5)
        ]
        assert document.said_by("ann") == document.quotations

    def test_each_stage_is_replaceable_and_is_told_what_the_others_made(self) -> None:
        seen: list[object] = []

        class Listening(SaidAttributor):
            def attribute(
                self, tokenized: Tokenized, quoted: tuple[QuotedSpan, ...]
            ) -> tuple[Quotation, ...]:
                seen.extend([tokenized.text, len(quoted)])
                return super().attribute(tokenized, quoted)

        pipeline = small_pipeline(attributor=Listening(confidence=0.25))
        assert pipeline.attribute(said("Ann")).quotations[0].confidence == 0.25
        assert seen == [said("Ann"), 1]

    def test_quotations_come_by_start_an_outer_one_first(self) -> None:
        class Jumbled:
            def attribute(
                self, tokenized: Tokenized, quoted: tuple[QuotedSpan, ...]
            ) -> tuple[Quotation, ...]:
                def at(start: int, end: int, inside: int | None = None) -> Quotation:
                    source = (Span(0, 1, tokenized.text),)
                    return Quotation(
                        content=(Span(start, end, tokenized.text),), source=source, inside=inside
                    )

                return (at(5, 6), at(2, 3, inside=2), at(2, 4), at(0, 1))

        document = small_pipeline(attributor=Jumbled()).attribute("abcdefgh")
        assert [(q.start, q.end, q.inside) for q in document.quotations] == [
            (0, 1, None),
            (2, 4, None),
            (2, 3, 1),
            (5, 6, None),
        ]

    @pytest.mark.parametrize(
        ("options", "message"),
        [
            ({"tokenizer": 5}, r"^tokenizer: expected an object with a method tokenize\(\), got int$"),
            ({"matcher": "“”"}, r"^matcher: expected an object with a method match\(\), got str$"),
            ({"attributor": LineTokenizer()}, r"^attributor: expected .* attribute\(\), got LineTokenizer$"),
            ({"resolver": object()}, r"^resolver: expected an object with a method resolve\(\), got object$"),
            ({"tokenizer": LineTokenizer}, r"^tokenizer: expected an object, got the class LineTokenizer"),
            ({"tokeniser": LineTokenizer()}, "tokeniser"),
        ],
        ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
    )
    def test_a_stage_without_its_method_is_refused_by_name(
        self, options: dict[str, Any], message: str
    ) -> None:
        with pytest.raises(TypeError, match=message):
            small_pipeline(**options)

    @pytest.mark.parametrize(
        ("stage", "method", "given", "message"),
        [
            (
                "tokenizer",
                "tokenize",
                "a",
                r"tokenizer\.tokenize\(\): expected .* a Tokenized, got str",
            ),
            (
                "matcher",
                "match",
                None,
                r"matcher\.match\(\): .* tuple of QuotedSpan, got NoneType",
            ),
            (
                "attributor",
                "attribute",
                ["a"],
                r"attributor\.attribute\(\): .* Quotation, got one with str",
            ),
            ("resolver", "resolve", (), r"resolver\.resolve\(\): expected .* a Resolution, got tuple"),
        ],
    )
    def test_a_stage_that_returns_something_else_is_named(
        self, stage: str, method: str, given: object, message: str
    ) -> None:
        wrong = type("Wrong", (), {method: lambda self, *stages: given})()
        with pytest.raises(TypeError, match=f"^{message}$"):
            Pipeline(profile="rules", **{stage: wrong}).attribute('"Go home," said Al Fox.')

    def test_stages_are_keyword_only(self) -> None:
        with pytest.raises(TypeError):
            Pipeline(LineTokenizer())  # type: ignore[misc]

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            (None, "text: expected str, got NoneType"),
            (b"Hello", "text: expected str, got bytes; decode it first"),
            (bytearray(b"Hello"), "text: expected str, got bytearray; decode it first"),
            (["Hello"], "text: expected str, got list"),
        ],
    )
    def test_what_is_not_text_is_refused(self, text: Any, message: str) -> None:
        with pytest.raises(TypeError) as caught:
            small_pipeline().attribute(text)
        assert str(caught.value) == message


class TestDefault:
    TEXT = '"It is over," said Ann Lee. "Nobody saw it," Bo Khan told reporters.'

    def test_attribute(self) -> None:
        document = quotekit.attribute(self.TEXT)
        assert [(q.content_text, q.speaker and q.speaker.name) for q in document.quotations] == [
            ('"It is over,"', "Ann Lee"),
            ('"Nobody saw it,"', "Bo Khan"),
        ]

    def test_threads_share_one_pipeline_and_get_the_same(self) -> None:
        texts = [said(f"Ann {chr(65 + i)}ee") + "\n\n" + self.TEXT for i in range(24)]
        alone = [quotekit.attribute(text) for text in texts]
        start = threading.Barrier(8)

        def work(part: int) -> list[Document]:
            start.wait()
            return [quotekit.attribute(text) for text in texts[part::8]]

        with ThreadPoolExecutor(8) as pool:
            parts = list(pool.map(work, range(8)))
        assert [document for i in range(24) for document in [parts[i % 8][i // 8]]] == alone

    def test_workers_give_the_same(self) -> None:
        texts = [said(f"Ann {chr(65 + i)}ee") for i in range(6)]
        alone = list(quotekit.attribute_many(texts))
        assert list(quotekit.attribute_many(texts, workers=2)) == alone


class TestMany:
    @pytest.mark.parametrize("workers", [None, 0, 1, 2, 3])
    def test_documents_come_in_order(self, workers: int | None) -> None:
        texts = [("SLEEP " if i == 1 else "") + said(f"N{i}") for i in range(20)]
        assert names(small_pipeline().attribute_many(texts, workers=workers)) == [f"N{i}" for i in range(20)]

    @pytest.mark.parametrize("workers", [None, 2])
    def test_an_endless_source_is_read_a_few_texts_ahead(self, workers: int | None) -> None:
        read = itertools.count()
        texts = (said(f"N{next(read)}") for _ in itertools.count())
        documents = small_pipeline().attribute_many(texts, workers=workers)
        assert next(read) == 0  # nothing is read before it is asked for
        assert names(itertools.islice(documents, 30)) == [f"N{i}" for i in range(1, 31)]
        assert next(read) <= 31 + 8

    def test_workers_go_on_while_a_document_is_looked_at(self, tmp_path: Path) -> None:
        folders = [tmp_path / name for name in "abc"]
        for folder in folders:
            folder.mkdir()

        def end_the_first() -> None:
            # Once both workers have a text: before, one of them might not be there yet.
            assert [len(hanging(folder, 1)) for folder in folders[:2]] == [1, 1]
            (folders[0] / "over").touch()

        documents = small_pipeline().attribute_many([f"HANG\n{folder}" for folder in folders], workers=2)
        with beside(end_the_first):
            next(documents)
        # Nobody has asked for the third text's document yet.
        assert len(hanging(folders[2], 1)) == 1
        documents.close()

    @pytest.mark.parametrize("workers", [None, 2])
    def test_no_texts_give_no_documents(self, workers: int | None) -> None:
        documents = small_pipeline().attribute_many([], workers=workers)
        assert list(documents) == []
        assert list(documents) == []

    @pytest.mark.parametrize(
        ("texts", "options", "error", "message"),
        [
            ("Hello", {}, TypeError, "texts: expected an iterable of texts, got one str"),
            (None, {}, TypeError, "texts: expected an iterable of texts, got one NoneType"),
            ([], {"workers": "2"}, TypeError, "workers: expected an int or None, got str"),
            ([], {"workers": True}, TypeError, "workers: expected an int or None, got bool"),
            ([], {"workers": -1}, ValueError, "workers: expected 0 or more, got -1"),
        ],
    )
    def test_bad_arguments_are_refused_at_once(
        self, texts: Any, options: dict[str, Any], error: type[Exception], message: str
    ) -> None:
        with pytest.raises(error) as caught:
            quotekit.attribute_many(texts, **options)
        assert str(caught.value) == message

    @pytest.mark.parametrize("workers", [None, 2])
    def test_what_one_text_raises_comes_in_its_turn_and_the_others_come_too(
        self, workers: int | None
    ) -> None:
        texts: list[Any] = [said("Ann"), None, "RAISE this", lambda: None, said("Bo")]
        documents = small_pipeline().attribute_many(texts, workers=workers)
        assert names(itertools.islice(documents, 1)) == ["Ann"]
        with pytest.raises(TypeError, match="text: expected str, got NoneType"):
            next(documents)
        with pytest.raises(LookupError if workers is None else WorkerError, match="RAISE this"):
            next(documents)
        with pytest.raises(TypeError, match="text: expected str, got function"):
            next(documents)
        assert names(documents) == ["Bo"]

    @pytest.mark.parametrize("workers", [None, 2])
    def test_a_source_that_raises_and_goes_on_is_asked_again(self, workers: int | None) -> None:
        def line(number: int) -> str:
            if number % 3 == 2:
                raise ValueError(f"line {number} is torn")
            return said(f"N{number}")

        documents = small_pipeline().attribute_many(map(line, range(12)), workers=workers)
        found: list[str] = []
        for _ in range(12):
            try:
                found += names(itertools.islice(documents, 1))
            except ValueError as error:
                found.append(str(error))
        assert found == [f"line {i} is torn" if i % 3 == 2 else f"N{i}" for i in range(12)]
        assert list(documents) == []

    @pytest.mark.parametrize("progress", [False, True])
    @pytest.mark.parametrize("workers", [None, 2])
    def test_what_is_closed_gives_nothing_more(self, workers: int | None, progress: bool) -> None:
        if progress:
            pytest.importorskip("tqdm")
        before, texts = set(multiprocessing.active_children()), itertools.repeat(said("Ann"))
        documents = small_pipeline().attribute_many(texts, workers=workers, progress=progress)
        assert isinstance(documents, Documents)
        with contextlib.closing(documents):
            assert names(itertools.islice(documents, 3)) == ["Ann"] * 3
        assert list(documents) == []
        assert set(multiprocessing.active_children()) <= before
        documents.close()
        with small_pipeline().attribute_many(texts, workers=workers, progress=progress) as documents:
            assert names(itertools.islice(documents, 3)) == ["Ann"] * 3
        assert list(documents) == []
        assert set(multiprocessing.active_children()) <= before

    @pytest.mark.parametrize("workers", [None, 2])
    def test_what_the_source_raises_comes_after_the_texts_before_it(self, workers: int | None) -> None:
        def source() -> Iterator[str]:
            yield said("Ann")
            yield "SLEEP " + said("Bo")
            raise OSError("the disk is gone")

        documents = small_pipeline().attribute_many(source(), workers=workers)
        assert names(itertools.islice(documents, 2)) == ["Ann", "Bo"]
        with pytest.raises(OSError, match="the disk is gone"):
            next(documents)
        assert list(documents) == []

    def test_progress_is_drawn_on_standard_error(self, capsys: pytest.CaptureFixture[str]) -> None:
        pytest.importorskip("tqdm")
        texts = [said(f"N{i}") for i in range(3)]
        assert names(small_pipeline().attribute_many(texts, progress=True)) == ["N0", "N1", "N2"]
        out, err = capsys.readouterr()
        assert out == ""
        assert "3/3" in err

    def test_memory_stays_flat(self) -> None:
        pipeline = small_pipeline()
        texts = (said(f"N{i}") * 20 for i in range(500))
        tracemalloc.start()
        try:
            documents = pipeline.attribute_many(texts)
            next(documents)
            gc.collect()
            before = tracemalloc.get_traced_memory()[0]
            assert sum(1 for _ in documents) == 499
            gc.collect()
            assert tracemalloc.get_traced_memory()[0] - before < 100_000
        finally:
            tracemalloc.stop()


class TestWorkers:
    def test_every_start_method_serves(self, start_method: str) -> None:
        texts = [said(f"N{i}") for i in range(5)]
        assert names(small_pipeline().attribute_many(texts, workers=2)) == [f"N{i}" for i in range(5)]

    def test_a_worker_that_dies_names_its_text_and_the_others_come(self, start_method: str) -> None:
        texts = [said(f"N{i}") for i in range(6)]
        texts[2] = "DIE over this text, " * 10
        documents = small_pipeline().attribute_many(texts, workers=2)
        assert names(itertools.islice(documents, 2)) == ["N0", "N1"]
        with pytest.raises(WorkerError) as caught:
            next(documents)
        assert caught.value.index == 2
        assert str(caught.value) == (
            "text 2 (counted from 0), which begins 'DIE over this text, DIE over this text, ': "
            "expected a result, got a worker process that died over it with exit code 9"
        )
        assert names(documents) == ["N3", "N4", "N5"]

    def test_every_text_may_kill_its_worker(self) -> None:
        documents = small_pipeline().attribute_many(["DIE"] * 4, workers=2)
        for index in range(4):
            with pytest.raises(WorkerError) as caught:
                next(documents)
            assert caught.value.index == index
        assert list(documents) == []

    @posix
    def test_workers_killed_from_outside(self, tmp_path: Path) -> None:
        def kill() -> None:
            for pid in hanging(tmp_path, 2):
                os.kill(pid, signal.SIGKILL)

        hang = f"HANG\n{tmp_path}"
        documents = small_pipeline().attribute_many([said("Ann"), hang, hang, said("Bo")], workers=2)
        assert names(itertools.islice(documents, 1)) == ["Ann"]
        with beside(kill):
            for index in (1, 2):
                with pytest.raises(WorkerError, match=rf"text {index} .* begins 'HANG.* exit code -9"):
                    next(documents)
        assert names(documents) == ["Bo"]

    def test_workers_that_die_at_birth_are_started_again(self, start_method: str, tmp_path: Path) -> None:
        texts = [said(f"N{i}") for i in range(20)]
        texts[1] = texts[2] = "DIE"
        pipeline = small_pipeline(attributor=Frail(tmp_path, dying={2, 3}, raising={4}))
        documents = pipeline.attribute_many(texts, workers=2)
        assert names(itertools.islice(documents, 1)) == ["N0"]
        for index in (1, 2):
            with pytest.raises(WorkerError, match=f"text {index} "):
                next(documents)
        assert names(documents) == [f"N{i}" for i in range(3, 20)]
        assert len(list(tmp_path.iterdir())) >= 6

    def test_one_worker_alone_goes_on_where_no_other_can_be_started(self, tmp_path: Path) -> None:
        both, one, born = tmp_path / "both", tmp_path / "one", tmp_path / "born"
        for folder in both, one, born:
            folder.mkdir()

        def wait() -> None:
            hanging(both, 2)
            (both / "over").touch()
            # The two themselves, and six tries and one in a dead one's place.
            hanging(born, 9)
            (one / "over").touch()

        texts = [*[f"HANG\n{both}"] * 2, "DIE", f"HANG\n{one}", *(said(f"N{i}") for i in range(40))]
        pipeline = small_pipeline(attributor=Frail(born, dying=range(2, 10_000)))
        documents = pipeline.attribute_many(texts, workers=2)
        with beside(wait):
            assert names(itertools.islice(documents, 2)) == []
            with pytest.raises(WorkerError, match="text 2 "):
                next(documents)
            assert names(documents) == [f"N{i}" for i in range(40)]
        assert len(list(born.iterdir())) == 9

    def test_workers_that_can_never_again_be_started_end_the_iteration(self, tmp_path: Path) -> None:
        pipeline = small_pipeline(attributor=Frail(tmp_path, dying=range(2, 10_000)))
        documents = pipeline.attribute_many([said("Ann"), *["DIE"] * 20], workers=2)
        assert names(itertools.islice(documents, 1)) == ["Ann"]
        died: list[int] = []
        while True:
            with pytest.raises(WorkerError) as caught:
                next(documents)
            if caught.value.index is None:
                break
            died.append(caught.value.index)
        assert died == [1, 2]
        # Two at a time: the eighth may be under way when the seventh is found dead.
        assert re.fullmatch(
            r"expected a worker process to start in a dead one's place, got none in [78] tries; the last: "
            r"one that ended with exit code 9 \(fewer workers need less memory\)",
            str(caught.value),
        )
        assert list(documents) == []

    def test_processes_that_the_system_refuses_are_asked_for_again(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        refused = iter([True] * 3)
        start = multiprocessing.Process.start

        def refusing(process: multiprocessing.Process) -> None:
            if next(refused, False):
                raise BlockingIOError("resource temporarily unavailable")
            start(process)

        documents = small_pipeline().attribute_many([said("Ann"), "DIE", said("Bo")], workers=2)
        assert names(itertools.islice(documents, 1)) == ["Ann"]
        monkeypatch.setattr(multiprocessing.Process, "start", refusing)
        with pytest.raises(WorkerError, match="text 1 "):
            next(documents)
        assert names(documents) == ["Bo"]
        refused = iter([True])
        with pytest.raises(WorkerError, match="expected a worker process to start, got BlockingIOError: res"):
            next(small_pipeline().attribute_many([said("Ann")], workers=2))

    def test_where_no_worker_ever_starts_it_ends_at_once(self, tmp_path: Path) -> None:
        pipeline = small_pipeline(attributor=Frail(tmp_path, dying=range(10_000)))
        documents = pipeline.attribute_many([said("Ann")], workers=2)
        with pytest.raises(WorkerError) as caught:
            next(documents)
        # Its exit code tells that it was not for want of `if __name__ == "__main__"`.
        assert str(caught.value) == (
            "expected a worker process to start, got one that ended with exit code 9"
        )
        assert list(documents) == []

    def test_a_script_that_starts_workers_wherever_it_is_imported_is_told(self, tmp_path: Path) -> None:
        script = tmp_path / "script.py"
        script.write_text(UNGUARDED, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, str(script)],
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parent)},
        )
        assert done.returncode == 1
        assert 'must keep its work under `if __name__ == "__main__":`' in done.stderr.splitlines()[-1]

    @pytest.mark.parametrize(
        ("order", "cause", "got"),
        [
            ("RAISE this", LookupError, "LookupError: RAISE this"),
            ("STARVE", MemoryError, "MemoryError"),
            ("DEEP", RecursionError, "RecursionError: maximum recursion depth exceeded"),
            ("STUBBORN", WorkerError, "small_stages.StubbornError: it stays"),
            (
                "NEST",
                WorkerError,
                "quotekit.errors.WorkerError: workers: expected None, 0 or 1 in a daemonic",
            ),
        ],
    )
    def test_an_error_of_a_stage_has_its_index_and_the_workers_traceback(
        self, order: str, cause: type[Exception], got: str
    ) -> None:
        documents = small_pipeline().attribute_many([said("Ann"), order, said("Bo")], workers=2)
        assert names(itertools.islice(documents, 1)) == ["Ann"]
        with pytest.raises(WorkerError) as caught:
            next(documents)
        assert caught.value.index == 1
        assert f"text 1 (counted from 0), which begins '{order}': expected a result, got {got}" in str(
            caught.value
        )
        raised = caught.value.__cause__
        assert isinstance(raised, cause)
        assert "small_stages.py" in str(raised if order == "STUBBORN" else raised.__cause__)
        assert names(documents) == ["Bo"]

    def test_a_stage_that_cannot_travel_is_refused_at_once_by_name(self) -> None:
        class Local(SaidAttributor):
            pass

        attributor = SaidAttributor()
        attributor.open = threading.Lock()  # type: ignore[attr-defined]
        for given, why in ((attributor, "cannot pickle"), (Local(), "an't (pickle|get) local object")):
            with pytest.raises(
                TypeError, match=rf"^attributor: expected .* pickled, .*\(.*{why}.*\): .* without"
            ):
                small_pipeline(attributor=given).attribute_many([], workers=2)
            assert list(small_pipeline(attributor=given).attribute_many([])) == []

    def test_a_worker_that_cannot_start_ends_the_iteration(self) -> None:
        class Unmade(SaidAttributor):
            def __reduce__(self) -> tuple[Any, ...]:
                return (_unmade, ())

        before = set(multiprocessing.active_children())
        documents = small_pipeline(attributor=Unmade()).attribute_many([said("Ann")], workers=2)
        with pytest.raises(LookupError, match="no such attributor"):
            next(documents)
        assert list(documents) == []
        assert set(multiprocessing.active_children()) <= before

    def test_forgetting_the_iterator_ends_the_workers(self) -> None:
        before = set(multiprocessing.active_children())
        documents = small_pipeline().attribute_many([said("Ann"), "HANG", "HANG"], workers=2)
        next(documents)
        assert len(set(multiprocessing.active_children()) - before) == 2
        del documents
        assert set(multiprocessing.active_children()) <= before

    @pytest.mark.parametrize("progress", [False, True])
    def test_forgetting_it_after_errors_ends_the_workers(
        self, progress: bool, no_garbage_collection: None
    ) -> None:
        if progress:
            pytest.importorskip("tqdm")

        before, texts = set(multiprocessing.active_children()), ["RAISE this", "DIE", said("Ann")]
        documents = small_pipeline().attribute_many(texts, workers=2, progress=progress)
        for _ in texts[:2]:
            with pytest.raises(WorkerError):
                next(documents)
        next(documents)
        assert set(multiprocessing.active_children()) > before
        del documents
        assert set(multiprocessing.active_children()) <= before

    def test_a_cycle_whose_pipes_are_finalized_first_is_collected_in_silence(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # Garbage is finalized in the order of its making: for once the pipes are older.
        pipes, raised = [multiprocessing.Pipe() for _ in range(2)], list[Any]()
        monkeypatch.setattr(multiprocessing, "Pipe", pipes.pop)
        monkeypatch.setattr(sys, "unraisablehook", raised.append)
        before = set(multiprocessing.active_children())
        documents: Any = small_pipeline().attribute_many([said("Ann"), "HANG"], workers=2)
        next(documents)
        documents.itself = documents
        del documents
        gc.collect()
        assert [repr(one.exc_value) for one in raised] == []
        assert set(multiprocessing.active_children()) <= before

    @pytest.mark.skipif(not hasattr(os, "fork"), reason="os.fork")
    def test_a_forked_copy_leaves_the_workers_alone(self, tmp_path: Path) -> None:
        def fork() -> None:
            hanging(tmp_path, 1)
            if (child := os.fork()) == 0:
                try:
                    documents.close()
                finally:
                    os._exit(0)
            os.waitpid(child, 0)
            (tmp_path / "over").touch()

        documents = small_pipeline().attribute_many([f"HANG\n{tmp_path}", said("Ann"), said("Bo")], workers=2)
        with beside(fork):
            assert names(documents) == ["Ann", "Bo"]


def hanging(folder: Path, count: int) -> list[int]:
    """Wait until so many processes hang, and give their ids; fail if they never do."""
    for _ in range(10_000):
        if len(pids := [int(path.name) for path in folder.iterdir()]) >= count:
            return pids
        time.sleep(0.02)
    raise AssertionError(f"expected {count} processes to hang, got {len(pids)}")


@contextlib.contextmanager
def beside(act: Callable[[], object]) -> Iterator[None]:
    """Do something in a thread meanwhile."""
    thread = threading.Thread(target=act, daemon=True)
    thread.start()
    yield
    thread.join()


def _unmade() -> SaidAttributor:
    raise LookupError("no such attributor")


UNFINISHED = """
import itertools, multiprocessing, sys
from small_stages import small_pipeline

if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1])
    documents = small_pipeline().attribute_many(itertools.repeat("RAISE"), workers=2)
    try:
        next(documents)
    except RuntimeError as error:
        sys.kept = documents, error
"""


@pytest.mark.parametrize("method", METHODS)
def test_a_script_may_end_before_its_documents(tmp_path: Path, method: str) -> None:
    script = tmp_path / "script.py"
    script.write_text(UNFINISHED, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script), method],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent)},
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


UNGUARDED = """
import multiprocessing
from small_stages import small_pipeline

multiprocessing.set_start_method("spawn", force=True)
print(next(small_pipeline().attribute_many(["A"], workers=2)))
"""

SCRIPT = """
import itertools, multiprocessing, sys
from small_stages import small_pipeline

def main():
    multiprocessing.set_start_method(sys.argv[1])
    documents = small_pipeline().attribute_many(itertools.repeat(sys.argv[2]), workers=2)
    next(documents)
    print(*(child.pid for child in multiprocessing.active_children()), flush=True)
    for _ in documents:
        pass

if __name__ == "__main__":
    main()
"""


@posix
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("by", ["Ctrl-C", "the first process killed"])
def test_no_process_is_left_behind(tmp_path: Path, method: str, by: str) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, str(script), method, "SLEEP"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent)},
        start_new_session=True,
    )
    assert process.stdout is not None
    workers = [int(pid) for pid in process.stdout.readline().split()]
    assert len(workers) == 2
    if by == "Ctrl-C":
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to every process of the group
    else:
        process.kill()
    _, err = process.communicate(timeout=20)
    if by == "Ctrl-C":
        assert err.count("Traceback") == 1
        assert err.rstrip().endswith("KeyboardInterrupt")
    deadline = time.monotonic() + 10
    while any(runs(pid) for pid in workers):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # What nobody has asked after yet is still listed, but runs no more.
    listed = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True)
    return listed.stdout.strip()[:1] not in {"", "Z"}


def test_known_speakers_go_before_what_the_text_tells() -> None:
    known = {"Cyril Ramaphosa": ["the president", "Matamela"]}
    text = '"The lights stay on," the president said. "Soon," Matamela added.'
    assert {q.speaker.name for q in quotekit.attribute(text, known_speakers=known).quotations} == {
        "Cyril Ramaphosa"
    }
    (one,) = quotekit.attribute_many([text], known_speakers=known)
    assert one == quotekit.attribute(text, known_speakers=known)
    by_rules = Pipeline(profile="rules", known_speakers=known).attribute(text)
    assert [speaker.name for speaker in by_rules.speakers] == ["Cyril Ramaphosa"]


def test_known_speakers_stay_known_where_another_stage_is_changed() -> None:
    known = {"Cyril Ramaphosa": ["the president"]}
    pipeline = attrs.evolve(Pipeline(profile="rules", known_speakers=known), tokenizer=EnglishTokenizer())
    (speaker,) = pipeline.attribute('"The lights stay on," the president said.').speakers
    assert speaker.name == "Cyril Ramaphosa"


@pytest.mark.parametrize(
    "options", [{"profile": "novel"}, {"resolver": NameResolver()}], ids=["novel", "resolver"]
)
def test_known_speakers_need_our_own_resolver(options: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="known_speakers: expected quotekit's own resolver"):
        Pipeline(known_speakers={"Ann Lee": ["the mayor"]}, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("known", [["Ann Lee"], {"Ann Lee": "the mayor"}])
def test_known_speakers_are_lists_by_name(known: object) -> None:
    with pytest.raises(TypeError, match="known_speakers: expected names with lists"):
        Pipeline(known_speakers=known)  # type: ignore[arg-type]


def test_known_speakers_are_for_english() -> None:
    with pytest.raises(ValueError, match="known_speakers: expected an English text, got one in 'de'"):
        quotekit.attribute("Ja.", language="de", known_speakers={"Ann Lee": ["the mayor"]})
    with pytest.raises(ValueError, match="known_speakers: expected an English text, got one in 'de'"):
        quotekit.attribute_many([], language="de", known_speakers={"Ann Lee": ["the mayor"]})
