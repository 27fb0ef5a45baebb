"""Attribution from parses in Universal Dependencies, for any language that has a small lexicon here."""

from __future__ import annotations

from quotekit.attribution.syntax.attributor import UDAttributor
from quotekit.attribution.syntax.trees import Parser, Sentence, Word

__all__ = ["Parser", "Sentence", "UDAttributor", "Word"]
