"""What the columns of a table of texts are called."""

from __future__ import annotations

from collections.abc import Collection

import attrs


@attrs.frozen
class Columns:
    """Hold the names of the columns for a text's id, for the text, and for what it is grouped by.

    No name for the ids means a column ``id``, where there is one, or else the rows' numbers.
    """

    id: str | None = None
    text: str = "text"
    group: str | None = None

    def among(self, names: Collection[str]) -> Columns:
        """Return those that a table with these columns has. Raises `ValueError` where one is missing."""
        if missing := [name for name in self.read if name not in names]:
            wanted = " and ".join(f'"{name}"' for name in missing)
            raise ValueError(f"expected columns called {wanted}, got {', '.join(names)[:200]!r}")
        return attrs.evolve(self, id="id") if self.id is None and "id" in names else self

    @property
    def read(self) -> tuple[str, ...]:
        """Return the names of the columns that are read: id, text, group, those that there are."""
        return tuple(name for name in (self.id, self.text, self.group) if name is not None)
