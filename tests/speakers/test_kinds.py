"""Small texts of many countries whose speakers are plain to any reader, by the kind of what they ask."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

import quotekit
from quotekit.document import Document, Speaker
from quotekit.speakers.resolving import scorer
from quotekit.speakers.resolving.discourse import Place
from quotekit.speakers.resolving.mentions import Mention

# So many of a kind must be right: a new network may lose one or two, and a rule that breaks loses more.
LEAST = 0.85
# Kinds of which less is right today.
LEASTS = {
    "acts-behind-commas": 0.7,
    "apposition-or-not": 0.8,
    "asked-not-to-be-named": 0.85,
    "bodies": 0.82,
    "bodies-announced": 0.75,
    "bodies-of-untold-kind": 0.6,
    "ends-of-offices": 0.8,
    "letters-of-body": 0.85,
    "offices-and-places": 0.7,
    "who-corrected-whom": 0.85,
    "several-matters": 0.75,
    "short-reports": 0.78,
    "surnames-like-pronouns": 0.7,
    "whose-relative": 0.65,
}
# Kinds that show a scorer that gives the words of people without a name to whomever a text is about.
GUARDS = ("asked-not-to-be-named", "who-corrected-whom")

KINDS: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
for line in (Path(__file__).parents[2] / "fixtures" / "kinds.jsonl").read_text(encoding="utf-8").splitlines():
    row = json.loads(line)
    KINDS[row["kind"]].append(row)


def saying(document: Document, phrase: str) -> list[Speaker | None]:
    """Return the speakers of the quotations that hold a phrase, the shortest first; white space is aside."""
    match = re.search(r"\s+".join(map(re.escape, phrase.split())), document.text)
    assert match, f"expected {phrase!r} in the text"
    at = sum(match.span()) // 2
    holding = [q for q in document.quotations if any(part.start <= at < part.end for part in q.content)]
    return [q.speaker for q in sorted(holding, key=lambda q: sum(map(len, q.content)))]


def bare(name: str) -> list[str]:
    return [word for word in re.findall(r"\w+", name.casefold()) if word != "the"]


def is_right(speakers: list[Speaker | None], who: str | bool) -> bool:
    """Tell whether it is the speaker's name, `?word` for a word of somebody unnamed, false for nobody."""
    if isinstance(who, bool):
        return not speakers
    speaker = speakers[0] if speakers else None
    if speaker is None:
        return False
    if who.startswith("?"):
        return who[1:] in speaker.name.lower() and speaker.kind != "person"
    return bare(speaker.name) == bare(who)


def mistakes(row: dict[str, Any]) -> list[str]:
    document = quotekit.attribute(row["text"])
    names = [bare(q.speaker.name) for q in document.quotations if q.speaker]
    wrong = [phrase for phrase, who in row["said"] if not is_right(saying(document, phrase), who)]
    return wrong + [name for name in row["never"] if bare(name) in names]


def share(kind: str) -> float:
    return sum(not mistakes(row) for row in KINDS[kind]) / len(KINDS[kind])


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_kinds(kind: str) -> None:
    wrong = [row["text"] for row in KINDS[kind] if mistakes(row)]
    assert len(wrong) <= (1 - LEASTS.get(kind, LEAST)) * len(KINDS[kind]), wrong


@pytest.mark.parametrize("kind", GUARDS)
def test_a_faulty_refit_is_seen(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # As once fitted: whoever a text names most, in its lead and as a source, is likelier than others.
    told = {"most-named": 0.8, "often-named": 0.3, "in-lead": 0.3, "in-source": 1.4, "in-sources": 0.5}
    faulty = {sort: {**table, **told} for sort, table in scorer.weights().items()}
    choose, options = scorer.Scorer.choose, scorer.Scorer.options

    def with_faulty_weights(self: scorer.Scorer, mention: Mention, place: Place) -> scorer.Choice:
        self.weights = faulty
        return choose(self, mention, place)

    def with_prominence(self: scorer.Scorer, mention: Mention, place: Place) -> list[scorer.Option]:
        found = options(self, mention, place)
        for option in found:
            for number in option.entities[:1]:
                spoke = number in self.discourse.spoken
                entity = self.index.register.entities[number]
                option.features.extend(self.finder.clues.prominence.features(number, entity, spoke=spoke))
        return found

    monkeypatch.setattr(scorer.Scorer, "choose", with_faulty_weights)
    monkeypatch.setattr(scorer.Scorer, "options", with_prominence)
    assert share(kind) < LEASTS[kind]
