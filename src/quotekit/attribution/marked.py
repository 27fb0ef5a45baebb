"""Quotations that stand in marks and have their cue beside them: ``"…," X said`` and its sisters."""

from __future__ import annotations

import attrs

from quotekit.attribution.claims import Claim
from quotekit.attribution.phrases import REACH, Phrases
from quotekit.attribution.subjects import Subjects
from quotekit.attribution.tagged import Tagged
from quotekit.attribution.verbs import complements, reporting

_FINITE = frozenset("VZEW")
_HELPERS = frozenset("RMHXLBY")
# Verbs that stand before their subject after a quotation as a matter of course.
_INVERTING = frozenset("say ask add write reply explain note recall joke tweet argue".split())
_SAYING = frozenset({"clause", "quote", "tell", "question"})


def saying(word: str) -> str | None:
    """Give the lemma of a verb that can bring a quotation.

    >>> saying("quipped"), saying("stole")
    ('quip', None)
    """
    lemma = reporting().get(word)
    return lemma if lemma is not None and complements()[lemma] & _SAYING else None


@attrs.frozen
class Marked:
    """Find the cue beside each outermost quoted span of one text."""

    tagged: Tagged
    phrases: Phrases
    subjects: Subjects

    def claims(self) -> list[Claim | None]:
        """Give for each outermost quoted span its claim, or None where no cue stands beside it."""
        found: list[Claim | None] = []
        cue = None
        for number in range(len(self.tagged.marks)):
            claim = self.after(number)
            if claim is None:
                claim = self.before(number)
                # *"A," X said, "b"*: the second half belongs to the cue that the first one has.
                if claim is not None and claim.cue is not None and cue is not None and claim.cue[1] == cue[1]:
                    claim = None
            found.append(claim)
            if claim is not None:
                cue = claim.cue
        return found

    # -- the cue follows -------------------------------------------------------------------------

    def after(self, number: int) -> Claim | None:
        """Read the cue that follows a quoted span: ``"…," X said``, ``"…," said X``."""
        t, tags = self.tagged, self.tagged.tags
        first, last = t.marks[number]
        if t.quoted[number].close is None:
            return None
        limit = min(t.paragraph_end(last), last + 1 + REACH)
        at = last + 1
        if at >= limit:
            return None
        inner = last - 1
        while inner > first and (tags[inner] == "q" or t.words[inner] in ("'", "’")):
            inner -= 1
        inside = tags[inner]
        strong = inside == "c"
        if tags[at] == "c":
            strong = True
            at += 1
        if at >= limit or tags[at] == "q":
            return None
        ending = t.words[inner][-1:]
        if not strong:
            if ending in "?!…" or inside == "d" or ending == "." and len(t.words[inner]) > 1:
                pass
            elif ending == "." and t.words[at][0].islower():
                pass
            else:
                return None
        found = self.cue_at(at, limit, strong=strong)
        if found is None:
            return None
        rule, cue, source = found
        start = self._clause_start(first)
        if start < first and tags[start] not in "C":
            if rule == "source-verb" and (self._starts_afresh(cue[1] - 1, limit) or not saying(t.lower[cue[1] - 1])):
                return None
            if tags[start] in "Aw" or rule == "verb-source" and t.lower[cue[1] - 1] not in ("said", "says"):
                return None
            rule = f"clause-{rule}"
        return Claim(content=((start, last + 1),), cue=cue, source=source, rule=f"marked/{rule}", word=t.lower[cue[1] - 1])

    def _clause_start(self, first: int) -> int:
        """Give where the clause begins that a quoted span at token `first` ends, often the span itself."""
        t, tags = self.tagged, self.tagged.tags
        floor = t.sentence_start(first)
        before = tags[first - 1] if first > floor else "p"
        if before == "C" and first == floor + 1:
            return floor
        if before == "c":
            # *Sooner or later, "we will win," he said*: what leads in is said too, unless it is a cue.
            lead = tags[floor : first - 1]
            quiet = not any(tag in "VZEWGMBHXqods" for tag in lead) and len(lead) < 12
            return floor if quiet else first
        if before in "psodqbe":
            return first
        return floor

    def cue_at(
        self, at: int, limit: int, *, strong: bool
    ) -> tuple[str, tuple[int, int], tuple[int, int] | None] | None:
        """Read a cue with its source that starts at token `at`: its rule's name, cue and source."""
        t, tags = self.tagged, self.tagged.tags
        if t.lower[at] == "according" and at + 2 < limit and t.lower[at + 1] == "to":
            stop = self.phrases.after(at + 2, limit)
            return ("according-to", (at, at + 2), (at + 2, self.widened(stop, limit))) if stop > at + 2 else None
        verb = at
        while verb < limit and tags[verb] in "R":
            verb += 1
        if verb < limit and tags[verb] in _FINITE and (saying(t.lower[verb]) or strong):
            name = verb + 1
            while name < limit and tags[name] in "R":
                name += 1
            stop = self.phrases.after(name, limit)
            known = saying(t.lower[verb])
            subject = tags[name] in "PS" or known in _INVERTING or tags[name] in "DNQJ" and tags[stop] in "pcw"
            if stop > name and subject and (known and tags[name] != "O" or tags[name] in "PS"):
                return "verb-source", (at, verb + 1), (name, self.widened(stop, limit))
            if known and strong and t.lower[at - 1] != "and" and t.lower[verb] in ("said", "says", "read", "reads"):
                return None
        stop = self.phrases.after(at, limit)
        if strong and tags[at] in "NPJGWZ" and tags[stop] not in _HELPERS | _FINITE:
            stop = self._up_to_saying(at, limit) or stop
        if stop == at or tags[at] == "O":
            return None
        source = (at, stop)
        if tags[stop] == "c":
            widened = self.phrases.apposition(stop, limit)
            closing = self._closing_comma(stop, limit)
            if closing is None:
                return None
            source = (at, min(max(stop, widened), closing))
            stop = closing + 1
        elif tags[stop] in "bd":
            closing = self._closing(stop, limit)
            if closing is None:
                return None
            stop = closing + 1
        elif tags[stop] == "w" and t.lower[stop] == "who":
            closing = self._next_saying(stop, limit)
            if closing is None:
                return None
            stop = closing
        elif tags[stop] == "O":
            stop += 1
        verb = self._past_time(stop, limit)
        start = verb
        while verb < limit and tags[verb] in _HELPERS:
            verb += 1
        if verb >= limit or tags[verb] not in "VZEWNG":
            return None
        lemma = saying(t.lower[verb])
        if t.lower[verb] in ("went", "goes") and t.lower[verb + 1] == "on":
            verb, lemma = verb + 1, "go-on"
        if lemma is None:
            known = reporting().get(t.lower[verb])
            if not strong or tags[verb] in "NG" and not known:
                return None
            if tags[verb + 1] not in "pcIRqdGY" and known is None:
                return None
        elif tags[verb] == "N" and tags[at] not in "SP":
            return None
        if not strong and t.words[at][0].isupper() and self._starts_afresh(verb, limit):
            return None
        return "source-verb", (start, verb + 1), source

    def _up_to_saying(self, at: int, limit: int) -> int | None:
        """Give where the plainest of cues begins, when nothing but a name can stand before it.

        Names whose words look like verbs (*prop Marama Tipene said*) are read by what follows them.
        """
        t, tags = self.tagged, self.tagged.tags
        for verb in range(at + 1, min(limit, at + 12)):
            if t.lower[verb] in ("said", "says", "told", "asked", "added"):
                return verb
            if tags[verb] not in "NPJGWDQFIh":
                return None
        return None

    def _starts_afresh(self, verb: int, limit: int) -> bool:
        """Tell whether what follows the verb is its own content, so that it is no cue to what was before."""
        tags = self.tagged.tags
        after = verb + 1
        if after >= limit:
            return False
        if self.tagged.lower[verb] in ("told", "asked") and self.phrases.start[after] == after:
            after = self.phrases.after(after, limit)
        if tags[after] in "pR" or self.tagged.sentence_end(verb) <= after:
            return False
        if tags[after] == "T" and self.phrases.start[after + 1] == after + 1:
            return False
        return tags[after] not in "IYcd" or tags[after] == "c" and tags[after + 1] == "q"

    def _past_time(self, at: int, limit: int) -> int:
        """Step over *on Monday* or *in a statement* between a source and its verb."""
        tags = self.tagged.tags
        for _ in range(2):
            if at < limit and tags[at] == "Y":
                at += 1
            elif at + 1 < limit and tags[at] == "I" and tags[at + 1] == "Y":
                at += 2
            elif at + 1 < limit and tags[at] == "I" and self.phrases.start[at + 1] == at + 1:
                after = self.phrases.after(at + 1, limit)
                if after < limit and tags[after] in _FINITE | _HELPERS:
                    at = after
        return at

    def _closing_comma(self, comma: int, limit: int) -> int | None:
        """Give the comma that closes what the one at `comma` opened: the first before a verb of saying."""
        tags = self.tagged.tags
        for at in range(comma + 1, limit - 1):
            if tags[at] in "psq":
                return None
            if tags[at] == "c":
                verb = self._past_time(at + 1, limit)
                while verb < limit - 1 and tags[verb] in _HELPERS:
                    verb += 1
                if tags[verb] in _FINITE and reporting().get(self.tagged.lower[verb]):
                    return at
        return None

    def _closing(self, opener: int, limit: int) -> int | None:
        wanted = "e" if self.tagged.tags[opener] == "b" else "d"
        for at in range(opener + 1, limit - 1):
            if self.tagged.tags[at] == wanted:
                return at
            if self.tagged.tags[at] in "pq":
                return None
        return None

    def _next_saying(self, at: int, limit: int) -> int | None:
        tags = self.tagged.tags
        last = None
        for verb in range(at, limit):
            if tags[verb] in "psqc":
                break
            if tags[verb] in "VZE" and saying(self.tagged.lower[verb]):
                last = verb
        return last

    def widened(self, stop: int, limit: int) -> int:
        """Give where a source ends with the apposition that follows it."""
        return self.phrases.apposition(stop, limit) if stop < limit else stop

    # -- the cue stands before -------------------------------------------------------------------

    def before(self, number: int) -> Claim | None:
        """Read the cue that stands before a quoted span: ``X said: "…"``, ``X: "…"``."""
        t, tags = self.tagged, self.tagged.tags
        first, last = t.marks[number]
        floor = t.paragraph_start(first)
        at = first - 1
        if at < floor:
            return None
        if tags[at] not in "co" and t.sentence_start(first) == first:
            return None
        return self.led_by(at, ((first, last + 1),), low=max(floor, t.sentence_start(at)), whole=self._whole(number))

    def led_by(
        self, at: int, content: tuple[tuple[int, int], ...], *, low: int, whole: bool = True
    ) -> Claim | None:
        """Read the cue that ends at token `at` (perhaps a comma or colon), not looking before `low`.

        `whole` tells whether the content is a sentence of its own.
        """
        t, tags = self.tagged, self.tagged.tags
        floor = low
        mark = tags[at]
        if mark in "co":
            at -= 1
        if at < floor or t.quote[at] >= 0:
            return None
        low = max(floor, at - (30 if mark == "o" else 20))
        finite = 0
        for verb in range(at, low - 1, -1):
            if tags[verb] in "psq" or t.quote[verb] >= 0:
                break
            tag = tags[verb]
            if t.lower[verb] == "according" and t.lower[verb + 1] == "to" and mark in "co":
                stop = self.phrases.after(verb + 2, at + 1)
                return Claim(content=content, cue=(verb, verb + 2), source=(verb + 2, stop), rule="marked/according-to-before") if stop > verb + 2 else None
            if tag in "VZEWG":
                lemma = saying(t.lower[verb])
                if lemma is not None and verb > low and tags[verb - 1] == "w" and mark in "co":
                    continue
                if lemma is not None and not finite and tag in "VZE" and verb == floor:
                    stop = self.phrases.after(verb + 1, at + 1)
                    if stop == at + 1 and mark in "co":
                        return Claim(content=content, cue=(verb, verb + 1), source=(verb + 1, stop), rule="marked/inverted-before", word=lemma)
                if lemma is not None and not finite:
                    if mark not in "co" and verb != at and not self._object_only(verb, at):
                        break
                    if mark not in "co" and (not whole or self._title(content[0])):
                        break
                    group = self.subjects.group(verb)
                    source = self.source_of(group.first, group.mood, verb, floor)
                    rule = {"o": "colon", "c": "comma"}.get(mark, "bare")
                    return Claim(content=content, cue=(group.first, verb + 1), source=source, rule=f"marked/verb-{rule}", word=lemma)
                if tag in "VZ" or tag == "W":
                    finite += 1
            elif tag in "MB":
                finite += 1
        if mark == "o":
            return self._colon(floor, at, content)
        return None

    def _whole(self, number: int) -> bool:
        """Tell whether a quoted span is a sentence of its own and not a piece of another."""
        t = self.tagged
        first, last = t.marks[number]
        if first + 1 > last or not t.words[first + 1][0].isupper():
            return False
        return t.tags[last - 1] in "pcd" or t.tags[last + 1] in "pc"

    def _title(self, content: tuple[int, int]) -> bool:
        """Tell whether a quoted span is the title of a work: a few words, all but the smallest capitalised."""
        t = self.tagged
        words = [t.words[at] for at in range(content[0] + 1, min(content[1] - 1, content[0] + 14)) if t.tags[at] not in "pcq"]
        small = ("of", "the", "a", "an", "in", "on", "and", "to", "for", "is", "at", "with", "by", "or", "from", "&")
        return len(words) < 11 and all(word[0].isupper() or word in small for word in words)

    def _object_only(self, verb: int, at: int) -> bool:
        after = self.phrases.after(verb + 1, at + 1)
        return after == at + 1

    def source_of(self, first: int, mood: str, verb: int, floor: int) -> tuple[int, int] | None:
        """Give the source of a cue that starts at token `first`."""
        if mood in ("fin",):
            return self.subjects.subject(first)
        if mood == "pas":
            return self.subjects.subject(first)
        if mood == "ing" and first > floor and self.tagged.tags[first - 1] not in "cdCA":
            found = self.phrases.before(first, floor)
            if found is not None:
                return found
        return self.subjects.main(first, floor)

    def _colon(self, floor: int, at: int, content: tuple[tuple[int, int], ...]) -> Claim | None:
        """Read ``X: "…"`` and clauses without a verb of saying that end in a colon."""
        t = self.tagged
        stop = self.phrases.after(floor, at + 1)
        if stop == at + 1:
            first, last = content[0]
            end = t.sentence_end(last - 1)
            if last < end and t.tags[last] not in "pcCSP":
                # A headline: *Ann Lee: 'No idea' where it went*.
                content = ((first, end),)
            return Claim(content=content, cue=(at + 1, at + 2), source=(floor, stop), rule="marked/name-colon")
        source = self.subjects.main(at + 1, floor)
        if source is None or t.lower[floor] in ("from", "by") or t.lower[floor + 1] == "from":
            for giver in range(floor, min(floor + 4, at)):
                # *And from Chairwoman Lee:*
                if t.lower[giver] in ("from", "by") and self.phrases.start[giver + 1] == giver + 1:
                    return Claim(content=content, cue=(giver, giver + 1), source=(giver + 1, at + 1), rule="marked/from-colon")
            return None
        return Claim(content=content, cue=(source[1], at + 1) if source[1] <= at else (at + 1, at + 2), source=source, rule="marked/clause-colon")
