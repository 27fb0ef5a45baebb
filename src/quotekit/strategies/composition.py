"""Composition: statements put together into the paragraphs of an article, with noise in between."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import attrs

from quotekit.strategies.cast import Cast
from quotekit.strategies.constructions import CONSTRUCTIONS
from quotekit.strategies.dirt import Dirt
from quotekit.strategies.draft import Draft
from quotekit.strategies.records import Article, Marks, Sayer
from quotekit.strategies.scene import Scene, Statement


def composed(
    marks: Marks,
    sayers: Sequence[Sayer],
    statements: Sequence[Statement],
    around: Dirt | None = None,
) -> Article:
    """Write an article; `around` is the noise, none by default."""
    around = around or Dirt()
    draft, cast = Draft(marks, break_=around.break_), Cast(_told_apart(sayers))
    for line in around.above:
        draft.paragraph(line)
    traps = dict(around.between)
    for number, statement in enumerate(statements):
        if number in traps:
            draft.end_paragraph()
            _write_trap(draft, traps[number])
            draft.end_paragraph()
            cast.forget_last()
        _write(draft, cast, statement, dateline=None if number else around.dateline)
    draft.end_paragraph()
    for line in around.below:
        draft.paragraph(line)
    parted = around.break_.startswith("\n") and around.break_.count("\n") > 1
    width = around.width if parted else None
    return draft.finished(before=around.before, after=around.after, width=width)


def _write(draft: Draft, cast: Cast, statement: Statement, *, dateline: str | None) -> None:
    construction = CONSTRUCTIONS[statement.construction]
    if not statement.joins:
        draft.end_paragraph()
    if dateline is not None and not (construction.alone and statement.event is None):
        draft.space()
        draft.write(dateline)
    if statement.event is not None:
        draft.space()
        draft.write(statement.event)
        cast.forget_last()
    if construction.alone:
        draft.end_paragraph()
    draft.space()
    construction.write(Scene(draft, cast, statement))
    if construction.alone or construction.open_ended:
        draft.end_paragraph()
    if construction.alone:
        cast.forget_last()


def _write_trap(draft: Draft, trap: str) -> None:
    for piece in re.split("([{}])", trap):
        if piece == "{":
            draft.mark(draft.marks.open)
        elif piece == "}":
            draft.mark(draft.marks.close)
        else:
            draft.write(piece)


def _told_apart(sayers: Sequence[Sayer]) -> list[Sayer]:
    """Let only the first person with a role have it, and call namesakes by their first names.

    *The mayor* must be one person only, and so must *Fox*.
    """
    roles: set[str | None] = set()
    named = Counter(sayer.later for sayer in sayers)
    apart = []
    for sayer in sayers:
        if sayer.role in roles:
            sayer = attrs.evolve(sayer, role=None)
        roles.add(sayer.role)
        if named[sayer.later] > 1:
            sayer = attrs.evolve(sayer, later=sayer.name.split(" ")[0], honorific=None)
        apart.append(sayer)
    return apart
