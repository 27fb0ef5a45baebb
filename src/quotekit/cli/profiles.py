"""The option that chooses a pipeline's profile."""

from __future__ import annotations

from typing import get_args

import click

from quotekit.pipeline import Profile

option = click.option(
    "--profile",
    type=click.Choice(get_args(Profile)),
    default=get_args(Profile)[0],
    show_default=True,
    help="What finds the quotations: model (the default), rules (many times as fast) or novel (for fiction).",
)
