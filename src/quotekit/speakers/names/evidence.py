"""Evidence from outside: entities and coreference chains of another tool."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from quotekit.document import Name, Span, SpeakerKind, Tokenized
from quotekit.lexicon import read as read_list
from quotekit.speakers.names.lexicon import fold, is_trade, roles, word_set
from quotekit.speakers.names.reader import NameKind, NameMention, NameReader
from quotekit.speakers.names.titles import (
    are_before,
    is_kind_of_body,
    is_post,
    is_trade_before,
    matters_after,
    post_before,
    titles_in,
)
from quotekit.speakers.names.words import Words

KINDS: dict[SpeakerKind, NameKind] = {
    "person": "person",
    "organisation": "organisation",
    "place": "place",
    "group": "group",
    "document": "document",
}


READ_KINDS: dict[str, NameKind] = {"person": "person", "organisation": "organisation", "place": "place"}
# How sure the network must be of a name for it to go before what the lists know of the same words, and
# before what they only guess.
READ_LEAST, GUESS_LEAST = 0.75, 0.4
# What a noun before a name weighs beside the network's readings of it.
TOLD = 4


class Evidence(Protocol):
    """Provide another tool's evidence about a text, which the resolver prefers to its own.

    `entities` returns named entities with their kinds, and `chains` sets of spans that refer to the same
    entity (names, descriptions and pronouns together). Either may be empty.
    """

    def entities(self, tokenized: Tokenized) -> tuple[tuple[Span, SpeakerKind], ...]: ...

    def chains(self, tokenized: Tokenized) -> tuple[tuple[Span, ...], ...]: ...


def with_entities(
    words: Words,
    reader: NameReader,
    names: Sequence[NameMention],
    entities: Sequence[tuple[Span, SpeakerKind]],
) -> list[NameMention]:
    """Return the names, with entities from outside instead of those that they overlap."""
    brought: list[NameMention] = []
    taken: set[int] = set()
    for span, kind in sorted(entities, key=lambda pair: (pair[0].start, -pair[0].end)):
        within = words.within(span.start, span.end)
        if not within or within.start in taken:
            continue
        taken.update(within)
        brought.append(reader.name(words, within.start, within.stop - 1, KINDS.get(kind, "unknown")))
    kept = [name for name in names if not any(k in taken for k in range(name.first, name.last + 1))]
    return sorted([*kept, *brought], key=lambda name: name.start)


def with_read(
    words: Words, reader: NameReader, names: Sequence[NameMention], read: Sequence[Name]
) -> list[NameMention]:
    """Return the names together with those that a network found; lists and forms decide between them.

    A name of evident kind stays, and so does a listed people. Other names that the network never found are
    dropped: Appendix, Regarding.
    """
    if not read:
        return list(names)
    over = {k: name for name in names for k in range(name.first, name.last + 1)}
    seen: set[int] = set()
    taken: set[int] = set()
    brought: list[NameMention] = []
    usual = _usual_kinds(words, read)
    bodies = {form for form, kind in usual.items() if kind == "organisation"}
    firsts = _first_names(read)
    for name in read:
        within = words.within(name.span.start, name.span.end)
        seen.update(within)
        while len(within) > 1 and (
            _is_outside(words, reader, within.start) or _is_before(words, reader, within)
        ):
            within = range(within.start + 1, within.stop)
        while (
            len(within) > 1 and words.forms[within.stop - 1].islower() and words.gap(within.stop - 2) != "."
        ):
            # The Dawn newspaper: the name is one word. But Isla.ph.
            within = range(within.start, within.stop - 1)
        if _is_club(words, reader, within):
            # Real Cuzco, at the beginning of a sentence.
            within = range(within.start - 1, within.stop)
        if within and _is_legal_form(words, within.stop):
            within = range(within.start, within.stop + 1)
        kind = READ_KINDS.get(usual[name.span.text])
        before = words.lower[within.start - 1] if within.start else ""
        if is_trade(before) and before not in roles():
            # Chipmaker Hanbit; but a miner is a person more often.
            kind = "organisation"
        if kind == "person":
            within = _of_person(words, reader, within)
            if (
                len(within) > 2
                and words.forms[within.start] in bodies
                and words.forms[within.start].isupper()
            ):
                # The director of RID Ann Lee.
                within = range(within.start + 1, within.stop)
        if within and reader.runs.is_adjective(words.lower[within.stop - 1]):
            # A Riga-based company.
            continue
        if kind is None or not within or within.start in taken:
            continue
        if words.sentence[within.start] != words.sentence[within.stop - 1]:
            continue
        others = list({id(over[k]): over[k] for k in within if k in over}.values())
        others = [o for o in others if taken.isdisjoint(range(o.first, o.last + 1))]
        least = READ_LEAST if any(other.sure for other in others) else GUESS_LEAST
        if kind == "person" and (
            words.forms[within.start] in firsts
            if len(within) == 1
            else all(_is_body_before(words, reader, other, within) for other in others)
        ):
            # Paris, beside Paris Lekas; the Bank of Ghana Kwabena Asare.
            least = GUESS_LEAST
        if name.confidence < least or _is_office(words, reader, within):
            continue
        agreed = any(range(o.first, o.last + 1) == within and o.kind == kind for o in others)
        given = len(within) == 1 and fold(words.forms[within.start]) in reader.lists.given
        if given and kind != "person" and (name.confidence < READ_LEAST or _is_met(words, reader, within)):
            continue
        sure = agreed or name.confidence >= READ_LEAST
        if kind == "person" and any(_is_office_of(other, within) for other in others):
            # The Bishop of Kumasi Samuel Owusu.
            continue
        if any(
            _is_known(words, reader, other, within, kind, alone=len(others) == 1)
            if other.sure
            else (not sure or _is_particle(words, reader, within.start)) and _is_guessed(other, within, kind)
            for other in others
        ):
            continue
        taken.update(within)
        for part in _apart(words, reader, within) if kind == "organisation" else [within]:
            mention = reader.name(words, part.start, part.stop - 1, kind)
            mention.sure = sure
            brought.append(mention)
    known = {words.lower[k] for k in seen}
    kept = [
        name
        for name in names
        if taken.isdisjoint(range(name.first, name.last + 1))
        and (
            name.sure
            or name.kind == "weak"
            or name.parts[0] in reader.lists.given
            or _is_apposed(words, name)
            or not known.isdisjoint(words.lower[name.first : name.last + 1])
        )
    ]
    return sorted([*kept, *brought], key=lambda name: name.start)


def with_posts(words: Words, reader: NameReader, names: Sequence[NameMention]) -> list[NameMention]:
    """Return the names with their several matters: in the title of a person, at the end of a body's name."""
    taken: set[int] = set()
    for name in names:
        lead = post_before(words, name.first, reader.lists) if name.kind == "person" else name.lead
        if lead < name.lead:
            taken.update(range(lead, name.lead))
            name.lead, name.titles = lead, (words.lower[lead], *name.titles)
        elif name.kind == "organisation" and not word_set("portfolios").isdisjoint(name.parts):
            last = _with_place(words, matters_after(words, name.last))
            if last > name.last and name.first not in taken:
                taken.update(range(name.last + 1, last + 1))
                _prolong(words, name, last)
    return [name for name in names if name.first not in taken]


def _with_place(words: Words, last: int) -> int:
    """Return the last word of a name that goes on with its state: the Ministry of Arts of Sarvia."""
    goes_on = words.lower[last + 1 : last + 2] == ["of"] and words.capital[last + 2 : last + 3] == [True]
    return last + 2 if goes_on and words.gap(last) == words.gap(last + 1) == " " else last


def _prolong(words: Words, name: NameMention, last: int) -> None:
    """Let a body's name end with word `last`."""
    folded = (fold(form) for form in words.forms[name.last + 1 : last + 1])
    name.last, name.end, name.possessive = last, words.ends[last], words.possessive[last]
    name.parts = (*name.parts, *folded)


def _is_apposed(words: Words, name: NameMention) -> bool:
    """Tell whether commas set a name off from the noun for the person: his sister, Memory, said."""
    before = name.lead - 1
    return (
        before > 0
        and words.gap(before) == words.gap(name.last) == ", "
        and words.lower[before] in roles()
        and not roles()[words.lower[before]].plural
    )


def _apart(words: Words, reader: NameReader, within: range) -> list[range]:
    """Return the two bodies that a network read as one: the UN and Watchlight, the UN's Food Programme.

    What a body of a body is called is a name by itself; that of a people or of members is not: the People's
    Court, the Teachers' Union.
    """
    lists = reader.lists
    for k in within[1:-1]:
        owner = words.possessive[k] and words.gap(k) in ("'s ", "’s ")
        owner = owner and (
            words.forms[k].isupper() or not lists.heads.isdisjoint(words.lower[within.start : k + 1])
        )
        if owner and within.stop - k > 2:
            return [range(within.start, k + 1), range(k + 1, within.stop)]
        if words.lower[k] == "and" and " ".join(words.lower[within.start : k]) in read_list("organisations"):
            return [range(within.start, k), range(k + 1, within.stop)]
    return [within]


def _first_names(read: Sequence[Name]) -> frozenset[str]:
    """Return the first words of the persons whom a network read in full.

    Whoever goes by the last word is not meant by the first; what is elsewhere another name may not be theirs.
    """
    full = [name.span.text.split() for name in read if name.kind == "person" and " " in name.span.text]
    lasts = {form[-1] for form in full}
    others = {name.span.text for name in read if name.kind != "person" or name.span.text in lasts}
    return frozenset(form[0] for form in full if others.isdisjoint((form[0], form[-1])))


def _is_body_before(words: Words, reader: NameReader, other: NameMention, within: range) -> bool:
    """Tell whether a body's name goes on with the person read in it: the Bank of Ghana Kwabena Asare."""
    ahead = words.lower[other.first : within.start]
    goes_on = other.kind == "organisation" and other.last == within.stop - 1 and len(within) > 1
    return goes_on and "of" in ahead[1:-1] and not reader.lists.heads.isdisjoint(ahead)


def _usual_kinds(words: Words, read: Sequence[Name]) -> dict[str, str]:
    """Return the kind that the network mostly reads in each name, unless the noun before tells it."""
    votes: dict[str, Counter[str]] = {}
    for name in read:
        kinds = votes.setdefault(name.span.text, Counter())
        kinds[name.kind] += name.confidence  # type: ignore[assignment]
        told = _kind_before(words, words.within(name.span.start, name.span.end))
        if told:
            kinds[told] += TOLD
    return {form: max(kinds, key=kinds.__getitem__) for form, kinds in votes.items()}


def _kind_before(words: Words, within: range) -> str:
    """Return the kind that the noun before a name tells: the town of Rio Seco, the drugmaker Novamed."""
    first = within.start
    if not within or first < 2 or words.gap(first - 1) != " " or words.capital[first - 1]:
        return ""
    before = words.lower[first - 1]
    if before == "of" and words.lower[first - 2] in word_set("spots") and not words.capital[first - 2]:
        return "place"
    body = before in read_list("organisation-nouns") and before not in roles()
    return "organisation" if body else ""


def _is_known(
    words: Words, reader: NameReader, other: NameMention, within: range, kind: NameKind, *, alone: bool
) -> bool:
    """Tell whether what the lists know of some words stays, where the network reads a name in them."""
    if not (other.first <= within.start and within.stop - 1 <= other.last):
        return False
    if kind == "person" and " ".join(other.parts) in reader.lists.organisations:
        return True
    if alone and kind == "person" and other.kind == "organisation" and other.parts[-1] in reader.lists.heads:
        # Ashby Council, said to speak as a person does; but Clara Church.
        return reader.lists.given.isdisjoint(other.parts)
    # The Central Bank of Myanmar: the network reads its parts.
    joined = any(not words.capital[k] for k in range(other.first, other.last + 1))
    return (joined and other.kind == "organisation" and kind != "person") or (alone and other.kind == kind)


def _is_before(words: Words, reader: NameReader, within: range) -> bool:
    """Tell whether the first word of a reading only stands before the name.

    That is a trade (Airline Condor Sur), or the place of an office or body (the envoy for Sarvia Hans Lund).
    """
    first = within.start
    if is_trade_before(words, first, within.stop - 1) or are_before(
        words, first, within.stop - 1, reader.lists
    ):
        return True
    lists = reader.lists
    if len(within) < 3 or first < 2 or words.lower[first - 1] not in ("for", "in", "of", "to"):
        return False
    folded = [fold(words.forms[k]) for k in within[:2]]
    if folded[0] in lists.given or folded[0] in read_list("family-first"):
        return False
    before = words.lower[first - 2]
    if words.lower[first - 1] == "of" and before in word_set("spots"):
        # The city of Kumasi Kojo Boateng.
        return True
    if before in lists.heads and _is_led(words, reader, first - 2):
        # The rector of the University of Makeni Foday Sesay.
        return True
    return (before in lists.roles or before in lists.heads) and folded[1] in lists.given


def _is_led(words: Words, reader: NameReader, index: int) -> bool:
    """Tell whether an office precedes the name of a body that reaches at least to `index`: the rector of."""
    while index > 1 and words.capital[index - 1] and words.gap(index - 1) == " ":
        index -= 1
    before = words.before(index)
    return (
        before > 0
        and words.lower[before] in ("at", "for", "of")
        and words.lower[before - 1] in reader.lists.roles
    )


def _is_club(words: Words, reader: NameReader, within: range) -> bool:
    """Tell whether the word before a name begins that of a club: Racing Tarija, but not Racing Ann Lee."""
    before = within.start - 1
    if before < 0 or not words.capital[before] or words.gap(before) != " ":
        return False
    given = fold(words.forms[within.start]) in reader.lists.given
    return words.lower[before] in word_set("clubs") and not given


def _is_legal_form(words: Words, index: int) -> bool:
    """Tell whether a comma only sets off what a firm is in law: Harbour Holdings, Inc."""
    if index >= len(words) or words.gap(index - 1) != ", ":
        return False
    return words.capital[index] and words.lower[index] in word_set("legal-forms")


def _is_office_of(other: NameMention, within: range) -> bool:
    """Tell whether a reading begins within the titles of a person whose name ends with it."""
    ends = other.last == within.stop - 1
    return other.kind == "person" and other.lead < within.start < other.first and ends


def _is_guessed(other: NameMention, within: range, kind: NameKind) -> bool:
    """Tell whether a guess by shape stays beside a doubtful reading: a longer name, or letters for one."""
    letters = other.kind == "organisation" and len(within) == 1 and kind == "person"
    longer = other.first <= within.start and within.stop - 1 <= other.last
    longer = longer and len(within) < other.last + 1 - other.first
    return letters or (longer and other.kind == kind)


def _is_office(words: Words, reader: NameReader, within: range) -> bool:
    """Tell whether words only say what somebody is (the Minister of Tourism), or have no capital."""
    lists = reader.lists
    folded = [fold(words.forms[k]) for k in within]
    if not any(words.capital[k] for k in within):
        return True
    if is_kind_of_body(folded, lists):
        return True
    if len(folded) == 1 and folded[0] in lists.demonyms and words.lower[within.start - 1] == "the":
        # The Swede led.
        return True
    office = is_post(folded, lists) or (folded[-1] in lists.offices or folded[-1] in word_set("posts"))
    return office or all(word in lists.roles or word in lists.titles for word in folded)


def _is_met(words: Words, reader: NameReader, within: range) -> bool:
    """Tell whether a given name is no place, whatever the network reads: Karim met Leila at the gate."""
    first = within.start
    somewhere = first > 0 and words.lower[first - 1] in ("at", "in", "near")
    return not somewhere and fold(words.forms[first]) not in reader.lists.places


def _of_person(words: Words, reader: NameReader, within: range) -> range:
    """Return the words of a person's name that a network read, with initials and without what follows."""
    first = within.start
    while first > 0 and words.gap(first - 1) in (" ", ". ") and _are_initials(words, first - 1):
        # Governor P.V. Sindhu, H D Rao.
        first -= 1
    if first > 1 and words.gap(first - 1) == " " and _is_said(words, reader, first - 1):
        first -= 1
    while within.stop - first > 2 and words.lower[first] in word_set("portfolios"):
        # The Secretary of Health Ann Lee.
        first += 1
    stop = within.stop
    if stop - first > 2 and words.lower[stop - 1] in word_set("days"):
        # According to Ann Lee Tuesday.
        stop -= 1
    within = range(first, stop)
    titles = titles_in([fold(words.forms[k]) for k in within], reader.lists)
    # Ann Lee of Orbit, Bo Khan from Riga: the name ends before the small word.
    small = (k for k in within[titles + 1 :] if _is_outside(words, reader, k))
    return range(first, next(small, within.stop))


def _is_said(words: Words, reader: NameReader, index: int) -> bool:
    """Tell whether a verb of saying is a given name, after an office or the verb: army chief Said Ali."""
    word, before = words.forms[index], words.lower[index - 1]
    named = word.istitle() and word.lower() in word_set("saying") & reader.lists.given
    told = before in reader.lists.roles or before in reader.lists.titles or before == word.lower()
    return named and told and not words.opens(index) and words.gap(index - 1) == " "


def _are_initials(words: Words, index: int) -> bool:
    form = words.forms[index]
    dotted = words.gap(index) == ". " or "." in form
    # "A" is also an article, and "I" is somebody.
    alone = len(form) == 1 and not (form in "AI" and words.opens(index))
    return all(len(letter) <= 1 and letter.isupper() for letter in form.split(".") if letter) and (
        dotted or alone
    )


def _is_particle(words: Words, reader: NameReader, index: int) -> bool:
    return words.lower[index] in reader.lists.particles and not words.forms[index].isupper()


def _is_outside(words: Words, reader: NameReader, index: int) -> bool:
    return not words.capital[index] and words.lower[index] not in reader.lists.particles
