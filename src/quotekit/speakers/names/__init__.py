"""Names: where they stand in a text, what kind they are, and whose they are."""
