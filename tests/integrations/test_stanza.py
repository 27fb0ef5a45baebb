"""Stanza, both ways round: its real pipelines, made from the small models in `fixtures/stanza`, offline."""

from __future__ import annotations

import copy
import importlib
import json
import re
import shutil
import sys
import time
import timeit
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib import resources
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("stanza", reason="needs quotekit[stanza]", exc_type=ImportError)

import stanza
from hypothesis import given, settings
from hypothesis import strategies as st
from stanza.models.common.doc import Document as StanzaDocument
from stanza.models.coref.coref_chain import CorefChain, CorefMention
from stanza.pipeline.core import PipelineRequirementsException
from stanza.pipeline.registry import NAME_TO_PROCESSOR_CLASS, PIPELINE_NAMES
from stanza.utils.conll import CoNLL
from stanza_fixtures import MODELS, PARSING, stanza_pipeline

import quotekit
import quotekit.integrations.stanza as bridge
from quotekit.attribution import RuleAttributor
from quotekit.attribution.syntax import UDAttributor, Word
from quotekit.errors import InvalidDocument, MissingExtra, ModelError
from quotekit.integrations.stanza import StanzaEvidence, StanzaParser, StanzaTokenizer
from quotekit.integrations.stanza.languages import other_language
from quotekit.integrations.stanza.quotes import quotes
from quotekit.lexicon import languages
from quotekit.speakers import NameResolver
from quotekit.strategies import Article, articles
from quotekit.testing import assert_sound
from quotekit.tokenizer import EnglishTokenizer

TEXTS: dict[str, str] = {
    article["id"]: article["text"]
    for article in map(
        json.loads,
        (MODELS.parent / "articles.jsonl").read_text(encoding="utf-8").splitlines(),
    )
}
RULES = quotekit.Pipeline(attributor=RuleAttributor())
TEXT = (
    "“The bridge is shut,” said Ann Lee, the mayor. She doesn’t think it is safe.\n\n“Go home,” Mr. Fox said."
)


@pytest.fixture(scope="module")
def tokenize() -> Any:
    return stanza_pipeline("tokenize,mwt")


@pytest.fixture(scope="module")
def quote() -> Any:
    return stanza_pipeline("tokenize,mwt,quote", quote_profile="rules")


@pytest.fixture(scope="module")
def pretokenized() -> Any:
    return stanza_pipeline("tokenize,quote", tokenize_pretokenized=True, quote_profile="rules")


@pytest.fixture
def document(quote: Any) -> Any:
    return quote(TEXT)


def cut_by_us(text: str, *, offsets: bool = True, given: bool = True) -> StanzaDocument:
    """Return a Stanza document with quotekit's own tokens and sentences."""
    tokenized = EnglishTokenizer().tokenize(text)
    tokens, sentences, at = tokenized.tokens, [], 0
    for sentence in tokenized.sentences:
        entries = []
        while at < len(tokens) and tokens[at].end <= sentence.end:
            entry = {"id": (len(entries) + 1,), "text": tokens[at].text}
            if offsets:
                entry |= {"start_char": tokens[at].start, "end_char": tokens[at].end}
            entries.append(entry)
            at += 1
        sentences.append(entries)
    document = StanzaDocument(sentences, text=text if given and offsets else None)
    document.text = text if given else None
    return document


def assert_agrees(document: StanzaDocument) -> None:
    """Assert that a document's quotes stand where Stanza's own objects say."""
    for made in document.quotes:
        record = made.record
        for mine, theirs in (
            (record.content, made.content),
            (record.cue, made.cue),
            (record.source, made.source),
        ):
            assert [(s.start, s.end, s.text) for s in mine] == [
                (s.start_char, s.end_char, s.text) for s in theirs
            ]
            for span in theirs:
                assert document.text[span.start_char : span.end_char] == span.text
                assert span.doc is document
                assert span.tokens == [
                    token
                    for sentence in document.sentences
                    for token in sentence.tokens
                    if token.start_char < span.end_char and span.start_char < token.end_char
                ]
                assert span.sent is span.tokens[0].sent
                assert {id(word.parent) for word in span.words} <= {id(token) for token in span.tokens}
                assert span.words
        holding = {id(word.sent) for word in made.words}
        assert [id(document.sentences[i]) in holding for i in made.sentences] == [True] * len(holding)
        assert (made.start_char, made.end_char) == (made.content[0].start_char, made.content[-1].end_char)
        assert (made.text, made.type, made.speaker) == (record.content_text, record.type, record.speaker)


def records(document: StanzaDocument) -> tuple[quotekit.Quotation, ...]:
    return tuple(made.record for made in document.quotes)


class TestProcessor:
    def test_gives_quotes(self, quote: Any) -> None:
        document = quote(TEXT)
        assert [made.speaker.name for made in document.quotes] == ["Ann Lee", "Ann Lee", "Fox"]
        assert [made.sentences for made in document.quotes] == [(0,), (1,), (2,)]
        first = document.quotes[0]
        assert [word.text for word in first.words] == ["“", "The", "bridge", "is", "shut", ",", "”"]
        assert [span.type for span in (*first.content, *first.cue, *first.source)] == [
            "CONTENT",
            "CUE",
            "SOURCE",
        ]
        assert repr(first) == "Quote('“The bridge is shut,”', type='direct', speaker='Ann Lee')"
        assert_agrees(document)

    def test_runs_by_its_own_name_and_order(self, quote: Any) -> None:
        assert list(quote.processors) == ["tokenize", "mwt", "quote"]
        assert str(quote.processors["quote"]) == "QuoteProcessor(rules)"
        assert quote.processors["quote"].provides == {"quote"}
        assert quote.processors["quote"].requires == {"tokenize"}
        assert quote(TEXT, processors="tokenize").quotes == ()

    def test_registering_twice_is_harmless(self) -> None:
        importlib.reload(sys.modules["quotekit.integrations.stanza"])
        bridge.register()
        assert PIPELINE_NAMES.count("quote") == 1
        assert NAME_TO_PROCESSOR_CLASS["quote"] is bridge.QuoteProcessor

    def test_says_whom_it_replaces(self, monkeypatch: pytest.MonkeyPatch) -> None:
        class Other(bridge.QuoteProcessor):
            pass

        monkeypatch.setitem(NAME_TO_PROCESSOR_CLASS, "quote", Other)
        with pytest.warns(UserWarning, match="expected no processor quote"):
            bridge.register()
        assert NAME_TO_PROCESSOR_CLASS["quote"] is bridge.QuoteProcessor

    def test_needs_tokens(self) -> None:
        with pytest.raises(PipelineRequirementsException, match="tokenize"):
            stanza_pipeline("quote", quote_profile="rules")

    def test_syntax_needs_a_parse(self) -> None:
        with pytest.raises(PipelineRequirementsException, match="depparse"):
            stanza_pipeline("tokenize,mwt,quote", quote_profile="syntax")

    def test_can_be_marked_inactive(self) -> None:
        nlp = stanza_pipeline("tokenize,quote", quote_profile="rules")
        nlp.processors["quote"].mark_inactive()
        stanza_pipeline.cache_clear()
        with pytest.raises(RuntimeError, match="inactive"):
            nlp(TEXT)

    def test_bulk_and_stream_give_what_one_by_one_gives(self, quote: Any) -> None:
        texts = [TEXT, "Nothing is said here.", TEXT.replace("Lee", "Park"), "“Yes,” said Bo Khan."]
        alone = [records(quote(text)) for text in texts]
        assert [records(document) for document in quote.bulk_process(texts)] == alone
        assert [records(document) for document in quote.process_many(iter(texts))] == alone
        streamed = list(quote.stream(iter(texts), batch_size=3))
        assert [records(document) for document in streamed] == alone
        for document in streamed:
            assert_agrees(document)
        # Counted on over the stream by Stanza; the indices are those of each document's own list.
        assert streamed[3].quotes[0].sentences == (0,)

    def test_empty_documents(self, quote: Any) -> None:
        assert quote("").quotes == quote(" \n\n ").quotes == ()
        assert quote.processors["quote"].process(StanzaDocument([])).quotes == ()
        assert StanzaDocument([]).quotes == ()


class TestOptions:
    def test_profiles(self) -> None:
        model = stanza_pipeline("tokenize,mwt,quote")(TEXT)
        assert records(model) == quotekit.attribute(TEXT).quotations
        assert {made.record.rule for made in model.quotes} == {"model"}

    def test_threshold(self) -> None:
        nlp = stanza_pipeline("tokenize,mwt,quote", quote_threshold="0.9")
        found = records(nlp(TEXT))
        assert found
        assert all(record.confidence >= 0.9 for record in found)

    def test_ready_pipeline(self) -> None:
        class Nobody:
            def resolve(self, tokenized: Any, quoted: Any, quotations: Any) -> quotekit.Resolution:
                return quotekit.Resolution(quotations=quotations, speakers=())

        given_pipeline = quotekit.Pipeline(attributor=RuleAttributor(), resolver=Nobody())
        document = stanza_pipeline("tokenize,mwt,quote", quote_pipeline=given_pipeline)(TEXT)
        assert [made.speaker for made in document.quotes] == [None] * 3
        assert_agrees(document)
        processor = stanza_pipeline("tokenize,mwt,quote", quote_pipeline=given_pipeline).processors["quote"]
        assert str(processor) == "QuoteProcessor(pipeline)"

    def test_own_model(self) -> None:
        shipped = resources.files("quotekit") / "resources" / "model"
        with resources.as_file(shipped) as folder:
            nlp = stanza_pipeline("tokenize,mwt,quote", quote_model_path=str(folder))
        assert records(nlp(TEXT)) == quotekit.attribute(TEXT).quotations

    @pytest.mark.parametrize("card", [None, "no JSON", "[]", '{"format": 1}', '{"format": 0, "sha256": {}}'])
    def test_a_folder_without_a_model_is_refused_at_once(self, tmp_path: Path, card: str | None) -> None:
        if card is not None:
            (tmp_path / "card.json").write_text(card, encoding="utf-8")
        with pytest.raises(ModelError, match=r"^quote_model_path: expected"):
            stanza_pipeline("tokenize,mwt,quote", quote_model_path=str(tmp_path))

    @pytest.mark.parametrize(
        ("options", "error", "message"),
        [
            (
                {"quote_profile": "magic"},
                ValueError,
                "quote_profile: expected model, rules, novel, syntax, got 'magic'",
            ),
            ({"quote_treshold": 0.5}, ValueError, "quote_threshold, got quote_treshold"),
            ({"quote_threshold": 1.5}, ValueError, "quote_threshold: expected a number from 0 to 1, got 1.5"),
            ({"quote_threshold": "abc"}, ValueError, "quote_threshold: expected a number .* got 'abc'"),
            ({"quote_threshold": "nan"}, ValueError, "quote_threshold: expected a number .* got 'nan'"),
            ({"quote_threshold": True}, TypeError, "quote_threshold: expected a number .* got bool"),
            ({"quote_evidence": "maybe"}, ValueError, "quote_evidence: expected True or False, got 'maybe'"),
            ({"quote_evidence": 5}, TypeError, "quote_evidence: expected True or False, got int"),
            (
                {"quote_profile": ""},
                ValueError,
                "quote_profile: expected model, rules, novel, syntax, got ''",
            ),
            ({"quote_profile": 5}, ValueError, "quote_profile: expected model, rules, novel, syntax, got 5"),
            ({"quote_lang": "de"}, ValueError, "quote_threshold, got quote_lang"),
            ({"quote_mode": "train"}, ValueError, "quote_threshold, got quote_mode"),
            ({"quote_pretagged": True}, ValueError, "quote_threshold, got quote_pretagged"),
            ({"quote_model_path": ""}, ValueError, "quote_model_path: expected a folder, got ''"),
            (
                {"quote_model_path": "x", "quote_profile": "rules"},
                ValueError,
                "quote_model_path: expected with the profile model, got 'rules'",
            ),
            ({"quote_threshold": 0.5, "quote_profile": "rules"}, ValueError, "with the profile model"),
            ({"quote_pipeline": 5}, TypeError, "quote_pipeline: expected a quotekit.Pipeline, got int"),
            ({"quote_pipeline": RULES, "quote_profile": "rules"}, ValueError, "got both"),
        ],
    )
    def test_refused_at_once(self, options: dict[str, Any], error: type[Exception], message: str) -> None:
        with pytest.raises(error, match=message):
            stanza_pipeline("tokenize,mwt,quote", **options)

    def test_evidence_can_be_left_alone(self) -> None:
        document = cut_by_us("The mayor said: “Go.” Ann Lee, the minister, and Bo Fox were there.")
        document.coref = [CorefChain(0, [CorefMention(0, 0, 2), CorefMention(1, 0, 2)], "Ann Lee", 1)]
        for evidence, name in ((True, "Ann Lee"), ("false", "The mayor"), (False, "The mayor")):
            options = {"quote_profile": "rules", "quote_evidence": evidence}
            processor = stanza_pipeline("tokenize,mwt,quote", **options).processors["quote"]
            assert processor.process(document).quotes[0].speaker.name == name


class TestSerialisation:
    def test_serialized(self, document: Any) -> None:
        back = StanzaDocument.from_serialized(document.to_serialized())
        assert records(back) == records(document)
        assert [made.speaker.mentions for made in back.quotes] == [
            made.speaker.mentions for made in document.quotes
        ]
        assert back.quotes[0].speaker is back.quotes[1].speaker
        assert_agrees(back)

    def test_conllu(self, document: Any) -> None:
        back = CoNLL.conll2doc(input_str=f"{document:C}\n\n")
        assert back.text is None
        assert records(back) == records(document)

    def test_conllu_with_chains(self, document: Any, quote: Any) -> None:
        chained = copy.deepcopy(document)
        chained.coref = [CorefChain(0, [CorefMention(0, 8, 10), CorefMention(1, 0, 1)], "Ann Lee", 0)]
        quote.processors["quote"].process(chained)
        assert records(CoNLL.conll2doc(input_str=f"{chained:C}\n\n")) == records(chained)

    def test_tokens_alone_have_none(self, document: Any) -> None:
        assert StanzaDocument(document.to_dict(), text=document.text).quotes == ()

    def test_copied(self, document: Any) -> None:
        back = copy.deepcopy(document)
        assert records(back) == records(document)
        assert back.quotes[0].content[0].doc is back
        assert back.quotes[0].words[0] is back.sentences[0].words[0]
        assert_agrees(back)

    def test_processed_again(self, document: Any, quote: Any) -> None:
        back = copy.deepcopy(document)
        quote.processors["quote"].process(back)
        assert records(back) == records(document)
        assert back.sentence_comments() == document.sentence_comments()

    def test_foreign_comments(self, document: Any) -> None:
        for comment in ("quotekit = no JSON", "quotekit = [1]", 'quotekit = {"schema": 1}'):
            back = copy.deepcopy(document)
            back.quotes = None
            back.sentences[0].remove_comment("quotekit")
            back.sentences[0].add_comment(comment)
            with pytest.raises(InvalidDocument):
                _ = back.quotes

    def test_what_somebody_edited(self, document: Any) -> None:
        back = copy.deepcopy(document)
        back.quotes = (made for made in back.quotes if made.speaker.name == "Ann Lee")
        assert [made.speaker.name for made in back.quotes] == ["Ann Lee", "Ann Lee"]
        for again in (
            StanzaDocument.from_serialized(back.to_serialized()),
            CoNLL.conll2doc(input_str=f"{back:C}\n\n"),
            copy.deepcopy(back),
        ):
            assert records(again) == records(back)
        assert again.quotes[0].speaker is again.quotes[1].speaker

    @pytest.mark.parametrize("nothing", [None, (), []])
    def test_what_somebody_cleared(self, document: Any, nothing: Any) -> None:
        back = copy.deepcopy(document)
        back.quotes = nothing
        assert back.quotes == ()
        assert not any("quotekit" in comment for row in back.sentence_comments() for comment in row)
        assert StanzaDocument.from_serialized(back.to_serialized()).quotes == ()

    def test_what_stands_inside_another_that_somebody_moved(self, quote: Any) -> None:
        document = quote("“Go,” said Bo Fox. “The mayor said: ‘We will stay.’ I left,” said Ann Lee.")
        assert [made.record.inside for made in document.quotes] == [None, None, 1]
        outer = document.quotes[1:]
        document.quotes = outer
        assert [made.record.inside for made in document.quotes] == [None, 0]
        assert records(StanzaDocument.from_serialized(document.to_serialized())) == records(document)
        document.quotes = document.quotes[1:]
        assert [made.record.inside for made in document.quotes] == [None]
        assert records(StanzaDocument.from_serialized(document.to_serialized())) == records(document)

    def test_what_is_no_quote(self, document: Any) -> None:
        before = document.quotes
        with pytest.raises(
            TypeError, match=r"quotes: expected Quote, as doc\.quotes gives them, got Quotation"
        ):
            document.quotes = records(document)
        assert document.quotes is before

    def test_a_document_without_sentences_keeps_none(self, quote: Any) -> None:
        document = StanzaDocument([], text=TEXT)
        with pytest.warns(UserWarning, match="expected a document with sentences"):
            quote.processors["quote"].process(document)
        assert len(document.quotes) == 3
        assert StanzaDocument.from_serialized(document.to_serialized()).quotes == ()

    def test_text_that_was_cut(self, document: Any) -> None:
        back = StanzaDocument.from_serialized(document.to_serialized())
        back.text = back.text[:40]
        with pytest.raises(InvalidDocument):
            _ = back.quotes


class TestOffsets:
    @pytest.mark.parametrize("name", TEXTS)
    def test_articles(self, name: str, quote: Any, pretokenized: Any, tokenize: Any) -> None:
        text = TEXTS[name]
        document = quote(text)
        assert_agrees(document)
        assert document.text == text
        assert_sound(RULES.attribute(document))
        ours = EnglishTokenizer().tokenize(text)
        theirs = bridge.read(document)
        assert theirs.paragraphs == ours.paragraphs
        found = RULES.attribute(text)
        if (theirs.tokens, theirs.sentences) == (ours.tokens, ours.sentences):
            assert records(document) == found.quotations
        # And where Stanza is given our tokens, always.
        for offsets in (True, False):
            document = pretokenized(cut_by_us(text, offsets=offsets))
            assert records(document) == found.quotations
            assert RULES.attribute(document) == found

    def test_tokens_agree_often(self, tokenize: Any) -> None:
        # Else the comparison with quotations found without Stanza would say little.
        agreeing = 0
        for text in TEXTS.values():
            ours, theirs = EnglishTokenizer().tokenize(text), bridge.read(tokenize(text))
            agreeing += (ours.tokens, ours.sentences) == (theirs.tokens, theirs.sentences)
        assert agreeing >= len(TEXTS) / 3

    @pytest.mark.parametrize("name", list(TEXTS)[::12])
    def test_articles_by_the_model(self, name: str) -> None:
        document = cut_by_us(TEXTS[name])
        stanza_pipeline("tokenize,mwt,quote").processors["quote"].process(document)
        assert records(document) == quotekit.attribute(TEXTS[name]).quotations
        assert quotekit.attribute(document) == quotekit.attribute(TEXTS[name])

    @given(articles())
    @settings(max_examples=15, deadline=None)
    def test_generated_articles(self, article: Article) -> None:
        document = stanza_pipeline("tokenize,mwt,quote", quote_profile="rules")(article.text)
        assert_agrees(document)
        assert_sound(RULES.attribute(document))

    @given(
        st.text()
        | st.lists(st.sampled_from([*"ab .,?\n\t“”\"'’-\x00\x97\u2028\u200b\xa0\ud800\u0301é中0"])).map(
            "".join
        )
    )
    @settings(max_examples=60, deadline=None)
    def test_any_text(self, text: str) -> None:
        document = stanza_pipeline("tokenize,mwt,quote", quote_profile="rules")(text)
        assert_agrees(document)
        assert_sound(RULES.attribute(document))
        annotated = StanzaTokenizer(stanza_pipeline("tokenize,mwt")).tokenize(text)
        placed = [(place.start, place.end) for row in annotated.places for place in row]
        assert placed == [(token.start_char, token.end_char) for token in annotated.document.iter_tokens()]

    @given(st.data())
    @settings(max_examples=60, deadline=None)
    def test_documents_that_somebody_changed(self, data: st.DataObject) -> None:
        document = cut_by_us(data.draw(st.sampled_from(list(TEXTS.values())))[:300])
        document.text = data.draw(
            st.sampled_from([document.text, None, "", " " * 99, document.text[50:], "x " + document.text])
        )
        strange = st.none() | st.integers(-5, 400)
        for token in document.iter_tokens():
            if data.draw(st.integers(0, 9)) == 0:
                change = data.draw(st.sampled_from(["_start_char", "_end_char", "_text", "spaces_after"]))
                letters = change in ("_text", "spaces_after")
                setattr(
                    token, change, data.draw(st.sampled_from(["", " ", "q", "the"]) if letters else strange)
                )
        if data.draw(st.booleans()):
            document.sentences[0].tokens = []
        found = RULES.attribute(document)
        assert_sound(found)
        if document.text is not None:
            assert found.text == document.text


class TestReading:
    def test_multi_word_tokens(self, tokenize: Any) -> None:
        document = tokenize("She doesn’t know. Ann’s aunt said they weren’t sure.")
        assert sum(len(token.words) > 1 for token in document.iter_tokens()) == 3
        tokenized = bridge.read(document)
        assert [token.text for token in tokenized.tokens] == [word.text for word in document.iter_words()]

    def test_multi_word_tokens_of_other_letters(self) -> None:
        entries = [{"id": (1, 2), "text": "du"}, {"id": (1,), "text": "de"}, {"id": (2,), "text": "le"}]
        tokenized = bridge.read(StanzaDocument([[*entries, {"id": (3,), "text": "jour"}]]))
        assert [token.text for token in tokenized.tokens] == ["du", "jour"]

    def test_words_of_a_token_that_is_part_of_a_span(self) -> None:
        entries = [
            {"id": (1, 2), "text": "he's", "start_char": 0, "end_char": 4},
            {"id": (1,), "text": "he", "start_char": 0, "end_char": 2},
            {"id": (2,), "text": "'s", "start_char": 2, "end_char": 4},
        ]
        document = StanzaDocument([entries], text="he's")
        annotated = bridge.read(document)
        said = quotekit.Quotation(content=(quotekit.Span(2, 4, "he's"),))
        (made,) = quotes(annotated, [said])
        assert [word.text for word in made.words] == ["'s"]
        assert [token.text for token in made.tokens] == ["he's"]

    def test_pretokenized_text(self) -> None:
        text = "“ Go   home , ”\n said Ann Lee ."
        annotated = StanzaTokenizer(stanza_pipeline("tokenize", tokenize_pretokenized=True)).tokenize(text)
        assert annotated.document.text != text == annotated.text
        assert [token.text for token in annotated.tokens] == text.split()

    def test_lists_of_tokens(self, pretokenized: Any) -> None:
        document = pretokenized([["“", "Go", ",", "”", "said", "Ann", "Lee", "."], ["She", "left", "."]])
        assert [(made.text, made.speaker.name) for made in document.quotes] == [("“ Go , ”", "Ann Lee")]
        assert_agrees(document)

    def test_conllu_without_text(self) -> None:
        rows = ["“ Go ,", "” said Ann .", "She left ."]
        blocks = [
            "".join(
                f"{n}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{'SpaceAfter=No' if form in ('“', 'Go', ',') else '_'}\n"
                for n, form in enumerate(row.split(), 1)
            )
            for row in (f"{rows[0]} {rows[1]}", rows[2])
        ]
        document = CoNLL.conll2doc(input_str=f"{blocks[0]}\n# newpar\n{blocks[1]}\n")
        tokenized = bridge.read(document)
        assert tokenized.text == "“Go,” said Ann .\n\nShe left ."
        assert [paragraph.text for paragraph in tokenized.paragraphs] == ["“Go,” said Ann .", "She left ."]
        assert quotekit.attribute(document).quotations[0].speaker.name == "Ann"

    def test_offsets_make_the_text_that_is_missing(self) -> None:
        for text in (TEXT, "“Go,”  said Ann.\t\tShe left.", "  It rains."):
            document = cut_by_us(text, given=False)
            assert bridge.read(document).text == "".join(" " if c.isspace() else c for c in text).rstrip()

    def test_text_that_was_changed(self) -> None:
        document = cut_by_us(TEXT)
        document.text = TEXT.replace("bridge", "old bridge").replace("Ann", "Anna")
        annotated = bridge.read(document)
        forms = [token.text for token in document.iter_tokens()]
        placed = [place.text for row in annotated.places for place in row]
        differing = [pair for pair in zip(forms, placed, strict=True) if pair[0] != pair[1]]
        assert all(len(pair[1]) <= 4 for pair in differing)
        assert len(differing) <= 1
        assert quotekit.attribute(document).quotations[0].speaker.name == "Anna Lee"

    def test_tokens_that_were_changed(self) -> None:
        document = cut_by_us("“Go home,” said Ann Lee.")
        for token in document.iter_tokens():
            token.text = token.text.upper() if token.text != "Lee" else "NAME"
        tokenized = bridge.read(document)
        assert [token.text for token in tokenized.tokens] == [
            "“",
            "Go",
            "home",
            ",",
            "”",
            "said",
            "Ann",
            "Lee",
            ".",
        ]

    def test_letters_that_were_skipped(self) -> None:
        document = cut_by_us("Ann Lee said she was glad.")
        document.sentences[0].tokens = [
            t for t in document.sentences[0].tokens if t.text not in ("said", ".")
        ]
        tokenized = bridge.read(document)
        assert [token.text for token in tokenized.tokens] == ["Ann", "Lee", "said", "she", "was", "glad", "."]
        assert len(tokenized.sentences) == 1

    def test_tokens_over_marks_and_paragraphs(self) -> None:
        text = "“Go”—home\n\nNow."
        entries = [{"id": (1,), "text": "“Go”—home\n\nNow."[:14], "start_char": 0, "end_char": 14}]
        tokenized = bridge.read(StanzaDocument([entries], text=text))
        assert [token.text for token in tokenized.tokens] == ["“", "Go", "”", "—home", "Now", "."]
        assert [sentence.text for sentence in tokenized.sentences] == ["“Go”—home", "Now."]

    def test_very_long_tokens(self, tokenize: Any) -> None:
        document = tokenize("“" + "x" * 1500 + "” said Ann.")
        assert "<UNK>" in [token.text for token in document.iter_tokens()]
        assert_sound(RULES.attribute(document))
        assert "x" * 1000 in max((t.text for t in bridge.read(document).tokens), key=len)

    def test_tokens_of_another_text(self) -> None:
        for text in (" " * len(TEXT), "letters " * 20, "\n\n", "“" * 99):
            document = cut_by_us(TEXT)
            document.text = text
            assert_sound(RULES.attribute(document))

    @pytest.mark.timed
    def test_grows_with_the_text(self) -> None:
        def seconds(count: int, text: str, offsets: bool) -> float:
            document = cut_by_us("word " * count, offsets=offsets)
            document.text = text * count
            return min(
                timeit.repeat(lambda: bridge.read(document), repeat=3, number=1, timer=time.process_time)
            )

        for text, offsets in (
            ("word ", True),
            ("word ", False),
            ("letters ", True),
            (" ", True),
            ("“ ", False),
        ):
            # Eight times as much, and room for a busy machine; the square of it would be 64 times.
            assert seconds(3200, text, offsets) < 24 * seconds(400, text, offsets) + 0.05

    def test_a_document_without_tokens(self) -> None:
        assert RULES.attribute(StanzaDocument([], text=TEXT)) == RULES.attribute(TEXT)


class TestDoor:
    def test_attribute(self, tokenize: Any) -> None:
        document = tokenize(TEXT)
        before = document.to_serialized()
        found = quotekit.attribute(document)
        assert [q.speaker.name for q in found.quotations if q.speaker] == ["Ann Lee", "Ann Lee", "Fox"]
        assert found == bridge.attribute(document)
        assert document.to_serialized() == before
        assert next(quotekit.attribute_many([document])) == found

    def test_threads(self, tokenize: Any) -> None:
        documents = [tokenize(text) for text in list(TEXTS.values())[:12]]
        alone = [RULES.attribute(document) for document in documents]
        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(RULES.attribute, documents)) == alone

    def test_subclasses(self) -> None:
        class Mine(StanzaDocument):
            pass

        assert quotekit.attribute(Mine([], text=TEXT)) == quotekit.attribute(TEXT)

    def test_no_other_object(self, tokenize: Any) -> None:
        with pytest.raises(TypeError, match="text: expected str, got Sentence"):
            quotekit.attribute(tokenize(TEXT).sentences[0])

    def test_a_resolver_of_ones_own_is_left_alone(self) -> None:
        document = cut_by_us("The mayor said: “Go.” Ann Lee, the minister, and Bo Fox were there.")
        document.coref = [CorefChain(0, [CorefMention(0, 0, 2), CorefMention(1, 0, 2)], "Ann Lee", 1)]

        class Own(NameResolver):
            pass

        for resolver, name in ((None, "Ann Lee"), (Own(), "The mayor")):
            pipeline = quotekit.Pipeline(attributor=RuleAttributor(), resolver=resolver)
            assert pipeline.attribute(document).quotations[0].speaker.name == name


GERMAN = """\
1\tDie\tder\tDET\t_\t_\t2\tdet\t_\t_
2\tKanzlerin\tKanzlerin\tNOUN\t_\t_\t3\tnsubj\t_\t_
3\ttraf\ttreffen\tVERB\t_\t_\t0\troot\t_\t_
4\tIda\tIda\tPROPN\t_\t_\t3\tobj\t_\t_
5\tMoll\tMoll\tPROPN\t_\t_\t4\tflat\t_\t_
6\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_

1\t„\t„\tPUNCT\t_\t_\t4\tpunct\t_\t_
2\tDie\tder\tDET\t_\t_\t3\tdet\t_\t_
3\tBrücke\tBrücke\tNOUN\t_\t_\t4\tnsubj\t_\t_
4\tbleibt\tbleiben\tVERB\t_\t_\t0\troot\t_\t_
5\tzu\tzu\tADV\t_\t_\t4\tadvmod\t_\t_
6\t“\t“\tPUNCT\t_\t_\t4\tpunct\t_\t_
7\t,\t,\tPUNCT\t_\t_\t8\tpunct\t_\t_
8\tsagte\tsagen\tVERB\t_\t_\t4\tparataxis\t_\t_
9\tsie\tsie\tPRON\t_\t_\t8\tnsubj\t_\t_
10\t.\t.\tPUNCT\t_\t_\t4\tpunct\t_\t_

"""


class TestLanguages:
    def german(self) -> StanzaDocument:
        (document, _), *_ = parsed_articles("de")
        return document

    def test_a_parsed_document_that_tells_its_language(self) -> None:
        document = self.german()
        document.lang = "de"
        found = quotekit.attribute(document)
        assert [q.speaker.name for q in found.quotations] == ["Ida Moll"]
        assert found.quotations[0].rule.startswith("marked/")
        assert found == bridge.attribute(document) == next(quotekit.attribute_many([document]))
        with quotekit.attribute_many([document, document], workers=2) as documents:
            assert list(documents) == [found, found]

    def test_a_language_that_is_given(self) -> None:
        document = self.german()
        assert bridge.attribute(document, language="de").quotations[0].speaker.name == "Ida Moll"
        document.lang = "fr"
        assert bridge.attribute(document, language="de").quotations[0].speaker.name == "Ida Moll"
        english = cut_by_us(TEXT)
        assert bridge.attribute(english, language="en") == quotekit.attribute(english)

    def test_chains_of_other_languages(self) -> None:
        document = CoNLL.conll2doc(input_str=GERMAN)
        document.lang = "de"
        assert quotekit.attribute(document).quotations[0].speaker.name == "sie"
        document.coref = [CorefChain(0, [CorefMention(0, 3, 5), CorefMention(1, 8, 9)], "Ida Moll", 0)]
        assert quotekit.attribute(document).quotations[0].speaker.name == "Ida Moll"

    @pytest.mark.parametrize(
        ("lang", "message"),
        [
            ("sv", "expected one of cs, de, .*, got 'sv': it is read as English"),
            ("de", r"expected a parse \(tokenize,mwt,pos,lemma,depparse\) with a document in 'de', got none"),
        ],
    )
    def test_warns_where_it_can_only_be_read_as_english(self, lang: str, message: str) -> None:
        document = cut_by_us(TEXT)
        english = quotekit.attribute(document)
        document.lang = lang
        with pytest.warns(UserWarning, match=message):
            assert quotekit.attribute(document) == english

    @pytest.mark.parametrize("code", [code for code in languages() if code != "en"])
    def test_warns_where_nobody_said_that_it_is_not_english(self, code: str) -> None:
        texts = [bridge.read(document).text for document, _ in parsed_articles(code)]
        with pytest.warns(UserWarning, match="expected English in a document that does not tell"):
            quotekit.attribute(cut_by_us("\n\n".join(texts)))

    def test_english_is_taken_for_english(self) -> None:
        # Warnings are errors here.
        texts = [*TEXTS.values(), "Los Angeles", "“Sí,” said El Greco.", "Да, said Ann.", ""]
        for text in texts:
            assert other_language(EnglishTokenizer().tokenize(text)) is None

    def test_stages_for_another_language(self) -> None:
        document = cut_by_us(TEXT)
        document.lang = "fr"
        syntax = quotekit.Pipeline(attributor=UDAttributor(language="de", parser=StanzaParser()))
        with pytest.warns(
            UserWarning, match="expected 'en', which the pipeline's attributor reads, got 'fr'"
        ):
            RULES.attribute(document)
        document = self.german()
        document.lang = "fr"
        with pytest.warns(UserWarning, match="expected 'de', which"):
            syntax.attribute(document)

    def test_refused(self) -> None:
        with pytest.raises(ValueError, match=r"expected one of cs, de, .*, got 'sv'"):
            bridge.attribute(self.german(), language="sv")
        with pytest.raises(ValueError, match="add tokenize,mwt,pos,lemma,depparse"):
            bridge.attribute(cut_by_us(TEXT), language="de")
        with pytest.raises(ValueError, match="expected a pipeline or a language, got both"):
            bridge.attribute(self.german(), language="de", pipeline=RULES)


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


class TestEvidence:
    def tagged(self) -> StanzaDocument:
        document = cut_by_us("Wang Yi met the Foo Corp in Kenya on Monday.")
        tags = ["B-PERSON", "E-PERSON", "O", "O", "B-ORG", "E-ORG", "O", "S-GPE", "O", "S-DATE", "O"]
        for token, tag in zip(document.iter_tokens(), tags, strict=True):
            token.ner = tag
        return document

    def expected(self) -> list[tuple[str, str]]:
        return [("Wang Yi", "person"), ("Foo Corp", "organisation"), ("Kenya", "place")]

    def test_tags(self) -> None:
        found = StanzaEvidence(sure=True).entities(bridge.read(self.tagged()))
        assert [(span.text, kind) for span, kind in found] == self.expected()

    def test_entities_without_tags(self) -> None:
        document = self.tagged()
        document.build_ents()
        for token in document.iter_tokens():
            token.ner = None
        found = StanzaEvidence(sure=True).entities(bridge.read(document))
        assert [(span.text, kind) for span, kind in found] == self.expected()

    def test_entities_fill_in_what_is_not_read(self) -> None:
        text = "Fears Of Floods Grow In Bay Of Lokma\n\nAnn Lee left early. “Go,” said deadmau5."
        document = cut_by_us(text)
        for token in document.iter_tokens():
            token.ner = "S-PERSON" if token.text in ("Fears", "Lee", "deadmau5") else "O"
        annotated = bridge.read(document)
        found = StanzaEvidence().entities(annotated)
        assert [(span.text, kind) for span, kind in found] == [("deadmau5", "person")]
        assert [span.text for span, _ in StanzaEvidence(sure=True).entities(annotated)] == [
            "Fears",
            "Lee",
            "deadmau5",
        ]
        (told,) = RULES.attribute(document).quotations
        assert (told.speaker.name, told.speaker.kind) == ("deadmau5", "person")
        assert RULES.attribute(text).quotations[0].speaker.kind != "person"

    @pytest.mark.parametrize(
        "tags", [{"R": "B-PERSON", "-": "I-PERSON", "Ga": "E-PERSON"}, {"Ga": "S-GPE"}, {"R": "S-NORP"}]
    )
    def test_a_party_and_a_state_are_no_name(self, tags: dict[str, str]) -> None:
        document = cut_by_us("“It is a plum,” said Sen. Ann Lee, R-Ga., holding one up.")
        for token in document.iter_tokens():
            token.ner = tags.get(token.text, "O")
        assert len(StanzaEvidence(sure=True).entities(bridge.read(document))) == 1
        assert StanzaEvidence().entities(bridge.read(document)) == ()
        assert RULES.attribute(document).quotations[0].speaker.name == "Ann Lee"

    def test_other_languages_take_entities_first(self) -> None:
        (document, _), *_ = parsed_articles("de")
        for token in document.iter_tokens():
            token.ner = {"Ida": "B-PER", "Moll": "E-PER"}.get(token.text, "O")
        pipeline = quotekit.Pipeline(attributor=UDAttributor(language="de", parser=StanzaParser()))
        speaker = pipeline.attribute(document).quotations[0].speaker
        assert (speaker.name, speaker.kind) == ("Ida Moll", "person")

    def test_chains(self) -> None:
        document = cut_by_us("The envoy met Bo Fox. She said: “Go.” Ann Lee left.")
        mentions = [CorefMention(0, 0, 2), CorefMention(1, 0, 1), CorefMention(2, 0, 2)]
        outside = [CorefMention(9, 0, 1), CorefMention(0, 3, 99), CorefMention(0, (1, 1), (1, 1))]
        document.coref = [CorefChain(0, mentions, "Ann Lee", 2)]
        document.coref[0].mentions += outside
        chains = StanzaEvidence().chains(bridge.read(document))
        assert [[span.text for span in chain] for chain in chains] == [["The envoy", "She", "Ann Lee"]]
        assert RULES.attribute(document).quotations[0].speaker.name == "Ann Lee"

    def test_chains_over_multi_word_tokens(self) -> None:
        text = "She's here."
        entries = [
            {"id": (1, 2), "text": "She's", "start_char": 0, "end_char": 5},
            {"id": (1,), "text": "She"},
            {"id": (2,), "text": "is"},
            {"id": (3,), "text": "here", "start_char": 6, "end_char": 10},
            {"id": (4,), "text": ".", "start_char": 10, "end_char": 11},
        ]
        document = StanzaDocument([entries], text=text)
        document.coref = [CorefChain(0, [CorefMention(0, 0, 1), CorefMention(0, 2, 3)], "She", 0)]
        (chain,) = StanzaEvidence().chains(bridge.read(document))
        assert [span.text for span in chain] == ["She's", "here"]
        document.sentences[0].words[1].text = "'s"
        (chain,) = StanzaEvidence().chains(bridge.read(document))
        assert [span.text for span in chain] == ["She", "here"]

    def test_plain_texts_have_none(self, tokenize: Any) -> None:
        tokenized = EnglishTokenizer().tokenize(TEXT)
        for evidence in (StanzaEvidence(), StanzaEvidence(tokenize)):
            assert evidence.entities(tokenized) == evidence.chains(tokenized) == ()


class TestNamedEntities:
    """What Stanza's own recogniser finds, in one pipeline with the quotations."""

    text = (
        "Mark lives in Mombasa. “I left no mark,” he said.\n\n"
        "“We will stay,” the Rohingya said. “The port is shut,” said Ann Lee of Kisumu."
    )

    def seen(self, found: Any) -> list[tuple[str, str]]:
        return [(quotation.speaker.name, quotation.speaker.kind) for quotation in found]

    def recognising(self, **options: Any) -> Any:
        return stanza_pipeline("tokenize,mwt,ner,quote", **(options or {"quote_profile": "rules"}))

    def test_in_one_pipeline(self) -> None:
        nlp = self.recognising()
        document = nlp(self.text)
        assert list(nlp.processors) == ["tokenize", "mwt", "ner", "quote"]
        assert {("Mark", "PERSON"), ("Mombasa", "LOC"), ("Rohingya", "NORP"), ("Ann Lee", "PERSON")} <= {
            (entity.text, entity.type) for entity in document.ents
        }
        assert self.seen(records(document)) == [
            ("Mark", "person"),
            ("Rohingya", "person"),
            ("Ann Lee", "person"),
        ]
        assert_agrees(document)
        for other in (*nlp.bulk_process([self.text, TEXT])[:1], *nlp.stream([self.text])):
            assert records(other) == records(document)
        back = StanzaDocument.from_serialized(document.to_serialized())
        assert records(back) == quotekit.Pipeline(attributor=RuleAttributor()).attribute(back).quotations

    def test_arrive_as_evidence(self) -> None:
        annotated = bridge.read(self.recognising()(self.text))
        assert [(span.text, kind) for span, kind in StanzaEvidence().entities(annotated)] == [
            ("Mark", "person")
        ]
        sure = StanzaEvidence(sure=True).entities(annotated)
        assert {("Mombasa", "place"), ("Rohingya", "group")} <= {(span.text, kind) for span, kind in sure}
        # A text that Stanza has not seen, it is shown.
        tokenized = EnglishTokenizer().tokenize(self.text)
        for evidence in (
            StanzaEvidence(sure=True),
            StanzaEvidence(stanza_pipeline("tokenize,mwt"), sure=True),
        ):
            assert evidence.entities(tokenized) == ()
        assert StanzaEvidence(self.recognising(), sure=True).entities(tokenized) == sure

    def test_a_text_that_was_cut_without_them(self, tokenize: Any) -> None:
        evidence = StanzaEvidence(self.recognising(), sure=True)
        expected = evidence.entities(EnglishTokenizer().tokenize(self.text))
        assert expected
        assert evidence.entities(StanzaTokenizer(tokenize).tokenize(self.text)) == expected

    def test_a_text_that_was_cut_with_them_is_not_shown_again(self) -> None:
        annotated = bridge.read(self.recognising()("It rained all day. “Go,” she said."))
        assert not annotated.document.ents
        evidence = StanzaEvidence(lambda text, **_: pytest.fail("asked again"))
        evidence.nlp.processors = {"ner": None, "coref": None}
        assert evidence.entities(annotated) == ()
        annotated.document.coref = []
        assert evidence.chains(annotated) == ()

    def test_without_them_he_is_nobody(self) -> None:
        document = self.recognising(quote_evidence=False, quote_profile="rules")(self.text)
        assert document.ents
        assert self.seen(records(document))[0] == ("he", "unnamed")

    def test_sure_of_them(self) -> None:
        resolver = NameResolver(evidence=StanzaEvidence(sure=True))
        sure = quotekit.Pipeline(attributor=RuleAttributor(), resolver=resolver)
        expected = [("Mark", "person"), ("Rohingya", "group"), ("Ann Lee", "person")]
        assert self.seen(records(self.recognising(quote_pipeline=sure)(self.text))) == expected
        assert self.seen(sure.attribute(self.recognising()(self.text)).quotations) == expected

    def test_of_a_word_of_two(self) -> None:
        text = "They met at Wanjiru Kamau's house. “It is over,” she said."
        document = self.recognising()(text)
        assert [entity.text for entity in document.ents] == ["Wanjiru Kamau's"]
        for sure in (True, False):
            resolver = NameResolver(evidence=StanzaEvidence(sure=sure))
            pipeline = quotekit.Pipeline(attributor=RuleAttributor(), resolver=resolver)
            assert self.seen(pipeline.attribute(document).quotations) == [("Wanjiru Kamau", "person")]

    @given(articles().map(attrgetter("text")) | st.text())
    @settings(max_examples=15, deadline=None)
    def test_any_text(self, text: str) -> None:
        document = self.recognising()(text)
        assert_agrees(document)
        assert_sound(RULES.attribute(document))


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


def parsed_articles(code: str) -> list[tuple[StanzaDocument, list[tuple[str, str, str]]]]:
    """Return a language's fixtures as documents of Stanza, with content, cue and source of each quotation."""
    file = MODELS.parent / "syntax" / f"{code}.conllu"
    found = []
    for block in file.read_text(encoding="utf-8").split("# newdoc id = ")[1:]:
        document = CoNLL.conll2doc(input_str=f"# newdoc id = {block}")
        told = dict(re.findall(r"^# (\w+) = (.*)$", block, re.MULTILINE))
        numbers = ["", *map(str, range(2, 10))]
        parts = ("content", "cue", "source")
        expected = [
            tuple(told.get(f"{part}{n}", "") for part in parts) for n in numbers if f"content{n}" in told
        ]
        found.append((document, expected))
    return found


def seen(quotations: tuple[quotekit.Quotation, ...]) -> list[tuple[str, ...]]:
    parts = (
        " // ".join(span.text for span in spans) for q in quotations for spans in (q.content, q.cue, q.source)
    )
    return list(zip(parts, parts, parts, strict=True))


class TestSyntax:
    @pytest.mark.parametrize("code", languages())
    def test_every_language(self, code: str) -> None:
        pipeline = quotekit.Pipeline(attributor=UDAttributor(language=code, parser=StanzaParser()))
        for document, expected in parsed_articles(code):
            assert seen(pipeline.attribute(document).quotations) == expected

    @pytest.mark.parametrize("code", ["de", "fr"])
    def test_the_processor_in_other_languages(self, code: str) -> None:
        # Without models there is no parser to be loaded: the documents come with their parses.
        nlp = stanza.Pipeline(
            code,
            dir=str(MODELS),
            processors="tokenize,quote",
            tokenize_pretokenized=True,
            quote_check_requirements=False,
            allow_unknown_language=True,
            download_method=None,
            verbose=False,
        )
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
            stanza.Pipeline(
                "fi",
                dir=str(MODELS),
                processors="tokenize,quote",
                tokenize_pretokenized=True,
                quote_check_requirements=False,
                allow_unknown_language=True,
                download_method=None,
                verbose=False,
            )


class TestLoading:
    def test_from_a_folder_of_ones_own(self) -> None:
        nlp = bridge.load(dir=str(MODELS), processors="tokenize", use_gpu=False, verbose=False)
        assert [s.text for s in StanzaTokenizer(nlp).tokenize("It rains. I left.").sentences] == [
            "It rains.",
            "I left.",
        ]

    def test_missing_models_name_their_command(self, tmp_path: Path) -> None:
        with pytest.raises(
            ModelError, match=r"stanza.download\('de', processors='tokenize,mwt', model_dir="
        ) as got:
            bridge.load("de", processors="tokenize,mwt,quote", dir=str(tmp_path), verbose=False)
        assert str(tmp_path) in str(got.value)
        (tmp_path / "resources.json").write_bytes((MODELS / "resources.json").read_bytes())
        with pytest.raises(ModelError, match=r"python -c \"import stanza"):
            bridge.load("en", dir=str(tmp_path), verbose=False)

    @pytest.mark.parametrize(
        ("options", "command"),
        [
            (
                {"processors": "tokenize,quote", "package": "hdt"},
                "stanza.download('de', processors='tokenize', package='hdt', model_dir={})",
            ),
            ({"processors": "quote"}, "stanza.download('de', processors='tokenize', model_dir={})"),
            (
                {"processors": {"tokenize": "gsd", "quote": "default"}},
                "stanza.download('de', processors={{'tokenize': 'gsd'}}, model_dir={})",
            ),
            (
                {"processors": ["tokenize", "mwt"]},
                "stanza.download('de', processors='tokenize,mwt', model_dir={})",
            ),
        ],
    )
    @pytest.mark.parametrize("indexed", [True, False])
    def test_the_command_fetches_what_was_asked_for(
        self, options: dict[str, Any], command: str, indexed: bool, tmp_path: Path
    ) -> None:
        if indexed:
            # An index without this language, as that of a folder with English alone.
            (tmp_path / "resources.json").write_bytes((MODELS / "resources.json").read_bytes())
        with pytest.raises(ModelError) as got:
            bridge.load("de", dir=tmp_path, verbose=False, **options)
        assert str(got.value).endswith((f'"import stanza; {command.format(repr(str(tmp_path)))}"',))

    @pytest.mark.parametrize("processors", ["tokenize,ner", {"tokenize": "nonesuch", "mwt": "ewt"}])
    def test_what_the_index_lacks(self, processors: Any, tmp_path: Path) -> None:
        index = json.loads((MODELS / "resources.json").read_text(encoding="utf-8"))
        del index["en"]["ner"]
        (tmp_path / "resources.json").write_text(json.dumps(index), encoding="utf-8")
        shutil.copytree(MODELS / "en" / "tokenize", tmp_path / "en" / "tokenize")
        shutil.copytree(MODELS / "en" / "mwt", tmp_path / "en" / "mwt")
        with pytest.raises(ModelError, match=r"stanza.download\('en', processors="):
            bridge.load("en", processors=processors, dir=tmp_path, verbose=False)

    @pytest.mark.parametrize("as_path", [str, Path])
    def test_a_file_that_is_not_there_is_not_fetched(self, as_path: Callable[[str], Any]) -> None:
        with pytest.raises(
            ModelError, match=r"^tokenize_model_path: expected a file that is there, got"
        ) as got:
            bridge.load("en", dir=MODELS, tokenize_model_path=as_path("nowhere/mine.pt"), verbose=False)
        assert "download" not in str(got.value)

    def test_a_path_that_a_shell_would_misread(self, tmp_path: Path) -> None:
        folder = str(tmp_path / "o'neil $HOME")
        with pytest.raises(ModelError, match=r"in Python, with: import stanza; stanza.download\('de'") as got:
            bridge.load("de", dir=folder, verbose=False)
        assert repr(folder) in str(got.value)

    def test_a_path_that_is_none(self) -> None:
        with pytest.raises(TypeError, match="quote_model_path: expected a path, got int"):
            bridge.load("en", dir=MODELS, processors="tokenize,quote", quote_model_path=5)

    def test_other_errors_stay(self) -> None:
        with pytest.raises(ValueError, match=r"(?i)download method"):
            bridge.load("en", dir=MODELS, download_method="sometimes", verbose=False)

    def test_missing_extra(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "stanza", None)
        monkeypatch.delitem(sys.modules, "quotekit.integrations.stanza")
        with pytest.raises(MissingExtra, match=r"quote-attribution\[stanza\]"):
            importlib.import_module("quotekit.integrations.stanza")
