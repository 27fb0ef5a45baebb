"""Indirect and mixed speech: the content is a clause of the writer's sentence."""

from __future__ import annotations

from quotekit.strategies.scene import Scene, clause

_REPORT = "{source} {cue} {content}."


def mixed(scene: Scene) -> None:
    said = scene.say("mixed")
    marks, draft = scene.draft.marks, scene.draft
    scene.fill(said, "{source} {cue} ", use="that", opens=True)
    with draft.part("content", said):
        draft.write("that it was ")
        draft.mark(marks.open)
        draft.write(scene.epithet())
        draft.mark(marks.close)
        draft.write(" for the town")
    draft.write(".")


def epithet(scene: Scene) -> None:
    said = scene.say("mixed")
    marks, draft = scene.draft.marks, scene.draft
    described = scene.statement.variant % 2
    scene.fill(said, "{source} {cue} ", use="description" if described else "epithet", opens=True)
    with draft.part("content", said):
        draft.write("the plan as " if described else "the plan ")
        draft.mark(marks.open)
        draft.write(scene.epithet() + ("." if marks.comma_inside else ""))
        draft.mark(marks.close)
    if not marks.comma_inside:
        draft.write(".")


def x_said_that(scene: Scene) -> None:
    _report(scene, f"that {clause(scene.sentences[0])}", use="that")


def x_and_y_said_that(scene: Scene) -> None:
    both = scene.together()
    said = scene.say("indirect", by=both.sayer)
    content = f"that {clause(scene.sentences[0])}"
    scene.fill(said, _REPORT, content=content, use="that", pair=both)


def without_that(scene: Scene) -> None:
    _report(scene, clause(scene.sentences[0]), signal="said")


def told_that(scene: Scene) -> None:
    pattern = "{source} {cue} reporters{occasion} {content}."
    _report(scene, f"that {clause(scene.sentences[0])}", pattern, signal="told")


def thinks_that(scene: Scene) -> None:
    _report(scene, f"that {clause(scene.sentences[0])}", use="thought")


def quoted_as_saying(scene: Scene) -> None:
    _report(scene, f"that {clause(scene.sentences[0])}", signal="was quoted as saying")


def according_to_indirect(scene: Scene) -> None:
    said = scene.say("indirect")
    scene.fill(said, "{cue} ", signal="According to")
    if not scene.source(said, pronoun=False):
        scene.draft.write(",")
    scene.fill(said, " {content}.", content=clause(scene.sentences[0]))


def adding_that(scene: Scene) -> None:
    said, added = scene.say("indirect"), scene.say("indirect")
    first, rest = scene.halves()
    scene.source(said, added, opens=True)
    scene.fill(said, " {cue} {content}, ", use="that", content=f"that {clause(first)}")
    scene.fill(added, "{cue} {content}.", signal="adding", content=f"that {clause(rest)}")


def _report(scene: Scene, content: str, pattern: str = _REPORT, *, use: str = "", signal: str = "") -> None:
    said = scene.say("indirect")
    scene.fill(said, pattern, use=use, signal=signal, content=content, opens=True)
