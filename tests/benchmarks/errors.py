"""Sort what goes wrong, by kind: python tests/benchmarks/errors.py GOLD.jsonl [--rules]

GOLD holds articles as `quotekit evaluate` reads them. Predictions are paired with gold attributions as it
does (half the words shared, best first); printed is what became of the gold ones by type, where extents
differ, which mentions got the wrong name, and how often each rule was right.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable

import quotekit
from quotekit.attribution import RuleAttributor
from quotekit.evaluation import Attribution, GoldArticle, attributions_of, read_gold
from quotekit.evaluation.words import Words, names_of

PRONOUNS = frozenset({"he", "she", "they", "it", "i", "we", "you", "who", "which", "that"})


class Sorted:
    """What became of the attributions of all articles."""

    def __init__(self) -> None:
        self.fate: dict[str, Counter[str]] = defaultdict(Counter)
        self.extent: Counter[str] = Counter()
        self.naming: dict[str, Counter[bool]] = defaultdict(Counter)
        self.rules: dict[str, Counter[str]] = defaultdict(Counter)

    def add(self, article: GoldArticle, document: quotekit.Document) -> None:
        words = Words(article.text)
        gold, predicted = article.attributions, attributions_of(document)
        partner = paired(words, gold, predicted)
        right: set[int] = set()
        touched = frozenset().union(*(words.covered(p.content) for p in predicted))
        for number, one in enumerate(gold):
            if number not in partner:
                missed = words.covered(one.content).isdisjoint(touched)
                self.fate[str(one.type)]["nothing there" if missed else "less than half shared"] += 1
                continue
            other = predicted[partner[number]]
            who = words.same_source(words.covered(one.source), words.covered(other.source))
            self.fate[str(one.type)]["found, right source" if who else "found, other source"] += 1
            self.extent[extent(words, one, other)] += 1
            if who:
                right.add(partner[number])
                if one.speaker:
                    same = names_of(one.speaker) == names_of(other.speaker)
                    self.naming[mention(article.text, one)][same] += 1
        found = set(partner.values())
        for number, quotation in enumerate(document.quotations):
            outcome = "right" if number in right else "found" if number in found else "extra"
            self.rules[quotation.rule.partition("/")[0]][outcome] += 1

    def show(self) -> None:
        columns = ["found, right source", "found, other source", "less than half shared", "nothing there"]
        print("| gold | " + " | ".join(columns) + " |\n|---|" + "---:|" * len(columns))
        for kind, fates in sorted(self.fate.items()):
            cells = " | ".join(f"{share(fates[column], fates)}" for column in columns)
            print(f"| {kind} ({fates.total()}) | {cells} |")
        print("\n| extent of what was found | share |\n|---|---:|")
        for name, count in self.extent.most_common():
            print(f"| {name} | {share(count, self.extent)} |")
        print("\n| source, rightly found | rightly named |\n|---|---:|")
        for name, outcomes in sorted(self.naming.items()):
            print(f"| {name} ({outcomes.total()}) | {share(outcomes[True], outcomes)} |")
        print("\n| rule | right | other source | not in the gold |\n|---|---:|---:|---:|")
        for rule, outcomes in sorted(self.rules.items(), key=lambda item: -item[1].total()):
            cells = " | ".join(share(outcomes[name], outcomes) for name in ("right", "found", "extra"))
            print(f"| {rule} ({outcomes.total()}) | {cells} |")


def paired(words: Words, gold: Iterable[Attribution], predicted: Iterable[Attribution]) -> dict[int, int]:
    ours = [words.covered(p.content) for p in predicted]
    candidates = []
    for g, attribution in enumerate(gold):
        theirs = words.covered(attribution.content)
        for p, mine in enumerate(ours):
            if both := len(theirs & mine):
                dice = 2 * both / (len(theirs) + len(mine))
                if dice >= 0.5:
                    candidates.append((dice, -abs(g - p), g, p))
    partner: dict[int, int] = {}
    for _, _, g, p in sorted(candidates, reverse=True):
        if g not in partner and p not in partner.values():
            partner[g] = p
    return partner


def extent(words: Words, gold: Attribution, predicted: Attribution) -> str:
    theirs, mine = words.covered(gold.content), words.covered(predicted.content)
    if theirs == mine:
        return "the same words"
    longer, shorter = bool(mine - theirs), bool(theirs - mine)
    return "too long" if longer and not shorter else "too short" if shorter and not longer else "both"


def mention(text: str, attribution: Attribution) -> str:
    source = " ".join(text[start:end] for start, end in attribution.source)
    if source.lower() in PRONOUNS:
        return "pronoun"
    # All names that the gold accepts: one of them would be another one in each run.
    known = {word for name in names_of(attribution.speaker) for word in name.split()}
    return "description" if known.isdisjoint(source.lower().split()) else "name or part of it"


def share(count: int, of: Counter[str] | Counter[bool]) -> str:
    return f"{100 * count / max(1, of.total()):.0f} %"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", help="JSON Lines")
    parser.add_argument("--rules", action="store_true", help="by rules alone")
    options = parser.parse_args()
    errors = Sorted()
    pipeline = quotekit.Pipeline(attributor=RuleAttributor() if options.rules else None)
    for article in read_gold(options.gold):
        errors.add(article, pipeline.attribute(article.text))
    errors.show()


if __name__ == "__main__":
    main()
