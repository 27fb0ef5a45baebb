"""Nouns beside the names of bodies: the union Obreros Unidos, Teck, the mining company."""

from __future__ import annotations

import attrs

from quotekit.lexicon import read
from quotekit.speakers.names.entities import Entity
from quotekit.speakers.names.lexicon import columns, roles, word_set
from quotekit.speakers.names.reader import NameMention
from quotekit.speakers.names.words import Words

# How many words before or behind a name its noun may stand.
NEAR = 5


@attrs.frozen(slots=True, eq=False)
class BodyNouns:
    """Gather the common nouns of bodies, and find those that tell that a name is a body's."""

    words: Words

    def gather(self, mention: NameMention, entity: Entity) -> None:
        """Learn the common nouns beside an organisation's name: Teck, the mining company."""
        words, nouns = self.words, columns("organisation-descriptions")
        for step in range(1, 9):
            index = mention.last + step
            if index >= len(words) or words.sentence[index] != words.sentence[mention.last]:
                break
            if step == 1 and words.gaps[mention.last] not in (", ", "), "):
                if words.lower[index] in word_set("media") and words.gaps[mention.last] == " ":
                    # The Dawn newspaper.
                    _learn(entity, words.lower[index])
                break
            if step > 1 and not words.joins(index - 1):
                break
            if words.lower[index] in nouns:
                after = words.lower[index + 1] if index + 1 < len(words) else ""
                if words.gaps[index] == " " and (
                    after in word_set("saying") or after in read("subject-verbs") or after in roles()
                ):
                    # Zhou Lan, the union leader: the noun only says which leader.
                    break
                _learn(entity, words.lower[index])
        before = mention.lead - 1
        if before >= 0 and words.lower[before] in nouns and words.gaps[before] == " ":
            _learn(entity, words.lower[before])

    def is_told(self, mention: NameMention) -> bool:
        """Tell whether a noun before a name says that it is a body's: the union Obreros Unidos."""
        words, before = self.words, mention.lead - 1
        if before < 1 or words.gaps[before] != " " or words.lower[before - 1] != "the":
            return False
        return words.lower[before] in columns("organisation-descriptions")

    def is_bare(self, mention: NameMention) -> bool:
        """Tell whether a noun without an article says that a name is a body's: energy company Petro Norte.

        Neither the company Ann Lee founded nor a member of parliament Ann Lee is one.
        """
        words, before = self.words, mention.lead - 1
        noun = words.lower[before] if before >= 0 and words.gaps[before] == " " else ""
        if noun and words.capital[before] and not words.first[before]:
            # An analyst at Oxus Bank Ann Lee: the noun ends another name.
            return False
        if (
            noun not in columns("organisation-descriptions")
            or noun in roles()
            or noun in word_set("served-in")
        ):
            return False
        for index in range(before - 1, max(before - NEAR, -1), -1):
            if words.sentence[index] != words.sentence[before] or not words.joins(index):
                return True
            if words.lower[index] in columns("determiners") or words.possessive[index]:
                return False
            if words.lower[index] in read("phrase-ends") or words.lower[index] in word_set("saying"):
                return True
        return before < NEAR

    def is_apposed(self, mention: NameMention) -> bool:
        """Tell whether an apposition says that a name is a body's: Atlantic Greens, a Kerry firm, applied."""
        words, index = self.words, mention.last + 1
        if words.lower[index : index + 1] not in (["a"], ["an"]) or words.gaps[mention.last] != ", ":
            return False
        while index + 1 < len(words) and index - mention.last < NEAR and words.gaps[index] == " ":
            after = words.lower[index + 1]
            if (
                after in word_set("tell-people")
                or after == "that"
                or (after.endswith("ed") and "-" not in after)
            ):
                break
            index += 1
        noun = words.lower[index]
        closed = words.gaps[index][:1] in (" ", ",", ".") and index > mention.last + 1
        return closed and noun in columns("organisation-descriptions") and noun not in roles()


def _learn(entity: Entity, noun: str) -> None:
    entity.roles.add(noun)
    if entity.kind == "unknown" and noun in read("organisation-nouns") and entity.gender == "u":
        entity.kind = "organisation"
