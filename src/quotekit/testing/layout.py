"""Layout: spans are slices of the text, in order and in the right places; quoted spans nest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NoReturn

from quotekit.document import Document, Span
from quotekit.testing.messages import fail, shown, spelled
from quotekit.testing.values import assertion

_LAID_OUT = ("paragraphs", "sentences", "tokens")
_PARTS = ("content", "cue", "source")


@assertion
def assert_offsets(document: Document) -> None:
    """Assert that every span is a slice of the document's own text.

    >>> from quotekit import Document, Span
    >>> document = Document(text="Hello there", paragraphs=(Span(0, 5, "Howdy there"),))
    >>> assert_offsets(document)
    Traceback (most recent call last):
    AssertionError: paragraphs[0]: expected 'Hello', the text from 0 to 5, got 'Howdy'
        ⟦Hello⟧ there
    """
    text = document.text
    for name, span in _spans(document):
        if not 0 <= span.start <= span.end <= len(text):
            fail(
                document,
                f"{name}: expected offsets from 0 to {len(text)}, got {span.start} and {span.end}",
                span,
            )
        if span.whole is not text and text[span.start : span.end] != span.text:
            expected = text[span.start : span.end]
            fail(
                document,
                f"{name}: expected {shown(expected)}, the text from {span.start} to {span.end}, "
                f"got {shown(span.text)}",
                span,
            )


@assertion
def assert_order(document: Document) -> None:
    """Assert that all spans are in order, without repetition.

    Tokens, sentences, paragraphs and the parts of a content, cue or source are in text order and do not
    overlap. Quoted spans and quotations are ordered by start, longer ones first, and mentions by text order.
    None is empty.
    """
    for name in _LAID_OUT:
        _assert_apart(document, name, getattr(document, name))
    for i, (before, after) in enumerate(pairwise(document.quoted), 1):
        if (after.span.start, -after.span.end) <= (before.span.start, -before.span.end):
            got = spelled(after.span)
            fail(document, f"quoted[{i}]: expected by start, an outer one first, got {got}", after.span)
    seen: dict[object, int] = {}
    for i, quotation in enumerate(document.quotations):
        for part in _PARTS:
            _assert_apart(document, f"quotations[{i}].{part}", getattr(quotation, part))
        previous = document.quotations[max(i - 1, 0)]
        if quotation.start < previous.start:
            _fail_order(document, i, "expected by start, got one that starts earlier")
        if quotation.start == previous.start and quotation.end > previous.end:
            _fail_order(document, i, "expected the longer first where two start together, got it second")
        first = seen.setdefault((quotation.content, quotation.cue, quotation.source), i)
        if first < i:
            _fail_order(document, i, f"expected each once, got quotations[{first}] again")
    for i, speaker in enumerate(document.speakers):
        for j, span in enumerate(speaker.mentions):
            if not len(span):
                name = f"speakers[{i}].mentions[{j}]"
                fail(document, f"{name}: expected at least one character, got none", span)
        for one, two in pairwise(speaker.mentions):
            if (two.start, two.end) <= (one.start, one.end):
                fail(document, f"speakers[{i}].mentions: expected in text order, each once", two)


@assertion
def assert_tokens(document: Document) -> None:
    """Assert that tokens are in sentences, sentences in paragraphs, and all letters in tokens.

    A token may contain white space, as a name that is one token does, but not begin or end with it.
    """
    _assert_within(document, "tokens", document.tokens, "sentences", document.sentences)
    _assert_within(document, "sentences", document.sentences, "paragraphs", document.paragraphs)
    at = 0
    for i, token in enumerate(
        (*document.tokens, Span(len(document.text), len(document.text), document.text))
    ):
        gap = document.text[at : token.start]
        if gap.strip():
            start = at + len(gap) - len(gap.lstrip())
            outside = Span(start, start + len(gap.strip()), document.text)
            message = "tokens: expected every character but white space in one"
            fail(document, f"{message}, not {spelled(outside)}", outside)
        letters = document.text[token.start : token.end]
        if letters[:1].isspace() or letters[-1:].isspace():
            fail(document, f"tokens[{i}]: expected no white space at its ends, got {spelled(token)}", token)
        at = token.end


@assertion
def assert_quoted(document: Document) -> None:
    """Assert that quoted spans nest, are in paragraphs, have the right depth, and contain their marks.

    >>> import attrs, quotekit
    >>> document = quotekit.attribute('"It is over," said Ann Lee.')
    >>> deep = attrs.evolve(document.quoted[0], depth=7)
    >>> assert_quoted(attrs.evolve(document, quoted=(deep,)))
    Traceback (most recent call last):
    AssertionError: quoted[0].depth: expected 0, the number of quoted spans around it, got 7
        ⟦"It is over,"⟧ said Ann Lee.
    """
    around: list[int] = []
    for i, one in enumerate(document.quoted):
        span, marks = one.span, (one.open,) if one.close is None else (one.open, one.close)
        for name, stretch in zip(("span", "open", "close"), (span, *marks), strict=False):
            if not len(stretch):
                fail(document, f"quoted[{i}].{name}: expected at least one character, got none", stretch)
        while around and around[-1] <= span.start:
            around.pop()
        if around and around[-1] < span.end:
            message = f"expected it to end at {around[-1]} or earlier, as the one around it does"
            fail(document, f"quoted[{i}]: {message}, got {span.end}", span)
        if one.depth != len(around):
            message = f"expected {len(around)}, the number of quoted spans around it"
            fail(document, f"quoted[{i}].depth: {message}, got {shown(one.depth)}", span)
        around.append(span.end)
        if one.open.start != span.start or one.open.end > span.end:
            message = f"expected the mark that begins {spelled(span)}"
            fail(document, f"quoted[{i}].open: {message}, got {spelled(one.open)}", one.open)
        if one.close is not None and (one.close.end != span.end or one.close.start < one.open.end):
            message = f"expected the mark that ends {spelled(span)}"
            fail(document, f"quoted[{i}].close: {message}, got {spelled(one.close)}", one.close)
        ended = ("continued", "unclosed") if one.close is None else ("closed", "mismatched")
        if one.closing not in ended:
            mark = "no closing mark" if one.close is None else "a closing mark"
            message = f"expected {ended[0]} or {ended[1]} where there is {mark}"
            fail(document, f"quoted[{i}].closing: {message}, got {one.closing}", span)
    quoted = [one.span for one in document.quoted]
    _assert_within(document, "quoted", quoted, "paragraphs", document.paragraphs)


def _spans(document: Document) -> Iterator[tuple[str, Span]]:
    for name in _LAID_OUT:
        for i, span in enumerate(getattr(document, name)):
            yield f"{name}[{i}]", span
    for i, quoted in enumerate(document.quoted):
        yield f"quoted[{i}].span", quoted.span
        yield f"quoted[{i}].open", quoted.open
        if quoted.close is not None:
            yield f"quoted[{i}].close", quoted.close
    for i, quotation in enumerate(document.quotations):
        for part in _PARTS:
            for j, span in enumerate(getattr(quotation, part)):
                yield f"quotations[{i}].{part}[{j}]", span
    for i, speaker in enumerate(document.speakers):
        for j, span in enumerate(speaker.mentions):
            yield f"speakers[{i}].mentions[{j}]", span


def _fail_order(document: Document, place: int, message: str) -> NoReturn:
    fail(document, f"quotations[{place}]: {message}", document.quotations[place].content[0])


def _assert_apart(document: Document, name: str, spans: Sequence[Span]) -> None:
    end = 0
    for i, span in enumerate(spans):
        if not len(span):
            fail(document, f"{name}[{i}]: expected at least one character, got none", span)
        if span.start < end:
            fail(document, f"{name}[{i}]: expected to start at {end} or later, got {span.start}", span)
        end = span.end


def _assert_within(
    document: Document, name: str, spans: Sequence[Span], around: str, outer: Sequence[Span]
) -> None:
    at = 0
    for i, span in enumerate(spans):
        while at < len(outer) and outer[at].end < span.end:
            at += 1
        if at == len(outer) or not outer[at].contains(span):
            fail(document, f"{name}[{i}]: expected it inside one of the {around}, got {spelled(span)}", span)
