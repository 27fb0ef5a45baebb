"""Extents: how far a name reaches that a network has read."""

from __future__ import annotations

from quotekit.lexicon import read
from quotekit.speakers.names.lexicon import fold, word_set
from quotekit.speakers.names.reader import NameReader
from quotekit.speakers.names.titles import are_before, is_trade_before, titles_in
from quotekit.speakers.names.words import Words


def trimmed(words: Words, reader: NameReader, within: range) -> range:
    """Return the words of a name that a network read, less or more what stands around it."""
    while len(within) > 1 and (
        before := _is_outside(words, reader, within.start) or _before(words, reader, within)
    ):
        within = range(within.start + before, within.stop)
    while len(within) > 1 and words.forms[within.stop - 1].islower() and words.gaps[within.stop - 2] != ".":
        # The Dawn newspaper: the name is one word. But Isla.ph.
        within = range(within.start, within.stop - 1)
    if len(within) > 1 and words.lower[within.start].endswith("-based"):
        # Nairobi-based Savanna Trust.
        within = range(within.start + 1, within.stop)
    if _is_club(words, reader, within):
        # Real Cuzco, at the beginning of a sentence.
        within = range(within.start - 1, within.stop)
    if within and _is_legal_form(words, within.stop):
        within = range(within.start, within.stop + 1)
    return within


def of_person(words: Words, reader: NameReader, within: range) -> range:
    """Return the words of a person's name that a network read, with initials and without what follows."""
    first = within.start
    while first > 0 and words.gaps[first - 1] in (" ", ". ") and _are_initials(words, first - 1):
        # Governor P.V. Sindhu, H D Rao.
        first -= 1
    if first > 1 and words.gaps[first - 1] == " ":
        # In March, He Ping said: within a sentence, the capital is no pronoun's.
        surname = words.capital[first - 1] and words.lower[first - 1] in word_set("pronouns-or-surnames")
        first -= _is_said(words, reader, first - 1) or (surname and not words.opens(first - 1))
    while within.stop - first > 2 and words.lower[first] in word_set("portfolios"):
        # The Secretary of Health Ann Lee.
        first += 1
    of = next((k for k in within[1:-3] if words.lower[k] == "of"), -1)
    if of > first and words.lower[of - 1] in reader.lists.heads:
        # The governor of the Bank of Ghana Kwabena Asare, read as one.
        first = of + 2
    stop = within.stop
    if stop - first > 2 and words.lower[stop - 1] in word_set("days"):
        # According to Ann Lee Tuesday.
        stop -= 1
    within = range(first, stop)
    titles = titles_in([fold(words.forms[k]) for k in within], reader.lists)
    # Ann Lee of Orbit, Bo Khan from Riga: the name ends before the small word.
    small = (k for k in within[titles + 1 :] if _is_outside(words, reader, k))
    return range(first, next(small, within.stop))


def apart(words: Words, reader: NameReader, within: range) -> list[range]:
    """Return the two bodies that a network read as one: the UN and Watchlight, the UN's Food Programme.

    What a body of a body is called is a name by itself; that of a people or of members is not: the People's
    Court, the Teachers' Union.
    """
    lists = reader.lists
    for k in within[1:-1]:
        owner = words.possessive[k] and words.gaps[k] in ("'s ", "’s ")
        owner = owner and (
            words.forms[k].isupper()
            or not lists.heads.isdisjoint(words.lower[within.start : k + 1])
            or " ".join(words.lower[within.start : k + 1]) in lists.places
        )
        if owner and within.stop - k > 2:
            return [range(within.start, k + 1), range(k + 1, within.stop)]
        if words.lower[k] == "and" and " ".join(words.lower[within.start : k]) in read("organisations"):
            return [range(within.start, k), range(k + 1, within.stop)]
    return [within]


def _before(words: Words, reader: NameReader, within: range) -> int:
    """Return how many words of a reading only stand before the name.

    That is a trade (Airline Condor Sur), or the place of an office or body (the envoy for Sarvia Hans Lund,
    the member for Nadi East Ana Vula).
    """
    first = within.start
    if is_trade_before(words, first, within.stop - 1) or are_before(
        words, first, within.stop - 1, reader.lists
    ):
        return 1
    lists = reader.lists
    if len(within) < 3 or first < 2 or words.lower[first - 1] not in ("for", "in", "of", "to"):
        return 0
    folded = [fold(words.forms[k]) for k in within]
    if folded[0] in lists.given or folded[0] in read("family-first"):
        return 0
    before = words.lower[first - 2]
    if words.lower[first - 1] == "of" and before in word_set("spots"):
        # The city of Kumasi Kojo Boateng.
        return 1
    if before in lists.heads and _is_led(words, reader, first - 2):
        # The rector of the University of Makeni Foday Sesay.
        return 1
    held = before in lists.roles or before in lists.heads
    return next((k for k in (1, 2) if held and folded[k] in lists.given and len(within) > k + 1), 0)


def _is_led(words: Words, reader: NameReader, index: int) -> bool:
    """Tell whether an office precedes the name of a body that reaches at least to `index`: the rector of."""
    while index > 1 and words.capital[index - 1] and words.gaps[index - 1] == " ":
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
    if before < 0 or not words.capital[before] or words.gaps[before] != " ":
        return False
    given = fold(words.forms[within.start]) in reader.lists.given
    return words.lower[before] in word_set("clubs") and not given


def _is_said(words: Words, reader: NameReader, index: int) -> bool:
    """Tell whether a verb of saying is a given name, after an office or the verb: army chief Said Ali."""
    word, before = words.forms[index], words.lower[index - 1]
    named = word.istitle() and word.lower() in word_set("saying") & reader.lists.given
    told = before in reader.lists.roles or before in reader.lists.titles or before == word.lower()
    return named and told and not words.opens(index) and words.gaps[index - 1] == " "


def _are_initials(words: Words, index: int) -> bool:
    form = words.forms[index]
    dotted = words.gaps[index] == ". " or "." in form
    # "A" is also an article, and "I" is somebody.
    alone = len(form) == 1 and not (form in "AI" and words.opens(index))
    return all(len(letter) <= 1 and letter.isupper() for letter in form.split(".") if letter) and (
        dotted or alone
    )


def _is_outside(words: Words, reader: NameReader, index: int) -> bool:
    return not words.capital[index] and words.lower[index] not in reader.lists.particles


def _is_legal_form(words: Words, index: int) -> bool:
    """Tell whether a comma only sets off what a firm is in law: Harbour Holdings, Inc."""
    if index >= len(words) or words.gaps[index - 1] != ", ":
        return False
    return words.capital[index] and words.lower[index] in word_set("legal-forms")
