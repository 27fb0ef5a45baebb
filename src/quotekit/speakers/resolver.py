"""The resolver: every source of a text is given its speaker."""

from __future__ import annotations

from bisect import bisect_right

import attrs

from quotekit.document import Quotation, QuotedSpan, Resolution, Span, Speaker, SpeakerKind, Tokenized
from quotekit.lexicon import read
from quotekit.speakers.authors import Authors
from quotekit.speakers.descriptions import IDLE
from quotekit.speakers.entities import Entity
from quotekit.speakers.evidence import Evidence
from quotekit.speakers.names import NameReader
from quotekit.speakers.pronouns import WINDOW, Event, Place, choose
from quotekit.speakers.reading import Reading
from quotekit.speakers.sources import Phrase, SourceReader
from quotekit.speakers.vocabulary import Role, columns, fold, roles
from quotekit.speakers.words import Words

AUTHOR = "AUTHOR"
# What a description weighs beside what speaks for a pronoun: that someone is called so, and each word that fits.
CALLED, FITTING = 3.0, 1.5
# How far ahead, in characters, an opening's description may be followed by the name.
AHEAD = 900
OPENERS = {")": "(", "”": "“", '"': '"'}
CLOSERS = tuple(OPENERS)
PLURAL_DETERMINERS = frozenset(("some", "several", "many", "most", "few", "more", "numerous", "various", "its", "their", "our", "no", "any", "every", "other"))
BEING = frozenset(("is", "was", "be", "been", "being", "as", "become", "became", "becoming", "like", "not", "of", "remains", "are", "were", "'s"))
COUNTS = {"two": 2, "pair": 2, "three": 3, "trio": 3, "four": 4}
KINDS: dict[str, SpeakerKind] = {"unknown": "other"}


@attrs.define(kw_only=True)
class NameResolver:
    """Resolve every source to who it is, by rules and a small table of weights.

    `evidence` brings entities and chains of mentions from another tool.
    """

    evidence: Evidence | None = None
    reader: NameReader = attrs.field(factory=NameReader, init=False, repr=False)

    def resolve(
        self, tokenized: Tokenized, quoted: tuple[QuotedSpan, ...], quotations: tuple[Quotation, ...]
    ) -> Resolution:
        """Give the same quotations in the same order with their speakers, and all speakers of the text."""
        words = Words.of(tokenized)
        reading = Reading.of(words, self.reader)
        return _Resolving(
            words=words,
            reading=reading,
            quoted=quoted,
            quotations=quotations,
            sentences=tokenized.sentences,
            authors=Authors(words, reading.names, reading.register.entities),
        ).run()


@attrs.define(slots=True, eq=False, kw_only=True)
class _Resolving:
    words: Words
    reading: Reading
    quoted: tuple[QuotedSpan, ...]
    quotations: tuple[Quotation, ...]
    sentences: tuple[Span, ...]
    authors: Authors
    events: list[Event] = attrs.field(factory=list)
    answers: dict[int, tuple[int, ...]] = attrs.field(factory=dict)
    recency: dict[int, int] = attrs.field(factory=dict)
    by_head: dict[str, int] = attrs.field(factory=dict)
    plural_last: tuple[int, ...] = ()
    body_last: int = -1
    thing_last: int = -1
    floor: int = -1
    floor_sentence: int = -1
    asked: bool = False
    author: int = -1
    ends: frozenset[str] = attrs.field(factory=lambda: read("phrase-ends"))

    def run(self) -> Resolution:
        words = self.words
        sources = SourceReader(words=words, cover=self.reading.cover)
        marks = [q.span for q in self.quoted if q.depth == 0]
        mark_starts = [s.start for s in marks]
        enclosing = _enclosing(self.quotations)
        # Events in text order: names, third-person pronouns, and sources.
        spans: dict[int, list[int]] = {}
        for number, quotation in enumerate(self.quotations):
            if quotation.source:
                within = words.within(quotation.source[0].start, quotation.source[-1].end)
                if within:
                    spans.setdefault(within.start, []).append(number)
        pronouns, determiners = columns("pronouns"), columns("determiners")
        cover = self.reading.cover
        pending: list[int] = []
        contents = _contents(self.quotations)
        content_starts = [c[0] for c in contents]
        source_last = -1
        for index in range(len(words)):
            here = spans.get(index)
            name = cover[index]
            if here:
                first_of_source = index
                for number in here:
                    quotation = self.quotations[number]
                    within = words.within(quotation.source[0].start, quotation.source[-1].end)
                    place = self._place(index, marks, mark_starts, enclosing[number])
                    found = self._source(sources.phrases(within.start, within.stop - 1), place, number)
                    if found is None:
                        pending.append(number)
                        continue
                    self.answers[number] = found
                    if found:
                        self.floor, self.floor_sentence = found[-1] if len(found) == 1 else self.floor, words.sentence[index]
                        self.asked = any(cue.text.lower().startswith(("ask", "press", "question")) for cue in quotation.cue)
                        if len(found) > 1:
                            self.plural_last = found
                        for entity in found:
                            self._event(entity, index, marks, mark_starts, contents, content_starts, speaks=True)
                    source_last = max(source_last, within.stop - 1)
                continue
            if name is not None and name.lead == index or (name is not None and name.first == index):
                if name.entity >= 0 and index > source_last:
                    kind = self.reading.register.entities[name.entity].kind
                    self._event(name.entity, index, marks, mark_starts, contents, content_starts, owner=name.possessive)
                    if kind == "organisation":
                        self.body_last = name.entity
                    if kind == "group":
                        self.plural_last = (name.entity,)
                continue
            if index > source_last and name is None and words.lower[index] in determiners:
                spoken = self._spoken_of(index, determiners[words.lower[index]][0], self._place(index, marks, mark_starts, -1))
                if spoken >= 0:
                    self._event(spoken, index, marks, mark_starts, contents, content_starts)
                    if words.lower[index] not in pronouns:
                        continue
            if index > source_last and name is None:
                row = pronouns.get(words.lower[index])
                if row is not None and row[1] in "mf":
                    place = self._place(index, marks, mark_starts, -1)
                    place = attrs.evolve(place, gender=row[1], speaks=False)
                    entity = choose(place, self.events, self.reading.register.entities)
                    if entity is not None:
                        self._event(entity.number, index, marks, mark_starts, contents, content_starts, pronoun=True)
        for number in pending:
            self.answers[number] = self._first_person(number, enclosing, marks, mark_starts)
        return self._result()

    def _place(self, index: int, marks: list[Span], mark_starts: list[int], content: int) -> Place:
        words = self.words
        holder = -1
        if content >= 0:
            answer = self.answers.get(content, ())
            holder = answer[0] if len(answer) == 1 else -1
        return Place(
            word=index,
            sentence=words.sentence[index],
            paragraph=words.paragraph[index],
            gender="u",
            content=content,
            holder=holder,
            quoted=self._mark(words.starts[index], marks, mark_starts),
            floor=self.floor,
            floor_sentence=self.floor_sentence,
            opens=words.first[index],
            quotes_first=self._quotes_first(index, marks, mark_starts),
            possessive=words.lower[index] in ("his", "her"),
            named_after=self._named_after(index),
            asked=self.asked,
        )

    def _named_after(self, index: int) -> int:
        """Give who is named right after a pronoun and its verb, and so is somebody else: he told Hannity."""
        for position in range(index + 1, min(index + 4, len(self.words))):
            name = self.reading.cover[position]
            if name is not None:
                return name.entity
        return -1

    def _quotes_first(self, index: int, marks: list[Span], mark_starts: list[int]) -> bool:
        """Tell whether the word's sentence opens in quotation marks that close before the word."""
        words = self.words
        if self._mark(words.starts[index], marks, mark_starts) >= 0 or words.sentence[index] < 0:
            return False
        begin = self.sentences[words.sentence[index]].start
        return self._mark(begin, marks, mark_starts) >= 0

    @staticmethod
    def _mark(offset: int, marks: list[Span], mark_starts: list[int]) -> int:
        at = bisect_right(mark_starts, offset) - 1
        return at if at >= 0 and marks[at].end > offset else -1

    def _event(
        self, entity: int, index: int, marks: list[Span], mark_starts: list[int],
        contents: list[tuple[int, int, int]], content_starts: list[int],
        *, speaks: bool = False, owner: bool = False, pronoun: bool = False,
    ) -> None:
        words = self.words
        offset = words.starts[index]
        at = bisect_right(content_starts, offset) - 1
        content = contents[at][2] if at >= 0 and contents[at][1] > offset else -1
        self.recency[entity] = index
        cover = self.reading.cover[index]
        after = cover.last + 1 if cover is not None else index + 1
        before = words.lower[index - 1] if index and words.sentence[index - 1] == words.sentence[index] else ""
        oblique = before in read("oblique-words") or (before == "the" and index > 1 and words.lower[index - 2] in read("oblique-words"))
        follows = words.lower[after] if after < len(words) and words.gap(after - 1) == " " else ""
        inverted = before in ("said", "says", "added", "wrote", "asked", "tweeted", "explained", "argued", "noted")
        subject = speaks or inverted or (not owner and not oblique and (words.first[index] or follows in read("subject-verbs") or follows.endswith("ed")))
        self.events.append(
            Event(
                entity=entity, word=index, sentence=words.sentence[index], paragraph=words.paragraph[index],
                speaks=speaks, subject=subject, owner=owner, oblique=oblique and not speaks, pronoun=pronoun,
                quoted=self._mark(offset, marks, mark_starts), content=content,
            )
        )

    def _source(self, phrases: tuple[Phrase, ...], place: Place, number: int) -> tuple[int, ...] | None:
        found: list[int] = []
        if len(phrases) == 1 and phrases[0].first == phrases[0].last and phrases[0].sort == "description":
            phrases = (self._beside_verb(phrases[0]),)
        for phrase in phrases:
            answer = self._phrase(phrase, place)
            if answer is None:
                return None
            found += [n for n in answer if n not in found]
        return tuple(found)

    def _beside_verb(self, phrase: Phrase) -> Phrase:
        """Give the name beside a source that is only its verb: a slip some annotations have."""
        if self.words.lower[phrase.head] not in ("said", "says", "asked", "added", "told", "wrote"):
            return phrase
        for index in (phrase.head + 1, phrase.head - 1):
            name = self.reading.cover[index] if 0 <= index < len(self.words) else None
            if name is not None:
                return attrs.evolve(phrase, sort="name", name=name)
        return phrase

    def _phrase(self, phrase: Phrase, place: Place) -> tuple[int, ...] | None:
        if phrase.sort == "name" and phrase.name is not None and phrase.name.entity >= 0:
            entity = self.reading.register.entities[phrase.name.entity]
            if entity.kind == "group":
                return self._described(phrase, place)
            if entity.kind == "organisation":
                self.body_last = entity.number
            if entity.kind == "unknown":
                entity.kind = "person"
            return (entity.number,)
        if phrase.sort == "pronoun":
            return self._pronoun(phrase, place)
        return self._described(phrase, place)

    def _pronoun(self, phrase: Phrase, place: Place) -> tuple[int, ...] | None:
        row = columns("pronouns")[self.words.lower[phrase.head]]
        person, gender, number = row
        entities = self.reading.register.entities
        if person == "1":
            return None
        if person == "3" and number == "s" and gender in "mf":
            entity = choose(attrs.evolve(place, gender=gender), self.events, entities)
            return (entity.number,) if entity is not None else self._text(phrase, "unnamed")
        if person == "r":
            before = self._antecedent(phrase.head)
            if before is not None:
                return before
            return self._text(phrase, "unknown")
        if person == "3" and gender == "n":
            last = max((n for n in (self.body_last, self.thing_last) if n >= 0), key=lambda n: self.recency.get(n, -1), default=-1)
            return (last,) if last >= 0 else self._text(phrase, "unknown")
        if person == "3" and number == "p" and self.plural_last:
            return self.plural_last
        return self._text(phrase, "group")

    def _antecedent(self, index: int) -> tuple[int, ...] | None:
        """Give who a relative pronoun stands for: what ends right before it."""
        words, cover = self.words, self.reading.cover
        before = index - 1
        if before < 0 or words.sentence[before] != words.sentence[index]:
            return None
        name = cover[before]
        if name is not None and name.entity >= 0:
            kind = self.reading.register.entities[name.entity].kind
            if words.lower[index] != "who" or kind in ("person", "unknown", "group"):
                return (name.entity,)
            before = self._person_before(before)
            if before < 0:
                return (name.entity,)
        first = before
        while first > 0 and before - first < 6 and words.lower[first] not in columns("determiners"):
            if words.gap(first - 1) != " " or words.lower[first - 1] in read("phrase-ends"):
                break
            first -= 1
        if first > 0 and words.gap(first - 1) == ", ":
            # Megyn Kelly, an anchor who; the Ali Center, a museum that: the name is meant.
            apposed = cover[first - 1]
            if apposed is not None and apposed.entity >= 0:
                return (apposed.entity,)
        phrase = SourceReader(words=words, cover=cover).phrases(first, before)[0]
        return self._described(phrase, self._place(index, [], [], -1))

    def _person_before(self, index: int) -> int:
        """Give the noun for a person that a place or organisation only goes with: an anchor at Fox News who."""
        words = self.words
        for position in range(index, max(-1, index - 9), -1):
            if words.sentence[position] != words.sentence[index]:
                break
            if self.reading.cover[position] is None and words.lower[position] in roles():
                return position
        return -1

    def _first_person(self, number: int, enclosing: list[int], marks: list[Span], mark_starts: list[int]) -> tuple[int, ...]:
        outer = enclosing[number]
        depth = 0
        while outer >= 0 and depth < 8:
            answer = self.answers.get(outer)
            if answer:
                return answer
            outer = enclosing[outer]
            depth += 1
        index = self.words.within(self.quotations[number].source[0].start, self.quotations[number].source[-1].end).start
        written = self.authors.at(index)
        if written >= 0:
            return (written,)
        if self.author < 0:
            entity = self.reading.register.make("person")
            entity.forms[AUTHOR] = 1
            self.author = entity.number
        return (self.author,)

    def _described(self, phrase: Phrase, place: Place) -> tuple[int, ...]:
        words = self.words
        determiner = columns("determiners").get(words.lower[phrase.first], ("",))[0]
        noun = words.lower[phrase.head]
        role = roles().get(noun)
        stop = min(phrase.stop, phrase.last + 1)
        modifiers = [fold(words.forms[k]) for k in range(phrase.first, stop) if k != phrase.head]
        definite = determiner in ("d", "")
        several = self._counted(phrase, place)
        if several:
            return several
        if noun in read("owned-bodies") and determiner in ("d", "p"):
            last = self._body(noun, determiner, place)
            if last >= 0:
                return (last,)
        if role is not None and not role.plural and definite:
            if phrase.stop <= phrase.last:
                modifiers += [fold(words.forms[k]) for k in range(phrase.stop, min(phrase.last + 1, phrase.stop + 4))]
            entity = self._called(role, modifiers, place, fallback=determiner == "d" and self._is_short(phrase))
            if entity is not None:
                return (entity.number,)
        if determiner == "d" and role is None and noun not in read("groups"):
            known = self.reading.organisations.find(" ".join([*modifiers[1:], fold(noun)]))
            if known is None and phrase.stop > phrase.last and noun not in read("documents"):
                known = self.reading.organisations.described(noun, words.starts[phrase.first])
                if known is None or (self.body_last >= 0 and noun in self.reading.register.entities[self.body_last].roles):
                    known = self._body_lately(noun, place) or known
            if known is not None:
                self.body_last = known.number
                return (known.number,)
        if determiner == "d" and self._is_short(phrase):
            earlier = self._said_before(noun, modifiers)
            if earlier >= 0:
                return (earlier,)
        if role is not None and not role.plural and determiner in ("i", "d", "") and words.paragraph[phrase.first] < 4:
            ahead = self._named_later(role, modifiers, phrase)
            if ahead >= 0:
                return (ahead,)
        kind = "unknown"
        if role is not None:
            kind = "group" if role.plural else "unnamed"
        elif noun in read("groups"):
            kind = "group"
        elif noun in read("documents"):
            kind = "document"
        elif noun in read("organisation-words"):
            kind = "organisation"
        found = self._text(phrase, kind)
        head = role.noun if role is not None and not role.plural else noun
        self.by_head[head] = found[0]
        row = columns("document-classes").get(noun)
        if row is not None:
            self.by_head["\0" + row[0]] = found[0]
        return found

    def _body_lately(self, noun: str, place: Place) -> Entity | None:
        """Give the organisation spoken of in the last sentences: the company, the bank."""
        if noun not in read("organisation-nouns") or self.body_last < 0:
            return None
        entity = self.reading.register.entities[self.body_last]
        seen = self.recency.get(entity.number, -1)
        near = seen >= 0 and place.sentence - self.words.sentence[seen] <= 3
        return entity if noun in entity.roles or (near and entity.kind == "organisation") else None

    def _said_before(self, noun: str, modifiers: list[str]) -> int:
        """Give the group, document or body that a definite description takes up again, or -1."""
        for key in (noun, "\0" + columns("document-classes").get(noun, ("",))[0]):
            earlier = self.by_head.get(key)
            if earlier is not None and key != "\0":
                said = {fold(word) for form in self.reading.register.entities[earlier].forms for word in form.split()}
                if set(modifiers) - IDLE <= said:
                    return earlier
        return -1

    def _named_later(self, role: Role, modifiers: list[str], phrase: Phrase) -> int:
        """Give the person whom a report's opening only describes and soon after names, or -1."""
        called = self.reading.descriptions.called(role.noun, modifiers)
        entities = self.reading.register.entities
        begin, stop = self.words.starts[phrase.first], self.words.starts[phrase.first] + AHEAD
        fitting = [n for n, fits in called.items() if fits and begin < entities[n].first_full < stop]
        return max(fitting, key=lambda n: called[n]) if fitting else -1

    def _spoken_of(self, index: int, determiner: str, place: Place) -> int:
        """Give the person whom a description in the running text, from its determiner on, means; or -1."""
        words, cover = self.words, self.reading.cover
        known = roles()
        head = -1
        for position in range(index + 1, min(index + 6, len(words))):
            if cover[position] is not None and position > index + 1 and head == position - 1:
                return -1
            if words.gap(position - 1) not in (" ", "’s ", "'s "):
                break
            word = words.lower[position]
            if word in known and cover[position] is None:
                if known[word].plural:
                    return -1
                head = position
            elif head >= 0 or word in self.ends:
                break
        if head < 0 or words.possessive[head - 1] and head == index + 1:
            return -1
        role = known[words.lower[head]]
        modifiers = [fold(words.forms[k]) for k in range(index + 1, head)]
        if determiner == "d":
            short = head + 1 >= len(words) or words.gap(head) != " " or words.lower[head + 1] not in self.ends
            entity = self._called(role, modifiers, place, fallback=short and head - index <= 3)
            return -1 if entity is None else entity.number
        if determiner not in ("i", "p") or words.lower[index] in PLURAL_DETERMINERS:
            return -1
        before = words.gap(index - 1) if index else ""
        if index and (before == ", " or words.lower[index - 1] in BEING):
            return -1
        form = " ".join(words.text[words.starts[index] : words.ends[head]].split())
        key = "\0" + form.lower()
        entity = self.reading.organisations.whole.get(key)
        if entity is None:
            entity = self.reading.register.make("unnamed")
            entity.note_gender(role.gender, 3.0)
            entity.note(form, words.starts[index], words.ends[head])
            self.reading.organisations.whole[key] = entity
        self.by_head[role.noun] = entity.number
        return entity.number

    def _is_short(self, phrase: Phrase) -> bool:
        """Tell whether a description ends with its noun or a few words of office or place: of state."""
        if phrase.stop > phrase.last:
            return True
        return self.words.lower[phrase.stop] in ("of", "from") and phrase.last - phrase.stop <= 1

    def _called(self, role: Role, modifiers: list[str], place: Place, *, fallback: bool) -> Entity | None:
        """Give the person, named or not, whom a definite description means."""
        entities = self.reading.register.entities
        called = self.reading.descriptions.called(role.noun, modifiers)
        earlier = self.by_head.get(role.noun)
        if earlier is not None:
            called.setdefault(earlier, 0)
        bonus = {number: CALLED + FITTING * fits for number, fits in called.items()}
        entity = choose(attrs.evolve(place, gender=role.gender), self.events, entities, bonus)
        if entity is not None and (fallback or entity.number in called):
            if entity.number in called or not called or fallback:
                return entity
        reachable = [n for n in called if entities[n].gender in (role.gender, "u") or role.gender == "u"]
        if reachable:
            return entities[max(reachable, key=lambda n: (called[n], self.recency.get(n, -1)))]
        return None

    def _counted(self, phrase: Phrase, place: Place) -> tuple[int, ...]:
        """Give the persons meant by "the two", "both candidates", "all three": the most spoken of lately."""
        words = self.words
        if phrase.last - phrase.first > 4:
            return ()
        opening = words.lower[phrase.first : phrase.first + 2]
        people = len(self.plural_last) > 1
        if people and (opening[0] in ("each", "both", "neither", "none", "all")):
            if phrase.first == phrase.last or words.lower[phrase.last] in ("whom", "them"):
                return self.plural_last
        if opening[0] not in ("the", "both", "all"):
            return ()
        count = 2 if opening[0] == "both" else COUNTS.get(opening[-1], 0)
        role = roles().get(words.lower[phrase.head])
        if people and not count and opening[0] == "the" and phrase.last == phrase.first + 1 and role is not None and role.plural:
            if words.lower[phrase.head] not in self.by_head:
                return self.plural_last
        if not count or not (words.lower[phrase.head] in COUNTS or phrase.head == phrase.first or (role is not None and role.plural)):
            return ()
        if any(self.reading.cover[k] is not None and self.reading.cover[k].kind == "group" for k in range(phrase.first, phrase.last + 1)):
            return ()
        if len(self.plural_last) == count:
            return self.plural_last
        tally: dict[int, int] = {}
        for event in self.events[-WINDOW:]:
            if self.reading.register.entities[event.entity].kind == "person":
                tally[event.entity] = tally.get(event.entity, 0) + 1
        top = sorted(tally, key=lambda n: -tally[n])[:count]
        return tuple(sorted(top)) if len(top) == count else ()

    def _body(self, noun: str, determiner: str, place: Place) -> int:
        best = -1
        for (owner, what), entity in self.reading.organisations.owned.items():
            if what == noun and self.recency.get(entity.number, -1) > self.recency.get(best, -2):
                best = entity.number
        return best

    def _text(self, phrase: Phrase, kind: str) -> tuple[int, ...]:
        """Give the entity whose name is the phrase itself."""
        words = self.words
        start, end = words.starts[phrase.first], words.ends[phrase.last]
        if columns("document-classes").get(words.lower[phrase.head], ("",))[0] == "poll":
            # A new Fox News poll released Thursday is the Fox News poll.
            named = next((k for k in range(phrase.first, phrase.head) if self.reading.cover[k] is not None), -1)
            if named >= 0:
                start, end = words.starts[named], words.ends[phrase.head]
        start, end = _with_marks(words.text, start, end)
        form = " ".join(words.text[start:end].split())
        entity = self.reading.organisations.whole.get("\0" + form.lower())
        if entity is None:
            entity = self.reading.register.make(kind)  # type: ignore[arg-type]
            entity.plural = kind == "group"
            role = roles().get(words.lower[phrase.head])
            if role is not None:
                entity.note_gender(role.gender, 3.0)
            self.reading.organisations.whole["\0" + form.lower()] = entity
        entity.note(form, start, end)
        if kind == "group":
            self.plural_last = (entity.number,)
        elif kind in ("document", "organisation", "unknown"):
            self.thing_last = entity.number
        self.recency[entity.number] = phrase.first
        return (entity.number,)

    def _result(self) -> Resolution:
        entities = self.reading.register.entities
        made: dict[tuple[int, ...], Speaker] = {}
        out: list[Quotation] = []
        text = self.words.text
        for number, quotation in enumerate(self.quotations):
            key = self.answers.get(number, ())
            if not key:
                out.append(quotation)
                continue
            if key not in made:
                made[key] = self._speaker([entities[n] for n in key], text)
            out.append(attrs.evolve(quotation, speaker=made[key]))
        return Resolution(quotations=tuple(out), speakers=tuple(made.values()))

    def _speaker(self, members: list[Entity], text: str) -> Speaker:
        name = " | ".join(dict.fromkeys(m.name for m in members))
        spans = sorted({span for m in members for span in m.mentions})
        aliases = tuple(dict.fromkeys(form for m in members for form in m.forms if form != name))
        kind = members[0].kind if len(members) == 1 else "group"
        return Speaker(
            name=name,
            kind=KINDS.get(kind, kind),  # type: ignore[arg-type]
            aliases=aliases,
            mentions=tuple(Span(s, e, text) for s, e in spans),
        )


def _with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in a quotation mark or bracket at an edge whose partner stands inside."""
    inside = text[start:end]
    if text[end : end + 1] in CLOSERS and any(mark in inside for mark in OPENERS[text[end]]):
        end += 1
    if start and text[start - 1] in "“\"" and any(mark in inside for mark in "”\""):
        start -= 1
    return start, end


def _contents(quotations: tuple[Quotation, ...]) -> list[tuple[int, int, int]]:
    return sorted((span.start, span.end, number) for number, q in enumerate(quotations) for span in q.content)


def _enclosing(quotations: tuple[Quotation, ...]) -> list[int]:
    """Give for each quotation the innermost other one in whose content its source stands, or -1."""
    points: list[tuple[int, int, int]] = []
    for number, quotation in enumerate(quotations):
        if quotation.source:
            points.append((quotation.source[0].start, 1, number))
    spans = sorted((s.start, -s.end, number) for number, q in enumerate(quotations) for s in q.content)
    out = [-1] * len(quotations)
    stack: list[tuple[int, int]] = []
    at = 0
    for offset, _, number in sorted(points):
        while at < len(spans) and spans[at][0] <= offset:
            while stack and stack[-1][0] <= spans[at][0]:
                stack.pop()
            stack.append((-spans[at][1], spans[at][2]))
            at += 1
        while stack and stack[-1][0] <= offset:
            stack.pop()
        for end, owner in reversed(stack[-4:]):
            if end > offset and owner != number:
                out[number] = owner
                break
    return out
