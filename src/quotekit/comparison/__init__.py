"""Comparison: sayings that several texts have, and the speakers to whom the texts attribute them."""

from quotekit.comparison.comparison import Comparison, compare
from quotekit.comparison.records import Decision, Occurrence, Saying, Side
from quotekit.errors import InvalidArchive
from quotekit.speakers.names.identity import Verdict

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
