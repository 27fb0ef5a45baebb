"""What changed since the last release, and how it is gathered for the next."""

from __future__ import annotations

import datetime
import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_spec = importlib.util.spec_from_file_location("release_notes", ROOT / ".ci" / "release_notes.py")
assert _spec is not None
assert _spec.loader is not None
release_notes = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(release_notes)


def test_the_changes_can_be_gathered() -> None:
    found = release_notes.fragments(ROOT / "changelog.d")
    changes = [path.read_text(encoding="utf-8").rstrip() for path in found]
    before = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    after = release_notes.gathered(before, changes, "1.0.0", datetime.date(2030, 1, 2))
    head, _, notes = after.partition("## [1.0.0] - 2030-01-02\n")
    assert head.endswith("## [Unreleased]\n\n")
    assert all(line in notes.splitlines() for line in before.partition("## [Unreleased]\n")[2].splitlines())
    assert all(change in notes for change in changes)


def test_older_versions_stay_below() -> None:
    before = "# Changelog\n\n## [Unreleased]\n\n- New.\n\n## [0.1.0] - 2029-01-01\n\n- Old.\n"
    after = release_notes.gathered(before, ["- Newer."], "0.2.0", datetime.date(2030, 1, 2))
    assert after == (
        "# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2030-01-02\n\n- New.\n\n### Changed\n\n- Newer.\n"
        "\n## [0.1.0] - 2029-01-01\n\n- Old.\n"
    )


def test_what_is_no_bullet_is_named(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("About.", encoding="utf-8")
    (tmp_path / "good.md").write_text("- One,\n  in two lines.\n- Two.\n", encoding="utf-8")
    assert [path.name for path in release_notes.fragments(tmp_path)] == ["good.md"]
    (tmp_path / "bad.md").write_text("No bullet.\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"bad\.md: expected bullets"):
        release_notes.fragments(tmp_path)


@pytest.mark.parametrize("given", ["--help", "", "next", "1.0"])
def test_what_is_no_version_is_refused(given: str) -> None:
    assert release_notes.a_version("1.0.0rc1") == "1.0.0rc1"
    with pytest.raises(ValueError, match="expected a version"):
        release_notes.a_version(given)
