"""Callings before a name that something parts from it: the son of Ann Lee, Bo Khan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from quotekit.speakers.names.lexicon import determiner, fold, people_nouns, roles, word_set
from quotekit.speakers.names.reader import NameMention
from quotekit.speakers.names.words import Words

# How many words a calling may have with what describes it: former law professor.
NEAR = 4


@attrs.frozen(slots=True, kw_only=True, eq=False)
class CallingsBefore:
    """Find nouns for a person before their name, behind which other names or another noun stand."""

    words: Words
    cover: Sequence[NameMention | None]

    def nouns(self, mention: NameMention) -> Iterator[str]:
        """Return the nouns, the nearest first."""
        last = self._last(mention)
        if last >= 0:
            yield fold(self.words.forms[last])
        joined = self._joined(mention.lead if last < 0 else last)
        if joined >= 0:
            yield fold(self.words.forms[joined])

    def _last(self, mention: NameMention) -> int:
        """Return the noun that another name parts from a name, or -1."""
        words, before = self.words, mention.lead - 1
        other = self.cover[before] if self.cover and before >= 0 else None
        if other is None or other.possessive or other.lead < 2:
            return -1
        ruling = other.lead - 1
        ruling -= words.lower[ruling] == "the" and ruling > 1
        noun = ruling - 1
        if words.gaps[noun] != " " or words.gaps[ruling] != " ":
            return -1
        if words.gaps[before] == ", ":
            # The son of Ann Lee, Bo Khan, left; but the son of Ann Lee, Bo Khan and Ada Roth left.
            closed = words.gaps[mention.last].lstrip().startswith((",", ".", ";"))
            whose = words.lower[ruling] == "of" and other.kind == "person"
            return noun if closed and whose and self._is_the_kin(noun) else -1
        at_work = words.lower[ruling] in word_set("working-for") and other.kind in ("organisation", "place")
        return noun if at_work and words.gaps[before] == " " and self._is_calling(noun) else -1

    def _joined(self, index: int) -> int:
        """Return the noun that "and" joins to the calling at a word or before it, or -1.

        Economist and former minister Ann Lee; but the economist and minister Ann Lee are two.
        """
        words = self.words
        at = index if index < len(words) and words.lower[index] in roles() else index - 1
        while at > 1 and words.gaps[at - 1] == " " and words.lower[at - 1] != "and":
            if determiner(words.lower[at]) or (self.cover and self.cover[at]) or index - at > NEAR:
                return -1
            at -= 1
        noun = at - 2
        bare = noun == 0 or (noun > 0 and (words.first[noun] or words.gaps[noun - 1] == ", "))
        return noun if bare and words.lower[at - 1] == "and" and self._is_calling(noun) else -1

    def _is_the_kin(self, noun: int) -> bool:
        lower = self.words.lower
        return noun > 0 and lower[noun] in word_set("kin") and bool(determiner(lower[noun - 1]))

    def _is_calling(self, noun: int) -> bool:
        role = roles().get(self.words.lower[noun])
        return role is not None and not role.plural and role.noun in people_nouns()
