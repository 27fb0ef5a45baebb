"""Checks for tests of the fuzzer, in a module of their own: atheris has them imported in its process."""

from __future__ import annotations

import os
import time

from fuzzing import stages, texts
from fuzzing.targets import Target


def no_guillemets(text: str) -> None:
    if "«" in text:
        raise ValueError("expected none")


def no_process(text: str) -> None:
    if "«" in text:
        os.abort()


def sleeps(text: str) -> None:
    time.sleep(0.01)


def nothing(text: str) -> None:
    pass


def recorded(data: bytes) -> str:
    with open(os.environ["QUOTEKIT_RECORDED"], "a", encoding="utf-8") as file:
        file.write(f"{len(data)}\n")
    return texts.text(data)


NO_GUILLEMETS = Target(texts.text, no_guillemets)
NO_PROCESS = Target(texts.text, no_process)
SLEEPS = Target(texts.text, sleeps)
NOTHING = Target(texts.text, nothing)
RECORDED = Target(recorded, stages.tokenizer)
