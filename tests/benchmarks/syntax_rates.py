"""Count how often UDAttributor's constructions are right on annotated news: resources/syntax-rates.txt.

    python tests/benchmarks/syntax_rates.py polnear-train.jsonl src/quotekit/resources/syntax-rates.txt

Parses are those of the small English models in fixtures/stanza. A quotation is right where an annotated
attribution shares half its content's words and a word of its source (the yardstick's *who*). What stands
within other speech is left out: PolNeAR annotates none of it. The first 200
articles are counted, or as many as a third argument says.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from claim_rates import UNSEEN, WEIGHT, Judge

from quotekit import Pipeline
from quotekit.attribution import UDAttributor
from quotekit.evaluation.articles import read_gold
from quotekit.integrations.stanza import StanzaParser, StanzaTokenizer

MODELS = Path(__file__).resolve().parents[2] / "fixtures" / "stanza"
FIRST_LINE = (
    "# How often each construction of UDAttributor was right on {} training articles of PolNeAR, with the "
    "English models of fixtures/stanza; counted by tests/benchmarks/syntax_rates.py."
)


def pipeline() -> Pipeline:
    import stanza

    nlp = stanza.Pipeline(
        "en",
        dir=str(MODELS),
        download_method=None,
        processors="tokenize,mwt,pos,lemma,depparse",
        verbose=False,
    )
    attributor = UDAttributor(language="en", parser=StanzaParser(), inner=False)
    return Pipeline(tokenizer=StanzaTokenizer(nlp), attributor=attributor)


def main(gold: Path, rates: Path, most: int = 200) -> None:
    seen: Counter[str] = Counter()
    right: Counter[str] = Counter()
    attribute = pipeline().attribute
    articles = list(read_gold(gold))[:most]
    for article in articles:
        judge = Judge(article)
        for quotation in attribute(article.text).quotations:
            content = tuple((part.start, part.end) for part in quotation.content)
            source = tuple((part.start, part.end) for part in quotation.source)
            seen[quotation.rule] += 1
            right[quotation.rule] += judge.right(content, source)
    lines = [f"{rule} {(right[rule] + WEIGHT * UNSEEN) / (seen[rule] + WEIGHT):.3f}" for rule in sorted(seen)]
    rates.write_text(
        "\n".join([FIRST_LINE.format(len(articles)), *lines, ""]), encoding="utf-8", newline="\n"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *map(int, sys.argv[3:]))
