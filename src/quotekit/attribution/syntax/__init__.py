"""Attribution from parses in Universal Dependencies, for any language that has a small lexicon here.

`parsed_text` lays the parses out. `complements` reads the content of reporting verbs, `obliques` and `nouns`
what names a source without a verb, and `adjacent_verbs` whom speech that is left over belongs to; `sources`
finds who speaks, and `fitting` fits each of the `claims` to the marks.
"""

from __future__ import annotations

from quotekit.attribution.syntax.attributor import UDAttributor
from quotekit.attribution.syntax.trees import Parser, Sentence, Word

__all__ = ["Parser", "Sentence", "UDAttributor", "Word"]
