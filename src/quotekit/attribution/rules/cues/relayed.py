"""Words that somebody passes on: *The agency quoted X as saying*, *X was quoted by the agency as saying*."""

from __future__ import annotations

import attrs

from quotekit.attribution.rules.grammar import Outline
from quotekit.attribution.rules.grammar import classes as c
from quotekit.attribution.rules.grammar.phrases import REACH
from quotekit.attribution.rules.grammar.tagged import Range, Tagged
from quotekit.attribution.rules.grammar.verbgroups import verb_group
from quotekit.lexicon import group


@attrs.frozen(kw_only=True)
class Relay:
    """Hold the words from *quoted* to *as saying*, the last two as a `cue`, and whoever is quoted."""

    whole: Range
    cue: Range
    source: Range
    passive: bool


def relay_around(outline: Outline, cue: Range) -> Relay | None:
    """Return the relay that a cue is part of: the verb that quotes, *as saying* or both."""
    t = outline.tagged
    floor = max(t.sentence_start(cue[0]), cue[0] - REACH)
    quoting = group("quoting")
    if quoting.isdisjoint(t.lower[floor : cue[1]]):
        return None
    for verb in range(cue[1] - 1, floor - 1, -1):
        if t.lower[verb] in quoting:
            found = _relay(outline, verb)
            within = found is not None and (verb >= cue[0] or found.cue[0] <= cue[0] < found.cue[1])
            return found if within else None
    return None


def _relay(outline: Outline, verb: int) -> Relay | None:
    """Return whom the quoting verb at a token quotes as saying something, if anybody."""
    t = outline.tagged
    limit = min(t.sentence_end(verb), verb + 1 + REACH) - 1
    said = verb + 1
    while said < limit and not (t.lower[said] == "as" and _is_participle(t, said + 1)):
        said += 1
    if said >= limit or c.QUOTE in t.tags[verb + 1 : said]:
        return None
    verbs = verb_group(t, verb)
    source: Range | None
    if verbs.mood == "pas":
        source = outline.subjects.subject(verbs.first)
    else:
        end = outline.phrases.skip_time(said, verb)
        end -= t.tags[end - 1] == c.COMMA
        source = (verb + 1, end) if end > verb + 1 else None
    if source is None:
        return None
    # *As having* may end the text.
    stop = min(said + 2 + (t.tags[said + 1] == c.HAVE), t.sentence_end(verb))
    return Relay(whole=(verbs.first, stop), cue=(said, stop), source=source, passive=verbs.mood == "pas")


def _is_participle(tagged: Tagged, at: int) -> bool:
    """Tell whether *saying* or *having said* is at a token."""
    return tagged.tags[at] == c.ING or tagged.lower[at] == "having"
