"""The stages and the pipelines: what must hold for every text."""

from __future__ import annotations

import functools
import zlib

import attrs

from fuzzing import samples
from quotekit.document import Document, Tokenized
from quotekit.matcher import MarkMatcher
from quotekit.pipeline import Pipeline, in_language
from quotekit.stages import Profile
from quotekit.testing import assert_offsets, assert_order, assert_quoted, assert_sound, assert_tokens
from quotekit.tokenizer import EnglishTokenizer

_AGAIN = 4


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
    assert_quoted(document)
    _assert_cut(document)


def rules(text: str) -> None:
    """Check the whole pipeline with rules: a sound document, and the same one again."""
    _sound(samples.pipeline(), text)


def model(text: str) -> None:
    """Check the default pipeline: a sound document, and the same one again."""
    _sound(_pipeline("model"), text)


def fast(text: str) -> None:
    """Check the pipeline with the smaller network: a sound document, and the same one again."""
    _sound(_pipeline("fast"), text)


def novel(text: str) -> None:
    """Check the pipeline for fiction: a sound document, and the same one again."""
    _sound(_pipeline("novel"), text)


def language(text: str, *, code: str) -> None:
    """Check the pipeline for another language: a sound document, and the same one again."""
    _sound(in_language(code), text)


def _document(tokenized: Tokenized) -> Document:
    return Document(
        text=tokenized.text,
        paragraphs=tokenized.paragraphs,
        sentences=tokenized.sentences,
        tokens=tokenized.tokens,
    )


def _assert_cut(document: Document) -> None:
    # Every document's quoted spans nest; only those of our own matcher begin and end with our own tokens.
    starts, ends = {token.start for token in document.tokens}, {token.end for token in document.tokens}
    for one in document.quoted:
        assert one.span.start in starts, f"expected it to begin with a token, got {one}"
        assert one.span.end in ends, f"expected it to end with a token, got {one}"


def _sound(pipeline: Pipeline, text: str) -> None:
    document = pipeline.attribute(text)
    assert_sound(document)
    _assert_cut(document)
    # One text in so many is read twice: what depends on chance shows there, and more texts are tried.
    if zlib.crc32(text.encode("utf-8", "surrogatepass")) % _AGAIN == 0:
        assert pipeline.attribute(text) == document, "expected the same document twice, got another"


@functools.cache
def _pipeline(profile: Profile) -> Pipeline:
    return Pipeline(profile=profile)
