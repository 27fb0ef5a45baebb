"""Whether confidence means what it says: of attributions given p, a share p should be right."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs

_BINS = 10


@attrs.frozen(kw_only=True)
class Bin:
    """Hold the predictions of one tenth of confidence: how many, their mean, the share that is right."""

    count: int
    confidence: float
    right: float


@attrs.frozen(kw_only=True)
class Calibration:
    """Hold the expected calibration error (0 to 1) and the bins that it is taken over.

    The error is the mean distance, over all predictions, between their bin's mean confidence and
    the share of their bin that is right (Naeini, Cooper and Hauskrecht 2015).
    """

    error: float
    bins: tuple[Bin, ...]

    @classmethod
    def of(cls, judged: Iterable[tuple[float, bool]]) -> Calibration | None:
        """Compare confidences with whether each was right; return None where there are none.

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
        """Return it as plain data."""
        return attrs.asdict(self)
