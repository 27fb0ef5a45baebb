"""Measure how many source mentions are given the right speaker, the gold sources given.

    python tests/benchmarks/speakers.py polnear-dev.jsonl speakers-dev.tsv [--examples 3] [--kind person]

The first file holds articles as JSON lines (``id``, ``text``, ``quotes`` with ``content``, ``cue``,
``source``), the second a line for each source mention: id, start, end, kind and speaker, separated
by tabs. A mention is right when the resolver's name is the gold one as ``quotekit evaluate`` compares
names. The errors follow, sorted by kind of mention, with examples; last comes the speed on one core.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs

from quotekit.document import Quotation, Span
from quotekit.evaluation.words import same_name
from quotekit.lexicon import read
from quotekit.matcher import MarkMatcher
from quotekit.speakers import NameResolver
from quotekit.stages import Tokenizer
from quotekit.tokenizer import EnglishTokenizer

KINDS = ("person", "org", "group", "place", "other", "unnamed")
SORTS = ("name", "pronoun", "description", "several")
CONTEXT = 90


@attrs.frozen(kw_only=True)
class Mention:
    """Hold one source mention, its gold speaker and what the resolver said."""

    article: str
    before: str
    text: str
    after: str
    kind: str
    sort: str
    gold: str
    got: str | None

    @property
    def right(self) -> bool:
        return same_name(self.gold, self.kind, self.got)


def sort_of(text: str, speaker: str) -> str:
    """Say whether a mention is a pronoun, names the speaker, describes them, or means several."""
    words = re.findall(r"[^\W_]+", text.lower())
    pronouns = {line.split("\t")[0] for line in read("pronouns")}
    if words and words[0] in pronouns and len(words) <= 2:
        return "pronoun"
    if " | " in speaker:
        return "several"
    last = re.findall(r"[^\W_]+", speaker.lower())[-1:]
    return "name" if last and last[0] in words else "description"


def quotations_of(article: dict[str, Any]) -> tuple[Quotation, ...]:
    """Return an article's gold quotations as the attributor would, without speakers."""

    def spans(offsets: list[list[int]]) -> tuple[Span, ...]:
        return tuple(Span(start, end, article["text"]) for start, end in offsets)

    made = (
        Quotation(content=spans(q["content"]), cue=spans(q["cue"]), source=spans(q["source"]), type=q["type"])
        for q in article["quotes"]
    )
    return tuple(sorted(made, key=lambda quotation: quotation.start))


def mentions(
    articles: Path,
    speakers: Path,
    clock: Counter[str],
    *,
    tokenizer: Tokenizer | None = None,
    resolver: NameResolver | None = None,
) -> Iterator[Mention]:
    """Resolve every article that has names, and give each source mention; `clock` counts work."""
    gold: defaultdict[str, dict[tuple[int, int], tuple[str, str]]] = defaultdict(dict)
    for line in speakers.read_text(encoding="utf-8").splitlines()[1:]:
        name, start, end, kind, speaker = line.split("\t")
        gold[name][int(start), int(end)] = kind, speaker
    tokenizer, resolver = tokenizer or EnglishTokenizer(), resolver or NameResolver()
    matcher = MarkMatcher()
    for line in articles.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        if article["id"] not in gold:
            continue
        text, quotations = article["text"], quotations_of(article)
        tokenized = tokenizer.tokenize(text)
        quoted = matcher.match(tokenized)
        begin = time.process_time_ns()
        resolution = resolver.resolve(tokenized, quoted, quotations)
        clock["nanoseconds"] += time.process_time_ns() - begin
        clock["characters"] += len(text)
        answers: dict[tuple[int, int], str | None] = {}
        for quotation in resolution.quotations:
            if quotation.source:
                name = None if quotation.speaker is None else quotation.speaker.name
                answers.setdefault((quotation.source[0].start, quotation.source[-1].end), name)
        for (start, end), (kind, speaker) in gold[article["id"]].items():
            yield Mention(
                article=article["id"],
                before=text[max(0, start - CONTEXT) : start],
                text=text[start:end],
                after=text[end : end + CONTEXT // 2],
                kind=kind,
                sort=sort_of(text[start:end], speaker),
                gold=speaker,
                got=answers.get((start, end)),
            )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", type=Path)
    parser.add_argument("speakers", type=Path)
    parser.add_argument("--examples", type=int, default=3, help="errors to show of each kind of mention")
    parser.add_argument("--kind", choices=KINDS, help="show errors of one kind of speaker only")
    options = parser.parse_args()
    clock: Counter[str] = Counter()
    found = list(mentions(options.articles, options.speakers, clock))

    print(f"{'':12s}" + "".join(f"{sort:>22s}" for sort in (*SORTS, "all")))
    for kind in (*KINDS, "all"):
        cells = []
        for sort in (*SORTS, "all"):
            here = [m for m in found if kind in (m.kind, "all") and sort in (m.sort, "all")]
            right = sum(m.right for m in here)
            cells.append(f"{right}/{len(here)} {100 * right / len(here):5.1f} %" if here else "-")
        print(f"{kind:12s}" + "".join(f"{cell:>22s}" for cell in cells))

    for sort in SORTS:
        wrong = [m for m in found if m.sort == sort and not m.right and options.kind in (m.kind, None)]
        print(f"\n{sort}: {len(wrong)} wrong")
        for mention in wrong[: options.examples]:
            context = " ".join(f"{mention.before}[{mention.text}]{mention.after}".split())
            print(f"  {mention.article}: {mention.gold!r}, got {mention.got!r}\n    … {context} …")
    print(f"\n{1e9 * clock['characters'] / clock['nanoseconds']:,.0f} characters a second on one core")


if __name__ == "__main__":
    main()
