"""The resolver for fiction: it scores the candidates of each turn and chooses the likeliest."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

import attrs
import numpy as np

from quotekit.document import Quotation, QuotedSpan, Resolution, Span, Speaker, SpeakerKind, Tokenized
from quotekit.document.checks import check_handed
from quotekit.novels.candidates import Candidates, Numbers, candidates_of
from quotekit.novels.conversation import Floats, weigh_together
from quotekit.novels.features import COLUMNS, CUES, KINDS
from quotekit.novels.forest import Matrix, chances, shipped
from quotekit.novels.people import Person, PersonKind
from quotekit.novels.reading import Reading
from quotekit.novels.story import Story

# Turns with a lower confidence than this have no speaker.
FLOOR = 0.2
# People who never speak are listed if the book names them at least this often.
_MENTIONED = 2
_KINDS: Mapping[PersonKind, SpeakerKind] = {"named": "person", "described": "unnamed", "narrator": "author"}
# How many times as likely as the trees find somebody is who is only described: one who acts before *he said*,
# or who is the cue's source, in few words or in many.
_ACTING, _CUED, _CUED_CLOSELY = 10, 2, 20
_MANY_WORDS = 4
_PRONOUNS = (CUES.index("he"), CUES.index("she"))


@attrs.frozen
class CastResolver:
    """Name the speakers of a work of fiction.

    First the cast is gathered from the whole book. Then boosted trees, fitted on annotated novels, score the
    candidates of each turn by its context (cues, names called out, who acts, previous turns), and the turns
    of a conversation are decided together.
    """

    def resolve(
        self, tokenized: Tokenized, quoted: tuple[QuotedSpan, ...], quotations: tuple[Quotation, ...]
    ) -> Resolution:
        """Return the turns with their speakers, and the cast, with those who speak first."""
        check_handed(tokenized, quoted, quotations)
        if not quotations:
            return Resolution(quotations=(), speakers=())
        story = Story.of(tokenized, quotations)
        chosen = _chosen(candidates_of(story), story)
        speakers = [_speaker(person, story.reading, tokenized.text) for person in story.people.persons]
        named = []
        spoke: set[int] = set()
        for place, (person, share) in enumerate(chosen):
            addressee = _addressee(story, place, person)
            if person is not None:
                spoke.add(person)
            named.append(
                attrs.evolve(
                    quotations[place],
                    speaker=None if person is None else speakers[person],
                    speaker_confidence=round(share, 3),
                    addressee=None if addressee is None else speakers[addressee],
                )
            )
            spoke |= set() if addressee is None else {addressee}
        return Resolution(quotations=tuple(named), speakers=_listed(story, speakers, chosen, spoke))


def likelihoods(
    scores: Floats, found: Candidates, paragraphs: Sequence[int], carried: Container[int]
) -> Floats:
    """Return each candidate's probability, by its score and by the turns around its own.

    `paragraphs` and `carried` are as for `weigh_together`.
    """
    alone = chances(scores, found.bounds) * leaning(found.features)
    return weigh_together(alone, found.person, found.bounds, paragraphs, carried)


def leaning(features: Matrix) -> Numbers:
    """Return how many times as likely as by the trees each candidate is, judging by descriptions.

    Most descriptions in the novels that the trees are fitted on are of people with a name. Elsewhere the one
    described is more often somebody else: in a cue, the more so if it takes many words (*the gentleman in the
    white waistcoat*), and in the sentence before *he said*.
    """

    def column(name: str) -> Matrix:
        return features[:, COLUMNS.index(name)]

    described = column("kind") == KINDS.index("described")
    source = described & (column("source") == 1)
    acts = described & (column("acts before") == 1) & np.isin(column("cue"), _PRONOUNS)
    leanings: Numbers = np.ones(len(features), dtype=np.int32)
    leanings[acts] = _ACTING
    leanings[source] = _CUED
    leanings[source & (column("words of the source") >= _MANY_WORDS)] = _CUED_CLOSELY
    return leanings


def _chosen(found: Candidates, story: Story) -> list[tuple[int | None, float]]:
    """Return the likeliest speaker of each turn, or None, and the confidence."""
    forest = shipped()
    paragraphs = [turn.paragraph for turn in story.turns]
    chance = likelihoods(forest.score(found.features), found, paragraphs, story.carried())
    chosen: list[tuple[int | None, float]] = []
    for place in range(len(paragraphs)):
        low, high = int(found.bounds[place]), int(found.bounds[place + 1])
        if low == high:
            chosen.append((None, 0.0))
            continue
        best = low + int(chance[low:high].argmax())
        share = forest.share(float(chance[best]))
        chosen.append((int(found.person[best]) if share >= FLOOR else None, share))
    return chosen


def _addressee(story: Story, place: int, speaker: int | None) -> int | None:
    """Return the addressee, if the cue or a name called out shows exactly one."""
    turn = story.turns[place]
    for heard in (turn.told, turn.called):
        others = heard - {speaker}
        if len(others) == 1:
            return next(iter(others))
    return None


def _speaker(person: Person, reading: Reading, text: str) -> Speaker:
    name, *aliases = person.names
    mentions = tuple(
        Span(reading.starts[start], reading.ends[end - 1], text) for start, end in person.mentions
    )
    return Speaker(name=name, kind=_KINDS[person.kind], aliases=tuple(aliases), mentions=mentions)


def _listed(
    story: Story, speakers: Sequence[Speaker], chosen: Sequence[tuple[int | None, float]], used: set[int]
) -> tuple[Speaker, ...]:
    """Return those who speak, then the others, each in order of first mention."""
    talking = {person for person, _ in chosen if person is not None}

    def order(person: Person) -> tuple[bool, int, int]:
        first = person.mentions[0][0] if person.mentions else -1
        return person.number not in talking, first, person.number

    return tuple(
        speakers[person.number]
        for person in sorted(story.people.persons, key=order)
        if person.number in used or (person.kind == "named" and len(person.mentions) >= _MENTIONED)
    )
