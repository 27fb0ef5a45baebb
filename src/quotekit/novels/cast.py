"""The cast: a book's names gathered into characters, with titles and gender as constraints."""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

import attrs

from quotekit.lexicon import group
from quotekit.novels.characters import BEFORE_GIVEN, WEDDED, Character, form_gender
from quotekit.novels.evidence import Evidence
from quotekit.novels.names import Form
from quotekit.novels.phrases import is_title, plain_title
from quotekit.speakers.names.lexicon import formal_names

_UNWED = frozenset({"miss", "mademoiselle", "mlle", "fraulein", "fräulein", "signorina"})
# Nobody has titles of two of these groups.
_RANKS = (
    WEDDED,
    _UNWED,
    frozenset({"mr", "mister", "monsieur", "herr", "signor"}),
    frozenset({"sir"}),
    frozenset({"lord"}),
    frozenset({"lady"}),
)
_SERVICE = group("titles-service")
_FEMALE = WEDDED | _UNWED | {"lady"}
# Two people, if the narrator calls one by title and surname and one by a bare given name this often each.
_TOLD = 12
_TOLD_WIFE = 2
_TOLD_SHARE = 0.1
# A shared name belongs to a bearer who is named this many times as often as the next.
_DOMINANT = 2.0
# At most this many are known to bear one name: the commonest, who come first.
_NAMESAKES = 40
# At most this many others may be meant by a name.
_RIVALS = 8


@attrs.frozen(eq=False, kw_only=True)
class Cast:
    """Hold a book's characters: the person of each form, and others to whom it may refer (*Miss Steele*).

    Forms that name no person are left out.
    """

    owner: Mapping[Form, Character]
    rivals: Mapping[Form, tuple[Character, ...]]


def gather(evidence: Mapping[Form, Evidence]) -> Cast:
    """Gather the forms that name people into characters."""
    people = [
        form for form, seen in evidence.items() if seen.is_person(form) and not _by_chance(form, evidence)
    ]
    gathering = _Gathering(evidence)
    for form in sorted(people, key=lambda form: (_completeness(form), -evidence[form].total, form)):
        gathering.place(form)
    return Cast(owner=gathering.owner, rivals={form: gathering.rivals(form) for form in gathering.owner})


def _by_chance(form: Form, evidence: Mapping[Form, Evidence]) -> bool:
    """Tell whether two names are together only by chance: *Margaret Howards End* is not a full name."""
    if form.title or len(form.words) < 2 or evidence[form].total > 1:
        return False
    first, last = (evidence.get(Form("", (word,))) for word in (form.words[0], form.words[-1]))
    return (
        first is not None
        and first.told > _TOLD
        and last is not None
        and last.total > 1
        and not last.addressed
    )


def _completeness(form: Form) -> int:
    if form.article:
        return 4
    if len(form.words) > 1:
        return 1 if form.title in BEFORE_GIVEN else 0
    return 2 if form.title else 3


class _Gathering:
    """Place forms with characters, the most complete ones first, as these decide who the shorter ones are."""

    def __init__(self, evidence: Mapping[Form, Evidence]) -> None:
        self.evidence = evidence
        self.owner: dict[Form, Character] = {}
        self.size = 0
        self.by_word: dict[str, list[Character]] = defaultdict(list)
        self.spelled: dict[str, set[str]] = defaultdict(set)
        self.titled: Counter[tuple[str, str]] = Counter()
        for form, seen in evidence.items():
            for word in form.words:
                self.titled[form.title, word] += seen.total

    def place(self, form: Form) -> None:
        character = self._existing(form)
        if character is None:
            character = Character(self.size)
            self.size += 1
        character.take(form, self.evidence[form])
        self.owner[form] = character
        for word in form.words:
            namesakes = self.by_word[word]
            if len(namesakes) < _NAMESAKES and character not in namesakes:
                namesakes.append(character)
            self.spelled[word.lower()].add(word)

    def rivals(self, form: Form) -> tuple[Character, ...]:
        """Return the others whom a form may name: those of the same given name or family."""
        if form.article or len(form.words) > 1:
            return ()
        gender = _gender(form, self.evidence[form])
        word = form.words[0]
        found = (
            character
            for character in self.by_word[word]
            if character is not self.owner[form]
            and (word in character.surnames() or word in character.given())
            and _agrees(form, gender, character)
        )
        return tuple(sorted(found, key=lambda character: (-character.count, character.number))[:_RIVALS])

    def _existing(self, form: Form) -> Character | None:
        if form.article:
            bare = Form("", form.words)
            return self.owner.get(bare) or self._only_one_titled(form)
        if not form.title and (alone := self._only_one_titled(form)) is not None:
            # *Yes, Major!*
            return alone
        candidates = self._bearers(form)
        gender = _gender(form, self.evidence[form])
        fitting = [c for c in candidates if _agrees(form, gender, c)]
        if len(form.words) > 1:
            return self._same_full(form, fitting)
        if form.title and form.title not in BEFORE_GIVEN:
            return self._same_titled(form, fitting)
        return self._same_single(form, fitting)

    def _only_one_titled(self, form: Form) -> Character | None:
        """Return who alone bears a title: *the Major* is Major Pike where the book has no other."""
        if len(form.words) > 1 or not is_title(form.words[0]):
            return None
        title = plain_title(form.words[0])
        if not form.article and any(title in rank for rank in _RANKS):
            # Anybody is called *Sir* or *Miss*.
            return None
        return _only([c for c in dict.fromkeys(self.owner.values()) if title in c.titles() | c.bare_titles()])

    def _bearers(self, form: Form) -> list[Character]:
        found: list[Character] = []
        for word in (form.words[0], form.words[-1]):
            for character in self.by_word.get(word, ()):
                if character not in found:
                    found.append(character)
        return found

    def _same_full(self, form: Form, fitting: Iterable[Character]) -> Character | None:
        """Return the bearer of a full name: the same words, titles and middle names aside."""
        for character in fitting:
            for held in character.forms:
                if len(held.words) < 2 or held.words[-1] != form.words[-1]:
                    continue
                plain = not form.title and not held.title
                if held.words[0] == form.words[0] or (plain and self._nicknamed(held, form)):
                    return character
        return None

    def _nicknamed(self, one: Form, other: Form) -> bool:
        """Tell whether two full names differ by a nickname alone, and not as father and son do."""
        short, long = one.words[0], other.words[0]
        if not _same_given(short, long):
            return False
        elders = sum(self._told(Form(title, (one.words[-1],))) for title in ("mr", "sir"))
        return elders < _TOLD or max(self._told(Form("", (given,))) for given in (short, long)) < _TOLD

    def _elder(self, form: Form, character: Character) -> bool:
        """Tell whether a character is called by a title too often to be who bears a common nickname."""
        titled = sum(self._told(f) for f in character.forms if f.title in ("mr", "sir"))
        return titled >= _TOLD and self._told(form) >= _TOLD

    def _support(self, character: Character, word: str) -> int:
        """Return how often a character is named with a word."""
        return sum(self.evidence[form].total for form in character.forms if word in form.words)

    def _told(self, form: Form) -> int:
        seen = self.evidence.get(form)
        return seen.told if seen is not None else 0

    def _same_titled(self, form: Form, fitting: list[Character]) -> Character | None:
        """Return the bearer of a title with a surname: *Mr. Darcy*, *Mrs. Bennet*."""
        word = form.words[0]
        family = [c for c in fitting if word in c.surnames()]
        if form.title in WEDDED and any(self.titled[title, word] for title in _UNWED):
            return None
        return _only([c for c in family if not self._told_apart(form, c)])

    def _told_apart(self, form: Form, character: Character) -> bool:
        """Tell whether the narrator calls one person by this title and another by the given name as well."""
        told = self.evidence[form].told
        # The narrator seldom calls a wife by both, and her daughter by the given name.
        least = _TOLD_WIFE if form.title in WEDDED else _TOLD
        for given in character.given():
            for other in (Form("", (given,)), Form(form.title, (given, *form.words))):
                seen = self._told(other)
                if min(seen, told) >= max(least, _TOLD_SHARE * max(seen, told)):
                    return True
        return False

    def _same_single(self, form: Form, fitting: list[Character]) -> Character | None:
        """Return the bearer of one name, perhaps with a title: *Ann*, *Pike*, *Mr. Pike*, *Miss Pike*."""
        if form.title == "miss":
            return self._same_miss(form.words[0], fitting)
        word = form.words[0]
        support = functools.partial(self._support, word=word)
        by_given = max((c for c in fitting if word in c.given()), key=support, default=None)
        by_surname = [c for c in fitting if word in c.surnames()]
        if by_given is not None and all(support(by_given) >= support(c) for c in by_surname):
            return by_given
        if form.title:
            by_surname = [c for c in by_surname if not self._told_apart(form, c)]
        if by_surname:
            # Wives are seldom called by the bare surname.
            bearers = [c for c in by_surname if c.gender != "f"] or [
                c for c in by_surname if form.title or not c.titles() & WEDDED
            ]
            return max(bearers, key=lambda c: (support(c), -c.number), default=None)
        return None if form.title else self._same_short(form)

    def _same_miss(self, word: str, fitting: list[Character]) -> Character | None:
        """Return which sister *Miss* means with a name: the eldest by the surname, the others by theirs."""
        family = [c for c in fitting if word in c.surnames() and not c.titles() & WEDDED]
        # The eldest sister is *Miss Bennet*, the others are *Miss Elizabeth* and *Miss Mary*.
        eldest = [c for c in family if not any(self.titled["miss", given] for given in c.given())]
        if len(family) == 1 and not any(
            Form("miss", (given,)) in self.evidence for given in family[0].given()
        ):
            # *Miss Ann Pike* without a sister is Miss Pike.
            eldest = family
        return _only([c for c in fitting if word in c.given()]) or _most(eldest)

    def _same_short(self, form: Form) -> Character | None:
        """Return whose given name a short form stands for, if one has such a name."""
        word = form.words[0]
        named = [
            c
            for formal in formal_names().get(word.lower(), ())
            for w in sorted(self.spelled.get(formal, ()))
            for c in self.by_word[w]
            if (w in c.given() or Form("", (w,)) in c.forms) and not self._elder(form, c)
        ]
        return _only(named)


def _gender(form: Form, seen: Evidence) -> str:
    gender = form_gender(form)
    if gender == "u" and seen.he + seen.she >= 3:
        gender = "m" if seen.he > 3 * seen.she else "f" if seen.she > 3 * seen.he else "u"
    return gender


def _agrees(form: Form, gender: str, character: Character) -> bool:
    """Tell whether a form may name a character: neither gender nor a title speaks against it."""
    if gender != "u" and character.gender not in ("u", gender):
        return False
    held = character.titles()
    if form.title in _SERVICE and held & (_FEMALE | _SERVICE - {form.title}):
        return False
    if form.title in _FEMALE and held & _SERVICE:
        return False
    return not any(
        form.title in rank and held & other for rank in _RANKS for other in _RANKS if rank is not other
    )


def _same_given(one: str, other: str) -> bool:
    a, b = one.lower(), other.lower()
    return a in formal_names().get(b, ()) or b in formal_names().get(a, ())


def _most(characters: list[Character]) -> Character | None:
    return max(characters, key=lambda c: (c.count, -c.number), default=None)


def _only(characters: list[Character]) -> Character | None:
    """Return the one, or the one that is named far more often than the others."""
    ranked = sorted(characters, key=lambda c: (-c.count, c.number))
    if len(ranked) > 1 and ranked[0].count < _DOMINANT * ranked[1].count:
        return None
    return ranked[0] if ranked else None
