"""What a rule found, still in token numbers: one attribution in the making."""

from __future__ import annotations

import attrs

from quotekit.attribution.rules.grammar.tagged import Range


@attrs.frozen(kw_only=True)
class Claim:
    """Hold content in parts, and perhaps a cue and a source.

    `rule` is the stable name of what decided; `word` is what the rates are kept by beside it (a
    verb's lemma with how it is used), or nothing.
    """

    content: tuple[Range, ...]
    cue: Range | None = None
    source: Range | None = None
    rule: str
    word: str = ""
