"""Who is quoted in many texts: one entry for a person, however each text names them.

`roster` gathers names and numbers document by document, and `entries` decides which names are one person's.
`wikidata` links people to identifiers in a table of the user's.
"""

from quotekit.roster.records import Appearance, Person
from quotekit.roster.roster import Roster, people
from quotekit.roster.wikidata import Wikidata

__all__ = ["Appearance", "Person", "Roster", "Wikidata", "people"]
