"""Documents through pickle: the same ones, their speakers shared as before, whoever made them."""

from __future__ import annotations

import copy
import pickle

import attrs
import pytest
from gold_documents import gold_documents

from quotekit import Document, Span, attribute
from quotekit.tokenizer import EnglishTokenizer

TEXT = "\ud800 “Rain,” said Ann Lee. “It stops play.”\n\nShe left.\r\n"


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return [*gold_documents().values(), attribute(TEXT), attribute("")]


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_documents_come_back_the_same(documents: list[Document], protocol: int) -> None:
    again = pickle.loads(pickle.dumps(documents, protocol=protocol))
    assert again == documents
    for document in again:
        assert all(span.whole is document.text for span in (*document.tokens, *document.sentences))


def test_a_copy_is_the_same_and_shares_its_speakers_within(documents: list[Document]) -> None:
    for document in documents:
        for made in (copy.copy(document), copy.deepcopy(document), pickle.loads(pickle.dumps(document))):
            assert made == document
            assert all(
                q.speaker is None or any(q.speaker is s for s in made.speakers) for q in made.quotations
            )


def test_tokens_of_another_text_keep_it() -> None:
    document = Document(text="Ann left.", tokens=(Span(0, 3, "Bo stayed."),))
    again = pickle.loads(pickle.dumps(document))
    assert again.tokens[0].whole == "Bo stayed."


@attrs.frozen(kw_only=True)
class Dated(Document):
    date: str


def test_a_kind_of_document_keeps_what_it_adds() -> None:
    dated = Dated(text="Ann left.", tokens=EnglishTokenizer().tokenize("Ann left.").tokens, date="1 May")
    again = pickle.loads(pickle.dumps(dated))
    assert type(again) is Dated
    assert again == dated


def test_tokens_are_a_few_bytes_each() -> None:
    text = "word " * 10_000
    document = Document(text=text, tokens=EnglishTokenizer().tokenize(text).tokens)
    assert len(document.tokens) == 10_000
    # Two offsets of eight bytes; as records they took 40.
    assert len(pickle.dumps(document)) < len(text) + 10_000 * 17 + 1_000
