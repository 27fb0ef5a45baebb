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
    type=click.Path(path_type=Path),
    help="Gold articles to train on. May be given several times; a file given twice is read twice an epoch.",
)
@click.option(
    "--dev",
    required=True,
    multiple=True,
    type=click.Path(path_type=Path),
    help="Gold articles to choose by. May be given several times; the files weigh the same.",
)
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder for the model.")
@click.option(
    "--start",
    type=click.Path(path_type=Path),
    help="Folder with weights to start from: a BERT, or a model that was trained here.",
)
@click.option(
    "--names",
    type=click.Path(path_type=Path),
    help='Articles with "entities" ([start, end, type]) to learn names from.',
)
@click.option(
    "--written",
    is_flag=True,
    help="Read English paragraphs of ours too, of kinds that articles seldom show: deeds, passives, nouns.",
)
@click.option("--epochs", type=click.IntRange(min=1), default=8, show_default=True)
@click.option("--rate", type=float, default=2e-4, show_default=True, help="The peak learning rate.")
@click.option(
    "--head-rate", type=float, default=1e-3, show_default=True, help="That of what starts untrained."
)
@click.option("--pieces", type=click.IntRange(min=256), default=2048, show_default=True, help="In a batch.")
@click.option(
    "--most",
    type=click.IntRange(min=1),
    default=1000,
    show_default=True,
    help="Articles of one file in an epoch.",
)
@click.option(
    "--frozen",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="First layers that stay as they are.",
)
@click.option(
    "--blend", "blended", is_flag=True, help="Keep the mean of the best epoch's weights and the last epoch's."
)
@click.option("--seed", type=int, default=1, show_default=True)
def train(
    data: tuple[Path, ...],
    dev: tuple[Path, ...],
    out: Path,
    start: Path | None,
    names: Path | None,
    written: bool,
    **settings: Any,
) -> int:
    """Train the model attributor on articles as lines of JSON with "id", "text" and "quotes".

    A run that was cut off goes on when it is started again with the same --out. The model stands in
    OUT/model; give that folder to ModelAttributor(folder=...).
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
