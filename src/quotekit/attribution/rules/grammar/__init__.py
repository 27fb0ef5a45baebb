"""A grammar without a parser: word classes, phrases, subjects, and how far a clause extends."""
