"""Options that choose a pipeline: its profile and its language."""

from __future__ import annotations

from typing import Any, get_args

import attrs
import click

from quotekit import lexicon
from quotekit.document import Act
from quotekit.pipeline import ENGLISH, Pipeline
from quotekit.stages import Profile

option = click.option(
    "--profile",
    type=click.Choice(get_args(Profile)),
    default=get_args(Profile)[0],
    show_default=True,
    help="What finds the quotations: the model, a smaller one (fast), rules (the fastest), or the stages for "
    "fiction (novel).",
)


def _parsed(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    known: dict[str, tuple[str, ...]] = {}
    for item in given:
        name, _sign, aliases = item.partition("=")
        if not name.strip():
            raise click.BadParameter(f"expected NAME=ALIAS,ALIAS, got {item!r}")
        known[name.strip()] = tuple(alias.strip() for alias in aliases.split(",") if alias.strip())
    return known


known = click.option(
    "--known",
    multiple=True,
    metavar="NAME=ALIAS,…",
    callback=_parsed,
    help='A speaker, and what else the texts call them: "Ann Lee=the mayor,Lee"; may be repeated.',
)

language = click.option(
    "--language",
    type=click.Choice([lexicon.AUTO, *lexicon.languages()]),
    default=ENGLISH,
    show_default=True,
    help="The language of the texts; all but English need the extra languages, and auto the extra detect.",
)


def with_deeds(pipeline: Pipeline) -> Pipeline:
    """Return a pipeline for news that returns deeds too."""
    attributor: Any = pipeline.attributor
    return attrs.evolve(pipeline, attributor=attrs.evolve(attributor, acts=get_args(Act)))
