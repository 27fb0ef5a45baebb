"""What is fuzzed: each target makes an input of bytes, and raises where something does not hold."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import attrs

from fuzzing import commands, documents, excerpts, stages, texts

# An input may take a millisecond a character; the shortest ones are given the time of 2,000 characters.
_SECONDS_A_CHARACTER = 0.001
_FREE = 2000


@attrs.frozen
class Target:
    """Hold what is fuzzed: how its inputs are made of bytes, and the check that must pass."""

    make: Callable[[bytes], str]
    check: Callable[[str], None]

    def __call__(self, data: bytes) -> float:
        """Check the input that some bytes make: see `of`."""
        return self.of(self.make(data))

    def of(self, given: str) -> float:
        """Check one input and give the seconds it took; raises where something does not hold."""
        started = time.thread_time()
        self.check(given)
        seconds = time.thread_time() - started
        if seconds > _SECONDS_A_CHARACTER * max(len(given), _FREE):
            raise AssertionError(
                f"expected at most a millisecond a character, got {seconds:.1f} s for {len(given)}"
            )
        return seconds


TARGETS: dict[str, Target] = {
    "tokenizer": Target(texts.text, stages.tokenizer),
    "matcher": Target(texts.text, stages.matcher),
    "rules": Target(excerpts.text, stages.rules),
    "model": Target(excerpts.text, stages.model),
    "fast": Target(excerpts.text, stages.fast),
    "novel": Target(functools.partial(excerpts.text, pool="novels"), stages.novel),
    "reader": Target(documents.as_json, documents.reader),
    "formats": Target(documents.as_file, documents.formats),
    "command": Target(commands.call, commands.command),
}


def _reads_languages() -> bool:
    # The network for them is a package of its own, and a checkout may hold the package without the network.
    spec = find_spec("quotekit_languages")
    origin = spec.origin if spec else None
    return origin is not None and Path(origin).with_name("model").joinpath("card.json").exists()


if _reads_languages():
    for _code in excerpts.LANGUAGES:
        TARGETS[_code] = Target(
            functools.partial(excerpts.text, pool=_code), functools.partial(stages.language, code=_code)
        )
