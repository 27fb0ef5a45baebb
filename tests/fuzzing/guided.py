"""Atheris, in a process of its own for each target: it ends its process, and wants to be there first."""

from __future__ import annotations

import json
import os
import pickle
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

from fuzzing import cases
from fuzzing.hunt import Budget, Hunt, Over, Tally, Target
from quotekit.errors import WorkerError

_LENGTH = 256
_SEEDS = 128
# An input that takes so many seconds hangs; what merely takes too long, the target finds itself.
_HANGS = 300
_MEGABYTES = 4096
_TELL_EVERY = 1.0

# Whatever of quotekit is imported outside this block would not be followed.
_CHILD = """
import sys, atheris
with atheris.instrument_imports(include=["quotekit", "fuzzing"]):
    from fuzzing.guided import serve
    serve(sys.argv[1])
"""


def atheris(target: Target, budget: Budget, tally: Tally) -> None:
    """Let atheris choose the bytes that reach new code; keep the first input that fails at each place.

    The target is pickled on its way to the process that atheris runs in. An input that ends this
    process (a crash, a hang, no memory left) is found as well. Raises `WorkerError` where the process
    ends before its time and left no input behind.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "job").write_bytes(pickle.dumps((target, budget)))
        (folder / "seeds").mkdir()
        for number, data in enumerate(seeds(target, budget.seed)):
            (folder / "seeds" / f"{number:04}").write_bytes(data)
        # Imports find there what they find here, and what the process leaves is gone with the folder.
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "TMPDIR": name}
        with open(folder / "said", "wb") as said:
            child = subprocess.run(
                [sys.executable, "-c", _CHILD, name], env=environment, stdout=said, stderr=said, check=False
            )
        is_done = _read(folder / "told", tally)
        # So libFuzzer names what ends its process: crash-…, timeout-…, oom-…
        left = sorted(path for path in folder.glob("*-*") if path.is_file())
        for path in left:
            reason = path.name.partition("-")[0]
            message = f"{reason}: the process ended with exit code {child.returncode}"
            tally.found.append((path.read_bytes(), message))
        if not is_done and not left:
            tail = (folder / "said").read_text(encoding="utf-8", errors="replace").strip()[-1000:]
            raise WorkerError(
                f"expected atheris to go on until its end, got exit code {child.returncode}: {tail}"
            )


def seeds(target: Target, seed: int) -> Iterator[bytes]:
    """Return what atheris begins with: random bytes of growing lengths, and what was once found."""
    source = random.Random(seed)
    for number in range(1, _SEEDS + 1):
        yield source.randbytes(_LENGTH * number // _SEEDS)
    yield from cases.data_for(target)


def serve(name: str) -> NoReturn:
    """Do the job in a folder, in this process, and end it."""
    import atheris

    folder = Path(name)
    target, budget = pickle.loads((folder / "job").read_bytes())
    tally = Tally()
    hunt = Hunt(target, budget, tally)
    told = 0.0

    def each(data: bytes) -> None:
        nonlocal told
        try:
            hunt.attempt(data)
        except Over:
            _tell(folder / "told", tally, is_done=True)
            # Not by an exception: libFuzzer would take it for a crash.
            os._exit(0)
        if time.monotonic() > told + _TELL_EVERY:
            _tell(folder / "told", tally, is_done=False)
            told = time.monotonic()

    flags = {
        # Without this, inputs grow only when short ones reach nothing new: runs of minutes never got there.
        "len_control": 0,
        "max_len": _LENGTH,
        "seed": budget.seed + 1,  # libFuzzer takes 0 for none
        "timeout": _HANGS,
        "report_slow_units": _HANGS,  # else libFuzzer keeps what takes ten seconds as it keeps a crash
        "rss_limit_mb": _MEGABYTES,
        "artifact_prefix": f"{folder}{os.sep}",
    }
    atheris.Setup([sys.argv[0], *(f"-{k}={v}" for k, v in flags.items()), str(folder / "seeds")], each)
    atheris.Fuzz()
    raise AssertionError("expected atheris to end the process, and it did not")


def _tell(path: Path, tally: Tally, *, is_done: bool) -> None:
    found = [(data.hex(), said) for data, said in tally.found]
    whole = path.with_suffix(".new")
    whole.write_text(json.dumps([is_done, tally.inputs, tally.slowest, found]), encoding="utf-8")
    whole.replace(path)


def _read(path: Path, tally: Tally) -> bool:
    if not path.exists():
        return False
    is_done, tally.inputs, tally.slowest, found = json.loads(path.read_text(encoding="utf-8"))
    tally.found.extend((bytes.fromhex(data), said) for data, said in found)
    return bool(is_done)
