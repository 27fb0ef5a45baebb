"""A model's card: the files in its folder, and the weights of its confidence."""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from quotekit.attribution.learned import gate
from quotekit.attribution.learned.confidence import Confidence
from quotekit.errors import ModelError

FORMAT = 3
"""The version of the format that is written and read."""

FILES = ("encoder.onnx", "reader.onnx", "tokenizer.json")
"""The files of a model besides its card; one that has a gate has that file too."""


@attrs.frozen(kw_only=True)
class Shared:
    """Say where the table of pieces is that a model shares with another.

    `file` is the other model's file, relative to the folder, and `offset` the table's first byte in it;
    `shape` is its number of rows and columns.
    """

    file: str
    sha256: str
    offset: int
    shape: tuple[int, int]


@attrs.frozen(kw_only=True)
class Card:
    """Hold the parts of a card that are needed to use the model; origin, settings and figures are for people.

    `sha256` has the hash of each file, `confidence` the weights of the evidence, and `threshold` the
    least confidence of a quotation to be returned; `thresholds` are those of languages that have one of their
    own. `objects` is the least outside English for an object without a clause. `shared` is where the table of
    pieces is if ``encoder.onnx`` lacks it. `gate` is the least log odds of what a gate lets through; without
    it there is none.
    """

    sha256: Mapping[str, str]
    confidence: Confidence
    threshold: float
    thresholds: Mapping[str, float]
    objects: float
    shared: Shared | None = None
    gate: float | None = None

    @classmethod
    def read(cls, data: bytes) -> Card:
        """Return a card. Raises `ModelError`, with what was expected, for anything else."""
        try:
            card = json.loads(data)
        except (ValueError, RecursionError) as error:
            raise ModelError(f"expected JSON in card.json, got something else: {error}") from error
        version = _member(card, "format", "a version", lambda value: type(value) is int)
        if version != FORMAT:
            raise ModelError(f"expected a model of format {FORMAT}, got {version}")
        least = _member(card, "gate", "a number", _is_number) if "gate" in card else None
        files = FILES if least is None else (*FILES, gate.FILE)
        is_pinned = functools.partial(_is_pinned, files=files)
        weights = _member(card, "confidence", "the weights of the evidence", _is_confidence)
        place = "the place of a table in another model's file"
        return cls(
            sha256=_member(card, "sha256", f"a fingerprint for each of {', '.join(files)}", is_pinned),
            confidence=Confidence(**weights),
            threshold=_member(card, "threshold", "a number from 0 to 1", _is_share),
            thresholds=_member({"thresholds": {}} | card, "thresholds", "numbers from 0 to 1", _are_shares),
            objects=_member({"objects": 0} | card, "objects", "a number from 0 to 1", _is_share),
            shared=Shared(**_member(card, "shared", place, _is_shared)) if "shared" in card else None,
            gate=least,
        )


def _member(card: object, name: str, expected: str, fits: Any) -> Any:
    if not isinstance(card, dict) or not fits(card.get(name)):
        got = card.get(name) if isinstance(card, dict) else card
        raise ModelError(f'expected {expected} as "{name}" in card.json, got {str(got)[:80]!r}')
    return card[name]


def _is_number(value: object) -> bool:
    return type(value) in (int, float) and math.isfinite(value)  # type: ignore[arg-type]


def _is_share(value: object) -> bool:
    return _is_number(value) and 0 <= value <= 1  # type: ignore[operator]


def _are_shares(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_share, value.values()))


def _is_confidence(value: object) -> bool:
    names = {field.name for field in attrs.fields(Confidence)}
    return isinstance(value, dict) and value.keys() == names and all(map(_is_number, value.values()))


def _is_shared(value: object) -> bool:
    if not isinstance(value, dict) or value.keys() != {field.name for field in attrs.fields(Shared)}:
        return False
    shape, words = value["shape"], (value["file"], value["sha256"])
    pair = isinstance(shape, list) and len(shape) == 2
    return (
        pair
        and all(isinstance(word, str) for word in words)
        and all(type(number) is int and number >= 0 for number in (value["offset"], *shape))
    )


def _is_pinned(value: object, files: Sequence[str]) -> bool:
    return isinstance(value, dict) and all(isinstance(value.get(name), str) for name in files)
