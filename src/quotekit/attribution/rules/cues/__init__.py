"""Cues, one module for each kind: beside quotation marks, reporting verbs, nouns and adjectives."""
