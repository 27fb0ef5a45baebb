"""Scenes of many kinds: that trees fitted anew do not lose what short texts show plainly."""

from __future__ import annotations

from pathlib import Path

from benchmarks.novels import scene_by_scene

SCENES = Path(__file__).parents[2] / "fixtures" / "scenes.jsonl"


def test_most_turns_of_short_scenes_have_their_speaker() -> None:
    told = list(scene_by_scene(SCENES))
    assert sum(right for _, right, _ in told) >= 0.87 * sum(turns for _, _, turns in told)
