"""Documents written for other programs: an HTML page for the browser, CSV for tables."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Generic, ParamSpec

from quotekit.cli.items import clock
from quotekit.cli.reading import Reading
from quotekit.formats import html
from quotekit.roster import Roster

_Item = ParamSpec("_Item")


class Page:
    """One page: the `head`, a section for each document, and a list of their speakers."""

    def __init__(self, head: str) -> None:
        self._count = 0
        self._roster = Roster()
        sys.stdout.write(head)

    def write(self, reading: Reading) -> None:
        self._count += 1
        self._roster.add(f"d{self._count}", reading.document)
        notes = [clock(reading.time_of(quotation)) for quotation in reading.document.quotations]
        sys.stdout.write(html.section(reading.document, number=self._count, title=reading.id, notes=notes))

    def close(self) -> None:
        if self._count > 1:
            sys.stdout.write(html.people(self._roster.people()))
        sys.stdout.write(html.foot())
        sys.stdout.flush()


class Rows(Generic[_Item]):
    """The rows of each item, below a row of column names; numbers in the columns `exact` keep all digits."""

    def __init__(
        self,
        columns: Sequence[str],
        rows: Callable[_Item, Iterable[Mapping[str, object]]],
        *,
        exact: Collection[str] = (),
    ) -> None:
        # Line ends as in RFC 4180. They also make every version of Python quote cells with a lone carriage
        # return.
        self._rows = csv.DictWriter(sys.stdout, columns, lineterminator="\r\n")
        self._rows.writeheader()
        self._make = rows
        self._exact = exact

    def write(self, *item: _Item.args, **named: _Item.kwargs) -> None:
        for row in self._make(*item, **named):
            self._rows.writerow(
                {name: value if name in self._exact else _cell(value) for name, value in row.items()}
            )

    def close(self) -> None:
        sys.stdout.flush()


def _cell(value: object) -> object:
    # Shares are not known to more than two digits.
    return round(value, 2) if isinstance(value, float) else value
