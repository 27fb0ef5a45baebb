"""Words that may be noun or verb, settled by what stands around them."""

from __future__ import annotations

from quotekit.lexicon import verbs
from quotekit.lexicon.wordgroups import group

# What a word by itself leaves open: a base form that is as much a noun (*claim*), a third person
# (*claims*), an -ing form, a participle, a base form that is hardly ever a noun, *back* and *right*,
# an adjective that is a verb too (*close*), a base form that is its own past (*put*).
BASE, THIRD, ING, PARTICIPLE, PURE, BACK, OPEN, SAME = "1", "2", "3", "4", "5", "6", "7", "8"
DOUBTFUL = BASE + THIRD + ING + PARTICIPLE + PURE + BACK + OPEN + SAME + "g"

_AFTER_VERB = frozenset("KTDSUOPwqoAIFRYQ")
_BEFORE_NOUN = frozenset("DQgIFJ")


def settle(words: list[str], tags: list[str], i: int) -> str:
    """Choose the class of word `i`; the words before it are settled, those after it may not be."""
    doubt = tags[i]
    before = tags[i - 1] if i else "p"
    if doubt == "g":
        return _clitic(words, tags, i)
    if before == "T" and _is_no_infinitive(words, i):
        before = "F"
    if doubt == BACK:
        # *the back of*, *have the right to*, but *went back*.
        if before in "DJg":
            return "N"
        return "W" if before in "TMX" and words[i].lower() == "back" else "R"
    if doubt == PURE:
        people = before == "D" and words[i - 1].lower() in group("people-determiners")
        described = before == "J" and i > 1 and tags[i - 2] in "DgIFJ"
        return "N" if (before in "DgF" and not people) or described else "W"
    if doubt == SAME:
        return "W" if before in "TMXw" else "N" if before in _BEFORE_NOUN else "E"
    if doubt == OPEN:
        return "W" if before in "TMXw" else "J"
    if doubt == ING:
        following = "NPFcpIJVZMBH" + BASE + THIRD + PARTICIPLE
        return "N" if before in "DgFJ" and tags[i + 1] in following else "G"
    skip = i - 1
    if i > 2 and words[skip - 1] == "-" and tags[skip - 2] == "P":
        # *Kim Dae-sung fears*: what a hyphen ties to a name is part of it.
        before = "P"
    while before in "RL" and skip > 0 and i - skip < 4:
        skip -= 1
        before = tags[skip]
    if doubt == PARTICIPLE:
        return _participle(before, tags[i + 1], adjacent=skip == i - 1)
    left = words[skip] if skip >= 0 else ""
    return (_base if doubt == BASE else _third)(words[i], before, left, tags[i + 1])


def _is_no_infinitive(words: list[str], i: int) -> bool:
    """Tell whether *to* before word `i` is a preposition: *according to claims*, *from top to bottom*."""
    if i < 2:
        return False
    return words[i - 2].lower() == "according" or (i > 2 and words[i - 3].lower() == "from")


def _participle(before: str, after: str, *, adjacent: bool) -> str:
    """Settle *announced*: a noun's companion in *the newly announced plan*, else a participle or past."""
    if before in "DgJ" and (not adjacent or after in "NPhJ" + BASE + THIRD):
        return "N"
    return "N" if before == "D" and after in "cpI" else "E"


def _base(word: str, before: str, left: str, after: str) -> str:
    """Settle *claim*, which follows the word `left` of class `before`."""
    if before in "TMXSw":
        return "W"
    if before == "D" and left.lower() in group("people-determiners") and after in "TKDSO":
        # *Some claim that*
        return "W"
    if before in _BEFORE_NOUN:
        return "N"
    if before == "U":
        return "W" if left.lower() in ("you", "others") else "N"
    if before in "NP" and _is_plural(left):
        reports = word.lower() in verbs.reporting()
        return "W" if after in _AFTER_VERB or (reports and after in "NJEcMpG") else "N"
    return "W" if before == "C" and after in "DKTSUO" else "N"


def _third(word: str, before: str, left: str, after: str) -> str:
    """Settle *claims*, which follows the word `left` of class `before`."""
    if before in "SUw":
        return "Z"
    if before in "ceP" or (before == "N" and not _is_plural(left)):
        verb = after in "KTDSUOPwqoYQ" or (after == "I" and before == "P") or _shows(word, after)
        return "Z" if verb else "N"
    return "Z" if before == "C" and after in "DKTSUOw" else "N"


def _is_plural(word: str) -> bool:
    return (word.endswith("s") and not word.endswith("ss")) or word.lower() in ("people", "police")


def _shows(word: str, after: str) -> bool:
    """Tell whether a word such as *shows* or *reports* is a verb before this class."""
    lemma = verbs.reporting().get(word.lower())
    if lemma is None or "clause" not in verbs.complements()[lemma]:
        return False
    return after in "pc" or (after in "NJ" and lemma == "show")


def _clitic(words: list[str], tags: list[str], i: int) -> str:
    """Tell the possessive from *is* and *has*: after a pronoun, or before what no owner has."""
    if len(words[i]) == 1:
        return "g"
    before = tags[i - 1] if i else "p"
    if before in "SUKwR" or (before == "D" and words[i - 1].lower() == "this"):
        return "B"
    return "B" if tags[i + 1] in "DLGT" and before == "P" else "g"
