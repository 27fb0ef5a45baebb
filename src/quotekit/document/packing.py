"""How a document is pickled, as on its way from a worker process: its tokens as offsets, not one by one."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping
from itertools import repeat
from operator import attrgetter, is_
from typing import TYPE_CHECKING, Any

import attrs

from quotekit.document.layout import Span, spans_of

if TYPE_CHECKING:
    from quotekit.document.document import Document

# The fields that hold nothing but spans: most of what a document consists of.
_LAYOUT = ("paragraphs", "sentences", "tokens")


def packed(document: Document) -> tuple[Callable[..., Document], tuple[Any, ...]]:
    """Return how the document is made again, in the form of `object.__reduce__`."""
    fields = {field.name: getattr(document, field.name) for field in attrs.fields(type(document))}
    for name in _LAYOUT:
        fields[name] = _offsets(fields[name], document.text)
    return unpacked, (type(document), fields)


def unpacked(kind: type[Document], fields: Mapping[str, Any]) -> Document:
    """Return the document that was packed."""
    layout = {name: _spans(fields[name], fields["text"]) for name in _LAYOUT}
    return kind(**{**fields, **layout})


def _offsets(spans: tuple[Span, ...], text: str) -> tuple[Any, ...]:
    # A document made by hand may have spans of another text.
    if not all(map(is_, map(attrgetter("whole"), spans), repeat(text))):
        return spans
    return array("Q", map(attrgetter("start"), spans)), array("Q", map(attrgetter("end"), spans))


def _spans(packed: tuple[Any, ...], text: str) -> tuple[Span, ...]:
    if packed and isinstance(packed[0], array):
        return spans_of(text, list(zip(*packed, strict=True)))
    return packed
