"""What the processor `quote` costs beside Stanza's own, in one pipeline, on one core.

    python tests/benchmarks/stanza_cost.py [--processors tokenize,mwt,…] [--dir FOLDER] [--repeat N]

Prints the seconds of CPU time of each processor over the fixture articles and its share of the whole; the
best of N runs.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import stanza
import torch

import quotekit.integrations.stanza

ROOT = Path(__file__).parents[2]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--processors", default="tokenize,mwt,pos,lemma,depparse")
    arguments.add_argument("--dir", default=str(ROOT / "fixtures" / "stanza"))
    arguments.add_argument("--repeat", type=int, default=3)
    given = arguments.parse_args()
    torch.set_num_threads(1)
    lines = (ROOT / "fixtures" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    letters = sum(map(len, texts))
    for profile in ("rules", "model"):
        nlp = stanza.Pipeline(
            "en",
            dir=given.dir,
            processors=f"{given.processors},quote",
            download_method=None,
            use_gpu=False,
            verbose=False,
            quote_profile=profile,
        )
        best: dict[str, float] = {}
        for _ in range(given.repeat):
            documents = [stanza.Document([], text=text) for text in texts]
            for name, processor in nlp.processors.items():
                started = time.process_time()
                documents = [processor.process(document) for document in documents]
                best[name] = min(best.get(name, 1e9), time.process_time() - started)
        whole = sum(best.values())
        print(f"{len(texts)} articles, {letters:,} characters, quote_profile={profile}")
        for name, seconds in best.items():
            print(f"  {name:10} {seconds:7.2f} s  {seconds / whole:6.1%}")
        read = min(_timed(documents) for _ in range(given.repeat))
        print(f"  (reading Stanza's documents, part of quote: {read:.3f} s)")


def _timed(documents: list[stanza.Document]) -> float:
    started = time.process_time()
    for document in documents:
        quotekit.integrations.stanza.read(document)
    return time.process_time() - started


if __name__ == "__main__":
    main()
