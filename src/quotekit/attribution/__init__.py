"""Attributors: from tokens and quoted spans to content, cue and source, linked."""

from quotekit.attribution.rules import RuleAttributor

__all__ = ["RuleAttributor"]
