"""The scorer of candidates: each one, and *nobody known*, has named features, and the highest sum wins.

The weights are in ``resources/speaker-weights.txt``, one feature per line with a column for each sort of
mention. The softmax of the sums is the certainty of the choice.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import repeat
from operator import itemgetter
from types import MappingProxyType

import attrs

from quotekit.lexicon import read
from quotekit.speakers.names.entities import Entity
from quotekit.speakers.names.index import NameIndex
from quotekit.speakers.names.lexicon import (
    callings,
    columns,
    fold,
    listed_kind,
    offices,
    place_of,
    places_of,
    roles,
    word_set,
)
from quotekit.speakers.names.words import Words
from quotekit.speakers.resolving.bodies import is_alien, is_doubtful, is_of_another, is_untold, may_be_body
from quotekit.speakers.resolving.discourse import Discourse, Event, Place
from quotekit.speakers.resolving.features import Candidate, of_candidate, of_nobody
from quotekit.speakers.resolving.mentions import SORTS, Mention, MentionSort, pronoun_at
from quotekit.speakers.resolving.prominence import Prominence

# How far back the last mention of a candidate may be, in mentions and in sentences.
WINDOW = 48
REACH = 12
# The same for the nouns that take up organisations: the company may have been named long ago.
FAR_WINDOW, FAR_REACH = 160, 40
# In how many sentences before a mention nobody else may have been mentioned for somebody to be alone.
ALONE = 2
# How far ahead, in characters, the name for a description may be, and in which first paragraphs.
AHEAD, OPENING = 900, 4
# The same in words for whoever speaks next by name.
COMING = 160

# How much likelier, in the score, one of two people named together must be.
ALIKE = 0.5

# What ties a description to somebody, and how sure a bare noun's (the driver) must be without any of it.
SUPPORT = frozenset(("called", "again", "again-otherwise", "apposed", "fits-not-called"))
UNSUPPORTED = 0.75
# The same for a noun that nobody with an office goes by: the passenger, the cleaner.
BYSTANDER = 0.97

# The kinds of entity to which each sort of mention can refer.
KINDS: Mapping[MentionSort, frozenset[str]] = MappingProxyType(
    {
        "he": frozenset(("person", "unnamed", "unknown")),
        "it": frozenset(("organisation", "place", "document", "unknown")),
        "they": frozenset(("organisation", "group", "place", "person", "unnamed", "unknown")),
        "person": frozenset(("person", "unnamed", "unknown")),
        "people": frozenset(("group", "organisation", "place")),
        "body": frozenset(("organisation", "place", "unknown", "group")),
        "document": frozenset(("document", "organisation")),
        "other": frozenset(("organisation", "place", "document", "person", "unnamed", "unknown", "group")),
    }
)


@attrs.frozen(slots=True)
class Option:
    """Hold one option: the numbers of its entities (none for *nobody known*) and its features."""

    entities: tuple[int, ...]
    features: list[str]


@attrs.frozen(slots=True)
class Choice:
    """Hold the best option, its certainty (0 to 1) and how it was found.

    `how` is the sort of mention that was scored, or the direct way: name, relative, announced, chain,
    or known for what the user gave.
    """

    entities: tuple[int, ...]
    share: float = 1.0
    how: str = "name"


@functools.cache
def weights() -> Mapping[MentionSort, Mapping[str, float]]:
    """Read the weight of each feature for each sort of mention."""
    table: dict[MentionSort, dict[str, float]] = {sort: {} for sort in SORTS}
    for line in read("speaker-weights"):
        feature, *values = line.split("\t")
        for sort, value in zip(SORTS, values, strict=True):
            table[sort][feature] = float(value)
    return MappingProxyType(table)


@attrs.define(slots=True, eq=False)
class Scorer:
    """Score the candidates of a mention, from the names of the text and the discourse so far."""

    words: Words
    index: NameIndex
    discourse: Discourse
    prominence: Prominence

    def choose(self, mention: Mention, place: Place) -> Choice:
        """Return the likeliest option, without entities if *nobody known* is the likeliest."""
        table = weights()[mention.sort]
        options = self.options(mention, place)
        scores = [sum(map(table.get, option.features, repeat(0.0))) for option in options]
        best = max(range(len(options)), key=scores.__getitem__)
        share = 1 / sum(math.exp(score - scores[best]) for score in scores)
        if self._is_either(mention, options, scores):
            # Omar and Bilal waited. He said: nothing tells which.
            return Choice((), share, mention.sort)
        if mention.sort == "person" and self._is_guess(mention, options[best], share):
            # The driver, of somebody whom the text calls police chief: nobody is better than a guess.
            return Choice((), share, mention.sort)
        return Choice(options[best].entities, share, mention.sort)

    def _is_guess(self, mention: Mention, option: Option, share: float) -> bool:
        """Tell whether a bare noun for a person means somebody to whom nothing in the text ties it."""
        otherwise = "otherwise-called" in option.features
        passing = mention.noun in word_set("bystanders") and otherwise
        if share >= (BYSTANDER if passing else UNSUPPORTED) or _is_supported(option):
            return False
        return mention.is_plain or (otherwise and self._owner(mention) is not None)

    def _owner(self, mention: Mention) -> str | None:
        """Return the noun for whose somebody is, or `None`: the family's lawyer."""
        words, cover = self.words, self.index.cover
        owners = (k for k in range(mention.first, mention.stop - 1) if words.possessive[k])
        return next((words.lower[k] for k in owners if cover[k] is None), None)

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
        candidates = _compared(_in_full(mention, list(self._candidates(mention, place))), place)
        fitting = max((c.fits for c in candidates if c.called), default=-1)
        fitting = -1 if mention.telling and not fitting else fitting
        out = [Option((c.entity.number,), of_candidate(mention, place, c, fitting)) for c in candidates]
        out += self._together(mention, place)
        out.append(Option((), of_nobody(mention, place, candidates)))
        return out

    def _candidates(self, mention: Mention, place: Place) -> Iterator[Candidate]:
        entities = self.index.register.entities
        is_pronoun, is_body = mention.is_pronoun, mention.sort == "body"
        seen = self._seen(place, far=is_body)
        called = {} if is_pronoun else self._called(mention)
        again = set() if is_pronoun else self._again(mention)
        inside = {} if is_pronoun else self._inside(mention)
        apposed = -1 if is_pronoun else self._apposed(mention)
        possessor = () if is_pronoun else self._possessor(mention, place)
        owned = self._owned(mention, possessor)
        coming = self._coming(mention, place)
        telling = frozenset() if is_pronoun else mention.telling
        there = {at for word in (mention.noun, *telling) for at in place_of(word)}
        unfit = self._unfit(mention, seen) if is_body else set()
        rank = 0
        begin = self.words.starts[mention.first]
        for number in dict.fromkeys(
            (*seen, *called, *again, *inside, *(n for n in (apposed, owned, coming) if n >= 0))
        ):
            entity = entities[number]
            where = inside.get(number, "")
            if not self._may_be(mention, entity):
                continue
            if number in possessor and mention.sort == "person":
                # The boy's father is not the boy himself.
                continue
            if self._is_other(mention, place, entity, where, seen=number in seen, called=number in called):
                continue
            if is_body:
                owner = where.endswith(("-beside", "-owner", "-ruled"))
                if (owner and mention.noun not in word_set("spots")) or is_of_another(mention, entity):
                    # The UN agency is not the UN; but the city of Riga is Riga.
                    continue
                if number in unfit and not (
                    number in again or number in inside or number in (apposed, owned)
                ):
                    continue
            later = number not in seen and (entity.first_full > begin or number == coming)
            if later and number != coming and not self._is_announced(mention, entity, called.get(number, -1)):
                later = False
                if number not in inside:
                    continue
            yield Candidate(
                entity=entity,
                seen=seen.get(number, ()),
                rank=rank,
                called=number in called,
                fits=called.get(number, len(telling & entity.roles)),
                again=number in again,
                inside=where,
                apposed=number == apposed,
                later=later,
                coming=number == coming,
                owned=number == owned,
                excluded=self._is_excluded(mention, place, entity)
                or self._is_foreign(there, entity, seen if is_pronoun else called),
            )
            rank += number in seen

    def _unfit(self, mention: Mention, seen: Mapping[int, list[Event]]) -> set[int]:
        """Return the bodies in reach that a noun cannot mean.

        Of names that say nothing of their kind, one beside a name that cannot be meant may be: Consob fined
        Banca Lirica. The watchdog said …
        """
        entities = self.index.register.entities
        out = {number for number in seen if is_alien(mention, entities[number])}
        doubtful = {number for number in seen.keys() - out if is_doubtful(mention, entities[number])}
        out |= {number for number in doubtful if not self._acts(entities[number], seen[number])}
        beside = {event.sentence for number in out for event in seen[number] if may_be_body(entities[number])}
        for number in seen.keys() - out:
            alone = beside.isdisjoint(event.sentence for event in seen[number])
            if alone and is_untold(mention, entities[number]):
                out.add(number)
        return out

    def _acts(self, entity: Entity, seen: Sequence[Event]) -> bool:
        """Tell whether somebody does something, or has it done to them: they fined Union Calama."""
        if entity.kind == "place":
            return any(event.object for event in seen) and not any(event.oblique for event in seen)
        return any(e.object or (e.subject and self.words.gap(e.word) == " ") for e in seen)

    def _is_excluded(self, mention: Mention, place: Place, entity: Entity) -> bool:
        """Tell whether *he* or *she* is the other of two named together: Minh and Anna own it. She said."""
        several = self.discourse.several
        if mention.sort != "he" or entity.number not in several or entity.gender != "u":
            return False
        if place.sentence - self.discourse.step(self.discourse.several_at) > ALONE:
            return False
        return any(self.index.register.entities[number].gender == mention.gender for number in several)

    def _is_foreign(self, there: Set[str], entity: Entity, others: Mapping[int, object]) -> bool:
        """Tell whether only somebody else is from there: the Swede; of two ministers, the Brazilian."""
        if not there or entity.number not in others or there & entity.roles:
            return False
        return any(there & self.index.register.entities[number].roles for number in others)

    def _seen(self, place: Place, *, far: bool) -> dict[int, list[Event]]:
        """Return the entities mentioned in reach with their mentions, the last one first."""
        seen: dict[int, list[Event]] = {}
        window, reach = (FAR_WINDOW, FAR_REACH) if far else (WINDOW, REACH)
        for event in reversed(self.discourse.events[-window:]):
            if place.sentence - event.sentence > reach:
                break
            if event.pronoun and event.content == place.own >= 0:
                # "I never met her," she said: whom *her* means was read without knowing who speaks.
                continue
            seen.setdefault(event.entity, []).append(event)
        return seen

    @staticmethod
    def _may_be(mention: Mention, entity: Entity) -> bool:
        sort, kind = mention.sort, entity.kind
        if kind not in KINDS[sort]:
            # The publisher, the operator: usually a company rather than a person, but not always.
            either = sort == "body" and mention.role is not None and kind in KINDS["person"]
            doubtful = sort == "body" or (sort == "it" and len(entity.parts) == 1)
            if not either and not (doubtful and kind == "person" and may_be_body(entity)):
                return False
        if kind == "unknown" and not entity.parts:
            # A thing that was the subject of a sentence.
            return sort == "it"
        if mention.noun in word_set("spots") and kind != "place":
            return mention.noun in {part for form in entity.forms for part in form.lower().split()}
        if sort in ("he", "person"):
            young = mention.noun in word_set("young") and mention.is_plain
            if entity.plural or (young and not entity.roles.isdisjoint(read("offices"))):
                # The boy is not the judge.
                return False
            gender = entity.gender
            alike = gender == mention.gender or "u" in (gender, mention.gender)
            return alike or (entity.named and not entity.is_told)
        if sort == "it":
            return not entity.plural and entity.gender == "u"
        return True

    def _called(self, mention: Mention) -> dict[int, int]:
        """Return the entities known by the mention's noun, each with the number of modifiers that fit."""
        index = self.index
        if mention.sort == "person":
            return index.descriptions.called(mention.noun, mention.modifiers)
        if mention.sort == "other":
            # The archives, of the Presidential Archives.
            named = index.organisations.find(fold(mention.noun))
            described = index.descriptions.called(mention.noun, mention.modifiers)
            return described if named is None else {named.number: 0, **described}
        position = self.words.starts[mention.first]
        found = [index.organisations.described(mention.noun, position)]
        before = [m for m in mention.modifiers if m not in word_set("idle")]
        found.append(index.organisations.find(" ".join([*before, fold(mention.noun)])))
        called = {e.number: len(mention.telling & e.roles) for e in found if e is not None}
        for number in index.organisations.by_noun.get(mention.noun, ()):
            called.setdefault(number, 0)
        if mention.sort == "body" and mention.role is not None:
            called |= index.descriptions.called(mention.noun, mention.modifiers)
        return called

    def _again(self, mention: Mention) -> set[int]:
        """Return the entity to which the same noun, or one of its class, referred before."""
        if mention.determiner == "i":
            return set()
        row = columns("document-classes").get(mention.noun)
        keys = (mention.noun, f"class {row[0]}" if row is not None else "")
        return {self.discourse.heads[key] for key in keys if key in self.discourse.heads}

    def _inside(self, mention: Mention) -> dict[int, str]:
        """Return the entities named in the mention, and where: data from the Bureau, CEO of Orbit Ann Lee."""
        words, cover = self.words, self.index.cover
        out: dict[int, str] = {}
        index = mention.first
        while index <= mention.last:
            name = cover[index]
            if name is None:
                index += 1
                continue
            if name.entity >= 0:
                kind = "person" if name.kind in ("person", "unknown") else "other"
                if name.possessive and name.last < mention.last:
                    how = "owner"
                elif name.last >= mention.last and words.lower[name.lead - 1] in ("from", "by"):
                    how = "maker"
                elif name.last >= mention.last and words.lower[name.lead - 1] in read("phrase-ends"):
                    how = "last-ruled"
                elif name.last == mention.stop - 2:
                    how = "beside"
                else:
                    how = "last" if name.last >= mention.last else "before"
                out[name.entity] = f"{kind}-{how}"
            index = max(index, name.last) + 1
        return out

    def _is_other(
        self, mention: Mention, place: Place, entity: Entity, inside: str, *, seen: bool, called: bool
    ) -> bool:
        """Tell whether a mention says by itself that it means somebody else.

        `inside` is where the candidate's name stands within the mention; `seen` and `called` tell that they
        were mentioned before, and that the mention's noun is known of them.
        """
        number, single = entity.number, entity.kind in ("person", "unnamed")
        if mention.is_pronoun:
            # "They call it a shame," Nguyen explained: in somebody's words, they are several.
            several = mention.sort == "they" and place.quoted >= 0 and single
            # The Czech is not the Spaniard.
            there = place_of(mention.noun) if mention.noun else ()
            return several or (bool(there) and frozenset(there).isdisjoint(places_of(entity.roles) or there))
        if number == place.holder and not called:
            # According to Senator Obi, the general promised to leave: nobody calls themselves so.
            return True
        if self._owner(mention) in entity.roles:
            # The president's aide is not the president.
            return True
        new = mention.sort == "person" and not (called or inside) and (entity.kind == "unnamed" or not seen)
        if new and _is_at_odds(mention.noun, entity):
            # The cleaner is not the guard, nor the goalkeeper the coach who is named next.
            return True
        if mention.role is None or entity.kind != "person" or not entity.named:
            return False
        return number == self._serves(mention) or (not inside and self._is_new(mention, entity, seen=seen))

    def _is_new(self, mention: Mention, entity: Entity, *, seen: bool) -> bool:
        """Tell whether a description is of somebody else than a person with a name, perhaps `seen` before.

        That is a minister who asked not to be named, a senior official, the owner of a hotel, and his mother.
        """
        words, stop = self.words, mention.stop
        if mention.by_wish and mention.noun not in word_set("anonymous"):
            return True
        if not seen:
            return False
        if mention.determiner == "i":
            return True
        behind = words.lower[stop + 1] if stop < mention.last and words.lower[stop] == "of" else ""
        if columns("determiners").get(behind, ("",))[0] == "i":
            return behind == "another" or mention.telling.isdisjoint(entity.roles)
        return (
            mention.determiner == "p" and mention.noun in word_set("kin") and mention.noun not in entity.roles
        )

    def _serves(self, mention: Mention) -> int:
        """Return whom the last words of a description name as served or owned: a spokeswoman for Ann Lee."""
        words, name = self.words, self.index.cover[mention.last]
        if mention.role is None or name is None or name.lead - 1 <= mention.first:
            return -1
        before = words.lower[name.lead - 2 : name.lead]
        some = mention.determiner == "i" and before[1] in ("of", "to") and before[0] != "name"
        return name.entity if some or before[1] == "for" else -1

    def _apposed(self, mention: Mention) -> int:
        """Return the entity named right before the comma before the description, or -1.

        An apposition ends as it began: after the sale by Ivan Petrov, the driver said is somebody else.
        """
        before = mention.first - 1
        if before < 0 or not self.words.gap(before).endswith(", ") or self.words.gap(mention.last) == " ":
            return -1
        if self.words.leads_in(before):
            return -1
        name = self.index.cover[before]
        if name is None and ")" in self.words.gap(before) and before > 0:
            name = self.index.cover[before - 1]
        return -1 if name is None else name.entity

    def _possessor(self, mention: Mention, place: Place) -> tuple[int, ...]:
        """Return the antecedent of the possessive pronoun that a description begins with, if any."""
        owner = pronoun_at(self.words, mention.first)
        if owner is None or owner.sort != "he":
            return ()
        return self.choose(owner, attrs.evolve(place, speaks=False)).entities

    def _owned(self, mention: Mention, possessor: tuple[int, ...]) -> int:
        """Return the campaign or team of whom a possessive pronoun means, or -1."""
        if mention.is_pronoun or mention.noun not in read("owned-bodies"):
            return -1
        for number in possessor:
            body = self.index.organisations.owned.get((number, mention.noun))
            if body is not None:
                return body.number
        return -1

    def _is_announced(self, mention: Mention, entity: Entity, fits: int) -> bool:
        """Tell whether the opening of a report may describe somebody whom it names soon after."""
        words = self.words
        near = entity.first_full < words.starts[mention.first] + AHEAD
        return near and fits >= 0 and words.paragraph[mention.first] < OPENING

    def _coming(self, mention: Mention, place: Place) -> int:
        """Return the first to speak by name after a report has opened with a description of them, or -1."""
        words = self.words
        if mention.sort != "person" or mention.by_wish or place.quoted >= 0:
            return -1
        if words.paragraph[mention.first] >= OPENING:
            return -1
        number = self.prominence.next_to_speak(mention.last)
        if number < 0 or number in self.discourse.spoken:
            return -1
        entity = self.index.register.entities[number]
        near = 0 <= self.prominence.first[number] - mention.first < COMING
        return number if near and entity.kind in ("person", "unknown") else -1

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
        if mention.is_pronoun and place.sentence - discourse.step(discourse.several_at) > ALONE:
            # People before bodies, and never places: Ann and Bo met in Riga and Tallinn. They said …
            return max(last, discourse.listed.get("organisation", last), key=itemgetter(1))
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


def _in_full(mention: Mention, candidates: list[Candidate]) -> list[Candidate]:
    """Leave out who holds an office only in part where another holds it in full: the health minister."""
    telling = mention.telling
    if mention.sort != "person" or not telling:
        return candidates
    if not any(c.called and telling <= c.entity.roles for c in candidates):
        return candidates
    return [c for c in candidates if not (c.called or c.again) or c.inside or telling <= c.entity.roles]


def _is_at_odds(noun: str, entity: Entity) -> bool:
    """Tell whether a noun is for another trade than all by which the text has introduced somebody."""
    trades = entity.roles & roles().keys()
    loose = word_set("loose-roles")
    if not trades or noun in loose or not trades.isdisjoint(loose):
        return False
    alike = {noun, *offices(noun)} | {w for row in callings().values() if noun in row for w in row}
    return trades.isdisjoint(alike) and not any(noun in offices(trade) for trade in trades)


def _compared(candidates: list[Candidate], place: Place) -> list[Candidate]:
    """Tell of each candidate whether nobody else is near, and whether somebody else has come between."""
    near = [c for c in candidates if c.seen and place.sentence - c.seen[0].sentence <= ALONE]
    subject = max((c.seen[0].word for c in near if c.seen[0].subject and c.seen[0].quoted < 0), default=-1)
    overtaken = any(c.entity.number == place.floor and c.seen[0].word < subject for c in candidates if c.seen)
    if len(near) != 1 and not overtaken:
        return candidates
    for candidate in candidates:
        candidate.alone = near == [candidate]
        candidate.overtaken = overtaken and candidate.entity.number == place.floor
    return candidates
