"""The assertions for other people's tests: each fault is found, and its message shows where it is."""

from __future__ import annotations

import json
import sys
import time
import unicodedata
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings

import quotekit
from quotekit import Document, Quotation, QuotedSpan, Span, Speaker
from quotekit.attribution import RuleAttributor
from quotekit.document.layout import spans_of
from quotekit.strategies import articles
from quotekit.strategies.records import Article
from quotekit.testing import (
    assert_finds,
    assert_offsets,
    assert_order,
    assert_quoted,
    assert_round_trip,
    assert_sound,
    assert_speakers,
    assert_tokens,
    assert_values,
    match_of,
)

TEXT = "“It is over,” said Ann Lee.\n\nBo Fox said it was not."
ANN = Speaker(name="Ann Lee", kind="person", mentions=(Span(19, 26, TEXT),))
BO = Speaker(name="Bo Fox", kind="person", mentions=(Span(29, 35, TEXT),))


# A quotation in a quotation in a quotation, and nobody who says them.
NESTED = "“A ‘b “c d” e’ f.”"
PARTS = ((0, 18), (3, 14), (6, 11))


def span(start: int, end: int, text: str = TEXT) -> Span:
    return Span(start, end, text)


def tokens() -> tuple[Span, ...]:
    ends = ((0, 3), (4, 6), (7, 13), (14, 18), (19, 22), (23, 27), (29, 31), (32, 35), (36, 40), (41, 43))
    return tuple(span(*place) for place in (*ends, (44, 47), (48, 52)))


DOCUMENT = Document(
    text=TEXT,
    paragraphs=(span(0, 27), span(29, 52)),
    sentences=(span(0, 27), span(29, 52)),
    tokens=tokens(),
    quoted=(QuotedSpan(span=span(0, 13), open=span(0, 1), close=span(12, 13), depth=0, closing="closed"),),
    quotations=(
        Quotation(
            content=(span(0, 13),), cue=(span(14, 18),), source=(span(19, 26),), speaker=ANN, type="direct"
        ),
        Quotation(content=(span(41, 51),), cue=(span(36, 40),), source=(span(29, 35),), speaker=BO),
    ),
    speakers=(ANN, BO),
)
FIRST, SECOND = DOCUMENT.quotations
# How a message shows where the fault is.
FIRST_SHOWN = "\n    ⟦“It is over,”⟧ said Ann Lee.⏎⏎Bo Fox said it was not."


def changed(**changes: Any) -> Document:
    return attrs.evolve(DOCUMENT, **changes)


def first(**changes: Any) -> Document:
    return changed(quotations=(attrs.evolve(FIRST, **changes), SECOND))


def marked(**changes: Any) -> Document:
    return changed(quoted=(attrs.evolve(DOCUMENT.quoted[0], **changes),))


def nested(inside: tuple[int | None, ...] = (None, 0, 1), **changes: Any) -> Document:
    """Return a document of three quotations inside each other, its second quoted span changed."""
    quoted = [
        QuotedSpan(
            span=Span(*part, NESTED),
            open=Span(part[0], part[0] + 1, NESTED),
            close=Span(part[1] - 1, part[1], NESTED),
            depth=depth,
            closing="closed",
        )
        for depth, part in enumerate(PARTS)
    ]
    quoted[1] = attrs.evolve(quoted[1], **changes)
    ends = ((0, 1), (1, 2), (3, 4), (4, 5), (6, 7), (7, 8), (9, 10), (10, 11), (12, 13), (13, 14), (15, 18))
    return Document(
        text=NESTED,
        paragraphs=(Span(0, 18, NESTED),),
        sentences=(Span(0, 18, NESTED),),
        tokens=tuple(Span(*place, NESTED) for place in ends),
        quoted=tuple(quoted),
        quotations=tuple(
            Quotation(content=(Span(*part, NESTED),), inside=around)
            for part, around in zip(PARTS, inside, strict=True)
        ),
    )


def test_a_sound_document_passes() -> None:
    assert_sound(DOCUMENT)
    assert_sound(nested())
    assert_finds(DOCUMENT, DOCUMENT.quotations)


FIXTURES = Path(__file__).resolve().parent.parent.parent / "fixtures" / "articles.jsonl"
TEXTS = [json.loads(line)["text"] for line in FIXTURES.read_text(encoding="utf-8").splitlines()]
RULES = quotekit.Pipeline(attributor=RuleAttributor())


@pytest.mark.parametrize("attribute", [RULES.attribute, quotekit.attribute], ids=["rules", "model"])
def test_what_a_pipeline_gives_is_sound(attribute: Any) -> None:
    for text in TEXTS:
        assert_sound(attribute(text))


@given(articles())
@settings(max_examples=40, deadline=None)
def test_generated_articles_are_sound(article: Article) -> None:
    assert_sound(RULES.attribute(article.text))
    assert_sound(quotekit.attribute(article.text))


def test_what_other_tokenizers_may_do_is_sound() -> None:
    # A name as one token, as with spaCy's `merge_entities`.
    assert_sound(changed(tokens=(*tokens()[:4], span(19, 27), *tokens()[6:])))
    # A token that holds a mark and more: only quotekit's tokenizer promises to cut around marks.
    assert_sound(changed(tokens=(span(0, 13), *tokens()[3:])))
    # Mentions may hold one another, and a listed speaker may be called as another one is.
    ann = attrs.evolve(ANN, mentions=(span(14, 26), span(19, 26)))
    also = Speaker(name="Ann Lee", kind="person", mentions=(span(19, 22),))
    quotations = (attrs.evolve(FIRST, speaker=ann), attrs.evolve(SECOND, speaker=also))
    assert_sound(changed(quotations=quotations, speakers=(ann, also, BO)))
    # A copy of a listed speaker is that speaker.
    assert_sound(first(speaker=attrs.evolve(ANN)))


@pytest.mark.parametrize(
    ("check", "document", "message"),
    [
        (
            assert_offsets,
            first(cue=(Span(14, 18, TEXT.upper()),)),
            "quotations[0].cue[0]: expected 'said', the text from 14 to 18, got 'SAID'\n"
            "    “It is over,” ⟦said⟧ Ann Lee.⏎⏎Bo Fox said it was not.",
        ),
        (
            assert_offsets,
            changed(tokens=(Span(50, 53, TEXT + "!"),)),
            "tokens[0]: expected offsets from 0 to 52, got 50 and 53\n"
            "    r,” said Ann Lee.⏎⏎Bo Fox said it was no⟦t.⟧",
        ),
        (
            assert_order,
            changed(tokens=(span(4, 6), span(0, 3))),
            "tokens[1]: expected to start at 6 or later, got 0\n"
            "    ⟦“It⟧ is over,” said Ann Lee.⏎⏎Bo Fox said it",
        ),
        (
            assert_order,
            changed(tokens=(span(4, 4),)),
            "tokens[0]: expected at least one character, got none\n"
            "    “It ⟦⟧is over,” said Ann Lee.⏎⏎Bo Fox said it",
        ),
        (
            assert_order,
            changed(quotations=(SECOND, FIRST)),
            "quotations[1]: expected by start, got one that starts earlier" + FIRST_SHOWN,
        ),
        (
            assert_tokens,
            changed(tokens=tokens()[:3] + tokens()[4:]),
            "tokens: expected every character but white space in one, not Span(14, 18, 'said')\n"
            "    “It is over,” ⟦said⟧ Ann Lee.⏎⏎Bo Fox said it was not.",
        ),
        (
            assert_tokens,
            changed(sentences=(span(0, 25), span(29, 52))),
            "tokens[5]: expected it inside one of the sentences, got Span(23, 27, 'Lee.')\n"
            "    “It is over,” said Ann ⟦Lee.⟧⏎⏎Bo Fox said it was not.",
        ),
        (
            assert_speakers,
            first(speaker=attrs.evolve(ANN, name="Ann")),
            "quotations[0].speaker: expected one of the document's speakers (Ann Lee, Bo Fox), got Ann"
            + FIRST_SHOWN,
        ),
        (
            assert_speakers,
            first(inside=1),
            "quotations[0].inside: expected a quotation around this one, got 'it was not'" + FIRST_SHOWN,
        ),
        (
            assert_speakers,
            first(inside=2),
            "quotations[0].inside: expected the index of another quotation, got 2" + FIRST_SHOWN,
        ),
        (
            assert_order,
            changed(quoted=DOCUMENT.quoted * 2),
            "quoted[1]: expected by start, an outer one first, got Span(0, 13, '“It is over,”')"
            + FIRST_SHOWN,
        ),
        (
            assert_order,
            changed(quotations=(FIRST, FIRST)),
            "quotations[1]: expected each once, got quotations[0] again" + FIRST_SHOWN,
        ),
        (
            assert_order,
            changed(quotations=(FIRST, attrs.evolve(FIRST, confidence=0.5, rule="other", speaker=None))),
            "quotations[1]: expected each once, got quotations[0] again" + FIRST_SHOWN,
        ),
        (
            assert_order,
            changed(quotations=(attrs.evolve(FIRST, content=(span(0, 6),)), FIRST)),
            "quotations[1]: expected the longer first where two start together, got it second" + FIRST_SHOWN,
        ),
        (
            assert_order,
            changed(speakers=(ANN, attrs.evolve(BO, mentions=(*BO.mentions, span(41, 41))))),
            "speakers[1].mentions[1]: expected at least one character, got none\n"
            "    said Ann Lee.⏎⏎Bo Fox said ⟦⟧it was not.".replace("    said", "    It is over,” said"),
        ),
        (
            assert_tokens,
            changed(tokens=(*tokens()[:3], span(13, 18), *tokens()[4:])),
            "tokens[3]: expected no white space at its ends, got Span(13, 18, ' said')\n"
            "    “It is over,”⟦ said⟧ Ann Lee.⏎⏎Bo Fox said it was not.",
        ),
        (
            assert_tokens,
            changed(tokens=(*tokens()[:4], span(18, 19), *tokens()[4:])),
            "tokens[4]: expected no white space at its ends, got Span(18, 19, ' ')\n"
            "    “It is over,” said⟦ ⟧Ann Lee.⏎⏎Bo Fox said it was not.",
        ),
        (
            assert_quoted,
            marked(depth=7),
            "quoted[0].depth: expected 0, the number of quoted spans around it, got 7" + FIRST_SHOWN,
        ),
        (
            assert_quoted,
            marked(depth=10**5000),
            "quoted[0].depth: expected 0, the number of quoted spans around it, "
            "got an integer of 16610 bits" + FIRST_SHOWN,
        ),
        (
            assert_quoted,
            marked(span=span(0, 0), open=span(0, 0), close=None, closing="unclosed"),
            "quoted[0].span: expected at least one character, got none\n"
            "    ⟦⟧“It is over,” said Ann Lee.⏎⏎Bo Fox said",
        ),
        (
            assert_quoted,
            marked(close=span(13, 13)),
            "quoted[0].close: expected at least one character, got none\n"
            "    “It is over,”⟦⟧ said Ann Lee.⏎⏎Bo Fox said it was not.",
        ),
        (
            assert_quoted,
            marked(open=span(29, 31)),
            "quoted[0].open: expected the mark that begins Span(0, 13, '“It is over,”'), "
            "got Span(29, 31, 'Bo')\n"
            "    “It is over,” said Ann Lee.⏎⏎⟦Bo⟧ Fox said it was not.",
        ),
        (
            assert_quoted,
            marked(close=span(26, 27)),
            "quoted[0].close: expected the mark that ends Span(0, 13, '“It is over,”'), "
            "got Span(26, 27, '.')\n"
            "    “It is over,” said Ann Lee⟦.⟧⏎⏎Bo Fox said it was not.",
        ),
        (
            assert_quoted,
            marked(close=span(0, 13)),
            "quoted[0].close: expected the mark that ends Span(0, 13, '“It is over,”'), "
            "got Span(0, 13, '“It is over,”')" + FIRST_SHOWN,
        ),
        (
            assert_quoted,
            marked(close=None),
            "quoted[0].closing: expected continued or unclosed where there is no closing mark, got closed"
            + FIRST_SHOWN,
        ),
        (
            assert_quoted,
            marked(closing="continued"),
            "quoted[0].closing: expected closed or mismatched where there is a closing mark, got continued"
            + FIRST_SHOWN,
        ),
        (
            assert_quoted,
            marked(span=span(0, 31), close=span(30, 31)),
            "quoted[0]: expected it inside one of the paragraphs, "
            "got Span(0, 31, '“It is over,” said Ann Lee.\\n\\nBo')\n"
            "    ⟦“It is over,” said Ann Lee.⏎⏎Bo⟧ Fox said it was not.",
        ),
        (
            assert_quoted,
            nested(span=Span(3, 10, NESTED), close=Span(9, 10, NESTED)),
            "quoted[2]: expected it to end at 10 or earlier, as the one around it does, got 11\n"
            "    “A ‘b ⟦“c d”⟧ e’ f.”",
        ),
        (
            assert_speakers,
            nested((2, 0, 1)),
            "quotations[0].inside: expected a quotation around this one, got '“c d”'\n"
            "    ⟦“A ‘b “c d” e’ f.”⟧",
        ),
        (
            assert_speakers,
            changed(speakers=(ANN, BO, attrs.evolve(BO))),
            "speakers[2]: expected each once, got Bo Fox of speakers[1] again\n"
            "    “It is over,” said Ann Lee.⏎⏎⟦Bo Fox⟧ said it was not.",
        ),
        (
            assert_speakers,
            changed(speakers=(ANN, BO, Speaker(name=" ", kind="other", mentions=(span(41, 43),)))),
            "speakers[2].name: expected a name, got ' '\n"
            "    It is over,” said Ann Lee.⏎⏎Bo Fox said ⟦it⟧ was not.",
        ),
        (
            assert_speakers,
            changed(speakers=(BO, ANN)),
            "speakers[1]: expected by first mention, got Ann Lee behind Bo Fox\n"
            "    “It is over,” said ⟦Ann Lee⟧.⏎⏎Bo Fox said it was not.",
        ),
        (
            assert_speakers,
            changed(quotations=(SECOND,)),
            "speakers[1]: expected who says something first, got Bo Fox behind Ann Lee, who says nothing\n"
            "    “It is over,” said Ann Lee.⏎⏎⟦Bo Fox⟧ said it was not.",
        ),
        (
            assert_values,
            first(confidence=float("nan")),
            "quotations[0].confidence: expected a number from 0 to 1, got nan" + FIRST_SHOWN,
        ),
        (
            assert_values,
            first(speaker_confidence=1.5),
            "quotations[0].speaker_confidence: expected a number from 0 to 1, got 1.5" + FIRST_SHOWN,
        ),
        (
            assert_values,
            first(confidence=None),
            "quotations[0].confidence: expected float, got None" + FIRST_SHOWN,
        ),
        (
            assert_values,
            first(type="shouted"),
            "quotations[0].type: expected 'direct', 'mixed' or 'indirect', got 'shouted'" + FIRST_SHOWN,
        ),
        (
            assert_values,
            first(inside="0"),
            "quotations[0].inside: expected int, got str" + FIRST_SHOWN,
        ),
        (
            assert_values,
            first(rule=None),
            "quotations[0].rule: expected str, got None" + FIRST_SHOWN,
        ),
        (
            assert_values,
            first(source=[span(19, 26)]),
            "quotations[0].source: expected tuple, got list" + FIRST_SHOWN,
        ),
        (
            assert_values,
            first(content=((0, 13),)),
            "quotations[0].content[0]: expected Span, got tuple\n"
            "    “It is over,” ⟦said⟧ Ann Lee.⏎⏎Bo Fox said it was not.",
        ),
        (
            assert_values,
            changed(tokens=spans_of(TEXT, [(14.0, 18.0)])),  # type: ignore[list-item]
            "tokens[0].start: expected int, got float\n"
            "    “It is over,” ⟦said⟧ Ann Lee.⏎⏎Bo Fox said it was not.",
        ),
        (
            assert_values,
            changed(speakers=(attrs.evolve(ANN, kind="horse"), BO)),
            "speakers[0].kind: expected 'person', 'organisation', 'group', 'place', 'document', 'unnamed', "
            "'author' or 'other', got 'horse'\n"
            "    “It is over,” said ⟦Ann Lee⟧.⏎⏎Bo Fox said it was not.",
        ),
        (
            assert_values,
            marked(closing=["closed"]),
            "quoted[0].closing: expected 'closed', 'mismatched', 'continued' or 'unclosed', got list"
            + FIRST_SHOWN,
        ),
        (assert_values, changed(speakers=None), "speakers: expected tuple, got None"),
        (assert_values, changed(text=b"No."), "text: expected str, got bytes"),
        (assert_values, {"text": TEXT}, "document: expected Document, got dict"),
    ],
)
def test_each_fault_is_shown(check: Any, document: Document, message: str) -> None:
    for assertion in (check, assert_sound):
        with pytest.raises(AssertionError) as caught:
            assertion(document)
        if assertion is check:
            assert str(caught.value) == message


ASSERTIONS = (
    *(assert_offsets, assert_order, assert_quoted, assert_round_trip, assert_sound),
    *(assert_speakers, assert_tokens, assert_values),
)


@pytest.mark.parametrize("check", ASSERTIONS)
def test_what_no_record_holds_fails_every_assertion(check: Any) -> None:
    for document in (None, changed(tokens=None), first(inside="0"), marked(open="“"), first(confidence=2.0)):
        with pytest.raises(AssertionError, match="expected "):
            check(document)


@pytest.mark.parametrize("inside", [(1, 2, 0), (None, 2, 1), (0, 0, 1)])
def test_circles_of_any_length_are_found(inside: tuple[int | None, ...]) -> None:
    # All of the same extent, so that each may stand inside each.
    document = nested(inside)
    cues = (Span(3, 4, NESTED), Span(4, 5, NESTED), Span(6, 7, NESTED))
    same = tuple(
        attrs.evolve(q, content=(Span(0, 18, NESTED),), cue=(cue,))
        for q, cue in zip(document.quotations, cues, strict=True)
    )
    with pytest.raises(
        AssertionError, match=r"^quotations\[\d\]\.inside: expected .*\n    ⟦“A ‘b “c d” e’ f.”⟧$"
    ):
        assert_speakers(attrs.evolve(document, quotations=same))


def parts(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """List the paths to all that a record holds."""
    if isinstance(value, tuple):
        steps: list[tuple[str | int, Any]] = list(enumerate(value))
    elif attrs.has(type(value)):
        steps = [(field.name, getattr(value, field.name)) for field in attrs.fields(type(value))]
    else:
        return [path]
    return [path, *(inner for step, one in steps for inner in parts(one, (*path, step)))]


def replaced(value: Any, path: tuple[str | int, ...], new: Any) -> Any:
    """Return a record with one of the things in it replaced, past its validators."""
    if not path:
        return new
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        return (*value[:step], replaced(value[step], rest, new), *value[step + 1 :])
    made = object.__new__(type(value))
    for field in attrs.fields(type(value)):
        one = getattr(value, field.name)
        object.__setattr__(made, field.name, replaced(one, rest, new) if field.name == step else one)
    return made


JUNK: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    7,
    10**5000,
    0.5,
    float("nan"),
    "",
    "0",
    "“\x1b",
    b"",
    (),
    [],
    {},
    object(),
    span(4, 6),
)


@pytest.mark.parametrize("document", [DOCUMENT, nested()], ids=["flat", "nested"])
def test_whatever_is_wrong_is_an_assertion_error_on_lines_that_can_be_read(document: Document) -> None:
    for path in parts(document):
        for new in JUNK:
            broken = replaced(document, path, new)
            for check in ASSERTIONS:
                try:
                    check(broken)
                except AssertionError as error:
                    message = str(error)
                    assert len(message) < 2000
                    assert message.count("\n") <= 1
                    assert "\x1b" not in message


def test_a_document_that_does_not_come_back() -> None:
    class Number(int):
        pass

    assert_round_trip(first(confidence=Number(1)))
    # Values that no assertion but this one looks at: the reader takes no offsets of another type.
    odd = changed(tokens=(span(Number(0), Number(3)), *tokens()[1:]))
    with pytest.raises(
        AssertionError, match=r"^tokens\[0\]\.start: expected int, got Number\n    ⟦“It⟧ is over"
    ):
        assert_round_trip(odd)
    with pytest.raises(AssertionError) as caught:
        assert_round_trip(changed(speakers=(ANN,)))
    assert str(caught.value) == (
        "from_dict(to_dict()): expected the same document, got a refusal: "
        "$.quotations[1].speaker: expected one of the document's speakers, got 'Bo Fox'\n"
        "    It is over,” said Ann Lee.⏎⏎Bo Fox said ⟦it was not⟧."
    )


def test_what_is_not_found() -> None:
    missed = Quotation(content=(span(41, 47),), speaker=BO)
    with pytest.raises(AssertionError) as caught:
        assert_finds(DOCUMENT, [FIRST, missed])
    assert str(caught.value) == (
        "expected the quotation 'it was' from 41 to 47, got 'it was not'\n"
        "    It is over,” said Ann Lee.⏎⏎Bo Fox said ⟦it was⟧ not."
    )
    with pytest.raises(AssertionError, match="expected Bo Fox as the speaker, got Ann Lee"):
        assert_finds(DOCUMENT, [attrs.evolve(FIRST, speaker=BO)])
    with pytest.raises(AssertionError, match="expected Ann Lee as the speaker, got nobody"):
        assert_finds(first(speaker=None), [FIRST])
    assert_finds(DOCUMENT, [attrs.evolve(FIRST, speaker=None)])


def test_the_same_offsets_in_another_text_are_not_found() -> None:
    other = TEXT.replace("over", "shut")
    elsewhere = Quotation(content=(Span(0, 13, other),))
    assert match_of(DOCUMENT, elsewhere) is None
    with pytest.raises(
        AssertionError, match=r"expected the quotation '“It is shut,”' .*, got '“It is over,”'"
    ):
        assert_finds(DOCUMENT, [elsewhere])
    # What stands around it does not matter.
    assert match_of(DOCUMENT, Quotation(content=(Span(0, 13, TEXT + " More."),))) == FIRST


def test_white_space_between_parts_makes_no_difference() -> None:
    parts = attrs.evolve(FIRST, content=(span(0, 6), span(7, 13)))
    assert match_of(DOCUMENT, parts) == FIRST
    assert match_of(DOCUMENT, attrs.evolve(FIRST, content=(span(0, 3), span(7, 13)))) is None


def test_messages_survive_any_text() -> None:
    text = "\ud800 \x00 said"
    document = changed(text=text, tokens=(Span(0, 0, text),), paragraphs=(), sentences=(), quoted=())
    with pytest.raises(AssertionError) as caught:
        assert_order(document)
    assert str(caught.value).endswith("    ⟦⟧\\ud800 ␀ said")


ACTING = [
    c for c in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(c) in ("Zl", "Zp", "Cc", "Cf")
]


def test_messages_hold_nothing_that_a_terminal_acts_on() -> None:
    characters = [*ACTING, "\ud83d", "\ue000", "\uffff", "\U0010ffff"]
    for text in ("".join(characters[i : i + 20]) for i in range(0, len(characters), 20)):
        whole = f"{text} said {text}"
        at = len(text) + 1
        document = changed(
            text=whole,
            paragraphs=(),
            sentences=(),
            tokens=(Span(at, at + 4, whole),),
            quoted=(),
            quotations=(),
        )
        nobody = Speaker(name=f"A{text}", kind="person")
        unlisted = Quotation(content=(Span(0, len(whole), whole),), speaker=nobody)
        for check, faulty in (
            (assert_tokens, document),
            (assert_order, attrs.evolve(document, tokens=document.tokens * 2)),
            (assert_speakers, attrs.evolve(document, quotations=(unlisted,))),
            (assert_speakers, attrs.evolve(document, speakers=(nobody, nobody))),
            (assert_round_trip, attrs.evolve(document, quotations=(unlisted,))),
            (assert_values, attrs.evolve(document, quotations=(attrs.evolve(unlisted, type=text),))),
        ):
            with pytest.raises(AssertionError) as caught:
                check(faulty)
            shown = str(caught.value).replace("\n    ", "", 1)
            assert [c for c in shown if unicodedata.category(c)[0] == "C" or c in "\u2028\u2029"] == []


def test_messages_are_short_and_show_both_ends_of_a_long_fault() -> None:
    text = "start" + "x" * 1_600_000 + "end"
    bare = changed(text=text, paragraphs=(), sentences=(), tokens=(), quoted=(), quotations=(), speakers=())
    with pytest.raises(AssertionError) as caught:
        assert_sound(bare)
    assert str(caught.value) == (
        f"tokens: expected every character but white space in one, not Span(0, 1600008, "
        f"'start{'x' * 35} … {'x' * 37}end')\n    ⟦start{'x' * 35} … {'x' * 37}end⟧"
    )
    people = tuple(Speaker(name=f"{i}{text}", kind="person") for i in range(100))
    said = Quotation(content=(Span(0, len(text), text),), speaker=Speaker(name=text, kind="person"))
    for faulty in (
        attrs.evolve(bare, quotations=(said,), speakers=people),
        attrs.evolve(bare, speakers=(people[0], people[0])),
    ):
        with pytest.raises(AssertionError) as caught:
            assert_speakers(faulty)
        assert len(str(caught.value)) < 2000
    with pytest.raises(AssertionError) as caught:
        assert_finds(
            attrs.evolve(bare, quotations=(attrs.evolve(said, type="direct"),)),
            [attrs.evolve(said, content=(Span(1, len(text), text),))],
        )
    assert len(str(caught.value)) < 2000


@pytest.mark.timed
def test_assertions_take_linear_time() -> None:
    def seconds(times: int) -> float:
        document = RULES.attribute("“It is over,” said Ann Lee. He said it was “shut.”\n\n" * times)
        copies = tuple(
            attrs.evolve(q, speaker=None if q.speaker is None else attrs.evolve(q.speaker))
            for q in document.quotations
        )
        start = time.process_time()
        assert_sound(attrs.evolve(document, quotations=copies))
        return time.process_time() - start

    assert seconds(1_000) <= 30 * min(seconds(100), seconds(100)) + 0.2
