"""Evaluation: predicted attributions against gold ones, by type, with intervals and calibration.

`articles` reads both, `pairing` matches them by the words that they share (`words`), and `report` has the
figures.
"""

from quotekit.evaluation.articles import (
    Attribution,
    GoldArticle,
    attributions_of,
    outermost,
    read_gold,
    read_predictions,
)
from quotekit.evaluation.report import Calibration, Figure, Report, Scores, evaluate

__all__ = [
    "Attribution",
    "Calibration",
    "Figure",
    "GoldArticle",
    "Report",
    "Scores",
    "attributions_of",
    "evaluate",
    "outermost",
    "read_gold",
    "read_predictions",
]
