"""Several documents with their ids, in the shapes in which a caller may have them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from quotekit.document.document import Document

NamedDocuments = Mapping[str, Document] | Iterable[Document | tuple[str, Document]]
"""A mapping from ids to documents, pairs of both, or documents alone, which go by their position."""


def named(documents: NamedDocuments) -> Iterator[tuple[str, Document]]:
    """Return each document with its id, as they come; one without goes by its position: "0", "1" and so on.

    Raises `TypeError` at once for what cannot be several documents, and in its turn for what is no document.
    """
    if isinstance(documents, Document | str) or not isinstance(documents, Iterable):
        got = "one Document alone" if isinstance(documents, Document) else type(documents).__name__
        raise TypeError(f"documents: expected several documents, in a list or by their ids, got {got}")
    return _pairs(documents)


def checked(name: object, document: object) -> tuple[str, Document]:
    """Return an id and a document. Raises `TypeError` where they are something else."""
    if not isinstance(name, str):
        raise TypeError(f"expected a str as a document's id, got {type(name).__name__}")
    if not isinstance(document, Document):
        hint = "; attribute it first" if isinstance(document, str) else ""
        raise TypeError(f"expected a Document, got {type(document).__name__}{hint}")
    return name, document


def _pairs(documents: NamedDocuments) -> Iterator[tuple[str, Document]]:
    if isinstance(documents, Mapping):
        yield from (checked(name, document) for name, document in documents.items())
        return
    for position, item in enumerate(documents):
        if isinstance(item, tuple) and len(item) == 2:
            yield checked(*item)
        else:
            yield checked(str(position), item)
