"""How often a name given to a source is right, from how it was found and what the text tells of its bearer.

The weights stand in ``resources/speaker-confidence.txt``: a logistic model, fitted on articles that the
scorer's weights were not fitted on (`quotekit.training.speakers`).
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from quotekit.lexicon import read
from quotekit.speakers.names.entities import OWN, Entity
from quotekit.speakers.names.lexicon import determiner, fold, given_gender, is_common, name_lists, roles
from quotekit.speakers.resolving.readings import Readings
from quotekit.speakers.resolving.scorer import Choice

# A scorer's share is capped here, so that its log odds stay within what the examples show.
MOST = 0.995


@functools.cache
def weights() -> Mapping[str, float]:
    """Read the weight of each feature."""
    rows = (line.split("\t") for line in read("speaker-confidence"))
    return MappingProxyType({row[0]: float(row[1]) for row in rows})


def evidence(
    choice: Choice,
    entities: Iterable[Entity],
    said: str,
    standing: Sequence[str],
    namesakes: int,
    readings: Readings,
) -> dict[str, float]:
    """Return what tells how sure a choice is: features with their values.

    `said` are the source's words; `standing` and `namesakes` tell of the first entity what its place in the
    text is, and how many others share a word of its name. `readings` are the names that a network reads.
    """
    out = {"bias": 1.0, f"by-{choice.how}": 1.0}
    if choice.share < 1:
        out[f"odds-{choice.how}"] = _odds(choice.share)
    out |= {f"won-{feature}": 1.0 for feature in choice.features}
    members = list(entities)
    if len(members) > 1:
        out["several"] = 1.0
    for entity in members[:1]:
        out[entity.kind] = out[f"{choice.how}-{entity.kind}"] = 1.0
        out |= {f"standing-{feature}": 1.0 for feature in standing}
        if not entity.named:
            out["never-named"] = out[f"never-named-{choice.how}"] = 1.0
            out |= dict.fromkeys(_of_phrase(said), 1.0)
            continue
        out |= readings.features(entity)
        if choice.how == "name":
            out["said-in-full" if entity.name in said else "said-in-part"] = 1.0
            out[f"loose-{min(_loose(said, entity), 3)}"] = 1.0
        if namesakes:
            out["namesake"] = out[f"namesake-{choice.how}"] = 1.0
        name = entity.name.split()
        out[f"words-{min(len(name), 4)}"] = out[f"{entity.kind}-words-{min(len(name), 4)}"] = 1.0
        if len(name) == 1 and name[0].isupper():
            out["letters"] = 1.0
        if OWN.search(entity.name):
            out["owned-name"] = out[f"owned-name-{choice.how}"] = 1.0
        if entity.kind == "person" and any(map(is_common, map(fold, name[:1]))):
            out["common-first"] = 1.0
        if entity.kind == "person" and len(name) > 1:
            given = next((n for n, word in enumerate(name[:2], 1) if fold(word) in given_gender()), 0)
            out[f"given-{given}"] = 1.0
        if any(word[:1].islower() or not word[-1:].isalpha() for word in name):
            out["odd-words"] = out[f"odd-words-{entity.kind}"] = 1.0
        out[f"mentions-{min(len(entity.forms), 3)}"] = 1.0
        if entity.kind == "person":
            out["in-full" if entity.fulls else "never-in-full"] = 1.0
            out["titled" if entity.titled or entity.roles else "undescribed"] = 1.0
    return out


def of_first_person(word: str, outer: float | None) -> dict[str, float]:
    """Return what tells how sure the speaker of *I* or *we* is.

    `outer` is how sure the speaker of the quotation around it is, None where the writer speaks.
    """
    how = "we" if word in ("our", "ours", "us", "we") else "i"
    return {"bias": 1.0, f"by-{how}": 1.0} | (
        {} if outer is None else {"inside": 1.0, f"odds-{how}": _odds(outer)}
    )


def _odds(share: float) -> float:
    share = min(max(share, 1 - MOST), MOST)
    return math.log(share / (1 - share))


def _of_phrase(said: str) -> Iterator[str]:
    """Return what tells whether somebody without a name could have a fuller description elsewhere."""
    words = said.split()
    first = words[0].lower() if words else ""
    article = determiner(first) or "bare"
    yield f"phrase-{article}"
    yield f"phrase-{article}-{min(len(words), 5)}"
    if any(word[:1].isupper() for word in words[1:]):
        yield "phrase-capitals"


def _loose(said: str, entity: Entity) -> int:
    """Return how many words with capitals a source has beside a name and the offices that are known."""
    named = {word for form in entity.forms for word in form.split()}
    words = (word.strip(".,;:()“”\"'’") for word in said.split())
    return sum(
        word[:1].isupper() and word not in named and fold(word) not in roles() and not _is_title(word)
        for word in words
    )


def _is_title(word: str) -> bool:
    return word.lower() in name_lists().titles


def confidence(features: Mapping[str, float]) -> float:
    """Return the share of choices with such evidence that are right (0 to 1)."""
    table = weights()
    score = sum(table.get(feature, 0.0) * value for feature, value in features.items())
    return 1 / (1 + math.exp(-max(-20.0, min(20.0, score))))
