"""Generated texts: their truth holds, they are as varied as they say, and they shrink to what reads well."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, find, given, seed, settings
from hypothesis import strategies as st

from quotekit import Document, Quotation, Span, Tokenized
from quotekit.strategies import (
    CONSTRUCTIONS,
    Article,
    Marks,
    Sayer,
    articles,
    marks,
    sentences,
    speakers,
)
from quotekit.strategies.composition import composed
from quotekit.strategies.scene import Statement
from quotekit.strategies.vocabulary import words
from quotekit.testing import assert_sound

few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
many = settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
unshrunk = settings(many, phases=[Phase.generate])
# One example in fifty is not always among four hundred; a search ends with the first that fits.
searched = settings(many, max_examples=10_000)

SHORTEST = [
    ("x-said-after", '"Go home," Al Fox said.'),
    ("said-x", '"Go home," said Al Fox.'),
    ("x-said-colon", 'Al Fox said: "Go home."'),
    ("x-said-comma", 'Al Fox said, "Go home."'),
    ("question-before-cue", '"Why now?" Al Fox asked.'),
    ("interrupted", '"Go home," Al Fox said, "and go home."'),
    ("goes-on-same-paragraph", '"Go home," Al Fox said. "Go home."'),
    ("goes-on-next-paragraph", '"Go home," Al Fox said.\n\n"Go home."'),
    ("several-paragraphs", 'Al Fox said: "Go home.\n\n"Go home."'),
    ("according-to", '"Go home," according to Al Fox.'),
    ("colon-paragraph-break", 'Al Fox said:\n\n"Go home."'),
    ("from-colon", 'From Al Fox:\n\n"Go home."'),
    ("transcript", 'Al Fox: "Go home."'),
    ("signature", '"Go home." — Al Fox'),
    ("x-and-y-said", '"Go home," Al Fox and Ida Quill said.'),
    ("nested-marks", "\"They call it 'a gift' in the village,\" Al Fox said."),
    ("nested", "\"A neighbour told me: 'Go home.' And I went home,\" Al Fox said."),
    ("mixed", 'Al Fox said that it was "a gift" for the town.'),
    ("epithet", 'Al Fox called the plan "a gift."'),
    ("x-said-that", "Al Fox said that it has to go."),
    ("x-and-y-said-that", "Al Fox and Ida Quill said that it has to go."),
    ("indirect-without-that", "Al Fox said it has to go."),
    ("told-that", "Al Fox told reporters that it has to go."),
    ("thinks-that", "Al Fox fears that it has to go."),
    ("quoted-as-saying", "Al Fox was quoted as saying that it has to go."),
    ("according-to-indirect", "According to Al Fox, it has to go."),
    ("adding-that", "Al Fox said that it has to go, adding that it has to go."),
]


def test_every_construction_is_shown() -> None:
    assert [name for name, _ in SHORTEST] == list(CONSTRUCTIONS)


@pytest.mark.parametrize(("name", "text"), SHORTEST)
def test_the_text_of_each_construction(name: str, text: str) -> None:
    words = {"claims": "It has to go.", "questions": "Why now?"}.get(CONSTRUCTIONS[name].words, "Go home.")
    fox = Sayer(name="Al Fox", kind="person", first="Al Fox", later="Fox", pronoun="he")
    style = Marks(open='"', close='"', inner_open="'", inner_close="'")
    statement = Statement(construction=name, sentences=(words,) * CONSTRUCTIONS[name].least)
    assert composed(style, [fox], [statement]).text == text


@pytest.mark.parametrize(
    ("fits", "text"),
    [
        (lambda a: True, '"Go home," Al Fox said.'),
        (lambda a: a.quotations[-1].source[0].text == "he", '"Go home," Al Fox said.\n\n"Go home," he said.'),
    ],
)
def test_examples_shrink_to_short_texts(fits: Any, text: str) -> None:
    people = speakers(organisations=False, unnamed=False)
    drawn = articles(max_size=2, dirty=False, constructions=["x-said-after"], speakers=people)
    assert find(drawn, fits, settings=searched).text == text


@few
@given(articles())
def test_the_truth_holds(article: Article) -> None:
    text = article.text
    end = 0
    for paragraph in article.paragraphs:
        assert paragraph.whole is text
        assert end <= paragraph.start < paragraph.end
        assert paragraph.text.strip() == paragraph.text
        assert not text[end : paragraph.start].strip(" \r\n\ufeff")
        end = paragraph.end
    starts = [quotation.start for quotation in article.quotations]
    assert starts == sorted(starts)
    for quotation in article.quotations:
        assert quotation.rule in CONSTRUCTIONS
        assert quotation.cue
        assert len(quotation.source) == 1
        assert quotation.speaker in article.speakers
        inside = quotation.inside
        assert inside is None or article.quotations[inside].content[0].contains(quotation.content[0])
        for span in (*quotation.content, *quotation.cue, *quotation.source):
            assert span.whole is text
            assert span.text.strip() == span.text != ""
            assert any(paragraph.contains(span) for paragraph in article.paragraphs)
        if quotation.type == "indirect":
            assert not re.search('["“”„«»「」`]', quotation.text)
    for speaker in article.speakers:
        assert speaker.mentions
        if speaker.kind == "person":
            assert speaker.name in " ".join(speaker.mentions[0].text.split())


@few
@given(articles(min_size=2, max_size=3, dirty=False, constructions=["said-x"]))
def test_sizes_and_constructions_are_kept(article: Article) -> None:
    assert 2 <= len(article.quotations) <= 3
    assert {quotation.rule for quotation in article.quotations} == {"said-x"}


def test_articles_vary() -> None:
    def collected(strategy: st.SearchStrategy[Article], count: int) -> list[Article]:
        seen: list[Article] = []

        @seed(1)
        @settings(unshrunk, max_examples=count)
        @given(strategy)
        def collect(article: Article) -> None:
            seen.append(article)

        collect()
        return seen

    # Many: Hypothesis draws otherwise with other modules about, whose constants it takes up.
    seen = collected(articles(), 900) + collected(articles(min_size=3, max_size=5, dirty=False), 700)
    sources = {q.source[0].text for article in seen for q in article.quotations}
    assert {"She", "he", "It"} <= sources
    assert {f"The {role}" for role in words("story/roles")} & sources
    for pattern in (r"(Mr|Ms|Mrs)\.? \w", r"(Dr|Prof)\b", "[Tt]he [a-z ]+, [A-Z]", "[A-Z].*, the"):
        assert any(re.match(pattern, source) for source in sources), pattern
    for piece in (
        "\r\n\r\n",
        "\ufeff",
        "Related news",
        "(Wire) — ",
        "``",
        "« ",
        "„",
        "\n \n\n",
        "so-called",
        "’t",
    ):
        assert any(piece in article.text for article in seen), piece
    assert any(re.search(r"[a-z]\n[a-z]", article.text) for article in seen), (
        "lines wrapped within a sentence"
    )
    assert {q.rule for article in seen for q in article.quotations} == set(CONSTRUCTIONS)
    kinds = {speaker.kind for article in seen for speaker in article.speakers}
    assert kinds == {"person", "organisation", "unnamed", "group"}
    assert max(len(article.speakers) for article in seen) >= 3


@few
@given(
    articles(
        speakers=st.just(Sayer(name="Bo", kind="person", first="Bo", later="Bo", pronoun="he")),
        marks=st.just(Marks(open="<<", close=">>", inner_open="<", inner_close=">")),
        sentences=st.just("Oh!"),
        constructions=["x-said-after", "x-said-that"],
        dirty=False,
    )
)
def test_strategies_can_be_replaced(article: Article) -> None:
    for quotation in article.quotations:
        assert quotation.speaker is not None
        assert quotation.speaker.name == "Bo"
        assert re.fullmatch("<<(Oh! ?)+>>|that oh", quotation.text)


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"min_size": 2, "max_size": 1}, ValueError, "expected 0 <= min_size <= max_size, got 2 and 1"),
        ({"min_size": "2"}, TypeError, "min_size: expected an int, got str"),
        ({"max_size": True}, TypeError, "max_size: expected an int, got bool"),
        ({"constructions": "said-x"}, TypeError, "constructions: expected a collection of names"),
        ({"constructions": ["said-y"]}, ValueError, "constructions: expected some of .*, got said-y"),
        ({"constructions": []}, ValueError, "constructions: expected some of .*, got none"),
        ({"speakers": "Ann"}, TypeError, "speakers: expected a strategy, got str"),
        ({"marks": "“”"}, TypeError, "marks: expected a strategy, got str"),
        ({"sentences": ["Oh."]}, TypeError, "sentences: expected a strategy, got list"),
    ],
)
def test_bad_options_are_refused_at_once(
    options: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        articles(**options)


@few
@given(speakers(), marks(), sentences())
def test_parts_are_usable_alone(speaker: Sayer, style: Marks, sentence: str) -> None:
    assert speaker.later
    assert style.open != style.inner_open
    assert re.fullmatch(r"[A-Z].*[.!?]", sentence)


@few
@given(speakers(organisations=False, unnamed=False))
def test_speakers_can_be_people_alone(speaker: Sayer) -> None:
    assert speaker.kind == "person"
    assert speaker.later in speaker.name.split() or speaker.name.endswith(speaker.later)


class TestTypes:
    @few
    @given(st.from_type(Document))
    def test_documents_are_sound(self, document: Document) -> None:
        assert_sound(document)

    @few
    @given(st.from_type(Quotation), st.from_type(Span), st.from_type(Tokenized))
    def test_the_others_resolve(self, quotation: Quotation, span: Span, tokenized: Tokenized) -> None:
        assert quotation.content
        assert span.text == span.whole[span.start : span.end]
        assert all(token.whole is tokenized.text for token in tokenized.tokens)

    def test_odd_documents_come_too(self) -> None:
        for fits in (
            lambda d: any("\ud800" <= c <= "\udfff" for c in d.text),
            lambda d: any(q.inside is not None for q in d.quotations),
            lambda d: any(len(q.content) == 2 and q.speaker for q in d.quotations),
            lambda d: d.quoted and d.quoted[0].close is None,
        ):
            assert find(st.from_type(Document), fits, settings=settings(searched, phases=[Phase.generate]))


def test_the_package_says_which_extra_it_needs() -> None:
    script = (
        "import sys; sys.modules['hypothesis'] = None\n"
        "try: import quotekit.strategies\n"
        "except ImportError as error: print(type(error).__name__, error)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == (
        "MissingExtra quotekit.strategies needs hypothesis, which is not installed: "
        'pip install "quotekit[hypothesis]"\n'
    )
