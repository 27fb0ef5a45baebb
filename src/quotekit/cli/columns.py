"""The names of the columns in a table of texts."""

from __future__ import annotations

from collections.abc import Collection

import attrs


@attrs.frozen
class Columns:
    """Hold the names of the columns for a text's id, the text and its group.

    Without a name for the ids, they are in the column ``id`` or, if there is none, the row numbers.
    """

    id: str | None = None
    text: str = "text"
    group: str | None = None

    def among(self, names: Collection[str]) -> Columns:
        """Return the columns that a table has. Raises `ValueError` if a named one is missing."""
        if missing := [name for name in self.read if name not in names]:
            wanted = " and ".join(f'"{name}"' for name in missing)
            raise ValueError(f"expected columns called {wanted}, got {', '.join(names)[:200]!r}")
        return attrs.evolve(self, id="id") if self.id is None and "id" in names else self

    @property
    def read(self) -> tuple[str, ...]:
        """Return the names of the columns to read: those of id, text and group that exist."""
        return tuple(name for name in (self.id, self.text, self.group) if name is not None)
