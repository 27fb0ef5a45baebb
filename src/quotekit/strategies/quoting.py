"""Quoted speech: each construction writes one quotation, or two nested ones, as news does."""

from __future__ import annotations

from quotekit.strategies.draft import Said
from quotekit.strategies.records import Sayer
from quotekit.strategies.scene import Scene, clause, joined

_NEIGHBOUR = Sayer(
    name="a neighbour", kind="unnamed", first="a neighbour", later="the neighbour", pronoun="she"
)


def x_said_after(scene: Scene) -> None:
    said = scene.say("direct")
    scene.quote(said, joined(scene.sentences), comma=True)
    _after(scene, said)


def _after(scene: Scene, said: Said, *, end: str = ".") -> None:
    scene.draft.write(" ")
    scene.source(said)
    scene.draft.write(" ")
    scene.cue(said, "quote")
    scene.occasion()
    scene.draft.write(end)


def said_x(scene: Scene) -> None:
    said = scene.say("direct")
    scene.quote(said, joined(scene.sentences), comma=True)
    _inverted(scene, said, use="quote")


def _inverted(scene: Scene, said: Said, *, use: str, end: str = ".") -> None:
    scene.draft.write(" ")
    scene.cue(said, use)
    scene.draft.write(" ")
    parted = scene.source(said, pronoun=False, goes_on=end == ",")
    if not parted:
        scene.occasion()
        scene.draft.write(end)
    elif end != ",":
        scene.draft.write(end)


def x_said_colon(scene: Scene) -> None:
    said = scene.say("direct")
    _before(scene, said, ": ")
    scene.quote(said, joined(scene.sentences))


def x_said_comma(scene: Scene) -> None:
    said = scene.say("direct")
    _before(scene, said, ", ")
    scene.quote(said, joined(scene.sentences))


def _before(scene: Scene, said: Said, between: str) -> None:
    scene.source(said, opens=True)
    scene.draft.write(" ")
    scene.cue(said, "quote")
    scene.occasion()
    scene.draft.write(between)


def interrupted(scene: Scene) -> None:
    said = scene.say("direct")
    first, rest = scene.halves()
    scene.quote(said, f"{first.rstrip('.?!')}.", comma=True)
    if scene.statement.variant % 2:
        _inverted(scene, said, use="quote", end=",")
    else:
        _after(scene, said, end=",")
    scene.draft.write(" ")
    scene.quote(said, f"and {clause(rest)}.")


def goes_on_same_paragraph(scene: Scene) -> None:
    said = scene.say("direct")
    first, rest = scene.halves()
    scene.quote(said, first, comma=True)
    _after(scene, said)
    scene.draft.write(" ")
    scene.quote(said, rest)


def goes_on_next_paragraph(scene: Scene) -> None:
    said = scene.say("direct")
    first, rest = scene.halves()
    scene.quote(said, first, comma=True)
    _after(scene, said)
    scene.draft.end_paragraph()
    scene.quote(said, rest)


def several_paragraphs(scene: Scene) -> None:
    said = scene.say("direct")
    first, rest = scene.halves()
    _before(scene, said, ": ")
    scene.quote(said, first, closes=False)
    scene.draft.end_paragraph()
    scene.quote(said, rest)


def x_and_y_said(scene: Scene) -> None:
    both = scene.together()
    said = scene.say("direct", by=both.sayer)
    scene.quote(said, joined(scene.sentences), comma=True)
    scene.draft.write(" ")
    if scene.statement.variant % 2:
        scene.cue(said, "quote")
        scene.draft.write(" ")
        scene.sources(said, both)
    else:
        scene.sources(said, both)
        scene.draft.write(" ")
        scene.cue(said, "quote")
    scene.occasion()
    scene.draft.write(".")


def according_to(scene: Scene) -> None:
    said = scene.say("direct")
    scene.quote(said, joined(scene.sentences), comma=True)
    scene.draft.write(" ")
    scene.signal(said, "according to")
    scene.draft.write(" ")
    scene.source(said, pronoun=False, goes_on=False)
    scene.draft.write(".")


def question_before_cue(scene: Scene) -> None:
    said = scene.say("direct")
    scene.quote(said, scene.sentences[0])
    if scene.statement.variant % 2:
        _inverted(scene, said, use="quote")
    else:
        scene.draft.write(" ")
        scene.source(said)
        scene.draft.write(" ")
        scene.signal(said, "asked")
        scene.occasion()
        scene.draft.write(".")


def colon_paragraph_break(scene: Scene) -> None:
    said = scene.say("direct")
    _before(scene, said, ":")
    scene.draft.end_paragraph()
    scene.quote(said, joined(scene.sentences))


def from_colon(scene: Scene) -> None:
    said = scene.say("direct")
    scene.signal(said, "From")
    scene.draft.write(" ")
    scene.source(said, pronoun=False, goes_on=False)
    scene.signal(said, ":")
    scene.draft.end_paragraph()
    scene.quote(said, joined(scene.sentences))


def transcript(scene: Scene) -> None:
    said = scene.say("direct")
    scene.source(said, opens=True, bare=True)
    scene.signal(said, ":")
    scene.draft.write(" ")
    scene.quote(said, joined(scene.sentences))


def signature(scene: Scene) -> None:
    said = scene.say("direct")
    scene.quote(said, joined(scene.sentences))
    scene.draft.write(" ")
    scene.signal(said, "—")
    scene.draft.write(" ")
    scene.source(said, opens=True, bare=True)


def nested_marks(scene: Scene) -> None:
    said = scene.say("direct")
    epithet = scene.epithet()
    marks, draft = scene.draft.marks, scene.draft
    with draft.part("content", said):
        draft.mark(marks.open)
        draft.write("They call it ")
        scene.inner(epithet)
        draft.write(" in the village" + ("," if marks.comma_inside else ""))
        draft.mark(marks.close)
    if not marks.comma_inside:
        draft.write(",")
    _after(scene, said)


def nested(scene: Scene) -> None:
    said = scene.say("direct")
    marks, draft = scene.draft.marks, scene.draft
    told = draft.say(scene.statement.construction, "direct", _NEIGHBOUR, around=said)
    with draft.part("content", said):
        draft.mark(marks.open)
        with draft.part("source", told), draft.mention(_NEIGHBOUR):
            draft.write("A neighbour")
        draft.write(" ")
        scene.signal(told, "told")
        draft.write(" me: ")
        with draft.part("content", told):
            scene.inner(scene.sentences[0])
        draft.write(" And I went home" + ("," if marks.comma_inside else ""))
        draft.mark(marks.close)
    if not marks.comma_inside:
        draft.write(",")
    scene.cast.forget_last()
    _after(scene, said)
