"""Verb groups: a verb with its auxiliaries, *has not yet said*, *was accused*, *to tell*, *warning*."""

from __future__ import annotations

import attrs

from quotekit.attribution.rules.grammar import classes as c
from quotekit.attribution.rules.grammar.tagged import Range, Tagged

HELPERS = frozenset({c.ADVERB, c.MODAL, c.HAVE, c.DO, c.NOT, c.BE})
_MOST_HELPERS = 8


@attrs.frozen(kw_only=True)
class Group:
    """Hold a verb group: the tokens from `first` to before `stop`, its main verb `head` and its `mood`.

    The moods are ``fin`` (finite, with a subject), ``pas`` (passive), ``inf`` (after *to*), ``ing`` (a
    participle) and ``ger`` (after a preposition or determiner).
    """

    first: int
    head: int
    stop: int
    mood: str

    @property
    def cue(self) -> Range:
        return self.first, self.stop


def verb_group(tagged: Tagged, head: int) -> Group:
    """Return the verb group of the verb at token `head`."""
    tags = tagged.tags
    floor = max(tagged.sentence_start(head), head - _MOST_HELPERS)
    first = _past_helpers(tags, head, floor)
    if (
        first - 4 >= floor
        and tags[first - 3 : first] == c.COMMA + c.ADVERB + c.COMMA
        and tags[first - 4] in c.HELPING
    ):
        # *has, however, said*
        first = _past_helpers(tags, first - 4, floor)
    helpers, tag = tags[first:head], tags[head]
    before = tags[first - 1] if first - 1 >= floor else c.STOP
    if c.BE in helpers and tag == c.PARTICIPLE:
        mood = "pas"
    elif before == c.TO and tag in (c.BASE, c.NOUN) and not any(helper in c.HELPING for helper in helpers):
        mood = "inf"
        first -= 1
    elif tag == c.ING and c.BE not in helpers:
        mood = (
            "ger"
            if before in (c.PREPOSITION, c.OF, c.DETERMINER, c.POSSESSIVE) and c.HAVE not in helpers
            else "ing"
        )
    else:
        mood = "fin"
    while first < head and tags[first] == c.ADVERB and tagged.words[first][0].isupper():
        # *Yesterday told*: an adverb that opens the sentence is not part of the cue.
        first += 1
    return Group(first=first, head=head, stop=head + 1, mood=mood)


def _past_helpers(tags: str, at: int, floor: int) -> int:
    while at - 1 >= floor and tags[at - 1] in HELPERS:
        at -= 1
    return at
