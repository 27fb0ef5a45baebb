"""What the package knows of words: lists in data files, and the forms of verbs and nouns that report."""

from quotekit.lexicon.files import group, language, languages, read

__all__ = ["group", "language", "languages", "read"]
