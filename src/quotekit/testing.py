"""Assertions for your own tests: does a document keep its promises, and does it find what is known?

Each raises `AssertionError` with a message that says what was expected, what was got, and shows the
text around the fault, the fault itself in ``⟦ ⟧``. They need no test framework and no extra.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NoReturn

from quotekit.document import Document, Quotation, Span

# How much of the text a message shows on either side of the fault.
_AROUND = 40
_VISIBLE = {ord("\n"): "⏎", ord("\r"): "␍", ord("\t"): "␉", 0: "␀"}


def assert_sound(document: Document) -> None:
    """Assert everything that holds for every document: `assert_offsets` and the others of this module.

    >>> import quotekit
    >>> assert_sound(quotekit.attribute('"It is over," said Ann Lee.'))
    """
    assert_offsets(document)
    assert_order(document)
    assert_tokens(document)
    assert_speakers(document)
    assert_round_trip(document)


def assert_offsets(document: Document) -> None:
    """Assert that every span is a slice of the document's own text.

    >>> from quotekit import Document, Span
    >>> document = Document(
    ...     text="Hello there", paragraphs=(Span(0, 5, "Howdy there"),),
    ...     sentences=(), tokens=(), quoted=(), quotations=(), speakers=(),
    ... )
    >>> assert_offsets(document)
    Traceback (most recent call last):
    AssertionError: paragraphs[0]: expected 'Hello', the text from 0 to 5, got 'Howdy'
        ⟦Hello⟧ there
    """
    text = document.text
    for name, span in _spans(document):
        if not 0 <= span.start <= span.end <= len(text):
            _fail(
                document, f"{name}: expected offsets from 0 to {len(text)}, got {span.start} and {span.end}"
            )
        if span.whole is not text and text[span.start : span.end] != span.text:
            expected = text[span.start : span.end]
            _fail(
                document,
                f"{name}: expected {_shown(expected)}, the text from {span.start} to {span.end}, "
                f"got {_shown(span.text)}",
                span,
            )


def assert_order(document: Document) -> None:
    """Assert that all that is ordered is: tokens, sentences, paragraphs, quoted spans, quotations, parts."""
    for name in ("paragraphs", "sentences", "tokens"):
        _assert_apart(document, name, getattr(document, name))
    for i, (before, after) in enumerate(pairwise(document.quoted), 1):
        if (after.span.start, -after.span.end) < (before.span.start, -before.span.end):
            _fail(
                document, f"quoted[{i}]: expected by start, an outer one first, got {after.span}", after.span
            )
    for i, (one, two) in enumerate(pairwise(document.quotations), 1):
        if two.start < one.start:
            _fail(
                document, f"quotations[{i}]: expected by start, got one that starts earlier", two.content[0]
            )
    for i, quotation in enumerate(document.quotations):
        for part in ("content", "cue", "source"):
            _assert_apart(document, f"quotations[{i}].{part}", getattr(quotation, part))
    for i, speaker in enumerate(document.speakers):
        for one_span, two_span in pairwise(speaker.mentions):
            if (two_span.start, two_span.end) <= (one_span.start, one_span.end):
                _fail(document, f"speakers[{i}].mentions: expected in text order, each once", two_span)


def assert_tokens(document: Document) -> None:
    """Assert that tokens lie in sentences, these in paragraphs, and that no letter stands outside them."""
    _assert_within(document, "tokens", document.tokens, "sentences", document.sentences)
    _assert_within(document, "sentences", document.sentences, "paragraphs", document.paragraphs)
    at = 0
    for token in (*document.tokens, Span(len(document.text), len(document.text), document.text)):
        gap = document.text[at : token.start]
        if gap.strip():
            start = at + len(gap) - len(gap.lstrip())
            outside = Span(start, start + len(gap.strip()), document.text)
            _fail(
                document, f"tokens: expected every character but white space in one, not {outside}", outside
            )
        at = token.end


def assert_speakers(document: Document) -> None:
    """Assert that quotations name the document's own speakers, and stand inside each other without circles.

    >>> import attrs, quotekit
    >>> document = quotekit.attribute('"It is over," said Ann Lee.')
    >>> assert_speakers(attrs.evolve(document, speakers=()))
    Traceback (most recent call last):
    AssertionError: quotations[0].speaker: expected one of the document's speakers (nobody), got Ann Lee
        ⟦"It is over,"⟧ said Ann Lee.
    """
    known = set(document.speakers)
    for i, quotation in enumerate(document.quotations):
        if quotation.speaker is not None and quotation.speaker not in known:
            names = ", ".join(speaker.name for speaker in document.speakers) or "nobody"
            _fail(
                document,
                f"quotations[{i}].speaker: expected one of the document's speakers ({names}), "
                f"got {quotation.speaker.name}",
                quotation.content[0],
            )
        if quotation.inside is not None:
            _assert_inside(document, i, quotation, quotation.inside)


def assert_round_trip(document: Document) -> None:
    """Assert that the document comes back from JSON and from plain data as it was."""
    for name, back in (
        ("from_json(to_json())", Document.from_json(document.to_json())),
        ("from_dict(to_dict())", Document.from_dict(document.to_dict())),
    ):
        if back != document:
            fields = ("text", "paragraphs", "sentences", "tokens", "quoted", "quotations", "speakers")
            differing = ", ".join(f for f in fields if getattr(back, f) != getattr(document, f))
            raise AssertionError(f"{name}: expected the same document, got another in {differing}")


def assert_finds(document: Document, expected: Iterable[Quotation]) -> None:
    """Assert that each expected quotation is found: the same content, and the same speaker's name.

    White space aside, content must be the same to the letter; whether two stretches with only white
    space between them are one part or two makes no difference. An expected quotation without a
    speaker asks for no certain one.

    >>> import quotekit
    >>> document = quotekit.attribute('"It is over," said Ann Lee.')
    >>> assert_finds(document, document.quotations)
    """
    for quotation in expected:
        found = match_of(document, quotation)
        if found is None:
            near = [q for q in document.quotations if q.start < quotation.end and quotation.start < q.end]
            got = " and ".join(_shown(q.text) for q in near) or "none there"
            _fail(
                document,
                f"expected the quotation {_shown(quotation.text)} "
                f"from {quotation.start} to {quotation.end}, got {got}",
                quotation.content[0],
            )
        if quotation.speaker is not None and not same_name(found, quotation):
            name = "nobody" if found.speaker is None else found.speaker.name
            _fail(
                document,
                f"expected {quotation.speaker.name} as the speaker, got {name}",
                quotation.content[0],
            )


def match_of(document: Document, expected: Quotation) -> Quotation | None:
    """Give the document's quotation whose content is the expected one's, white space aside."""
    wanted = _letters(expected)
    for quotation in document.quotations:
        if (
            quotation.start < expected.end
            and expected.start < quotation.end
            and _letters(quotation) == wanted
        ):
            return quotation
    return None


def same_name(found: Quotation, expected: Quotation) -> bool:
    """Tell whether two quotations name the same speaker; case and a leading article do not matter.

    >>> import quotekit
    >>> first, second = quotekit.attribute('"Yes," said Ann Lee. "No," said Bo Fox.').quotations
    >>> same_name(first, first), same_name(first, second)
    (True, False)
    """
    return _name(found) == _name(expected)


def _name(quotation: Quotation) -> str | None:
    if quotation.speaker is None:
        return None
    words = quotation.speaker.name.casefold().split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("a", "an", "the") else words)


def _letters(quotation: Quotation) -> list[tuple[int, int]]:
    """Give the content's stretches, joined where only white space parts them."""
    joined: list[tuple[int, int]] = []
    for span in quotation.content:
        if joined and not span.whole[joined[-1][1] : span.start].strip():
            joined[-1] = (joined[-1][0], span.end)
        else:
            joined.append((span.start, span.end))
    return joined


def _spans(document: Document) -> Iterator[tuple[str, Span]]:
    for name in ("paragraphs", "sentences", "tokens"):
        for i, span in enumerate(getattr(document, name)):
            yield f"{name}[{i}]", span
    for i, quoted in enumerate(document.quoted):
        yield f"quoted[{i}].span", quoted.span
        yield f"quoted[{i}].open", quoted.open
        if quoted.close is not None:
            yield f"quoted[{i}].close", quoted.close
    for i, quotation in enumerate(document.quotations):
        for part in ("content", "cue", "source"):
            for j, span in enumerate(getattr(quotation, part)):
                yield f"quotations[{i}].{part}[{j}]", span
    for i, speaker in enumerate(document.speakers):
        for j, span in enumerate(speaker.mentions):
            yield f"speakers[{i}].mentions[{j}]", span


def _assert_apart(document: Document, name: str, spans: Sequence[Span]) -> None:
    end = 0
    for i, span in enumerate(spans):
        if not len(span):
            _fail(document, f"{name}[{i}]: expected at least one character, got none", span)
        if span.start < end:
            _fail(document, f"{name}[{i}]: expected to start at {end} or later, got {span.start}", span)
        end = span.end


def _assert_within(
    document: Document, name: str, spans: Sequence[Span], around: str, outer: Sequence[Span]
) -> None:
    at = 0
    for i, span in enumerate(spans):
        while at < len(outer) and outer[at].end < span.end:
            at += 1
        if at == len(outer) or not outer[at].contains(span):
            _fail(document, f"{name}[{i}]: expected it inside one of the {around}, got {span}", span)


def _assert_inside(document: Document, index: int, quotation: Quotation, inside: int) -> None:
    name, content = f"quotations[{index}].inside", quotation.content[0]
    if not 0 <= inside < len(document.quotations) or inside == index:
        _fail(document, f"{name}: expected the index of another quotation, got {inside}", content)
    outer = document.quotations[inside]
    if not outer.start <= quotation.start <= quotation.end <= outer.end:
        _fail(document, f"{name}: expected a quotation around this one, got {_shown(outer.text)}", content)
    if outer.inside == index:
        _fail(document, f"{name}: expected no circle, got two quotations inside each other", content)


def _fail(document: Document, message: str, span: Span | None = None) -> NoReturn:
    if span is not None:
        text, start, end = document.text, max(span.start, 0), min(span.end, len(document.text))
        before, after = text[max(start - _AROUND, 0) : start], text[end : end + _AROUND]
        # On one line, and in characters that every terminal and log can take.
        shown = f"{before}⟦{text[start:end]}⟧{after}".translate(_VISIBLE).rstrip()
        message += f"\n    {shown.encode('utf-8', 'backslashreplace').decode('utf-8')}"
    raise AssertionError(message)


def _shown(text: str) -> str:
    return repr(text if len(text) <= 2 * _AROUND else f"{text[:_AROUND]} … {text[-_AROUND:]}")
