"""Comparison: sayings that several texts have, and the speakers to whom the texts attribute them.

`words` and `wording` fold what is said and cut it into what may be repeated, `alignment` tells whether two
wordings are one saying, and the `archive`, a `database`, keeps both, read through a `view`. Of the matches
there, `grouping` makes groups, `verdicts` decides who speaks in each, and `occurrences` writes them out: as
`records`, or as a `page`.
"""

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
