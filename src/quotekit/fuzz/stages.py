"""The stages and the pipelines: what must hold for every text."""

from __future__ import annotations

import functools

import attrs

from quotekit.document import Document, Tokenized
from quotekit.fuzz import samples
from quotekit.matcher import MarkMatcher
from quotekit.pipeline import Pipeline
from quotekit.testing import assert_offsets, assert_order, assert_sound, assert_tokens
from quotekit.tokenizer import EnglishTokenizer


def tokenizer(text: str) -> None:
    """Check that tokens, sentences and paragraphs are slices of the text that hold all of it."""
    document = _document(EnglishTokenizer().tokenize(text))
    assert_offsets(document)
    assert_order(document)
    assert_tokens(document)


def matcher(text: str) -> None:
    """Check that quoted spans nest, stay in their paragraphs, and know how deep they are."""
    tokenized = EnglishTokenizer().tokenize(text)
    document = attrs.evolve(_document(tokenized), quoted=MarkMatcher().match(tokenized))
    assert_offsets(document)
    assert_order(document)
    _assert_quoted(document)


def rules(text: str) -> None:
    """Check the whole pipeline with rules: a sound document, and the same one again."""
    _twice(samples.pipeline(), text)


def model(text: str) -> None:
    """Check the default pipeline: a sound document, and the same one again."""
    _twice(_by_model(), text)


def _document(tokenized: Tokenized) -> Document:
    return Document(
        text=tokenized.text,
        paragraphs=tokenized.paragraphs,
        sentences=tokenized.sentences,
        tokens=tokenized.tokens,
        quoted=(),
        quotations=(),
        speakers=(),
    )


def _assert_quoted(document: Document) -> None:
    starts, ends = {token.start for token in document.tokens}, {token.end for token in document.tokens}
    around: list[int] = []
    paragraphs = iter(document.paragraphs)
    paragraph = next(paragraphs, None)
    for one in document.quoted:
        while around and around[-1] <= one.span.start:
            around.pop()
        assert one.depth == len(around), f"expected the depth {len(around)}, got {one}"
        assert not around or one.span.end <= around[-1], (
            f"expected nesting, got {one} crossing the mark around it"
        )
        around.append(one.span.end)
        while paragraph is not None and paragraph.end < one.span.end:
            paragraph = next(paragraphs, None)
        assert paragraph is not None, f"expected a paragraph around it, got {one}"
        assert paragraph.contains(one.span), f"expected a quoted span inside its paragraph, got {one}"
        assert one.open.start == one.span.start, f"expected it to begin with its mark, got {one}"
        assert one.span.start in starts, f"expected it to begin with a token, got {one}"
        assert one.span.end in ends, f"expected it to end with a token, got {one}"
        assert one.close is None or one.close.end == one.span.end, (
            f"expected it to end with its mark, got {one}"
        )
        assert (one.close is None) == (one.closing in ("continued", "unclosed")), (
            f"expected it closed, got {one}"
        )


def _twice(pipeline: Pipeline, text: str) -> None:
    document = pipeline.attribute(text)
    assert_sound(document)
    _assert_quoted(document)
    assert pipeline.attribute(text) == document, "expected the same document twice, got another"


@functools.cache
def _by_model() -> Pipeline:
    return Pipeline()
