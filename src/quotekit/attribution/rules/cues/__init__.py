"""Cues, one module for each kind: beside quotation marks, reporting verbs, nouns and adjectives.

For speech in marks, `marked` asks what stands before it (`leading`), behind it (`following`) or beside it
without a verb (`verbless`). `reported`, `postposed`, `nominal`, `adverbial` and `relayed` find speech
without marks, and `headlined` reads headlines.
"""
