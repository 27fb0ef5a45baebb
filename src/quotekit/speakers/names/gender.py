"""Gender and kind, learnt from the text itself: from pronouns that can only mean the one named before."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from quotekit.lexicon import read
from quotekit.lexicon.verbs import reporting
from quotekit.speakers.names.entities import Entity
from quotekit.speakers.names.lexicon import columns, given_gender
from quotekit.speakers.names.reader import NameMention
from quotekit.speakers.names.words import Words

FROM_PRONOUN = 1.0


def told_by_it(words: Words, mentions: Sequence[NameMention], entities: Sequence[Entity]) -> None:
    """Take a name for an organisation's if *it* speaks: Andes Copper will close two pits, it said."""
    for mention, following in pairwise((*mentions, None)):
        assert mention is not None
        entity = entities[mention.entity]
        if not is_doubtful(entity):
            continue
        sentence = words.sentence[mention.first]
        stop = len(words) if following is None else following.lead
        position = mention.last + 1
        while position + 1 < stop and words.lower[position] not in columns("pronouns"):
            position += 1
        if position + 1 < stop and words.lower[position] == "it" and words.lower[position + 1] in reporting():
            ends = words.sentence[position] == sentence and words.gaps[position - 1].endswith(", ")
            if ends or (words.first[position] and words.sentence[position] == sentence + 1):
                entity.kind = "organisation"


def is_doubtful(entity: Entity) -> bool:
    """Tell whether nothing but a guess says that a name is a person's: no title, no given name, no role."""
    told = entity.titled or entity.roles or entity.gender != "u" or entity.parts[:1] == ()
    return entity.kind in ("person", "unknown") and not told and entity.parts[0] not in given_gender()


def learn(words: Words, mentions: Sequence[NameMention], entities: Sequence[Entity]) -> None:
    """Count, for each person, the pronouns after a name in sentences that name nobody else before them."""
    pronouns = columns("pronouns")
    # Susan asked David what he wanted: a given name alone is somebody, too.
    given = given_gender()
    people = [
        m
        for m in mentions
        if m.entity >= 0 and (m.kind == "person" or (m.kind == "unknown" and m.parts[0] in given))
    ]
    for index, mention in enumerate(people):
        sentence = words.sentence[mention.first]
        if (
            index
            and words.sentence[people[index - 1].first] == sentence
            and people[index - 1].entity != mention.entity
        ):
            continue
        stop = people[index + 1].lead if index + 1 < len(people) else len(words)
        position = mention.last + 1
        while position < stop and words.sentence[position] == sentence:
            row = pronouns.get(words.lower[position])
            if row is not None and row[1] in "mf":
                if words.lower[position] in ("him", "her") and not is_possessive(words, position):
                    # Okafor told him: somebody else.
                    break
                entity = entities[mention.entity]
                entity.note_gender(row[1], FROM_PRONOUN)
                if entity.kind == "unknown" and (
                    len(entity.parts) > 1 or entity.men + entity.women > FROM_PRONOUN
                ):
                    entity.kind = "person"
                break
            position += 1


def is_possessive(words: Words, index: int) -> bool:
    """Tell whether a pronoun stands before what is somebody's: his house, not "told her that"."""
    if words.lower[index] != "her":
        return words.lower[index] in ("his", "its", "their")
    following = index + 1
    return (
        following < len(words)
        and words.gaps[index] == " "
        and words.sentence[following] == words.sentence[index]
        and words.lower[following] not in read("phrase-ends")
        and words.lower[following] not in columns("determiners")
        and words.lower[following] not in read("subject-verbs")
    )
