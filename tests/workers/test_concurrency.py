"""The real stages under threads and processes: same answers, nothing lost or left behind, flat memory."""

from __future__ import annotations

import contextlib
import gc
import itertools
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import threading
import time
import tracemalloc
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from small_stages import Signing

from quotekit import Document, Pipeline
from quotekit.attribution import RuleAttributor
from quotekit.errors import WorkerError
from quotekit.workers import no_fork

NAMES = ("Ann Lee", "Bo Fox", "Wang Yi", "Dina Reid", "Omar Khan")
STATM = Path("/proc/self/statm")
posix = pytest.mark.skipif(os.name != "posix", reason="signals and process ids as on Unix")


def article(number: int) -> str:
    one, two = NAMES[number % 5], NAMES[(number // 5 + 1 + number) % 5]
    return (
        f"ASHBY — “Road {number} is shut,” said {one}, the mayor. “Go ‘home’.”\n\n"
        f"{two} told reporters that the mayor was “a gift” for ward {number}. "
        f"According to {two.split()[-1]}, it is over.\n\n"
        f'Mr {one.split()[-1]} asked: "Why now?\n\n"Why us?"\n' + "’" * (number % 3)
    )


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline(attributor=RuleAttributor())


@pytest.fixture(scope="module")
def default() -> Pipeline:
    return Pipeline()


@pytest.mark.parametrize("kind", ["pipeline", "default"])
def test_threads_share_one_pipeline(kind: str, request: pytest.FixtureRequest) -> None:
    pipeline: Pipeline = request.getfixturevalue(kind)
    texts = [article(i) for i in range(60)]
    alone = [pipeline.attribute(text) for text in texts]
    start = threading.Barrier(8)

    def work(number: int) -> list[Document]:
        order = random.Random(number).sample(range(60), 60)
        start.wait()
        made = {i: pipeline.attribute(texts[i]) for i in order[:30]}
        return [made.get(i, alone[i]) for i in range(60)]

    with ThreadPoolExecutor(8) as pool:
        for documents in pool.map(work, range(8)):
            assert documents == alone


FIRST_USE = """
import sys, threading
from concurrent.futures import ThreadPoolExecutor
from quotekit import Pipeline
from quotekit.attribution import RuleAttributor

pipeline = Pipeline() if sys.argv[2] == "default" else Pipeline(attributor=RuleAttributor())
start = threading.Barrier(8)

def work(_):
    start.wait()
    return pipeline.attribute(sys.argv[1]).to_json()

with ThreadPoolExecutor(8) as pool:
    print(*set(pool.map(work, range(8))), sep="\\n")
"""


@pytest.mark.parametrize(("workers", "progress"), [(None, False), (2, False), (None, True)])
def test_threads_share_one_iterator(pipeline: Pipeline, workers: int | None, progress: bool) -> None:
    # A generator refuses a second caller while it runs; the tiny switch interval makes sure of one.
    texts = (article(i) for i in range(200))
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        documents = pipeline.attribute_many(texts, workers=workers, progress=progress)
        with documents, ThreadPoolExecutor(4) as pool:
            parts = list(pool.map(lambda _: [document.text for document in documents], range(4)))
    finally:
        sys.setswitchinterval(before)
    assert sorted(itertools.chain(*parts)) == sorted(article(i) for i in range(200))


@pytest.mark.parametrize("kind", ["pipeline", "default"])
def test_threads_may_be_the_first_to_use_it(kind: str, request: pytest.FixtureRequest) -> None:
    pipeline: Pipeline = request.getfixturevalue(kind)
    done = run("-c", FIRST_USE, article(7), kind)
    assert done.splitlines() == [pipeline.attribute(article(7)).to_json()]


WHILE_THREADS_WORK = """
import multiprocessing, sys, threading
from quotekit import Pipeline
from quotekit.attribution import RuleAttributor

def main():
    multiprocessing.set_start_method(sys.argv[1])
    pipeline = Pipeline() if sys.argv[3] == "default" else Pipeline(attributor=RuleAttributor())
    over = threading.Event()

    def work():
        while not over.is_set():
            pipeline.attribute(sys.argv[2])

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        documents = list(pipeline.attribute_many([sys.argv[2]] * 12, workers=2))
    finally:
        over.set()
    print(*{document.to_json() for document in documents}, sep="\\n")

if __name__ == "__main__":
    main()
"""


@pytest.mark.parametrize("kind", ["pipeline", "default"])
@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_workers_start_while_threads_work(
    kind: str, method: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    pipeline: Pipeline = request.getfixturevalue(kind)
    script = tmp_path / "script.py"
    script.write_text(WHILE_THREADS_WORK, encoding="utf-8")
    # From Python 3.12 on, forking a process with threads is warned of: what is tested is that it works.
    done = run("-W", "ignore::DeprecationWarning", str(script), method, article(3), kind)
    assert done.splitlines() == [pipeline.attribute(article(3)).to_json()]


WHILE_THREADS_BEGIN = """
import multiprocessing, sys, threading, quotekit

def main():
    multiprocessing.set_start_method(sys.argv[1])
    threads = [threading.Thread(target=quotekit.attribute, args=sys.argv[2:]) for _ in range(3)]
    for thread in threads:
        thread.start()
    documents = quotekit.attribute_many(sys.argv[2:] * 4, workers=2)
    print(*{document.to_json() for document in documents}, sep="\\n")

if __name__ == "__main__":
    main()
"""


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_workers_start_while_threads_import_and_load(method: str, tmp_path: Path, default: Pipeline) -> None:
    # A worker forked while another thread imports the network's libraries would wait for them for ever.
    script = tmp_path / "script.py"
    script.write_text(WHILE_THREADS_BEGIN, encoding="utf-8")
    done = run("-W", "ignore::DeprecationWarning", str(script), method, article(3))
    assert done.splitlines() == [default.attribute(article(3)).to_json()]


AT_ONCE = """
import sys
from quotekit import Pipeline
pipeline = Pipeline(profile=sys.argv[1])
before = set(sys.modules)
pipeline.attribute(sys.argv[2])
print(*set(sys.modules).difference(before))
"""


@pytest.mark.parametrize("profile", ["model", "fast", "rules"])
def test_a_pipeline_that_is_made_imports_nothing_more(profile: str) -> None:
    # Threads read with it while others fork, and what is half imported then stays so in the new process.
    assert run("-c", AT_ONCE, profile, article(3)).split() == []


@posix
def test_a_fork_waits_for_what_is_under_way() -> None:
    begun, done = threading.Event(), threading.Event()

    def work() -> None:
        with no_fork:
            begun.set()
            time.sleep(0.2)
            done.set()

    thread = threading.Thread(target=work)
    thread.start()
    begun.wait()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if not child:
        os._exit(0 if done.is_set() and no_fork.acquire(timeout=5) else 1)
    thread.join()
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@posix
def test_workers_killed_at_any_moment_lose_nothing_but_their_own_texts(tmp_path: Path) -> None:
    pipeline = Pipeline(attributor=Signing(RuleAttributor(), tmp_path))
    over, killed, died = threading.Event(), set[str](), list[tuple[int, int | None]]()

    def kill() -> None:
        # Only those that have worked on a text: too many killed at birth would rightly end the iteration.
        while not over.wait(0.05):
            for pid in {path.name for path in tmp_path.iterdir()} - killed:
                killed.add(pid)
                with contextlib.suppress(ProcessLookupError):
                    os.kill(int(pid), signal.SIGKILL)
                break

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        with pipeline.attribute_many((article(i) * 4 for i in itertools.count()), workers=2) as documents:
            for index in itertools.count():
                try:
                    assert next(documents).text == article(index) * 4
                except WorkerError as error:
                    died.append((index, error.index))
                    if len(died) == 3:
                        break
    finally:
        over.set()
        killer.join()
    assert all(place == index for place, index in died)


@posix
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_command_leaves_no_process_behind(tmp_path: Path, sent: signal.Signals) -> None:
    pytest.importorskip("click")
    for i in range(400):
        (tmp_path / f"{i}.txt").write_text(article(i) * 20, encoding="utf-8")
    files = [str(path) for path in sorted(tmp_path.glob("*.txt"))]
    command = ["attribute", "--profile", "rules", "--format", "jsonl", "--workers", "2"]
    process = subprocess.Popen(
        [sys.executable, "-m", "quotekit", *command, *files],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline().startswith(b"{")
    workers = children(process.pid)
    assert len(workers) >= 2
    os.killpg(process.pid, sent)
    _, errors = process.communicate(timeout=60)
    if sent is signal.SIGINT:
        assert process.returncode == 130
        assert errors.strip() == b""
    deadline = time.monotonic() + 10
    while any(runs(pid) for pid in workers):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def flat(pipeline: Pipeline, *, warm: int, count: int) -> float:
    """Return the bytes that attributing one more article leaves behind."""
    tracemalloc.start()
    try:
        # The same words again: what is kept of words is bounded, but would look like growth.
        documents = pipeline.attribute_many(article(i % 100) for i in range(warm + count))
        for _ in itertools.islice(documents, warm):
            pass
        gc.collect()
        before = tracemalloc.get_traced_memory()[0]
        assert sum(1 for _ in documents) == count
        gc.collect()
        return (tracemalloc.get_traced_memory()[0] - before) / count
    finally:
        tracemalloc.stop()


def test_memory_is_flat_over_a_few_articles(pipeline: Pipeline) -> None:
    assert flat(pipeline, warm=100, count=200) < 500


@pytest.mark.slow
def test_memory_is_flat_over_10_000_articles(pipeline: Pipeline) -> None:
    assert flat(pipeline, warm=500, count=9_500) < 20


@pytest.mark.slow
@pytest.mark.skipif(not STATM.exists(), reason="how much memory a process has in use is asked as on Linux")
def test_memory_is_flat_over_5_000_articles_with_the_model(default: Pipeline) -> None:
    # What the model's engine takes is none of Python's memory: the process's own counts.
    documents = default.attribute_many(article(i % 100) for i in range(5_500))
    for _ in itertools.islice(documents, 500):
        pass
    gc.collect()
    before = resident()
    assert sum(1 for _ in documents) == 5_000
    gc.collect()
    assert (resident() - before) / 5_000 < 1_000


def resident() -> int:
    """Return the bytes of memory that this process has in use."""
    return int(STATM.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


def run(*arguments: str) -> str:
    command = [sys.executable, *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True, timeout=120).stdout


def children(pid: int) -> list[int]:
    listed = subprocess.run(
        ["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True
    ).stdout
    pairs: Iterator[list[str]] = (line.split() for line in listed.splitlines())
    return [int(child) for child, parent in pairs if int(parent) == pid]


def runs(pid: int) -> bool:
    # What nobody has asked after yet is still listed, but runs no more.
    listed = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return listed.stdout.strip()[:1] not in {"", "Z"}
