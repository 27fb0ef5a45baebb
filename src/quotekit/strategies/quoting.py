"""Quoted speech: each construction writes one quotation, or two nested ones, as news does."""

from __future__ import annotations

from quotekit.strategies.draft import Said
from quotekit.strategies.records import Sayer
from quotekit.strategies.scene import Scene, clause, joined

_NEIGHBOUR = Sayer(
    name="a neighbour", kind="unnamed", first="a neighbour", later="the neighbour", pronoun="she"
)


def x_said_after(scene: Scene) -> None:
    _after(scene, _quoted(scene))


def _quoted(scene: Scene, *, comma: bool = True) -> Said:
    said = scene.say("direct")
    scene.quote(said, joined(scene.sentences), comma=comma)
    return said


def _after(scene: Scene, said: Said, *, end: str = ".") -> None:
    scene.fill(said, f" {{source}} {{cue}}{{occasion}}{end}")


def said_x(scene: Scene) -> None:
    _inverted(scene, _quoted(scene))


def _inverted(scene: Scene, said: Said, *, end: str = ".") -> None:
    scene.fill(said, " {cue} ")
    parted = scene.source(said, pronoun=False, goes_on=end == ",")
    if not parted:
        scene.occasion()
        scene.draft.write(end)
    elif end != ",":
        scene.draft.write(end)


def x_said_colon(scene: Scene) -> None:
    said = _before(scene, ": ")
    scene.quote(said, joined(scene.sentences))


def x_said_comma(scene: Scene) -> None:
    said = _before(scene, ", ")
    scene.quote(said, joined(scene.sentences))


def _before(scene: Scene, between: str) -> Said:
    said = scene.say("direct")
    scene.fill(said, f"{{source}} {{cue}}{{occasion}}{between}", opens=True)
    return said


def interrupted(scene: Scene) -> None:
    said = scene.say("direct")
    first, rest = scene.halves()
    scene.quote(said, f"{first.rstrip('.?!')}.", comma=True)
    if scene.statement.variant % 2:
        _inverted(scene, said, end=",")
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
    # Behind more than the cue (Fox said in June) it is a quotation of its own.
    scene.quote(said if scene.statement.occasion is None else scene.say("direct"), rest)


def several_paragraphs(scene: Scene) -> None:
    said = _before(scene, ": ")
    first, rest = scene.halves()
    scene.quote(said, first, closes=False)
    scene.draft.end_paragraph()
    scene.quote(said, rest)


def x_and_y_said(scene: Scene) -> None:
    both = scene.together()
    said = scene.say("direct", by=both.sayer)
    scene.quote(said, joined(scene.sentences), comma=True)
    order = "{cue} {source}" if scene.statement.variant % 2 else "{source} {cue}"
    scene.fill(said, f" {order}{{occasion}}.", pair=both)


def according_to(scene: Scene) -> None:
    said = _quoted(scene)
    scene.fill(said, " {cue} {source}.", signal="according to", pronoun=False, goes_on=False)


def question_before_cue(scene: Scene) -> None:
    said = scene.say("direct")
    scene.quote(said, scene.sentences[0])
    if scene.statement.variant % 2:
        _inverted(scene, said)
    else:
        scene.fill(said, " {source} {cue}{occasion}.", signal="asked")


def colon_paragraph_break(scene: Scene) -> None:
    said = _before(scene, ":")
    scene.draft.end_paragraph()
    scene.quote(said, joined(scene.sentences))


def from_colon(scene: Scene) -> None:
    said = scene.say("direct")
    scene.fill(said, "{cue} {source}", signal="From", pronoun=False, goes_on=False)
    scene.signal(said, ":")
    scene.draft.end_paragraph()
    scene.quote(said, joined(scene.sentences))


def transcript(scene: Scene) -> None:
    said = scene.say("direct")
    scene.fill(said, "{source}{cue} ", signal=":", opens=True, bare=True)
    scene.quote(said, joined(scene.sentences))


def signature(scene: Scene) -> None:
    said = _quoted(scene, comma=False)
    scene.fill(said, " {cue} {source}", signal="—", opens=True, bare=True)


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
