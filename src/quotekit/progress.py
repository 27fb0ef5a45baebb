"""A progress bar on standard error around an iterator."""

from __future__ import annotations

from collections.abc import Iterator, Sized
from typing import TypeVar

from quotekit.errors import MissingExtra

_Item = TypeVar("_Item")


class Counted(Iterator[_Item]):
    """Give an iterator's items and draw how many have come, of as many as `of` has, if it has a length.

    An item that raises counts, and the iterator can be asked again, if `items` can.

    Raises `MissingExtra` when tqdm is not installed.
    """

    def __init__(self, items: Iterator[_Item], *, of: object) -> None:
        try:
            from tqdm import tqdm
        except ImportError:
            raise MissingExtra.of("cli", package="tqdm", purpose="the progress bar") from None
        self._items = items
        self._bar = tqdm(total=len(of) if isinstance(of, Sized) else None, unit="text")

    def __next__(self) -> _Item:
        try:
            item = next(self._items)
        except (StopIteration, KeyboardInterrupt):
            self._bar.close()
            raise
        except Exception:
            self._bar.update()
            raise
        self._bar.update()
        return item
