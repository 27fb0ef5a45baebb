"""TEI P5: a text with its paragraphs and attributions as a complete XML document.

After the TEI Guidelines, P5 (TEI Consortium): ``<said>``, ``<listPerson>``, and ``next`` and ``prev`` for
spans that XML cannot hold in one element. `writing` makes it; `parsing` takes a file apart, and `reading`
follows the links in it.
"""

from quotekit.formats.tei.characters import NAMESPACE
from quotekit.formats.tei.reading import from_tei, text_of_tei
from quotekit.formats.tei.writing import to_tei

__all__ = ["NAMESPACE", "from_tei", "text_of_tei", "to_tei"]
