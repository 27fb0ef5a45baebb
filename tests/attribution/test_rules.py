"""The attributor by rules: one construction a row, then what holds for every text."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_stages import LineTokenizer

from quotekit.attribution import RuleAttributor
from quotekit.document import Quotation
from quotekit.matcher import MarkMatcher
from quotekit.tokenizer import EnglishTokenizer

# In a row, `{c1:…}` is content of the first quotation, `{q1:…}` its cue and `{s1:…}` its source;
# `{s12:…}` is the source of two. Content in parts carries its number twice.
ROWS = [
    # Speech in marks, the cue beside it.
    ("x said", '{c1:"The bridge is closed,"} {s1:Ann Lee} {q1:said}.'),
    ("said x", '{c1:"The bridge is closed,"} {q1:said} {s1:Ann Lee}.'),
    ("marks, then comma", "{c1:“The bridge is closed”}, {q1:said} {s1:Ann Lee}."),
    ("single marks", "{c1:‘The bridge is closed,’} {q1:said} {s1:Ann Lee}."),
    ("double primes", "{c1:''The bridge is closed,''} {s1:Ann Lee} {q1:said}."),
    ("guillemets", "{c1:«The bridge is closed»}, {q1:said} {s1:Ann Lee}."),
    ("question", '{c1:"Is the bridge closed?"} {s1:Ann Lee} {q1:asked}.'),
    ("exclamation", '{c1:"Close the bridge!"} {q1:shouted} {s1:Ann Lee}.'),
    ("pronoun", '{c1:"The bridge is closed,"} {s1:she} {q1:said}.'),
    ("pronoun after verb", '{c1:"The bridge is closed,"} {q1:said} {s1:she}.'),
    ("other verb", '{c1:"The bridge is closed,"} {q1:sighed} {s1:Ann Lee}.'),
    ("answer of somebody", "{s1:Ivo Maric}'s only {q1:reply was} {c1:“ask the mayor”}."),
    ("answer of his", "Tom Reyes was brief. {s1:His} {q1:answer was} {c1:“never in my life”}."),
    ("name of a thing", "The film's title was “The Long Way Home”."),
    ("helpers", '{c1:"The bridge is closed,"} {s1:Ann Lee} {q1:had repeatedly said}.'),
    ("went on", '{c1:"The bridge is closed,"} {s1:she} {q1:went on}.'),
    ("told somebody", '{c1:"The bridge is closed,"} {s1:Ann Lee} {q1:told} reporters in Oslo on Monday.'),
    ("day between", '{c1:"The bridge is closed,"} {s1:Ann Lee} on Monday {q1:said}.'),
    ("apposition before verb", '{c1:"The bridge is closed,"} {s1:Ann Lee, the mayor}, {q1:said}.'),
    ("apposition after name", '{c1:"The bridge is closed,"} {q1:said} {s1:Ann Lee, the mayor}.'),
    ("age", '{c1:"The bridge is closed,"} {q1:said} {s1:Ann Lee, 44, a nurse}.'),
    ("relative clause", '{c1:"The bridge is closed,"} {q1:said} {s1:Ann Lee, who lives there}.'),
    ("party", '{c1:"The bridge is closed,"} {q1:said} {s1:Rep. Ann Lee (D-Ohio)}.'),
    ("two speakers", '{c1:"The bridge is closed,"} {s1:Ann Lee and Tom Fox} {q1:said}.'),
    ("organisation", '{c1:"The bridge is closed,"} {s1:the Oslo Port Authority} {q1:said}.'),
    ("spokesman", '{c1:"The bridge is closed,"} {s1:a spokesman for the port} {q1:said}.'),
    ("marks in marks", "{c1:“The ‘improved’ bridge is closed,”} {s1:Ann Lee} {q1:said}."),
    ("according to, marks", '{c1:"The bridge is closed,"} {q1:according to} {s1:Ann Lee}.'),
    ("x said, before", '{s1:Ann Lee} {q1:said}, {c1:"The bridge is closed."}'),
    ("x said, colon", '{s1:Ann Lee} {q1:said}: {c1:"The bridge is closed."}'),
    ("x said, no comma", '{s1:Ann Lee} {q1:said} {c1:"The bridge is closed."}'),
    ("x told y", '{s1:Ann Lee} {q1:told} the council, {c1:"The bridge is closed."}'),
    ("x wrote in", '{s1:Ann Lee} {q1:wrote} in a letter: {c1:"The bridge is closed."}'),
    ("verb first, before", '{q1:Continued} {s1:Ann Lee}: {c1:"The bridge is closed."}'),
    ("according to, before", '{q1:According to} {s1:Ann Lee}, {c1:"The bridge is closed."}'),
    ("name and colon", '{s1:Ann Lee}{q1::} {c1:"The bridge is closed."}'),
    ("participle", '{s1:Ann Lee} left, {q1:saying}: {c1:"The bridge is closed."}'),
    ("insert in helpers", '{s1:Ann Lee} {q1:has, however, said}: {c1:"The bridge is closed."}'),
    ("said x in an interview", '{c1:"The bridge is closed,"} {q1:said} {s1:the mayor} in an interview.'),
    ("said x by telephone", '{c1:"The bridge is closed,"} {q1:said} {s1:a witness} by telephone.'),
    ("said x earlier", '{c1:"Who pays?"} {q1:shouted} {s1:the official} earlier this year.'),
    (
        "said x earlier, continued",
        '{c1:"The bridge is closed,"} {q1:warned} {s1:the mayor} earlier this year, {c1:"and it will stay."}',
    ),
    (
        "according to a noun like a verb",
        '{c1:"The bridge is closed,"} {q1:according to} {s1:station manager Lam Cheng-wei}.',
    ),
    ("said x last week", '{c1:"It was a shame!"} {s1:Ann Lee} {q1:shouted} last week.'),
    ("letters in capitals", '{c1:"The bridge is closed,"} {q1:said} {s1:Open AI}.'),
    ("a country in capitals", "{s1:The US} {q1:said} {c1:the bridge was closed}."),
    (
        "verb in a name",
        "{s12:Kim Dae-sung} {q1:said} {c1:that the bridge must wait}, {q2:adding} {c2:that the ferry ran}.",
    ),
    (
        "byte order mark, reported",
        "\ufeff{s12:Ann Lee} {q1:said} {c1:that it was closed}, {q2:adding} {c2:that the ferry ran}.",
    ),
    ("byte order mark, according to", "\ufeff{q1:According to} {s1:Ann Lee}, {c1:the bridge was closed}."),
    ("byte order mark", '\ufeff{s1:Ann Lee}{q1::} {c1:"The bridge is closed."}'),
    # Interrupted and continued.
    ("interrupted", '{c1:"The bridge,"} {s1:Ann Lee} {q1:said}, {c1:"is closed."}'),
    ("interrupted, said x", '{c1:"The bridge,"} {q1:said} {s1:Ann Lee}, {c1:"is closed."}'),
    ("goes on", '{c1:"The bridge is closed,"} {s1:Ann Lee} {q1:said}. {c1:"Take the ferry."}'),
    (
        "goes on after a sentence",
        '{c1:"The bridge is closed,"} {s1:Ann Lee} {q1:said}. She paused. {c1:"Take the ferry."}',
    ),
    ("next paragraph", '{c1:"The bridge is closed,"} {s1:Ann Lee} {q1:said}.\n\n{c1:"Take the ferry."}'),
    (
        "next paragraph, after when it was said",
        '{c1:"The bridge is closed,"} {s1:Ann Lee} {q1:said} in June.\n\n{c2:"Take the ferry."}',
    ),
    (
        "two paragraphs, after what the speaker did",
        '{c1:"The bridge is closed,"} {s1:Ann Lee} {q1:said}. She left.\n\n{c2:"Take it."}\n\n{c2:"Swim."}',
    ),
    (
        "open paragraphs",
        '{s1:Ann Lee} {q1:said}: {c1:"The bridge is closed.}\n\n{c1:"Take the ferry."}',
    ),
    (
        "two speakers hold the floor in turn",
        '{c1:"The bridge is closed,"} {s1:Ann Lee} {q1:said}.\n\n'
        '{c2:"Says who?"} {s2:Tom Fox} {q2:asked}.\n\n{c2:"Show me the order."}',
    ),
    (
        "open paragraphs before their speaker",
        '{c1:"The bridge is old.}\n\n{c1:"It shook.}\n\n{c1:"Take the ferry,"} {s1:Ann Lee} {q1:said}.',
    ),
    (
        "an open paragraph between two speakers",
        '{c1:"It is closed,"} {s1:Ann Lee} {q1:said}.\n\n'
        '{c1:"It is old.}\n\n{c2:"Swim,"} {s2:Tom Fox} {q2:said}.',
    ),
    # Without a verb.
    ("name in brackets", '{c1:"I sold the goats first."} ({s1:Ann Lee, herder}).'),
    ("paper in brackets", '{c1:"A long and loving book"} ({s1:The Harbour Mail}).'),
    ("name alone", '{c1:"I never saw the letter,"} {s1:Ann Lee, 34, a baker}.'),
    ("words of", '{c1:"He was never there."} Those were {s1:Ann Lee}\'s {q1:words}.'),
    ("words of, behind", '{c1:"He was never there."} These are the {q1:words} of {s1:Ann Lee, a baker}.'),
    (
        "words of, before",
        'The last {q1:words} of {s1:Ann Lee} still ring in the village: {c1:"Row for the light."}',
    ),
    ("was a reply", '{c1:"Not in this life,"} was {s1:Ann Lee}\'s {q1:reply}.'),
    ("was the answer of", '{c1:"Not in this life,"} was the {q1:answer} of {s1:Ann Lee, a baker}.'),
    ("was his reply", '{c1:"Not in this life,"} was {s1:his} short {q1:reply}.'),
    ("message was clear", '{s1:Her} {q1:message was} short and clear: {c1:"Vote."}'),
    ("question and answer", '"Who is there?" {c1:"Only the cat,"} {q1:said} {s1:Ann Lee}.'),
    ("reply before", '{s1:Ann Lee}\'s {q1:reply} was short. {c1:"We will not sell."}'),
    ("gesture before", '{s1:Ann Lee} {q1:shook} her head. {c1:"That is not how it was."}'),
    (
        "name alone, and more",
        '{c1:"I never saw the letter,"} {s1:Ann Lee, a baker in Cork}. {c1:"Nor did anyone."} Nobody asked.',
    ),
    ("for somebody", '{q1:For} {s1:Ann Lee, a baker}, {c1:the tax is "theft by another name"}.'),
    ("announced", '{s1:Ann Lee} {q1:put it this way}:\n\n{c1:"The bridge is closed."}'),
    ("announced from", 'And {q1:from} {s1:Chairwoman Ann Lee}:\n\n{c1:"The bridge is closed."}'),
    ("signed", '{c1:"The bridge is closed for now."} {q1:—} {s1:Ann Lee}'),
    ("byte order mark, signed", "\ufeff{c1:'Go home, all of you.'} {q1:—} {s1:Ann Lee}"),
    (
        "signed on two lines",
        '{c1:"The bridge is closed for now, so take the ferry from the pier."} {q1:—} {s1:Margaret\nDlamini}',
    ),
    (
        "signed by nobody named, on two lines",
        '{c1:"The bridge is closed for now, so take the ferry, all of you."} {q1:—} {s1:A\nship builder}',
    ),
    ("two words signed", "{c1:'Go home.'} {q1:—} {s1:Yasmin O'Brien}"),
    (
        "signed, with a line below",
        '{c1:"The bridge is closed for now, so take the ferry."} {q1:—} {s1:Ann Lee}\nContact: a@example.org',
    ),
    ("signed below", '{c1:"The bridge is closed for now."}\n\n{q1:-} {s1:Ann Lee}'),
    (
        "transcript",
        "{s1:LEE}{q1::} {c1:Is the bridge closed?}\n\n{s2:FOX}{q2::} {c2:It is. Take the ferry.}",
    ),
    (
        "transcript after a verb and its subject",
        '{q1:Added} {s1:Ann Lee}: {c1:"It is closed."}\n\n'
        "{s2:Tom Fox}{q2::} {c2:It is.}\n\n{s3:Ann Lee}{q3::} {c3:Yes.}\n\n{s4:Tom Fox}{q4::} {c4:Then go.}",
    ),
    (
        "transcript with a label",
        "{s1:Ann Lee}{q1::} {c1:Is it closed?}\n\n{s2:Tom Fox}{q2::} {c2:It is.}\n\n"
        "{s3:Ann Lee}{q3::} {c3:Then go.}\n\nContact: desk@example.org",
    ),
    (
        "transcript under a dateline",
        "ASHBY: {s4:Sam Hill} {q4:said} {c4:it was closed}.\n\n{s1:Ann Lee}{q1::} {c1:Is it?}\n\n"
        "{s2:Tom Fox}{q2::} {c2:It is.}\n\n{s3:Ann Lee}{q3::} {c3:Then go.}",
    ),
    # Part in marks.
    ("called it", '{s1:Ann Lee} {q1:called} {c1:it "a disaster"}.'),
    ("called x a y", '{s1:Ann Lee} {q1:called} {c1:the plan "a disaster for the town"}.'),
    ("described as", '{s1:Ann Lee} {q1:described} {c1:the plan as "a disaster"}.'),
    ("said that, part in marks", '{s1:Ann Lee} {q1:said} {c1:that the plan was "a disaster"}.'),
    ("said, part in marks", '{s1:Ann Lee} {q1:said} {c1:the plan was "a disaster"}.'),
    ("clause before", '{c1:The plan is "a disaster,"} {q1:said} {s1:Ann Lee}.'),
    ("lead-in before", '{c1:Sooner or later, "we will all pay,"} {s1:Ann Lee} {q1:said}.'),
    # An adverb.
    ("reportedly", "{c1:Ann Lee has} {q1:reportedly} {c1:left for Lima}."),
    ("reportedly, first", "{q1:Reportedly}, {c1:the bridge will be named after a poet}."),
    ("reportedly said", "{s1:Ann Lee} {q1:reportedly said} {c1:that it was over}."),
    # A headline.
    ("headline", "{s1:UN}{q1::} {c1:Harvest in Sudan to fail}\n\nThree states have had no rain."),
    ("headline, police", "{s1:Ohio police}{q1::} {c1:Missing hiker found alive}\n\nHe was in a hut."),
    # Reported.
    ("said that", "{s1:Ann Lee} {q1:said} {c1:that the bridge was closed}."),
    ("said, no that", "{s1:Ann Lee} {q1:said} {c1:the bridge was closed}."),
    ("said there", "{s1:Ann Lee} {q1:said} {c1:there was no bridge}."),
    ("said he", "{s1:Ann Lee} {q1:said} {c1:she would close the bridge}."),
    ("told y that", "{s1:Ann Lee} {q1:told} the council {c1:that the bridge was closed}."),
    ("told y, no that", "{s1:Ann Lee} {q1:told} reporters {c1:the bridge was closed}."),
    ("asked whether", "{s1:Ann Lee} {q1:asked} {c1:whether the bridge was closed}."),
    ("explained why", "{s1:Ann Lee} {q1:explained} {c1:why the bridge was closed}."),
    ("urged y to", "{s1:Ann Lee} {q1:urged} drivers {c1:to take the ferry}."),
    ("vowed to", "{s1:Ann Lee} {q1:vowed} {c1:to close the bridge}."),
    ("in a statement", "{s1:Ann Lee} {q1:said} in a statement on Monday {c1:that the bridge was closed}."),
    ("however", "{s1:Ann Lee} {q1:said}, however, {c1:that the bridge was closed}."),
    ("day", "{s1:Ann Lee} {q1:said} Monday {c1:that the bridge was closed}."),
    (
        "adverbials and relative clause",
        "{s1:Ann Lee}, who arrived on Monday, {q1:told} reporters in Oslo {c1:that the bridge was closed}.",
    ),
    ("apposition", "{s1:Ann Lee, the mayor}, {q1:said} {c1:the bridge was closed}."),
    (
        "place in commas",
        "{s1:Ann Lee}, who was born in Aurora, Colorado, {q1:said} {c1:the bridge was closed}.",
    ),
    ("in the car", "{s1:The man in the red car} {q1:said} {c1:the bridge was closed}."),
    ("people who", "{s1:People who live nearby} {q1:say} {c1:the bridge is closed}."),
    ("who", "Ann Lee met a man {s1:who} {q1:said} {c1:the bridge was closed}."),
    ("which", "Two lawyers carried the report, {s1:which} {q1:says} {c1:the bridge was closed}."),
    ("and said", "{s1:Ann Lee} opened the gate and {q1:said} {c1:the bridge was closed}."),
    (
        "and, citing",
        "{s1:Ann Lee} stood up and, waving a map, {q1:said} {c1:the bridge was closed}.",
    ),
    (
        "adding that",
        '{c1:"The bridge is closed,"} {s12:Ann Lee} {q1:said}, {q2:adding} {c2:that the ferry ran}.',
    ),
    ("x said, indirect", "{c1:The bridge was closed}, {s1:Ann Lee} {q1:said}."),
    ("x said, with more", "{c1:The bridge was closed}, {s1:Ann Lee} {q1:said} in a statement on Monday."),
    ("x told y, indirect", "{c1:The bridge was closed}, {s1:Ann Lee} {q1:told} reporters on Monday."),
    ("said x, indirect", "{c1:The bridge was closed}, {q1:said} {s1:Ann Lee}."),
    ("reported x", "{c1:The bridge was closed}, {q1:reported} {s1:Radio Oslo}."),
    (
        "far from its that",
        "{s1:Ann Lee} {q1:said} during a visit to Aurora, Ohio, {c1:that the bridge was closed}.",
    ),
    ("in the middle", "{c1:The bridge}, {s1:Ann Lee} {q1:said}, {c1:was closed}."),
    ("as x said", "As {s1:Ann Lee} {q1:noted}, {c1:the bridge was closed}."),
    ("according to, before, indirect", "{q1:According to} {s1:Ann Lee}, {c1:the bridge was closed}."),
    ("according to, after", "{c1:The bridge was closed}, {q1:according to} {s1:Ann Lee}."),
    ("according to a poll", "{c1:Most voters like the bridge}, {q1:according to} {s1:a new poll}."),
    ("dateline", "OSLO, May 3 — {c1:The bridge is closed}, {s1:the port authority} {q1:said}."),
    (
        "long dateline",
        "OSLO, May 3, 2024 (Port News) - {q1:According to} {s1:Ann Lee}, {c1:the bridge is closed}.",
    ),
    ("dateline and colon", "CALDER, 3 May: {q1:According to} {s1:Ann Lee}, {c1:the bridge is closed}."),
    (
        "according to, apposition, and a noun",
        "{q1:According to} {s1:Sam Lee, the minister}, {c1:our road opens at noon on weekdays}.",
    ),
    ("quoted as saying", "{s1:Ann Lee} was quoted {q1:as saying} {c1:that the bridge was closed}."),
    (
        "quoted whom as saying",
        "Port News quoted {s1:Ann Lee} {q1:as saying} {c1:that the bridge was closed}.",
    ),
    ("words, quoted whom", "{c1:“It is closed,”} Port News quoted {s1:Ann Lee} {q1:as saying}."),
    (
        "words, quoted whom of two",
        "{c1:“It is closed,”} she quoted {s1:Ann Lee, the mayor}, {q1:as telling} us.",
    ),
    ("having said", "{c1:“It is closed,”} Port News quoted {s1:Ann Lee} on Monday {q1:as having said}."),
    ("words, was quoted", "{c1:“It is closed,”} {s1:Ann Lee} {q1:was quoted} by Port News as saying."),
    ("quoted whom: words", "Port News quoted {s1:Ann Lee} {q1:as saying}: {c1:“It is closed.”}"),
    ("was told", "Drivers {q1:were told} {c1:that the bridge was closed}."),
    ("is expected", "{c1:The bridge} {q1:is expected} {c1:to close}."),
    ("seems", "{c1:The bridge} {q1:seems} {c1:to be closed}."),
    ("document", "{s1:The report} {q1:found} {c1:that the bridge was unsafe}."),
    ("country", "{s1:China} {q1:said} {c1:it would reopen the bridge}."),
    ("unnamed", "{s1:A senior official} {q1:said} {c1:the bridge was closed}."),
    ("a verb's form in a name", "{s1:Kim Dae-sung} {q1:fears} {c1:that the bridge will close}."),
    ("from top to bottom", "{s1:Ann Lee} {q1:said} {c1:the bridge opens at noon from top to bottom}."),
    ("belief", "{s1:Ann Lee} {q1:believes} {c1:the bridge is safe}."),
    ("want", "{s1:Ann Lee} {q1:wants} {c1:to close the bridge}."),
    ("hope", "{s1:Ann Lee} {q1:hopes} {c1:that the bridge will hold}."),
    ("criticism", "{s1:Ann Lee} {q1:criticized} {c1:the plan to close the bridge}."),
    ("her claim", "A reporter wrote about {s1:her} {q1:claim} {c1:that the bridge was closed}."),
    ("made the claim", "{s1:Ann Lee} {q1:made the claim} {c1:that the bridge was closed}."),
    ("confident", "{s1:Ann Lee} {q1:is confident} {c1:that the bridge will hold}."),
    ("subordinate", "When {s1:Ann Lee} {q1:said} {c1:the bridge was closed}, everybody left."),
    ("which is the writer's", "{s1:Ann Lee} {q1:said} {c1:the bridge was closed}, which surprised nobody."),
    ("insert in content", "{s1:Ann Lee} {q1:said} {c1:the bridge, which is old, was closed}."),
    ("headline", "{s1:Ann Lee} {q1:Says} {c1:Bridge Will Be Closed}"),
]

# Marks, names and words that look like speech and are none.
TRAPS = [
    ("motto", '"Never alone again" is the motto of the club.'),
    ("film with a message", '"The Answer" was Lee\'s last film, and its message is clear.'),
    ("scare quotes", 'The "improved" bridge fell down.'),
    ("title", 'The film "The Bridge at Night" opens on Friday.'),
    ("title with comma", 'Her novel, "The Bridge at Night," won a prize in 2009.'),
    ("title in brackets", '"The Long Way Home" (Penguin).'),
    ("title with a year", '"All the lonely people" (Ann Lee, 1971).'),
    ("for some time", 'For years, the road was "temporary".'),
    ("title after wrote", 'Ann Lee wrote "The Bridge at Night" in 2009.'),
    ("title beside a noun", "With her next novel, “The Bridge at Night”, Ann Lee shrugs off the critics."),
    ("title beside an object", "Ann Lee told the story of the ship in a novel, “Cold Iron”, in 2009."),
    ("nickname", 'Samuel "Sugar" Lee opened the bridge.'),
    ("radio show", 'She appears on "Morning Bridge," a radio show, every Friday.'),
    ("inches", 'The plank was 6\'2" long and 3" thick.'),
    ("decade", "The bridge of the '90s was rock 'n' roll."),
    ("time and score", "The game ended 3:1 at 20:45."),
    ("list", "There were three things on the table: a lamp, a map and a key."),
    ("noun that looks like a verb", "The reports and the claims of the insurers lay on the desk."),
    ("nobody speaks", "The bridge was built in 1931. It carries four lanes and a tram."),
    ("a lone mark", 'The bridge was 12" wide.'),
    ("label", "Photo: the bridge in 1931."),
    ("place before a colon", "ASHBY: A quiet town by the river wakes late.\n\nIt has two shops."),
    ("date line", "Published 3 May 2024"),
    ("updated", "Updated on Monday at noon"),
    ("teaser", "Read more: how the city lost its bridge"),
    ("teaser in marks", "Also Read: ‘Overwhelmed’: the former mayor on his farewell"),
    ("teaser in capitals", "It rained.\n\nREAD ALSO: “We will not go”: the union on the talks\n\nIt dried."),
    ("nothing", ""),
    ("white space", " \n\n \t "),
]

MARK = re.compile(r"\{(?P<role>[cqs])(?P<numbers>\d+):")
Found = list[tuple[list[str], list[str], list[str]]]


def unmark(marked: str) -> tuple[str, Found]:
    """Return the plain text, and of each quotation its content, cue and source in the text's words."""
    plain: list[str] = []
    parts: dict[str, dict[str, list[str]]] = {}
    at = 0
    for match in MARK.finditer(marked):
        plain.append(marked[at : match.start()])
        close = marked.index("}", match.end())
        words = marked[match.end() : close]
        for number in match["numbers"]:
            parts.setdefault(number, {"c": [], "q": [], "s": []})[match["role"]].append(words)
        plain.append(words)
        at = close + 1
    plain.append(marked[at:])
    return "".join(plain), [(p["c"], p["q"], p["s"]) for p in parts.values()]


def attribute(text: str, attributor: RuleAttributor | None = None) -> tuple[Quotation, ...]:
    tokenized = EnglishTokenizer().tokenize(text)
    return (attributor or RuleAttributor()).attribute(tokenized, MarkMatcher().match(tokenized))


def words(quotations: tuple[Quotation, ...]) -> Found:
    return [
        ([s.text for s in q.content], [s.text for s in q.cue], [s.text for s in q.source]) for q in quotations
    ]


@pytest.mark.parametrize(("name", "marked"), ROWS, ids=[name for name, _ in ROWS])
def test_a_construction(name: str, marked: str) -> None:
    text, expected = unmark(marked)
    assert sorted(words(attribute(text))) == sorted(expected)


@pytest.mark.parametrize(("name", "text"), TRAPS, ids=[name for name, _ in TRAPS])
def test_a_trap(name: str, text: str) -> None:
    assert words(attribute(text)) == []


def test_speech_within_speech_stands_inside_it() -> None:
    text = "\"They told us, 'Go home,' and we went,\" Ann Lee said."
    outer, within = attribute(text)
    assert words((within,)) == [(["'Go home,'"], ["told"], ["They"])]
    assert (outer.inside, within.inside) == (None, 0)
    assert attribute(text, RuleAttributor(inner=False)) == (outer,)


def test_speech_in_marks_alone_at_the_highest_bar() -> None:
    text = '{s1:Ann Lee} {q1:called} {c1:it "a disaster"}. {c2:"It is over,"} {s2:she} {q2:said}.'
    plain, expected = unmark(text)
    assert words(attribute(plain, RuleAttributor(least=1.0))) == expected[1:]


def test_the_order_of_a_set_decides_nothing() -> None:
    """Lexicons are sets: a process that orders them otherwise must read them alike."""
    code = (
        "from quotekit.attribution.rules.grammar import wordclasses as w;"
        "from quotekit.lexicon import nouns, verbs;"
        "print(sorted(nouns.nouns().items()), sorted(verbs.reporting().items()), sorted(w._known().items()))"
    )
    read = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "4", "7")
    ]
    assert read[0]
    assert len(set(read)) == 1


@pytest.mark.parametrize("least", [-0.1, 1.5])
def test_a_bar_that_is_no_share_is_refused(least: float) -> None:
    with pytest.raises(ValueError, match="least: expected a share from 0 to 1"):
        RuleAttributor(least=least)


def test_every_quotation_names_its_rule_and_says_how_often_it_is_right() -> None:
    found = [q for _, marked in ROWS for q in attribute(unmark(marked)[0])]
    assert all(re.fullmatch(r"[a-z]+(?:[-/][a-z]+)*", q.rule) and 0.35 <= q.confidence < 1 for q in found)
    assert {q.type for q in found} == {"direct", "mixed", "indirect"}


# Pieces that the rules look for, so that random texts reach far into them.
PIECES = st.sampled_from(
    [
        *("Ann Lee", "Mr. Fox", "the mayor", "officials", "she", "who", "critics of", "the bridge", "LEE: "),
        *("said", "says", "told", "claim", "claims", "put", "according to", "quoted as saying", "confident"),
        *("that", "whether", "to", "be", "was", "is", "has", "and", "but", "on Monday", "closed", "12"),
        *(",", ", ", ".", ". ", "?", "!", ":", ";", " — ", " - ", "(", ")", "'s", "n't", "\n", "\n\n"),
        *('"', "“", "”", "‘", "’", "''", "'", "«", "»", "「", "」"),
        *("\ud800", "\x00", "\u202e", "\u00a0", "é", "🙂"),
    ]
)
LISTS = st.lists(PIECES, max_size=60)
TEXTS = st.one_of(st.text(max_size=80), LISTS.map(" ".join), LISTS.map("".join))


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_any_text_is_read_and_every_part_is_where_it_says(text: str) -> None:
    found = attribute(text)
    for quotation in found:
        for part in (*quotation.content, *quotation.cue, *quotation.source):
            assert part.whole == text
            assert part.start < part.end
        assert all(a.end <= b.start for a, b in pairwise(quotation.content))
    assert [q.start for q in found] == sorted(q.start for q in found)
    assert attribute(text) == found


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([row for row in ROWS if "\n" not in row[1]]), min_size=1, max_size=5))
def test_a_text_of_known_pieces_gives_the_pieces_back(rows: list[tuple[str, str]]) -> None:
    """A paragraph that is no speech stands between the pieces, so that nobody keeps the floor."""
    pieces = [unmark(marked) for _, marked in rows if not marked.endswith(("Closed}", "Ann Lee}"))]
    text = "\n\nThe bridge was built in 1931.\n\n".join(piece for piece, _ in pieces)
    expected = [quotation for _, quotations in pieces for quotation in quotations]
    assert sorted(words(attribute(text))) == sorted(expected)


# Whether what stands before a colon is a place, or somebody who speaks, depends on the rest of the text.
APART = [row for row in ROWS if "dateline" not in row[0] and "transcript" not in row[0]]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(APART), min_size=2, max_size=6), st.data())
def test_texts_that_have_nothing_to_do_with_each_other_are_read_alike_apart_and_together(
    rows: list[tuple[str, str]], data: st.DataObject
) -> None:
    between = "\n\nThe bridge was built in 1931.\n\n"
    pieces = [unmark(marked)[0] for _, marked in rows]
    cut = data.draw(st.integers(1, len(pieces) - 1))
    halves = [between.join(pieces[:cut]), between.join(pieces[cut:])]
    apart = [quotation for half in halves for quotation in words(attribute(half))]
    assert words(attribute(between.join(halves))) == apart


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([*"“”\"'‘’«».,:—x ", "said ", "Ann ", "that ", "\n\n"]), max_size=14).map(
        "".join
    )
)
def test_tokens_of_somebody_else_may_hold_marks(text: str) -> None:
    """Tokens that white space parts: *x“yes”* is one of them."""
    tokenized = LineTokenizer().tokenize(text)
    quoted = MarkMatcher().match(tokenized)
    for quotation in RuleAttributor().attribute(tokenized, quoted):
        assert all(text[part.start : part.end] == part.text for part in quotation.content)


def test_a_mark_inside_the_last_token() -> None:
    tokenized = LineTokenizer().tokenize("She said x“yes”")
    (quotation,) = RuleAttributor().attribute(tokenized, MarkMatcher().match(tokenized))
    assert [part.text for part in quotation.content] == ["x“yes”"]
