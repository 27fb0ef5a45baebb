"""The resolver, whatever the text: properties that hold for every name, paragraph and offset."""

from __future__ import annotations

import time
import timeit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked import resolve
from test_speakers import ROWS

from quotekit.attribution import RuleAttributor
from quotekit.document import Quotation, Resolution, Span, SpeakerKind, Tokenized
from quotekit.matcher import MarkMatcher
from quotekit.pipeline import Pipeline
from quotekit.speakers import NameResolver
from quotekit.tokenizer import EnglishTokenizer

STORIES = (
    "[Ann Lee] said no. [Lee] said it rained. Dan Moore left. [She] said yes.",
    "Sen. Ann Lee met Gov. Dan Moore. [The senator] said no. [Ms. Lee] said it rained.",
    "[Lee, who met Dan Moore,] said no.\n\nAnn Lee spoke on Monday. [Ann] said it rained.",
    "Dan Moore came with [Ann Lee, a doctor,] on Monday. [Mrs Lee's] view was that it rained.",
    "[Moore and Lee] said no. Ann Lee and Dan Moore came. [They] said it again.",
)
WOMEN = (
    *("Maria", "Ngozi", "Priya", "Helen", "Fatima", "Siobhan", "Agnieszka", "Lucía", "Xiomara"),
    *("Ayşe", "Thuy", "Eun-ji", "Olena", "Wanjiru", "Yukiko", "Meiling", "Gulnara", "Jelena"),
)
MEN = (
    *("Dan", "Chidi", "Rajesh", "José", "Yusuf", "Jürgen", "Taras", "Mehmet", "Hyun-woo", "Sipho"),
    *("Søren", "Łukasz", "Haruto", "Bayani", "Tevita", "Kwabena", "Zoltán"),
)
SURNAMES = st.lists(
    st.sampled_from(("ka", "mo", "ri", "tan", "vel", "zu", "bex", "dor", "lin")), min_size=3, max_size=4
).map(lambda parts: "".join(parts).capitalize())

UNRELATED = (
    "The harvest fair in Port Zelda drew crowds, its founder Priya Venn told visitors. It rained on Tuesday.",
    "Elsewhere, trains ran late.",
    "Shares of Ostrava Mills rose by 2 percent. A trader said that was little.",
)


def names(resolution: Resolution) -> list[tuple[str, SpeakerKind] | None]:
    return [None if q.speaker is None else (q.speaker.name, q.speaker.kind) for q in resolution.quotations]


@given(st.sampled_from(STORIES), st.sampled_from(WOMEN), SURNAMES, st.sampled_from(MEN))
@settings(deadline=None, max_examples=100)
def test_renaming_a_person_renames_the_answer(story: str, first: str, surname: str, other: str) -> None:
    def renamed(text: str) -> str:
        return text.replace("Ann", first).replace("Lee", surname).replace("Dan", other)

    told = [answer and (renamed(answer[0]), answer[1]) for answer in names(resolve(story))]
    assert names(resolve(renamed(story))) == told


@pytest.mark.parametrize("paragraph", UNRELATED)
def test_an_unrelated_paragraph_at_the_end_changes_no_earlier_answer(paragraph: str) -> None:
    changed = [row[0] for row in ROWS if names(resolve(row[1])) != names(resolve(f"{row[1]}\n\n{paragraph}"))]
    assert changed == []


@pytest.mark.parametrize("text", [row[1] for row in ROWS], ids=[row[0] for row in ROWS])
def test_every_mention_of_a_speaker_is_a_span_of_the_text(text: str) -> None:
    resolution = resolve(text)
    plain = "".join(c for c in text if c not in "[]<>")
    for speaker in resolution.speakers:
        starts = [mention.start for mention in speaker.mentions]
        assert starts == sorted(starts)
        for mention in speaker.mentions:
            assert mention.text == plain[mention.start : mention.end] != ""


@pytest.mark.parametrize("text", [row[1] for row in ROWS], ids=[row[0] for row in ROWS])
def test_every_answer_is_among_the_speakers_once_and_in_front(text: str) -> None:
    resolution = resolve(text)
    speaking = {q.speaker.name for q in resolution.quotations if q.speaker is not None}
    assert {speaker.name for speaker in resolution.speakers[: len(speaking)]} == speaking
    assert len({(s.name, s.kind, s.mentions) for s in resolution.speakers}) == len(resolution.speakers)


WORDS = st.sampled_from(
    (
        *(
            "Ann",
            "Lee",
            "Mr.",
            "Mrs.",
            "Dr.",
            "Bill",
            "Clinton",
            "U.S.",
            "J.K.",
            "de",
            "al-Hadi",
            "III",
            "Jr.",
            "NASA",
        ),
        *(
            "he",
            "she",
            "they",
            "it",
            "who",
            "which",
            "I",
            "we",
            "the",
            "a",
            "and",
            "of",
            "said",
            "is",
            "By",
            "two",
        ),
        *("campaign", "senator", "both", "poll", "8,000", "É", "王毅", "كلام", "\ud800", "\x00", "\n\n"),
        *(",", ".", "“", "”", '"', "'", "’s", "(", ")", "—", "/"),
    )
)


@st.composite
def anything(draw: st.DrawFn) -> tuple[str, tuple[Quotation, ...]]:
    """Draw a text and quotations with sources and contents anywhere in it."""
    text = draw(st.one_of(st.lists(WORDS, max_size=40).map(" ".join), st.text(max_size=120)))
    offsets = st.integers(0, len(text))

    def spans(least: int) -> st.SearchStrategy[tuple[Span, ...]]:
        pairs = st.tuples(offsets, offsets).map(lambda pair: Span(min(pair), max(pair), text))
        return st.lists(pairs, min_size=least, max_size=2).map(
            lambda found: tuple(sorted(found, key=lambda s: (s.start, s.end)))
        )

    quotations = st.lists(
        st.builds(
            Quotation,
            content=spans(1),
            cue=spans(0),
            source=spans(0),
            type=st.sampled_from(("direct", "mixed", "indirect")),
        ),
        max_size=6,
    )
    return text, tuple(draw(quotations))


@given(anything())
@settings(deadline=None, max_examples=150)
def test_no_text_and_no_quotation_raises(drawn: tuple[str, tuple[Quotation, ...]]) -> None:
    text, quotations = drawn
    tokenized = EnglishTokenizer().tokenize(text)
    quoted = MarkMatcher().match(tokenized)
    resolver = NameResolver()
    resolution = resolver.resolve(tokenized, quoted, quotations)
    assert [(q.content, q.cue, q.source, q.type) for q in resolution.quotations] == [
        (q.content, q.cue, q.source, q.type) for q in quotations
    ]
    assert all(q.speaker is None or q.speaker.name for q in resolution.quotations)
    assert resolver.resolve(tokenized, quoted, quotations) == resolution


@pytest.mark.timed
def test_the_cost_is_linear_in_the_mentions() -> None:
    """Ten times the mentions cost about ten times the time, and 100,000 would stay under a minute."""

    def cost(times: int) -> float:
        text = "Ann Lee met Dan Moore. He said no. The senator said yes. The two said so.\n\n" * times
        tokenized = EnglishTokenizer().tokenize(text)
        step = len(text) // times
        offsets = ((23, 25), (35, 46), (57, 64))
        quotations = tuple(
            Quotation(
                content=(Span(step * n + end + 6, step * n + end + 8, text),),
                source=(Span(step * n + start, step * n + end, text),),
            )
            for n in range(times)
            for start, end in offsets
        )
        # timeit keeps the garbage collector out, whose work depends on the tests before.
        return timeit.timeit(
            lambda: NameResolver().resolve(tokenized, (), quotations), timer=time.process_time, number=1
        )

    cost(50)
    small, large = min(cost(200) for _ in range(3)), cost(2000)
    # What is quadratic takes a hundred times as long; the machine may be doing other things.
    assert large < 30 * small + 0.1
    assert large < 30 * 6000 / 100_000 * 2


@pytest.mark.timed
def test_the_cost_of_a_name_is_linear_in_its_letters() -> None:
    """Names that might be made of the beginnings of others' words, in ever more ways."""
    pipeline = Pipeline(profile="rules")

    def cost(letters: int) -> float:
        long = "A" + "a" * letters
        short = " ".join(f"{'A' + 'a' * (3 * letters - k)}b said that it was late." for k in range(20))
        text = f"The {long} {long} {long} Bank said that it was late. {short}"
        return timeit.timeit(lambda: pipeline.attribute(text), timer=time.process_time, number=1)

    cost(8)
    small, large = min(cost(8) for _ in range(3)), cost(80)
    assert large < 30 * small + 0.1


class Outside:
    """What another tool might bring: one person whom no list knows, and one chain of mentions."""

    def entities(self, tokenized: Tokenized) -> tuple[tuple[Span, SpeakerKind], ...]:
        start = tokenized.text.find("Xq Works")
        return ((Span(start, start + 8, tokenized.text), "person"),) if start >= 0 else ()

    def chains(self, tokenized: Tokenized) -> tuple[tuple[Span, ...], ...]:
        text = tokenized.text
        spans = [(text.find(part), len(part)) for part in ("Ann Lee", "She")]
        return (tuple(Span(start, start + size, text) for start, size in spans if start >= 0),)


def test_evidence_goes_before_the_own_reading() -> None:
    text = "Ann Lee lost. Mary Hart came and Hart smiled. [She] said no, [Xq Works] said."
    assert names(resolve(text)) == [("Mary Hart", "person"), ("Xq Works", "organisation")]
    assert names(resolve(text, NameResolver(evidence=Outside()))) == [
        ("Ann Lee", "person"),
        ("Xq Works", "person"),
    ]


def test_speech_without_cue_and_source_goes_on_from_the_quotation_before() -> None:
    text = '"It rains," Ann Lee said.\n\n"It pours."\n\nDan Moore left.'
    tokenized = EnglishTokenizer().tokenize(text)
    first = Quotation(
        content=(Span(0, 11, text),), cue=(Span(20, 24, text),), source=(Span(12, 19, text),), type="direct"
    )
    second = Quotation(content=(Span(27, 38, text),), type="direct")
    resolution = NameResolver().resolve(tokenized, MarkMatcher().match(tokenized), (first, second))
    assert names(resolution) == [("Ann Lee", "person")] * 2


def test_a_passive_without_source_has_no_speaker() -> None:
    text = "Ann Lee left. It is believed that it rained."
    quotation = Quotation(content=(Span(29, 43, text),), cue=(Span(20, 28, text),))
    resolution = NameResolver().resolve(EnglishTokenizer().tokenize(text), (), (quotation,))
    assert names(resolution) == [None]


def test_those_only_mentioned_are_listed_behind_those_who_speak() -> None:
    resolution = resolve("Dan Moore met Ann Lee in Paris. [Lee] said no.")
    assert [(s.name, s.kind) for s in resolution.speakers] == [
        ("Ann Lee", "person"),
        ("Dan Moore", "person"),
        ("Paris", "place"),
    ]
    assert resolution.speakers[0].aliases == ("Lee",)


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("[Mourners] say Ann Lee was kind.", [(0, 8)]),
        ("Village Republicans are many.\n\n[Village Republicans] said it was over.", [(0, 19), (31, 50)]),
        ("[Fellow Villagers] said it was over. Fellow Villagers are many.", [(0, 16), (35, 51)]),
    ],
)
def test_a_group_that_speaks_by_its_name_is_listed_once(text: str, mentions: list[tuple[int, int]]) -> None:
    resolution = resolve(text)
    groups = [speaker for speaker in resolution.speakers if speaker.kind == "group"]
    assert [[(span.start, span.end) for span in group.mentions] for group in groups] == [mentions]
    assert resolution.quotations[0].speaker is groups[0]


def test_several_speakers_are_one_record_whose_aliases_are_their_names() -> None:
    resolution = resolve("Ann Lee and Dan Moore came. [Lee and Moore] said no. [They] said it again.")
    both = resolution.quotations[0].speaker
    assert both is not None
    assert both is not resolution.quotations[1].speaker or both.mentions
    assert (both.name, both.aliases) == ("Ann Lee | Dan Moore", ("Ann Lee", "Dan Moore"))
    assert [mention.text for mention in both.mentions] == ["Lee and Moore", "They"]


def test_what_the_user_knows_goes_before_the_reading() -> None:
    text = "Dan Moore came. [The president] said no. [Mr Moore] agreed."
    resolver = NameResolver(known_speakers={"Cyril Ramaphosa": ["the president", "Ramaphosa"]})
    resolution = resolve(text, resolver)
    assert names(resolution) == [("Cyril Ramaphosa", "person"), ("Dan Moore", "person")]
    first, second = (quotation.speaker_confidence for quotation in resolution.quotations)
    assert first == 1 > second


def test_whom_the_user_knows_is_the_one_that_the_text_names() -> None:
    text = "Bo Khan came late. [He] said no. [Khan] agreed. [Mira Khan] disagreed."
    resolver = NameResolver(known_speakers={"Bob Khan": ["Bo Khan"]})
    read, known = resolve(text), resolve(text, resolver)
    assert names(read) == [("Bo Khan", "person"), ("Bo Khan", "person"), ("Mira Khan", "person")]
    assert names(known) == [("Bob Khan", "person"), ("Bob Khan", "person"), ("Mira Khan", "person")]
    assert [q.speaker_confidence for q in known.quotations] == [q.speaker_confidence for q in read.quotations]
    assert known.speakers[0].aliases == ("Bo Khan", "Khan")


def test_a_surname_that_the_user_knows_leaves_others_their_full_names() -> None:
    text = "Ida Moll spoke first. [Moll] said no. [Ida Moll] said it again."
    resolver = NameResolver(known_speakers={"Kai Moll": ["Moll"]})
    assert names(resolve(text, resolver)) == [("Kai Moll", "person"), ("Ida Moll", "person")]


@pytest.mark.parametrize(("call", "kind"), [("ministry", "organisation"), ("mayor", "person")])
def test_the_noun_tells_a_known_body_from_a_known_person(call: str, kind: str) -> None:
    text = f"[The {call}] said no. [A senior official] was sure."
    resolver = NameResolver(known_speakers={"North Hill": [f"the {call}"]})
    assert names(resolve(text, resolver)) == [("North Hill", kind), ("A senior official", "unnamed")]


def test_a_known_body_is_taken_up_by_it() -> None:
    resolver = NameResolver(known_speakers={"North Air": ["the airline"]})
    assert names(resolve("[The airline] said no. [It] said it again.", resolver)) == [
        ("North Air", "organisation"),
        ("North Air", "organisation"),
    ]


@pytest.mark.parametrize("least", [-0.1, 1.5])
def test_a_floor_outside_0_to_1_is_refused(least: float) -> None:
    with pytest.raises(ValueError, match="least: expected a number from 0 to 1"):
        NameResolver(least=least)


def test_below_the_floor_the_words_themselves_speak() -> None:
    text = "Ann Lee met Bo Fox. [She] said no."
    assert names(resolve(text, NameResolver(least=1.0))) == [("She", "unnamed")]


@pytest.mark.parametrize(
    "name",
    [
        "Ravi Menon",
        "Cho Jae-hyun",
        "Fatima al-Sayed",
        "Lucía Ferrer",
        "Ngozi Okafor",
        "Olga Petrova",
        "Wang Yi",
    ],
)
def test_names_of_many_cultures_are_given_whole(name: str) -> None:
    text = f"{name} opened the dam in May. The dam had cost a lot. [{name}] said it would last."
    assert names(resolve(text)) == [(name, "person")]


@pytest.mark.parametrize(
    "opening",
    [
        "Guard and owner said the ship was late.",
        "Guard said the ship was late.",
        "Saying the ship was late, he left.",
        "of Arts, Culture and Youth Avi Bjarne said the ship was late.",
        "of banker Lee, driver Bo Fox said it was late.",
        "Harbour Trade Board (HTB) said the ship was late. HTB said it would sue.",
        "Dane said the ship was late. He left.",
        "Tank said the ship was late.",
        "Zealander said it was late.",
    ],
)
@pytest.mark.parametrize("last", ["home", "prison", "the", "by", "of", "as", "new", "think", "minister"])
def test_the_last_word_of_a_text_does_not_stand_before_its_first(opening: str, last: str) -> None:
    def read(last: str) -> list[object]:
        document = Pipeline(attributor=RuleAttributor()).attribute(f"{opening}\n\nIt was sold {last}")
        found = [q for q in document.quotations if q.start < len(opening)]
        return [(q.content_text, q.speaker and q.speaker.name, q.speaker_confidence) for q in found]

    assert read(last) == read("there")
