"""Resolving: to whom each source refers."""
