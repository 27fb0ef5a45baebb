"""What a rule found, still in token numbers: one attribution in the making."""

from __future__ import annotations

import attrs


@attrs.frozen(kw_only=True)
class Claim:
    """Hold half-open token ranges: content in parts, and perhaps a cue and a source.

    `rule` is the stable name of what decided; `word` is what the rates are kept by beside it
    (a verb's lemma, a noun), or nothing.
    """

    content: tuple[tuple[int, int], ...]
    cue: tuple[int, int] | None = None
    source: tuple[int, int] | None = None
    rule: str
    word: str = ""
