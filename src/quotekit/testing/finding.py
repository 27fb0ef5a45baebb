"""Finding: whether a document has the quotations that are known to be there."""

from __future__ import annotations

from collections.abc import Iterable

from quotekit.document import Document, Quotation
from quotekit.testing.messages import fail, named, shown
from quotekit.testing.values import assert_values

# The most quotations that a message lists.
_SHOWN = 3


def assert_finds(document: Document, expected: Iterable[Quotation]) -> None:
    """Assert that each expected quotation is found: the same content, and the same speaker's name.

    Content must be the same to the letter except for white space; two parts with only white space between
    them equal one part. If an expected quotation has no speaker, any speaker will do.

    >>> import quotekit
    >>> document = quotekit.attribute('"It is over," said Ann Lee.')
    >>> assert_finds(document, document.quotations)
    """
    assert_values(document)
    for quotation in expected:
        found = match_of(document, quotation)
        if found is None:
            near = [q for q in document.quotations if q.start < quotation.end and quotation.start < q.end]
            got = " and ".join(shown(q.content_text) for q in near[:_SHOWN]) or "none there"
            got += f" and {len(near) - _SHOWN} more" if len(near) > _SHOWN else ""
            fail(
                document,
                f"expected the quotation {shown(quotation.content_text)} "
                f"from {quotation.start} to {quotation.end}, got {got}",
                quotation.content[0],
            )
        if quotation.speaker is not None and not same_name(found, quotation):
            name = "nobody" if found.speaker is None else named(found.speaker.name)
            fail(
                document,
                f"expected {named(quotation.speaker.name)} as the speaker, got {name}",
                quotation.content[0],
            )


def match_of(document: Document, expected: Quotation) -> Quotation | None:
    """Return the document's quotation with the expected content, white space aside.

    The same offsets in another text are not the same content.
    """
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


def _letters(quotation: Quotation) -> list[tuple[int, int, list[str]]]:
    """Return the content's ranges and words, joined if only white space separates them."""
    joined: list[tuple[int, int, list[str]]] = []
    for span in quotation.content:
        start = span.start
        if joined and not span.whole[joined[-1][1] : start].strip():
            start, _, _ = joined.pop()
        joined.append((start, span.end, span.whole[start : span.end].split()))
    return joined
