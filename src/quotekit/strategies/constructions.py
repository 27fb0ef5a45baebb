"""Constructions: the ways to write an attribution in a generated article.

Contents follow PolNeAR: they include quotation marks, the comma before the closing mark and a leading *that*;
a quotation that continues after its cue is one quotation with several parts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

import attrs

from quotekit.strategies import quoting, reporting
from quotekit.strategies.scene import Scene


@attrs.frozen
class Construction:
    """Hold one construction: the function that writes it, and its needs.

    `words` is the form of its content: whole sentences, claims that can be reported, or a question. After an
    `open_ended` one, further quoted words in the same paragraph could be read as more of its content.
    """

    write: Callable[[Scene], None]
    words: Literal["sentences", "claims", "questions"] = "sentences"
    least: int = 1
    most: int | None = None
    alone: bool = False
    open_ended: bool = False


# The plainest comes first: examples shrink to it.
CONSTRUCTIONS: Mapping[str, Construction] = {
    "x-said-after": Construction(quoting.x_said_after),
    "said-x": Construction(quoting.said_x),
    "x-said-colon": Construction(quoting.x_said_colon, open_ended=True),
    "x-said-comma": Construction(quoting.x_said_comma, open_ended=True),
    "question-before-cue": Construction(quoting.question_before_cue, words="questions", most=1),
    "interrupted": Construction(quoting.interrupted, least=2, open_ended=True),
    "goes-on-same-paragraph": Construction(quoting.goes_on_same_paragraph, least=2, open_ended=True),
    "goes-on-next-paragraph": Construction(quoting.goes_on_next_paragraph, least=2, alone=True),
    "several-paragraphs": Construction(quoting.several_paragraphs, least=2, alone=True),
    "according-to": Construction(quoting.according_to),
    "colon-paragraph-break": Construction(quoting.colon_paragraph_break, alone=True),
    "from-colon": Construction(quoting.from_colon, alone=True),
    "transcript": Construction(quoting.transcript, alone=True),
    "signature": Construction(quoting.signature, alone=True),
    "x-and-y-said": Construction(quoting.x_and_y_said),
    "nested-marks": Construction(quoting.nested_marks, most=1),
    "nested": Construction(quoting.nested, most=1),
    "mixed": Construction(reporting.mixed, most=1),
    "epithet": Construction(reporting.epithet, most=1, open_ended=True),
    "x-said-that": Construction(reporting.x_said_that, words="claims", most=1),
    "x-and-y-said-that": Construction(reporting.x_and_y_said_that, words="claims", most=1),
    "indirect-without-that": Construction(reporting.without_that, words="claims", most=1),
    "told-that": Construction(reporting.told_that, words="claims", most=1),
    "thinks-that": Construction(reporting.thinks_that, words="claims", most=1),
    "quoted-as-saying": Construction(reporting.quoted_as_saying, words="claims", most=1),
    "according-to-indirect": Construction(reporting.according_to_indirect, words="claims", most=1),
    "adding-that": Construction(reporting.adding_that, words="claims", least=2, most=2),
}
