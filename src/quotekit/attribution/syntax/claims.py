"""What a construction found in one text: one attribution in the making, in code points."""

from __future__ import annotations

import attrs


@attrs.define(kw_only=True)
class Claim:
    """Hold content, cue and source as half-open ranges of code points.

    `rule` names the construction; `anchor` is the sentence and the word of its cue: each makes one claim.
    """

    content: list[tuple[int, int]]
    cue: list[tuple[int, int]]
    source: tuple[int, int] | None
    rule: str
    anchor: tuple[int, int]
