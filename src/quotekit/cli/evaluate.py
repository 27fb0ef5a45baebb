"""``quotekit evaluate``: how right attributions are."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs
import click

from quotekit.cli import profiles, reading
from quotekit.pipeline import Pipeline
from quotekit.stages import Profile

if TYPE_CHECKING:
    from quotekit.evaluation import Attribution, GoldArticle


@click.command()
@click.argument("gold", metavar="GOLD")
@click.argument("pred", metavar="[PRED]", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="How the figures are printed.",
)
@click.option(
    "--resamples",
    type=click.IntRange(min=0),
    default=1000,
    show_default=True,
    metavar="N",
    help="Samples of the articles for the intervals of F; 0 for none.",
)
@click.option("--seed", type=int, default=0, show_default=True, metavar="N", help="Seed of the samples.")
@reading.workers
@click.option("--flat", is_flag=True, help="Leave out attributions inside others, on both sides.")
@click.option("--deeds", is_flag=True, help="Return deeds too, which PolNeAR counts.")
@profiles.option
def evaluate(
    gold: str,
    pred: str | None,
    form: str,
    resamples: int,
    seed: int,
    workers: int,
    flat: bool,
    deeds: bool,
    profile: Profile,
) -> int:
    """Compare predicted attributions with gold ones.

    Both files are JSON Lines, an article a line. GOLD has "id", "text" and "quotes" in each line, or is what
    "quotekit attribute --format jsonl --text" writes. PRED has the same form, and needs no texts. Without
    PRED, the texts of GOLD are attributed now.
    """
    from quotekit import evaluation

    if deeds and profile == "novel":
        raise click.BadOptionUsage("deeds", "--deeds goes with the profiles model, fast and rules.")
    articles = evaluation.read_gold(gold)
    if pred is None:
        pipeline = Pipeline(profile=profile)
        predictions = _predicted(articles, profiles.with_deeds(pipeline) if deeds else pipeline, workers)
    else:
        predictions = evaluation.read_predictions(pred)
    if flat:
        articles = tuple(
            attrs.evolve(article, attributions=evaluation.outermost(article.attributions))
            for article in articles
        )
        predictions = {id: evaluation.outermost(given) for id, given in predictions.items()}
    report = evaluation.evaluate(articles, predictions, resamples=resamples, seed=seed)
    if form == "json":
        sys.stdout.write(json.dumps(report.to_dict(), indent=2) + "\n")
    else:
        sys.stdout.write(report.to_table())
    sys.stdout.flush()
    return 0


def _predicted(
    articles: Sequence[GoldArticle], pipeline: Pipeline, workers: int
) -> dict[str, tuple[Attribution, ...]]:
    """Return what a pipeline finds in the texts of articles, by their ids."""
    from quotekit.evaluation import attributions_of

    documents = pipeline.attribute_many(
        [article.text for article in articles], workers=workers, progress=sys.stderr.isatty()
    )
    return {
        article.id: attributions_of(document) for article, document in zip(articles, documents, strict=True)
    }
