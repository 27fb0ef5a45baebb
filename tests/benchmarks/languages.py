"""Measure how well the passages in `fixtures/languages/` are read.

``python tests/benchmarks/languages.py`` does all files, or those that are named (``cs``; ``press/cs`` for the
harder ones in the manner of the Czech press). With ``--errors`` every passage that is not read as annotated
is shown; ``--thresholds`` compares the network's thresholds, and ``--speakers`` counts the right speakers in
the texts of ``speakers.tsv``.

``python tests/benchmarks/languages.py de --speed ENGLISH.jsonl GERMAN.jsonl`` compares CPU time a character
with that of the English pipeline. Both files hold one text a line, with a field "text".
"""

from __future__ import annotations

import argparse
import json
import runpy
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

import quotekit
from quotekit.attribution import LanguageAttributor
from quotekit.attribution.finishing.kinds import kind
from quotekit.document import Span
from quotekit.evaluation import Attribution, GoldArticle, evaluate
from quotekit.evaluation.articles import attributions_of
from quotekit.matcher import MarkMatcher
from quotekit.pipeline import in_language
from quotekit.tokenizer import LanguageTokenizer

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
ALL = ("direct", "mixed", "indirect")
THRESHOLDS = tuple(step / 25 for step in range(6, 22))
OBJECTS = (0.0, 0.8, 0.85, 0.9, 0.95)
ROUNDS = 3


def passages(file: str) -> Iterator[GoldArticle]:
    """Read the passages of a file (*cs*, *press/cs*), with the names that their lines end with."""
    unmark = runpy.run_path(str(FIXTURES / "build.py"))["unmark"]
    lines = (FIXTURES / "languages" / f"{file}.txt").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(line for line in lines if not line.startswith("#")):
        marked, _, told = line.partition("\t")
        names = dict(entry.split(" ", 1) for entry in told.split("; ") if entry)
        text, found = unmark(marked)
        yield GoldArticle(
            id=f"{file}-{number}",
            text=text,
            attributions=tuple(
                Attribution(
                    content=tuple(map(tuple, spans["content"])),
                    cue=tuple(map(tuple, spans["cue"])),
                    source=tuple(map(tuple, spans["source"])),
                    speaker=names.get(str(index)),
                )
                for index, spans in sorted(found.items())
            ),
        )


def code(file: str) -> str:
    """Return the language of a file of passages.

    >>> code("press/cs")
    'cs'
    """
    return file.rpartition("/")[2]


def typed(article: GoldArticle, language: str) -> GoldArticle:
    """Return the article with the types that its quotation marks say."""
    text = article.text
    quoted = MarkMatcher(language=language).match(LanguageTokenizer(language=language).tokenize(text))
    outer = tuple(span for span in quoted if span.depth == 0)
    return attrs.evolve(
        article,
        attributions=tuple(
            attrs.evolve(a, type=kind([Span(*part, text) for part in a.content], outer))
            for a in article.attributions
        ),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("languages", nargs="*", metavar="FILE")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--thresholds", action="store_true")
    parser.add_argument("--speakers", action="store_true")
    parser.add_argument("--speed", nargs=2, type=Path, metavar=("ENGLISH.jsonl", "OTHER.jsonl"))
    options = parser.parse_args()
    known = [
        path.relative_to(FIXTURES / "languages").with_suffix("").as_posix()
        for folder in (FIXTURES / "languages", FIXTURES / "languages/press")
        for path in sorted(folder.glob("??.txt"))
    ]
    if options.thresholds:
        compare_thresholds(options.languages or known)
        return
    if options.speed:
        compare_speed(*options.speed, language=(options.languages or ["de"])[0])
        return
    if options.speakers:
        for language in options.languages or (file for file in known if "/" not in file):
            told = list(speakers(language))
            right = sum(one == other for _, wanted, got in told for one, other in pairs(wanted, got))
            print(language, right, sum(len(wanted) for _, wanted, _ in told), sep="\t")
            for text, wanted, got in told if options.errors else ():
                if wanted != got:
                    print(f"  {text}\n    - {wanted}\n    + {got}")
        return
    print("language passages attributions found exact who whole".replace(" ", "\t"))
    for file in options.languages or known:
        language = code(file)
        gold = [typed(article, language) for article in passages(file)]
        predicted = {a.id: attributions_of(quotekit.attribute(a.text, language=language)) for a in gold}
        [scores] = evaluate(gold, predicted, types=[ALL], resamples=0).scores
        counts = (len(gold), sum(len(article.attributions) for article in gold))
        print(
            file,
            *counts,
            *(f"{m.f:.1f}" for m in (scores.found, scores.exact, scores.who, scores.who_exact)),
            sep="\t",
        )
        for article in gold if options.errors else ():
            if shown(article, predicted[article.id]) != shown(article, article.attributions):
                print(f"  {article.text}")
                for sign, attributions in ("-", article.attributions), ("+", predicted[article.id]):
                    for row in sorted(shown(article, attributions)):
                        print(f"    {sign} {row}")


def speakers(language: str) -> Iterator[tuple[str, list[str], list[str]]]:
    """Return the texts of a language with the speakers of their quotations: as annotated, and as found."""
    for line in (FIXTURES / "languages" / "speakers.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith(f"{language}\t"):
            _, text, names = line.split("\t")
            quotations = quotekit.attribute(text, language=language).quotations
            yield text, names.split("; "), [q.speaker.name if q.speaker else "" for q in quotations]


def pairs(wanted: list[str], got: list[str]) -> Iterable[tuple[str, str]]:
    """Return the speakers side by side: none of a text in which not as many quotations were found."""
    return zip(wanted, got, strict=True) if len(wanted) == len(got) else ()


def compare_thresholds(files: Iterable[str]) -> None:
    """Show the scores over all passages of some files at each pair of thresholds."""
    print("objects threshold precision recall found who".replace(" ", "\t"))
    gold = {file: [typed(one, code(file)) for one in passages(file)] for file in files}
    for objects in OBJECTS:
        documents: dict[str, quotekit.Document] = {}
        for file, articles in gold.items():
            language = code(file)
            attributor = LanguageAttributor(language=language, threshold=THRESHOLDS[0], objects=objects)
            pipeline = attrs.evolve(in_language(language), attributor=attributor)
            documents |= {article.id: pipeline.attribute(article.text) for article in articles}
        for least in THRESHOLDS:
            predicted = {
                key: attributions_of(document.select(min_confidence=least))
                for key, document in documents.items()
            }
            everything = [article for articles in gold.values() for article in articles]
            [scores] = evaluate(everything, predicted, types=[ALL], resamples=0).scores
            figures = (scores.found.precision, scores.found.recall, scores.found.f, scores.who.f)
            print(f"{objects:.2f}", f"{least:.2f}", *(f"{figure:.1f}" for figure in figures), sep="\t")


def compare_speed(english: Path, other: Path, *, language: str) -> None:
    """Show the CPU time a character of both pipelines, warm: the best of `ROUNDS`, taken in turn."""

    def texts(path: Path, most: int) -> list[str]:
        return [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()[:most]]

    contenders = {
        "en": (quotekit.Pipeline(), texts(english, 30)),
        language: (in_language(language), texts(other, 60)),
    }
    least = dict.fromkeys(contenders, float("inf"))
    for _ in range(ROUNDS):
        for name, (pipeline, some) in contenders.items():
            pipeline.attribute(some[0])
            start = time.process_time()
            for text in some:
                pipeline.attribute(text)
            taken = (time.process_time() - start) / sum(map(len, some))
            least[name] = min(least[name], taken)
    for name, taken in least.items():
        print(f"{name}\t{taken * 1e6:.1f} µs a character\t{least['en'] / taken:.2f} of the English speed")


def shown(article: GoldArticle, attributions: Iterable[Attribution]) -> set[str]:
    """Return what somebody says as lines to compare: source, cue and content."""

    def words(spans: Iterable[tuple[int, int]]) -> str:
        return " … ".join(article.text[start:end].strip(" ,.:") for start, end in spans)

    return {f"{words(a.source)} | {words(a.cue)} | {words(a.content)}" for a in attributions}


if __name__ == "__main__":
    main()
