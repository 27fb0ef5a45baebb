"""Who is quoted in many texts: see `quotekit.people`."""

from __future__ import annotations

import itertools
import time
from pathlib import Path

import pytest
from gold_documents import document

import quotekit
from quotekit import Document, Quotation, Span, Speaker
from quotekit.document import SpeakerKind
from quotekit.errors import UnreadableFile
from quotekit.roster import Roster, Wikidata

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


@pytest.mark.parametrize("surname", ["Kim", "van der Berg", "Kim-Fox"])
@pytest.mark.parametrize("count", [60, 100])
def test_a_crowd_with_one_surname_still_has_one_entry_a_person(count: int, surname: str) -> None:
    others = [f"X{a}{b} {surname}" for a in "abcdefghij" for b in "abcdefghij"][:count]
    forms = [f"{given} {surname}" for given in ("Joe", "Joe Robin", "J.", "J. R.", "Joe R.")]
    counts = dict(found(*map(quoting, [*others[:50], forms[0], *others[50:], *forms[1:]])))
    assert counts == {**dict.fromkeys(others, 1), forms[0]: 5}


@pytest.mark.timed
@pytest.mark.parametrize("surname", ["Kim", "van der Berg", "Kim-Fox"])
def test_a_crowd_with_one_surname_takes_little_time(surname: str) -> None:
    # Comparing all pairs took six seconds, of a surname of three words seven.
    names = [f"X{a}{b}{c} {surname}" for a, b, c in itertools.permutations("abcdefghijk", 3)]
    roster = Roster()
    for number, name in enumerate(names):
        roster.add(str(number), quoting(name))
    started = time.process_time()
    assert len(roster.people()) == len(names)
    assert time.process_time() - started < 3


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


class TestWikidata:
    TABLE = (
        "name,qid,aliases\nAnn Lee,Q1,A. B. Lee|Nan Quill|Lee\nBo Lee,Q2,\nIda Fox,Q3,\nIda Fox,Q4,\n"
        "Union,Q5,The Union; UTW\n"
    )

    @pytest.fixture
    def table(self, tmp_path: Path) -> Path:
        (tmp_path / "people.csv").write_text(self.TABLE, encoding="utf-8")
        return tmp_path / "people.csv"

    def test_names_and_aliases_link(self, table: Path) -> None:
        documents = [quoting("Ann Lee"), quoting("Nan Quill"), quoting("Ida Fox"), quoting("Tom Fox")]
        people = quotekit.people(documents, wikidata=table)
        assert {(person.name, person.qid, person.quotations) for person in people} == {
            ("Ann Lee", "Q1", 2),
            ("Ida Fox", None, 1),
            ("Tom Fox", None, 1),
        }

    def test_a_surname_alone_links_nobody_but_an_organisation_goes_by_one_word(self, table: Path) -> None:
        (person,) = quotekit.people([quoting("Lee")], wikidata=table)
        assert person.qid is None
        (union,) = quotekit.people([quoting("UTW", kind="organisation")], wikidata=table)
        assert union.qid == "Q5"

    def test_who_has_another_identifier_is_somebody_else(self) -> None:
        known = Wikidata([{"name": "Ann Lee", "qid": "Q1"}, {"name": "Ann B. Lee", "qid": "Q2"}])
        people = quotekit.people([quoting("Ann Lee"), quoting("Ann B. Lee")], wikidata=known)
        assert sorted((person.name, person.qid) for person in people) == [
            ("Ann B. Lee", "Q2"),
            ("Ann Lee", "Q1"),
        ]
        assert len(quotekit.people([quoting("Ann Lee"), quoting("Ann B. Lee")])) == 1

    @pytest.mark.parametrize(
        ("table", "message"),
        [
            ("name,id\nAnn Lee,Q1\n", "row 1: expected columns called name and qid, got 'name, id'"),
            ("", "row 0: expected columns called name and qid, got ''"),
            (
                "name,qid\nAnn Lee,42\n",
                "row 2: expected a name and an identifier such as Q42, got 'Ann Lee'",
            ),
            ("name,qid\n,Q1\n", "got '' and 'Q1'"),
            ("name\xff", "expected UTF-8, got byte 0xff at byte offset 4"),
        ],
    )
    def test_what_is_no_table_is_refused(self, tmp_path: Path, table: str, message: str) -> None:
        path = tmp_path / "people.csv"
        path.write_bytes(table.encode("latin-1"))
        with pytest.raises(UnreadableFile, match=message):
            Wikidata.read(path)


def test_a_speaker_of_one_text_is_somebody_over_all() -> None:
    short, roster = quoting("Lee"), Roster()
    for id, one in (("a", quoting("Ann Lee")), ("b", short)):
        roster.add(id, one)
    assert roster.person(short.quotations[0].speaker).name == "Ann Lee"
    roster.add("c", quoting("Bo Lee"))
    assert roster.person(short.quotations[0].speaker).perhaps == ("Ann Lee", "Bo Lee")
    assert roster.person(Speaker(name="Ida", kind="person")) is None


def test_speech_within_the_same_persons_speech_is_counted_once() -> None:
    text = "“I said it was over,” Ann Lee said. Bo Fox: “Ann Lee said no.”"
    contents = ("“I said it was over,”", "it was over", "“Ann Lee said no.”", "no")
    spans = [Span(text.index(part), text.index(part) + len(part), text) for part in contents]
    ann, bo = Speaker(name="Ann Lee", kind="person"), Speaker(name="Bo Fox", kind="person")
    own, again, reported, within = (
        Quotation(content=(span,), speaker=speaker, type="indirect", inside=inside)
        for span, speaker, inside in zip(spans, (ann, ann, bo, ann), (None, 0, None, 2), strict=True)
    )
    [first, second] = quotekit.people([document(text, own, again, reported, within)])
    assert (first.name, first.quotations, first.words) == ("Ann Lee", 2, 6)
    assert (second.name, second.quotations) == ("Bo Fox", 1)
