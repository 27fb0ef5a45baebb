"""Strategies for whole texts with known quotations: a single quotation, or an article with noise."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TypeVar

import attrs
from hypothesis import strategies as st

from quotekit.arguments import listed
from quotekit.strategies import refusals
from quotekit.strategies.choices import built, called, numbers, perhaps
from quotekit.strategies.composition import composed
from quotekit.strategies.constructions import CONSTRUCTIONS
from quotekit.strategies.dirt import Dirt, dirt
from quotekit.strategies.people import sayers
from quotekit.strategies.records import Article, Marks, Sayer
from quotekit.strategies.scene import Statement
from quotekit.strategies.vocabulary import words
from quotekit.strategies.wording import claims, questions, remarks, styles

_Part = TypeVar("_Part")

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
    """Draw a news-like text with all its quotations and speakers.

    `min_size` and `max_size` bound the number of statements (a statement may have two quotations, nested or
    one after the other). `constructions` are the names from `CONSTRUCTIONS` that may be used, or None for all
    of them. `speakers`, `marks` and `sentences` replace the strategies of the same names. A sentence must end
    in a full stop, a question mark or an exclamation mark and contain no quotation marks, neither common ones
    nor any of the `marks`; it may contain apostrophes. `dirty` allows datelines, bylines, captions, links,
    stray marks, scare quotes and odd line ends around the statements.

    Raises `ValueError` for impossible sizes and unknown constructions, and `TypeError` for an option that is
    not a strategy. Drawing raises `TypeError` or `ValueError` for an invalid speaker, sentence or style of
    marks from a given strategy.

    >>> from hypothesis import find
    >>> article = find(articles(), lambda article: True)
    >>> article.text
    '"Go home," Al Fox said.'
    >>> [(q.content[0].text, q.source[0].text, q.rule) for q in article.quotations]
    [('"Go home,"', 'Al Fox', 'x-said-after')]
    """
    _check_sizes(min_size, max_size)
    cast = st.lists(
        _given(speakers, "speakers", sayers, _a(Sayer, "speakers")),
        min_size=1,
        max_size=_MOST_SPEAKERS,
        unique_by=(
            lambda sayer: sayer.first,
            lambda sayer: sayer.later,
            lambda sayer: sayer.name.split(" ")[0],
        ),
    )
    spoken = {
        "sentences": _given(sentences, "sentences", remarks, refusals.sentence),
        "claims": _given(sentences, "sentences", claims, refusals.sentence),
        "questions": _given(sentences, "sentences", questions, refusals.sentence),
    }
    article = built(
        composed if sentences is None and marks is None else _checked,
        _given(marks, "marks", styles, _a(Marks, "marks")),
        built(_related, cast, _ALONE),
        st.lists(
            _statement(st.sampled_from(_names(constructions)), spoken), min_size=min_size, max_size=max_size
        ),
        dirt() if dirty else st.just(Dirt()),
    )
    options = {
        "min_size": min_size,
        "max_size": max_size,
        "constructions": constructions,
        "speakers": speakers,
        "marks": marks,
        "sentences": sentences,
        "dirty": dirty,
    }
    return called(
        "articles", article, **{name: given for name, given in options.items() if given is not None}
    )


def quotations(
    *,
    constructions: Collection[str] | None = None,
    speakers: st.SearchStrategy[Sayer] | None = None,
    marks: st.SearchStrategy[Marks] | None = None,
    sentences: st.SearchStrategy[str] | None = None,
) -> st.SearchStrategy[Article]:
    """Draw a text with a single statement and nothing else; the options are those of `articles`.

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
    """Return the second person with the first one's surname, unless surnames must be `alone`."""
    people = [number for number, sayer in enumerate(sayers) if _has_surname(sayer)]
    if alone or len(people) < 2:
        return list(sayers)
    first, second = sayers[people[0]], sayers[people[1]]
    name = f"{second.name.split(' ')[0]} {first.later}"
    related = attrs.evolve(second, name=name, first=name, later=first.later)
    return [related if sayer is second else sayer for sayer in sayers]


def _has_surname(sayer: Sayer) -> bool:
    """Tell whether a name is just a first name and a surname."""
    return sayer.kind == "person" and sayer.name == sayer.first and sayer.name.split(" ")[1:] == [sayer.later]


def _checked(marks: Marks, sayers: Sequence[Sayer], statements: Sequence[Statement], around: Dirt) -> Article:
    signs = (marks.open, marks.close, marks.inner_open, marks.inner_close)
    for statement in statements:
        for sentence in statement.sentences:
            refusals.marked("sentences", sentence, signs)
    return composed(marks, sayers, statements, around)


@st.composite
def _statement(
    draw: st.DrawFn, names: st.SearchStrategy[str], spoken: Mapping[str, st.SearchStrategy[str]]
) -> Statement:
    name = draw(names)
    count, who, variant, mention, cue, occasion, epithet, joins, event = draw(numbers(9))
    needs = CONSTRUCTIONS[name]
    size = needs.least + count % ((needs.most or _MOST_SENTENCES) - needs.least + 1)
    return Statement(
        construction=name,
        sentences=tuple(draw(spoken[needs.words]) for _ in range(size)),
        who=who,
        variant=variant,
        mention=mention,
        cue=cue,
        occasion=perhaps(words("story/occasions"), occasion),
        epithet=epithet,
        joins=joins % 2 == 1,
        event=perhaps(words("story/events"), event),
    )


def _names(constructions: Collection[str] | None) -> list[str]:
    if constructions is None:
        return list(CONSTRUCTIONS)
    if isinstance(constructions, str):
        raise TypeError(f"constructions: expected a collection of names, got the string {constructions!r}")
    listed("constructions", constructions, "names")
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


def _given(
    given: st.SearchStrategy[_Part] | None,
    name: str,
    usual: Callable[[], st.SearchStrategy[_Part]],
    checked: Callable[[object], _Part],
) -> st.SearchStrategy[_Part]:
    if given is None:
        return usual()
    if not isinstance(given, st.SearchStrategy):
        raise TypeError(f"{name}: expected a strategy, got {type(given).__name__}")
    return given.map(checked)


def _a(record: type[_Part], name: str) -> Callable[[object], _Part]:
    def checked(value: object) -> _Part:
        if not isinstance(value, record):
            raise TypeError(f"{name}: expected a {record.__name__}, got {type(value).__name__}")
        return value

    return checked
