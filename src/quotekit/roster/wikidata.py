"""Wikidata's identifiers of people and organisations, from a local table; nothing is downloaded."""

from __future__ import annotations

import csv
import io
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from quotekit.arguments import check_kind, check_path
from quotekit.document import SpeakerKind
from quotekit.errors import UnreadableFile
from quotekit.readers import decoded
from quotekit.speakers.names.voices import Name, parts_of

_QID = re.compile(r"Q[1-9][0-9]*", re.ASCII)
_BETWEEN_ALIASES = re.compile(r"[|;]")


class Wikidata:
    """Hold whose name is whose, by the identifiers of Wikidata.

    `entries` have a ``name``, a ``qid`` and, if any, ``aliases`` with ``|`` or ``;`` between them. Names are
    compared as `quotekit.compare` does: without titles, accents and capitals. A name that two entries have
    is nobody's, and no person is found by an alias of one word, as a surname is.

    Raises `ValueError` for an entry without a name, and for what is no identifier.

    >>> known = Wikidata([{"name": "Zoë Lee", "qid": "Q1", "aliases": "Zoë A. Lee|Lee"}])
    >>> known.find("Mayor Zoe Lee", kind="person"), known.find("Lee", kind="person")
    ('Q1', None)
    """

    def __init__(self, entries: Iterable[Mapping[str, str | None]]) -> None:
        self._by_name: defaultdict[Name, set[str]] = defaultdict(set)
        self._by_alias: defaultdict[Name, set[str]] = defaultdict(set)
        check_kind("entries", entries, Iterable)
        for entry in entries:
            check_kind("entries", entry, Mapping)
            name, qid = (entry.get("name") or "").strip(), (entry.get("qid") or "").strip()
            if not name or not _QID.fullmatch(qid):
                raise ValueError(f"expected a name and an identifier such as Q42, got {name!r} and {qid!r}")
            self._by_name[parts_of(name)].add(qid)
            for alias in _BETWEEN_ALIASES.split(entry.get("aliases") or ""):
                if parts := parts_of(alias):
                    self._by_alias[parts].add(qid)

    @classmethod
    def read(cls, path: str | os.PathLike[str]) -> Wikidata:
        """Read a table: CSV in UTF-8 with the columns ``name``, ``qid`` and, if wanted, ``aliases``.

        Raises `OSError`, and `UnreadableFile` with the row where it is something else.
        """
        check_path("path", path)
        try:
            text, _ = decoded(Path(path).read_bytes())
        except UnreadableFile as error:
            raise UnreadableFile(f"{path}: {error}") from None
        table = csv.DictReader(io.StringIO(text, newline=""))
        try:
            names = list(table.fieldnames or ())
            if not {"name", "qid"}.issubset(names):
                raise ValueError(f"expected columns called name and qid, got {', '.join(names)[:200]!r}")
            return cls(table)
        except (ValueError, csv.Error) as error:
            raise UnreadableFile(f"{path}: row {table.line_num}: {error}") from None

    def find(self, *names: str, kind: SpeakerKind | str) -> str | None:
        """Return the identifier of whoever has all these names, as far as any is known, or None."""
        for name in names:
            check_kind("names", name, str)
        found: set[str] = set()
        for parts in map(parts_of, names):
            found |= self._by_name.get(parts, set())
            if kind != "person" or len(parts) > 1:
                found |= self._by_alias.get(parts, set())
        return found.pop() if len(found) == 1 else None
