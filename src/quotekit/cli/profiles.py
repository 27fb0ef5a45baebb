"""Options that choose a pipeline: its profile and its language."""

from __future__ import annotations

from typing import get_args

import click

from quotekit import lexicon
from quotekit.detection import AUTO
from quotekit.pipeline import Profile

ENGLISH = "en"

option = click.option(
    "--profile",
    type=click.Choice(get_args(Profile)),
    default=get_args(Profile)[0],
    show_default=True,
    help="What finds the quotations: model (the default), rules (many times as fast) or novel (for fiction).",
)

language = click.option(
    "--language",
    type=click.Choice([AUTO, *lexicon.languages()]),
    default=ENGLISH,
    show_default=True,
    help="The texts' language; all but English need the extra languages, and auto the extra detect.",
)
