"""``quotekit train``: train a model on your own annotated articles."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click
from tqdm import tqdm


@click.command()
@click.option(
    "--data",
    required=True,
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Gold articles to train on; may be repeated (a file given twice is read twice an epoch).",
)
@click.option(
    "--dev",
    required=True,
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Gold articles to choose the best epoch by; may be repeated (all files have the same weight).",
)
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="The folder of the run; the model is its subfolder model.",
)
@click.option(
    "--start",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="A folder with weights to start from: a BERT's, or those of a model trained with this command.",
)
@click.option(
    "--names",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help='Articles with "entities" ([start, end, type]) to learn names from.',
)
@click.option(
    "--written",
    is_flag=True,
    help="Also read paragraphs written for quotekit, of kinds rare in articles: deeds, passives, nouns.",
)
@click.option(
    "--epochs", type=click.IntRange(min=1), default=8, show_default=True, help="How many epochs to train for."
)
@click.option("--rate", type=float, default=2e-4, show_default=True, help="The peak learning rate.")
@click.option(
    "--head-rate",
    type=float,
    default=1e-3,
    show_default=True,
    help="The same for parts that start untrained.",
)
@click.option(
    "--pieces", type=click.IntRange(min=256), default=2048, show_default=True, help="Word pieces in a batch."
)
@click.option(
    "--most",
    type=click.IntRange(min=1),
    default=1000,
    show_default=True,
    help="The most articles of one file in an epoch.",
)
@click.option(
    "--frozen",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="How many of the first layers stay unchanged.",
)
@click.option(
    "--blend", "blended", is_flag=True, help="Keep the mean of the weights of the best epoch and the last."
)
@click.option("--seed", type=int, default=1, show_default=True, help="Seed of all random choices.")
def train(
    data: tuple[Path, ...],
    dev: tuple[Path, ...],
    out: Path,
    start: Path | None,
    names: Path | None,
    written: bool,
    **settings: Any,
) -> int:
    """Train a model on your own annotated articles.

    Articles are JSON Lines with "id", "text" and "quotes". An interrupted run continues when it is started
    again with the same --out. The model is in OUT/model, for ModelAttributor(folder=...).
    """
    from quotekit.training import Material, Settings, train_model

    folder = train_model(
        Material(data=data, development=dev, names=names, written=written),
        out=out,
        start=start,
        settings=Settings(**settings),
        report=lambda line: tqdm.write(line, file=sys.stderr),
        progress=lambda steps, total: iter(tqdm(steps, total=total, unit="batch", leave=False)),
    )
    print(folder)
    return 0
