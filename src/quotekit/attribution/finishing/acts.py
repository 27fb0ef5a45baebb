"""Acts: whether a quotation reports speech, thought or a deed, and which of these are returned."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any, get_args

import attrs

from quotekit.arguments import listed
from quotekit.attribution.finishing.kinds import kind
from quotekit.attribution.finishing.nesting import nested
from quotekit.document import Act, Quotation, QuotedSpan
from quotekit.lexicon import first_column, group, read
from quotekit.lexicon.verbs import complements, inflect, irregular, reporting, saying

GIVEN: tuple[Act, ...] = ("speech", "thought")
"""The acts that an attributor returns by default."""

_WORD = re.compile(r"[^\W\d_]+")

_CLAUSE_OR_MARKS = re.compile(r"^(?:that|how|why|what|whether|if|to)\b|[\"“”„«»]")
"""What opens a reported clause, and quotation marks."""

_PHRASE = re.compile(
    r"(?:(?!(?:of|in|on|for|to|from|by|with|against|that|as|and|or)\b)[^\W_](?:[\w’'-]|,(?=\d))*\s*){1,8}"
)
"""A noun phrase up to its first preposition: the thing that is done."""

_TOWARDS = frozenset({"with", "against", "at"})
"""Prepositions before whom a verb of saying is turned against: *disagreed with minister Ann Lee*."""

_OWNER = re.compile(r"(?<=\w)['’]s? ")


def known(acts: Collection[Act] | Act) -> tuple[Act, ...]:
    """Return the requested acts as a tuple, in the order of `Act`; a single act needs no collection.

    Raises `ValueError` for an unknown act and for an empty collection.

    >>> known("speech")
    ('speech',)
    """
    given = (acts,) if isinstance(acts, str) else tuple(listed("acts", acts, "acts"))
    every: tuple[Act, ...] = get_args(Act)
    if not given or any(act not in every for act in given):
        wrong = next((act for act in given if act not in every), given)
        raise ValueError(f"acts: expected some of {', '.join(every)}, got {wrong!r}")
    return tuple(act for act in every if act in given)


def acts_option() -> Any:
    """Return the attributors' option `acts`."""
    return attrs.field(default=GIVEN, converter=known)


def by_marks(quotations: Iterable[Quotation], quoted: tuple[QuotedSpan, ...]) -> Iterator[Quotation]:
    """Return the quotations, the direct ones as speech.

    *“We need peace,” he thought* is speech, as the words are quoted. *To rest* in *“I want to rest,” he said*
    is not: its cue, *want*, is inside the marks too.
    """
    outer = tuple(span for span in quoted if span.depth == 0)

    def is_quoted(q: Quotation) -> bool:
        inside = q.cue and kind(q.cue, outer) == "direct"
        return not inside and kind(q.content, outer) == "direct"

    return (attrs.evolve(q, act="speech") if q.act != "speech" and is_quoted(q) else q for q in quotations)


def deeds_apart(quotations: Iterable[Quotation]) -> tuple[list[Quotation], list[Quotation]]:
    """Return what is said or thought, and what is done."""
    sides: tuple[list[Quotation], list[Quotation]] = [], []
    for q in quotations:
        sides[q.act == "deed"].append(q)
    return sides


def of_acts(quotations: Iterable[Quotation], acts: Collection[Act]) -> tuple[Quotation, ...]:
    """Return the quotations of the given acts in text order, and their nesting.

    All attributors choose last, so that each act is returned as it is with all the others.
    """
    return nested(q for q in quotations if q.act in acts)


def by_words(quotations: Iterable[Quotation]) -> Iterator[Quotation]:
    """Return the quotations, with another act where their words tell it.

    *approved the plan*, *conceded a penalty*, *rejected the offer* and *thanked health minister Lee* report
    no words and are deeds; *conceded that it was late*, *rejected the claim* and what has words in marks may.
    *drew criticism*, *highlighted* and *forecast* are speech, *decided* and *suspects* are thought. What a
    thing tells or calls for is a deed too, unless it is a clause: *The smoke suggested a fire*.
    """
    for q in quotations:
        cue, content = " ".join(part.text for part in q.cue), q.content_text
        act: Act = "deed" if _is_of_thing(q, content.lower()) else _told(q.act, cue, content)
        yield q if act == q.act else attrs.evolve(q, act=act)


def _told(act: Act, cue: str, content: str) -> Act:
    """Return the act that the words of a quotation tell, or the given one if they tell none."""
    if _is_of_somebody(cue, content):
        return "deed"
    if act == "deed":
        return "speech" if signals_speech(cue) else act
    if _is_done(cue, content):
        return "deed"
    if act == "speech":
        return "thought" if signals_thought(cue) else act
    return act if _sort("uttered").isdisjoint(_reporting_lemmas(cue)) else "speech"


def signals_speech(cue: str) -> bool:
    """Tell whether a word of a cue always reports that something is said.

    >>> signals_speech("levelled accusations at"), signals_speech("signed")
    (True, False)
    """
    words = _WORD.findall(cue.lower())
    lemmas = (reporting().get(word, word.removesuffix("s")) for word in words)
    return any(acts_of_words().get(word) == "speech" for word in (*words, *lemmas))


def signals_thought(cue: str) -> bool:
    """Tell whether a cue is of thought that nobody utters: *decided*, and not *said it had decided*.

    >>> signals_thought("has decided"), signals_thought("expressed hope"), signals_thought("cast doubt on")
    (True, False, False)
    """
    lemmas = _reporting_lemmas(cue)
    inner = lemmas & _sort("inner")
    if not inner or not lemmas.isdisjoint(_sort("uttered")):
        return False
    others = (word for word in lemmas - inner if word in complements())
    return all(acts_of_words().get(word) == "thought" for word in others)


def _reporting_lemmas(cue: str) -> set[str]:
    """Return the words of a cue, those that report as their base forms."""
    return {reporting().get(word, word) for word in _WORD.findall(cue.lower())}


def _is_of_somebody(cue: str, content: str) -> bool:
    """Tell whether a verb that takes no words has nothing but a person with a role as its object."""
    verbs, words = cue.lower().split(), content.split()
    names = len(list(itertools.takewhile(str.istitle, reversed(words))))
    role = words[: len(words) - names]
    if not (verbs and names and role and role[-1] in first_column("roles") and all(map(str.islower, role))):
        return False
    return verbs[-1] in _TOWARDS or (verbs[-1].isalpha() and not any(map(saying, verbs)))


def _is_of_thing(quotation: Quotation, content: str) -> bool:
    """Tell whether the subject before a cue is a thing that says nothing, and its object no clause."""
    if not quotation.source or not quotation.cue or quotation.cue[0].start < quotation.source[0].end:
        return False
    phrase = _PHRASE.match(quotation.source[0].text)
    words = phrase.group().split() if phrase else []
    return bool(words) and _is_mute(words[-1]) and not _clause().search(content)


def _is_mute(noun: str) -> bool:
    """Tell whether a noun, singular or plural, is one of those for things that say nothing.

    >>> [_is_mute(noun) for noun in ("clouds", "matches", "leaves", "letter")]
    [True, True, True, False]
    """
    mute, endings = read("mute-things"), (("s", ""), ("es", ""), ("ies", "y"), ("ves", "f"), ("ves", "fe"))
    return noun in mute or any(
        noun.endswith(plural) and noun.removesuffix(plural) + singular in mute for plural, singular in endings
    )


def _is_done(cue: str, content: str) -> bool:
    """Tell whether a verb of deeds has something that is done as its object, and reports nothing."""
    words, content = _WORD.findall(cue.lower()), content.lower()
    # *laughed at* ends with a preposition.
    verb = next((word for word in reversed(words[-2:]) if word in _lemmas()), "")
    things = _deeds().get(_lemmas().get(verb, ""))
    # *announced in a news release* ends with such a verb and reports all the same; *called for an election*
    # asks for what *called an election* does.
    if (
        things is None
        or (things and words[-1:] == ["for"])
        or any(word in reporting() for word in words if word != verb)
        or _CLAUSE_OR_MARKS.search(content)
    ):
        return False
    phrase = _PHRASE.match(content)
    # Of *the workers' claims* only the claims are what is dismissed.
    done = _WORD.findall(_OWNER.split(phrase.group())[-1] if phrase else "")
    return not things or not things.isdisjoint([*done, *(word.removesuffix("s") for word in done)])


def act_of(cue: str) -> Act:
    """Return the act that a cue signals: the act of its first word that reports anything.

    >>> act_of("has long believed"), act_of("approved"), act_of("expressed hope")
    ('thought', 'deed', 'speech')
    """
    for word in _WORD.findall(cue.lower()):
        word = reporting().get(word, word)
        if word in acts_of_words():
            return acts_of_words()[word]
        if word in complements():
            return "speech"
    return "speech"


@functools.cache
def _clause() -> re.Pattern[str]:
    """Return what a clause has, with or without a word that opens it, and quotation marks."""
    finite = "|".join(sorted(group("finite")))
    return re.compile(rf"{_CLAUSE_OR_MARKS.pattern}|\b(?:{finite})\b|n[’']t\b|\w[’'](?:ll|re|ve)\b")


@functools.cache
def _deeds() -> dict[str, frozenset[str]]:
    """Return the verbs of deeds, each with the things that make it one; none where anything does."""
    return {verb: frozenset(things) for verb, *things in map(str.split, read("deed-verbs"))}


@functools.cache
def _lemmas() -> dict[str, str]:
    return {form: verb for verb in sorted(_deeds()) for form in inflect(verb, irregular().get(verb, ()))}


@functools.cache
def acts_of_words() -> dict[str, Act]:
    """Return the act of each word of cues whose act does not depend on the others."""
    rows = _rows()
    return {word: act for act in get_args(Act) for word in rows.get(act, ())}


def _sort(name: str) -> frozenset[str]:
    return _rows()[name]


@functools.cache
def _rows() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, *words in map(str.split, read("cue-acts"))}
