"""What a network reads where a name stands."""

from __future__ import annotations

import pytest

from quotekit.attribution import RuleAttributor
from quotekit.document import Name, NameKind, Span
from quotekit.speakers import NameResolver
from quotekit.speakers.names.entities import Entity
from quotekit.speakers.resolving.readings import Readings
from quotekit.tokenizer import EnglishTokenizer

TEXT = "Minister Ana Silva met Silva Steel in Porto Novo. Ana Silva said no."


def read(form: str, kind: NameKind, confidence: float) -> Name:
    start = TEXT.index(form)
    return Name(span=Span(start, start + len(form), TEXT), kind=kind, confidence=confidence)


READINGS = Readings.of(
    [
        read("Ana Silva", "person", 0.5),
        read("Ana Silva", "person", 0.75),
        read("Silva Steel", "organisation", 0.9),
        read("Minister Ana Silva", "person", 0.7),
        read("Porto Novo", "place", 0.3),
    ]
)


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("Ana Silva", "person", {"read": 1, "read-doubt": 0.25, "read-longer": 1}),
        ("Silva Steel", "person", {"read": 1, "read-doubt": 0.1, "read-otherwise": 1}),
        ("Minister Ana Silva", "person", {"read": 1, "read-doubt": 0.3, "read-shorter": 1}),
        # The network is not sure of Porto Novo, so its words are no part of a longer name.
        ("Novo", "person", {"unread": 1}),
        ("Silva", "person", {"unread": 1, "read-longer": 1}),
        ("Dom Ana  Silva", "person", {"unread": 1, "read-shorter": 1}),
    ],
)
def test_what_is_read_where_a_name_stands(name: str, kind: str, expected: dict[str, float]) -> None:
    found = READINGS.features(Entity(number=0, kind=kind, forms={name: 1}))  # type: ignore[arg-type]
    assert found == pytest.approx(expected)


def test_without_a_network_nothing_is_told() -> None:
    assert Readings.of([]).features(Entity(number=0, kind="person", forms={"Ana Silva": 1})) == {}


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        # A doubtful place is whoever goes by a part of its name; a sure one is a place.
        (
            "Yang Changwen left. Yang said no.",
            [("Yang Changwen", "place", 0.5), ("Yang", "person", 0.9)],
            "Yang Changwen",
        ),
        ("Poh Bay voted. Poh said no.", [("Poh Bay", "place", 0.9), ("Poh", "person", 0.9)], "Poh"),
        # A first name that is a place's, too, means its bearer unless the text speaks of the place.
        (
            "Havana Moyo left. Havana said no.",
            [("Havana Moyo", "person", 0.9), ("Havana", "place", 0.9)],
            "Havana Moyo",
        ),
        (
            "Israel Adler left for a farm in Israel. Israel said no.",
            [("Israel Adler", "person", 0.9), ("Israel", "place", 0.9), ("Israel", "place", 0.9)],
            "Israel",
        ),
    ],
)
def test_people_named_like_places(text: str, names: list[tuple[str, NameKind, float]], expected: str) -> None:
    found, end = [], 0
    for form, kind, confidence in names:
        start = text.index(form, end)
        end = start + len(form)
        found.append(Name(span=Span(start, end, text), kind=kind, confidence=confidence))
    tokenized = EnglishTokenizer().tokenize(text)
    quotations = RuleAttributor().attribute(tokenized, ())
    (quotation,) = NameResolver().resolve_with_names(tokenized, (), quotations, tuple(found)).quotations
    assert quotation.speaker is not None
    assert quotation.speaker.name == expected
