"""What follows a cue: the kind of complement a verb or noun has there, and where it begins and ends."""

from __future__ import annotations

import attrs

from quotekit.attribution.phrases import Phrases
from quotekit.attribution.tagged import Tagged
from quotekit.attribution.verbs import complements, reporting

PARTICLES = frozenset("out up down off back forth away over on through".split())
_FINITE = frozenset("MBHXVZW")
# Words that open a clause which is the writer's own comment, not part of what was said.
_LEAVING = frozenset("while although though whereas which who whom whose where when as after before with".split())
_WINDOW = 160


@attrs.frozen(kw_only=True)
class Complement:
    """Hold a complement: its kind and, unless there is none, its half-open range of tokens."""

    kind: str
    first: int
    stop: int


@attrs.frozen
class Complements:
    """Read what follows a cue in one text."""

    tagged: Tagged
    phrases: Phrases

    def of(self, after: int, lemma: str) -> Complement:
        """Give the complement of a verb that ends before token `after`."""
        t, tags = self.tagged, self.tagged.tags
        if after >= len(t.words):
            return Complement(kind="none", first=after, stop=after)
        limit = t.sentence_end(after - 1)
        at = self.past_adverbs(after, limit)
        found = self.kind_at(at, limit)
        takes = complements().get(lemma, frozenset())
        if "name" in takes and found in ("noun", "clause", "quote"):
            return self.ranged("named", at, limit)
        if found in ("noun", "clause") and takes & {"tell", "order", "question"}:
            stop = self.addressee(at, limit)
            later = self.past_adverbs(stop, limit)
            inner = self.kind_at(later, limit, strict=True)
            if inner in ("that", "quote", "question", "infinitive", "clause", "colon") and stop > at:
                if inner != "clause" or found != "clause":
                    return self.ranged(f"told-{inner}", later, limit)
        if found == "preposition":
            moved = self._past_adjuncts(at, limit)
            if moved is not None:
                inner = self.kind_at(moved, limit, strict=True)
                if inner in ("that", "colon") or inner == "quote" and tags[moved] == "c":
                    return self.ranged(inner, moved, limit)
                if inner == "clause" and tags[at] == "I" and "clause" in takes:
                    return self.ranged(inner, moved, limit)
            return self.ranged(f"preposition-{t.lower[at]}", at, limit)
        if found == "none" and at < limit and tags[at] == "c":
            moved = self._past_parenthesis(at, limit)
            if moved is not None:
                return self.ranged(self.kind_at(moved, limit), moved, limit)
        return self.ranged(found, at, limit)

    def ranged(self, kind: str, at: int, limit: int) -> Complement:
        if kind == "none":
            return Complement(kind=kind, first=at, stop=at)
        tags = self.tagged.tags
        bare = kind.removeprefix("told-")
        first = at
        if bare == "colon":
            first = at + 1
        if kind.startswith("preposition"):
            stop = max(self.phrase_end(at + 1, limit), min(at + 2, limit))
            while stop > at + 2 and tags[stop - 1] in "pc":
                stop -= 1
            return Complement(kind=kind, first=at + 1, stop=stop)
        if bare in ("noun", "ing", "named"):
            stop = self.phrase_end(first, limit)
            if bare == "named" and stop + 1 < limit and tags[stop] == "c" and tags[stop + 1] == "w":
                # *described the letter, which came late, as "rude"*
                closing = self.find(stop + 1, min(limit, stop + 25), "c")
                if closing is not None and self.tagged.lower[closing + 1] == "as":
                    stop = self.phrase_end(closing + 1, limit)
        else:
            stop = self.clause_end(first, limit)
        while stop > first + 1 and tags[stop - 1] in "pc":
            stop -= 1
        return Complement(kind=kind, first=first, stop=max(stop, first + 1))

    def kind_at(self, at: int, limit: int, *, strict: bool = False) -> str:
        """Name the complement that begins at token `at`."""
        t, tags = self.tagged, self.tagged.tags
        if at >= limit:
            return "none"
        tag = tags[at]
        if t.lower[at] == "there":
            return "clause"
        if tag == "c" and at + 1 < limit and tags[at + 1] == "q":
            return "quote"
        if tag == "K":
            if tags[at + 1] in "pcCI":
                return "noun"
            if tags[at + 1] in "MBZ" and t.lower[at + 1] != "'s":
                return "clause"
            return "that"
        if tag == "q":
            return "quote"
        if tag == "o":
            return "colon" if at + 1 < limit else "none"
        if tag == "T":
            verb = at + 1
            while verb < limit and tags[verb] in "RL":
                verb += 1
            if verb < limit and (tags[verb] in "WBHX" or tags[verb] == "N" and self._base(verb)):
                return "infinitive"
            return "preposition"
        if tag == "w":
            return "question"
        if tag == "A":
            return "question" if t.lower[at] == "if" else "none"
        if tag in "IF":
            return "preposition"
        if tag == "G" or tag == "H" and t.lower[at] == "having":
            return "ing"
        if self.phrases.start[at] >= 0:
            return "clause" if self._clause(at, limit) else "noun"
        if tag == "E":
            return "noun"
        if tag in "NJ":
            return "noun"
        return "none"

    def _base(self, at: int) -> bool:
        return self.tagged.lower[at] in reporting() or self.tagged.words[at].islower()

    def _clause(self, at: int, limit: int) -> bool:
        """Tell whether a finite clause begins at token `at`: a noun phrase, then a finite verb."""
        t, tags = self.tagged, self.tagged.tags
        if t.lower[at] == "there" or tags[at] == "S":
            return True
        stop = self.phrases.after(at, limit)
        if stop == at:
            return False
        for _ in range(2):
            # A clause's subject may be followed by an insert between commas or a relative clause.
            while stop < limit and tags[stop] in "RL":
                stop += 1
            if stop >= limit:
                return False
            if tags[stop] in _FINITE:
                return tags[stop] != "W" or t.lower[stop - 1].endswith("s") or tags[stop - 1] in "SUD"
            if tags[stop] == "E":
                return tags[stop + 1] not in "I" or tags[at] == "S" or t.lower[stop + 1] != "by" and t.words[at][0].isupper()
            if tags[stop] == "c":
                closing = self.find(stop + 1, min(limit, stop + 25), "c")
                if closing is None or tags[stop + 1] not in "DQNPJwIEG" or tags[stop + 1] == "I" and closing - stop > 8:
                    return False
                stop = closing + 1
            elif tags[stop] == "w" or tags[stop] == "K":
                verb = self.find(stop + 1, min(limit, stop + 8), "VZEMBHX")
                if verb is None:
                    return False
                after = self.find(verb + 2, min(limit, verb + 12), "VZMBHX")
                return after is not None and tags[after - 1] not in "cSKwC"
            elif tags[stop] in "GI":
                after = self.find(stop + 1, min(limit, stop + 12), "VZMBHXcpCKw")
                return after is not None and tags[after] in "VZMBHX"
            else:
                return False
        return False

    def find(self, at: int, limit: int, wanted: str) -> int | None:
        tags = self.tagged.tags
        for i in range(at, limit):
            if tags[i] in wanted:
                return i
            if tags[i] == "p":
                return None
        return None

    def addressee(self, at: int, limit: int) -> int:
        """Give where the one who is told ends, when a phrase at token `at` is that."""
        t, tags = self.tagged, self.tagged.tags
        if tags[at] in "SOU":
            return at + 1
        stop = self.phrases.end[at]
        while stop < limit - 1 and tags[stop] in "FI" and self.phrases.start[stop + 1] >= 0:
            stop = self.phrases.end[stop + 1]
        if stop < limit - 1 and tags[stop] == "C" and self.phrases.start[stop + 1] == stop + 1:
            stop = self.phrases.end[stop + 1]
        if stop < limit - 2 and tags[stop] == "c" and tags[stop + 1] in "DNwPJ":
            closing = self.find(stop + 1, min(limit, stop + 20), "c")
            if closing is not None:
                return closing + 1
        return min(stop, limit)

    def past_adverbs(self, at: int, limit: int) -> int:
        """Step over *Monday*, *on Tuesday*, *publicly*, *last week*."""
        t, tags = self.tagged, self.tagged.tags
        for _ in range(4):
            if at >= limit:
                break
            tag = tags[at]
            if t.lower[at] == "there" and tags[at + 1] in "BMHZVR":
                break
            if tag in "YL" or tag == "R":
                at += 1
            elif tag == "I" and at + 1 < limit and tags[at + 1] == "Y":
                at += 2
                while at < limit and tags[at] in "YQ":
                    at += 1
            elif t.lower[at] in ("last", "this", "earlier", "late", "early", "next") and at + 1 < limit and (
                tags[at + 1] == "Y" or t.lower[at + 1] in ("week", "month", "year", "weekend", "morning", "night", "fall", "summer", "spring", "afternoon")
            ):
                at += 2
            elif tag == "N" and t.lower[at] in ("night", "morning", "afternoon", "evening") and tags[at - 1] == "Y":
                at += 1
            else:
                break
        return at

    def _past_adjuncts(self, at: int, limit: int) -> int | None:
        """Step over *in a statement*, *to reporters in Kyiv* and the like; None where nothing follows."""
        tags = self.tagged.tags
        for _ in range(4):
            if at + 1 < limit and tags[at] in "IT" and (self.phrases.start[at + 1] >= 0):
                after = self.phrases.end[at + 1]
                while after < limit - 1 and tags[after] == "F" and self.phrases.start[after + 1] >= 0:
                    after = self.phrases.end[after + 1]
                at = self.past_adverbs(after, limit)
            elif at < limit and tags[at] in "YR":
                at = self.past_adverbs(at, limit)
            else:
                break
        if at >= limit:
            return None
        if tags[at] == "c":
            return at if tags[at + 1] == "q" else None
        return at

    def _past_parenthesis(self, comma: int, limit: int) -> int | None:
        """Step over what two commas hold between a cue and its *that*: *said, however, that*."""
        tags = self.tagged.tags
        closing = self.find(comma + 1, min(limit, comma + 14), "c")
        if closing is not None and closing + 1 < limit and tags[closing + 1] in "Kw" and self.tagged.lower[closing + 1] != "which":
            return closing + 1
        if tags[comma + 1] == "K":
            return comma + 1
        return None

    def clause_end(self, first: int, limit: int) -> int:
        """Give where what is said ends, when it is a clause."""
        t, tags = self.tagged, self.tagged.tags
        limit = min(limit, first + _WINDOW)
        begin = t.sentence_start(first)
        lead = tags[begin] if tags[begin] != "C" else tags[begin + 1]
        within = lead == "A" or t.lower[begin] in ("when", "as", "if", "while", "after", "before")
        within = within and "c" not in tags[begin:first]
        at = first
        while at < limit:
            number = t.quote[at]
            if number >= 0 and t.marks[number][0] == at:
                at = max(t.marks[number][1], at) + 1
                if tags[at - 2] == "c" and at < limit and (within or self._leaves(at, limit)):
                    return at
                continue
            tag = tags[at]
            if tag == "c" and within and at > first and self._clause(at + 1, limit):
                return at
            if tag == "s":
                return at
            if tag == "d":
                closing = self.find(at + 1, limit, "d")
                if closing is None or closing >= limit - 2:
                    return at
                at = closing
            elif tag == "c" and at + 1 < limit and self._leaves(at + 1, limit):
                closing = self.find(at + 1, limit, "c")
                if t.tags[at + 1] != "w" or closing is None or any(x in "VZMBHXE" for x in tags[first:at]):
                    return at
                # *said the bomber, who …, had fled*: the clause has no verb yet.
                at = closing
            elif tag == "C" and at + 1 < limit and self._new_verb(at + 1, limit):
                return at
            at += 1
        return min(at, t.paragraph_end(first)) if at > limit else limit

    def _leaves(self, at: int, limit: int) -> bool:
        """Tell whether the words after a comma are the writer's again."""
        t, tags = self.tagged, self.tagged.tags
        if t.lower[at] in ("which", "while", "although", "though", "whereas", "who", "where"):
            return True
        if tags[at] == "G" and t.lower[at] in reporting():
            return True
        if tags[at] == "C":
            return self._new_verb(at + 1, limit)
        if t.lower[at] == "according":
            return True
        return False

    def _new_verb(self, at: int, limit: int) -> bool:
        """Tell whether a cue without a subject of its own begins: *and said*, *but added*."""
        t, tags = self.tagged, self.tagged.tags
        while at < limit and tags[at] in "RHXL":
            at += 1
        return at < limit and tags[at] in "VEZ" and t.lower[at] in reporting() and tags[at + 1] not in "FC"

    def phrase_end(self, first: int, limit: int) -> int:
        """Give where what is spoken of ends, when it is a phrase: before commas and new verbs."""
        t, tags = self.tagged, self.tagged.tags
        limit = min(limit, first + _WINDOW)
        at = first
        while at < limit:
            number = t.quote[at]
            if number >= 0 and t.marks[number][0] == at:
                at = max(t.marks[number][1], at) + 1
                if tags[at - 2] == "c" and not self._list_goes_on(at - 1, limit):
                    return min(at, limit)
                continue
            tag = tags[at]
            if tag in "sdo" and at > first:
                return at
            if tag == "c":
                if not self._list_goes_on(at, limit):
                    return at
            elif tag == "A" or t.lower[at] in ("while", "when", "after", "before", "during"):
                return at
            elif tag == "C" and self.any_verb(at + 1, limit):
                return at
            at += 1
        return min(at, limit) if at <= limit else at

    def _list_goes_on(self, comma: int, limit: int) -> bool:
        tags = self.tagged.tags
        at = comma + 1
        if at < limit and self.phrases.start[at] == at and tags[at] not in "S":
            after = self.phrases.end[at]
            return after < limit and tags[after] in "cC" and not self.any_verb(after, limit)
        return at < limit and tags[at] == "C" and self.phrases.start[at + 1] == at + 1 and tags[at + 1] not in "S"

    def any_verb(self, at: int, limit: int) -> bool:
        tags = self.tagged.tags
        while at < limit and tags[at] in "RL":
            at += 1
        return at < limit and tags[at] in "VEZMBHXS"
