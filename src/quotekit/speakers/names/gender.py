"""Gender, learnt from the text itself: from pronouns that can only mean the one person named before."""

from __future__ import annotations

from collections.abc import Sequence

from quotekit.speakers.names.entities import Entity
from quotekit.speakers.names.lexicon import columns
from quotekit.speakers.names.reader import NameMention
from quotekit.speakers.names.words import Words

FROM_PRONOUN = 1.0


def learn(words: Words, mentions: Sequence[NameMention], entities: Sequence[Entity]) -> None:
    """Count, for each person, the pronouns after a name in sentences that name nobody else before them."""
    pronouns = columns("pronouns")
    people = [m for m in mentions if m.kind == "person" and m.entity >= 0]
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
                entity = entities[mention.entity]
                entity.note_gender(row[1], FROM_PRONOUN)
                if entity.kind == "unknown" and (
                    len(entity.parts) > 1 or entity.men + entity.women > FROM_PRONOUN
                ):
                    entity.kind = "person"
                break
            position += 1
