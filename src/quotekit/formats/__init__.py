"""Documents in other formats: web pages, rows, and annotations for other programs.

`records` are flat rows, which `frames` and `arrow` hand on. `html` marks a text in place, by the pieces of
`marking` and the parts of `pages`. `annotations`, `brat`, `conll` and `tei` are what other tools read; the
last three are read back, through `assembly`.
"""

from quotekit.formats.records import COLUMNS, to_records

__all__ = ["COLUMNS", "to_records"]
