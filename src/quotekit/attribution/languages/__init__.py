"""The attributor for languages other than English: a multilingual network, without a parser.

`attributor` takes what the network finds, and `corrections` go through it by the word lists of a language:
`reports` and `standards` drop what reports nothing; `report_ends`, `trimming`, `objects` and `dashed` find
where contents and sources end, and `discontinuous` the second parts of cues. `subjects` settles who speaks,
with `pronoun_sources`, `written_sources` and, for a subject that stands elsewhere, `subject_search` (by
`subject_phrases`, `circumstances` and `predicates`); in German `inversions` and `postpositions` do, with
`noun_phrases`. `own_words` adds what nobody else tells. Below them all, `function_words`, `inflection` and
`tokens` know the words, their endings and their places.
"""

from __future__ import annotations

from quotekit.attribution.languages.attributor import LanguageAttributor

__all__ = ["LanguageAttributor"]
