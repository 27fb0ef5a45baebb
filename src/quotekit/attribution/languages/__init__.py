"""The attributor for languages other than English: a multilingual network, without a parser.

`attributor` takes what the network of `learned` finds, and each of the other modules mends one thing that it
gets wrong, by the word lists of a language: `reports` drops what reports nothing, `report_ends` and `dashed`
end what is told, `discontinuous` completes cues, and `subjects` and `inversions` settle who speaks.
"""

from __future__ import annotations

from quotekit.attribution.languages.attributor import LanguageAttributor

__all__ = ["LanguageAttributor"]
