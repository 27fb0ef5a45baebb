"""Count how often the rules' claims are right on annotated news: makes resources/claim-rates.txt.

    python tests/benchmarks/claim_rates.py polnear-train.jsonl src/quotekit/resources/claim-rates.txt

A claim is right where an annotated attribution shares half its content's words and a word of its source
(the yardstick's *who*). Rates depend on which claims stand in each other's way, and that on the rates: they
are counted in three rounds. Speech with a cue beside its marks, and what crosses paragraphs, is counted
from finished quotations. Transcripts are not: PolNeAR's annotators read some as one quotation, some turn by
turn and some for what is thought and said within a turn, so their rate is set by hand.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from quotekit import lexicon
from quotekit.attribution import RuleAttributor
from quotekit.attribution.rules import rates
from quotekit.attribution.rules.claims import Claim
from quotekit.attribution.rules.cues.marked import marked
from quotekit.attribution.rules.cues.nominal import Nominal
from quotekit.attribution.rules.cues.postposed import Postposed
from quotekit.attribution.rules.cues.reported import Reported
from quotekit.attribution.rules.grammar import Outline
from quotekit.attribution.rules.rates import Rates
from quotekit.evaluation.articles import GoldArticle, Offsets, read_gold
from quotekit.evaluation.words import Words
from quotekit.matcher import MarkMatcher
from quotekit.tokenizer import EnglishTokenizer

TRANSCRIPT = 0.9
# What a rule is taken for until it has been seen a few times.
UNSEEN, WEIGHT = 0.5, 4
# A word with its use is listed from so many claims on, a lemma from such a difference.
LEAST_CLAIMS, LEAST_LEAN = 3, 0.1
Judged = list[tuple[Claim, bool]]


class Judge:
    """Tell whether something found in an article is right."""

    def __init__(self, article: GoldArticle) -> None:
        self.words = Words(article.text)
        self.gold = [
            (self.words.covered(a.content), self.words.covered(a.source)) for a in article.attributions
        ]
        self.holding: dict[int, set[int]] = defaultdict(set)
        for number, (content, _) in enumerate(self.gold):
            for word in content:
                self.holding[word].add(number)

    def right(self, content: Offsets, source: Offsets) -> bool:
        words = self.words.covered(content)
        best, number = 0.0, -1
        for g in {g for word in words for g in self.holding[word]}:
            dice = 2 * len(words & self.gold[g][0]) / (len(words) + len(self.gold[g][0]))
            best, number = max((best, number), (dice, g))
        return best >= 0.5 and self.words.same_source(self.gold[number][1], self.words.covered(source))


def claims(article: GoldArticle) -> tuple[int, list[Claim], Judged]:
    """Return an article's number of tokens, its claims beside marks, and all others with their verdict."""
    tokenized = EnglishTokenizer().tokenize(article.text)
    outline = Outline.of(tokenized, MarkMatcher().match(tokenized))
    tagged, judge = outline.tagged, Judge(article)
    beside = marked(outline)
    for claim in beside:
        if claim.cue and claim.source:
            outline.subjects.spoken[tagged.sentence[claim.cue[0]]] = (claim.cue[1] - 1, claim.source)

    def offsets(parts: Iterable[tuple[int, int]]) -> Offsets:
        return tuple((tagged.starts[first], tagged.ends[stop - 1]) for first, stop in parts)

    others = chain(Reported(outline, Postposed(outline)).claims(), Nominal(outline).claims())
    judged = [
        (claim, judge.right(offsets(claim.content), offsets([claim.source] if claim.source else [])))
        for claim in others
    ]
    return len(tagged.words), beside, judged


def counted(articles: list[tuple[int, list[Claim], Judged]], before: Rates, *, least: float) -> Rates:
    """Count the claims that are free to stand when the likelier ones stand already."""
    rules: Counter[str] = Counter()
    right_rules: Counter[str] = Counter()
    words: Counter[str] = Counter()
    right_words: Counter[str] = Counter()
    rule_of: dict[str, str] = {}
    for tokens, beside, judged in articles:
        taken = bytearray(tokens)
        for claim in beside:
            claim.enter(taken)
        for claim, right in sorted(judged, key=lambda item: -before.of(item[0])):
            if not claim.fits(taken):
                continue
            if before.of(claim) >= least:
                claim.enter(taken)
            rules[claim.rule] += 1
            right_rules[claim.rule] += right
            words[claim.word] += 1
            right_words[claim.word] += right
            rule_of[claim.word] = claim.rule
    shares = {rule: smoothed(right_rules[rule], total) for rule, total in rules.items()}
    expected: Counter[str] = Counter()
    got: Counter[str] = Counter()
    for word, total in words.items():
        lemma = word.partition("|")[0]
        expected[lemma] += total * shares[rule_of[word]]  # type: ignore[assignment]
        got[lemma] += right_words[word]
    leans = {lemma: (got[lemma] + 3) / (expected[lemma] + 3) for lemma in expected if lemma}
    return Rates(
        rules={rule: round(share, 2) for rule, share in shares.items()},
        leans={lemma: round(lean, 2) for lemma, lean in leans.items() if abs(lean - 1) >= LEAST_LEAN},
        counts={w: (right_words[w], n) for w, n in words.items() if w and n >= LEAST_CLAIMS},
    )


def smoothed(right: int, total: int) -> float:
    return (right + WEIGHT * UNSEEN) / (total + WEIGHT)


def finished(articles: Iterable[GoldArticle]) -> dict[str, float]:
    """Count what is not chosen by its rate: speech beside a cue, announced and signed speech."""
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    attributor = RuleAttributor(inner=False)
    for article in articles:
        judge = Judge(article)
        tokenized = EnglishTokenizer().tokenize(article.text)
        for q in attributor.attribute(tokenized, MarkMatcher().match(tokenized)):
            content, source = (tuple((s.start, s.end) for s in spans) for spans in (q.content, q.source))
            total[q.rule] += 1
            right[q.rule] += judge.right(content, source)
    rules = ["announced", "signature", *(rule for rule in total if rule.startswith("marked/"))]
    return {rule: round((right[rule] + 2) / (total[rule] + 3), 2) for rule in rules}


def write(path: Path, found: Rates) -> None:
    lines = [
        "# How often a rule, and a verb or noun with its use, was right on PolNeAR's training articles; "
        "counted by tests/benchmarks/claim_rates.py.",
        *(f"rule {rule} {share:.2f}" for rule, share in sorted(found.rules.items())),
        *(f"lemma {lemma} {lean:.2f}" for lemma, lean in sorted(found.leans.items())),
        *(f"word {word} {right}/{total}" for word, (right, total) in sorted(found.counts.items())),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    lexicon.read.cache_clear()
    rates.counted.cache_clear()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    articles = read_gold(options.gold)
    read = [claims(article) for article in articles]
    found = Rates(rules={}, leans={}, counts={})
    for number in range(3):
        found = counted(read, found, least=RuleAttributor().least if number else 1.0)
    by_hand = {"transcript": TRANSCRIPT, "announced": UNSEEN, "signature": UNSEEN}
    write(options.out, Rates(rules={**found.rules, **by_hand}, leans=found.leans, counts=found.counts))
    rules = {**found.rules, **by_hand, **finished(articles)}
    write(options.out, Rates(rules=rules, leans=found.leans, counts=found.counts))


if __name__ == "__main__":
    main()
