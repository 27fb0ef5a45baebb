"""Who is quoted in many texts: one entry for a person, however each text names them."""

from quotekit.roster.roster import Appearance, Person, Roster, people
from quotekit.roster.wikidata import Wikidata

__all__ = ["Appearance", "Person", "Roster", "Wikidata", "people"]
