"""Documents in other shapes: a page to look at, rows to compute with, annotations for other programs."""

from quotekit.formats.records import COLUMNS, to_records

__all__ = ["COLUMNS", "to_records"]
