"""Progress bars on standard error."""

from __future__ import annotations

from collections.abc import Iterator, Sized
from typing import TYPE_CHECKING, NoReturn, TypeVar

from quotekit.errors import MissingExtra

if TYPE_CHECKING:
    from tqdm import tqdm

_Item = TypeVar("_Item")


def bar(*, total: int | None, shown: bool = True) -> tqdm[NoReturn]:
    """Return a bar that counts texts.

    Raises `MissingExtra` when tqdm is not installed.
    """
    try:
        from tqdm import tqdm
    except ImportError:
        raise MissingExtra.of("cli", package="tqdm", purpose="the progress bar") from None

    class Threadless(tqdm):  # type: ignore[type-arg]
        # Its monitor thread would make it unsafe to fork worker processes.
        monitor_interval = 0

    return Threadless(total=total, unit="text", disable=not shown)


class Counted(Iterator[_Item]):
    """Iterate over items, with a bar of how many have come; the total is the length of `of`, if any.

    An item that raises counts too, and the iteration can go on if that of `items` can.

    Raises `MissingExtra` when tqdm is not installed.
    """

    def __init__(self, items: Iterator[_Item], *, of: object) -> None:
        self._items = items
        self._bar = bar(total=len(of) if isinstance(of, Sized) else None)

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

    def close(self) -> None:
        """Leave the bar as it is and end the iteration."""
        self._items = iter(())
        self._bar.close()
