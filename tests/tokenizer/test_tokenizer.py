"""The tokenizer: golden tables, one row one construction, and what holds for every text."""

from __future__ import annotations

import pytest
from growth import assert_grows_with_the_text
from hypothesis import given, settings
from hypothesis import strategies as st

from quotekit.tokenizer import EnglishTokenizer
from quotekit.tokenizer.words import words

TOKENIZER = EnglishTokenizer()

# (name, text, its tokens with a space between)
TOKENS = [
    ("plain sentence", "The mayor spoke.", "The mayor spoke ."),
    ("comma and semicolon", "Rain, wind; hail.", "Rain , wind ; hail ."),
    ("a mark behind a link", "“See http://x.org/a?b=c”, he", "“ See http://x.org/a?b=c ” , he"),
    ("a mark in a link", 'http://x.org/a"b', 'http://x.org/a " b'),
    ("three apostrophes", "the ''Low 'Water''', he", "the '' Low ' Water ' '' , he"),
    ("negation", "It didn't rain.", "It did n't rain ."),
    ("negation, curly", "It didn’t rain.", "It did n’t rain ."),
    ("negation, capitals", "DON'T GO", "DO N'T GO"),
    ("won't and can't", "We won't and can't.", "We wo n't and ca n't ."),
    ("negation without apostrophe", "I dont know", "I do nt know"),
    ("cannot", "They cannot stay.", "They can not stay ."),
    ("gonna, wanna, gotta", "gonna wanna gotta", "gon na wan na got ta"),
    ("verb clitics", "I'm, you're, he'll, we've, she'd", "I 'm , you 're , he 'll , we 've , she 'd"),
    ("stacked clitics", "I'd've gone", "I 'd 've gone"),
    ("possessive", "the mayor's car", "the mayor 's car"),
    ("possessive, curly", "the mayor’s car", "the mayor ’s car"),
    ("possessive plural", "the workers' plea", "the workers ' plea"),
    ("apostrophe in a name", "Sinead O'Brien and Rud’ha", "Sinead O'Brien and Rud’ha"),
    ("apostrophe in a word", "two o'clock, ma'am", "two o'clock , ma'am"),
    ("clipped decade", "in the '90s", "in the '90s"),
    ("clipped year, curly", "the class of ’68 met", "the class of ’68 met"),
    ("clipped word", "Tell 'em all", "Tell 'em all"),
    ("rock 'n' roll", "rock 'n' roll", "rock 'n' roll"),
    ("decade with apostrophe", "the 1960's", "the 1960's"),
    ("hyphenated compound", "a three-year term", "a three - year term"),
    ("hyphen after a prefix", "non-profit and pro-Europe", "non-profit and pro-Europe"),
    ("hyphenated name", "Ann Smith-Jones", "Ann Smith - Jones"),
    ("two hyphens", "It rained -- hard", "It rained -- hard"),
    ("em dash, tight", "It rained—hard", "It rained — hard"),
    ("en dash in a range", "pages 10–12", "pages 10 – 12"),
    ("slash", "and/or", "and / or"),
    ("slash in a date", "on 9/11 and 11/28/2000", "on 9/11 and 11/28/2000"),
    ("title", "Mr. Lee and Dr Roy", "Mr. Lee and Dr Roy"),
    ("initials", "J. K. Marsh and C.S. Poole", "J. K. Marsh and C.S. Poole"),
    ("acronym with stops", "the U.S. Senate", "the U.S. Senate"),
    ("acronym that ends the sentence", "in the U.S.", "in the U.S."),
    ("suffix that ends the sentence", "by Tom Hay Jr.", "by Tom Hay Jr."),
    ("short form that ends the sentence", "apples, pears, etc.", "apples , pears , etc ."),
    ("short form inside the sentence", "apples, etc., were sold", "apples , etc. , were sold"),
    ("time of day", "at 5:30 p.m. on Sept. 3", "at 5:30 p.m. on Sept. 3"),
    ("time of day, tight", "at 5pm", "at 5 pm"),
    ("degree", "She has a Ph.D. now", "She has a Ph.D. now"),
    ("number one", "the No. 1 song", "the No. 1 song"),
    ("no, as a sentence", "No. Never.", "No . Never ."),
    ("decimal and thousands", "3.5 of 1,200,000", "3.5 of 1,200,000"),
    ("ordinal", "the 21st of May", "the 21st of May"),
    ("money", "$5.3m, £20 and US$7bn", "$ 5.3 m , £ 20 and US$ 7 bn"),
    ("per cent", "by 100%", "by 100 %"),
    ("telephone number", "call 713-555-0142", "call 713-555-0142"),
    ("URL", "see https://example.org/a?b=1, please", "see https://example.org/a?b=1 , please"),
    ("URL that ends the sentence", "See www.example.org.", "See www.example.org ."),
    ("bare host", "on example.com today", "on example.com today"),
    ("e-mail address", "write to a.lee+x@example.co.uk.", "write to a.lee+x@example.co.uk ."),
    ("file name", "open report.pdf now", "open report.pdf now"),
    ("handle and hashtag", "@annlee wrote #rain", "@annlee wrote #rain"),
    ("hashed number", "the #1 song", "the # 1 song"),
    ("ampersand in a name", "AT&T and R&D", "AT&T and R&D"),
    ("ampersand between names", "Hay & Sons", "Hay & Sons"),
    ("ellipsis", "Well... no", "Well ... no"),
    ("ellipsis, one character", "Well… no", "Well … no"),
    ("marks in a row", "Really?! No!!", "Really ?! No !!"),
    ("double quotation marks", '"Yes," he said.', '" Yes , " he said .'),
    ("curly quotation marks", "“Yes,” he said.", "“ Yes , ” he said ."),
    ("single quotation marks", "'Yes,' he said.", "' Yes , ' he said ."),
    ("two singles as a double", "''Yes,'' he said.", "'' Yes , '' he said ."),
    ("backtick pairs", "``Yes,'' he said.", "`` Yes , '' he said ."),
    ("guillemets", "«Oui», dit-il", "« Oui » , dit - il"),
    ("brackets", "[the] (late) mayor", "[ the ] ( late ) mayor"),
    ("soft hyphen in a word", "govern\xadment", "govern\xadment"),
    ("combining accent", "cafe\u0301 owner", "cafe\u0301 owner"),
    ("Devanagari", "कहानी यह", "कहानी यह"),
    ("smiley", "nice :) day", "nice :) day"),
    ("rule of signs", "=====", "====="),
    ("feet and inches", "6'2\" tall", "6'2 \" tall"),
]

# (name, text, its sentences)
SENTENCES = [
    ("two sentences", "It rained. We left.", ["It rained.", "We left."]),
    ("question and exclamation", "Why? Because! So it goes.", ["Why?", "Because!", "So it goes."]),
    ("no final mark", "It rained. We left", ["It rained.", "We left"]),
    ("title", "Mr. Lee met Gen. Roy. They spoke.", ["Mr. Lee met Gen. Roy.", "They spoke."]),
    ("two titles", "Lt. Gov. Ann Lee spoke.", ["Lt. Gov. Ann Lee spoke."]),
    (
        "initials",
        "J. K. Marsh wrote to George W. Hay. He replied.",
        ["J. K. Marsh wrote to George W. Hay.", "He replied."],
    ),
    ("initial that ends a sentence", "We need a plan B. It is late.", ["We need a plan B.", "It is late."]),
    ("acronym before a name", "The U.S. Senate met.", ["The U.S. Senate met."]),
    ("acronym that ends a sentence", "He left the U.S. It rained.", ["He left the U.S.", "It rained."]),
    (
        "acronym before an opening mark",
        'He left the U.S. "It rained," he said.',
        ["He left the U.S.", '"It rained," he said.'],
    ),
    ("company", "Hay Inc. Chairman Tom Lee left.", ["Hay Inc. Chairman Tom Lee left."]),
    ("company that ends a sentence", "He left Hay Inc. It grew.", ["He left Hay Inc.", "It grew."]),
    ("month", "It opens on Sept. 3 in Leeds.", ["It opens on Sept. 3 in Leeds."]),
    ("time of day before a name", "Come at 5 p.m. Monday.", ["Come at 5 p.m. Monday."]),
    ("time of day that ends a sentence", "Come at 5 p.m. We close.", ["Come at 5 p.m.", "We close."]),
    ("weekday cut short", "It runs Sat. 3 May.", ["It runs Sat. 3 May."]),
    ("verb that looks like a weekday", "They sat. Tom stood.", ["They sat.", "Tom stood."]),
    (
        "street",
        "The St. John choir sang on Main St. It rained.",
        ["The St. John choir sang on Main St.", "It rained."],
    ),
    ("versus", "Lee v. Hay and Lee vs. Roy were heard.", ["Lee v. Hay and Lee vs. Roy were heard."]),
    ("number one", "It was No. 1 in May.", ["It was No. 1 in May."]),
    ("no, as a sentence", '"No. Never," he said.', ['"No.', 'Never," he said.']),
    ("decimal", "It grew 3.5 per cent. We left.", ["It grew 3.5 per cent.", "We left."]),
    ("year that ends a sentence", "It was 2016. We left.", ["It was 2016.", "We left."]),
    ("numbered item", "1. Wash the apples. 2. Dry them.", ["1. Wash the apples.", "2. Dry them."]),
    ("URL", "See www.example.org. It works.", ["See www.example.org.", "It works."]),
    ("closing mark", '"It rained." We left.', ['"It rained."', "We left."]),
    ("closing curly mark", "“It rained.” “We left.”", ["“It rained.”", "“We left.”"]),
    ("closing bracket", "(It rained.) We left.", ["(It rained.)", "We left."]),
    ("cue after a question", '"Is it over?" he asked. It was.', ['"Is it over?" he asked.', "It was."]),
    (
        "name and cue after a question",
        '"Is it over?" Ann Lee asked. It was.',
        ['"Is it over?" Ann Lee asked.', "It was."],
    ),
    ("title, name and cue", "“Over?” Mr. Lee said.", ["“Over?” Mr. Lee said."]),
    ("I and a cue", '"Over?" I asked.', ['"Over?" I asked.']),
    ("exclamation and a cue", "“Stop!” cried Tom.", ["“Stop!” cried Tom."]),
    ("single marks and a cue", "'Stop!' Tom shouted.", ["'Stop!' Tom shouted."]),
    (
        "a question, then another sentence",
        "“Is it over?” The hall was empty.",
        ["“Is it over?”", "The hall was empty."],
    ),
    (
        "a question, then a name that says nothing",
        "“Is it over?” Ann Lee left the hall.",
        ["“Is it over?”", "Ann Lee left the hall."],
    ),
    ("full stop, closing mark, pronoun", '"It is over." He left.', ['"It is over."', "He left."]),
    ("full stop, closing mark, cue", '"It is over." he said.', ['"It is over." he said.']),
    ("ellipsis before a small letter", "He said ... nothing.", ["He said ... nothing."]),
    ("ellipsis before a name", "But ... Lee won.", ["But ... Lee won."]),
    ("ellipsis before a new sentence", "It rained... We left.", ["It rained...", "We left."]),
    ("ellipsis, one character", "It rained … We left.", ["It rained …", "We left."]),
    ("spaced ellipsis", "It rained. . . . We left.", ["It rained. . . .", "We left."]),
    ("dash after a full stop", "“We won.” — Ann Lee", ["“We won.” — Ann Lee"]),
    ("no space after a full stop", "It rained.We left.", ["It rained.", "We left."]),
    ("no space between quotations", "“It rained.”“We left.”", ["“It rained.”", "“We left.”"]),
    ("name with an exclamation mark", "Shares in Yahoo! rose.", ["Shares in Yahoo! rose."]),
    ("name like a month", "He met Wang Jun. Work began.", ["He met Wang Jun.", "Work began."]),
    ("month after a preposition", "In Jan. Moss left.", ["In Jan. Moss left."]),
    ("month with a day", "On Sunday Jun. 5 he left.", ["On Sunday Jun. 5 he left."]),
    (
        "small letter after a long word",
        "It rained hard. iPhone sales fell.",
        ["It rained hard.", "iPhone sales fell."],
    ),
    ("unknown short form", "The mgmt. was away.", ["The mgmt. was away."]),
]

# (name, text, its paragraphs)
PARAGRAPHS = [
    ("blank line", "One.\n\nTwo.", ["One.", "Two."]),
    ("blank lines with spaces", "One.\n \t\n\n Two. ", ["One.", "Two."]),
    ("Windows line ends", "One.\r\n\r\nTwo.\r\n", ["One.", "Two."]),
    ("old Macintosh line ends", "One.\r\rTwo.", ["One.", "Two."]),
    ("one paragraph a line", "One is short.\nTwo is short.", ["One is short.", "Two is short."]),
    ("headline and its second line", "Mayor wins;\nCity waits.", ["Mayor wins;", "City waits."]),
    ("line separator", "One.\u2028Two.", ["One.", "Two."]),
    ("wrapped",
     "The mayor of the town said on Monday that the bridge would\n"
     "be closed for three weeks, and that the ferries would run\n"
     "until it is open again.",
     ["The mayor of the town said on Monday that the bridge would\n"
      "be closed for three weeks, and that the ferries would run\n"
      "until it is open again."]),
    ("wrapped, two paragraphs",
     "The mayor of the town said on Monday that the bridge would\nbe closed.\n\n"
     "Nobody in the town was surprised, since it had been closed\nlast year.",
     ["The mayor of the town said on Monday that the bridge would\nbe closed.",
      "Nobody in the town was surprised, since it had been closed\nlast year."]),
    ("wrapped, paragraphs indented",
     "The mayor of the town said on Monday that the bridge would\n"
     "be closed for three weeks, and the ferries would run.\n"
     "   Nobody in the town was surprised, since the bridge had\n"
     "been closed last year for the very same reason by the very\n"
     "same mayor.",
     ["The mayor of the town said on Monday that the bridge would\n"
      "be closed for three weeks, and the ferries would run.",
      "Nobody in the town was surprised, since the bridge had\n"
      "been closed last year for the very same reason by the very\n"
      "same mayor."]),
    ("a line broken by accident",
     "The council has spent three hours on the question of who should pay\nfor the bridge.",
     ["The council has spent three hours on the question of who should pay\nfor the bridge."]),
    ("a link below a long line", "Five things that everybody should know\nhttps://www.example.org/news", [
        "Five things that everybody should know", "https://www.example.org/news"]),
    ("verse", "Rain on the hill\nRain on the sea\nRain on the mill", [
        "Rain on the hill", "Rain on the sea", "Rain on the mill"]),
    ("nothing", "", []),
    ("white space only", " \n\t\n", []),
]  # fmt: skip


def _texts(spans: tuple[object, ...]) -> list[str]:
    return [span.text for span in spans]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("text", "expected"), [r[1:] for r in TOKENS], ids=[r[0] for r in TOKENS])
def test_tokens(text: str, expected: str) -> None:
    assert " ".join(_texts(TOKENIZER.tokenize(text).tokens)) == expected


@pytest.mark.parametrize(("text", "expected"), [r[1:] for r in SENTENCES], ids=[r[0] for r in SENTENCES])
def test_sentences(text: str, expected: list[str]) -> None:
    assert _texts(TOKENIZER.tokenize(text).sentences) == expected


@pytest.mark.parametrize(("text", "expected"), [r[1:] for r in PARAGRAPHS], ids=[r[0] for r in PARAGRAPHS])
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert _texts(TOKENIZER.tokenize(text).paragraphs) == expected


@pytest.mark.parametrize("wrong", [None, b"bytes", 7])
def test_refuses_what_is_no_text(wrong: object) -> None:
    with pytest.raises(TypeError, match="expected the text as str, got"):
        TOKENIZER.tokenize(wrong)  # type: ignore[arg-type]


_PIECES = [*"\"'“”’.?!…—- \n\x1c\x85\xa0\x00\ud800\u200b\u0301aA1@()/:&", "...", "\n\n"]
_PIECES += [
    "\r\n",
    "1.5",
    "'s",
    "n't",
    "Mr.",
    "U.S.",
    "said",
    "He",
    "www.",
    "http://",
    "a@b.c",
    "אב",
    "中文",
    "No.",
]
_PIECES += ["etc.", "e-mail", "Ph.D."]
TEXTS = st.one_of(
    st.lists(st.sampled_from(_PIECES), max_size=40).map("".join),
    st.text(max_size=60),
    st.text(alphabet=st.characters(), max_size=30),
)


@given(TEXTS)
@settings(deadline=None)
def test_whatever_the_text_every_character_stands_in_one_token_sentence_and_paragraph(text: str) -> None:
    made = TOKENIZER.tokenize(text)
    ink = [i for i, character in enumerate(text) if not character.isspace()]
    for spans in (made.tokens, made.sentences, made.paragraphs):
        covered = [i for span in spans for i in range(span.start, span.end)]
        assert [i for i in covered if not text[i].isspace()] == ink
        assert covered == sorted(set(covered))
        for span in spans:
            assert span.text == text[span.start : span.end]
            assert span.text == span.text.strip()
            assert span.text
    for inner, outer in ((made.tokens, made.sentences), (made.sentences, made.paragraphs)):
        holders = iter(outer)
        holder = next(holders, None)
        for span in inner:
            while holder is not None and holder.end <= span.start:
                holder = next(holders, None)
            assert holder is not None
            assert holder.contains(span)
    assert not any(character.isspace() for token in made.tokens for character in token.text)


@given(TEXTS)
@settings(deadline=None)
def test_the_same_text_gives_the_same(text: str) -> None:
    assert EnglishTokenizer().tokenize(text) == TOKENIZER.tokenize(text)


@given(st.lists(TEXTS | st.sampled_from(_PIECES), max_size=12).map(" ".join))
@settings(deadline=None)
def test_tokens_between_spaces_are_those_between_other_white_space(text: str) -> None:
    assert words(text, 0, len(text)) == words(text.replace(" ", "\n"), 0, len(text))


@given(TEXTS, TEXTS)
@settings(deadline=None)
def test_a_blank_line_keeps_two_texts_apart(first: str, second: str) -> None:
    made = TOKENIZER.tokenize(f"{first}\n\n{second}")
    apart = [*_texts(TOKENIZER.tokenize(first).tokens), *_texts(TOKENIZER.tokenize(second).tokens)]
    assert _texts(made.tokens) == apart


HOSTILE = ['"', " ", "\n", "(", "said ", "Mr.", "Mr. ", "'", ".", ". ", "? ", "a", "A.", "a.", "1.", "1.1a"]
HOSTILE += [
    "1-",
    "-",
    "non-",
    "a@",
    "a-",
    "http://",
    "www.",
    "http://(",
    "’s",
    "n't",
    "U.S. ",
    "“A.” ",
    "x\n",
]
HOSTILE += [" \n", "“", "’", "*", ":", "a.b", '"Who?" Ann ', "Ann "]


@pytest.mark.timed
@pytest.mark.parametrize("piece", HOSTILE, ids=map(repr, HOSTILE))
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    assert_grows_with_the_text(piece, lambda text: lambda: TOKENIZER.tokenize(text))
