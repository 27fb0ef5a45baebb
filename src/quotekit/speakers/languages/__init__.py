"""Speakers in languages other than English: names by their form, and a small word list per language."""

from quotekit.speakers.languages.resolver import LanguageResolver

__all__ = ["LanguageResolver"]
