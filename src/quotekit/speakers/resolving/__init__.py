"""Resolving: whom each source of a quotation means."""
