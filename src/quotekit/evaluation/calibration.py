"""Calibration: of the attributions with confidence p, a share p should be right."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs

_BINS = 10


@attrs.frozen(kw_only=True)
class Bin:
    """Hold one tenth of the confidence scale: number of predictions, mean confidence, share that is right."""

    count: int
    confidence: float
    right: float


@attrs.frozen(kw_only=True)
class Calibration:
    """Hold the expected calibration error (0 to 1) and the bins over which it is computed.

    The error is the mean, over all predictions, of the distance between the mean confidence of their bin and
    the share of it that is right (Naeini, Cooper and Hauskrecht 2015).
    """

    error: float
    bins: tuple[Bin, ...]

    @classmethod
    def of(cls, judged: Iterable[tuple[float, bool]]) -> Calibration | None:
        """Return the calibration of pairs of confidence and correctness, or None if there are none.

        >>> Calibration.of([(0.75, True), (0.75, False)]).error
        0.25
        """
        parts: list[list[tuple[float, bool]]] = [[] for _ in range(_BINS)]
        for confidence, right in judged:
            parts[min(int(confidence * _BINS), _BINS - 1)].append((confidence, right))
        bins = tuple(
            Bin(
                count=len(part),
                confidence=sum(confidence for confidence, _ in part) / len(part),
                right=sum(right for _, right in part) / len(part),
            )
            for part in parts
            if part
        )
        total = sum(b.count for b in bins)
        if not total:
            return None
        return cls(error=sum(b.count * abs(b.confidence - b.right) for b in bins) / total, bins=bins)

    def to_dict(self) -> dict[str, Any]:
        """Return the calibration as plain data."""
        return attrs.asdict(self)
