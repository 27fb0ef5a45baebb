"""Measure a comparison of one saying that very many people are quoted with.

    python tests/benchmarks/crowds.py [OCCURRENCES] [PEOPLE] [--wordings N] [--together]

Each occurrence has a document of its own; with `--together` each speaker has one document instead, which
repeats the saying. `--wordings` changes one word of it in so many ways. Times are CPU time.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parent))

from archive import Newsroom, peak_megabytes

from quotekit import Comparison, Document, Quotation, Span, Speaker

T = TypeVar("T")


def documents(
    newsroom: Newsroom, occurrences: int, people: int, wordings: int, together: bool
) -> Iterator[tuple[str, Document]]:
    names = list(dict.fromkeys(newsroom.people))[:people]
    if len(names) < people:
        raise SystemExit(f"expected at most {len(names)} people, got {people}")
    saying = newsroom.sentence()[:14]
    forms = [" ".join([*saying[:-1], newsroom.words[-i], "again"]) for i in range(1, wordings + 1)]
    each = occurrences // people if together else 1
    for number in range(occurrences // each):
        yield f"{number}", document(names[number % people], forms[number % wordings], each)


def document(name: str, words: str, times: int) -> Document:
    piece = f"“{words},” {name} said.\n\n"
    text, source = piece * times, len(words) + 4
    starts = [number * len(piece) for number in range(times)]
    spoken = [Span(at + source, at + source + len(name), text) for at in starts]
    speaker = Speaker(name=name, kind="person", mentions=tuple(spoken))
    return Document(
        text=text,
        sentences=tuple(Span(at, at + len(piece) - 2, text) for at in starts),
        quotations=tuple(
            Quotation(
                content=(Span(at, at + len(words) + 3, text),),
                source=(mention,),
                speaker=speaker,
                type="direct",
            )
            for at, mention in zip(starts, spoken, strict=True)
        ),
        speakers=(speaker,),
    )


def timed(what: str, action: Callable[[], T]) -> T:
    started = time.process_time()
    found = action()
    print(f"{what}: {time.process_time() - started:.1f} s, peak {peak_megabytes():,.0f} MB", flush=True)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("occurrences", nargs="?", type=int, default=100_000)
    parser.add_argument("people", nargs="?", type=int, default=4_000)
    parser.add_argument("--wordings", type=int, default=1)
    parser.add_argument("--together", action="store_true")
    options = parser.parse_args()
    newsroom = Newsroom()
    made = list(documents(newsroom, options.occurrences, options.people, options.wordings, options.together))
    comparison = Comparison()
    timed("added", lambda: comparison.update(made))
    sayings = timed("sayings read", lambda: comparison.sayings)
    timed("one document looked up", lambda: comparison.find(made[0][1], name="new"))
    for saying in sayings[:3]:
        print(
            f"{saying.verdict}: {len(saying.occurrences):,} occurrences, {len(saying.sides):,} sides,"
            f" {len(saying.decisions):,} decisions"
        )


if __name__ == "__main__":
    main()
