"""Verbs in all their forms: which form a word can be, and of which reporting verb."""

from __future__ import annotations

import functools

from quotekit.lexicon import read

# One letter for each form. Most participles are also past forms; `PAST` is for words that are only that.
BASE, THIRD_PERSON, PAST, PARTICIPLE, ING = "W", "Z", "V", "E", "G"

_SAYING = frozenset({"clause", "quote", "tell", "question"})
_VOWELS = frozenset("aeiou")


def inflect(lemma: str, irregular: tuple[str, ...] = ()) -> dict[str, str]:
    """Return the words of `lemma` with their forms; `irregular` are its past, participle and -ing form.

    Alternatives are separated by bars. A word that is both past and participle counts as participle.

    >>> inflect("vary")
    {'vary': 'W', 'varies': 'Z', 'varied': 'E', 'varying': 'G'}
    >>> inflect("write", ("wrote", "written"))
    {'write': 'W', 'writes': 'Z', 'wrote': 'V', 'written': 'E', 'writing': 'G'}
    """
    past, participle, going = (*irregular, "", "", "")[:3]
    doubled = past.endswith("ed") and len(past) == len(lemma) + 3 and past[-3] == past[-4]
    forms = {lemma: BASE, _third(lemma): THIRD_PERSON}
    pasts = (past or _past(lemma)).split("|")
    participles = participle.split("|") if participle else pasts
    forms.update((word, PAST) for word in pasts if word not in forms)
    forms.update((word, PARTICIPLE) for word in participles if forms.get(word) != BASE)
    goings = going or (lemma + past[-3] + "ing" if doubled else _going(lemma))
    forms.update((word, ING) for word in goings.split("|"))
    return forms


def _third(lemma: str) -> str:
    if lemma.endswith(("s", "x", "z", "ch", "sh", "go", "do", "cho", "to")) and lemma != "quiz":
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies"
    return {"quiz": "quizzes", "have": "has"}.get(lemma, lemma + "s")


def _past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ied"
    return lemma + "ed"


def _going(lemma: str) -> str:
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")) and len(lemma) > 2:
        return lemma[:-1] + "ing"
    return lemma + "ing"


@functools.cache
def irregular() -> dict[str, tuple[str, ...]]:
    """Return the past, participle and -ing form of irregular verbs, by lemma."""
    rows = (line.split() for line in read("irregular-verbs"))
    return {lemma: tuple(forms) for lemma, *forms in rows}


@functools.cache
def complements() -> dict[str, frozenset[str]]:
    """Return what may follow each reporting verb, by lemma: ``clause``, ``noun``, ``quote`` …"""
    rows = (line.split() for line in read("reporting-verbs"))
    return {lemma: frozenset(kinds) for lemma, *kinds in rows}


@functools.cache
def reporting() -> dict[str, str]:
    """Return the lemma of every form of every reporting verb.

    >>> reporting()["told"]
    'tell'
    """
    lemmas: dict[str, str] = {}
    for lemma in sorted(complements()):
        for word in inflect(lemma, irregular().get(lemma, ())):
            if word not in lemmas or word == lemma:
                lemmas[word] = lemma
    # If two verbs share a form, the one that is common in news.
    lemmas.update(found="find", felt="feel", saw="see")
    return lemmas


def saying(word: str) -> str | None:
    """Return the lemma of a verb that can introduce a quotation, or None.

    >>> saying("quipped"), saying("stole")
    ('quip', None)
    """
    lemma = reporting().get(word)
    return lemma if lemma is not None and complements()[lemma] & _SAYING else None


@functools.cache
def classes() -> dict[str, str]:
    """Return the possible forms of every word of a known verb, as a string of form letters."""
    found: dict[str, set[str]] = {}
    for lemma in sorted({*complements(), *read("verbs"), *irregular()}):
        for word, form in inflect(lemma, irregular().get(lemma, ())).items():
            found.setdefault(word, set()).add(form)
    return {word: "".join(sorted(forms)) for word, forms in found.items()}
