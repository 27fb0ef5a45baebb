"""Narrowing: the network for ten languages is taught again, as a part of itself that takes less time.

    python -m quotekit.training.narrowing --help

It learns what it answered itself to English articles in other papers' marks, to articles of frames, and to
the treebanks' sentences as they stand; and to English articles in their own marks what the English network
answers, which reads them better. What is annotated is learnt along with the answers. Where it misread a frame
the annotation is the answer, and so it is of sentences and passages that people read.

With ``--further`` the whole network is taught in this way, by less of the same, when samples or frames were
added.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

import attrs
import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer

from quotekit.attribution.learned.nearness import distances
from quotekit.attribution.learned.session import Session, load
from quotekit.attribution.learned.tags import CUE_TAGS, PART_TAGS
from quotekit.training.answers import Lesson, answered, between
from quotekit.training.corpus import (
    UNKNOWN,
    Example,
    Scheme,
    cut_units,
    examples,
    named_examples,
    unannotated,
)
from quotekit.training.distillation import Part, pruned
from quotekit.training.export import fingerprints
from quotekit.training.frames import joined, sentences
from quotekit.training.languages import (
    FLAT,
    FRAMED,
    Files,
    Sources,
    banks,
    by_language,
    files_of,
    reading,
    write_languages,
)
from quotekit.training.loop import Corpus, Settings
from quotekit.training.relaying import relaid
from quotekit.training.samples import read_samples
from quotekit.training.scoring import Held
from quotekit.training.start import started
from quotekit.training.trainer import score, watched, weights_of

T = TypeVar("T")


@attrs.frozen(kw_only=True)
class Course:
    """Say what of the network is taught, how, and how much it reads.

    Without a `part` it is the whole network. `flat` and `named` are how many articles of the English files
    are read, and `acted` how often those that say the act. `frames` is how many articles of frames a language
    has, `treebanks` how many of its treebanks' sentences, and `samples` how often its samples are read.
    """

    part: Part | None
    settings: Settings
    flat: int = 1000
    acted: int = 2
    named: int = 1000
    frames: Mapping[str, int]
    treebanks: int = 80
    samples: int = 5


NARROWED = Course(
    part=Part(layers=(0, 1, 2, 3, 5, 7), heads=6, inner=512),
    settings=Settings(epochs=4, rate=6e-4, head_rate=6e-4, warmup=0.03, average=0.998, entities=0.5, seed=3),
    frames=by_language(340, de=720, cs=770, ru=790, it=240, pl=240),
)
"""Of the network of eight layers, twelve heads and 1,536 inner channels, a part that takes half the time."""

FURTHER = Course(
    part=None,
    settings=attrs.evolve(NARROWED.settings, epochs=2, rate=2.5e-4, head_rate=2.5e-4),
    flat=300,
    acted=1,
    named=100,
    frames=by_language(170, de=420, ru=420, cs=300, it=150),
    treebanks=60,
    samples=4,
)
"""The part again, after samples or frames were added."""

DRESSED = 0.35
"""The share of English articles that are set in other papers' marks."""

_CERTAIN = 7.0
"""The score of a tag that is annotated, where the others have none."""

_TOGETHER = (1, 1, 2, 3)
"""How many sentences of a treebank make a paragraph, one of these numbers at random."""

_PARAGRAPHS = 12
"""How many paragraphs of a treebank make an article."""


@attrs.frozen(kw_only=True, eq=False)
class Teachers:
    """Hold the networks whose answers are learnt: the one that is narrowed, and that of English.

    `beside` has for some languages a second network with the pieces of the first: their lessons lie halfway
    between both.
    """

    own: Session
    english: Session
    beside: Mapping[str, Session]

    @property
    def tokenizer(self) -> Tokenizer:
        """Return the one whose pieces are learnt."""
        return self.own.tokenizer

    def answers(self, some: Sequence[Example], language: str | None = None) -> Iterator[Example]:
        """Yield examples with what the network that is narrowed answers to them."""
        second = self.beside.get(language or "")
        for one, lesson in zip(some, answered((one.unit for one in some), self.own), strict=True):
            yield _taught(one, lesson if second is None else between(lesson, second))

    def answers_in_english(self, text: str, some: Sequence[Example]) -> Iterator[Example]:
        """Yield examples of an English text with what the English network answers to it.

        Left out is what that network cuts elsewhere.
        """
        theirs = answered(cut_units(text, self.english.tokenizer), self.english)
        for one, lesson in zip(some, relaid(theirs, [one.unit for one in some]), strict=True):
            if lesson is not None:
                yield _taught(one, lesson)


def _taught(one: Example, lesson: Lesson) -> Example:
    return attrs.evolve(one, lesson=lesson)


def lessons(
    sources: Sources, teachers: Teachers, course: Course, samples: Path, chance: random.Random
) -> Iterator[Example]:
    """Yield the units of all articles that a course reads, each with an answer.

    `samples` is a folder (see `quotekit.training.samples`).
    """
    tokenizer = teachers.tokenizer
    read = [(_drawn(sources.flat, course.flat, chance), FLAT)]
    read += [(sources.acted, Scheme.of(sources.acted))] * course.acted
    for articles, scheme in read:
        for article in articles:
            dressed = chance.random() < DRESSED
            shown = sources.dressed(article, float(dressed), chance)
            some = list(examples(shown, scheme, tokenizer))
            # Other papers' marks are not the English network's to read.
            yield from teachers.answers(some) if dressed else teachers.answers_in_english(shown.text, some)
    for named in _drawn(sources.named, course.named, chance):
        yield from teachers.answers_in_english(named.text, list(named_examples(named, tokenizer)))
    for language, count in course.frames.items():
        for article in sources.framed(language, count, chance):
            yield from map(righted, teachers.answers(list(examples(article, FRAMED, tokenizer)), language))
        some = [
            one
            for article in read_samples(samples, language, sources.treebanks)
            for one in examples(article, FRAMED, tokenizer)
        ]
        yield from list(map(_certain, teachers.answers(some))) * course.samples
        for text in _drawn(_texts(language, sources.treebanks, chance), course.treebanks, chance):
            yield from teachers.answers(list(map(unannotated, cut_units(text, tokenizer))), language)


def _drawn(some: Sequence[T], most: int, chance: random.Random) -> Sequence[T]:
    return chance.sample(some, min(most, len(some)))


def righted(one: Example) -> Example:
    """Return an example of a frame as it is or, where the answer is wrong, with its annotation for one.

    Frames that were added after a network was made are new to it, and what it answers tells less.
    """
    assert one.lesson is not None
    read = {tuple(where): scores for where, scores in one.lesson.parts}
    length = len(one.unit)
    right = _agree(one.lesson.cues, one.cues) and all(
        (scores := read.get(tuple(distances(length, *where)))) is not None and _agree(scores, tags)
        for where, tags in zip(one.ranges, one.parts, strict=True)
    )
    return one if right else _certain(one)


def _agree(scores: npt.NDArray[np.float16], tags: npt.NDArray[np.int64]) -> bool:
    known = tags != UNKNOWN
    return bool((scores.argmax(-1)[known] == tags[known]).all())


def _certain(one: Example) -> Example:
    """Return an example with its annotation for an answer, but for names, which samples leave out."""
    assert one.lesson is not None
    length = len(one.unit)
    parts = [
        (distances(length, *where), _certainty(tags, len(PART_TAGS)))
        for where, tags in zip(one.ranges, one.parts, strict=True)
    ]
    cues = _certainty(one.cues, len(CUE_TAGS))
    return _taught(one, attrs.evolve(one.lesson, cues=cues, parts=parts))


def _certainty(tags: npt.NDArray[np.int64], count: int) -> npt.NDArray[np.float16]:
    scores = np.zeros((len(tags), count), dtype=np.float16)
    scores[np.arange(len(tags)), tags] = _CERTAIN
    return scores


def _texts(language: str, treebanks: Path, chance: random.Random) -> list[str]:
    """Return the sentences of a language's treebanks as they stand, as articles of short paragraphs."""
    told = [joined(rows) for path in banks(language, treebanks) for rows in sentences(path)]
    paragraphs = []
    while told:
        count = chance.choice(_TOGETHER)
        paragraphs.append(" ".join(told[:count]))
        del told[:count]
    return [
        "\n\n".join(paragraphs[first : first + _PARAGRAPHS])
        for first in range(0, len(paragraphs), _PARAGRAPHS)
    ]


def narrow(
    files: Files,
    *,
    model: Path,
    english: Path,
    samples: Path,
    out: Path,
    beside: Mapping[str, Path] = MappingProxyType({}),
    course: Course = NARROWED,
) -> Path:
    """Teach a part of the model for ten languages, calibrate it on held-out articles, and return its folder.

    `model` and `english` are the folders of that model and of the English one; `beside` has for some
    languages the folder of another with the same pieces, halfway to which their lessons lie. `samples` is a
    folder of what was annotated by hand (see `quotekit.training.samples`). What was interrupted continues
    when it is started again with the same `out`.

    Raises `OSError` and `InvalidDocument` for files that cannot be read, `ModelError` for a folder that is
    not a model's, and `ValueError` for a model with less than the course's part.
    """
    network, settings = started(model), course.settings
    if course.part is not None:
        course.part.check(network.shape)
    sources = Sources.read(files)
    teachers = Teachers(
        own=load(model), english=load(english), beside={name: load(path) for name, path in beside.items()}
    )
    taught = tuple(lessons(sources, teachers, course, samples, random.Random(settings.seed)))
    if course.part is not None:
        answers = [one.lesson for one in taught if one.lesson is not None]
        network = pruned(network, course.part, answers)
    held = [Held.of(some, teachers.tokenizer) for some in sources.held]
    (out / "narrow").mkdir(parents=True, exist_ok=True)
    torch.manual_seed(settings.seed)
    network = watched(
        network,
        Corpus(gold=(), taught=taught),
        tokenizer=teachers.tokenizer,
        settings=settings,
        out=out / "narrow",
        score=lambda averaged: score(averaged, held),
    )
    origin = {
        "start": fingerprints(weights_of(model)),
        "teachers": {
            name: fingerprints(weights_of(path)) for name, path in {"en": english, **beside}.items()
        },
        "course": attrs.asdict(course),
    }
    return write_languages(network, teachers.tokenizer, files, sources, out / "model", origin, course.frames)


def main() -> None:
    parser = reading(__doc__)
    parser.add_argument("--model", type=Path, required=True, help="folder of the model for ten languages")
    parser.add_argument("--english", type=Path, required=True, help="folder of the English model")
    parser.add_argument("--samples", type=Path, required=True, help="folder of what was annotated by hand")
    parser.add_argument(
        "--beside",
        nargs=2,
        action="append",
        default=[],
        metavar=("LANGUAGE", "MODEL"),
        help="a second model for a language, halfway to whose answers its lessons lie",
    )
    parser.add_argument("--further", action="store_true", help="teach the whole of it, by less")
    given = vars(parser.parse_args())
    given["course"] = FURTHER if given.pop("further") else NARROWED
    given["beside"] = {language: Path(folder) for language, folder in given["beside"]}
    print(narrow(files_of(given), **given))


if __name__ == "__main__":
    main()
