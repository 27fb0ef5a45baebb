"""Entities named by a phrase: a description in its own words."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from quotekit.lexicon import read
from quotekit.speakers.names.entities import EntityKind, Register
from quotekit.speakers.names.lexicon import Role, determiner, document_classes, roles, word_set
from quotekit.speakers.names.reader import NameMention
from quotekit.speakers.names.words import Words
from quotekit.speakers.resolving.conjuncts import Phrase
from quotekit.speakers.resolving.discourse import Discourse
from quotekit.speakers.resolving.mentions import Mention

PARTNERS = {")": "(", "”": "“", '"': '"'}
FROM_ROLE = 3.0


@attrs.define(slots=True, eq=False)
class PhraseTexts:
    """Make entities of phrases; in one text, the same words are the same entity."""

    words: Words
    cover: Sequence[NameMention | None]
    register: Register
    discourse: Discourse
    known: dict[str, int] = attrs.field(factory=dict)

    def entity(self, phrase: Phrase, kind: EntityKind) -> int:
        """Return the entity for a source's phrase in its own words."""
        words = self.words
        start, end = words.starts[phrase.first], words.ends[phrase.last]
        if document_classes(words.lower[phrase.head]) == ("poll",):
            # "A new Fox News poll released Thursday" is the Fox News poll.
            named = next((k for k in range(phrase.first, phrase.head) if self.cover[k] is not None), -1)
            if named >= 0:
                start, end = words.starts[named], words.ends[phrase.head]
        if kind == "organisation":
            end = words.ends[self._last(phrase)]
        start, end = with_marks(words.text, start, end)
        number = self._number(start, end, kind, roles().get(words.lower[phrase.head]))
        if kind == "group":
            self.discourse.together((number,), phrase.first)
        return number

    def _last(self, phrase: Phrase) -> int:
        """Return the last word that says which body it is: not a clause, not *in its report*."""
        lower = self.words.lower
        if determiner(lower[phrase.first]) == "i":
            # One company that moves pianos has no other name.
            return phrase.last
        for k in range(phrase.stop, phrase.last):
            loose = lower[k] in read("phrase-ends") and determiner(lower[k + 1]) in ("i", "p")
            if loose or lower[k] in word_set("relatives"):
                return k - 1
        return phrase.last

    def passing(self, first: int, last: int, kind: EntityKind, role: Role | None) -> int:
        """Return the entity for a phrase of the running text in its own words."""
        return self._number(self.words.starts[first], self.words.ends[last], kind, role)

    def in_more_words(self, mention: Mention) -> int:
        """Return the body that the same noun described in more words before, or -1: the Saudi embassy."""
        number = self.discourse.heads.get(mention.noun, -1)
        if number < 0 or mention.sort != "body" or mention.determiner not in ("", "d"):
            return -1
        entity = self.register.entities[number]
        return number if not entity.named and mention.telling <= entity.name_words else -1

    def _number(self, start: int, end: int, kind: EntityKind, role: Role | None) -> int:
        form = " ".join(self.words.text[start:end].split())
        number = self.known.get(form.lower())
        if number is None:
            entity = self.register.make(kind)
            entity.plural = kind == "group"
            if role is not None:
                entity.note_gender(role.gender, FROM_ROLE)
                if kind == "unnamed":
                    entity.roles.add(role.noun)
            number = self.known[form.lower()] = entity.number
        self.register.entities[number].note(form, start, end)
        return number


def with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """Include a quotation mark or bracket at an edge if its partner is inside.

    >>> with_marks('some (most men) said', 0, 14)
    (0, 15)
    """
    inside = text[start:end]
    if end < len(text) and text[end] in PARTNERS and PARTNERS[text[end]] in inside:
        end += 1
    if start and text[start - 1] in '“"' and ("”" in inside or '"' in inside):
        start -= 1
    return start, end
