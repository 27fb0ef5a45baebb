"""Documents written out for other programs: a page of HTML for the browser, CSV for tables."""

from __future__ import annotations

import csv
import sys

from quotekit.document import Document
from quotekit.formats import html
from quotekit.formats.records import COLUMNS, utf8_records


class Page:
    """One page with a section for each document, after the `head` that every page has."""

    def __init__(self, head: str) -> None:
        self._count = 0
        sys.stdout.write(head)

    def write(self, name: str, document: Document) -> None:
        self._count += 1
        sys.stdout.write(html.section(document, number=self._count, title=name))

    def close(self) -> None:
        sys.stdout.write(html.foot())
        sys.stdout.flush()


class Rows:
    """One row for each quotation, under a row of the columns' names."""

    def __init__(self) -> None:
        # Line ends as in RFC 4180. They also make every version of Python put cells with a lone
        # carriage return in quotation marks.
        self._rows = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\r\n")
        self._rows.writeheader()

    def write(self, name: str, document: Document) -> None:
        self._rows.writerows(utf8_records(document, id=name))

    def close(self) -> None:
        sys.stdout.flush()
