"""The lexicon: word lists in data files, and the forms of reporting verbs and nouns."""

from quotekit.lexicon.files import group, language, languages, read

__all__ = ["group", "language", "languages", "read"]
