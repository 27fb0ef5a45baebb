"""Speakers: who every source is in its text."""

from quotekit.speakers.evidence import Evidence
from quotekit.speakers.resolver import NameResolver

__all__ = ["Evidence", "NameResolver"]
