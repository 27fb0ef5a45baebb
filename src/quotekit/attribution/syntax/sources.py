"""Who speaks: the subject of a reporting verb, its own or one that it shares, or the agent of a passive."""

from __future__ import annotations

from itertools import islice

from quotekit.attribution.syntax.forest import Forest
from quotekit.attribution.syntax.parsed_text import NAMED, ParsedText
from quotekit.attribution.syntax.trees import Word

# How far up a verb without a subject looks for the one it shares (*has begun to say*, *and added*).
_UP = 6
# How a participle hangs on what its subject does: *she rose, saying*.
_BARE = frozenset({"advcl", "ccomp", "parataxis", "dep", "obl"})
_FEW = 8
# No phrase has more parts; a parse gone wrong may have.
_MOST = 200
# What hangs on a subject but is no part of who speaks: mostly what a parser hung there by mistake.
_LOOSE = frozenset({"parataxis", "ccomp", "discourse", "punct", "vocative", "dep"})
# A name in one of these relations beside another is none of its words: *on Monday Ann Lee said*.
_APART = frozenset({"obl", "nmod", "conj", "vocative", "iobj", "advmod", "parataxis"})
_LEADING = frozenset({"case", "punct", "cc", "mark"})
# The most words of an adposition (*de acuerdo con*).
_SMALL = 5
# The least letters of a compound's last part, and the most before it.
_LAST, _LONG = 4, 40


def source(reading: ParsedText, sentence: int, verb: int) -> tuple[int, int] | None:
    """Return the stretch that names who speaks through a verb; None where nobody is named."""
    uses = reading.cues[sentence].get(verb, frozenset())
    found = None if "impersonal" in uses else subject(reading, sentence, verb)
    if found is None:
        found = _origin(reading, sentence, verb, "impersonal" in uses)
    return None if found is None else phrase(reading, sentence, found, verb)


def _origin(reading: ParsedText, sentence: int, verb: int, impersonal: bool) -> int | None:
    """Return where word comes from: German *hieß es aus dem Ministerium*, Russian *сообщили в полиции*."""
    forest = reading.forests[sentence]
    feats = forest.words[verb].feats
    if not impersonal and "Number=Plur" not in feats and "Person=0" not in feats:
        return None
    for child in islice(forest.having(verb, "obl"), _FEW):
        cases = {forest.words[case].form.lower() for case in islice(forest.having(child, "case"), _FEW)}
        if cases & reading.language.origins and (impersonal or tells(reading, forest.words[child])):
            return child
    return None


def tells(reading: ParsedText, word: Word) -> bool:
    """Tell whether a noun, or the end of a compound, is one for people, bodies and papers."""
    lemma = word.lemma.lower()
    tellers = reading.language.tellers
    if lemma in tellers or word.form.lower() in tellers:
        return True
    return any(lemma[first:] in tellers for first in range(1, min(len(lemma) - _LAST, _LONG)))


def subject(reading: ParsedText, sentence: int, verb: int) -> int | None:
    """Return the word that heads the subject of a verb, or the agent where the verb is passive."""
    forest = reading.forests[sentence]
    adjective = "adjective" in reading.cues[sentence].get(verb, ())
    if is_passive(forest, verb) and not adjective:
        return _agent(reading, forest, verb)
    at = verb
    marks = reading.around(forest.words[verb].span.start)
    for _ in range(_UP):
        # Not one that is part of what is said: *“Your Honor,” I said*; *this, he says, is different*.
        own = [
            child
            for child in islice(forest.having(at, "nsubj"), _FEW)
            if child != verb and reading.around(forest.words[child].span.start) is marks
        ]
        if own:
            return min(own, key=lambda child: abs(child - at))
        relation, head = forest.relation(at), forest.heads[at]
        if head < 0:
            break
        if at == verb and (teller := _teller(reading, sentence, verb)) is not None:
            at = teller
            continue
        if relation == "acl" and forest.words[head].upos in ("NOUN", "PROPN", "PRON"):
            main = _main(forest, at) if _trails(forest, at) else None
            return head if main is None else main
        shares = relation in ("conj", "xcomp") or (relation in _BARE and is_bare(forest, at))
        if not shares:
            break
        at = head
    return None


def _teller(reading: ParsedText, sentence: int, verb: int) -> int | None:
    """Return the verb that a participle goes on from: *Ann Lee stressed that it was over, adding that …*."""
    forest = reading.forests[sentence]
    if not _trails(forest, verb) or "VerbForm=Inf" in forest.words[verb].feats:
        return None
    at = verb
    for _ in range(_UP):
        head = forest.heads[at]
        if head < 0:
            break
        if forest.relation(at) == "ccomp" and head < at and at != verb and head in reading.cues[sentence]:
            return head
        at = head
    return None


def _trails(forest: Forest, verb: int) -> bool:
    """Tell whether a participle follows a pause: *she left the room, saying that it was over*."""
    if not is_bare(forest, verb) or any(forest.having(verb, "aux")) or verb < forest.heads[verb]:
        return False
    low = forest.low[verb]
    return forest.words[low].upos == "PUNCT" or forest.words[low - 1].upos == "PUNCT"


def _main(forest: Forest, verb: int) -> int | None:
    """Return the subject of the clause that holds a participle."""
    at = forest.heads[verb]
    for _ in range(_UP):
        own = next((child for child in forest.having(at, "nsubj") if child != verb), None)
        if own is not None or forest.heads[at] < 0:
            return own
        if forest.relation(at) == "nsubj":
            return at
        at = forest.heads[at]
    return None


def is_passive(forest: Forest, verb: int) -> bool:
    """Tell whether what a verb's subject is said to do is done to it."""
    return forest.has(verb, "nsubj:pass", "aux:pass", "csubj:pass", "expl:pass", "obl:agent")


def is_bare(forest: Forest, verb: int) -> bool:
    """Tell whether a verb has a form that takes no subject of its own."""
    feats = forest.words[verb].feats
    return any(f"VerbForm={form}" in feats for form in ("Inf", "Ger", "Part", "Conv"))


def _agent(reading: ParsedText, forest: Forest, verb: int) -> int | None:
    for child in forest.having(verb, "obl"):
        word = forest.words[child]
        if word.relation == "obl:agent":
            return child
        cases = {forest.words[case].form.lower() for case in forest.having(child, "case")}
        if cases & reading.language.agent:
            return child
    return None


def _whole_name(forest: Forest, first: int, last: int, verb: int) -> tuple[int, int]:
    """Let a phrase run over the rest of its name: a parser may part *Haley Morris* from *Spokeswoman*."""
    words = forest.words

    def goes_on(index: int, beside: int) -> bool:
        named = words[index].upos == words[beside].upos == "PROPN"
        return named and index != verb and forest.relation(index) not in _APART

    for _ in range(_FEW):
        if first > 0 and goes_on(first - 1, first):
            first -= 1
        if last + 1 < len(words) and goes_on(last + 1, last):
            last += 1
    return first, last


def _without_circumstances(
    reading: ParsedText, forest: Forest, head: int, first: int, last: int
) -> tuple[int, int]:
    """Cut off where and when somebody spoke, if a parser hung it on a name: *said Ann Lee in Paris*."""
    words, places, dates = forest.words, reading.language.places, reading.language.dates
    while first < head and words[first].form.lower() in dates:
        first += 1
    for index in range(head + 1, last + 1):
        before = index - 2 if words[index - 1].upos == "DET" else index - 1
        if words[before].upos != "PROPN" or forest.relation(index) in _LOOSE:
            continue
        dated = words[index].form.lower() in dates
        placed = words[index].form.lower() in places and words[index].upos == "ADP"
        if dated or placed:
            return first, before
    return first, last


def phrase(reading: ParsedText, sentence: int, head: int, verb: int = -1) -> tuple[int, int] | None:
    """Return the stretch of a phrase: name, title, apposition and all, but no adposition before it.

    It does not reach over `verb`, nor into speech in marks that a parser took for part of it.
    """
    forest = reading.forests[sentence]
    words = forest.words
    first = last = head
    leading: set[int] = set()
    for child in forest.children[head][:_MOST]:
        relation = forest.relation(child)
        if relation in _LEADING and forest.high[child] - forest.low[child] < _SMALL:
            leading.update(range(forest.low[child], forest.high[child] + 1))
        elif relation not in _LOOSE and not (relation == "conj" and forest.has(child, "nsubj", "expl")):
            first, last = min(first, forest.low[child]), max(last, forest.high[child])
    if first <= verb <= last:
        first, last = (first, verb - 1) if head < verb else (verb + 1, last)
    first, last = _whole_name(forest, first, last, verb)
    first, last = _without_circumstances(reading, forest, head, first, last)
    dropped = {words[index].span for index in leading}
    while first < head:
        word = words[first]
        # The article in Portuguese *pelo* goes with its adposition.
        if first not in leading and word.upos not in ("PUNCT", "ADP") and word.span not in dropped:
            break
        first += 1
    while last > head and words[last].upos == "PUNCT":
        last -= 1
    start, end = reading.span(sentence, first, last)
    own = words[head].span
    for marks in reading.marks(own.end, end):
        if len(marks.inner.text.split()) > NAMED:
            end = marks.span.start
            break
    text = reading.text
    while end > own.end and not (text[end - 1].isalnum() or text[end - 1] in _CLOSING):
        end -= 1
    while start < own.end and text[start] == "-":
        # French *dit-il*, *a-t-elle dit*
        start += 3 if text.startswith("-t-", start) else 1
    name = reading.names.get(end)
    if name is not None and start <= name.span.start:
        # The mark that closes *the agency «Volna»*, wherever a parser hangs it.
        end = name.span.end
    return (start, end) if start < end else None


_CLOSING = frozenset(".)]”\"»“’'%")
