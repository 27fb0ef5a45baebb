"""Speakers: to whom each source refers in its text."""

from quotekit.speakers.languages import LanguageResolver
from quotekit.speakers.names.evidence import Evidence
from quotekit.speakers.resolving.resolver import NameResolver

__all__ = ["Evidence", "LanguageResolver", "NameResolver"]
