"""Indirect and mixed speech: the content is a clause of the writer's sentence."""

from __future__ import annotations

from quotekit.strategies.draft import Said
from quotekit.strategies.scene import Scene, clause


def mixed(scene: Scene) -> None:
    said = scene.say("mixed")
    marks, draft = scene.draft.marks, scene.draft
    scene.source(said, opens=True)
    draft.write(" ")
    scene.cue(said, "that")
    draft.write(" ")
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
    scene.source(said, opens=True)
    draft.write(" ")
    scene.cue(said, "description" if described else "epithet")
    draft.write(" ")
    with draft.part("content", said):
        draft.write("the plan as " if described else "the plan ")
        draft.mark(marks.open)
        draft.write(scene.epithet() + ("." if marks.comma_inside else ""))
        draft.mark(marks.close)
    if not marks.comma_inside:
        draft.write(".")


def x_said_that(scene: Scene) -> None:
    said = _begun(scene)
    scene.cue(said, "that")
    _claims(scene, said, f"that {clause(scene.sentences[0])}")


def x_and_y_said_that(scene: Scene) -> None:
    both = scene.together()
    said = scene.say("indirect", by=both.sayer)
    scene.sources(said, both)
    scene.draft.write(" ")
    scene.cue(said, "that")
    _claims(scene, said, f"that {clause(scene.sentences[0])}")


def without_that(scene: Scene) -> None:
    said = _begun(scene)
    scene.signal(said, "said")
    _claims(scene, said, clause(scene.sentences[0]))


def told_that(scene: Scene) -> None:
    said = _begun(scene)
    scene.signal(said, "told")
    scene.draft.write(" reporters")
    scene.occasion()
    _claims(scene, said, f"that {clause(scene.sentences[0])}")


def thinks_that(scene: Scene) -> None:
    said = _begun(scene)
    scene.cue(said, "thought")
    _claims(scene, said, f"that {clause(scene.sentences[0])}")


def quoted_as_saying(scene: Scene) -> None:
    said = _begun(scene)
    scene.signal(said, "was quoted as saying")
    _claims(scene, said, f"that {clause(scene.sentences[0])}")


def according_to_indirect(scene: Scene) -> None:
    said = scene.say("indirect")
    scene.signal(said, "According to")
    scene.draft.write(" ")
    if not scene.source(said, pronoun=False):
        scene.draft.write(",")
    _claims(scene, said, clause(scene.sentences[0]))


def adding_that(scene: Scene) -> None:
    said, added = scene.say("indirect"), scene.say("indirect")
    first, rest = scene.halves()
    scene.source(said, added, opens=True)
    scene.draft.write(" ")
    scene.cue(said, "that")
    scene.draft.write(" ")
    with scene.draft.part("content", said):
        scene.draft.write(f"that {clause(first)}")
    scene.draft.write(", ")
    scene.signal(added, "adding")
    _claims(scene, added, f"that {clause(rest)}")


def _begun(scene: Scene) -> Said:
    said = scene.say("indirect")
    scene.source(said, opens=True)
    scene.draft.write(" ")
    return said


def _claims(scene: Scene, said: Said, text: str) -> None:
    scene.draft.write(" ")
    with scene.draft.part("content", said):
        scene.draft.write(text)
    scene.draft.write(".")
