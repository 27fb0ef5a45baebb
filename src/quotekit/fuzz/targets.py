"""What is fuzzed: each target takes an input and raises where something does not hold."""

from __future__ import annotations

import functools
import io
import sys
import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout

import attrs

from quotekit.document import Document, Tokenized
from quotekit.errors import InvalidDocument
from quotekit.fuzz import inputs
from quotekit.matcher import MarkMatcher
from quotekit.pipeline import Pipeline
from quotekit.testing import assert_offsets, assert_order, assert_sound, assert_tokens
from quotekit.tokenizer import EnglishTokenizer

# An input may take a millisecond a character; the shortest ones are given the time of 2,000 characters.
_SECONDS_A_CHARACTER = 0.001
_FREE = 2000


@attrs.frozen
class Target:
    """Hold what is fuzzed: how its inputs are made of bytes, and the check that must pass."""

    make: Callable[[bytes], str]
    check: Callable[[str], None]

    def __call__(self, data: bytes) -> float:
        """Check one input and give the seconds it took; raises where something does not hold."""
        given = self.make(data)
        started = time.thread_time()
        self.check(given)
        seconds = time.thread_time() - started
        if seconds > _SECONDS_A_CHARACTER * max(len(given), _FREE):
            raise AssertionError(
                f"expected at most a millisecond a character, got {seconds:.1f} s for {len(given)}"
            )
        return seconds


def tokenizer(text: str) -> None:
    """Check that tokens, sentences and paragraphs are slices of the text that hold all of it."""
    document = _document(EnglishTokenizer().tokenize(text))
    assert_offsets(document)
    assert_order(document)
    assert_tokens(document)


def matcher(text: str) -> None:
    """Check that quoted spans nest, stay in their paragraphs, and know how deep they are."""
    tokenized = EnglishTokenizer().tokenize(text)
    quoted = MarkMatcher().match(tokenized)
    document = attrs.evolve(_document(tokenized), quoted=quoted)
    assert_offsets(document)
    assert_order(document)
    starts, ends = {token.start for token in tokenized.tokens}, {token.end for token in tokenized.tokens}
    around: list[int] = []
    paragraphs = iter(tokenized.paragraphs)
    paragraph = next(paragraphs, None)
    for one in quoted:
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


def rules(text: str) -> None:
    """Check the whole pipeline with rules: a sound document, and the same one again."""
    _twice(_by_rules(), text)


def model(text: str) -> None:
    """Check the default pipeline: a sound document, and the same one again."""
    _twice(_by_model(), text)


def reader(data: str) -> None:
    """Check that JSON gives a document that round-trips or is refused with `InvalidDocument`."""
    try:
        document = Document.from_json(data)
    except InvalidDocument as error:
        message = str(error)
    else:
        assert_offsets(document)
        assert Document.from_json(document.to_json()) == document, (
            "expected the same document back, got another"
        )
        return
    assert len(message) < 2000, f"expected a message that can be read, got {len(message)} characters"


def command(text: str) -> None:
    """Check that the command line ends with 0 or 1 for every input, and says in one line what was wrong."""
    from quotekit.cli import main

    form = ("table", "json", "jsonl", "csv", "html")[len(text) % 5]
    given, before = io.TextIOWrapper(io.BytesIO(text.encode("utf-8", "surrogatepass"))), sys.stdin
    out, errors = io.StringIO(), io.StringIO()
    try:
        sys.stdin = given
        with redirect_stdout(out), redirect_stderr(errors):
            code = main(["attribute", "--profile", "rules", "--format", form])
    finally:
        sys.stdin = before
    assert code == (1 if errors.getvalue() else 0), (
        f"expected 0 or a message, got {code} and {errors.getvalue()!r}"
    )
    assert errors.getvalue().count("\n") <= 1, (
        f"expected one line on standard error, got {errors.getvalue()!r}"
    )


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


def _twice(pipeline: Pipeline, text: str) -> None:
    document = pipeline.attribute(text)
    assert_sound(document)
    assert pipeline.attribute(text) == document, "expected the same document twice, got another"


@functools.cache
def _by_rules() -> Pipeline:
    from quotekit.attribution import RuleAttributor

    return Pipeline(attributor=RuleAttributor())


@functools.cache
def _by_model() -> Pipeline:
    return Pipeline()


TARGETS: dict[str, Target] = {
    "tokenizer": Target(inputs.text, tokenizer),
    "matcher": Target(inputs.text, matcher),
    "rules": Target(inputs.text, rules),
    "model": Target(inputs.text, model),
    "reader": Target(inputs.document_json, reader),
    "command": Target(inputs.text, command),
}
