"""Stanza documents and what the tests ask of them."""

from __future__ import annotations

import json
import re

from stanza.models.common.doc import Document as StanzaDocument
from stanza.utils.conll import CoNLL
from stanza_fixtures import MODELS

import quotekit
from quotekit.attribution import RuleAttributor
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
