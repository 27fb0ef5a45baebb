"""Word classes by name: one letter each, so that a text's classes are a string that patterns can search."""

from __future__ import annotations

from quotekit.lexicon.verbs import BASE, ING, PARTICIPLE, PAST, THIRD_PERSON

__all__ = ["BASE", "ING", "PARTICIPLE", "PAST", "THIRD_PERSON"]

NOUN = "N"  # or an unknown word
ADJECTIVE = "J"
NAME = "P"
DETERMINER = "D"
NUMBER = "Q"
HE = "S"  # pronouns that are subjects
HIM = "O"  # pronouns that are objects
IT = "U"  # pronouns that are both
ADVERB = "R"
PREPOSITION = "I"
OF = "F"
TO = "T"
MODAL = "M"
BE = "B"
HAVE = "H"
DO = "X"
NOT = "L"
THAT = "K"
WH_WORD = "w"
SUBORDINATOR = "A"
CONJUNCTION = "C"
DATE = "Y"  # days and months
POSSESSIVE = "g"

COMMA = "c"
DASH = "d"
HYPHEN = "h"
SEMICOLON = "s"
COLON = "o"
STOP = "p"  # ends a sentence
QUOTE = "q"
OPEN_BRACKET = "b"
CLOSE_BRACKET = "e"
OTHER = "x"

PUNCTUATION = frozenset({STOP, COMMA, SEMICOLON, COLON, DASH, QUOTE, OPEN_BRACKET, CLOSE_BRACKET})
"""Marks that separate phrases."""
VERBS = frozenset({PAST, THIRD_PERSON, BASE, PARTICIPLE, ING})
"""Main verbs in any form."""
HELPING = frozenset({MODAL, BE, HAVE, DO})
"""Auxiliary verbs."""
TENSED = frozenset({PAST, THIRD_PERSON, PARTICIPLE})
"""Main verbs in a past or third-person form; a participle may be a past."""
TENSED_OR_BASE = TENSED | {BASE}
SURELY_FINITE = frozenset({PAST, THIRD_PERSON}) | HELPING
"""Verbs that are certainly finite."""
LIKELY_FINITE = SURELY_FINITE | {PARTICIPLE}
FINITE = SURELY_FINITE | {BASE}
MAYBE_FINITE = FINITE | {PARTICIPLE}
