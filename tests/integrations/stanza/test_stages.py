"""Stanza's tokens and parses as stages of quotekit."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any

import pytest

pytest.importorskip("stanza", reason="needs quotekit[stanza]", exc_type=ImportError)

import stanza
from hypothesis import given, settings
from hypothesis import strategies as st
from stanza.models.common.doc import Document as StanzaDocument
from stanza.utils.conll import CoNLL
from stanza_documents import TEXT, assert_agrees, parsed_articles, records, seen
from stanza_fixtures import MODELS, PARSING, stanza_pipeline

import quotekit
import quotekit.integrations.stanza as bridge
from quotekit.attribution.syntax import UDAttributor, Word
from quotekit.integrations.stanza import StanzaEvidence, StanzaParser, StanzaTokenizer
from quotekit.lexicon import languages
from quotekit.strategies import articles
from quotekit.testing import assert_sound
from quotekit.tokenizer import EnglishTokenizer


def pretokenized(code: str) -> stanza.Pipeline:
    """Return Stanza's pipeline for a language without models: its documents come with their words."""
    return stanza.Pipeline(
        code,
        dir=str(MODELS),
        processors="tokenize,quote",
        tokenize_pretokenized=True,
        quote_check_requirements=False,
        allow_unknown_language=True,
        download_method=None,
        verbose=False,
    )


class TestTokenizer:
    def test_as_a_stage(self, tokenize: Any) -> None:
        pipeline = quotekit.Pipeline(tokenizer=StanzaTokenizer(tokenize))
        found = pipeline.attribute(TEXT)
        assert [q.speaker.name for q in found.quotations if q.speaker] == ["Ann Lee", "Ann Lee", "Fox"]
        assert_sound(found)

    def test_does_not_quote_inside(self, quote: Any) -> None:
        assert StanzaTokenizer(quote).tokenize(TEXT).document.quotes == ()

    @pytest.mark.parametrize("stage", [StanzaTokenizer, StanzaEvidence, StanzaParser])
    def test_refuses_what_is_no_pipeline(self, stage: Callable[[Any], object]) -> None:
        for wrong in ("en", 5, StanzaTokenizer):
            with pytest.raises(TypeError, match=r"expected a stanza\.Pipeline"):
                stage(wrong)

    def test_refuses_what_is_no_text(self, tokenize: Any) -> None:
        with pytest.raises(TypeError, match="expected the text as str, got bytes"):
            StanzaTokenizer(tokenize).tokenize(b"text")  # type: ignore[arg-type]


PARSED = """\
# text = “Go,” said Ann's aunt.
1\t“\t“\tPUNCT\t_\t_\t2\tpunct\t_\tSpaceAfter=No
2\tGo\tgo\tVERB\t_\tMood=Imp\t5\tccomp\t_\tSpaceAfter=No
3\t,\t,\tPUNCT\t_\t_\t2\tpunct\t_\tSpaceAfter=No
4\t”\t”\tPUNCT\t_\t_\t2\tpunct\t_\t_
5\tsaid\tsay\tVERB\t_\t_\t0\troot\t_\t_
6-7\tAnn's\t_\t_\t_\t_\t_\t_\t_\t_
6\tAnn\tAnn\tPROPN\t_\t_\t8\tnmod:poss\t_\t_
7\t's\t's\tPART\t_\t_\t6\tcase\t_\t_
8\taunt\t_\tNOUN\t_\t_\t5\tnsubj\t_\tSpaceAfter=No
9\t.\t.\tPUNCT\t_\t_\t5\tpunct\t_\t_

"""


class TestParser:
    def test_words(self) -> None:
        (sentence,) = StanzaParser().parse(bridge.read(CoNLL.conll2doc(input_str=PARSED)))
        words = sentence.words
        assert [word.form for word in words] == ["“", "Go", ",", "”", "said", "Ann", "'s", "aunt", "."]
        assert [word.head for word in words] == [1, 4, 1, 1, -1, 7, 5, 4, 4]
        assert (words[5].span.text, words[6].span.text) == ("Ann", "'s")
        assert (words[7].lemma, words[7].relation, words[7].feats) == ("aunt", "nsubj", "")
        assert words[1] == Word(
            span=words[1].span, form="Go", lemma="go", upos="VERB", feats="Mood=Imp", head=4, relation="ccomp"
        )

    def test_words_of_other_letters_share_their_token(self) -> None:
        rows = ("1-2\tdu\t", "1\tde\t", "2\tle\t", "3\tjour\t")
        parsed = "".join(row + "_\tX\t_\t_\t0\troot\t_\t_\n" for row in rows)
        (sentence,) = StanzaParser().parse(bridge.read(CoNLL.conll2doc(input_str=parsed + "\n")))
        assert [word.span.text for word in sentence.words] == ["du", "du", "jour"]

    def test_says_what_is_missing(self, tokenize: Any) -> None:
        with pytest.raises(ValueError, match="add tokenize,mwt,pos,lemma,depparse"):
            StanzaParser().parse(bridge.read(tokenize(TEXT)))
        with pytest.raises(ValueError, match=r"StanzaParser\(nlp\)"):
            StanzaParser().parse(EnglishTokenizer().tokenize(TEXT))

    def test_a_text_that_was_cut_without_a_parse(self, tokenize: Any) -> None:
        nlp = stanza_pipeline(PARSING)
        cut = StanzaTokenizer(tokenize).tokenize(TEXT)
        assert StanzaParser(nlp).parse(cut) == StanzaParser(nlp).parse(EnglishTokenizer().tokenize(TEXT))
        parsed = StanzaTokenizer(nlp).tokenize(TEXT)
        unasked = StanzaParser(lambda text, **_: pytest.fail("asked again"))
        assert unasked.parse(parsed) == StanzaParser(nlp).parse(parsed)

    def test_nothing_to_parse(self) -> None:
        assert StanzaParser().parse(bridge.read(StanzaDocument([], text=""))) == ()


class TestSyntax:
    @pytest.mark.parametrize("code", languages())
    def test_every_language(self, code: str) -> None:
        pipeline = quotekit.Pipeline(attributor=UDAttributor(language=code, parser=StanzaParser()))
        for document, expected in parsed_articles(code):
            assert seen(pipeline.attribute(document).quotations) == expected

    @pytest.mark.parametrize("code", ["de", "fr"])
    def test_the_processor_in_other_languages(self, code: str) -> None:
        # Without models there is no parser to be loaded: the documents come with their parses.
        nlp = pretokenized(code)
        assert str(nlp.processors["quote"]) == "QuoteProcessor(syntax)"
        assert nlp.processors["quote"].requires == {"tokenize", "pos", "lemma", "depparse"}
        for document, expected in parsed_articles(code):
            assert seen(records(nlp.processors["quote"].process(document))) == expected

    def test_from_text_alone(self) -> None:
        nlp = stanza_pipeline(f"{PARSING},quote", quote_profile="syntax")
        found = [(made.speaker.name, made.record.rule) for made in nlp(TEXT).quotes]
        assert [name for name, _ in found][:: len(found) - 1] == ["Ann Lee", "Fox"]
        assert all(rule.startswith(("marked/", "reported/")) for _, rule in found)
        assert_agrees(nlp(TEXT))
        by_stages = quotekit.Pipeline(
            tokenizer=StanzaTokenizer(nlp), attributor=UDAttributor(language="en", parser=StanzaParser())
        )
        assert by_stages.attribute(TEXT).quotations == records(nlp(TEXT))
        # Without Stanza's tokens, the parser runs the pipeline itself.
        parsing = quotekit.Pipeline(attributor=UDAttributor(language="en", parser=StanzaParser(nlp)))
        assert parsing.attribute(TEXT).quotations == records(nlp(TEXT))
        assert StanzaParser(nlp).parse(EnglishTokenizer().tokenize(" ")) == ()

    @given(articles().map(attrgetter("text")) | st.text())
    @settings(max_examples=15, deadline=None)
    def test_any_text(self, text: str) -> None:
        document = stanza_pipeline(f"{PARSING},quote", quote_profile="syntax")(text)
        assert_agrees(document)
        attributor = UDAttributor(language="en", parser=StanzaParser())
        assert_sound(quotekit.Pipeline(attributor=attributor).attribute(document))

    def test_a_language_without_words(self) -> None:
        with pytest.raises(
            ValueError, match=r"quote_profile: .*expected one of cs, de.*got 'fi'; .*pipeline"
        ):
            pretokenized("fi")
