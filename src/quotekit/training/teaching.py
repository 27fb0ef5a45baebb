"""Teaching: the network is taught by a larger one, which is trained on the same articles first.

    python -m quotekit.training.teaching --help

The larger network, a `Teacher`, learns the gold articles. Then it answers to these articles, and to others
that have names and nobody's annotation. The smaller one, a trained model, learns the answers along with what
is annotated. Its table of pieces stays as it was, and so do its lowest layers, unless it learns as a part of
itself (``--narrow``), with fewer and narrower layers.
"""

from __future__ import annotations

import argparse
import functools
import random
from collections.abc import Iterator
from pathlib import Path

import attrs
import torch
from tokenizers import Tokenizer

from quotekit.training import gate
from quotekit.training.answers import answered, between
from quotekit.training.augmentation import augment, renamed
from quotekit.training.corpus import Example, examples, named_examples
from quotekit.training.distillation import Part, pruned, share
from quotekit.training.export import fingerprints
from quotekit.training.loop import Corpus, Settings
from quotekit.training.network import Live, Network
from quotekit.training.start import read_tokenizer, started
from quotekit.training.teacher import JOINED, begun
from quotekit.training.trainer import Material, score, watched, weights_of, write_model

TEACHER = Settings(
    epochs=3, rate=7e-5, head_rate=5e-4, warmup=0.04, pieces=1536, frozen=JOINED, most=220, named=0.15, seed=7
)
"""How the larger network is trained."""

LEARNER = Settings(epochs=5, rate=2e-4, head_rate=4e-4, warmup=0.04, average=0.995, frozen=2, entities=0.5)
"""How the smaller network learns."""

FAST = attrs.evolve(LEARNER, rate=8e-4, head_rate=8e-4, average=0.998, frozen=0)
"""How the one beside it learns, which has few layers and can learn with all of them."""

NARROW = Part(layers=(0, 1, 2, 3, 5), heads=6, inner=448)
"""What of a model of six layers learns if it is to be narrow."""

NARROW_LEARNER = attrs.evolve(FAST, rate=6e-4, head_rate=6e-4, epochs=8)
"""How it learns then."""

ARTICLES = 400
"""Of how many articles of a file at most the answers are learnt."""


@attrs.frozen(kw_only=True)
class Teaching:
    """Hold how the teacher, the trained model and the network beside it learn.

    If a part is given to be `narrow`, the model learns as that part of itself.
    """

    teacher: Settings = TEACHER
    learner: Settings = LEARNER
    fast: Settings = FAST
    narrow: Part | None = None


USUAL = Teaching()
"""How a model learns as a whole."""


def teach(material: Material, *, weights: Path, model: Path, out: Path, teaching: Teaching = USUAL) -> Path:
    """Train a teacher, teach what it answers to a trained model, and return the folder with the taught one.

    `weights` is the folder of an MPNet, and `model` that of the model. What was interrupted continues when it
    is started again with the same `out`. Raises `ValueError` at once for a model with less than the part that
    is to be narrow.
    """
    pupil, teacher, learner, narrow = started(model), teaching.teacher, teaching.learner, teaching.narrow
    if narrow is not None:
        narrow.check(pupil.shape)
    tokenizer = read_tokenizer(model / "tokenizer.json")
    held = material.held(tokenizer)
    corpus = material.corpus()
    settle = functools.partial(
        watched,
        tokenizer=tokenizer,
        score=lambda candidate: score(candidate, held),
    )
    (out / "teacher").mkdir(parents=True, exist_ok=True)
    torch.manual_seed(teacher.seed)
    network = settle(begun(weights, tokenizer), corpus, settings=teacher, out=out / "teacher")
    taught = Corpus(
        gold=(), taught=tuple(lessons(corpus, network, tokenizer, pupil=pupil, seed=learner.seed))
    )
    answers = [one.lesson for one in taught.taught if one.lesson is not None]
    pupils: list[tuple[str, Path, Settings, Part | None, Path]]
    pupils = [("learner", model, learner, narrow, out / "model")]
    if (model / "fast").exists():
        pupils.append(("fast", model / "fast", teaching.fast, None, out / "model" / "fast"))
    read = {
        "teacher": fingerprints([weights / "model.safetensors"]) | attrs.asdict(teacher),
        **material.origin(),
    }
    for name, start, settings, part, folder in pupils:
        (out / name).mkdir(exist_ok=True)
        network = started(start)
        origin = {"start": fingerprints(weights_of(start)), **read, "settings": attrs.asdict(settings)}
        if part is not None:
            network = pruned(network, part, answers)
            origin["narrow"] = attrs.asdict(part)
        network = settle(network, taught, settings=settings, out=out / name)
        write_model(network, tokenizer, held, folder, origin=origin)
    if len(pupils) > 1:
        gate.add(out / "model" / "fast", answers, pieces=tokenizer.get_vocab_size())
        share(out / "model" / "fast")
    return out / "model"


def lessons(
    corpus: Corpus, teacher: Network, tokenizer: Tokenizer, *, pupil: Network, seed: int
) -> Iterator[Example]:
    """Yield the units of gold articles and of those with names, with what a teacher answers.

    Half of the articles are told otherwise, as in training. Where deeds count, since they are annotated or
    nothing is, the lesson lies between the teacher's answer and what the pupil answers before it is taught:
    the teacher has read little about deeds.
    """
    chance = random.Random(seed)
    live, own = Live(teacher.eval()), Live(pupil.eval())
    for article_examples in _read(corpus, tokenizer, chance):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            answers = answered((one.unit for one in article_examples), live)
            answers = [
                between(answer, own) if one.deeds else answer
                for one, answer in zip(article_examples, answers, strict=True)
            ]
        for one, lesson in zip(article_examples, answers, strict=True):
            yield attrs.evolve(one, lesson=lesson)


def _read(corpus: Corpus, tokenizer: Tokenizer, chance: random.Random) -> Iterator[list[Example]]:
    # A file that is read several times an epoch is asked about once.
    read: set[str] = set()
    for articles, scheme in corpus.gold:
        some = [article for article in articles if article.text not in read]
        for article in chance.sample(some, min(ARTICLES, len(some))):
            read.add(article.text)
            if chance.random() < 0.5:
                article = augment(article, corpus.names.get("Person", ()), chance)
            yield list(examples(article, scheme, tokenizer))
    for named in corpus.named:
        if named.text not in read:
            if chance.random() < 0.5:
                named = renamed(named, corpus.names, chance)
            yield list(named_examples(named, tokenizer))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--weights", type=Path, required=True, help="folder of an MPNet, the teacher's start")
    parser.add_argument("--model", type=Path, required=True, help="folder of the model that is taught")
    parser.add_argument("--data", type=Path, action="append", required=True, help="gold articles")
    parser.add_argument("--names", type=Path, required=True, help="articles with names")
    parser.add_argument(
        "--dev", type=Path, action="append", required=True, dest="development", help="gold articles held out"
    )
    parser.add_argument("--out", type=Path, required=True, help="folder for weights and the taught model")
    parser.add_argument(
        "--narrow", action="store_true", help="teach a model of six layers as one of five narrow ones"
    )
    given = vars(parser.parse_args())
    teaching = Teaching(narrow=NARROW, learner=NARROW_LEARNER) if given.pop("narrow") else USUAL
    files = {name: given.pop(name) for name in ("data", "development", "names")}
    print(teach(Material(**files, written=True), **given, teaching=teaching))


if __name__ == "__main__":
    main()
