"""Attribution from parses: gold trees in ten languages, wrong trees, and what holds for every tree."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs
import conllu
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotekit import Pipeline, Quotation, Span, Tokenized
from quotekit.attribution.syntax import Sentence, UDAttributor, Word
from quotekit.attribution.syntax.forest import Forest
from quotekit.attribution.syntax.languages import language
from quotekit.lexicon import languages as known
from quotekit.matcher import MarkMatcher
from quotekit.speakers import LanguageResolver
from quotekit.speakers.languages.lists import lists
from quotekit.tokenizer import EnglishTokenizer

FOLDER = Path(__file__).parents[2] / "fixtures" / "syntax"


@attrs.frozen(kw_only=True)
class Article:
    """Hold a fixture: a text, its gold parse, and what is said in it: content parts, cue, source."""

    name: str
    text: str
    parse: tuple[Sentence, ...]
    expected: tuple[tuple[str, str, str], ...]
    trees: tuple[conllu.TokenList, ...]


@attrs.frozen
class Given:
    """Parse by giving what was parsed before."""

    sentences: tuple[Sentence, ...]

    def parse(self, tokenized: Tokenized) -> tuple[Sentence, ...]:
        return self.sentences


def articles(code: str) -> Iterator[Article]:
    trees = conllu.parse((FOLDER / f"{code}.conllu").read_text(encoding="utf-8"))
    starts = [number for number, tree in enumerate(trees) if "newdoc id" in tree.metadata]
    for start, stop in zip(starts, [*starts[1:], len(trees)], strict=True):
        yield article(trees[start:stop])


def article(trees: Sequence[conllu.TokenList]) -> Article:
    text = " ".join(tree.metadata["text"] for tree in trees)
    offset = 0
    sentences = []
    for tree in trees:
        sentences.append(sentence(tree, text, offset))
        offset += len(tree.metadata["text"]) + 1
    told = trees[0].metadata
    numbers = ["", *map(str, range(2, 10))]
    expected = tuple(
        (told[f"content{n}"], told[f"cue{n}"], told.get(f"source{n}") or "")
        for n in numbers
        if f"content{n}" in told
    )
    return Article(
        name=told["newdoc id"], text=text, parse=tuple(sentences), expected=expected, trees=tuple(trees)
    )


def sentence(tree: conllu.TokenList, text: str, offset: int) -> Sentence:
    words: list[Word] = []
    shared, until = None, 0
    for token in tree:
        if isinstance(token["id"], tuple):
            until = token["id"][2]
            shared = Span(offset, offset + len(token["form"]), text)
        elif shared is None or token["id"] > until:
            shared = Span(offset, offset + len(token["form"]), text)
            until = token["id"]
        if not isinstance(token["id"], tuple):
            feats = "|".join(f"{key}={value}" for key, value in (token["feats"] or {}).items())
            words.append(
                Word(
                    span=shared,
                    form=token["form"],
                    lemma=token["lemma"],
                    upos=token["upos"],
                    feats=feats,
                    head=token["head"] - 1,
                    relation=token["deprel"],
                )
            )
        if isinstance(token["id"], tuple) or token["id"] == until:
            # The words of a multi-word token come after its line, and take no room of their own.
            held = not isinstance(token["id"], tuple) and shared.text != token["form"]
            if not held:
                offset = shared.end + (0 if (token["misc"] or {}).get("SpaceAfter") == "No" else 1)
    return Sentence(tuple(words))


def attribute(
    code: str, text: str, sentences: Sequence[Sentence], *, inner: bool = True
) -> tuple[Quotation, ...]:
    attributor = UDAttributor(language=code, parser=Given(tuple(sentences)), inner=inner)
    return Pipeline(attributor=attributor).attribute(text).quotations


def seen(quotations: Sequence[Quotation]) -> list[tuple[str, str, str]]:
    return [
        tuple(" // ".join(part.text for part in parts) for parts in (q.content, q.cue, q.source))
        for q in quotations
    ]  # type: ignore[misc]


ARTICLES = [article for code in known() for article in articles(code)]


def test_there_are_fixtures_for_every_language() -> None:
    assert {file.stem for file in FOLDER.glob("*.conllu")} == set(known())
    assert all(sum(article.name.startswith(code) for article in ARTICLES) >= 12 for code in known())


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.name)
def test_gold_trees_are_well_formed(article: Article) -> None:
    for tree, parsed in zip(article.trees, article.parse, strict=True):
        words = [token for token in tree if not isinstance(token["id"], tuple)]
        assert [token["id"] for token in words] == list(range(1, len(words) + 1))
        assert sum(token["head"] == 0 for token in words) == 1
        assert all((token["head"] == 0) == (token["deprel"] == "root") for token in words)
        forest = Forest.of(parsed)
        assert forest.heads == [word.head for word in parsed.words], "a circle, or a head out of range"
        spans = list(dict.fromkeys(word.span for word in parsed.words))
        rebuilt = "".join(
            span.text + article.text[span.end : after.start]
            for span, after in zip(
                spans, [*spans[1:], Span(spans[-1].end, spans[-1].end, article.text)], strict=True
            )
        )
        assert rebuilt == tree.metadata["text"]
        single = [
            word for word in parsed.words if sum(word.span == other.span for other in parsed.words) == 1
        ]
        assert all(word.span.text == word.form for word in single)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.name)
def test_finds_what_is_said_in_gold_trees(article: Article) -> None:
    found = attribute(article.name[:2], article.text, article.parse)
    assert seen(found) == list(article.expected)


def chain(text: str, words: Sequence[tuple[str, str, str, int, str]]) -> Sentence:
    """Parse a text by hand: form, lemma, part of speech, head from 1 (0 the root), relation."""
    made, at = [], 0
    for form, lemma, upos, head, relation in words:
        at = text.index(form, at)
        span = Span(at, at + len(form), text)
        made.append(Word(span=span, form=form, lemma=lemma, upos=upos, head=head - 1, relation=relation))
        at = span.end
    return Sentence(tuple(made))


def flat(text: str, verb: str, lemma: str) -> Sentence:
    """Parse a text as badly as can be: all words hang on the first one, unnamed, but the verb is known."""
    forms = [token.text for token in EnglishTokenizer().tokenize(text).tokens]
    return chain(
        text,
        [
            (
                form,
                lemma if form == verb else form.lower(),
                tag(form, verb),
                int(number > 0),
                "dep" if number else "root",
            )
            for number, form in enumerate(forms)
        ],
    )


def tag(form: str, verb: str) -> str:
    if form == verb:
        return "VERB"
    return "PUNCT" if not form[0].isalnum() else "PROPN" if form[0].isupper() else "NOUN"


# (name, language, text, verb, lemma, content, source): no tree to speak of, so the marks decide
BESIDE = [
    (
        "after",
        "de",
        "„Wir gehen jetzt heim“, sagte Ida Moll.",
        "sagte",
        "sagen",
        "„Wir gehen jetzt heim“",
        "Ida Moll",
    ),
    (
        "before a colon",
        "it",
        "Livia Neri aggiunse: «Non basta più».",
        "aggiunse",
        "aggiungere",
        "«Non basta più»",
        "Livia Neri",
    ),
    ("a short one", "nl", "‘Nee’, zei Vos.", "zei", "zeggen", "‘Nee’", "Vos"),
    (
        "asked",
        "es",
        "«¿Quién paga esto?», preguntó Serna.",
        "preguntó",
        "preguntar",
        "«¿Quién paga esto?»",
        "Serna",
    ),
    ("after a dash", "pl", "„To już koniec” – rzekła Sowa.", "rzekła", "rzec", "„To już koniec”", "Sowa"),
    ("no verb of saying", "fr", "« Assez parlé », partit Roux.", "partit", "partir", None, None),
    ("a title", "pt", "Moura leu “Noites de chumbo” ontem.", "leu", "ler", None, None),
]


@pytest.mark.parametrize("row", BESIDE, ids=[row[0] for row in BESIDE])
def test_marks_decide_where_the_tree_is_wrong(row: tuple[str, ...]) -> None:
    _, code, text, verb, lemma, content, source = row
    found = attribute(code, text, [flat(text, verb, lemma)])
    if content is None:
        assert not found
        return
    (quotation,) = found
    assert (quotation.content_text, quotation.cue[0].text, quotation.type) == (content, verb, "direct")
    assert quotation.source[0].text == source


def test_multi_sentence_speech_belongs_to_the_verb_of_its_last_sentence() -> None:
    text = "„Es regnet. Wir gehen heim“, sagte Ida Moll."
    first = chain(
        text,
        [
            ("„", "„", "PUNCT", 3, "punct"),
            ("Es", "es", "PRON", 3, "nsubj"),
            ("regnet", "regnen", "VERB", 0, "root"),
            (".", ".", "PUNCT", 3, "punct"),
        ],
    )
    second = chain(
        text,
        [
            ("Wir", "wir", "PRON", 2, "nsubj"),
            ("gehen", "gehen", "VERB", 0, "root"),
            ("heim", "heim", "ADV", 2, "advmod"),
            ("“", "“", "PUNCT", 2, "punct"),
            (",", ",", "PUNCT", 6, "punct"),
            ("sagte", "sagen", "VERB", 2, "parataxis"),
            ("Ida", "Ida", "PROPN", 6, "nsubj"),
            ("Moll", "Moll", "PROPN", 7, "flat"),
        ],
    )
    assert seen(attribute("de", text, [first, second])) == [
        ("„Es regnet. Wir gehen heim“", "sagte", "Ida Moll")
    ]


def test_an_aside_within_the_marks_is_no_part_of_what_is_said() -> None:
    text = "« C'est fini, dit la ministre, et je pars demain. »"
    tree = chain(
        text,
        [
            ("«", "«", "PUNCT", 4, "punct"),
            ("C'", "ce", "PRON", 4, "nsubj"),
            ("est", "être", "AUX", 4, "cop"),
            ("fini", "fini", "ADJ", 0, "root"),
            (",", ",", "PUNCT", 6, "punct"),
            ("dit", "dire", "VERB", 4, "parataxis"),
            ("la", "le", "DET", 8, "det"),
            ("ministre", "ministre", "NOUN", 6, "nsubj"),
            (",", ",", "PUNCT", 6, "punct"),
            ("et", "et", "CCONJ", 12, "cc"),
            ("je", "je", "PRON", 12, "nsubj"),
            ("pars", "partir", "VERB", 4, "conj"),
            ("demain", "demain", "ADV", 12, "advmod"),
            (".", ".", "PUNCT", 4, "punct"),
            ("»", "»", "PUNCT", 4, "punct"),
        ],
    )
    (quotation,) = attribute("fr", text, [tree])
    assert [part.text for part in quotation.content] == ["« C'est fini", "et je pars demain. »"]
    assert (quotation.source[0].text, quotation.type) == ("la ministre", "direct")


def test_reported_speech_within_reported_speech_is_told_apart() -> None:
    text = "Ann said Tom thinks rain comes."
    tree = chain(
        text,
        [
            ("Ann", "Ann", "PROPN", 2, "nsubj"),
            ("said", "say", "VERB", 0, "root"),
            ("Tom", "Tom", "PROPN", 4, "nsubj"),
            ("thinks", "think", "VERB", 2, "ccomp"),
            ("rain", "rain", "NOUN", 6, "nsubj"),
            ("comes", "come", "VERB", 4, "ccomp"),
        ],
    )
    assert [(q.content_text, q.inside) for q in attribute("en", text, [tree])] == [
        ("Tom thinks rain comes", None),
        ("rain comes", 0),
    ]
    assert [q.content_text for q in attribute("en", text, [tree], inner=False)] == ["Tom thinks rain comes"]


def test_unknown_languages_are_refused_with_those_known() -> None:
    with pytest.raises(ValueError, match=r"expected one of cs, de, en, es, fr, it, nl, pl, pt, ru, got 'xx'"):
        UDAttributor(language="xx", parser=Given(()))


@pytest.mark.parametrize("parser", [None, "de", Given])
def test_what_cannot_parse_is_refused(parser: object) -> None:
    with pytest.raises(TypeError, match="expected an object with a method parse"):
        UDAttributor(language="de", parser=parser)  # type: ignore[arg-type]


@pytest.mark.parametrize("code", known())
def test_word_lists_say_whose_they_are_and_are_sorted(code: str) -> None:
    folder = Path(__file__).parents[2] / "src" / "quotekit" / "resources" / "languages"
    first, *lines = (folder / f"{code}.txt").read_text(encoding="utf-8").splitlines()
    assert first.startswith("# ")
    assert "written for quotekit" in first
    assert lines == sorted(set(lines))
    words = language(code)
    assert len(words.verbs) >= 60
    assert words.nouns
    assert words.that
    assert words.comment
    assert words.according


TEXT = "„A said b“, said c. «d» e: f — g"
# fmt: off
FORMS = ["said", "that", "que", "according", "to", "selon", "pour", "so", "nach", "Angaben", "zdaniem", "es",
         "aus", "то", ",", "“", "–", ""]
SAYING = ["say", "sagen", "dire", "decir", "zeggen", "the", "promise", "call", "claim", "accord", "heißen",
          "sure", "sicher", "eigen", "то", "plan", "Wort"]
# fmt: on
CLASSES = ["VERB", "NOUN", "PROPN", "PRON", "PUNCT", "ADP", "AUX", "ADJ", "ADV", "?"]
FEATS = ["", "VerbForm=Inf", "Case=Nom|Poss=Yes", "PronType=Rel", "Number=Plur"]
RELATIONS = [
    "nsubj",
    "ccomp",
    "xcomp",
    "parataxis",
    "obl",
    "case",
    "acl",
    "advcl",
    "conj",
    "obj",
    "punct",
    "root",
    "nmod",
    "compound:prt",
    "aux:pass",
    "obl:agent",
    "mark",
    "fixed",
    "flat",
    "",
    "nsubj:pass",
    "csubj",
    "cop",
    "amod",
    "advmod",
]


@st.composite
def wild(draw: st.DrawFn) -> tuple[str, tuple[Sentence, ...]]:
    """Draw a text with parses that may be no trees at all, and need not even fit the text."""
    text = draw(
        st.sampled_from([TEXT, "", "\x00\ud800", "« a », b c — d.\n\n“e f g h” i, j k according to l"])
    )
    sentences = []
    for _ in range(draw(st.integers(0, 3))):
        words = []
        for _ in range(draw(st.integers(0, 12))):
            start = draw(st.integers(0, len(text)))
            span = Span(start, draw(st.integers(start, min(len(text), start + 8))), text)
            words.append(
                Word(
                    span=span,
                    form=draw(st.sampled_from(FORMS)),
                    lemma=draw(st.sampled_from(SAYING)),
                    upos=draw(st.sampled_from(CLASSES)),
                    feats=draw(st.sampled_from(FEATS)),
                    head=draw(st.integers(-3, 14)),
                    relation=draw(st.sampled_from(RELATIONS)),
                )
            )
        ordered = draw(st.booleans())
        sentences.append(Sentence(tuple(sorted(words, key=lambda w: w.span.start) if ordered else words)))
    return text, tuple(sentences)


@given(wild(), st.sampled_from(known()))
@settings(deadline=None)
def test_no_parse_raises_and_all_spans_are_slices(drawn: tuple[str, tuple[Sentence, ...]], code: str) -> None:
    text, sentences = drawn
    found = attribute(code, text, sentences)
    assert found == attribute(code, text, sentences)
    for quotation in found:
        spans = (*quotation.content, *quotation.cue, *quotation.source)
        assert all(span.whole == text and span.start < span.end for span in spans)
        assert all(a.end <= b.start for a, b in zip(quotation.content, quotation.content[1:], strict=False))
        assert quotation.cue
        told = (*quotation.cue, *quotation.source)
        assert not any(part.overlaps(span) for part in quotation.content for span in told)


@given(st.lists(st.integers(-5, 40), max_size=30))
def test_any_heads_make_a_forest(heads: list[int]) -> None:
    span = Span(0, 1, "x")
    words = tuple(Word(span=span, form="x", lemma="x", upos="X", head=head, relation="dep") for head in heads)
    forest = Forest.of(Sentence(words))
    for index, head in enumerate(forest.heads):
        assert head in (-1, heads[index])
        assert forest.low[index] <= index <= forest.high[index]
        steps = 0
        while head >= 0:
            steps, head = steps + 1, forest.heads[head]
            assert steps <= len(heads)


def deep(size: int, relation: str, text: str) -> Sentence:
    """Hang each word on the one before; every other one says something."""
    return Sentence(
        tuple(
            Word(
                span=Span(4 * number, 4 * number + 3, text),
                form="say",
                lemma="say",
                upos="VERB" if number % 2 else "NOUN",
                head=number - 1,
                relation=relation,
            )
            for number in range(size)
        )
    )


@pytest.mark.timed
@pytest.mark.parametrize("relation", ["ccomp", "parataxis", "conj", "xcomp", "obl", "case", "acl", "nsubj"])
def test_deep_parses_take_time_in_proportion(relation: str) -> None:
    # What is quadratic takes a hundred times as long; the machine may be doing other things.
    assert seconds(40_000, relation) < 30 * seconds(4_000, relation) + 0.5


@pytest.mark.timed
def test_a_chain_of_a_hundred_thousand_words_is_read() -> None:
    assert seconds(100_000, "ccomp") < 20


def seconds(size: int, relation: str) -> float:
    text = "say " * size
    sentences = (deep(size, relation, text),)
    tokenized = Tokenized(text=text, paragraphs=(Span(0, len(text), text),), sentences=(), tokens=())
    attributor = UDAttributor(language="en", parser=Given(sentences))
    start = time.process_time()
    attributor.attribute(tokenized, ())
    return time.process_time() - start


@pytest.mark.timed
def test_wide_parses_take_time_in_proportion() -> None:
    """Every word hangs on the first: each verb has all the others beside it, none below."""
    size = 10_000
    text = "say " * size
    words = [attrs.evolve(word, head=0, relation="parataxis") for word in deep(size, "", text).words]
    words[0] = attrs.evolve(words[0], head=-1, upos="VERB")
    tokenized = Tokenized(text=text, paragraphs=(Span(0, len(text), text),), sentences=(), tokens=())
    start = time.process_time()
    UDAttributor(language="en", parser=Given((Sentence(tuple(words)),))).attribute(tokenized, ())
    assert time.process_time() - start < 10


# (language, text, the quoted stretches): the marks that each language sets
MARKS = [
    (
        "cs",
        "„Ano,“ řekla. „On řekl ‚ne‘ dvakrát.“ »Ano,« řekla.",
        ["„Ano,“", "„On řekl ‚ne‘ dvakrát.“", "‚ne‘", "»Ano,«"],
    ),
    ("de", "„Ja“, sagte sie. »Er rief ›nein‹ laut«, sagte er.", ["„Ja“", "»Er rief ›nein‹ laut«", "›nein‹"]),
    ("de", "„Er sagte ‚nein‘ und ging“, rief sie.", ["„Er sagte ‚nein‘ und ging“", "‚nein‘"]),
    ("de", "Die Schweiz sagt «ja» und ‹nein›.", ["«ja»", "‹nein›"]),
    ("es", "«Dijo “no” y se fue», contó. “Sí”, dijo.", ["«Dijo “no” y se fue»", "“no”", "“Sí”"]),
    (
        "fr",
        "« Il a dit “non” hier », dit-elle. «\u202fOui\u202f», dit-il.",
        ["« Il a dit “non” hier »", "“non”", "«\u202fOui\u202f»"],
    ),
    ("fr", "«\xa0L'accord d'hier\xa0», a-t-il dit, n'est qu'un début.", ["«\xa0L'accord d'hier\xa0»"]),
    ("it", '«Sì», disse. “L\'ho detto”, rispose. "No", urlò.', ["«Sì»", "“L'ho detto”", '"No"']),
    (
        "nl",
        "‘Ja’, zei ze. „Nee”, zei hij. ‘Foto's zijn mooi’, zei ze.",
        ["‘Ja’", "„Nee”", "‘Foto's zijn mooi’"],
    ),
    ("nl", "‘'s Avonds regent het’, zei ze.", ["‘'s Avonds regent het’"]),
    ("pl", "„Tak”, rzekła. „On rzekł «nie» i wyszedł”.", ["„Tak”", "„On rzekł «nie» i wyszedł”", "«nie»"]),
    ("pl", "„Tak” – rzekła, a ,,nie” dodał.", ["„Tak”"]),
    (
        "pt",
        "“Sim”, disse. «Não», disse. “Ele disse ‘não’ ontem.”",
        ["“Sim”", "«Não»", "“Ele disse ‘não’ ontem.”", "‘não’"],
    ),
    (
        "ru",
        "«Да», — сказала она. «Он сказал „нет“ вчера», — сказал он.",
        ["«Да»", "«Он сказал „нет“ вчера»", "„нет“"],
    ),
]


@pytest.mark.parametrize(
    ("code", "text", "expected"), MARKS, ids=[f"{row[0]}-{n}" for n, row in enumerate(MARKS)]
)
def test_each_language_has_its_marks_paired(code: str, text: str, expected: list[str]) -> None:
    assert code in known()
    found = MarkMatcher().match(EnglishTokenizer().tokenize(text))
    assert [(quoted.span.text, quoted.closing) for quoted in found] == [
        (stretch, "closed") for stretch in expected
    ]


@pytest.mark.parametrize(
    "article", [a for a in ARTICLES if a.name[:2] != "en"], ids=lambda article: article.name
)
def test_a_pipeline_of_the_language_names_its_speakers(article: Article) -> None:
    code = article.name[:2]
    pipeline = Pipeline(
        attributor=UDAttributor(language=code, parser=Given(article.parse)),
        resolver=LanguageResolver(language=code),
    )
    for quotation in pipeline.attribute(article.text).quotations:
        assert (quotation.speaker is None) == (not quotation.source)
        if quotation.speaker is not None and quotation.source[0].text in lists(code).relatives:
            assert quotation.speaker.name in article.text[: quotation.source[0].start]
        elif quotation.speaker is not None:
            # Whoever speaks is named with words of the source, without its title or article.
            assert quotation.speaker.name in quotation.source[0].text


SPEAKERS = {
    "cs-01": "Jana Lipová",
    "de-01": "Ida Moll",
    "de-08": "Jens Adler",
    "de-14": "Uwe Born",
    "es-01": "Inés Robledo",
    "es-05": "Marta Gil",
    "fr-01": "Claire Vasseur",
    "fr-05": "Hugo Marchal",
    "it-01": "Bruno Salvi",
    "it-05": "Carla Neri",
    "nl-01": "Lotte Vos",
    "nl-14": "Sem Pot",
    "pl-01": "Ewa Sowa",
    "pl-03": "Jan Klon",
    "pt-01": "Lia Moura",
    "pt-05": "Ana Prado",
    "ru-01": "Анна Лисина",
    "ru-07": "Олег Рощин",
}


@pytest.mark.parametrize(
    "article", [a for a in ARTICLES if a.name in SPEAKERS], ids=lambda article: article.name
)
def test_named_sources_get_their_names_without_titles(article: Article) -> None:
    code = article.name[:2]
    pipeline = Pipeline(
        attributor=UDAttributor(language=code, parser=Given(article.parse)),
        resolver=LanguageResolver(language=code),
    )
    (speaker,) = pipeline.attribute(article.text).speakers
    assert (speaker.name, speaker.kind) == (SPEAKERS[article.name], "person")


def test_speech_that_a_dash_opens_is_told_from_the_aside() -> None:
    text = "— Идём?\n— Мы устали, — сказал Пётр. — Иди сам!\n— Жаль!"
    tree = chain(
        text,
        [
            ("—", "—", "PUNCT", 3, "punct"),
            ("Мы", "мы", "PRON", 3, "nsubj"),
            ("устали", "устать", "VERB", 0, "root"),
            (",", ",", "PUNCT", 6, "punct"),
            ("—", "—", "PUNCT", 6, "punct"),
            ("сказал", "сказать", "VERB", 3, "parataxis"),
            ("Пётр", "Пётр", "PROPN", 6, "nsubj"),
            (".", ".", "PUNCT", 3, "punct"),
        ],
    )
    # The first dash of the text is another line's.
    first = attrs.evolve(tree.words[0], span=Span(8, 9, text))
    (quotation,) = attribute("ru", text, [Sentence((first, *tree.words[1:]))])
    assert [part.text for part in quotation.content] == ["— Мы устали", "Иди сам!"]
    assert (quotation.cue[0].text, quotation.source[0].text) == ("сказал", "Пётр")


@pytest.mark.timed
@pytest.mark.parametrize("piece", ["„say” ", "say “say” ", '"say, ', "« say », say. ", "say: “say”\n"])
def test_many_marks_take_time_in_proportion(piece: str) -> None:
    assert marked_seconds(piece, 4_000) < 30 * marked_seconds(piece, 400) + 0.5


def marked_seconds(piece: str, times: int) -> float:
    text = piece * times
    tokenized = EnglishTokenizer().tokenize(text)
    quoted = MarkMatcher().match(tokenized)
    words = tuple(
        Word(
            span=token,
            form=token.text,
            lemma=token.text,
            upos="VERB" if token.text == "say" else "PUNCT",
            head=number - 1,
            relation="parataxis",
        )
        for number, token in enumerate(tokenized.tokens)
    )
    attributor = UDAttributor(language="en", parser=Given((Sentence(words),)))
    start = time.process_time()
    attributor.attribute(tokenized, quoted)
    return time.process_time() - start
