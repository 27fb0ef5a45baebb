"""Gather what changed under a version: ``python .ci/release_notes.py 1.0.0``.

What CHANGELOG.md has under "Unreleased" and the bullets in changelog.d/ become the notes of the version. The
files are removed, and a new "Unreleased" begins.
"""

from __future__ import annotations

import argparse
import datetime
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
UNRELEASED = "## [Unreleased]\n"


def fragments(folder: Path) -> list[Path]:
    """Return the files with changes, by name. Raises `ValueError` for one that has something but bullets."""
    found = sorted(path for path in folder.glob("*.md") if path.name != "README.md")
    for path in found:
        lines = path.read_text(encoding="utf-8").splitlines()
        if not lines or not lines[0].startswith("- ") or not all(x.startswith(("- ", "  ")) for x in lines):
            raise ValueError(f"{path.name}: expected bullets, their further lines indented by two spaces")
    return found


def gathered(changelog: str, changes: list[str], version: str, day: datetime.date) -> str:
    """Return the changelog with all unreleased changes under a version."""
    before, mark, after = changelog.partition(UNRELEASED)
    if not mark:
        raise ValueError(f"CHANGELOG.md: expected a heading {UNRELEASED.strip()!r}, got none")
    notes, following, older = after.partition("\n## [")
    body = notes.rstrip() + "\n\n### Changed\n\n" + "\n".join(changes)
    return f"{before}{UNRELEASED}\n## [{version}] - {day}\n{body}\n{following}{older}"


def a_version(given: str) -> str:
    """Return a version as it was given. Raises `ValueError` for what is none, before any file is touched."""
    if not re.fullmatch(r"\d+\.\d+\.\d+\w*", given):
        raise ValueError(f"expected a version such as 1.0.0, got {given!r}")
    return given


def main(version: str) -> None:
    found = fragments(ROOT / "changelog.d")
    file = ROOT / "CHANGELOG.md"
    changes = [path.read_text(encoding="utf-8").rstrip() for path in found]
    notes = gathered(file.read_text(encoding="utf-8"), changes, version, datetime.date.today())
    file.write_text(notes, encoding="utf-8")
    for path in found:
        path.unlink()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("version", type=a_version)
    main(parser.parse_args().version)
