"""What commands print: problems on standard error, and text that is safe on a terminal."""

from __future__ import annotations

import datetime
import re
import sys
from collections.abc import Callable

from tqdm import tqdm

from quotekit.document import Span
from quotekit.readers import Time

Report = Callable[[str], None]
"""The callback for problems: what could not be done, and why."""

# Characters that control a terminal, and those that turn the direction of all that follows them.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


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
