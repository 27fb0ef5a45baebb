"""The layout of a text: spans, the tokenizer's pieces, quoted spans and names.

Offsets are code points into the text as given, half-open: ``text[span.start:span.end] == span.text``.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from itertools import repeat
from numbers import Integral
from operator import itemgetter
from typing import Any, Literal

import attrs

Closing = Literal["closed", "mismatched", "continued", "unclosed"]


@attrs.frozen(eq=False, repr=False)
class Span:
    """Mark a range of a text. A span is a view: the text is stored once, however many spans there are.

    `start` and `end` are code points into `whole`, half-open. Two spans are equal if they have the same
    offsets and the same text.

    Raises `ValueError` when the offsets do not lie inside `whole`, and `TypeError` where they are no whole
    numbers or it is no text.

    >>> span = Span(4, 8, "Mr. Wang said")
    >>> span.text, len(span)
    ('Wang', 4)
    """

    start: int
    end: int
    whole: str

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.whole, str):
            _check("whole", self.whole, str)
        if not isinstance(self.start, int):
            _check_whole("start", self.start)
        if not isinstance(self.end, int):
            _check_whole("end", self.end)
        if not 0 <= self.start <= self.end <= len(self.whole):
            raise ValueError(
                f"expected offsets with 0 <= start <= end <= {len(self.whole)}, "
                f"got {self.start} and {self.end}"
            )

    @property
    def text(self) -> str:
        return self.whole[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share a character.

        >>> Span(0, 5, "Hello there").overlaps(Span(4, 8, "Hello there"))
        True
        """
        try:
            return self.start < other.end and other.start < self.end
        except AttributeError:
            _check("other", other, Span)
            raise

    def contains(self, other: Span) -> bool:
        """Tell whether `other` lies wholly inside.

        >>> Span(0, 11, "Hello there").contains(Span(6, 11, "Hello there"))
        True
        """
        try:
            return self.start <= other.start and other.end <= self.end
        except AttributeError:
            _check("other", other, Span)
            raise

    def __len__(self) -> int:
        return self.end - self.start

    def __bool__(self) -> bool:
        return True

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Span):
            return NotImplemented
        return (self.start, self.end, self.text) == (other.start, other.end, other.text)

    def __hash__(self) -> int:
        return hash((self.start, self.end))

    def __repr__(self) -> str:
        return f"Span({self.start}, {self.end}, {self.text!r})"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        # Hypothesis would otherwise print the whole text with each span.
        printer.text(repr(self))

    def __reduce__(self) -> tuple[type[Span], tuple[int, int, str]]:
        return Span, (self.start, self.end, self.whole)


def _check(name: str, given: object, kind: type) -> None:
    # Loaded with the first wrong argument alone.
    from quotekit.arguments import check_kind

    check_kind(name, given, kind)


def _check_whole(name: str, given: object) -> None:
    # Those of other libraries are whole numbers too.
    if not isinstance(given, Integral):
        _check(name, given, int)


_SETTERS = [vars(Span)[field].__set__ for field in attrs.fields_dict(Span)]


def spans_of(whole: str, offsets: Collection[tuple[int, int]]) -> tuple[Span, ...]:
    """Return the spans of a text with the given offsets, which nothing checks: they must lie inside it.

    >>> spans_of("Mr. Wang said", [(0, 3), (4, 8)])
    (Span(0, 3, 'Mr.'), Span(4, 8, 'Wang'))
    """
    # Three passes without a line of Python: a text has so many tokens that one by one they took six times as
    # long.
    values = map(itemgetter(0), offsets), map(itemgetter(1), offsets), repeat(whole)
    spans = tuple(map(object.__new__, repeat(Span, len(offsets))))
    for place, given in zip(_SETTERS, values, strict=True):
        deque(map(place, spans, given), maxlen=0)
    return spans


@attrs.frozen(kw_only=True)
class Tokenized:
    """Hold the result of the tokenizer: paragraphs, sentences and tokens, each in text order.

    Sentences do not cross paragraphs, tokens do not cross sentences, and every character that is not white
    space is in exactly one token.
    """

    text: str = attrs.field(repr=False)
    paragraphs: tuple[Span, ...] = ()
    sentences: tuple[Span, ...] = ()
    tokens: tuple[Span, ...] = ()


@attrs.frozen(kw_only=True)
class QuotedSpan:
    """Hold a range in quotation marks.

    `span` runs from the opening mark to the closing one, both included; `open` and `close` are the marks;
    `close` is None if there is none, and the range then ends with its paragraph. `depth` is 0 for the
    outermost marks. `closing` says how the range ends: `closed` by its own mark, `mismatched` by the mark of
    another pair, `continued` if the next paragraph opens it again, or `unclosed`.
    """

    span: Span
    open: Span
    close: Span | None
    depth: int
    closing: Closing

    @property
    def inner(self) -> Span:
        """Return the range between the marks, without them."""
        end = self.close.start if self.close else self.span.end
        return Span(self.open.end, max(end, self.open.end), self.span.whole)


NameKind = Literal["person", "organisation", "place", "group", "other"]
"""What a name refers to; a group is a people, a faith or a party's members."""


@attrs.frozen(kw_only=True)
class Name:
    """Hold a proper name that an attributor found along with the quotations, for the resolver.

    `confidence`, from 0 to 1, is that of its kind and extent.
    """

    span: Span
    kind: NameKind
    confidence: float
