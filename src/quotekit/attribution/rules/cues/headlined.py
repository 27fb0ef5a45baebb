"""Cues that are colons in headlines: *UN: Harvest in Sudan to fail*."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import attrs

from quotekit.attribution.rules.claims import Claim
from quotekit.attribution.rules.grammar import Outline
from quotekit.attribution.rules.grammar import classes as c
from quotekit.lexicon import read

RULE = "headline"

_LONGEST = 30
"""The most words of a headline."""
_SOURCE = 4
"""The most words of a source."""
_LEAST = 3
"""The fewest words of what it says."""
_STOPS = frozenset({".", "?", "!", "…", ":", ";"})


@attrs.frozen
class Headlined:
    """Read the headlines of a text that quote the body or group before a colon.

    Before other colons may stand what it is about: *Football: Lee scores twice*.
    """

    outline: Outline

    def claims(self) -> Iterator[Claim]:
        """Return the claims of all paragraphs that may be headlines: short ones without a stop at the end."""
        t = self.outline.tagged
        for first, stop in pairwise(t.breaks):
            if (
                not 0 < stop - first <= _LONGEST
                or t.words[stop - 1] in _STOPS
                or max(t.quote[first:stop]) >= 0
            ):
                continue
            near = range(first + 1, min(first + _SOURCE + 1, stop - _LEAST))
            for colon in [at for at in near if t.words[at] == ":"][:1]:
                opens = t.words[colon + 1]
                if not opens[0].isdigit() and t.tags[colon + 1] != c.WH_WORD and self._speaks(first, colon):
                    content, cue = (colon + 1, stop), (colon, colon + 1)
                    yield Claim(content=(content,), cue=cue, source=(first, colon), rule=RULE)

    def _speaks(self, first: int, stop: int) -> bool:
        """Tell whether words end with such a body or group: *Ohio police*, and *WHO* but not *Who*."""
        t = self.outline.tagged
        names = (" ".join(t.lower[at:stop]) for at in range(first, stop))
        return any(name in read("headline-sources") for name in names) and (
            t.tags[stop - 1] != c.WH_WORD or t.words[stop - 1].isupper()
        )
