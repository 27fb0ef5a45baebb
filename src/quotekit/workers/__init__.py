"""Worker processes."""

from __future__ import annotations

from quotekit.workers.spread import Spread

__all__ = ["Spread"]
