"""Speakers in languages other than English: names told by their letters, and small word lists a language."""

from quotekit.speakers.languages.resolver import LanguageResolver

__all__ = ["LanguageResolver"]
