"""Titles, offices and roles before a name."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from quotekit.speakers.names.lexicon import NameLists, fold, is_common, is_trade, name_lists, word_set
from quotekit.speakers.names.parts import ARTICLES
from quotekit.speakers.names.words import Words

# The most words of an office, and those that its letters leave out.
LONGEST, NEAR = 12, 7
JOINING = frozenset(("and", "for", "of"))


def titles_in(folded: Sequence[str], lists: NameLists) -> int:
    """Return how many words before a name are titles, roles and affiliations; all if nothing else is there.

    >>> from quotekit.speakers.names.lexicon import name_lists
    >>> titles_in(["chinese", "foreign", "minister", "wang", "yi"], name_lists())
    3
    """
    split = _plain_titles(folded, lists)
    if 0 < split < len(folded) and folded[split] in ("of", "for"):
        # Secretary of State John Kerry, Governor of Lagos State Babajide Sanwo-Olu.
        split = _behind_matter(folded, split + 1, lists)
    return min(split, len(folded))


def _plain_titles(folded: Sequence[str], lists: NameLists) -> int:
    """Return how many words before a name are titles, without what an office is of."""
    split = 0
    for index, word in enumerate(folded):
        left = len(folded) - index - 1
        if index > split and left and word in lists.particles:
            # Rosa del Carmen Vega: elsewhere a delegate.
            continue
        if style := _style(folded, index, split):
            split = index + style
        elif _is_title(word, lists) or (left > 1 and word in lists.plural_roles):
            if not left:
                # Mr. King is a person, Mr. Speaker an office.
                titled = split and folded[split - 1] in lists.titles
                if split == index and (word in lists.offices or not titled):
                    return len(folded)
            elif (
                index > split and word in word_set("titles-in-names") and _is_named(folded[index - 1], lists)
            ):
                # Hassan Sheikh Mohamud: a title in front of a name, elsewhere part of one.
                break
            elif _is_before_article(folded, index):
                # The minister Sultan Al Jaber.
                split = index
            elif index == split and (word in lists.given or word in word_set("titles-or-names")):
                # Dean Baker, Earl Ray Tomblin, Amir Khan: the word is part of the name.
                continue
            elif left > 1 or folded[-1] not in lists.suffixes:
                split = index + 1
        elif (
            index == split
            and left
            and word in lists.adjectives
            and word not in lists.given
            and folded[index + 1] in lists.given
        ):
            split = index + 1
    return split


def _is_before_article(folded: Sequence[str], index: int) -> bool:
    """Tell whether a title is a given name, as only an article and a surname follow: Malik al-Amin."""
    following, particles = folded[index + 1], word_set("naming-particles")
    article = following.startswith(ARTICLES) or following in particles
    last = index + 2 == len(folded) - (following in particles)
    return article and last and folded[index] in word_set("names-before-particles")


def _style(folded: Sequence[str], index: int, split: int) -> int:
    """Return how many words of a style or origin begin at an index, which stand before full names alone."""
    word, left = folded[index], len(folded) - index - 1
    if left < 2:
        return 0
    if word == "h" and folded[index + 1] in ("e", "h"):
        return 2
    if word in word_set("proofs-of-islam") and folded[index + 1] in word_set("of-islam"):
        return 2
    # H.E. Akbar Al Baker: His Excellency.
    excellency = index == 0 and word in ("he", "hh", "hm", "hrh")
    # The Dane Mikkel Skov; MK Tamar Peled, but not MK Stalin, whose initials they are.
    return int(excellency or (index == split and word in word_set("before-full-names")))


def _is_title(word: str, lists: NameLists) -> bool:
    return word in lists.titles or word in lists.roles or word.rpartition("-")[2] in lists.roles


def _behind_matter(folded: Sequence[str], start: int, lists: NameLists) -> int:
    """Return where the name begins after what an office is of, from a word on; the end if there is none."""
    of = start + 1 if folded[start : start + 1] == ["the"] else start
    if _is_no_name(folded[of:], lists):
        return len(folded)
    split = of + 1
    while len(folded) - split > 2 and folded[split] not in lists.given:
        split += 1
    # The President of the Jal Board Mamata Sen.
    heads = (k + 1 for k in range(len(folded) - 3, split - 1, -1) if folded[k] in lists.heads)
    split = next(heads, split)
    if split < len(folded) and folded[split] in ("of", "for", "the"):
        # The Prime Minister of the Republic of India: nobody is named.
        return len(folded)
    # The Governor of Osun State.
    state = split == len(folded) - 1 and folded[split] in word_set("spots")
    return len(folded) if state else split


def _is_no_name(folded: Sequence[str], lists: NameLists) -> bool:
    """Tell whether all words after an office's "of" say of what: South Africa, Foreign Affairs, a body."""
    if is_body_of(folded, lists):
        return True
    if folded[-1:] and folded[-1] in word_set("portfolios") | word_set("spots"):
        return len(folded) < 3 and lists.given.isdisjoint(folded)
    return " ".join(folded) in lists.places


def _is_named(word: str, lists: NameLists) -> bool:
    """Tell whether a word before a title can only be a name: Sohel Sultan, not Delhi Bishop."""
    return word in lists.given or not (
        word in word_set("titles-or-names")
        or word in lists.places
        or word in lists.adjectives
        or word in lists.organisations
        or word in lists.heads
        or word in lists.openers
        or word in lists.plural_roles
        or is_common(word)
    )


def untitled(name: str) -> str:
    """Return a name without the titles, roles and affiliations before it, if anything else is there.

    >>> untitled("Governor Ann Lee"), untitled("the governor"), untitled("Governor")
    ('Ann Lee', 'the governor', 'Governor')
    """
    words = name.split()
    split = titles_in([fold(word) for word in words], name_lists())
    return " ".join(words[split:] or words)


def is_post(folded: Sequence[str], lists: NameLists) -> bool:
    """Tell whether words say what somebody is, by the noun before their "of": High Commissioner for Refugees.

    >>> from quotekit.speakers.names.lexicon import name_lists
    >>> is_post(["un", "envoy", "for", "chad"], name_lists()), is_post(["bank", "of", "chad"], name_lists())
    (True, False)
    """
    for index in range(len(folded) - 1):
        if folded[index + 1] in ("of", "for", "on"):
            return folded[index] in lists.roles
        if folded[index] in lists.heads and folded[index] not in lists.roles:
            return False
    return False


def is_body_of(folded: Sequence[str], lists: NameLists) -> bool:
    """Tell whether words name a body by what it is of: Ministry of Justice, Directorate General of Highways.

    >>> from quotekit.speakers.names.lexicon import name_lists
    >>> is_body_of(["office", "of", "the", "auditor", "general"], name_lists())
    True
    >>> is_body_of(["bank", "of", "chad", "governor", "moussa", "deby"], name_lists())
    False
    """
    of = next((k for k, word in enumerate(folded) if word in ("for", "of")), 0)
    noun = of - 1 - (of > 1 and folded[of - 1] == "general")
    if not of or folded[noun] not in lists.heads or folded[noun] in lists.roles:
        return False
    titled = lists.titles | lists.roles
    if not titled.isdisjoint(folded[:noun]):
        return False
    # What it is of may be an office itself, but no person follows one.
    rest = list(folded[of + 1 :])
    while rest and (rest[-1] in titled or rest[-1] in word_set("portfolios") or rest[-1] in JOINING):
        rest.pop()
    return titled.isdisjoint(rest) and lists.given.isdisjoint(rest)


def is_kind_of_body(folded: Sequence[str], lists: NameLists) -> bool:
    """Tell whether words only say what kind of body something is, and of which country: Spanish NGO.

    >>> is_kind_of_body(["spanish", "ngo"], name_lists()), is_kind_of_body(["oxfam"], name_lists())
    (True, False)
    """
    return folded[-1] in word_set("kinds-of-body") and lists.adjectives.issuperset(folded[:-1])


def is_member(folded: Sequence[str], lists: NameLists) -> bool:
    """Tell whether words only say to which party somebody belongs: Christian Democrat.

    >>> is_member(["christian", "democrat"], name_lists()), is_member(["christian", "lee"], name_lists())
    (True, False)
    """
    party = len(folded) > 1 and folded[-1] in lists.affiliations and folded[-1] in lists.roles
    return party and lists.adjectives.issuperset(folded[:-1])


def is_origin(folded: Sequence[str], lists: NameLists) -> bool:
    """Tell whether several words together only say from where something is: West African, Costa Rican.

    >>> is_origin(["west", "african"], name_lists()), is_origin(["ann", "african"], name_lists())
    (True, False)
    """
    *opening, last = folded
    region = last in lists.demonyms and word_set("opening-adjectives").issuperset(opening)
    state = last.endswith("n") and " ".join(folded)[:-1] in lists.places
    return len(folded) > 1 and (region or state)


def is_trade_before(words: Words, first: int, last: int) -> bool:
    """Tell whether the first of some words is only a trade before a company's name: Airline Condor Sur.

    Before a name of one word that is so where a sentence begins with it (Chipmaker Hanbit), which gives it
    its capital. The Airline Board is no board of that name, but Retailer Karoo Stores is a firm.
    """
    final = words.lower[last]
    firm = last > first + 1 and (final in word_set("incorporated") or final in word_set("loose-endings"))
    told = is_trade(words.lower[first]) and (firm or final not in name_lists().heads)
    letters = words.forms[first].isupper() and words.lower[first] in word_set("kinds-of-body")
    if last > first and letters and final not in name_lists().heads:
        # The NGO Open Door; but the NGO Affairs Bureau.
        return True
    return told and (last > first + 1 or (last > first and words.opens(first)))


def are_before(words: Words, first: int, last: int, lists: NameLists) -> bool:
    """Tell whether the first of some words is a plural that goes with several names: Brothers Ivan and Milan.

    A sentence begins with it, which gives it its capital.
    """
    after, word = last + 1, words.lower[first]
    if not words.first[first] or last != first + 1 or after + 1 >= len(words) or words.possessive[last]:
        return False
    if word not in lists.plural_roles:
        # Housemates Lars and Nils, but not James Lee and Bo Khan.
        named = word in lists.given or word in lists.titles or word in lists.places
        if named or not word.endswith("s") or fold(words.forms[last]) not in lists.given:
            return False
    joined = words.gaps[last] == " " and words.lower[after] == "and" and words.capital[after + 1]
    return joined or (words.gaps[last] == ", " and words.capital[after])


def post_before(words: Words, index: int, lists: NameLists) -> int:
    """Return where an office for several matters begins before a name at `index`, or `index`.

    That is, for example, Minister for Arts, Culture and Youth. One matter is enough before an honorific:
    Secretary for Health Dr Ann Lee.
    """
    first, joined = index - 1, False
    titled = index > 1 and fold(words.forms[first]) in lists.titles and words.gaps[first - 1] == " "
    while first > 0 and index - first < LONGEST and words.capital[first]:
        gap, before = words.gaps[first - 1], first - 1
        if gap == " " and words.lower[before] in ("of", "for"):
            if words.lower[max(before - 2, 0) : before] == ["of", "state"]:
                # Minister of State for Finance Dr Ann Lee.
                before -= 2
            office = before > 0 and words.lower[before - 1].rpartition("-")[2] in lists.roles
            joined = joined or (titled and first < index - 1)
            return before - 1 if joined and office and words.gaps[before - 1] == " " else index
        if gap == " " and words.lower[before] == "and":
            before, joined = before - 1, True
            gap = words.gaps[before]
        if gap not in (" ", ", "):
            break
        first = before
    return index


def matters_after(words: Words, last: int) -> int:
    """Return the last word of a body for several matters whose name is read up to `last`, or `last`.

    That is, for example, the Department of Environment, Land, Water and Planning.
    """
    end, final, stop = last, False, min(last + LONGEST, len(words) - 2)
    while not final and end < stop and words.gaps[end] in (" ", ", "):
        first = end + 1
        final = words.lower[first] == "and"
        first += final
        if words.gaps[end] == " " and not final:
            return last
        end = first
        while end <= stop and words.gaps[end] == " " and words.capital[end + 1]:
            end += 1
        item = words.lower[first : end + 1]
        if not words.capital[first] or item[-1] not in word_set("portfolios"):
            return last
    return end if final else last


def letters_before(words: Words, index: int, lists: NameLists) -> tuple[str, ...]:
    """Return what the letters of the office before a name at `index` may be, the longest first.

    Deputy Superintendent of Police (Rural) Ann Lee may come back as the DSP or the SP, a Chief of Army Staff
    as the COAS, a Managing Director of Orbit as the MD. There are none if no noun for a person is among the
    words.
    """
    found: list[str] = []
    position, bracketed = index - 1, False
    if (
        position < 0
        or words.gaps[position] not in (" ", ", ", ") ", "), ")
        or words.lower[position] in JOINING
    ):
        return ()
    while position >= 0 and index - position < LONGEST and words.sentence[position] == words.sentence[index]:
        word, gap = words.lower[position], words.gaps[position]
        if position < index - 1 and gap not in (" ", " (", ") "):
            break
        bracketed = bracketed or gap.startswith(")")
        if not bracketed:
            known = word in lists.roles or word in JOINING
            if word in lists.determiners or not (words.capital[position] or known):
                break
            found.append(word)
        bracketed = bracketed and position > 0 and words.gaps[position - 1] != " ("
        position -= 1
    if not any(word.rpartition("-")[2] in lists.roles for word in found):
        return ()
    found.reverse()
    letters, held = _initials(w for w in found if w not in JOINING), _initials(found)
    post = _initials(itertools.takewhile(lambda word: word not in JOINING, found))
    shorter = (letters[start:] for start in range(len(letters) - 1))
    return tuple(dict.fromkeys(name for name in (held, *shorter, post) if len(name) > 1))


def letters_behind(words: Words, last: int, lists: NameLists) -> tuple[str, ...]:
    """Return what the letters of an office of several words may be that is told behind a name up to `last`.

    Ann Lee, also the investigating officer of the case, may come back as the IO.
    """
    ahead = range(last + 1, min(last + NEAR, len(words)))
    stop = next((k for k in ahead if words.gaps[k] != " " or words.lower[k] in ("of", "for", "at")), last)
    end = next((k for k in range(stop, last, -1) if words.lower[k] in lists.roles), last)
    if end == last or words.gaps[last] != ", ":
        return ()
    begin = next((k + 1 for k in range(end - 1, last, -1) if words.lower[k] in lists.determiners), last + 1)
    letters = _initials(words.lower[begin : end + 1])
    return (letters,) if 1 < len(letters) < NEAR else ()


def _initials(words: Iterable[str]) -> str:
    return "".join(part[0] for word in words for part in word.split("-") if part)


def place_in(folded: Sequence[str], lists: NameLists) -> int:
    """Return how many words are a place before a full name: Kenya Moses Wetang."""
    for size in (1, 2):
        ahead = folded[size : size + 1]
        named = len(folded) - size >= 2 and ahead[0] in lists.given and folded[0] not in lists.given
        if named and " ".join(folded[:size]) in lists.places:
            return size
    return 0
