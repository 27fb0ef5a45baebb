"""Streams of documents: many texts, processed here or in several processes, with or without a bar."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from quotekit.document import Document


class Documents(Iterator[Document]):
    """Iterate over the documents of many texts, in order; `quotekit.attribute_many` returns one.

    The iteration can go on after an error. Threads may share it: they take turns, and each document goes to
    one of them. `close`, the end of a `with` block or deleting the iterator ends the worker processes and the
    bar; there are no more documents then.

    >>> import itertools, quotekit
    >>> with quotekit.attribute_many(itertools.repeat('"Yes," said Ann Lee.')) as docs:
    ...     print(next(docs).quotations[0].content_text)
    "Yes,"
    >>> list(docs)
    []
    """

    def __init__(self, documents: Iterator[Document], *, closing: Iterable[Callable[[], object]]) -> None:
        self._documents = documents
        self._closing = tuple(closing)
        self._turn = threading.RLock()
        self._process = os.getpid()

    def __next__(self) -> Document:
        with self._turn:
            return next(self._documents)

    def close(self) -> None:
        """End worker processes and the bar; there are no more documents then."""
        # In a forked process the lock may be held by a thread of the parent, which would never release it
        # there.
        forked = os.getpid() != self._process
        with contextlib.nullcontext() if forked else self._turn:
            self._documents = iter(())
            closing, self._closing = self._closing, ()
            for close in closing:
                close()

    def __enter__(self) -> Documents:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def stream(
    texts: Iterable[Any],
    function: Callable[[Any], Document],
    *,
    pickled: Callable[[], bytes],
    checked: Callable[[Any], object],
    workers: int | None,
    progress: bool,
) -> Documents:
    """Apply a function to texts, here or in worker processes, which get it `pickled`.

    `checked` returns a text, or raises an error before the text is sent to a worker.
    """
    if isinstance(texts, str) or not isinstance(texts, Iterable):
        raise TypeError(f"texts: expected an iterable of texts, got one {type(texts).__name__}")
    if workers is not None and (isinstance(workers, bool) or not isinstance(workers, int)):
        raise TypeError(f"workers: expected an int or None, got {type(workers).__name__}")
    if workers is not None and workers < 0:
        raise ValueError(f"workers: expected 0 or more, got {workers}")
    documents: Iterator[Document] = map(function, texts)
    closing: list[Callable[[], object]] = []
    if workers is not None and workers > 1:
        from quotekit.workers.spread import Spread

        spread: Spread[object, Document] = Spread(pickled(), map(checked, texts), workers=workers)
        documents = spread
        closing.append(spread.close)
    if progress:
        from quotekit.progress import Counted

        counted = Counted(documents, of=texts)
        documents = counted
        closing.append(counted.close)
    return Documents(documents, closing=closing)
