"""Names: their positions in a text, their kinds, and the entities that they belong to."""
