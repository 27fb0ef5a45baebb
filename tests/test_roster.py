"""Who is quoted in many texts: see `quotekit.people`."""

from __future__ import annotations

import itertools

import pytest
from gold_documents import document

import quotekit
from quotekit import Document, Quotation, Span, Speaker
from quotekit.document import SpeakerKind

TEXT = "Ann Lee, Mr Lee, Ms Lee and others: “It rains.”"


def quoting(
    *names: str, kind: SpeakerKind = "person", mention: str = "", aliases: tuple[str, ...] = ()
) -> Document:
    """Return a document in which each of these says two words."""
    at = TEXT.index("“")
    mentions = (Span(TEXT.index(mention), TEXT.index(mention) + len(mention), TEXT),) if mention else ()
    return document(
        TEXT,
        *(
            Quotation(
                content=(Span(at, len(TEXT), TEXT),),
                speaker=Speaker(name=name, kind=kind, mentions=mentions, aliases=aliases),
                type="direct",
            )
            for name in names
        ),
    )


def found(*documents: Document) -> list[tuple[str, int]]:
    return [(person.name, person.quotations) for person in quotekit.people(documents)]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Joe Biden", "Joe R. Biden", "Biden", "J. Biden"], {"Joe Biden": 4}),
        (["Ann Lee", "Tom Lee", "Lee"], {"Ann Lee": 1, "Tom Lee": 1, "Lee": 1}),
        (["Ann Lee", "Tom Lee", "A. Lee"], {"Ann Lee": 2, "Tom Lee": 1}),
        (["Bill Clinton", "William Clinton"], {"Bill Clinton": 2}),
        (["Ann Lee | Tom Fox", "Fox"], {"Ann Lee": 1, "Tom Fox": 2}),
        (
            ["Salman", "Nayef bin Salman", "Salman Khan"],
            {"Salman": 1, "Nayef bin Salman": 1, "Salman Khan": 1},
        ),
    ],
)
def test_names_of_one_person_are_one(names: list[str], expected: dict[str, int]) -> None:
    # In whatever order the texts come.
    for order in itertools.islice(itertools.permutations(names), 6):
        assert dict(found(*map(quoting, order))) == expected


def test_a_surname_that_several_bear_says_whose_it_may_be() -> None:
    people = {p.name: p for p in quotekit.people([quoting(name) for name in ("Ann Lee", "Tom Lee", "Lee")])}
    assert people["Lee"].perhaps == ("Ann Lee", "Tom Lee")
    assert people["Ann Lee"].perhaps == ()


def test_titles_that_do_not_go_together_keep_people_apart() -> None:
    tom = quoting("Tom Lee", mention="Mr Lee")
    assert found(tom, quoting("Lee", mention="Mr Lee")) == [("Tom Lee", 2)]
    assert found(tom, quoting("Lee", mention="Ms Lee")) == [("Lee", 1), ("Tom Lee", 1)]


def test_organisations_are_one_by_their_name_or_its_initials() -> None:
    names = ("World Health Organization", "WHO", "Delhi Police", "Police")
    people = found(*(quoting(name, kind="organisation") for name in names))
    assert dict(people) == {"World Health Organization": 2, "Delhi Police": 1, "Police": 1}


def test_those_who_are_never_named_are_gathered_by_their_description() -> None:
    documents = [quoting(name, kind="unnamed") for name in ("officials", "Officials", "the mayor")]
    assert found(*documents) == [("officials", 2), ("the mayor", 1)]
    assert found(quoting("AUTHOR", kind="author"), quoting("AUTHOR", kind="author")) == [("AUTHOR", 2)]


def test_what_is_counted() -> None:
    (ann,) = quotekit.people({"a": quoting("Ann Lee", "Ann Lee"), "b": quoting("Lee")})
    assert (ann.quotations, ann.words, ann.direct_share, ann.documents) == (3, 6, 1.0, ("a", "b"))
    assert ann.aliases == ("Lee",)
