"""Word lists: sorted data files under ``resources/``, one entry a line, ``#`` opens a comment."""

from __future__ import annotations

import functools
from importlib import resources


@functools.cache
def read(name: str) -> frozenset[str]:
    """Give the entries of ``resources/<name>.txt``; a name may lead into a folder.

    Raises `FileNotFoundError` where there is no such list.

    >>> "mr" in read("titles")
    True
    """
    text = (resources.files("quotekit") / "resources" / f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return frozenset(line for line in lines if line)
