"""Show what confidence means: the share that is right at each level, and the level above which enough are.

    python tests/benchmarks/confidence.py GOLD.jsonl [--share 0.95]

Right is the yardstick's *who*. GOLD holds articles as `quotekit evaluate` reads them.
"""

from __future__ import annotations

import argparse

from quotekit import attribute
from quotekit.evaluation import attributions_of, evaluate, read_gold
from quotekit.evaluation.pairing import PairedArticle


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("gold")
    parser.add_argument("--share", type=float, default=0.95)
    options = parser.parse_args()
    articles = read_gold(options.gold)
    predicted = {article.id: attributions_of(attribute(article.text)) for article in articles}
    calibration = evaluate(articles, predicted, resamples=0).calibration
    if calibration is None:
        raise SystemExit("expected articles with quotations to be found, got none")
    print("confidence   right   count")
    for part in calibration.bins:
        print(f"{part.confidence:10.2f}{part.right:8.2f}{part.count:8d}")
    print(f"expected calibration error {calibration.error:.3f}")
    judged = sorted(
        (one for article in articles for one in PairedArticle(article, predicted[article.id]).judged()),
        reverse=True,
    )
    right, best = 0, None
    for count, (confidence, good) in enumerate(judged, start=1):
        right += good
        if right / count >= options.share:
            best = count, confidence
    if best is None:
        print(f"no confidence keeps {options.share:.0%} right")
    else:
        print(f"from {best[1]:.3f} up {options.share:.0%} are right: {best[0]} of {len(judged)} attributions")


if __name__ == "__main__":
    main()
