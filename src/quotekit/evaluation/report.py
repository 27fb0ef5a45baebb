"""Reports: precision, recall and F by type, with intervals from resampling the articles, and calibration."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs

from quotekit.arguments import check_kind, listed
from quotekit.evaluation.articles import Attribution, GoldArticle
from quotekit.evaluation.pairing import Counts, PairedArticle

TYPES = (
    ("direct",),
    ("direct", "mixed"),
    ("mixed",),
    ("indirect",),
    ("direct", "mixed", "indirect"),
)
_MEASURES = ("found", "exact", "who", "who_exact", "named", "words")
# Tenths of the scale of confidence.
_BINS = 10


@attrs.frozen(kw_only=True)
class Figure:
    """Hold precision, recall and F of a measure, in per cent; `interval` is the 95 % interval of F."""

    precision: float
    recall: float
    f: float
    interval: tuple[float, float] | None = None


@attrs.frozen(kw_only=True)
class Scores:
    """Hold the figures of some types together: see `quotekit.evaluation.pairing` for what each measures.

    `named` is None if no gold attribution has a speaker, and `act_given_found` if the gold has no acts.
    """

    types: tuple[str, ...]
    gold: int
    pred: int
    found: Figure
    exact: Figure
    who: Figure
    who_exact: Figure
    named: Figure | None
    words: Figure
    who_given_found: float
    act_given_found: float | None = None


@attrs.frozen(kw_only=True)
class Bin:
    """Hold one tenth of the confidence scale: number of predictions, mean confidence, share that is right."""

    count: int
    confidence: float
    right: float


@attrs.frozen(kw_only=True)
class Calibration:
    """Hold the expected calibration error (0 to 1) and the bins over which it is computed.

    The error is the mean, over all predictions, of the distance between the mean confidence of their bin and
    the share of it that is right (Naeini, Cooper and Hauskrecht 2015).
    """

    error: float
    bins: tuple[Bin, ...]

    @classmethod
    def of(cls, judged: Iterable[tuple[float, bool]]) -> Calibration | None:
        """Return the calibration of pairs of confidence and correctness, or None if there are none.

        >>> Calibration.of([(0.75, True), (0.75, False)]).error
        0.25
        """
        parts: list[list[tuple[float, bool]]] = [[] for _ in range(_BINS)]
        for confidence, right in judged:
            parts[min(int(confidence * _BINS), _BINS - 1)].append((confidence, right))
        bins = tuple(
            Bin(
                count=len(part),
                confidence=sum(confidence for confidence, _ in part) / len(part),
                right=sum(right for _, right in part) / len(part),
            )
            for part in parts
            if part
        )
        total = sum(b.count for b in bins)
        if not total:
            return None
        return cls(error=sum(b.count * abs(b.confidence - b.right) for b in bins) / total, bins=bins)


@attrs.frozen(kw_only=True)
class Report:
    """Hold the result of `evaluate`: the scores by type, and the calibration of the two confidences.

    That of `confidence` is over all predictions, against *who*; that of `speaker_confidence` is over those
    with a name and *who* right, against *named*.
    """

    articles: int
    scores: tuple[Scores, ...]
    calibration: Calibration | None
    speaker_calibration: Calibration | None

    def to_dict(self) -> dict[str, Any]:
        """Return the report as plain data, with percentages to one decimal."""
        return {
            "articles": self.articles,
            "scores": [_scores_to_dict(scores) for scores in self.scores],
            "calibration": None if self.calibration is None else attrs.asdict(self.calibration),
            "speaker_calibration": (
                None if self.speaker_calibration is None else attrs.asdict(self.speaker_calibration)
            ),
        }

    def to_table(self) -> str:
        """Return the report as text, with one line for each measure of each set of types."""
        rows: list[tuple[str, ...]] = [("types", "measure", "P", "R", "F", "95 % of F")]
        for scores in self.scores:
            rows.append((" + ".join(scores.types), f"gold {scores.gold}, predicted {scores.pred}", *[""] * 4))
            if not scores.gold and not scores.pred:
                continue
            for measure in _MEASURES:
                figure: Figure | None = getattr(scores, measure)
                if figure is None:
                    continue
                low, high = figure.interval or (None, None)
                rows.append(
                    (
                        "",
                        measure.replace("_", "-"),
                        *(f"{number:.1f}" for number in (figure.precision, figure.recall, figure.f)),
                        "" if low is None else f"{low:.1f}–{high:.1f}",
                    )
                )
            rows.append(("", "who, given found", "", f"{scores.who_given_found:.1f}", "", ""))
            if scores.act_given_found is not None:
                rows.append(("", "act, given found", "", f"{scores.act_given_found:.1f}", "", ""))
        first, second = (max(len(row[i]) for row in rows) for i in (0, 1))
        lines = [
            f"{row[0]:{first}}  {row[1]:{second}}"
            + "".join(f"{cell:>{w}}" for cell, w in zip(row[2:], (7, 7, 7, 12), strict=True))
            for row in rows
        ]
        calibrations = {"confidence": self.calibration, "speaker_confidence": self.speaker_calibration}
        notes = [
            f"expected calibration error of {name}: {calibration.error:.3f}"
            for name, calibration in calibrations.items()
            if calibration is not None
        ]
        if any(scores.named is None for scores in self.scores):
            notes.append("named: nothing to measure, as no gold quotation has a speaker")
        lines += ["", *notes] if notes else []
        return "\n".join(line.rstrip() for line in lines) + "\n"


def evaluate(
    gold: Iterable[GoldArticle],
    predictions: Mapping[str, Sequence[Attribution]],
    *,
    types: Sequence[tuple[str, ...]] = TYPES,
    resamples: int = 1000,
    seed: int = 0,
) -> Report:
    """Compare predictions, by article id, with gold articles.

    An article missing from the predictions counts as having none; predictions for other ids are ignored.
    Intervals come from `resamples` seeded bootstrap samples of the articles; with 0 there are none. Raises
    `InvalidDocument` if an offset is not in its article.

    >>> said = Attribution(content=((0, 4),), source=((10, 13),), type="direct")
    >>> article = GoldArticle(id="a", text="“So,” said Ann.", attributions=(said,))
    >>> report = evaluate([article], {"a": [said]}, types=[("direct",)])
    >>> report.scores[0].who.f, report.scores[0].who.interval
    (100.0, (100.0, 100.0))
    """
    check_kind("predictions", predictions, Mapping)
    check_kind("resamples", resamples, int)
    check_kind("seed", seed, int)
    check_kind("types", types, Sequence)
    gold = list(listed("gold", gold, "GoldArticle"))
    for article in gold:
        check_kind("gold", article, GoldArticle)
    paired = [PairedArticle(article, predictions.get(article.id, ())) for article in gold]
    generator = random.Random(seed)
    drawn = [generator.choices(range(len(paired)), k=len(paired)) for _ in range(resamples)] if paired else []
    scores = [_scores(some, [article.counts(frozenset(some)) for article in paired], drawn) for some in types]
    names = [judged for article in paired for judged in article.judged_names()]
    if not any(article.has_speakers for article in paired):
        scores, names = [attrs.evolve(some, named=None) for some in scores], []
    return Report(
        articles=len(paired),
        scores=tuple(scores),
        calibration=Calibration.of(judged for article in paired for judged in article.judged()),
        speaker_calibration=Calibration.of(names),
    )


def _scores(types: tuple[str, ...], counts: list[Counts], drawn: list[list[int]]) -> Scores:
    columns = {field.name: [getattr(c, field.name) for c in counts] for field in attrs.fields(Counts)}
    whole = {name: sum(column) for name, column in columns.items()}
    again = [
        {name: sum(map(column.__getitem__, picks)) for name, column in columns.items()} for picks in drawn
    ]
    figures = {}
    for measure in _MEASURES:
        spread = sorted(_figure(measure, sums).f for sums in again)
        interval = (_share(spread, 0.025), _share(spread, 0.975)) if spread else None
        figures[measure] = attrs.evolve(_figure(measure, whole), interval=interval)
    return Scores(
        types=types,
        gold=whole["gold"],
        pred=whole["pred"],
        who_given_found=100 * whole["who"] / max(1, whole["found"]),
        act_given_found=100 * whole["act"] / whole["acted"] if whole["acted"] else None,
        **figures,
    )


def _figure(measure: str, sums: Mapping[str, int]) -> Figure:
    right, pred, gold = (
        ("words_both", "words_pred", "words_gold") if measure == "words" else (measure, "pred", "gold")
    )
    precision, recall = sums[right] / max(1, sums[pred]), sums[right] / max(1, sums[gold])
    f = 200 * precision * recall / max(1e-9, precision + recall)
    return Figure(precision=100 * precision, recall=100 * recall, f=f)


def _share(ordered: list[float], share: float) -> float:
    return ordered[round(share * (len(ordered) - 1))]


def _scores_to_dict(scores: Scores) -> dict[str, Any]:
    data: dict[str, Any] = {"types": list(scores.types), "gold": scores.gold, "pred": scores.pred}
    for measure in _MEASURES:
        figure: Figure | None = getattr(scores, measure)
        data[measure] = figure and {
            "precision": round(figure.precision, 1),
            "recall": round(figure.recall, 1),
            "f": round(figure.f, 1),
            "interval": None if figure.interval is None else [round(end, 1) for end in figure.interval],
        }
    data["who_given_found"] = round(scores.who_given_found, 1)
    act = scores.act_given_found
    return {**data, "act_given_found": None if act is None else round(act, 1)}
