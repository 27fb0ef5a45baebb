"""``python -m quotekit.fuzz``: try many inputs and tell what was found."""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from pathlib import Path

from quotekit.errors import MissingExtra
from quotekit.fuzz.engines import ENGINES, Budget, Tally, instrumented


def main(arguments: list[str] | None = None) -> int:
    """Fuzz, and give the exit code: 0 where all held, 1 where something was found, 2 for wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m quotekit.fuzz", description=__doc__)
    parser.add_argument(
        "targets",
        nargs="*",
        metavar="TARGET",
        help="tokenizer, matcher, rules, model, reader, command; all by default",
    )
    parser.add_argument("--engine", choices=list(ENGINES), default="random", help="what makes the inputs")
    parser.add_argument("--inputs", type=int, default=10_000, help="how many for each target (10000)")
    parser.add_argument("--seconds", type=float, default=60.0, help="how long for each target at most (60)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--found", type=Path, help="a folder for what is found, one JSON file a case")
    parser.add_argument("--replay", type=Path, nargs="+", help="try the bytes in these files instead")
    given = parser.parse_args(arguments)
    try:
        with instrumented(given.engine):
            from quotekit.fuzz.targets import TARGETS
    except MissingExtra as error:
        parser.error(str(error))
    if unknown := sorted(set(given.targets).difference(TARGETS)):
        parser.error(f"expected targets of {', '.join(TARGETS)}, got {unknown[0]}")
    code = 0
    for name in given.targets or TARGETS:
        tally, started = Tally(), time.monotonic()
        if given.replay:
            for path in given.replay:
                tally.run(TARGETS[name], path.read_bytes())
        else:
            ENGINES[given.engine](TARGETS[name], Budget(given.inputs, given.seconds, given.seed), tally)
        print(
            f"{name}: {tally.inputs} inputs in {time.monotonic() - started:.0f} s, "
            f"the slowest in {1000 * tally.slowest:.0f} ms, {len(tally.found)} found",
            flush=True,
        )
        for data, said in tally.found:
            code = 1
            made = TARGETS[name].make(data)
            print(
                f"  {made[:200]!a}\n  {said[:1000].encode('ascii', 'backslashreplace').decode()}",
                file=sys.stderr,
            )
            if given.found is not None:
                keep(given.found, name, made, said)
    return code


def keep(folder: Path, target: str, made: str, said: str) -> Path:
    """Write a case that was found into a folder, in ASCII, and give its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{target}-{hashlib.sha256(ascii(made).encode()).hexdigest()[:8]}.json"
    case = {"target": target, "input": made, "found": said.splitlines()[0]}
    path.write_text(json.dumps(case, indent=2) + "\n", encoding="utf-8")
    return path


if __name__ == "__main__":
    sys.exit(main())
