"""The stages for fiction: turns of speech, the cast of the whole book, and the speaker of each turn.

`turns` finds speech and its `cues`. From the whole book `census` gathers people: the `cast` of the named
ones, by the evidence for their `names`, and those only described (`descriptions`). The `story` has what
surrounds each turn (`surroundings`); `candidates` may speak it, and `features` tell what speaks for each. The
`forest` scores them, and `conversation` weighs turns together.
"""

from __future__ import annotations

from quotekit.novels.layout import BookTokenizer
from quotekit.novels.resolver import CastResolver
from quotekit.novels.turns import TurnAttributor

__all__ = ["BookTokenizer", "CastResolver", "TurnAttributor"]
