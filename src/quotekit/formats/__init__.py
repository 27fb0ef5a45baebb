"""Documents in other formats: web pages, rows, and annotations for other programs."""

from quotekit.formats.records import COLUMNS, to_records

__all__ = ["COLUMNS", "to_records"]
