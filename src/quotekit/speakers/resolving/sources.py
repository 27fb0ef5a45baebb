"""The structure of a source: its heads and its conjuncts.

The head of ``the White House press secretary, Josh Earnest,`` is the name, and that of ``a spokesman for
Clinton`` is the spokesman; ``Trump and Pence`` are two.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from quotekit.lexicon import read
from quotekit.speakers.names.lexicon import columns, determiner, name_lists, roles, word_set
from quotekit.speakers.names.reader import NameMention
from quotekit.speakers.names.words import Words
from quotekit.speakers.resolving.conjuncts import Conjuncts, Phrase, Segment, Sort

OPENING = ("“", '"', "‘")
CLOSING = ("”", '"', "’ ")
# How many words before a noun for figures may only describe them: new data from the Bureau.
NEAR = 4


@attrs.define(slots=True, eq=False)
class SourceReader:
    """Analyse sources, given the text's words and the name over each word (or None)."""

    words: Words
    cover: Sequence[NameMention | None]
    ends: frozenset[str] = attrs.field(factory=lambda: read("phrase-ends"))
    prefixes: frozenset[str] = attrs.field(factory=lambda: read("source-prefixes"))

    def phrases(self, first: int, last: int) -> tuple[Phrase, ...]:
        """Return the conjuncts of the source from word `first` to word `last`, both included."""
        first, last = self._trim(first, last)
        makers = self._makers(first, last)
        if makers:
            return makers
        several = self._such_as(first, last)
        if several:
            return several
        example = self._example(first, last)
        if example > first:
            left = self._single(first, example - 1)
            named = [p for p in self.phrases(example + 1, last) if p.name is not None]
            if left.name is None and named:
                return (left, *named)
        segments = self._segments(first, last)
        if len(segments) == 1 or self._name_given(first, last) is not None:
            return (self._single(first, last),)
        heads = [self._single(begin, end) for _, begin, end in segments]
        if self._second_matter(segments) > first:
            heads[:2] = [attrs.evolve(heads[1], first=first)]
            segments[:2] = [("", first, segments[1][2])]
            if len(segments) == 1:
                return tuple(heads)
        return Conjuncts(self.words).join(segments, heads, last)

    def _trim(self, first: int, last: int) -> tuple[int, int]:
        words = self.words
        while first < last and first in words.dateline:
            first += 1
        while first < last and words.lower[first] in self.prefixes and self.cover[first] is None:
            if words.lower[first + 1] in ("least", "most"):
                break
            first += 1
        styled = first + 2 < last and words.lower[first + 1] in word_set("styles")
        if styled and words.lower[first + 2] == "the":
            # His Majesty the King.
            first += 2
        if words.lower[first : first + 3] == ["the", "likes", "of"] and first + 3 <= last:
            first += 3
        if words.lower[first] == "both" and "and" in words.lower[first + 2 : last]:
            first += 1
        while last > first and words.lower[last] in ("who", "that", "which") and self.cover[last] is None:
            last -= 1
        if last - first > 1 and words.lower[first] == "none" and words.lower[first + 1] == "of":
            first += 2
        last = self._before_alias(first, last)
        while last > first and words.lower[last] in word_set("emphasis") | word_set("days"):
            last -= 1
        return first, last

    def _before_alias(self, first: int, last: int) -> int:
        """Return the last word of a name before what else its bearer is called: Ann Lee, alias Red."""
        words = self.words
        for index in range(first + 1, last):
            if self.cover[index] is not None or self.cover[index - 1] is None:
                continue
            called = index + (words.lower[index] in ("also", "better"))
            naming = called < last and words.lower[called] in word_set("naming")
            if words.lower[index] in word_set("aliases") or (
                naming and words.lower[called + 1] in ("as", "by")
            ):
                return index - 1
        return last

    def _makers(self, first: int, last: int) -> tuple[Phrase, ...]:
        """Return those by whom a source's figures are: an estimate by Orbit, data compiled by the Bureau."""
        words = self.words
        nouns = (k for k in range(first, min(first + NEAR, last)) if words.lower[k] in word_set("figures"))
        by = next(nouns, last) + 1
        if by < last and (words.lower[by].endswith("ed") or words.lower[by] in word_set("participles")):
            by += 1
        if by >= last or words.lower[by] not in ("by", "from"):
            return ()
        makers = self.phrases(by + 1, last)
        return makers if makers[0].name is not None else ()

    def _such_as(self, first: int, last: int) -> tuple[Phrase, ...]:
        """Return those by whose names it is told who are meant: lenders such as Orbit and Novabank.

        Of a single one others are meant as well.
        """
        words = self.words
        such = (k for k in range(first + 1, last - 1) if words.lower[k : k + 2] == ["such", "as"])
        at = next(such, last)
        if at == last or any(name is not None and name.kind == "person" for name in self.cover[first:at]):
            return ()
        named = self.phrases(at + 2, last)
        names = [phrase.name for phrase in named]
        return named if len(names) > 1 and all(name and name.kind != "group" for name in names) else ()

    def _example(self, first: int, last: int) -> int:
        """Return the word ("like", "including", "such as") that introduces a group's examples, or -1."""
        words = self.words
        for index in range(first + 1, last):
            if words.lower[index] in ("like", "including", "as"):
                if words.lower[index] == "as" and words.lower[index - 1] != "such":
                    continue
                name = self.cover[index + 1]
                return index if name is not None and name.kind != "group" else -1
            if words.lower[index] in self.ends:
                return -1
        return -1

    def _segments(self, first: int, last: int) -> list[Segment]:
        """Cut at commas, dashes, brackets and conjunctions outside names."""
        words = self.words
        out: list[Segment] = []
        begin, before, index = first, "", first
        while index <= last:
            if index > begin:
                gap = words.gaps[index - 1]
                inside = self.cover[index] is not None and self.cover[index] is self.cover[index - 1]
                if not inside and self._parts(gap, index) and not self._is_short_form(gap, index, last):
                    out.append((before, begin, index - 1))
                    begin, before = index, "/" if "/" in gap else "(" if "(" in gap else ","
            word = words.lower[index]
            if word in ("and", "or", "&") and self.cover[index] is None and index < last:
                if index > begin:
                    out.append((before, begin, index - 1))
                    before = "and"
                else:
                    before = before + "and"
                begin = index + 1
            index += 1
        out.append((before, begin, last))
        return out

    def _second_matter(self, segments: Sequence[Segment]) -> int:
        """Return where the second of a body's two matters begins, or -1: the UN farming and food agency."""
        if len(segments) < 2 or segments[1][0] != "and":
            return -1
        words, (_, first, before), (_, after, last) = self.words, segments[0], segments[1]
        head = min(after + 1, last)
        matter, noun = words.lower[before], words.lower[head]
        someone = matter in read("groups") or matter in name_lists().heads or matter in roles()
        body = (noun in read("organisation-nouns") or noun in name_lists().heads) and noun not in roles()
        plain = not any(words.capital[k] for k in (before, after, head))
        if someone or not (body and plain and determiner(words.lower[first])) or before == first:
            return -1
        name = self.cover[min(after + 2, last)]
        named = name is not None and name.lead == after + 2
        return after if last == after + 1 or named else -1

    def _is_short_form(self, gap: str, index: int, last: int) -> bool:
        """Tell whether a bracket only shortens the words before it: the Farmers' Union (FU) chair Ann Lee.

        Or it says how an office is held: Brigadier (retd) Bo Khan.
        """
        words = self.words
        if gap != " (" or words.gaps[index] not in (") ", ".) ") or index == last:
            return False
        if not words.forms[index].isupper() and words.lower[index] not in word_set("tenures"):
            return False
        return words.lower[index + 1] not in self.ends and words.lower[index + 1] not in ("and", "or", "&")

    def _parts(self, gap: str, index: int) -> bool:
        """Tell whether a word is separated from the phrase before it: not in "8,000" or "CNN/ORC"."""
        if "/" in gap:
            return all(
                name is not None and name.kind in ("person", "unknown")
                for name in self.cover[index - 1 : index + 1]
            )
        if "," in gap and len(gap) == 1:
            return False
        return any(mark in gap for mark in ",;:—–(") or " - " in gap or "--" in gap

    def _single(self, first: int, last: int) -> Phrase:
        """Return the head of a segment without commas or conjunctions of its own."""
        words = self.words
        head, name, stop = first, None, last + 1
        if first and words.gaps[first - 1][-1:] in OPENING:
            # "Broad City" star Arturo Castro: the title in quotation marks only describes the star.
            close = self._closing(first, last)
            if close < last and words.gaps[close].endswith(" ") and len(words.gaps[close]) == 2:
                inner = self._single(close + 1, last)
                return attrs.evolve(inner, first=first)
        if first == last and words.lower[first] in columns("pronouns") and self.cover[first] is None:
            return Phrase(sort="pronoun", first=first, last=last, head=first, stop=stop)
        given = self._name_given(first, last)
        if given is not None:
            return Phrase(sort="name", first=first, last=last, head=last, stop=last + 1, name=given)
        index = first
        while index <= last:
            covering = self.cover[index]
            if covering is not None:
                if name is not None and self._holds_office(name, covering):
                    stop = index
                    break
                end = min(covering.last, last)
                if not covering.possessive or end == last:
                    head, name = end, covering
                else:
                    name = None
                index = end + 1
                continue
            word = words.lower[index]
            if name is not None and self._is_kind_of(name, index, first):
                # The Dawn newspaper is the Dawn.
                index += 1
                continue
            if index > first and words.gaps[index - 1][-1:] in OPENING:
                close = self._closing(index, last)
                if close < last:
                    index = close + 1
                    continue
            ends = word in self.ends and not words.capital[index]
            if index > first and (ends or self._is_participle(index, head, name)):
                stop = index
                break
            if word[0].isdigit() and name is not None:
                stop = index
                break
            head, name = index, None
            if words.possessive[index]:
                name = None
            index += 1
        sort: Sort = "description" if name is None else "name"
        if sort == "description" and head == first and words.lower[head] in columns("pronouns"):
            sort = "pronoun"
        return Phrase(sort=sort, first=first, last=last, head=head, stop=stop, name=name)

    def _holds_office(self, name: NameMention, body: NameMention) -> bool:
        """Tell whether a body right behind a full name is that of somebody's office: Ann Lee ILO head."""
        person = name.kind == "person" and len(name.parts) > 1 and body.lead == name.last + 1
        letters = self.words.forms[body.lead]
        return person and not (body.kind == "person" and body.sure) and letters.isupper()

    def _is_kind_of(self, name: NameMention, index: int, first: int) -> bool:
        """Tell whether a word only says what a name before it is: the Dawn newspaper, the Orbit company.

        A local Arabic daily is none: an article tells, and that the name is only an adjective.
        """
        media, lower = word_set("media"), self.words.lower
        adjective = name_lists().adjectives.issuperset(name.parts)
        indefinite = determiner(lower[first]) == "i"
        if self.words.gaps[index - 1] != " " or adjective or indefinite:
            return False
        if lower[index] in word_set("kinds-of-body"):
            return name.kind in ("organisation", "unknown", "document")
        if lower[index] in word_set("kinds-of-group"):
            # The Clean Rivers group; but the Harvard group is one of several.
            several = len(name.parts) == 1 and name.parts[0] in name_lists().organisations
            return name.kind == "organisation" and not several
        carriers = word_set("carriers")
        carried = lower[index] in carriers and not media.isdisjoint(lower[index + 1 : index + 2])
        may_be_medium = name.kind != "person" or (len(name.parts) == 1 and not name.titles)
        # The Xinhua news agency; but the UN agency is one of several.
        medium = lower[index] in media and (lower[index] != "agency" or lower[index - 1] in carriers)
        return may_be_medium and (medium or carried)

    def _name_given(self, first: int, last: int) -> NameMention | None:
        """Return the name that somebody described is said to have, with which a phrase ends.

        That is a man surnamed Lau, a nurse who asked to be called Lau or who gave her name as Lau.
        """
        words, name = self.words, self.cover[last]
        if name is None or name.last < last:
            return None
        at = name.lead - 1
        while at > first and words.lower[at] in word_set("naming-as"):
            at -= 1
        said = words.lower[at + 1 : name.lead]
        if at <= first or any(n is not None and n.kind == "person" for n in self.cover[first : at + 1]):
            return None
        body = name.kind not in ("person", "unknown")
        if body and not self.ends.isdisjoint(words.lower[first:at]):
            # The chairman of a church, known as the Chapel.
            return None
        if words.lower[at] in word_set("naming"):
            # But not a man who named Lau.
            done = said or words.lower[at - 1] not in word_set("relatives")
        else:
            done = words.lower[at] in word_set("giving-a-name") and not word_set("by-name").isdisjoint(said)
        return name if done else None

    def _is_participle(self, index: int, head: int, name: NameMention | None) -> bool:
        """Tell whether a participle continues a noun or name: those supporting Sanders, Orbit led by X.

        So does an adverb that says where somebody is: a farmer nearby.
        """
        lower = self.words.lower
        word = lower[index]
        beside = word in word_set("beside-somebody")
        # A report recently published.
        verb = lower[index + 1] if word.endswith("ly") and index + 1 < len(lower) else word
        verbal = verb.endswith(("ing", "ed")) or verb in word_set("participles") or beside
        if head != index - 1 or not verbal or word in roles():
            return False
        if name is not None:
            return self.words.lower[index + 1 : index + 2] == ["by"]
        noun = self.words.lower[head]
        return noun in roles() or noun in read("groups") or noun in read("documents")

    def _closing(self, index: int, last: int) -> int:
        """Return the last word of the quoted span that begins at `index`."""
        while index < last and not any(mark in self.words.gaps[index] for mark in CLOSING):
            index += 1
        return index
