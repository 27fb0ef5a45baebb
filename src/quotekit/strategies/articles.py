"""Strategies for whole texts whose quotations are known: one quotation, or an article with dirt around."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any, TypeVar

import attrs
from hypothesis import strategies as st

from quotekit.strategies.composition import BREAKS, composed
from quotekit.strategies.constructions import CONSTRUCTIONS, Construction
from quotekit.strategies.dirt import dirt, perhaps
from quotekit.strategies.people import speakers as _speakers
from quotekit.strategies.records import Article, Marks, Sayer
from quotekit.strategies.scene import Statement
from quotekit.strategies.wording import claims, questions
from quotekit.strategies.wording import marks as _marks
from quotekit.strategies.wording import sentences as _sentences

_Strategy = TypeVar("_Strategy", bound=st.SearchStrategy[Any])

_NUMBER = st.integers(0, 11)
_ALONE = st.sampled_from((True, True, True, False))
_MOST_SPEAKERS = 4
_MOST_SENTENCES = 3


def articles(
    *,
    min_size: int = 1,
    max_size: int = 6,
    constructions: Collection[str] | None = None,
    speakers: st.SearchStrategy[Sayer] | None = None,
    marks: st.SearchStrategy[Marks] | None = None,
    sentences: st.SearchStrategy[str] | None = None,
    dirty: bool = True,
) -> st.SearchStrategy[Article]:
    """Draw a news-like text with everything that is said in it, where, and by whom.

    `min_size` and `max_size` bound the number of statements (a statement may hold two quotations,
    one in the other or one behind the other). `constructions` are the names from `CONSTRUCTIONS`
    that may be used, all of them when it is None. `speakers`, `marks` and `sentences` take the
    place of the strategies of those names; a sentence must end in a full stop, a question mark or
    an exclamation mark and hold no quotation mark. `dirty` allows datelines, bylines, captions,
    links, stray marks, scare quotes and odd line ends around.

    Raises `ValueError` for sizes and constructions that are none, `TypeError` for an option that
    is no strategy.

    >>> from hypothesis import find
    >>> article = find(articles(), lambda article: True)
    >>> article.text
    '"Go home," Al Fox said.'
    >>> [(q.content[0].text, q.source[0].text, q.rule) for q in article.quotations]
    [('"Go home,"', 'Al Fox', 'x-said-after')]
    """
    _check_sizes(min_size, max_size)
    people = _given(speakers, "speakers", _speakers)
    cast = st.lists(
        people,
        min_size=1,
        max_size=_MOST_SPEAKERS,
        unique_by=(lambda sayer: sayer.later, lambda sayer: sayer.name.split()[0]),
    )
    cast = st.builds(_related, cast, _ALONE)
    statements = st.lists(
        _statements(_names(constructions), sentences),
        min_size=min_size,
        max_size=max_size,
    )
    style = _given(marks, "marks", _marks)
    if not dirty:
        return st.builds(composed, style, cast, statements)
    return st.builds(composed, style, cast, statements, st.sampled_from(BREAKS), dirt())


def quotations(
    *,
    constructions: Collection[str] | None = None,
    speakers: st.SearchStrategy[Sayer] | None = None,
    marks: st.SearchStrategy[Marks] | None = None,
    sentences: st.SearchStrategy[str] | None = None,
) -> st.SearchStrategy[Article]:
    """Draw a text that holds one statement and nothing else; the options are those of `articles`.

    >>> from hypothesis import find
    >>> find(quotations(constructions=["x-said-that"]), lambda article: True).text
    'Al Fox said that it is late.'
    """
    return articles(
        min_size=1,
        max_size=1,
        constructions=constructions,
        speakers=speakers,
        marks=marks,
        sentences=sentences,
        dirty=False,
    )


def _related(sayers: Sequence[Sayer], alone: bool) -> list[Sayer]:
    """Give the second person the first one's surname, unless everybody is to stay `alone` with theirs."""
    people = [number for number, sayer in enumerate(sayers) if _has_surname(sayer)]
    if alone or len(people) < 2:
        return list(sayers)
    first, second = sayers[people[0]], sayers[people[1]]
    name = f"{second.name.split(' ')[0]} {first.later}"
    related = attrs.evolve(second, name=name, first=name, later=first.later)
    return [related if sayer is second else sayer for sayer in sayers]


def _has_surname(sayer: Sayer) -> bool:
    """Tell whether somebody's name is a first name and a surname, and nothing else."""
    return sayer.kind == "person" and sayer.name == sayer.first and sayer.name.split(" ")[1:] == [sayer.later]


def _statements(
    names: Sequence[str], sentences: st.SearchStrategy[str] | None
) -> st.SearchStrategy[Statement]:
    spoken = {
        "sentences": _given(sentences, "sentences", _sentences),
        "claims": _given(sentences, "sentences", claims),
        "questions": _given(sentences, "sentences", questions),
    }

    def statement(needs: Construction, name: str) -> st.SearchStrategy[Statement]:
        # As many choices for each construction as for the plainest one, or more: examples shrink to that.
        drawn = st.lists(spoken[needs.words], min_size=needs.least, max_size=_MOST_SENTENCES)
        return st.builds(
            Statement,
            construction=st.just(name),
            sentences=drawn.map(lambda sentences: tuple(sentences[: needs.most])),
            who=_NUMBER,
            variant=_NUMBER,
            mention=_NUMBER,
            cue=_NUMBER,
            occasion=perhaps("story/occasions"),
            epithet=_NUMBER,
            joins=st.booleans(),
            event=perhaps("story/events"),
        )

    made = {name: statement(CONSTRUCTIONS[name], name) for name in names}
    return st.sampled_from(names).flatmap(made.__getitem__)


def _names(constructions: Collection[str] | None) -> list[str]:
    if constructions is None:
        return list(CONSTRUCTIONS)
    if isinstance(constructions, str):
        raise TypeError(f"constructions: expected a collection of names, got the string {constructions!r}")
    unknown = sorted(set(constructions).difference(CONSTRUCTIONS))
    if unknown or not constructions:
        got = unknown[0] if unknown else "none"
        raise ValueError(f"constructions: expected some of {', '.join(CONSTRUCTIONS)}, got {got}")
    return [name for name in CONSTRUCTIONS if name in constructions]


def _check_sizes(min_size: int, max_size: int) -> None:
    for name, size in (("min_size", min_size), ("max_size", max_size)):
        if isinstance(size, bool) or not isinstance(size, int):
            raise TypeError(f"{name}: expected an int, got {type(size).__name__}")
    if not 0 <= min_size <= max_size:
        raise ValueError(f"expected 0 <= min_size <= max_size, got {min_size} and {max_size}")


def _given(given: _Strategy | None, name: str, usual: Callable[[], _Strategy]) -> _Strategy:
    if given is None:
        return usual()
    if not isinstance(given, st.SearchStrategy):
        raise TypeError(f"{name}: expected a strategy, got {type(given).__name__}")
    return given
