"""The scorer of candidates: each one, and *nobody known*, has named features, and the highest sum wins.

The weights are in ``resources/speaker-weights.txt``, one feature per line with a column for each sort of
mention. The softmax of the sums is the certainty of the choice.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import repeat
from operator import itemgetter
from types import MappingProxyType

import attrs

from quotekit.lexicon import read
from quotekit.speakers.names.index import NameIndex
from quotekit.speakers.names.lexicon import listed_kind, word_set
from quotekit.speakers.names.words import Words
from quotekit.speakers.resolving.candidates import ALONE, CandidateFinder
from quotekit.speakers.resolving.clues import WINDOW, owner_in
from quotekit.speakers.resolving.discourse import Discourse, Place
from quotekit.speakers.resolving.features import of_candidate, of_nobody
from quotekit.speakers.resolving.mentions import SORTS, Mention, MentionSort, pronoun_at

# How much likelier, in the score, one of two people named together must be.
ALIKE = 0.5

# What ties a description to somebody, and how sure a bare noun's (the driver) must be without any of it.
SUPPORT = frozenset(("called", "again", "again-otherwise", "apposed", "fits-not-called"))
UNSUPPORTED = 0.75
# The same for a noun that nobody with an office goes by: the passenger, the cleaner.
BYSTANDER = 0.97


@attrs.define(slots=True)
class Option:
    """Hold one option: the numbers of its entities (none for *nobody known*) and its features."""

    entities: tuple[int, ...]
    features: list[str]


@attrs.define(slots=True)
class Choice:
    """Hold the best option, its certainty (0 to 1) and how it was found.

    `how` is the sort of mention that was scored, or the direct way: name, relative, announced, chain,
    or known for what the user gave. `features` are those of the option that was the likeliest.
    """

    entities: tuple[int, ...]
    share: float = 1.0
    how: str = "name"
    features: Sequence[str] = ()


Weights = Mapping[MentionSort, Mapping[str, float]]
"""The weight of each feature for each sort of mention."""


@functools.cache
def weights() -> Weights:
    """Read the weight of each feature for each sort of mention."""
    table: dict[MentionSort, dict[str, float]] = {sort: {} for sort in SORTS}
    for line in read("speaker-weights"):
        feature, *values = line.split("\t")
        for sort, value in zip(SORTS, values, strict=True):
            table[sort][feature] = float(value)
    return MappingProxyType(table)


@attrs.define(slots=True, eq=False)
class Scorer:
    """Score the candidates of a mention, each alone or several together, by the shipped weights or others."""

    words: Words
    index: NameIndex
    discourse: Discourse
    finder: CandidateFinder
    weights: Weights = attrs.field(factory=weights)

    def choose(self, mention: Mention, place: Place) -> Choice:
        """Return the likeliest option, without entities if *nobody known* is the likeliest."""
        options = self.options(mention, place)
        scores = self._scores(mention, options)
        best = max(range(len(options)), key=scores.__getitem__)
        share = 1 / sum(math.exp(score - scores[best]) for score in scores)
        choice = Choice(options[best].entities, share, mention.sort, options[best].features)
        if self._is_either(mention, options, scores):
            # Omar and Bilal waited. He said: nothing tells which.
            return attrs.evolve(choice, entities=())
        if mention.sort == "person" and self._is_guess(mention, options[best], share):
            # The driver, of somebody whom the text calls police chief: nobody is better than a guess.
            return attrs.evolve(choice, entities=())
        return choice

    def likeliest_but(self, mention: Mention, place: Place, entity: int) -> tuple[int, ...]:
        """Return the entities of the likeliest option but one entity, none if that is *nobody known*."""
        options = [option for option in self.options(mention, place) if option.entities != (entity,)]
        scores = self._scores(mention, options)
        return options[scores.index(max(scores))].entities

    def _scores(self, mention: Mention, options: Sequence[Option]) -> list[float]:
        table = self.weights[mention.sort]
        return [sum(map(table.get, option.features, repeat(0.0))) for option in options]

    def _is_guess(self, mention: Mention, option: Option, share: float) -> bool:
        """Tell whether a bare noun for a person means somebody to whom nothing in the text ties it."""
        otherwise = "otherwise-called" in option.features
        passing = mention.noun in word_set("bystanders") and otherwise
        if share >= (BYSTANDER if passing else UNSUPPORTED) or _is_supported(option):
            return False
        return mention.is_plain or (otherwise and owner_in(mention, self.words, self.index.cover) is not None)

    def _is_either(self, mention: Mention, options: list[Option], scores: list[float]) -> bool:
        """Tell whether the two likeliest for *he* or *she* are two named together who fit alike."""
        several = self.discourse.several
        if mention.sort != "he" or len(several) != 2 or len(options) < 3:
            return False
        one, other = sorted(range(len(options)), key=scores.__getitem__)[-2:]
        genders = {self.index.register.entities[number].gender for number in several}
        pair = {*options[one].entities, *options[other].entities}
        return pair == set(several) and genders == {mention.gender} and scores[other] - scores[one] < ALIKE

    def options(self, mention: Mention, place: Place) -> list[Option]:
        """Return every option that kind and gender allow, *nobody known* last."""
        candidates = self.finder.candidates(mention, place, self._possessor(mention, place))
        fitting = max((c.fits for c in candidates if c.called), default=-1)
        fitting = -1 if mention.telling and not fitting else fitting
        out = [Option((c.entity.number,), of_candidate(mention, place, c, fitting)) for c in candidates]
        out += self._together(mention, place)
        out.append(Option((), of_nobody(mention, place, candidates)))
        return out

    def _possessor(self, mention: Mention, place: Place) -> tuple[int, ...]:
        """Return the antecedent of the possessive pronoun that a description begins with, if any."""
        owner = pronoun_at(self.words, mention.first) if mention.determiner == "p" else None
        if owner is None or owner.sort != "he":
            return ()
        return self.choose(owner, attrs.evolve(place, speaks=False)).entities

    def _together(self, mention: Mention, place: Place) -> Iterator[Option]:
        """Return the entities last mentioned together and, for a counting mention, the most mentioned."""
        discourse = self.discourse
        if mention.sort not in ("they", "people", "other") or mention.last - mention.first > 4:
            return
        opening = self.words.lower[mention.first : mention.first + 2]
        count = next((n for n in (2, 3, 4) if not word_set(f"counts-{n}").isdisjoint(opening)), 0)
        several, several_at = self._several(mention, place)
        if len(several) > 1:
            told = "counted" if len(several) == count else "miscounted" if count else "uncounted"
            told = "each" if mention.noun in word_set("both-and-all") else told
            near = max(0, min(place.sentence - discourse.step(several_at), 3))
            again = mention.noun in discourse.heads or not mention.determiner
            out = ["several", f"several-{told}", f"several-distance-{near}"]
            if listed_kind(mention.noun) and mention.determiner in ("d", "q"):
                out.append("several-of-kind")
            yield Option(several, [*out, "several-noun-known"] if again and not mention.is_pronoun else out)
        if count and len(several) != count:
            most = self._most_spoken_of(count, listed_kind(mention.noun) or "person")
            if most:
                yield Option(most, ["most-spoken-of", f"most-{mention.determiner or 'bare'}"])

    def _several(self, mention: Mention, place: Place) -> tuple[tuple[int, ...], int]:
        """Return those last mentioned together, of the kind that a plural noun means, and where."""
        discourse, noun = self.discourse, mention.noun
        last = discourse.several, discourse.several_at
        kind = listed_kind(noun)
        if kind:
            return discourse.listed.get(kind, ((), -1))
        if noun in word_set("sides"):
            return max(last, discourse.listed.get("place", last), key=itemgetter(1))
        far = discourse.several_at < 0 or place.sentence - discourse.step(discourse.several_at) > ALONE
        if mention.is_pronoun and far:
            # People before bodies, and never places: Ann and Bo met in Riga and Tallinn. They said …
            others = (discourse.listed.get(kind, last) for kind in ("organisation", "person"))
            return max(last, *others, key=itemgetter(1))
        return last

    def _most_spoken_of(self, count: int, kind: str) -> tuple[int, ...]:
        tally: dict[int, int] = {}
        for event in self.discourse.events[-WINDOW:]:
            if self.index.register.entities[event.entity].kind == kind:
                tally[event.entity] = tally.get(event.entity, 0) + 1
        top = sorted(tally, key=lambda n: -tally[n])[:count]
        return tuple(sorted(top)) if len(top) == count else ()


def _is_supported(option: Option) -> bool:
    """Tell whether the text itself ties a description to somebody."""
    return any(feature in SUPPORT or feature.startswith("inside-") for feature in option.features)
