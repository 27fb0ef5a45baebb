"""TEI P5: a text with its paragraphs and attributions as XML that stands by itself, and back again.

After the TEI Guidelines, P5 (TEI Consortium): ``<said>``, ``<listPerson>``, and ``next`` and ``prev`` for
what XML cannot hold in one element.
"""

from quotekit.formats.tei.reading import from_tei
from quotekit.formats.tei.writing import to_tei

__all__ = ["from_tei", "to_tei"]
