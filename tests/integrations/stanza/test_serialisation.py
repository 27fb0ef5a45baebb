"""Quotes on Stanza's documents come back from every form in which Stanza keeps a document."""

from __future__ import annotations

import copy
from typing import Any

import pytest

pytest.importorskip("stanza", reason="needs quotekit[stanza]", exc_type=ImportError)

from stanza.models.common.doc import Document as StanzaDocument
from stanza.models.coref.coref_chain import CorefChain, CorefMention
from stanza.utils.conll import CoNLL
from stanza_documents import TEXT, assert_agrees, records

from quotekit.errors import InvalidDocument


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
