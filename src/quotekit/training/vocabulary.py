"""A smaller vocabulary, without the word pieces that no English text needs."""

from __future__ import annotations

import json
import re

import torch
from tokenizers import Tokenizer

from quotekit.training.network import Network

# Latin letters with whatever marks, digits, punctuation and symbols; other scripts stay with [UNK].
_LATIN = re.compile(r"[\x00-\u024f\u1e00-\u1eff\u2000-\u2bff\u3000-\u301f\ufe10-\uffee]+")


def prune(network: Network, tokenizer: Tokenizer) -> Tokenizer:
    """Leave out unused pieces and other scripts than Latin; the network is changed in place.

    All pieces of English words stay, as what is rare in the training articles may be common elsewhere. Only a
    vocabulary of WordPiece is pruned. Any other belongs to a network for several languages, and stays.
    """
    data = json.loads(tokenizer.to_str())
    if data["model"]["type"] != "WordPiece":
        return tokenizer
    old = sorted(data["model"]["vocab"].items(), key=lambda item: item[1])
    kept = [(piece, number) for piece, number in old if _is_kept(piece)]
    data["model"]["vocab"] = {piece: number for number, (piece, _) in enumerate(kept)}
    for special in data["added_tokens"]:
        special["id"] = data["model"]["vocab"][special["content"]]
    data["post_processor"] = None
    rows = torch.tensor([number for _, number in kept])
    network.encoder.piece.weight = torch.nn.Parameter(network.encoder.piece.weight.detach()[rows])
    return Tokenizer.from_str(json.dumps(data))


def _is_kept(piece: str) -> bool:
    return not piece.startswith("[unused") and bool(_LATIN.fullmatch(piece))
