"""``quotekit train``: a model from one's own annotated articles."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from tqdm import tqdm


@click.command()
@click.option("--data", required=True, type=click.Path(path_type=Path), help="Gold articles to train on.")
@click.option("--dev", required=True, type=click.Path(path_type=Path), help="Gold articles to choose by.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder for the model.")
@click.option("--start", type=click.Path(path_type=Path), help="Folder with BERT weights to start from.")
@click.option(
    "--names",
    type=click.Path(path_type=Path),
    help='Articles with "entities" ([start, end, type]) to take people\'s names from.',
)
@click.option("--epochs", type=click.IntRange(min=1), default=8, show_default=True)
@click.option("--rate", type=float, default=2e-4, show_default=True, help="The peak learning rate.")
@click.option("--pieces", type=click.IntRange(min=256), default=2048, show_default=True, help="In a batch.")
@click.option("--seed", type=int, default=1, show_default=True)
def train(
    data: Path,
    dev: Path,
    out: Path,
    start: Path | None,
    names: Path | None,
    epochs: int,
    rate: float,
    pieces: int,
    seed: int,
) -> int:
    """Train the model attributor on articles as lines of JSON with "id", "text" and "quotes".

    A run that was cut off goes on when it is started again with the same --out. The model stands in
    OUT/model; give that folder to ModelAttributor(folder=...).
    """
    try:
        from quotekit.training import Settings, train_model
        from quotekit.training.augmentation import people

        folder = train_model(
            data=data,
            development=dev,
            out=out,
            start=start,
            names=people(_lines(names)) if names else (),
            settings=Settings(epochs=epochs, rate=rate, pieces=pieces, seed=seed),
            report=lambda line: tqdm.write(line, file=sys.stderr),
            progress=lambda steps, total: iter(tqdm(steps, total=total, unit="batch", leave=False)),
        )
    except OSError as error:
        print(f"quotekit: {error.filename}: {error.strerror}", file=sys.stderr)
        return 1
    print(folder)
    return 0


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)
