"""The matcher: golden tables, one row one construction, and what holds for every text."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence

import pytest
from growth import assert_grows_with_the_text
from hypothesis import given, settings
from hypothesis import strategies as st

from quotekit.document import QuotedSpan
from quotekit.matcher import MarkMatcher
from quotekit.tokenizer import EnglishTokenizer

TOKENIZER = EnglishTokenizer()
MATCHER = MarkMatcher()


def match(text: str) -> tuple[QuotedSpan, ...]:
    return MATCHER.match(TOKENIZER.tokenize(text))


# (name, text, the quoted stretches, an outer one before what it holds); all closed by their own marks
CLOSED = [
    ("curly doubles", "“Yes,” she said.", ["“Yes,”"]),
    ("straight doubles", '"Yes," she said.', ['"Yes,"']),
    ("curly singles", "‘Yes,’ she said.", ["‘Yes,’"]),
    ("straight singles", "'Yes,' she said.", ["'Yes,'"]),
    ("low and high doubles", "„Ja“, sagte sie.", ["„Ja“"]),
    ("low and right doubles", "„Tak”, she said.", ["„Tak”"]),
    ("low and high singles", "‚Ja‘, sagte sie.", ["‚Ja‘"]),
    ("high-reversed doubles", "‟Yes,” she said.", ["‟Yes,”"]),
    ("guillemets", "«Oui», dit-elle.", ["«Oui»"]),
    ("guillemets with spaces", "« Oui », dit-elle.", ["« Oui »"]),
    ("guillemets after a byte order mark", "\ufeff« Oui », dit-elle.", ["« Oui »"]),
    ("guillemets that point inwards", "»Ja«, sagte sie.", ["»Ja«"]),
    ("guillemets that both point right", "»Ja», hon sade.", ["»Ja»"]),
    ("single guillemets", "‹Oui›, dit-elle.", ["‹Oui›"]),
    ("single guillemets inwards", "›Ja‹, sagte sie.", ["›Ja‹"]),
    ("corner brackets", "「はい」 she said.", ["「はい」"]),
    ("white corner brackets", "『はい』 she said.", ["『はい』"]),
    ("corner brackets nested", "「彼は『はい』と」", ["「彼は『はい』と」", "『はい』"]),
    ("right marks on both sides", "”Ja”, hon sade.", ["”Ja”"]),
    ("backtick pairs", "``Yes,'' she said.", ["``Yes,''"]),
    ("backtick and apostrophe", "`Yes,' she said.", ["`Yes,'"]),
    ("backticks on both sides", "Type `ls` here.", ["`ls`"]),
    ("two straight singles as a double", "''Yes,'' she said.", ["''Yes,''"]),
    ("two curly singles as a double", "‘‘Yes,’’ she said.", ["‘‘Yes,’’"]),
    ("left and right single as a double", "‘’Yes,’’ she said.", ["‘’Yes,’’"]),
    ("two quotations", '"Yes," she said. "No."', ['"Yes,"', '"No."']),
    ("interrupted", "“It is,” said Ann, “over.”", ["“It is,”", "“over.”"]),
    ("one word", "the so-called “experts” left", ["“experts”"]),
    ("singles in doubles", "“He said ‘no’ twice.”", ["“He said ‘no’ twice.”", "‘no’"]),
    ("singles in straight doubles", "\"He said 'no' twice.\"", ["\"He said 'no' twice.\"", "'no'"]),
    ("doubles in singles", "‘He said “no” twice.’", ["‘He said “no” twice.’", "“no”"]),
    ("doubles in straight singles", "'He said \"no\" twice.'", ["'He said \"no\" twice.'", '"no"']),
    ("three deep", "“A ‘b “c” d’ e”", ["“A ‘b “c” d’ e”", "‘b “c” d’", "“c”"]),
    ("four deep", "“A ‘b “c ‘d’” e’ f”", ["“A ‘b “c ‘d’” e’ f”", "‘b “c ‘d’” e’", "“c ‘d’”", "‘d’"]),
    ("doubles straight in doubles", '"It was "a mess" then."', ['"It was "a mess" then."', '"a mess"']),
    ("guillemets nested", "« Non « rien » non »", ["« Non « rien » non »", "« rien »"]),
    ("both end together", "“She said ‘no.’”", ["“She said ‘no.’”", "‘no.’"]),
    ("both start together", "“‘No’ is a word.”", ["“‘No’ is a word.”", "‘No’"]),
    ("both end together, straight", "\"She said 'no.'\"", ["\"She said 'no.'\"", "'no.'"]),
    ("both start together, straight", "\"'No' is a word.\"", ["\"'No' is a word.\"", "'No'"]),
    ("three straight singles at the end", "''She said 'no.'''", ["''She said 'no.'''", "'no.'"]),
    ("three straight singles at the start", "'''No' is it,'' he said.", ["'''No' is it,''", "'No'"]),
    ("headline in singles", "'Nothing left' for flood town, says mayor", ["'Nothing left'"]),
    ("headline with a clitic inside", "Mayor: 'We can't go on like this'", ["'We can't go on like this'"]),
    ("headline in curly singles", "Minister calls vote ‘a farce’", ["‘a farce’"]),
    ("possessive plural inside, curly", "the ‘boys’ idea’ was it", ["‘boys’ idea’"]),
    ("possessive plural inside, straight", "'The workers' plea won,' he said.", ["'The workers' plea won,'"]),
    ("plural before the closing mark", "the ‘boys’ and the ‘girls’", ["‘boys’", "‘girls’"]),
    ("plural, then a possessive", "the ‘boys’ in the Smiths’ house", ["‘boys’"]),
    ("clipped word inside", "‘Goin’ home is best,’ he said.", ["‘Goin’ home is best,’"]),
    ("name with an apostrophe inside", "'O'Brien won,' he said.", ["'O'Brien won,'"]),
    ("feet and inches inside", '"He is 6\'2" tall," she said.', ['"He is 6\'2" tall,"']),
    ("inches inside", '"I need a 12" pipe," he said.', ['"I need a 12" pipe,"']),
    ("number before the closing mark", 'He wrote "in 2016" and left.', ['"in 2016"']),
    ("no spaces around", 'He said"no"and left.', ['"no"']),
    ("space inside both marks", 'He said, " No, " and left.', ['" No, "']),
    ("after a bracket", 'the mayor ("no") left', ['"no"']),
    ("after a dash", "It was—“awful”—then", ["“awful”"]),
    ("after a colon without space", 'Lee:"No."', ['"No."']),
    ("after a slash", '"yes"/"no"', ['"yes"', '"no"']),
    ("full stop after the mark", 'He said "no".', ['"no"']),
    ("starts with an ellipsis", '"...and then," he said.', ['"...and then,"']),
    ("ends with a dash", '"But I—" he said.', ['"But I—"']),
    ("right marks with spaces", "they were told ” do not go” at once", ["” do not go”"]),
    ("right marks after a colon", "he added:”There is none.”", ["”There is none.”"]),
    ("percentage at the start", "those who doubt the '90%' figure", ["'90%'"]),
    ("control character before the mark", "\u202a“Yes,” she said.", ["“Yes,”"]),
    ("empty", 'He typed "" twice.', ['""']),
    ("clipped decade is left alone", "the '90s and the ’80s", []),
    (
        "rock 'n' roll in single marks",
        "‘We sell rock ’n’ roll records,’ he said. 'Fish 'n' chips,' she said.",
        ["‘We sell rock ’n’ roll records,’", "'Fish 'n' chips,'"],
    ),
    ("rock 'n' roll", "rock 'n' roll and rock ’n’ roll", []),
    ("possessive plurals", "the workers' plea and the bosses’ reply", []),
    ("two possessive plurals", "the workers' and the bosses' pleas", []),
    ("clitics", "It's Ann's; they'd gone, hadn't they?", []),
    ("clipped words", "'Tis cold, 'twas late, tell 'em, get 'em", []),
    ("clipped words, curly", "’Tis cold; tell ’em; ’cause", []),
    ("feet and inches", "He is 6'2\" and she is 5' 11\" tall.", []),
    ("primes", "a 6′2″ man", []),
    ("inches", 'a 12" pipe', []),
    ("arc minutes and seconds", "at 40°26'46\"N", []),
    ("apostrophe of a transliteration", "the writer, ‘Abd al-Qader, came", []),
    ("a lone closing mark", "It is over,” she said.", []),
    ("a lone straight closing mark", 'It is over," she said.', []),
    ("no marks", "Nothing here.", []),
    ("breadcrumb", "Home » News » Town", []),
    ("list with dashes", "— Three die in the flood.\n— Two still missing.", []),
    ("signature with a dash", "It was late.\n— Ann Lee, mayor", []),
]

# (name, text, each quoted stretch with its depth and closing)
MARKED = [
    ("curly, then straight", '“No," she said.', [(0, "mismatched", '“No,"')]),
    ("straight, then curly", '"No,” she said.', [(0, "mismatched", '"No,”')]),
    ("left mark for right", "She called it “vile“ again.", [(0, "mismatched", "“vile“")]),
    ("left mark after a space", "“They know. “", [(0, "mismatched", "“They know. “")]),
    ("right mark, then left", "She called it ”vile“ again.", [(0, "mismatched", "”vile“")]),
    ("right mark, then left, with spaces", "the film ” Rain “, now out", [(0, "mismatched", "” Rain “")]),
    ("curly single, straight single", "a ‘vile' plan", [(0, "mismatched", "‘vile'")]),
    ("single closes a double", "He said, “They lied.’ Then he left.", [(0, "mismatched", "“They lied.’")]),
    ("low mark, then straight", 'She said „no" again.', [(0, "mismatched", '„no"')]),
    ("mixed singles inside", "\"He said ‘no' once.\"",
     [(0, "closed", "\"He said ‘no' once.\""), (1, "mismatched", "‘no'")]),
    ("never closed", "“It is over, she said.\n\nThen she left.", [(0, "unclosed", "“It is over, she said.")]),
    ("never closed, last paragraph", 'Then: "It is over', [(0, "unclosed", '"It is over')]),
    ("never closed, then a whole one", '"It is over. She left. "Yes," he said.',
     [(0, "unclosed", '"It is over. She left.'), (0, "closed", '"Yes,"')]),
    ("never closed, then a whole one, curly", "“It is over, she said. “Yes,” he said.",
     [(0, "unclosed", "“It is over, she said."), (0, "closed", "“Yes,”")]),
    ("stray mark before a quotation", '"“It is over,” he said.', [(0, "closed", "“It is over,”")]),
    ("stray mark stays in its paragraph", 'The 5" stray "mark.\n\n"Yes," he said.',
     [(0, "continued", '"mark.'), (0, "closed", '"Yes,"')]),
    ("single never closed inside", "“He said ‘no and left.”", [(0, "closed", "“He said ‘no and left.”")]),
    ("double never closed inside singles", "‘He said “no and left,’ she said.",
     [(0, "closed", "‘He said “no and left,’"), (1, "unclosed", "“no and left,")]),
    ("guillemet never closed", "Elle dit : « Oui.", [(0, "unclosed", "« Oui.")]),
    ("continued", "“It rained.\n\n“It snowed,” she said.",
     [(0, "continued", "“It rained."), (0, "closed", "“It snowed,”")]),
    ("continued, straight", '"It rained.\n\n"It snowed," she said.',
     [(0, "continued", '"It rained.'), (0, "closed", '"It snowed,"')]),
    ("continued twice", "Ann said: “A.\n\n“B.\n\n“C.”",
     [(0, "continued", "“A."), (0, "continued", "“B."), (0, "closed", "“C.”")]),
    ("continued on the next line", "“It rained.\n“It snowed,” she said.",
     [(0, "continued", "“It rained."), (0, "closed", "“It snowed,”")]),
    ("continued, curly and straight", "“It rained.\n\n\"It snowed,\" she said.",
     [(0, "continued", "“It rained."), (0, "closed", '"It snowed,"')]),
    ("continued, curly singles", "‘It rained.\n\n‘It snowed,’ she said.",
     [(0, "continued", "‘It rained."), (0, "closed", "‘It snowed,’")]),
    ("continued, straight singles", "'It rained.\n\n'It snowed,' she said.",
     [(0, "continued", "'It rained."), (0, "closed", "'It snowed,'")]),
    ("continued, two singles as a double", "''It rained.\n\n''It snowed,'' she said.",
     [(0, "continued", "''It rained."), (0, "closed", "''It snowed,''")]),
    ("continued on both levels", "“He said, ‘Go.\n\n“‘Now.’”",
     [(0, "continued", "“He said, ‘Go."), (1, "continued", "‘Go."),
      (0, "closed", "“‘Now.’”"), (1, "closed", "‘Now.’")]),
    ("continued with a quotation inside", "“He said ‘no’ twice.\n\n“Then he left.”",
     [(0, "continued", "“He said ‘no’ twice."), (1, "closed", "‘no’"), (0, "closed", "“Then he left.”")]),
    ("continued after a whole one", "“A,” he said. “B.\n\n“C.”",
     [(0, "closed", "“A,”"), (0, "continued", "“B."), (0, "closed", "“C.”")]),
    ("dialogue with asides", "— Is it you? — asked Ann.\n— It is — said Tom. — Come in.",
     [(0, "closed", "— Is it you? —"), (0, "closed", "— It is —"), (0, "unclosed", "— Come in.")]),
    ("dialogue with bars", "―Who is it?\n\n―Me.\n\n―Come in!",
     [(0, "unclosed", "―Who is it?"), (0, "unclosed", "―Me."), (0, "unclosed", "―Come in!")]),
    ("singles in dialogue", "— Is it ‘you’? — asked Ann.\n— It is.",
     [(0, "closed", "— Is it ‘you’? —"), (1, "closed", "‘you’"), (0, "unclosed", "— It is.")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in CLOSED], ids=[row[0] for row in CLOSED])
def test_closed_by_their_own_marks(text: str, expected: list[str]) -> None:
    found = match(text)
    assert [quoted.span.text for quoted in found] == expected
    assert all(quoted.closing == "closed" for quoted in found)


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in MARKED], ids=[row[0] for row in MARKED])
def test_depth_and_closing(text: str, expected: list[tuple[int, str, str]]) -> None:
    assert [(q.depth, q.closing, q.span.text) for q in match(text)] == expected


def test_tells_the_marks_and_what_stands_between() -> None:
    (quoted,) = match("She said ``no way'' twice.")
    assert (quoted.open.text, quoted.inner.text) == ("``", "no way")
    assert quoted.close is not None
    assert quoted.close.text == "''"


def test_an_unclosed_one_has_no_closing_mark() -> None:
    (quoted,) = match("She said “no way and left.")
    assert quoted.close is None
    assert quoted.inner.text == "no way and left."


def test_depth_grows_with_every_mark() -> None:
    deep = 2_000
    found = match("“‘" * deep + "x" + "’”" * deep)
    assert [quoted.depth for quoted in found] == list(range(2 * deep))
    assert all(quoted.closing == "closed" for quoted in found)


_PIECES = [*"\"'“”„‟‘’‚`«»‹›「」『』—―.,?()aBs \n\x00\ud800\u200b", "''", "``", "‘‘", "  ", "\n\n"]
_PIECES += ["6'2\"", "12", "boys", "'n'", "said Ann", "’s"]
TEXTS = st.one_of(st.lists(st.sampled_from(_PIECES), max_size=40).map("".join), st.text(max_size=60))


@given(TEXTS)
@settings(deadline=None)
def test_whatever_the_text_spans_are_nested_or_apart_and_in_order(text: str) -> None:
    tokenized = TOKENIZER.tokenize(text)
    found = MATCHER.match(tokenized)
    around: list[QuotedSpan] = []
    for quoted in found:
        span = quoted.span
        assert span.text == text[span.start : span.end]
        assert quoted.open.start == span.start
        assert quoted.open.end <= quoted.inner.start <= quoted.inner.end <= span.end
        assert (quoted.close is None) == (quoted.closing in ("continued", "unclosed"))
        if quoted.close is not None:
            assert quoted.close.end == span.end
            assert quoted.open.end <= quoted.close.start
        while around and around[-1].span.end <= span.start:
            around.pop()
        assert quoted.depth == len(around)
        if around:
            assert around[-1].span.contains(span)
            assert around[-1].span.start < span.start
        assert any(paragraph.contains(span) for paragraph in tokenized.paragraphs)
        around.append(quoted)
    assert [q.span.start for q in found] == sorted(q.span.start for q in found)


@given(TEXTS)
@settings(deadline=None)
def test_the_same_text_gives_the_same(text: str) -> None:
    tokenized = TOKENIZER.tokenize(text)
    assert MarkMatcher().match(tokenized) == MATCHER.match(tokenized)


_WORDS = st.lists(st.sampled_from(["rain", "Ann", "fell", "on", "the"]), min_size=1, max_size=5).map(" ".join)
_STYLES = st.sampled_from(["“”", '""', "‘’", "''", "«»", ("``", "''"), ("''", "''")])


@given(st.lists(st.tuples(_WORDS, _STYLES, _WORDS), min_size=1, max_size=5))
@settings(deadline=None)
def test_quotations_put_together_come_apart_again(pieces: list[tuple[str, Sequence[str], str]]) -> None:
    quotations = [f"{left}{inside}{right}" for _, (left, right), inside in pieces]
    befores = [before for before, *_ in pieces]
    text = " ".join(f"{before} {quoted}." for before, quoted in zip(befores, quotations, strict=True))
    assert [quoted.span.text for quoted in match(text)] == quotations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il a dit : « non ».", ["« non »"]),
        ("« Oui\u00a0», puis «\u00a0non\u00a0».", ["« Oui\u00a0»", "«\u00a0non\u00a0»"]),
        ("Er rief: »...und nun?«", ["»...und nun?«"]),
    ],
)
def test_marks_parted_from_their_words(text: str, expected: list[str]) -> None:
    found = match(text)
    assert [quoted.span.text for quoted in found] == expected
    assert {quoted.closing for quoted in found} == {"closed"}


# (language, lines of dialogue, the speeches): who speaks stands between dashes
DASHED = [
    ("en", "— Yes — said Ann. — We go.\n\n— No — said Bob.", ["— Yes —", "— We go.", "— No —"]),
    ("es", "—No voy —dijo Eva—. Es tarde.\n\n—Yo sí —dijo Luis.", ["—No voy —", "—. Es tarde.", "—Yo sí —"]),
    ("pt", "— Não — disse Eva. — É tarde.\n\n— Bem — respondeu Rui.", ["— Não —", "— É tarde.", "— Bem —"]),
    ("it", "— No — disse Eva. — È tardi.\n\n— Bene — rispose Ugo.", ["— No —", "— È tardi.", "— Bene —"]),
    (
        "fr",
        "— Non — dit Eva. — Il est tard.\n\n— Bon — répond Luc.",
        ["— Non —", "— Il est tard.", "— Bon —"],
    ),
    (
        "de",
        "– Nein – sagte Eva. – Es ist spät.\n\n– Gut – rief Udo.",
        ["– Nein –", "– Es ist spät.", "– Gut –"],
    ),
    (
        "nl",
        "– Nee – zei Eva. – Het is laat.\n\n– Goed – riep Jan.",
        ["– Nee –", "– Het is laat.", "– Goed –"],
    ),
    (
        "pl",
        "– Nie – powiedziała Ewa. – Już późno.\n\n– Tak – odparł Jan.",
        ["– Nie –", "– Już późno.", "– Tak –"],
    ),
    ("cs", "– Ne – řekla Eva. – Je pozdě.\n\n– Dobře – dodal Jan.", ["– Ne –", "– Je pozdě.", "– Dobře –"]),
    ("ru", "— Нет, — сказала Ева. — Поздно.\n\n— Да, — ответил Лев.", ["— Нет, —", "— Поздно.", "— Да, —"]),
]


@pytest.mark.parametrize(("language", "text", "expected"), DASHED, ids=[row[0] for row in DASHED])
def test_dialogue_with_dashes_in_each_language(language: str, text: str, expected: list[str]) -> None:
    found = MarkMatcher(language=language).match(TOKENIZER.tokenize(text))
    assert [quoted.span.text for quoted in found] == expected
    if language != "en":
        assert match(text) == ()


def test_a_language_without_verbs_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^language: expected one of cs, de, en, .* ru, got 'eo'$"):
        MarkMatcher(language="eo")


HOSTILE = ['"', "'", "“", "”", "’", "‘", "“‘", '"a "', "'a ", "s' ", '2" ', "« ", "»", "`", "''", "— A?\n"]
HOSTILE += ['"a\n', "“a\n\n", " \"'", "(", " ", "said "]


@pytest.mark.timed
@pytest.mark.parametrize("piece", HOSTILE, ids=map(repr, HOSTILE))
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    def matching(text: str) -> Callable[[], object]:
        return functools.partial(MATCHER.match, TOKENIZER.tokenize(text))

    assert_grows_with_the_text(piece, matching)
