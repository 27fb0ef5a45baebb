"""Ready-made pipelines by name."""

from __future__ import annotations

from collections.abc import Callable

import click

from quotekit.pipeline import Pipeline


def _model() -> Pipeline:
    return Pipeline()


def _rules() -> Pipeline:
    from quotekit.attribution import RuleAttributor

    return Pipeline(attributor=RuleAttributor())


PROFILES: dict[str, Callable[[], Pipeline]] = {"model": _model, "rules": _rules}

option = click.option(
    "--profile",
    type=click.Choice(list(PROFILES)),
    default=next(iter(PROFILES)),
    show_default=True,
    help="What finds the quotations: model (the default pipeline) or rules (many times as fast).",
)
