"""Compare what two versions of ONNX Runtime make of the fixtures' articles.

    python tests/benchmarks/runtimes.py OUT.json                    # in one environment
    python tests/benchmarks/runtimes.py OUT.json --against OTHER.json   # in the other, after it

Each article is read by the default profile and by ``fast``. The second command prints how many quotations
both found alike (content, cue, source, speaker and act), and fails where fewer than 99 in 100 are.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import onnxruntime

import quotekit

ARTICLES = Path(__file__).parent.parent.parent / "fixtures" / "articles"
LEAST = 0.99


def quotations(pipeline: quotekit.Pipeline, path: Path) -> list[str]:
    document = pipeline.attribute(path.read_text(encoding="utf-8"))
    return [
        json.dumps(
            [
                *([span.start, span.end] for span in (*q.content, *q.cue, *q.source)),
                q.speaker.name if q.speaker else None,
                q.act,
            ]
        )
        for q in document.quotations
    ]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--against", type=Path, help="what another version made of them")
    options = parser.parse_args()
    found = {
        f"{profile} {path.stem}": quotations(pipeline, path)
        for profile, pipeline in (("model", quotekit.Pipeline()), ("fast", quotekit.Pipeline(profile="fast")))
        for path in sorted(ARTICLES.glob("*.txt"))
    }
    options.out.write_text(json.dumps({"version": onnxruntime.__version__, "found": found}), encoding="utf-8")
    if options.against:
        other = json.loads(options.against.read_text(encoding="utf-8"))
        ours, theirs = (
            {(article, q) for article in some for q in some[article]} for some in (found, other["found"])
        )
        share = 2 * len(ours & theirs) / (len(ours) + len(theirs))
        alike = sum(found[name] == other["found"][name] for name in found)
        print(
            f"ONNX Runtime {onnxruntime.__version__} and {other['version']}: {share:.1%} of the quotations "
            f"are the same, and all in {alike} of {len(found)} readings (of each article by model and fast)"
        )
        if share < LEAST:
            sys.exit(f"expected at least {LEAST:.0%}, got {share:.1%}")


if __name__ == "__main__":
    main()
