"""Cases that are kept: what was found, one JSON file each, in ASCII."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import attrs

from fuzzing import excerpts, texts
from quotekit.errors import InvalidDocument

FOUND = Path(__file__).parent / "found"


@attrs.frozen
class Case:
    """Hold an input of a target, and what was found with it."""

    target: str
    input: str
    found: str


def keep(folder: Path, case: Case) -> Path:
    """Write a case into a folder, which is made if need be, and give its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{case.target}-{hashlib.sha256(ascii(case.input).encode()).hexdigest()[:8]}.json"
    path.write_text(json.dumps(attrs.asdict(case), indent=2) + "\n", encoding="utf-8")
    return path


def read(path: Path) -> Case:
    """Read a case. Raises `InvalidDocument` for a file that holds none, `OSError` for no file."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise InvalidDocument(f"{path}: expected JSON, got something else: {error}") from None
    names = [field.name for field in attrs.fields(Case)]
    if not isinstance(value, dict) or any(not isinstance(value.get(name), str) for name in names):
        raise InvalidDocument(f"{path}: expected an object with the strings {', '.join(names)}")
    return Case(*(value[name] for name in names))


def data_for(target: object) -> Iterator[bytes]:
    """Return the texts of the cases in `found` as a target's bytes."""
    make = getattr(target, "make", None)
    if getattr(make, "func", make) not in (texts.text, excerpts.text):
        return
    for path in sorted(FOUND.glob("*.json")):
        case = read(path)
        # The others' inputs are made of bytes in a way that has no way back.
        if case.target not in ("reader", "formats", "command"):
            yield texts.data_of(case.input)
