"""The shipped network, run by ONNX Runtime: loaded once, checked against its card, shared by all threads."""

from __future__ import annotations

import functools
import hashlib
import math
import os
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from quotekit.attribution.learned.card import Card, Shared
from quotekit.attribution.learned.decoding import Encoded, Marked
from quotekit.attribution.learned.gate import FILE, Gate
from quotekit.attribution.learned.tags import CUE_TAGS, ENTITY_TAGS, PART_TAGS, Scores
from quotekit.attribution.learned.units import FEATURES, Unit
from quotekit.errors import ModelError
from quotekit.workers import no_fork

_ENCODED = {"states": None, "cues": len(CUE_TAGS), "entities": len(ENTITY_TAGS)}
_READ = {"parts": len(PART_TAGS)}
"""The outputs of the two graphs with their widths; that of the states depends on the network."""

TABLE = "encoder.piece.weight_quantized"
"""The table of pieces in the first graph, which a model may share with another."""

_SLOWER = ["SkipLayerNormFusion"]
"""Fusions of ONNX Runtime that cost time: its sum and norm in one step take three times as long as in two."""


_ROOM = 256
"""The most pieces of one run, unless a single unit has more: with more, hardly anything is gained."""

_RUN = 9
"""What a run takes beside its pieces, in pieces, those that only pad shorter units included."""


@attrs.frozen(eq=False)
class Session:
    """Score units with the network in a folder; safe to call from several threads at once.

    Units of like length go through in one run, padded to the longest. No unit's answer depends on the
    others: the steps of the activations are fixed in the graphs.
    """

    tokenizer: Tokenizer
    card: Card
    gate: Gate | None
    _encoder: onnxruntime.InferenceSession
    _reader: onnxruntime.InferenceSession

    @classmethod
    def load(cls, folder: Path) -> Session:
        """Load ``card.json``, ``tokenizer.json``, ``encoder.onnx``, ``reader.onnx`` and any ``gate.npy``.

        Raises `ModelError` if a file is missing, of another version or different from what the card says, or
        if the card is invalid.
        """
        try:
            card = Card.read(_bytes(folder / "card.json"))
            tokenizer, encoder, reader = (
                make(_checked(folder / name, card.sha256[name]))
                for name, make in (
                    ("tokenizer.json", _tokenizer),
                    ("encoder.onnx", functools.partial(_graph, table=shared_table(folder, card.shared))),
                    ("reader.onnx", _graph),
                )
            )
            _check(encoder, ("pieces", "features", "lengths"), _ENCODED)
            _check(reader, ("states", "distances", "lengths"), _READ)
            gate = None
            if card.gate is not None:
                table = _checked(folder / FILE, card.sha256[FILE])
                gate = Gate.read(table, least=card.gate, pieces=tokenizer.get_vocab_size())
        except ModelError as error:
            raise ModelError(f"expected a model in {str(folder)!r}: {error}") from error
        session = cls(tokenizer, card, gate, encoder, reader)
        session._begin()
        return session

    def _begin(self) -> None:
        """Read a unit of one piece: on first use libraries make tables, which a fork must not cut short."""
        self.tokenizer.encode("a", add_special_tokens=False)
        one = np.zeros(1, dtype=np.int64)
        features = np.zeros((1, len(FEATURES)), dtype=np.int64)
        unit = Unit(pieces=one, features=features, starts=one, ends=one, silent=1)
        [encoded] = self.encode([unit])
        self.read([Marked(encoded.states, one)])

    def encode(self, units: Sequence[Unit]) -> list[Encoded]:
        """Return what the first pass over each unit gives."""
        encoded = _by_length(
            [{"pieces": unit.pieces, "features": unit.features} for unit in units], self._encoder
        )
        return [Encoded(*outputs) for outputs in encoded]

    def read(self, marked: Sequence[Marked]) -> list[Scores]:
        """Return the part scores (pieces, part tags) for each marked cue."""
        read = _by_length(
            [{"states": one.states, "distances": one.distances} for one in marked], self._reader
        )
        return [parts for (parts,) in read]


def shipped(*, fast: bool = False) -> Session:
    """Return the network that is part of the package, or the smaller and faster one beside it."""
    return _shipped(os.getpid(), fast)


@functools.cache
def _shipped(process: int, fast: bool) -> Session:
    with resources.as_file(resources.files("quotekit") / "resources" / "model") as folder:
        return load(folder / "fast" if fast else folder)


def load(folder: Path) -> Session:
    """Return the network in a folder, loaded on first use. Raises what `Session.load` raises."""
    with no_fork:  # two threads must not both load it on first use
        return _loaded(folder, os.getpid())


# By process: where threads read with it while the process is forked, they may hold its own locks.
@functools.cache
def _loaded(folder: Path, process: int) -> Session:
    return Session.load(folder)


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


def _tokenizer(data: bytes) -> Tokenizer:
    try:
        tokenizer = Tokenizer.from_str(data.decode("utf-8"))
    except Exception as error:  # tokenizers raises bare exceptions
        raise ModelError(f"expected the pieces of words in tokenizer.json, got {error}") from error
    if None in (tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")):
        raise ModelError("expected the markers [CLS] and [SEP] in tokenizer.json, got none")
    return tokenizer


def shared_table(folder: Path, shared: Shared | None) -> npt.NDArray[np.int8] | None:
    """Return the table of pieces that a model shares with another."""
    if shared is None:
        return None
    data, size = _checked(folder / shared.file, shared.sha256), math.prod(shared.shape)
    if shared.offset + size > len(data):
        raise ModelError(
            f"expected a table of {size} bytes from byte {shared.offset} on, got {len(data)} bytes"
        )
    return np.frombuffer(data, np.int8, size, shared.offset).reshape(shared.shape)


def _graph(data: bytes, *, table: npt.NDArray[np.int8] | None = None) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    if table is not None:
        options.add_external_initializers([TABLE], [onnxruntime.OrtValue.ortvalue_from_numpy(table)])
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(
            data, options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER
        )
    except Exception as error:  # they are of many classes without another common base
        raise ModelError(f"expected an ONNX graph, got what ONNX Runtime refuses: {error}") from error


def _check(
    graph: onnxruntime.InferenceSession, inputs: tuple[str, ...], outputs: Mapping[str, int | None]
) -> None:
    """Raise `ModelError` if a graph has other inputs or outputs than needed, or one of another width."""
    given = {one.name: one.shape[-1] for one in graph.get_outputs()}
    if {one.name for one in graph.get_inputs()} != set(inputs) or given.keys() != outputs.keys():
        raise ModelError(f"expected a graph from {', '.join(inputs)} to {', '.join(outputs)}, got another")
    for name, width in given.items():
        if outputs[name] not in (None, width):
            raise ModelError(f"expected {name} of width {outputs[name]}, got {width}")


def _by_length(given: Sequence[Mapping[str, Any]], graph: onnxruntime.InferenceSession) -> list[list[Any]]:
    """Return a graph's outputs for each input, in their order, from runs over those of like length."""
    outputs: list[list[Any]] = [[] for _ in given]
    lengths = [len(next(iter(one.values()))) for one in given]
    for some in _runs(lengths):
        padded = {name: _padded([given[at][name] for at in some]) for name in given[some[0]]}
        padded["lengths"] = np.array([lengths[at] for at in some], dtype=np.int32)
        for values in _run(graph, padded):
            for at, value in zip(some, values, strict=True):
                outputs[at].append(value[: lengths[at]])
    return outputs


def _runs(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Return the places of the lengths, the long ones first, in the groups that take least time together."""
    order = sorted(range(len(lengths)), key=lengths.__getitem__)
    # For the first 0, 1, 2 … of them: how much they take at least, and where the last run then begins.
    least, begins = [0], [0]
    for stop, longest in enumerate((lengths[at] for at in order), 1):
        first = max(stop - max(_ROOM // longest, 1), 0)
        cost, begin = min((least[begin] + longest * (stop - begin), begin) for begin in range(first, stop))
        least.append(cost + _RUN)
        begins.append(begin)
    stop = len(order)
    while stop:
        yield order[begins[stop] : stop]
        stop = begins[stop]


def _padded(rows: Sequence[npt.NDArray[Any]]) -> npt.NDArray[Any]:
    if len(rows) == 1:
        return rows[0][None]
    out = np.zeros((len(rows), len(rows[-1]), *rows[0].shape[1:]), dtype=rows[0].dtype)
    for at, row in enumerate(rows):
        out[at, : len(row)] = row
    return out


def _run(graph: onnxruntime.InferenceSession, given: dict[str, Any]) -> list[Any]:
    try:
        return list(graph.run(None, given))
    except Exception as error:
        if "allocat" in str(error) or "bad_alloc" in str(error):
            raise MemoryError(f"reading a paragraph with the network: {error}") from error
        raise ModelError(f"expected a network that reads {', '.join(given)}, got {error}") from error
