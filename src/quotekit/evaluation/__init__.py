"""Evaluation: predicted attributions against gold ones, by type, with intervals and calibration."""

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
