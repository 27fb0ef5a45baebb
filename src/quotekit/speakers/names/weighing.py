"""Weighing: the names that a network reads, against what lists and forms tell of the same words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from quotekit.document import Name
from quotekit.lexicon import read as read_list
from quotekit.speakers.names.extents import apart, of_person, trimmed
from quotekit.speakers.names.kinds import NameKind, is_acronym
from quotekit.speakers.names.lexicon import columns, fold, is_trade, roles, word_set
from quotekit.speakers.names.reader import NameMention, NameReader
from quotekit.speakers.names.titles import is_body_of, is_kind_of_body, is_member, is_post
from quotekit.speakers.names.words import Words

KINDS: dict[str, NameKind] = {"person": "person", "organisation": "organisation", "place": "place"}
# How sure the network must be of a name for it to go before what the lists know of the same words, and
# before what they only guess.
LEAST, GUESS_LEAST = 0.75, 0.4
# What a noun before a name weighs beside the network's readings of it.
TOLD = 4
# The most words of an apposition up to its noun.
NEAR = 7


def with_read(
    words: Words, reader: NameReader, names: Sequence[NameMention], read: Sequence[Name]
) -> list[NameMention]:
    """Return the names together with those that a network found; lists and forms decide between them.

    A name of evident kind stays, and so does a listed people. Other names that the network never found are
    dropped: Appendix, Regarding.
    """
    if not read:
        return list(names)
    over = {k: name for name in names for k in name.within}
    seen: set[int] = set()
    taken: set[int] = set()
    brought: list[NameMention] = []
    firsts = _first_names(words, read)
    usual = _usual_kinds(words, read) | dict.fromkeys(firsts, "person")
    bodies = {form for form, kind in usual.items() if kind == "organisation"}
    for name in read:
        whole = words.within(name.span.start, name.span.end)
        seen.update(whole)
        within, kind = _extent_and_kind(words, reader, whole, KINDS.get(usual[name.span.text]), bodies)
        if kind is None or not _is_name(words, reader, within, kind, name.confidence):
            continue
        others = list({id(over[k]): over[k] for k in within if k in over}.values())
        others = [other for other in others if taken.isdisjoint(other.within)]
        if within.start in taken or name.confidence < _least(words, reader, within, kind, others, firsts):
            continue
        agreed = any(other.within == within and other.kind == kind for other in others)
        sure = agreed or name.confidence >= LEAST
        if _is_stood_against(words, reader, within, kind, others, sure=sure):
            continue
        taken.update(within)
        for part in apart(words, reader, within) if kind == "organisation" else [within]:
            mention = reader.name(words, part.start, part.stop - 1, kind)
            mention.sure = sure
            brought.append(mention)
    known = {words.lower[k] for k in seen}
    held = _holding_offices(words, names)
    kept = [
        name
        for name in names
        if taken.isdisjoint(name.within)
        and (
            name.sure
            or name.kind == "weak"
            or name.parts[0] in reader.lists.given
            or _is_apposed(words, name)
            or name.first in held
            or not known.isdisjoint(words.lower[name.first : name.last + 1])
        )
    ]
    return sorted([*kept, *brought], key=lambda name: name.start)


def _holding_offices(words: Words, names: Sequence[NameMention]) -> set[int]:
    """Return where letters stand alone that have an office elsewhere: RBI chief Ann Lee; the RBI said."""
    letters = [name for name in names if name.kind == "organisation" and is_acronym(words.forms[name.first])]
    after = {n.first: words.lower[n.last + 1 : n.last + 2] for n in letters if words.gaps[n.last] == " "}
    offices = {words.forms[at] for at, word in after.items() if word and word[0] in roles()}
    verbs = read_list("subject-verbs")
    return {
        at
        for at, word in after.items()
        if word and words.forms[at] in offices and (word[0] in verbs or words.lower[at - 1 : at] == ["the"])
    }


def _extent_and_kind(
    words: Words, reader: NameReader, within: range, kind: NameKind | None, bodies: Collection[str]
) -> tuple[range, NameKind | None]:
    """Return the words that a name has of those read, and its kind, given the one that it mostly has."""
    within = trimmed(words, reader, within)
    before = words.lower[within.start - 1] if within.start else ""
    if is_trade(before) and before not in roles():
        # Chipmaker Hanbit; but a miner is a person more often.
        kind = "organisation"
    if kind == "person":
        within = of_person(words, reader, within)
        if len(within) > 2 and words.forms[within.start] in bodies and words.forms[within.start].isupper():
            # The director of RID Ann Lee.
            within = range(within.start + 1, within.stop)
    return within, kind


def _is_name(words: Words, reader: NameReader, within: range, kind: NameKind, confidence: float) -> bool:
    """Tell whether words can be a name of a kind at all."""
    if not within or words.sentence[within.start] != words.sentence[within.stop - 1]:
        return False
    if reader.runs.is_adjective(words.lower[within.stop - 1]) or _is_office(words, reader, within):
        # A Riga-based company.
        return False
    given = len(within) == 1 and fold(words.forms[within.start]) in reader.lists.given
    return not given or kind == "person" or (confidence >= LEAST and not _is_met(words, reader, within))


def _least(
    words: Words,
    reader: NameReader,
    within: range,
    kind: NameKind,
    others: Sequence[NameMention],
    firsts: Collection[str],
) -> float:
    """Return how sure the network must be of a name, with the `others` that the lists have in its words."""
    if kind == "person" and (
        words.forms[within.start] in firsts
        if len(within) == 1
        else all(_is_body_before(words, reader, other, within) or _is_park(reader, other) for other in others)
    ):
        # Paris, beside Paris Lekas; the Bank of Ghana Kwabena Asare; Mina Park.
        return GUESS_LEAST
    if kind == "organisation":
        # The New Light of Myanmar.
        others = [other for other in others if other.kind != "place" or other.first == within.start]
    return LEAST if any(other.sure for other in others) else GUESS_LEAST


def _is_stood_against(
    words: Words,
    reader: NameReader,
    within: range,
    kind: NameKind,
    others: Sequence[NameMention],
    *,
    sure: bool,
) -> bool:
    """Tell whether one of the `others`, which the lists have in the words of a name, goes before it."""
    if kind == "person" and any(_is_office_of(other, within) for other in others):
        # The Bishop of Kumasi Samuel Owusu.
        return True
    doubtful = not sure or _is_particle(words, reader, within.start)
    return any(
        _is_known(words, reader, other, within, kind, alone=len(others) == 1)
        if other.sure
        else doubtful and _is_guessed(words, other, within, kind)
        for other in others
    )


def _is_apposed(words: Words, name: NameMention) -> bool:
    """Tell whether commas set a name off from the noun for the person: his sister, Memory, said."""
    before = name.lead - 1
    return (
        before > 0
        and words.gaps[before] == words.gaps[name.last] == ", "
        and words.lower[before] in roles()
        and not roles()[words.lower[before]].plural
    )


def _first_names(words: Words, read: Sequence[Name]) -> frozenset[str]:
    """Return the first words of the persons whom a network read in full: alone they mean them, too.

    Whoever goes by the last word is not meant by the first. Neither is anybody by a word that is elsewhere
    the name of something: of a place where something is (in Jordan) or that has something (Israel's army).
    """
    full = [name.span.text.split() for name in read if name.kind == "person" and " " in name.span.text]
    lasts = {form[-1] for form in full}
    others = {
        name.span.text
        for name in read
        if name.span.text in lasts
        or (name.kind != "person" and (name.kind != "place" or _is_somewhere(words, name)))
    }
    return frozenset(form[0] for form in full if others.isdisjoint((form[0], form[-1])))


def _is_somewhere(words: Words, name: Name) -> bool:
    """Tell whether words can only speak of a place by its name: in Jordan, Israel's."""
    within = words.within(name.span.start, name.span.end)
    if not within:
        return False
    before = words.lower[within.start - 1] if within.start else ""
    return words.possessive[within.stop - 1] or before in word_set("before-places")


def _is_body_before(words: Words, reader: NameReader, other: NameMention, within: range) -> bool:
    """Tell whether a body's name goes on with the person read in it: the Bank of Ghana Kwabena Asare."""
    ahead = words.lower[other.first : within.start]
    goes_on = other.kind == "organisation" and other.last == within.stop - 1 and len(within) > 1
    return goes_on and "of" in ahead[1:-1] and not reader.lists.heads.isdisjoint(ahead)


def _is_park(reader: NameReader, other: NameMention) -> bool:
    """Tell whether the noun for a thing at the end of a name is a surname as well: Mina Park."""
    parts, lists = other.parts, reader.lists
    given = len(parts) > 1 and parts[0] in lists.given
    return given and parts[-1] in lists.things and parts[-1] in read_list("family-first")


def _usual_kinds(words: Words, read: Sequence[Name]) -> dict[str, str]:
    """Return the kind that the network mostly reads in each name, unless a noun beside it tells it."""
    votes: dict[str, Counter[str]] = {}
    people = {name.span.text for name in read if name.kind == "person" and name.confidence >= LEAST}
    for name in read:
        kinds, kind = votes.setdefault(name.span.text, Counter()), name.kind
        parts = name.span.text.split()
        if kind == "place" and name.confidence < LEAST and len(parts) > 1 and not people.isdisjoint(parts):
            # Shuangxi Lee, doubtfully read as a place, where Lee is surely a person.
            kind = "person"
        if len(parts) > 1 and parts[-1].lower() in word_set("corporate-letters"):
            kind = "organisation"
        kinds[kind] += name.confidence  # type: ignore[assignment]
        within = words.within(name.span.start, name.span.end)
        told = _kind_before(words, within) or _kind_behind(words, within)
        if told:
            kinds[told] += TOLD
    return {form: max(kinds, key=kinds.__getitem__) for form, kinds in votes.items()}


def _kind_before(words: Words, within: range) -> str:
    """Return the kind that the noun before a name tells: the town of Rio Seco, the drugmaker Novamed."""
    first = within.start
    if not within or first < 2 or words.gaps[first - 1] != " " or words.capital[first - 1]:
        return ""
    before = words.lower[first - 1]
    if before == "of" and words.lower[first - 2] in word_set("spots") and not words.capital[first - 2]:
        return "place"
    body = before in read_list("organisation-nouns") and before not in roles()
    return "organisation" if body else ""


def _kind_behind(words: Words, within: range) -> str:
    """Return the kind that an apposition tells: Weibao, a Chinese dating app; Moa, a fishing town."""
    if not within or within.stop + 1 >= len(words) or words.gaps[within.stop - 1] != ", ":
        return ""
    first, stop = within.stop, min(within.stop + NEAR, len(words) - 1)
    if words.lower[first] not in ("a", "an", "the") or words.leads_in(within.stop - 1):
        return ""
    last = next((k for k in range(first + 1, stop) if _ends_apposition(words, k)), -1)
    noun = words.lower[last] if last >= 0 else ""
    if last < 0 or words.capital[last] or noun in roles():
        return ""
    if noun in word_set("spots") or noun in word_set("kinds-of-place"):
        return "place"
    return "organisation" if noun in columns("organisation-descriptions") else ""


def _ends_apposition(words: Words, index: int) -> bool:
    """Tell whether a noun phrase ends with a word: before a mark, a small word or a participle."""
    after = words.lower[index + 1]
    goes_on = after in read_list("phrase-ends") or after in word_set("relatives") or after == "once"
    return not words.joins(index) or goes_on or after.endswith("ed") or after in word_set("participles")


def _is_known(
    words: Words, reader: NameReader, other: NameMention, within: range, kind: NameKind, *, alone: bool
) -> bool:
    """Tell whether what the lists know of some words stays, where the network reads a name in them."""
    if not (other.first <= within.start and within.stop - 1 <= other.last):
        return False
    if kind == "person" and " ".join(other.parts) in reader.lists.organisations:
        return True
    opens = kind == "person" and len(within) > 1 and other.first == within.start and within.stop <= other.last
    if opens and words.lower[within.stop] in ("at", "from", "of"):
        # Chanda Mwale of Savanna Bank.
        return False
    if alone and kind == "person" and other.kind == "organisation" and other.parts[-1] in reader.lists.heads:
        # Ashby Council, said to speak as a person does; but Clara Church.
        return reader.lists.given.isdisjoint(other.parts)
    if alone and kind == "place" and other.kind == "organisation" and other.parts[-1] in reader.lists.heads:
        # Elandsrand Local Municipality, of which the network reads the place alone.
        return other.first == within.start and len(within) <= other.last - other.first
    # The Central Bank of Myanmar: the network reads its parts.
    joined = any(not words.capital[k] for k in other.within)
    return (joined and other.kind == "organisation" and kind != "person") or (alone and other.kind == kind)


def _is_office_of(other: NameMention, within: range) -> bool:
    """Tell whether a reading begins within the titles of a person whose name ends with it."""
    ends = other.last == within.stop - 1
    return other.kind == "person" and other.lead < within.start < other.first and ends


def _is_guessed(words: Words, other: NameMention, within: range, kind: NameKind) -> bool:
    """Tell whether a guess by shape stays beside a doubtful reading: letters, or a longer name (Sunda Re).

    But a person's longer name may begin with the end of an office: Minister of Health and Welfare Bo Lund.
    Right behind the office it does not: fire chief Park Ji-ho.
    """
    letters = other.kind == "organisation" and len(within) == 1 and kind == "person"
    longer = other.first <= within.start and within.stop - 1 <= other.last
    longer = longer and len(within) < other.last + 1 - other.first
    titled = other.first > 0 and words.lower[other.first - 1] in roles()
    held = kind == "person" and other.first < within.start and not titled
    return letters or (longer and other.kind == kind and not held)


def _is_office(words: Words, reader: NameReader, within: range) -> bool:
    """Tell whether words only say what somebody is (the Minister of Tourism), or have no capital."""
    lists = reader.lists
    folded = [fold(words.forms[k]) for k in within]
    article = within.start > 0 and words.lower[within.start - 1] == "the"
    if not any(words.capital[k] for k in within):
        return True
    if is_kind_of_body(folded, lists) or reader.kinds.only_describes(words, within.start, within.stop - 1):
        return True
    if is_body_of(folded, lists):
        return False
    if is_member(folded, lists):
        return article
    if len(folded) == 1 and folded[0] in lists.demonyms and article:
        # The Swede led.
        return True
    office = is_post(folded, lists) or (folded[-1] in lists.offices or folded[-1] in word_set("posts"))
    return office or all(word in lists.roles or word in lists.titles for word in folded)


def _is_met(words: Words, reader: NameReader, within: range) -> bool:
    """Tell whether a given name is no place, whatever the network reads: Karim met Leila at the gate."""
    first = within.start
    somewhere = first > 0 and words.lower[first - 1] in ("at", "in", "near")
    return not somewhere and fold(words.forms[first]) not in reader.lists.places


def _is_particle(words: Words, reader: NameReader, index: int) -> bool:
    return words.lower[index] in reader.lists.particles and not words.forms[index].isupper()
