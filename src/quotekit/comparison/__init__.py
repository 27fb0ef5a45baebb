"""Comparison: sayings that several texts have, and the speakers to whom the texts attribute them."""

from quotekit.comparison.comparison import Comparison, compare
from quotekit.comparison.names import Verdict
from quotekit.comparison.records import Decision, Occurrence, Saying, Side
from quotekit.errors import InvalidArchive

__all__ = [
    "Comparison",
    "Decision",
    "InvalidArchive",
    "Occurrence",
    "Saying",
    "Side",
    "Verdict",
    "compare",
]
