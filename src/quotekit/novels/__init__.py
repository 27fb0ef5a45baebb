"""The stages for fiction: turns of speech, the cast of the whole book, and the speaker of each turn."""

from __future__ import annotations

from quotekit.novels.layout import BookTokenizer
from quotekit.novels.resolver import CastResolver
from quotekit.novels.turns import TurnAttributor

__all__ = ["BookTokenizer", "CastResolver", "TurnAttributor"]
