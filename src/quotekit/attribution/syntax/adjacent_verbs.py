"""Quoted speech that no parse assigned: it belongs to the reporting verb right beside the marks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from quotekit.attribution.syntax.claims import Claim
from quotekit.attribution.syntax.complements import cue
from quotekit.attribution.syntax.fitting import SPEECH, is_speech
from quotekit.attribution.syntax.forest import Forest
from quotekit.attribution.syntax.nouns import owner_of_report
from quotekit.attribution.syntax.parsed_text import ParsedText, Place
from quotekit.attribution.syntax.sources import is_passive, phrase, source
from quotekit.document import QuotedSpan

# How many words may separate a verb from the marks: after them, before a colon, before only a comma.
_AFTER, _COLON, _BEFORE = 12, 25, 5
# Longer than most titles.
_TITLE = 6
_ENDS = frozenset(".?!;:")
_NEAR = 3
# How many words may separate the marks from a verb that is in no list.
_CLOSE = 5
_BOUND = frozenset({"acl", "aux", "cop", "amod", "xcomp", "compound"})
_WITHIN = frozenset({"det", "amod", "nummod", "flat", "compound", "nmod", "case"})
_SKIPPED = frozenset({"ADV", "AUX", "PART", "CCONJ"})
_OBJECTS = frozenset({"obj", "iobj", "xcomp"})
_ASTRAY = frozenset({"nsubj", "appos", "root", "parataxis", "dep", "vocative", "dislocated", "flat", "conj"})


def by_adjacent_verbs(
    reading: ParsedText, spans: Iterable[QuotedSpan], claims: dict[tuple[int, int], Claim]
) -> Iterator[Claim]:
    """Assign quoted spans, in text order, to the verbs beside them; a verb that has a claim extends it."""
    for span in spans:
        place = _verb(reading, span, claims)
        if place is None:
            found = _announced(reading, span)
            if found is not None:
                yield found
            continue
        anchor = (place.sentence, place.word)
        stretch = (span.span.start, span.span.end)
        at = bisect_left(reading.places, (span.span.start,)) - 1
        if at >= 0 and place < reading.places[at] and _opens_clause(reading, reading.places[at]):
            stretch = (reading.places[at].start, span.span.end)
        after = place.start > span.span.start
        passive = is_passive(reading.forests[place.sentence], place.word)
        if anchor in claims:
            # The verb has a claim from the tree already: one claim holds both halves.
            said = [
                part
                for part in claims[anchor].content
                if not _is_relative(reading, part[0]) and (reading.has_marks(*part) or not is_speech(span))
            ]
            claims[anchor].content = sorted([*said, stretch])
            if claims[anchor].source is None and not passive:
                claims[anchor].source = _ahead(reading, span, place) or nearby(reading, anchor, after=after)
            continue
        who = source(reading, place.sentence, place.word)
        if who is None or reading.around(who[0]) is not None:
            who = None if passive else _ahead(reading, span, place) or nearby(reading, anchor, after=after)
        claims[anchor] = Claim(
            content=[stretch],
            cue=cue(reading, place.sentence, place.word),
            source=who,
            rule="beside" if place.word in reading.cues[place.sentence] else "verb",
            anchor=anchor,
        )
        yield claims[anchor]


def _is_relative(reading: ParsedText, start: int) -> bool:
    """Tell whether a relative clause begins at an offset: *“…,” said Ann Lee, who left early*."""
    at = bisect_left(reading.places, (start,))
    if at == len(reading.places) or reading.places[at].start != start:
        return False
    word = reading.forests[reading.places[at].sentence].words[reading.places[at].word]
    return "PronType=Rel" in word.feats


def _verb(reading: ParsedText, span: QuotedSpan, claims: dict[tuple[int, int], Claim]) -> Place | None:
    """Return the verb that introduces a quoted span."""
    text = reading.text
    before = _before(reading, span)
    if before is not None and text[max(span.span.start - 3, 0) : span.span.start].rstrip().endswith(":"):
        return before
    after = _after(reading, span)
    if before is None or after is None:
        return before or after
    return after if (before.sentence, before.word) in claims else before


def _before(reading: ParsedText, span: QuotedSpan) -> Place | None:
    text, places = reading.text, reading.places
    ahead = text[max(span.span.start - 3, 0) : span.span.start].rstrip()
    colon, inner = ahead.endswith(":"), span.inner.text.strip()[-200:]
    whole = is_speech(span) and (inner.endswith((".", "?", "!", "…", ",")) or len(inner.split()) >= _TITLE)
    at = bisect_left(places, (span.span.start,)) - 1
    if at < 0:
        return None
    reach = _COLON if colon else _BEFORE
    if not colon and _opens_clause(reading, places[at]):
        reach = _NEAR
    elif not colon and _is_short(span):
        reach = 1 if inner.endswith((".", "?", "!")) else 0
    elif not colon and not (ahead.endswith((",", "–", "—")) or whole):
        return None
    paragraph = reading.paragraph(span.span.start)
    for number in range(at, max(at - reach, -1), -1):
        place = places[number]
        word = reading.forests[place.sentence].words[place.word]
        if reading.paragraph(place.start) != paragraph or reading.around(place.start) is not None:
            break
        if word.form in _ENDS and not (word.form == ":" and number == at):
            break
        if place.word in reading.cues[place.sentence]:
            return place
    return None


def _opens_clause(reading: ParsedText, place: Place) -> bool:
    """Tell whether a word is a complementiser: *warned that “any more of it would do harm”*."""
    word = reading.forests[place.sentence].words[place.word]
    return word.upos == "SCONJ" and word.form.lower() in reading.language.that


def _after(reading: ParsedText, span: QuotedSpan) -> Place | None:
    text, places = reading.text, reading.places
    at = bisect_left(places, (span.span.end,))
    paragraph = reading.paragraph(span.span.start)
    stopped = span.inner.text.rstrip().endswith(".")
    # A word or two in marks are speech only if a pause separates them from the verb.
    paused = span.inner.text.rstrip().endswith((",", "!", "?"))
    opening = True
    other: Place | None = None
    for number, place in enumerate(places[at : at + _AFTER]):
        forest = reading.forests[place.sentence]
        word = forest.words[place.word]
        if reading.paragraph(place.start) != paragraph or reading.around(place.start) is not None:
            break
        if word.form in _ENDS:
            break
        if opening and word.upos == "CCONJ":
            return None
        if opening and word.upos != "PUNCT":
            gap = text[span.span.end : place.start].strip()
            if stopped and not gap and not word.form[:1].islower():
                return None
            paused = paused or gap[:1] in (",", "–", "—", "-")
            opening = False
        if place.word in reading.cues[place.sentence]:
            return None if _is_short(span) and not paused else place
        if word.upos == "VERB" and other is None and number <= _CLOSE:
            other = place if forest.relation(place.word) not in _BOUND else None
    # *“…!” beamed Ann Lee*: no list has all the verbs of saying.
    return other if paused and is_speech(span) and _begins(reading, span) else None


def _begins(reading: ParsedText, span: QuotedSpan) -> bool:
    """Tell whether marks begin a sentence, unlike a title in the middle of one."""
    before = reading.text[max(span.span.start - 4, 0) : span.span.start]
    stripped = before.rstrip()
    return not stripped or "\n" in before or stripped[-1] in '.?!…”"»“'


def _is_short(span: QuotedSpan) -> bool:
    return len(span.inner.text[:200].split()) < SPEECH


def _ahead(reading: ParsedText, span: QuotedSpan, place: Place) -> tuple[int, int] | None:
    """Return the name between the marks and the verb after them: *“…,” Ann Lee, the mayor, told us*."""
    at = bisect_left(reading.places, (span.span.end,))
    forest = reading.forests[place.sentence]
    for first in reading.places[at : at + _NEAR]:
        if first >= place or first.sentence != place.sentence:
            break
        if forest.words[first.word].upos != "PUNCT":
            head = _head(forest, first.word)
            if head < place.word and forest.words[head].upos in ("PROPN", "PRON", "NOUN"):
                return phrase(reading, place.sentence, head, place.word)
            break
    return None


def nearby(reading: ParsedText, anchor: tuple[int, int], *, after: bool) -> tuple[int, int] | None:
    """Return the name right beside a verb, if the parser attached it to some other word."""
    sentence, verb = anchor
    forest = reading.forests[sentence]
    for step in (1, -1) if after else (-1, 1):
        at = verb + step
        for _ in range(_NEAR):
            if 0 <= at < len(forest.words) and forest.words[at].upos in _SKIPPED:
                at += step
        if not 0 <= at < len(forest.words):
            continue
        head = _head(forest, at)
        word = forest.words[head]
        case = word.feats.partition("Case=")[2][:3]
        # A parser may read the name after *“…,” said* as the content.
        loose = _ASTRAY | _OBJECTS if after and step > 0 else _ASTRAY
        astray = forest.relation(head) in loose and case in ("", "Nom")
        if astray and word.upos in ("PROPN", "PRON", "NOUN"):
            found = phrase(reading, sentence, head, verb)
            if found is not None and reading.around(found[0]) is None:
                return found
    return None


def _head(forest: Forest, at: int) -> int:
    """Return the head of a word's phrase."""
    for _ in range(_NEAR):
        if forest.relation(at) not in _WITHIN or forest.heads[at] < 0:
            break
        at = forest.heads[at]
    return at


def _announced(reading: ParsedText, span: QuotedSpan) -> Claim | None:
    """Read *Ann Lee: “It is over.”*: a sentence that opens with a name and a colon."""
    places = reading.places
    at = bisect_left(places, (span.span.start,)) - 1
    if at < 1 or reading.forests[places[at].sentence].words[places[at].word].form != ":":
        return None
    sentence = places[at].sentence
    forest = reading.forests[sentence]
    colon = places[at].word
    if not 0 < colon <= _COLON or reading.paragraph(places[at].start) != reading.paragraph(span.span.start):
        return None
    words = forest.words[:colon]
    if reading.around(words[0].span.start) is not None:
        return None
    classes = {word.upos for word in words}
    verbs = [index for index, word in enumerate(words) if word.upos == "VERB"]
    who: tuple[int, int] | None
    told = [reading.span(sentence, colon, colon)]
    nouns = [colon - 1] if verbs else range(colon)
    reports = ((noun, owner_of_report(reading, forest, noun)) for noun in nouns)
    if (report := next(((noun, owner) for noun, owner in reports if owner is not None), None)) is not None:
        # *Her answer: “…”*
        noun, owner = report
        who, told = phrase(reading, sentence, owner), [reading.span(sentence, noun, noun)]
    elif not classes & {"VERB", "AUX", "ADP"} and "PROPN" in classes:
        who = reading.span(sentence, 0, colon - 1)
    elif words[-1].upos == "PROPN":
        # *This did not surprise Ann Lee: “…”*
        who = phrase(reading, sentence, _head(forest, colon - 1), colon)
    else:
        # *She turned to the crowd again: “…”*
        who = source(reading, sentence, verbs[0]) if verbs and is_speech(span) else None
    if who is None:
        return None
    return Claim(
        content=[(span.span.start, span.span.end)],
        cue=told,
        source=who,
        rule="colon",
        anchor=(sentence, colon),
    )
