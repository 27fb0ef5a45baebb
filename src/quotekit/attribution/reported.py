"""Reported speech and thought: cues anywhere in a sentence, with their complements and sources."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from quotekit.attribution.claims import Claim
from quotekit.attribution.complements import PARTICLES, Complement, Complements
from quotekit.attribution.phrases import REACH, Phrases
from quotekit.attribution.subjects import Group, Subjects
from quotekit.attribution.tagged import Tagged
from quotekit.attribution.verbs import complements, reporting

_VERBS = frozenset("VZEWG")
_RAISING = frozenset(("seem", "appear", "tend"))


def cue_of(group: Group, stop: int) -> tuple[int, int]:
    return group.first, stop


@attrs.frozen
class Reported:
    """Find reported speech and thought in one text."""

    tagged: Tagged
    phrases: Phrases
    subjects: Subjects
    complements: Complements

    def claims(self) -> Iterator[Claim]:
        """Give every claim that the words allow, likely or not, in the order of the cues."""
        t = self.tagged
        lemmas = reporting()
        for at, word in enumerate(t.lower):
            if word == "according":
                claim = self.according(at)
            elif t.tags[at] in _VERBS and t.quote[at] < 0 and "h" not in (t.tags[at - 1], t.tags[at + 1]):
                lemma = lemmas.get(word)
                claim = self.verb(at, lemma) if lemma is not None else None
            else:
                continue
            if claim is not None:
                yield claim

    def verb(self, at: int, lemma: str) -> Claim | None:
        t, tags = self.tagged, self.tagged.tags
        group = self.subjects.group(at)
        stop = group.stop
        if stop < len(t.words) and t.lower[stop] in PARTICLES and tags[stop] in "RI":
            after = tags[stop + 1]
            if t.lower[stop] not in ("on", "over", "through", "down") or after in "K":
                lemma = f"{lemma}-{t.lower[stop]}"
                stop += 1
        found = self.complements.of(stop, lemma.partition("-")[0])
        if group.mood == "fin" and self._says(lemma) and stop < len(t.words) and tags[stop] in "MBHVZX":
            return self.gapped(group, lemma, stop)
        if found.kind == "none" or found.kind.startswith("preposition") and self._says(lemma):
            claim = self.content_first(group, lemma)
            if claim is not None or found.kind == "none":
                return claim
        if found.kind in ("noun", "preposition-to") and "tell" in complements().get(lemma, ()) and group.mood == "fin":
            after = self.complements.addressee(found.first, t.sentence_end(at))
            claim = self.content_first(attrs.evolve(group, stop=after), lemma)
            if claim is not None:
                return attrs.evolve(claim, cue=cue_of(group, stop))
        if found.kind in ("noun", "clause") and self._says(lemma) and group.mood == "fin" and tags[group.first - 1] == "c":
            claim = self.inverted(group, lemma)
            if claim is not None:
                return claim
        cue = (group.first, stop)
        word = f"{lemma}|{group.mood}|{found.kind}"
        if group.mood == "pas":
            return self.passive(group, lemma, found, cue)
        if lemma in _RAISING and found.kind in ("infinitive", "that", "noun"):
            subject = self.subjects.subject(group.first)
            if subject is None:
                return None
            return Claim(content=(subject, (found.first, found.stop)), cue=cue, rule="raising", word=word)
        source = self.source(group)
        if group.mood == "ger" and lemma == "say" and group.first > 0 and t.lower[group.first - 1] == "as":
            return self.quoted_as(group, found, cue)
        rule = f"reported/{group.mood}-{found.kind}"
        return Claim(content=((found.first, found.stop),), cue=cue, source=source, rule=rule, word=word)

    def gapped(self, group: Group, lemma: str, stop: int) -> Claim | None:
        """Read *which officials said would fail*: the pronoun is part of what is said."""
        t, tags = self.tagged, self.tagged.tags
        source = self.subjects.subject(group.first)
        if source is None or source[0] == 0 or tags[source[0] - 1] not in "wK":
            return None
        limit = t.sentence_end(group.head)
        end = self.complements.clause_end(stop, limit)
        while end > stop + 1 and tags[end - 1] in "pc":
            end -= 1
        lead = source[0] - 1
        content = ((lead, lead + 1), (stop, end))
        return Claim(content=content, cue=(group.first, stop), source=source, rule="reported/gapped", word=f"{lemma}|gapped")

    def quoted_as(self, group: Group, found: Complement, cue: tuple[int, int]) -> Claim | None:
        """Read *was quoted as saying* and *quoted X as saying*: who is quoted speaks."""
        t, tags = self.tagged, self.tagged.tags
        floor = max(t.sentence_start(group.head), group.first - REACH)
        for verb in range(group.first - 2, floor - 1, -1):
            if t.lower[verb] in ("quoted", "cited", "reported", "quotes", "quoting", "cites", "citing", "overheard"):
                outer = self.subjects.group(verb)
                stop = group.first - 1
                if outer.mood == "pas":
                    source = self.subjects.subject(outer.first)
                else:
                    end = stop - 1 if tags[stop - 1] == "c" else stop
                    source = (verb + 1, end) if end > verb + 1 else None
                if source is None:
                    return None
                return Claim(
                    content=((found.first, found.stop),), cue=(group.first - 1, cue[1]), source=source,
                    rule="reported/quoted-as", word="say|quoted-as",
                )
        return None

    @staticmethod
    def _says(lemma: str) -> bool:
        return bool(complements().get(lemma, frozenset()) & {"clause", "quote"})

    def inverted(self, group: Group, lemma: str) -> Claim | None:
        """Read *It is over, said X*."""
        t, tags = self.tagged, self.tagged.tags
        floor, limit = t.sentence_start(group.head), t.sentence_end(group.head)
        comma = group.first - 1
        if comma <= floor or tags[group.head] not in "VEZ" or tags[group.stop] not in "PDNSJ":
            return None
        stop = self.phrases.after(group.stop, limit)
        if stop == group.stop or tags[stop] in "VZMBHXE" or tags[stop] == "R" and tags[stop + 1] in "VZMBHXE":
            return None
        stop = max(stop, self.phrases.apposition(stop, limit))
        if tags[group.stop] not in "PS" and t.lower[group.head] not in ("said", "says"):
            return None
        found = self.around(
            floor, comma, stop, limit, cue=(group.first, group.stop), source=(group.stop, stop),
            rule="reported/inverted", word=f"{lemma}|fin|inverted",
        )
        if found is not None and self.subjects.subject(group.first) is not None and t.lower[group.head] not in ("said", "says"):
            return None
        return found

    def source(self, group: Group) -> tuple[int, int] | None:
        t, tags = self.tagged, self.tagged.tags
        floor = t.sentence_start(group.head)
        if group.mood == "fin":
            return self.subjects.subject(group.first)
        if group.first <= floor:
            return self._next_subject(group)
        before = group.first - 1
        if group.mood == "ing" and tags[before] not in "cdCAI":
            found = self.phrases.before(self.phrases.skip_time(group.first, floor), floor)
            if found is not None:
                return found
        found = self.subjects.main(group.first, floor)
        return found or self._next_subject(group)

    def _next_subject(self, group: Group) -> tuple[int, int] | None:
        """Give the subject after the comma: *Saying that it was late, Lee left*."""
        t, tags = self.tagged, self.tagged.tags
        limit = min(t.sentence_end(group.head), group.head + REACH)
        for at in range(group.head + 1, limit - 1):
            if tags[at] == "c" and self.phrases.start[at + 1] == at + 1:
                return at + 1, self.phrases.after(at + 1, limit)
        return None

    def passive(self, group: Group, lemma: str, found: Complement, cue: tuple[int, int]) -> Claim | None:
        t = self.tagged
        word = f"{lemma}|pas|{found.kind}"
        subject = self.subjects.subject(group.first)
        if found.kind == "preposition-by":
            stop = self.phrases.after(found.first, t.sentence_end(group.head))
            if stop == found.first or subject is None:
                return None
            source = (found.first, stop)
            inner = self.complements.of(stop, lemma)
            if inner.kind in ("that", "infinitive", "question", "quote"):
                content = ((inner.first, inner.stop),) if inner.kind != "infinitive" else (subject, (inner.first, inner.stop))
                return Claim(content=content, cue=cue, source=source, rule="passive-by", word=f"{word}+{inner.kind}")
            return Claim(content=(subject,), cue=cue, source=source, rule="passive-by", word=word)
        if found.kind in ("infinitive", "preposition-as", "preposition-for", "ing", "noun") and subject is not None:
            return Claim(content=(subject, (found.first, found.stop)), cue=cue, rule=f"passive/{found.kind}", word=word)
        if found.kind in ("that", "clause", "question", "colon"):
            return Claim(content=((found.first, found.stop),), cue=cue, rule=f"passive/{found.kind}", word=word)
        if subject is None:
            return None
        return Claim(content=(subject,), cue=cue, rule=f"passive/{found.kind.partition('-')[0]}", word=word)

    def content_first(self, group: Group, lemma: str) -> Claim | None:
        """Read a cue at the end or in the middle of what it brings: *It is over, X said.*"""
        t, tags = self.tagged, self.tagged.tags
        floor, limit = t.sentence_start(group.head), t.sentence_end(group.head)
        if group.mood == "pas":
            subject = self.subjects.subject(group.first)
            if subject is None:
                return None
            return Claim(content=(subject,), cue=(group.first, group.stop), rule="passive/none", word=f"{lemma}|pas|none")
        if group.mood != "fin" or group.first <= floor:
            return None
        after = self.complements.past_adverbs(group.stop, limit)
        inverted = tags[group.first - 1] == "c" and self.phrases.start[group.stop] == group.stop
        if inverted:
            return None
        source = self.subjects.subject(group.first)
        if source is None:
            return None
        lead = source[0] - 1
        word = f"{lemma}|{group.mood}|first"
        cue = (group.first, group.stop)
        if lead >= floor and t.lower[lead] == "as":
            if lead == floor or lead == floor + 1 and tags[floor] == "C":
                comma = self.complements.find(after, min(limit, after + 25), "c")
                if comma is None or comma + 1 >= limit:
                    return None
                stop = self.complements.clause_end(comma + 1, limit)
                return Claim(content=((comma + 1, stop),), cue=cue, source=source, rule="reported/as", word=f"{lemma}|as|first")
            lead -= 1
            word = f"{lemma}|as|last"
        if lead < floor or tags[lead] not in "cd":
            return None
        return self.around(floor, lead, after, limit, cue=cue, source=source, rule="reported/after", word=word)

    def around(
        self,
        floor: int,
        comma: int,
        after: int,
        limit: int,
        *,
        cue: tuple[int, int],
        source: tuple[int, int],
        rule: str,
        word: str,
    ) -> Claim | None:
        """Claim what stands before the comma and, where the sentence goes on after another one, that too."""
        t, tags = self.tagged, self.tagged.tags
        first = floor
        if tags[first] == "C" and first + 1 < comma:
            first += 1
            if tags[first] == "c" and first + 1 < comma:
                first += 1
        first = max(first, comma - 10 * REACH)
        for at in range(comma - 1, max(first, comma - 4 * REACH), -1):
            if tags[at] == "s":
                first = at + 1
                break
        if first == t.paragraph_start(comma):
            # A dateline is nobody's: *PARIS, May 3 - The …*
            dash = tags.find("d", first, min(comma, first + 9))
            if dash > 0 and t.words[first].isupper():
                first = dash + 1
        content = [(first, comma)] if comma > first else []
        later = after
        while later < limit and tags[later] not in "cpsdq" and later < after + 20:
            later += 1
        if later < limit - 2 and tags[later] == "c" and not self._own_comment(later + 1):
            stop = self.complements.clause_end(later + 1, limit)
            while stop > later + 1 and tags[stop - 1] in "pc":
                stop -= 1
            if stop > later + 1:
                content.append((later + 1, stop))
                rule += "-middle"
        elif comma - first < 3 or not word and comma - first < 5:
            return None
        elif word and not any(tag in "VZWEMBHX" for tag in tags[first : min(comma, first + 60)]):
            return None
        if not content:
            return None
        return Claim(content=tuple(content), cue=cue, source=source, rule=rule, word=word)

    def _own_comment(self, at: int) -> bool:
        t, tags = self.tagged, self.tagged.tags
        if t.lower[at] in ("which", "who", "while", "although", "though", "as", "according", "where", "when", "after", "before", "citing"):
            return True
        if tags[at] in "G" and t.lower[at] in reporting():
            return True
        return tags[at] == "C" and self.complements.any_verb(at + 1, len(t.words))

    def according(self, at: int) -> Claim | None:
        """Read *according to X* before, after or inside what X says."""
        t, tags = self.tagged, self.tagged.tags
        if at + 2 >= len(t.words) or t.lower[at + 1] != "to" or t.quote[at] >= 0:
            return None
        floor, limit = t.sentence_start(at), t.sentence_end(at)
        stop = self.phrases.after(at + 2, limit)
        if stop == at + 2:
            return None
        source = (at + 2, stop)
        cue = (at, at + 2)
        if at == floor or at == floor + 1 and tags[floor] == "C":
            comma = self.complements.find(stop, min(limit, stop + 30), "c")
            if comma is None:
                return None
            source = (at + 2, max(stop, comma)) if comma - at < 14 else source
            end = limit
            while end > comma + 1 and tags[end - 1] in "pc":
                end -= 1
            if end <= comma + 1:
                return None
            return Claim(content=((comma + 1, end),), cue=cue, source=source, rule="according-to/before")
        lead = at - 1 if tags[at - 1] in "cd" else at
        stop = max(stop, self.phrases.apposition(stop, limit))
        return self.around(floor, lead, stop, limit, cue=cue, source=(at + 2, stop), rule="according-to/after", word="")
