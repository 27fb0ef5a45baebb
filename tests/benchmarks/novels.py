"""Measure who speaks in novels, as the Project Dialogism Novel Corpus has them.

    python tests/benchmarks/novels.py score NOVELS.jsonl        speakers named rightly, by kind of quotation
    python tests/benchmarks/novels.py cast NOVELS.jsonl         characters who speak: found, found only once
    python tests/benchmarks/novels.py confidence NOVELS.jsonl   what `speaker_confidence` means
    python tests/benchmarks/novels.py cross NOVELS.jsonl        by trees fitted without the author
    python tests/benchmarks/novels.py scenes fixtures/scenes.jsonl   short invented scenes, by kind
    python tests/benchmarks/novels.py speed NOVELS.jsonl NEWS.jsonl   beside the default on news

NOVELS holds one novel a line: ``id``, ``text``, ``characters`` (``name``, ``aliases``) and ``quotes``
(``content``, ``speaker``, ``explicitness``). A quotation is found if a turn shares at least half of both's
words with it.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import quotekit
from quotekit import Document, Speaker
from quotekit.novels.resolver import likelihoods
from quotekit.training.novels import Meant, Novel, fit, read, scores

AUTHORS = {
    "Austen": "Emma MansfieldPark NorthangerAbbey Persuasion PrideAndPrejudice SenseAndSensibility",
    "Carroll": "AlicesAdventuresInWonderland",
    "Christie": "TheMysteriousAffairAtStyles",
    "Dickens": "HardTimes OliverTwist",
    "Forster": "APassageToIndia ARoomWithAView HowardsEnd WhereAngelsFearToTread",
    "Hemingway": "TheSunAlsoRises",
    "Wilde": "ThePictureOfDorianGray",
}
FOLDS = (("Forster",), ("Austen",), ("Dickens", "Christie"), ("Carroll", "Wilde", "Hemingway"))
KINDS = ("Explicit", "Anaphoric", "Implicit")
WORD = re.compile(r"\w+")
Record = Mapping[str, Any]


def records(path: Path) -> Iterator[Record]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def words(text: str, spans: Iterable[Sequence[int]]) -> frozenset[int]:
    return frozenset(match.start() for start, end in spans for match in WORD.finditer(text, start, end))


def meant(who: Meant, speaker: Speaker) -> set[str]:
    """Return the characters that a speaker's names mean."""
    narrators = who.narrators if speaker.kind == "author" else set()
    return narrators | who.named((speaker.name, *speaker.aliases))


def judged(record: Record, document: Document) -> Iterator[tuple[str, bool, bool, float]]:
    """Yield each quotation's kind, whether it and its speaker were found, and how sure the name was."""
    text, who = record["text"], Meant(record["characters"])
    turns = [words(text, ((s.start, s.end) for s in q.content)) for q in document.quotations]
    holding: dict[int, list[int]] = defaultdict(list)
    for place, turn in enumerate(turns):
        for word in turn:
            holding[word].append(place)
    for quote in record["quotes"]:
        mine = words(text, quote["content"])
        if not mine:
            continue
        shared = Counter(place for word in mine for place in holding[word])
        best = max(shared, key=lambda p: shared[p] / (len(mine) + len(turns[p])), default=None)
        if best is None or 4 * shared[best] < len(mine) + len(turns[best]):
            yield quote["explicitness"], False, False, 0.0
            continue
        found = document.quotations[best]
        right = found.speaker is not None and quote["speaker"] in meant(who, found.speaker)
        yield quote["explicitness"], True, right, found.speaker_confidence


def score(path: Path) -> None:
    means = []
    together: dict[str, Counter[str]] = defaultdict(Counter)
    for record in records(path):
        document = quotekit.attribute_novel(record["text"])
        told: dict[str, Counter[str]] = defaultdict(Counter)
        for kind, found, right, _ in judged(record, document):
            for key in ("all", kind):
                told[key].update(all=1, found=found, right=right)
                together[key].update(all=1, found=found, right=right)
        means.append(told["all"]["right"] / told["all"]["all"])
        show(record["id"], told)
    show("together", together)
    print(f"mean over {len(means)} novels: {100 * sum(means) / len(means):.1f}")


def show(name: str, told: Mapping[str, Counter[str]]) -> None:
    parts = [
        f"{kind} {100 * told[kind]['right'] / told[kind]['all']:.1f} of {told[kind]['all']}"
        for kind in ("all", *KINDS)
        if kind in told
    ]
    print(f"{name:30}", f"found {100 * told['all']['found'] / told['all']['all']:.1f}", *parts, sep=" | ")


def cast(path: Path) -> None:
    print("novel | speak | found | found only once")
    for record in records(path):
        document = quotekit.attribute_novel(record["text"])
        who = Meant(record["characters"])
        hits = Counter(name for speaker in document.speakers for name in meant(who, speaker))
        speak = {q["speaker"] for q in record["quotes"] if not q["speaker"].startswith("_")}
        once = sum(hits[name] == 1 for name in speak)
        print(record["id"], len(speak), sum(hits[name] > 0 for name in speak), once, sep=" | ")


def confidence(path: Path) -> None:
    told = [
        (sure, right)
        for record in records(path)
        for _, found, right, sure in judged(record, quotekit.attribute_novel(record["text"]))
        if found
    ]
    told.sort()
    error, parts = 0.0, 10
    print("confidence   right   count")
    for part in range(parts):
        some = told[part * len(told) // parts : (part + 1) * len(told) // parts]
        sure, right = (sum(column) / len(some) for column in zip(*some, strict=True))
        error += abs(sure - right) * len(some) / len(told)
        print(f"{sure:10.2f}{right:8.2f}{len(some):8d}")
    print(f"expected calibration error {error:.3f}")


def cross(path: Path) -> None:
    novels: dict[str, Novel] = {}
    for record in records(path):
        novels[record["id"]] = read(record)
    by_author: dict[str, list[float]] = defaultdict(list)
    for fold in FOLDS:
        out = {name for author in fold for name in AUTHORS[author].split()}
        boosters = fit([novel for name, novel in novels.items() if name not in out])
        for author in fold:
            for name in AUTHORS[author].split():
                by_author[author].append(right_share(novels[name], boosters))
                print(f"{name:30} {100 * by_author[author][-1]:.1f}", flush=True)
    shares = [share for some in by_author.values() for share in some]
    print(f"mean over {len(shares)} novels: {100 * sum(shares) / len(shares):.1f}")
    means = [sum(some) / len(some) for some in by_author.values()]
    print(f"mean over {len(means)} authors: {100 * sum(means) / len(means):.1f}")


def right_share(novel: Novel, boosters: Sequence[Any]) -> float:
    """Return how many of the annotated turns have their speaker's chance highest."""
    candidates = novel.candidates
    chance = likelihoods(scores(boosters, candidates.features), candidates, novel.paragraphs, novel.carried)
    right = known = 0
    for place in range(len(candidates.bounds) - 1):
        low, high = candidates.bounds[place], candidates.bounds[place + 1]
        known += bool(novel.known[place])
        right += bool(novel.known[place] and high > low and novel.right[low + chance[low:high].argmax()])
    return right / max(known, 1)


def scenes(path: Path) -> None:
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for kind, right, turns in scene_by_scene(path):
        for key in (kind, "together"):
            told[key].update(right=right, turns=turns, whole=right == turns, scenes=1)
    for kind in sorted(told, key=lambda kind: (kind == "together", kind)):
        count = told[kind]
        print(f"{kind:16}{count['right']:4d} of {count['turns']:3d}", end="")
        print(f"{count['whole']:4d} of {count['scenes']:2d} without a fault")


def scene_by_scene(path: Path) -> Iterator[tuple[str, int, int]]:
    """Yield each scene's kind, and how many of its turns have the right speaker, of how many."""
    for record in records(path):
        quotations = quotekit.attribute_novel(record["text"]).quotations
        right = 0
        for end, names in record["turns"]:
            begun = [q for q in quotations if q.content[0].start < end]
            speaker = max(begun, key=lambda q: q.content[0].start).speaker if begun else None
            right += speaker is not None and not called(speaker).isdisjoint(names)
        yield record["kind"], right, len(record["turns"])


def called(speaker: Speaker) -> set[str]:
    """Return a speaker's names; the narrator is `AUTHOR` as well."""
    return {speaker.name, *speaker.aliases} | ({"AUTHOR"} if speaker.kind == "author" else set())


def speed(path: Path, news: Path) -> None:
    import resource  # not on Windows

    novels = [record["text"] for record in records(path)]
    articles = [record["text"] for record in records(news)][:6]
    quotekit.attribute(articles[0])
    quotekit.attribute_novel(novels[0][:20_000])
    for name, work, texts in (
        ("default, news", quotekit.attribute, articles),
        ("novel", quotekit.attribute_novel, novels[:1]),
    ):
        began = time.process_time()
        for text in texts:
            work(text)
        print(f"{name:14} {sum(map(len, texts)) / (time.process_time() - began):10,.0f} characters a second")
    whole = "\n\n".join(novels)
    for size in (250_000, 500_000, 1_000_000):
        began = time.process_time()
        quotekit.attribute_novel(whole[:size])
        seconds = time.process_time() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{size:9,d} characters {seconds:6.1f} s, peak {peak} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("what", choices=("score", "cast", "confidence", "cross", "scenes", "speed"))
    parser.add_argument("novels", type=Path)
    parser.add_argument("news", type=Path, nargs="?")
    options = parser.parse_args()
    if options.what == "speed":
        if options.news is None:
            sys.exit("speed: expected a file of news as well")
        speed(options.novels, options.news)
    else:
        doing = {"score": score, "cast": cast, "confidence": confidence, "cross": cross, "scenes": scenes}
        doing[options.what](options.novels)


if __name__ == "__main__":
    main()
