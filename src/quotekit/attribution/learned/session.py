"""The shipped network, run by ONNX Runtime: loaded once, checked against its card, shared by all threads."""

from __future__ import annotations

import functools
import hashlib
import json
import os
import threading
from importlib import resources
from pathlib import Path
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from quotekit.attribution.learned.reading import Encoded
from quotekit.attribution.learned.tags import Scores
from quotekit.attribution.learned.units import Unit
from quotekit.errors import ModelError

FORMAT = 2
"""The version of the files' layout that is written."""

FORMATS = (1, FORMAT)
"""The versions that are read: the first knows cues without their acts, and no entities."""


@attrs.frozen(eq=False)
class Session:
    """Score units with the network in a folder; safe to call from several threads at once.

    Every call reads one unit, alone and on one thread: activations are quantised by the range they
    have in that unit, so batching units together would let one text change another's answer.
    """

    tokenizer: Tokenizer
    card: dict[str, Any]
    _encoder: onnxruntime.InferenceSession
    _reader: onnxruntime.InferenceSession

    @classmethod
    def load(cls, folder: Path) -> Session:
        """Load ``card.json``, ``tokenizer.json``, ``encoder.onnx`` and ``reader.onnx``.

        Raises `ModelError` where a file is missing, is of another version or is not what the card
        says it is, or the card is none.
        """
        try:
            return cls._load(folder)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise ModelError(f"expected a model in {str(folder)!r}, got {error!r}") from error

    @classmethod
    def _load(cls, folder: Path) -> Session:
        card = json.loads(_bytes(folder / "card.json"))
        if card.get("format") not in FORMATS:
            raise ModelError(
                f"expected a model of format {' or '.join(map(str, FORMATS))} in {folder}, "
                f"got {card.get('format')!r}"
            )
        files = {name: _checked(folder / name, expected) for name, expected in card["sha256"].items()}
        return cls(
            Tokenizer.from_str(files["tokenizer.json"].decode("utf-8")),
            card,
            _session(files["encoder.onnx"]),
            _session(files["reader.onnx"]),
        )

    def encode(self, unit: Unit) -> Encoded:
        """Return what the first pass over a unit gives."""
        return Encoded(*self._encoder.run(None, {"pieces": unit.pieces, "features": unit.features}))

    def read(self, states: Scores, distances: npt.NDArray[np.int64]) -> Scores:
        """Return the part scores (cues, pieces, part tags) for each cue's row of distances."""
        (parts,) = self._reader.run(None, {"states": states, "distances": distances})
        return np.asarray(parts)


_loading = threading.Lock()


def shipped() -> Session:
    """Return the network that is part of the package."""
    return _shipped(os.getpid())


@functools.cache
def _shipped(process: int) -> Session:
    with resources.as_file(resources.files("quotekit") / "resources" / "model") as folder:
        return load(folder)


def load(folder: Path) -> Session:
    """Return network in a folder, loaded when it is first asked for. Raises what `Session.load` raises."""
    with _loading:  # two threads that come first together must not load it twice
        return _loaded(folder, os.getpid())


# By process: a fork's copy has the locks as the other threads held them, and nobody there to let go of them.
@functools.cache
def _loaded(folder: Path, process: int) -> Session:
    return Session.load(folder)


def _unlocked() -> None:
    global _loading
    _loading = threading.Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_unlocked)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModelError(f"expected the model's file {path}, got {error}") from error


def _checked(path: Path, expected: str) -> bytes:
    data = _bytes(path)
    if (got := hashlib.sha256(data).hexdigest()) != expected:
        raise ModelError(f"expected {path} with SHA-256 {expected}, got {got}")
    return data


def _session(data: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
