"""``python -m fuzzing``: try many inputs and tell what was found."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from fuzzing import cases
from fuzzing.cases import Case
from fuzzing.engines import ENGINES, require
from fuzzing.hunt import Budget, Tally
from fuzzing.targets import TARGETS
from quotekit.errors import InvalidDocument, WorkerError


def main(arguments: list[str] | None = None) -> int:
    """Fuzz, and give the exit code: 0 where all held, 1 where something was found, 2 for wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m fuzzing", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"{', '.join(TARGETS)}; all by default")
    parser.add_argument("--engine", choices=list(ENGINES), default="random", help="what makes the inputs")
    parser.add_argument("--inputs", type=int, default=10_000, help="how many for each target (10000)")
    parser.add_argument("--seconds", type=float, default=60.0, help="how long for each target at most (60)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--found", type=Path, help="a folder for what is found, one JSON file a case")
    parser.add_argument(
        "--replay",
        type=Path,
        nargs="+",
        metavar="FILE",
        help="try these instead: kept cases (.json), or bytes for each TARGET",
    )
    given = parser.parse_args(arguments)
    names = given.targets or list(TARGETS)
    if unknown := sorted(set(names).difference(TARGETS)):
        parser.error(f"expected targets of {', '.join(TARGETS)}, got {unknown[0]}")
    try:
        require(given.engine)
        replayed = list(_to_replay(given.replay or (), names))
    except (ImportError, InvalidDocument, OSError) as error:
        parser.error(str(error))
    code = 0
    if given.replay:
        for name in dict.fromkeys(case.target for case in replayed):
            code |= _replay(name, [case.input for case in replayed if case.target == name], given.found)
        return code
    for name in names:
        code |= _fuzz(name, given.engine, Budget(given.inputs, given.seconds, given.seed), given.found)
    return code


def _to_replay(paths: tuple[Path, ...], names: list[str]) -> Iterator[Case]:
    for path in paths:
        if path.suffix == ".json":
            case = cases.read(path)
            if case.target not in TARGETS:
                raise InvalidDocument(
                    f"{path}: expected a target of {', '.join(TARGETS)}, got {case.target[:60]!a}"
                )
            yield case
        else:
            data = path.read_bytes()
            yield from (Case(name, TARGETS[name].make(data), "") for name in names)


def _fuzz(name: str, engine: str, budget: Budget, folder: Path | None) -> int:
    tally, started = Tally(), time.monotonic()
    try:
        ENGINES[engine](TARGETS[name], budget, tally)
    except WorkerError as error:
        print(f"{name}: {error}", file=sys.stderr)
        return 1
    found = [Case(name, TARGETS[name].make(data), said) for data, said in tally.found]
    return _tell(name, tally.inputs, time.monotonic() - started, tally.slowest, found, folder)


def _replay(name: str, inputs: list[str], folder: Path | None) -> int:
    slowest, started = 0.0, time.monotonic()
    found = []
    for given in inputs:
        try:
            slowest = max(slowest, TARGETS[name].of(given))
        except Exception as error:
            found.append(Case(name, given, f"{type(error).__name__}: {error}"))
    return _tell(name, len(inputs), time.monotonic() - started, slowest, found, folder)


def _tell(
    name: str, inputs: int, seconds: float, slowest: float, found: list[Case], folder: Path | None
) -> int:
    """Print the tally and what was found, keep it in the folder, and give the exit code."""
    print(
        f"{name}: {inputs} inputs in {seconds:.0f} s ({inputs / max(seconds, 0.001):.0f} a second), "
        f"the slowest in {1000 * slowest:.0f} ms, {len(found)} found",
        flush=True,
    )
    for case in found:
        said = case.found[:1000].encode("ascii", "backslashreplace").decode()
        print(f"  {case.input[:200]!a}\n  {said}", file=sys.stderr)
        if folder is not None:
            cases.keep(folder, Case(name, case.input, case.found.splitlines()[0]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
