"""Stanza's documents of every shape become texts with offsets that hold."""

from __future__ import annotations

import time
import timeit
from typing import Any

import pytest

pytest.importorskip("stanza", reason="needs quotekit[stanza]", exc_type=ImportError)

from hypothesis import given, settings
from hypothesis import strategies as st
from stanza.models.common.doc import Document as StanzaDocument
from stanza.utils.conll import CoNLL
from stanza_documents import RULES, TEXT, TEXTS, assert_agrees, cut_by_us, records
from stanza_fixtures import stanza_pipeline

import quotekit
import quotekit.integrations.stanza as bridge
from quotekit.integrations.stanza import StanzaTokenizer
from quotekit.integrations.stanza.quotes import quotes
from quotekit.strategies import Article, articles
from quotekit.testing import assert_sound
from quotekit.tokenizer import EnglishTokenizer


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
