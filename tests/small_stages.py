"""Small stages for tests of what is around them: plain classes, importable in a worker process."""

from __future__ import annotations

import itertools
import os
import re
import time
from collections.abc import Container
from pathlib import Path
from typing import Any

import attrs

from quotekit import Pipeline, Quotation, QuotedSpan, Resolution, Span, Speaker, Tokenized
from quotekit.stages import Attributor

SAID = re.compile(r" (said) ([A-Z]\w+)")


class LineTokenizer:
    """Cut a paragraph a line, a sentence a paragraph, a token wherever white space lets it."""

    def tokenize(self, text: str) -> Tokenized:
        lines = tuple(Span(m.start(), m.end(), text) for m in re.finditer(r"[^\n]*\S[^\n]*", text))
        tokens = tuple(Span(m.start(), m.end(), text) for m in re.finditer(r"\S+", text))
        return Tokenized(text=text, paragraphs=lines, sentences=lines, tokens=tokens)


class CurlyMatcher:
    """Pair “ and ” without nesting."""

    def match(self, tokenized: Tokenized) -> tuple[QuotedSpan, ...]:
        text = tokenized.text
        return tuple(
            QuotedSpan(
                span=Span(m.start(), m.end(), text),
                open=Span(m.start(), m.start() + 1, text),
                close=Span(m.end() - 1, m.end(), text),
                depth=0,
                closing="closed",
            )
            for m in re.finditer("“[^“”]*”", text)
        )


class SaidAttributor:
    """Find “…” said NAME; texts that begin with an order obey it first."""

    def __init__(self, *, confidence: float = 0.5) -> None:
        self.confidence = confidence

    def attribute(self, tokenized: Tokenized, quoted: tuple[QuotedSpan, ...]) -> tuple[Quotation, ...]:
        text = tokenized.text
        if text.startswith("DIE"):
            os._exit(9)
        if text.startswith("RAISE"):
            raise LookupError(text)
        if text.startswith("SLEEP"):
            time.sleep(0.3)
        if text.startswith("HANG"):
            hang(text.partition("\n")[2])
        if text.startswith("STARVE"):
            raise MemoryError
        if text.startswith("DEEP"):
            deep()
        if text.startswith("STUBBORN"):
            raise StubbornError("it", "stays")
        if text.startswith("NEST"):
            small_pipeline().attribute_many([], workers=2)
        found = []
        for q in quoted:
            if m := SAID.match(text, q.span.end):
                cue, source = (Span(*m.span(g), text) for g in (1, 2))
                found.append(
                    Quotation(
                        content=(q.span,),
                        cue=(cue,),
                        source=(source,),
                        type="direct",
                        confidence=self.confidence,
                        rule="said",
                    )
                )
        return tuple(found)


def hang(folder: str) -> None:
    """Wait, the process's id being a file in the folder, if there is one, until a file `over` is there."""
    if folder:
        Path(folder, str(os.getpid())).touch()
    while not folder or not Path(folder, "over").exists():
        time.sleep(0.02)


def deep() -> None:
    """Never come back."""
    deep()


class StubbornError(Exception):
    """Cannot be pickled."""

    def __init__(self, subject: str, verb: str) -> None:
        super().__init__(f"{subject} {verb}")


class Frail(SaidAttributor):
    """Die, or raise an error, where a process is born to it that has one of the numbers, from 0."""

    def __init__(self, folder: Path, *, dying: Container[int] = (), raising: Container[int] = ()) -> None:
        super().__init__()
        self.made = folder, dying, raising

    def __reduce__(self) -> tuple[Any, ...]:
        return _born, self.made


def _born(folder: Path, dying: Container[int], raising: Container[int]) -> Frail:
    for number in itertools.count():
        try:
            (folder / str(number)).touch(exist_ok=False)
        except FileExistsError:
            continue
        break
    if number in dying:
        os._exit(9)
    if number in raising:
        raise MemoryError
    return Frail(folder, dying=dying, raising=raising)


class Signing:
    """Leave the process's id as a file in a folder, whenever the attributor is at work."""

    def __init__(self, attributor: Attributor, folder: Path) -> None:
        self.attributor = attributor
        self.folder = folder

    def attribute(self, tokenized: Tokenized, quoted: tuple[QuotedSpan, ...]) -> tuple[Quotation, ...]:
        (self.folder / str(os.getpid())).touch()
        return self.attributor.attribute(tokenized, quoted)


class SourceResolver:
    """Take every source for its own name."""

    def resolve(
        self, tokenized: Tokenized, quoted: tuple[QuotedSpan, ...], quotations: tuple[Quotation, ...]
    ) -> Resolution:
        mentions: dict[str, list[Span]] = {}
        for q in quotations:
            for span in q.source:
                mentions.setdefault(span.text, []).append(span)
        speakers = {
            name: Speaker(name=name, kind="person", mentions=tuple(spans)) for name, spans in mentions.items()
        }
        return Resolution(
            quotations=tuple(attrs.evolve(q, speaker=speakers[q.source[0].text]) for q in quotations),
            speakers=tuple(speakers.values()),
        )


def small_pipeline(**stages: Any) -> Pipeline:
    """Return a pipeline of the stages above, some of them replaced."""
    return Pipeline(
        **{
            "tokenizer": LineTokenizer(),
            "matcher": CurlyMatcher(),
            "attributor": SaidAttributor(),
            "resolver": SourceResolver(),
            **stages,
        }
    )
