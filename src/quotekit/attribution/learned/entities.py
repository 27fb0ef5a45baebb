"""Names, which the network tags in the same pass as cues."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import get_args

import attrs
import numpy as np

from quotekit.attribution.learned.decoding import Encoded, Marked, Network
from quotekit.attribution.learned.tags import ENTITY_TAGS, Decoder, Scores, role_shares
from quotekit.attribution.learned.units import Unit
from quotekit.document import Name, NameKind, Span, Tokenized

_KINDS = get_args(NameKind)
_NAMES = Decoder(ENTITY_TAGS)


def entities(units: Sequence[Unit], encoded: Sequence[Encoded]) -> Iterator[tuple[int, int, NameKind, float]]:
    """Return the names in units by offsets, each with its kind and that kind's share of the weight."""
    scores = np.concatenate([one.entities for one in encoded])
    path = _NAMES.path(scores, list(accumulate(map(len, units))))
    spans = _NAMES.spans(path)
    if not spans:
        return
    first, stop = np.array([(first, stop) for first, stop, _ in spans]).T
    sizes = stop - first
    sums = np.add.reduceat(role_shares(scores[path > 0]), np.cumsum(sizes) - sizes)
    means = sums / sizes[:, None].astype(np.float32)
    likeliest = means.argmax(1)
    yield from zip(
        np.concatenate([unit.starts for unit in units])[first].tolist(),
        np.concatenate([unit.ends for unit in units])[stop - 1].tolist(),
        [_KINDS[kind] for kind in likeliest.tolist()],
        means.max(1).tolist(),
        strict=True,
    )


@attrs.define(slots=True, eq=False)
class Reader:
    """Pass a network's scores on, and keep the names of every unit that it encodes."""

    network: Network
    _found: list[tuple[int, int, NameKind, float]] = attrs.field(factory=list, init=False)

    def encode(self, units: Sequence[Unit]) -> list[Encoded]:
        """Return what the first pass over each unit gives."""
        encoded = self.network.encode(units)
        self._found += entities(units, encoded)
        return encoded

    def read(self, marked: Sequence[Marked]) -> list[Scores]:
        """Return the part scores (pieces, part tags) for each marked cue."""
        return self.network.read(marked)

    def names(self, tokenized: Tokenized) -> Iterator[Name]:
        """Return the names found so far, in text order."""
        for start, end, kind, confidence in self._found:
            yield Name(span=Span(start, end, tokenized.text), kind=kind, confidence=confidence)
