"""Measure the attributor by syntax beside rules and model, on annotated articles, in one table.

    pip install ".[stanza]"
    python tests/benchmarks/syntax.py polnear-dev.jsonl
    python tests/benchmarks/syntax.py polnear-dev.jsonl --models ~/stanza_resources

The parses are those of `fixtures/stanza`, small models trained on UD_English-EWT alone, or of `--models`, a
folder of Stanza's own. Figures are F as `quotekit evaluate` counts them, of every contender without speech
within speech, which PolNeAR does not annotate, with precision and recall of what is found; the last lines
give characters a second of CPU time, parsing included.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from quotekit import Pipeline
from quotekit.attribution import ModelAttributor, RuleAttributor
from quotekit.attribution.syntax import UDAttributor
from quotekit.evaluation import Attribution, GoldArticle, Report, attributions_of, evaluate, read_gold
from quotekit.integrations.stanza import StanzaParser, StanzaTokenizer, load

MODELS = Path(__file__).resolve().parents[2] / "fixtures" / "stanza"
PARSING = "tokenize,mwt,pos,lemma,depparse"
GROUPS = {
    "direct": ("direct",),
    "direct + mixed": ("direct", "mixed"),
    "indirect": ("indirect",),
    "all": ("direct", "mixed", "indirect"),
}
MEASURES = ("found", "exact", "who", "named")


def contenders(models: Path) -> dict[str, Pipeline]:
    nlp = load(
        "en", dir=str(models), processors="tokenize,mwt,pos,lemma,depparse", use_gpu=False, verbose=False
    )
    return {
        "rules": Pipeline(attributor=RuleAttributor()),
        "model (default)": Pipeline(attributor=ModelAttributor()),
        "syntax": Pipeline(
            tokenizer=StanzaTokenizer(nlp), attributor=UDAttributor(language="en", parser=StanzaParser(nlp))
        ),
    }


def measured(pipeline: Pipeline, articles: Iterable[GoldArticle]) -> tuple[Report, float]:
    """Evaluate a pipeline, and give its characters a second of CPU time beside the report."""
    articles = tuple(articles)
    found: dict[str, tuple[Attribution, ...]] = {}
    pipeline.attribute(articles[0].text)
    started = time.process_time()
    for article in articles:
        document = pipeline.attribute(article.text)
        flat = tuple(quotation for quotation in document.quotations if quotation.inside is None)
        found[article.id] = attributions_of(attrs.evolve(document, quotations=flat))
    spent = time.process_time() - started
    report = evaluate(articles, found, types=tuple(GROUPS.values()), resamples=0)
    return report, sum(len(a.text) for a in articles) / spent


def rows(name: str, report: Report) -> Iterator[str]:
    for group, scores in zip(GROUPS, report.scores, strict=True):
        cells = [f"{getattr(scores, measure).f:.1f}" for measure in MEASURES]
        cells += [f"{figure:.1f}" for figure in (scores.found.precision, scores.found.recall)]
        yield f"| {name} | {group} | " + " | ".join(cells) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("--models", type=Path, default=MODELS)
    parser.add_argument("--only", help="one contender: rules, model (default) or syntax")
    options = parser.parse_args()
    articles = read_gold(options.gold)
    print("| | | " + " | ".join(MEASURES) + " | found: P | found: R |")
    print("|---|---|" + "---:|" * (len(MEASURES) + 2))
    speeds = []
    for name, pipeline in contenders(options.models).items():
        if options.only in (None, name):
            report, speed = measured(pipeline, articles)
            print("\n".join(rows(name, report)), flush=True)
            speeds.append(f"{name}: {speed:,.0f} characters a second")
    print("\n".join(["", *speeds]))


if __name__ == "__main__":
    main()
