"""Words that may be nouns or verbs, decided by their neighbours."""

from __future__ import annotations

from collections.abc import Callable

from quotekit.attribution.rules.grammar import classes as c
from quotekit.lexicon import group, verbs

# Kinds of ambiguity, one digit each.
NOUN_OR_BASE = "1"  # *claim*
NOUN_OR_THIRD = "2"  # *claims*
NOUN_OR_ING = "3"
NOUN_OR_PARTICIPLE = "4"
MOSTLY_BASE = "5"  # hardly ever a noun
ADVERB_OR_NOUN = "6"  # *back* and *right*
ADJECTIVE_OR_BASE = "7"  # *close*
BASE_OR_PAST = "8"  # *put*
DOUBTFUL = "12345678" + c.POSSESSIVE

_AFTER_VERB = frozenset(
    {
        c.THAT,
        c.TO,
        c.DETERMINER,
        c.HE,
        c.IT,
        c.HIM,
        c.NAME,
        c.WH_WORD,
        c.QUOTE,
        c.COLON,
        c.SUBORDINATOR,
        c.PREPOSITION,
        c.OF,
        c.ADVERB,
        c.DATE,
        c.NUMBER,
    }
)
_AFTER_GERUND = frozenset(
    {
        c.NOUN,
        c.NAME,
        c.ADJECTIVE,
        c.OF,
        c.PREPOSITION,
        c.COMMA,
        c.STOP,
        c.PAST,
        c.THIRD_PERSON,
        c.MODAL,
        c.BE,
        c.HAVE,
        NOUN_OR_BASE,
        NOUN_OR_THIRD,
        NOUN_OR_PARTICIPLE,
    }
)
_AFTER_THIRD = frozenset(
    {c.THAT, c.TO, c.DETERMINER, c.HE, c.IT, c.HIM, c.NAME, c.WH_WORD, c.QUOTE, c.COLON, c.DATE, c.NUMBER}
)
_AFTER_REPORT = frozenset({c.NOUN, c.ADJECTIVE, c.PARTICIPLE, c.COMMA, c.MODAL, c.STOP, c.ING})
_CLAUSE_STARTS = frozenset({c.DETERMINER, c.THAT, c.TO, c.HE, c.IT, c.HIM})
_BEFORE_ADJECTIVE = frozenset({c.DETERMINER, c.POSSESSIVE, c.PREPOSITION, c.OF, c.ADJECTIVE})
_BEFORE_BASE = frozenset({c.TO, c.MODAL, c.DO, c.WH_WORD})
_BEFORE_NOUN = frozenset({c.DETERMINER, c.NUMBER, c.POSSESSIVE, c.PREPOSITION, c.OF, c.ADJECTIVE})


def settle(words: list[str], tags: list[str], i: int) -> str:
    """Choose the class of word `i`. The words before it have theirs already; those after it may not."""
    doubt = tags[i]
    before = tags[i - 1] if i else c.STOP
    if doubt == c.POSSESSIVE:
        return _clitic(words, tags, i)
    if before == c.TO and _is_no_infinitive(words, i):
        before = c.OF
    if (choose := _BY_NEIGHBOURS.get(doubt)) is not None:
        return choose(words, tags, i, before)
    skip = i - 1
    if i > 2 and words[skip - 1] == "-" and tags[skip - 2] == c.NAME:
        # *Kim Dae-sung fears*: a word joined to a name by a hyphen is part of the name.
        before = c.NAME
    while before in (c.ADVERB, c.NOT) and skip > 0 and i - skip < 4:
        skip -= 1
        before = tags[skip]
    if doubt == NOUN_OR_PARTICIPLE:
        return _participle(before, tags[i + 1], adjacent=skip == i - 1)
    left = words[skip] if skip >= 0 else ""
    return (_base if doubt == NOUN_OR_BASE else _third)(words[i], before, left, tags[i + 1])


def _adverb_or_noun(words: list[str], tags: list[str], i: int, before: str) -> str:
    """Choose the class of *back*: *the back of*, *have the right to*, but *went back*."""
    if before in (c.DETERMINER, c.ADJECTIVE, c.POSSESSIVE):
        return c.NOUN
    return c.BASE if before in (c.TO, c.MODAL, c.DO) and words[i].lower() == "back" else c.ADVERB


def _mostly_base(words: list[str], tags: list[str], i: int, before: str) -> str:
    if before == c.ADJECTIVE:
        return c.NOUN if i > 1 and tags[i - 2] in _BEFORE_ADJECTIVE else c.BASE
    if before == c.DETERMINER:
        return c.BASE if words[i - 1].lower() in group("people-determiners") else c.NOUN
    return c.NOUN if before in (c.POSSESSIVE, c.OF) else c.BASE


def _base_or_past(words: list[str], tags: list[str], i: int, before: str) -> str:
    if before in _BEFORE_BASE:
        return c.BASE
    return c.NOUN if before in _BEFORE_NOUN else c.PARTICIPLE


def _adjective_or_base(words: list[str], tags: list[str], i: int, before: str) -> str:
    return c.BASE if before in _BEFORE_BASE else c.ADJECTIVE


def _noun_or_ing(words: list[str], tags: list[str], i: int, before: str) -> str:
    noun = before in (c.DETERMINER, c.POSSESSIVE, c.OF, c.ADJECTIVE) and tags[i + 1] in _AFTER_GERUND
    return c.NOUN if noun else c.ING


_BY_NEIGHBOURS: dict[str, Callable[[list[str], list[str], int, str], str]] = {
    ADVERB_OR_NOUN: _adverb_or_noun,
    MOSTLY_BASE: _mostly_base,
    BASE_OR_PAST: _base_or_past,
    ADJECTIVE_OR_BASE: _adjective_or_base,
    NOUN_OR_ING: _noun_or_ing,
}
"""What the words beside it alone decide, given the class of the one before."""


def _is_no_infinitive(words: list[str], i: int) -> bool:
    """Tell whether *to* before word `i` is a preposition: *according to claims*, *from top to bottom*."""
    if i < 2:
        return False
    return words[i - 2].lower() == "according" or (i > 2 and words[i - 3].lower() == "from")


def _participle(before: str, after: str, *, adjacent: bool) -> str:
    """Choose the class of *announced*: an adjective in *the announced plan*, else participle or past."""
    if before in (c.DETERMINER, c.POSSESSIVE, c.ADJECTIVE) and (
        not adjacent or after in (c.NOUN, c.NAME, c.HYPHEN, c.ADJECTIVE, NOUN_OR_BASE, NOUN_OR_THIRD)
    ):
        return c.NOUN
    return c.NOUN if before == c.DETERMINER and after in (c.COMMA, c.STOP, c.PREPOSITION) else c.PARTICIPLE


def _base(word: str, before: str, left: str, after: str) -> str:
    """Choose the class of *claim* after the word `left` of class `before`."""
    if before in (c.TO, c.MODAL, c.DO, c.HE, c.WH_WORD):
        return c.BASE
    if (
        before == c.DETERMINER
        and left.lower() in group("people-determiners")
        and after in (c.TO, c.THAT, c.DETERMINER, c.HE, c.HIM)
    ):
        # *Some claim that*
        return c.BASE
    if before in _BEFORE_NOUN:
        return c.NOUN
    if before == c.IT:
        return c.BASE if left.lower() in ("you", "others") else c.NOUN
    if before in (c.NOUN, c.NAME) and _is_plural(left):
        reports = word.lower() in verbs.reporting()
        return c.BASE if after in _AFTER_VERB or (reports and after in _AFTER_REPORT) else c.NOUN
    return c.BASE if before == c.CONJUNCTION and after in _CLAUSE_STARTS else c.NOUN


def _third(word: str, before: str, left: str, after: str) -> str:
    """Choose the class of *claims* after the word `left` of class `before`."""
    if before in (c.HE, c.IT, c.WH_WORD):
        return c.THIRD_PERSON
    if before in (c.COMMA, c.CLOSE_BRACKET, c.NAME) or (before == c.NOUN and not _is_plural(left)):
        verb = after in _AFTER_THIRD or (after == c.PREPOSITION and before == c.NAME) or _shows(word, after)
        return c.THIRD_PERSON if verb else c.NOUN
    return c.THIRD_PERSON if before == c.CONJUNCTION and after in _CLAUSE_STARTS | {c.WH_WORD} else c.NOUN


def _is_plural(word: str) -> bool:
    return (word.endswith("s") and not word.endswith("ss")) or word.lower() in ("people", "police")


def _shows(word: str, after: str) -> bool:
    """Tell whether a word such as *shows* or *reports* is a verb before this class."""
    lemma = verbs.reporting().get(word.lower())
    if lemma is None or "clause" not in verbs.complements()[lemma]:
        return False
    return after in (c.STOP, c.COMMA) or (after in (c.NOUN, c.ADJECTIVE) and lemma == "show")


def _clitic(words: list[str], tags: list[str], i: int) -> str:
    """Tell a possessive *'s* from *is* and *has*, by the words before and after it."""
    if len(words[i]) == 1:
        return c.POSSESSIVE
    before = tags[i - 1] if i else c.STOP
    if before in (c.HE, c.IT, c.THAT, c.WH_WORD, c.ADVERB) or (
        before == c.DETERMINER and words[i - 1].lower() == "this"
    ):
        return c.BE
    return c.BE if tags[i + 1] in (c.DETERMINER, c.NOT, c.ING, c.TO) and before == c.NAME else c.POSSESSIVE
