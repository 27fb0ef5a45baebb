"""The content of a reporting verb, by the parse: its clause, or the clause that it interrupts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from quotekit.attribution.syntax.claims import Claim
from quotekit.attribution.syntax.clauses import clause_of, marks_around
from quotekit.attribution.syntax.forest import Forest
from quotekit.attribution.syntax.parsed_text import ParsedText
from quotekit.attribution.syntax.sources import is_bare, is_passive, source

_PARTICLES = frozenset({"compound:prt", "expl:pv", "expl:pass", "expl:impers"})
# How many times over a sentence's words may be returned in nested contents before the rest is skipped.
_NESTED = 8
_MOST_CHILDREN = 40
# How many words may separate a verb from its complementiser.
_NEAR = 8
_STOPS = frozenset(";:.?!")
_BREAKS = frozenset(",;:.?!–—-")
_OPENERS = ("nsubj", "csubj", "expl", "mark")


def complements(reading: ParsedText) -> Iterator[Claim]:
    """Find the content of reporting verbs, in text order of the verbs."""
    for sentence, cues in enumerate(reading.cues):
        forest = reading.forests[sentence]
        left = _NESTED * len(forest.words) + _MOST_CHILDREN
        hosts: set[int] = set()
        for verb in sorted(cues):
            found = _told(reading, sentence, verb, hosts)
            if found is None:
                continue
            rule, parts = found
            left -= sum(last - first + 1 for first, last in parts)
            if left < 0:
                break
            who = source(reading, sentence, verb)
            if who is None and _hangs_loose(forest, verb):
                continue
            yield Claim(
                content=[reading.span(sentence, *part) for part in parts],
                cue=cue(reading, sentence, verb),
                source=who,
                rule=rule,
                anchor=(sentence, verb),
            )


def _told(
    reading: ParsedText, sentence: int, verb: int, hosts: set[int]
) -> tuple[str, list[tuple[int, int]]] | None:
    """Return the construction and the words of the content, or None if the verb reports nothing."""
    forest, uses = reading.forests[sentence], reading.cues[sentence][verb]
    own = clause_of(reading, sentence, verb) if "clause" in uses or "quote" in uses else None
    if own is not None:
        parts = _without(forest, own, verb)
        return "clause", [*parts[:-1], _mended(reading, sentence, verb, own, parts[-1])] if parts else parts
    if "clause" in uses or "quote" in uses:
        host = _host(reading, sentence, verb)
        if host is not None and host[1] not in hosts:
            hosts.add(host[1])
            parts = _around(forest, host[1], forest.low[verb], forest.high[verb])
            if parts:
                return host[0], parts
    if "infinitive" in uses:
        for child in forest.having(verb, "xcomp", "ccomp", "advcl"):
            if forest.words[child].upos in ("VERB", "AUX", "ADJ", "NOUN") and _is_infinitive(forest, child):
                return "infinitive", _without(forest, child, verb)
    if "about" in uses and (quoted := _about(reading, sentence, verb)) is not None:
        return "object", [quoted]
    if "name" in uses:
        named = _named(forest, verb)
        if named is not None:
            return "name", [named]
    if "object" in uses and not is_passive(forest, verb):
        for child in forest.having(verb, "obj"):
            if forest.words[child].upos in ("NOUN", "PROPN") and child > verb:
                return "object", [(forest.low[child], forest.high[child])]
    return None


def _about(reading: ParsedText, sentence: int, verb: int) -> tuple[int, int] | None:
    """Return what a verb speaks of, if its noun stands in marks: *spoke of a “black day”*."""
    forest = reading.forests[sentence]
    here = marks_around(reading, sentence, verb)
    for child in islice(forest.having(verb, "obl", "obj"), _MOST_CHILDREN):
        there = marks_around(reading, sentence, child)
        if there is None or there is here:
            continue
        cases = [case for case in islice(forest.having(child, "case"), _MOST_CHILDREN) if case < child]
        return max([forest.low[child], *(case + 1 for case in cases)]), forest.high[child]
    return None


def _named(forest: Forest, verb: int) -> tuple[int, int] | None:
    """Return what a verb calls somebody, including the person if named in between."""
    objects = [child for child in islice(forest.having(verb, "obj", "iobj"), 3) if child > verb]
    if len(objects) > 1 and forest.low[objects[1]] == forest.high[objects[0]] + 1:
        return forest.low[objects[0]], forest.high[objects[1]]
    for child in islice(forest.having(verb, "xcomp", "obl"), _MOST_CHILDREN):
        cased = forest.has(child, "case", "mark")
        if child < verb or (forest.relation(child) == "obl" and not cased):
            continue
        for called in islice(forest.having(verb, "obj"), 2):
            first = forest.low[called] if verb < called < child else forest.low[child]
            if forest.words[child].upos in ("ADJ", "NOUN", "PROPN") and first > verb:
                return min(first, forest.low[child]), forest.high[child]
    return None


def _host(reading: ParsedText, sentence: int, verb: int) -> tuple[str, int] | None:
    """Return the clause that a verb interrupts or follows: *It is over, she said*; *as she said*."""
    forest = reading.forests[sentence]
    relation, head = forest.relation(verb), forest.heads[verb]
    if head < 0:
        return None
    if relation == "advcl":
        marks = {
            forest.words[child].form.lower() for child in forest.having(verb, "mark", "advmod", "case", "obj")
        }
        edges = forest.words[max(forest.low[verb] - 1, 0) : forest.low[verb] + 1]
        edges += forest.words[forest.high[verb] : forest.high[verb] + 2]
        paused = any(word.form == "," for word in edges)
        if paused and marks & reading.language.comment and _comments(reading, sentence, verb):
            return "comment", head
        return None
    if relation not in ("parataxis", "discourse"):
        return None
    here, there = marks_around(reading, sentence, verb), marks_around(reading, sentence, head)
    if here is not None and here is not there:
        return None
    if head in reading.cues[sentence] and forest.has(head, "ccomp"):
        return None
    if head < verb:
        before = forest.low[verb]
        between = reading.text[forest.words[max(before - 1, 0)].span.start : forest.words[before].span.start]
        between += forest.words[before].form if forest.words[before].upos == "PUNCT" else ""
        if _STOPS & set(between.strip()[:1]) and there is None:
            return None
    if there is None and not _comments(reading, sentence, verb):
        return None
    if there is None and reading.ends(sentence, forest.low[verb], forest.high[verb]):
        head = forest.roots[head]
    return "parenthesis", head


def _comments(reading: ParsedText, sentence: int, verb: int) -> bool:
    """Tell whether a verb that interrupts an unquoted clause is a comment: *…, the bank predicted*."""
    forest = reading.forests[sentence]
    if "clause" not in reading.cues[sentence][verb] or forest.has(verb, "xcomp", "ccomp"):
        return False
    # French *comme l'a dit*: the pronoun stands for the clause itself.
    if any(forest.words[child].upos != "PRON" for child in islice(forest.having(verb, "obj"), 2)):
        return False
    return forest.has(verb, "aux", "nsubj", "expl") or not is_bare(forest, verb)


def _is_infinitive(forest: Forest, verb: int) -> bool:
    """Tell whether a verb or its auxiliary is an infinitive, and no auxiliary is finite."""
    helpers = [verb, *forest.having(verb, "aux", "cop")]
    feats = [forest.words[index].feats for index in helpers]
    return any("VerbForm=Inf" in f for f in feats) and not any("VerbForm=Fin" in f for f in feats)


def _hangs_loose(forest: Forest, verb: int) -> bool:
    """Tell whether a verb has no source and only names the act: *hard to say that*."""
    feats = forest.words[verb].feats
    helped = any("VerbForm=Fin" in forest.words[helper].feats for helper in forest.having(verb, "aux"))
    if helped or is_passive(forest, verb):
        return False
    return any(f"VerbForm={form}" in feats for form in ("Inf", "Ger", "Conv"))


def _without(forest: Forest, clause: int, verb: int) -> list[tuple[int, int]]:
    """Return the clause around `verb`, in two parts if the verb and its own words split it."""
    low, high = forest.low[clause], forest.high[clause]
    if not low <= verb <= high:
        return [(low, high)]
    first = last = verb
    # Only words next to the verb: an adverb elsewhere does not widen the gap.
    own = sorted(
        (forest.low[child], forest.high[child])
        for child in forest.children[verb][:_MOST_CHILDREN]
        if child != clause and low <= forest.low[child] and forest.high[child] <= high
    )
    for start, end in own:
        if start <= last + 1 and end > last and start > verb:
            last = end
    for start, end in reversed(own):
        if end >= first - 1 and start < first and end < verb:
            first = start
    return _parts(low, first, last, high)


def _mended(
    reading: ParsedText, sentence: int, verb: int, clause: int, part: tuple[int, int]
) -> tuple[int, int]:
    """Make a clause after its verb begin at its complementiser or subject, and end where the clause ends."""
    forest = reading.forests[sentence]
    words = forest.words
    first, last = part
    if first <= verb:
        return part
    for index in range(verb + 1, min(first, verb + _NEAR)):
        # *recalled that the roots of the revolt began*: a parser may cut in the middle of the subject.
        if words[index].form.lower() in reading.language.that and words[index].upos in ("SCONJ", "PRON"):
            first = index
            break
    commands = "Mood=Imp" in words[clause].feats
    if reading.language.subjects and not commands and not forest.has(clause, *_OPENERS):
        # *says the candidate has run*: a parser may take the clause's subject for the verb's object. But an
        # addressee is set apart: *told reporters: “Leave now.”*
        for child in forest.having(verb, "obj", "nsubj", "dep"):
            touches = child > verb and forest.high[child] == first - 1
            if touches and not forest.has(child, "case") and not _pauses(forest, first):
                first = forest.low[child]
    for index in range(first + 1, last):
        ends = words[index].form == ";" and marks_around(reading, sentence, index) is None
        if ends or (words[index].form == "," and _says_more(reading, sentence, verb, index)):
            last = index - 1
            break
    return first, last


def _pauses(forest: Forest, first: int) -> bool:
    """Tell whether a comma, a colon or a whole sentence in marks separates a word from what precedes it."""
    words = forest.words
    for at in range(first - 1, min(first + _NEAR, len(words))):
        if words[at].upos == "PUNCT":
            if _BREAKS.intersection(words[at].form):
                return True
        elif at >= first:
            return at > first and words[at].form[:1].isupper()
    return False


def _says_more(reading: ParsedText, sentence: int, verb: int, comma: int) -> bool:
    """Tell whether a reporting participle follows a comma: *stressed that it was over, adding that …*."""
    words = reading.forests[sentence].words
    more = next((at for at in range(comma + 1, len(words)) if words[at].upos != "PUNCT"), comma)
    if more not in reading.cues[sentence] or marks_around(reading, sentence, more) is not None:
        return False
    feats = words[more].feats
    present = "VerbForm=Ger" in feats or ("VerbForm=Part" in feats and "Tense=Pres" in feats)
    return present and not reading.forests[sentence].has(more, "nsubj", "aux", "mark")


def _around(forest: Forest, clause: int, first: int, last: int) -> list[tuple[int, int]]:
    """Return a clause without the insertion from `first` to `last`."""
    low, high = forest.low[clause], forest.high[clause]
    if first <= clause <= last:
        # The parse is wrong: an insertion cannot contain the clause. Nothing is returned.
        return []
    return _parts(low, first, last, high)


def _parts(low: int, first: int, last: int, high: int) -> list[tuple[int, int]]:
    return [(a, b) for a, b in ((low, first - 1), (last + 1, high)) if a <= b]


def cue(reading: ParsedText, sentence: int, verb: int) -> list[tuple[int, int]]:
    """Return a verb with its auxiliaries and particles, as one range if only adverbs separate them."""
    forest = reading.forests[sentence]
    group, adverbs = {verb}, set()
    helpers = ("aux", "cop") if "adjective" in reading.cues[sentence].get(verb, ()) else ("aux",)
    for child in forest.children[verb]:
        if forest.relation(child) in helpers or forest.words[child].relation in _PARTICLES:
            group.add(child)
        elif forest.relation(child) == "advmod" and forest.low[child] == forest.high[child]:
            adverbs.add(child)
    near = [index for index in sorted(group) if abs(index - verb) <= _MOST_CHILDREN]
    stretches: list[tuple[int, int]] = []
    for index in near:
        if stretches and adverbs.issuperset(range(stretches[-1][1] + 1, index)):
            stretches[-1] = (stretches[-1][0], index)
        else:
            stretches.append((index, index))
    return [reading.span(sentence, *stretch) for stretch in stretches]
