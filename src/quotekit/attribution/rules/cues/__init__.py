"""Cues, one kind a module: beside quotation marks, verbs of reported speech, nouns and adjectives."""
