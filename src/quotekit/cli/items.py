"""Output item by item: a JSON list, JSON Lines or tab-separated lines; and text made safe for them."""

from __future__ import annotations

import datetime
import json
import re
import sys
from collections.abc import Callable, Iterable
from typing import Generic, ParamSpec

from tqdm import tqdm

from quotekit.document import Span
from quotekit.readers import Time

Report = Callable[[str], None]
"""The callback for problems: what could not be done, and why."""

_Item = ParamSpec("_Item")

# Escaped in JSON strings: code points that UTF-8 cannot encode, and line ends of some readers.
_TO_ESCAPE = re.compile("[\ud800-\udfff\u0085\u2028\u2029]")
# Characters that control a terminal.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")


class JsonList(Generic[_Item]):
    """Print the plain data of each item in one JSON list, spread over lines."""

    def __init__(self, plain: Callable[_Item, object]) -> None:
        self._plain = plain
        self._before = "["

    def write(self, *item: _Item.args, **named: _Item.kwargs) -> None:
        data = dumped(self._plain(*item, **named), indent=2)
        sys.stdout.write(self._before + "\n  " + data.replace("\n", "\n  "))
        self._before = ","

    def close(self) -> None:
        sys.stdout.write("[]\n" if self._before == "[" else "\n]\n")
        sys.stdout.flush()


class JsonLines(Generic[_Item]):
    """Print the plain data of each item as a line of JSON."""

    def __init__(self, plain: Callable[_Item, object]) -> None:
        self._plain = plain

    def write(self, *item: _Item.args, **named: _Item.kwargs) -> None:
        sys.stdout.write(dumped(self._plain(*item, **named)) + "\n")

    def close(self) -> None:
        sys.stdout.flush()


class Lines(Generic[_Item]):
    """Print the rows of each item as tab-separated lines, below a line of column names."""

    def __init__(self, columns: Iterable[str], rows: Callable[_Item, Iterable[Iterable[str]]]) -> None:
        self._rows = rows
        self._line(columns)

    def write(self, *item: _Item.args, **named: _Item.kwargs) -> None:
        for row in self._rows(*item, **named):
            self._line(row)

    def close(self) -> None:
        sys.stdout.flush()

    def _line(self, cells: Iterable[str]) -> None:
        sys.stdout.write("\t".join(cells) + "\n")


def dumped(value: object, indent: int | None = None) -> str:
    """Return plain data as JSON on one line for every reader."""
    data = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    return _TO_ESCAPE.sub(lambda match: f"\\u{ord(match.group()):04x}", data)


def clean(text: str) -> str:
    """Return a text as one line that is safe on a terminal."""
    return harmless(" ".join(text.split()))


def harmless(line: str) -> str:
    """Return a line without the characters that control a terminal.

    >>> harmless("\x1b[31mred")
    '�[31mred'
    """
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", line)


def shown(spans: tuple[Span, ...]) -> str:
    """Return spans as one line that is safe on a terminal."""
    return " … ".join(clean(span.text) for span in spans)


def clock(time: Time | None) -> str:
    """Return a time in hours, minutes and seconds, or nothing if there is none.

    >>> clock(Time(start=0, end=9, begins=59.6, ends=3723.25))
    '0:00:59–1:02:03'
    """
    if time is None:
        return ""
    return "–".join(str(datetime.timedelta(seconds=int(at))) for at in (time.begins, time.ends))


class Problems:
    """Report problems on standard error, and remember whether there were any."""

    def __init__(self) -> None:
        self.any = False

    def __call__(self, problem: str) -> None:
        self.any = True
        tell(problem)


def tell(problem: str) -> None:
    """Report a problem on standard error, in one line that is safe on a terminal."""
    # Ids, file names and error messages come from outside. A progress bar on the terminal stays intact.
    tqdm.write(f"quotekit: {clean(problem)}", file=sys.stderr)
