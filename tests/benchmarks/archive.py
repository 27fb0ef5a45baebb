"""Measure an archive: how long quotations take to go in and be compared, and a new article to be looked up.

    python tests/benchmarks/archive.py [QUOTATIONS ...] [--file ARCHIVE.sqlite] [--one-by-one]

For each number of quotations, articles of ten quotations each are made as they are needed (their making is
not counted), put into an archive on disk, and every saying found is read once. The words are invented, as
frequent as words are; one quotation in eight repeats one of the last thousands, mostly changed, and one in
twenty of those is given to somebody else. Then an archive opened anew looks up new articles. Times are wall
clock and, in brackets, the process's own CPU time; memory is the peak of a process of its own.
"""

from __future__ import annotations

import argparse
import itertools
import multiprocessing
import os
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from quotekit import Comparison, Document, Quotation, Span, Speaker

LITTLE = (
    "the of and to in that is was for it with as on be at by this had not are but from or have an they which"
    " one you were all her she there would their we him been has when who will no more if out so up into them"
)
CONSONANTS, VOWELS, ENDS = "b c d f g l m n p r s t v br st tr pl", "aeiou", "- n l rd st m ck ve"
EACH = 10


class Newsroom:
    """Make articles without end, the same ones for the same seed."""

    def __init__(self, seed: int = 0) -> None:
        self.random = random.Random(seed)
        syllables = [consonant + vowel for consonant in CONSONANTS.split() for vowel in VOWELS]
        invented = itertools.product(syllables, syllables, ENDS.split())
        self.words = ["".join(parts).strip("-") for parts in invented]
        self.random.shuffle(self.words)
        self.little = LITTLE.split()
        self.frequent = list(itertools.accumulate(1 / (rank + 30) for rank in range(len(self.words))))
        self.people = [
            f"{given.title()} {surname.title()}"
            for given, surname in zip(self.words[::7], self.words[3::7], strict=False)
        ]
        self.recent: list[tuple[str, list[str]]] = []
        self.drawn: list[str] = []
        self.seconds, self.cpu = 0.0, 0.0

    def articles(self, count: int, name: str = "article") -> Iterator[tuple[str, Document]]:
        for number in range(count):
            started, cpu = time.perf_counter(), time.process_time()
            document = self.article()
            self.seconds += time.perf_counter() - started
            self.cpu += time.process_time() - cpu
            yield f"{name}-{number}", document

    def article(self) -> Document:
        text, spans = "", []
        for _ in range(EACH):
            who, words = self.said()
            said = " ".join(words)
            start = len(text)
            text += f"“{said[0].upper()}{said[1:]},” {who} said.\n\n"
            content = start + len(said) + 3
            spans.append((start, content, content + 1, content + 1 + len(who), who))
        heard: dict[str, list[Span]] = {}
        for _, _, source, end, who in spans:
            heard.setdefault(who, []).append(Span(source, end, text))
        people = {who: Speaker(name=who, kind="person", mentions=tuple(at)) for who, at in heard.items()}
        return Document(
            text=text,
            sentences=tuple(Span(start, end + 6, text) for start, _, _, end, _ in spans),
            quotations=tuple(
                Quotation(
                    content=(Span(start, content, text),),
                    cue=(Span(end + 1, end + 5, text),),
                    source=(Span(source, end, text),),
                    speaker=people[who],
                    type="direct",
                    rule="said",
                )
                for start, content, source, end, who in spans
            ),
            speakers=tuple(people.values()),
        )

    def said(self) -> tuple[str, list[str]]:
        draw = self.random
        if self.recent and draw.random() < 0.125:
            who, words = draw.choice(self.recent)
            words = self.changed(words)
            return (draw.choice(self.people) if draw.random() < 0.05 else who), words
        who, words = draw.choice(self.people), self.sentence()
        if len(self.recent) < 5000:
            self.recent.append((who, words))
        else:
            self.recent[draw.randrange(5000)] = (who, words)
        return who, words

    def changed(self, words: list[str]) -> list[str]:
        draw, way = self.random, self.random.randrange(5)
        if way == 0:
            return words
        if way == 1:
            return words[: max(len(words) * 2 // 3, 9)]
        if way == 2:
            return words[min(len(words) // 3, len(words) - 9) :]
        if way == 3:
            at = draw.randrange(len(words))
            return [*words[:at], self.word(), *words[at + 1 :]]
        return [*words, "and", *self.sentence()]

    def sentence(self) -> list[str]:
        draw = self.random
        return [
            self.word() if draw.random() < 0.55 else draw.choice(self.little)
            for _ in range(draw.randint(10, 34))
        ]

    def word(self) -> str:
        if not self.drawn:
            self.drawn = self.random.choices(self.words, cum_weights=self.frequent, k=10_000)
        return self.drawn.pop()


def measure(quotations: int, path: Path, one_by_one: bool) -> None:
    newsroom = Newsroom()
    started, cpu = time.perf_counter(), time.process_time()
    with Comparison(path) as comparison:
        pairs: Iterable[tuple[str, Document]] = newsroom.articles(quotations // EACH)
        if one_by_one:
            for name, document in pairs:
                comparison.add(name, document)
        else:
            comparison.update(pairs)
        added = time.perf_counter() - started - newsroom.seconds
        cpu_added = time.process_time() - cpu - newsroom.cpu
        started, cpu = time.perf_counter(), time.process_time()
        verdicts = Counter(saying.verdict for saying in comparison.stream())
        found, cpu_found = time.perf_counter() - started, time.process_time() - cpu
    megabytes = path.stat().st_size / 1e6
    print(f"{quotations:,} quotations in {quotations // EACH:,} articles; file {megabytes:,.0f} MB")
    making = f"made in {newsroom.seconds:.1f} s ({newsroom.cpu:.1f})"
    print(f"  added in {added:.1f} s ({cpu_added:.1f}); {making}")
    print(f"  {sum(verdicts.values()):,} sayings read in {found:.1f} s ({cpu_found:.1f}): {dict(verdicts)}")
    whole, cpu_whole = added + found, cpu_added + cpu_found
    print(f"  together {whole:.1f} s ({cpu_whole:.1f}), peak memory {peak_megabytes():,.0f} MB", flush=True)


def look_up(quotations: int, path: Path) -> None:
    newsroom = Newsroom()
    for _ in newsroom.articles(min(quotations // EACH, 2000)):
        pass
    new = [document for _, document in newsroom.articles(100)]
    started = time.perf_counter()
    with Comparison(path) as comparison:
        first = comparison.find(new[0], name="new")
        opened = time.perf_counter() - started
        times, found = [], 0
        for document in new[1:]:
            started = time.perf_counter()
            found += len(comparison.find(document, name="new"))
            times.append(time.perf_counter() - started)
    middle, slow = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    print(
        f"  a new article looked up: with opening the archive {opened * 1e3:.1f} ms, then median"
        f" {middle * 1e3:.1f} ms, 95th percentile {slow * 1e3:.1f} ms, most {max(times) * 1e3:.1f} ms"
        f" ({len(first) + found} sayings found)",
        flush=True,
    )


def peak_megabytes() -> float:
    if sys.platform == "win32":
        return float("nan")
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("quotations", nargs="*", type=int, default=[100_000])
    parser.add_argument("--file", type=Path, help="keep the archive here (with one number of quotations)")
    parser.add_argument("--one-by-one", action="store_true", help="commit every article by itself")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for quotations in options.quotations:
            path = options.file or Path(folder) / f"{quotations}.sqlite"
            for process in (
                multiprocessing.Process(target=measure, args=(quotations, path, options.one_by_one)),
                multiprocessing.Process(target=look_up, args=(quotations, path)),
            ):
                process.start()
                process.join()
            if options.file is None and path.exists():
                os.remove(path)


if __name__ == "__main__":
    main()
