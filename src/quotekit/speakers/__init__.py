"""Speakers: to whom each source refers in its text.

`names` finds who is named in an English text, and `resolving` who of them a source is; `languages` does
both for other languages.
"""

from quotekit.speakers.languages import LanguageResolver
from quotekit.speakers.names.evidence import Evidence
from quotekit.speakers.resolving.resolver import NameResolver

__all__ = ["Evidence", "LanguageResolver", "NameResolver"]
