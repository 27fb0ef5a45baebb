"""Fit the weights by which sources are resolved, and write them as a readable table.

    python -m quotekit.training.speakers OUT world-train.jsonl polnear-train.jsonl --names speakers.tsv
    python -m quotekit.training.speakers OUT --found fit.jsonl later-fit.jsonl --unread held.jsonl

The articles have speakers for their quotations (``speaker`` and ``speaker_kind``), or the names stand
in tables of their own: id, start, end, kind and speaker of each source mention, separated by tabs.
Every pronoun and description is an example: a softmax over its candidates and nobody, linear in their
features. Each sort of mention has weights of its own, drawn to the shipped ones.

With articles in ``--found``, the confidence is learnt from their sources as the pipeline finds them; without
any others the weights stay as they are. Articles that the network has not read tell most: its names are
better in those that it has. A file that is given twice counts twice.

Whoever writes the resolver reads such articles and mends what is wrong there, bodies most of all. So the
weights of the kinds of speakers are corrected at last by articles in ``--unread``, whose errors nobody has
read. With these alone, all other weights stay as they are.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from quotekit.speakers.resolving import confidence as shipped_confidence
from quotekit.speakers.resolving import scorer as shipped
from quotekit.speakers.resolving.scorer import Weights
from quotekit.training.speakers import confidence, scorer
from quotekit.training.speakers.articles import lessons, read_all, read_articles


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path, help="the folder for the two tables")
    parser.add_argument("articles", type=Path, nargs="*")
    parser.add_argument(
        "--model", type=Path, help="the folder of the network that reads names; else the shipped one"
    )
    parser.add_argument("--names", type=Path, help="the speakers of the last file's articles")
    parser.add_argument(
        "--found", type=Path, nargs="*", default=[], help="articles that teach the confidence"
    )
    parser.add_argument(
        "--unread", type=Path, nargs="*", default=[], help="articles that correct it, read by nobody"
    )
    options = parser.parse_args()
    articles = [{**a, "folder": options.model} for a in read_all(options.articles, options.names)]
    table, sure = shipped.weights(), shipped_confidence.weights()
    if articles:
        if not options.found:
            sure = confidence.learn(articles)
        table = scorer.learn([*articles, *lessons()])
        scorer.write(table, options.out / "speaker-weights.txt")
    if options.found:
        sure = confidence.fit(_rows(options.found, table))
    if options.unread:
        sure = confidence.corrected(sure, _rows(options.unread, table))
    confidence.write(sure, options.out / "speaker-confidence.txt")


def _rows(paths: Sequence[Path], table: Weights) -> list[confidence.Row]:
    """Return the evidence for each source that the pipeline finds in the articles of some files."""
    return list(confidence.found((a for path in paths for a in read_articles(path, None)), table))


if __name__ == "__main__":
    main()
