"""The constructions: each writes one attribution (or two, one in the other) the way news does.

Contents follow PolNeAR's habits: quotation marks, the comma before the closing one, and a leading
*that* belong to them; a quotation that goes on after its cue is further content of the same one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

import attrs

from quotekit.strategies.draft import Said
from quotekit.strategies.records import Sayer
from quotekit.strategies.scene import Scene, clause, joined
from quotekit.strategies.vocabulary import words

_NEIGHBOUR = Sayer(
    name="a neighbour", kind="unnamed", first="a neighbour", later="the neighbour", pronoun="she"
)


# Who joins in where an article has too few people to speak together.
_GUESTS = tuple(
    Sayer(name=name, kind="person", first=name, later=name.split(" ")[1], pronoun=pronoun)
    for name, pronoun in (("Ida Quill", "she"), ("Tom Marsh", "he"))
)


def _direct(scene: Scene) -> Said:
    return scene.draft.say(scene.statement.construction, "direct", scene.sayer)


def _indirect(scene: Scene) -> Said:
    return scene.draft.say(scene.statement.construction, "indirect", scene.sayer)


def x_said_after(scene: Scene) -> None:
    said = _direct(scene)
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
    said = _direct(scene)
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
    said = _direct(scene)
    _before(scene, said, ": ")
    scene.quote(said, joined(scene.sentences))


def x_said_comma(scene: Scene) -> None:
    said = _direct(scene)
    _before(scene, said, ", ")
    scene.quote(said, joined(scene.sentences))


def _before(scene: Scene, said: Said, between: str) -> None:
    scene.source(said, opens=True)
    scene.draft.write(" ")
    scene.cue(said, "quote")
    scene.occasion()
    scene.draft.write(between)


def interrupted(scene: Scene) -> None:
    said = _direct(scene)
    first, rest = _halves(scene)
    scene.quote(said, f"{first.rstrip('.?!')}.", comma=True)
    if scene.statement.variant % 2:
        _inverted(scene, said, use="quote", end=",")
    else:
        _after(scene, said, end=",")
    scene.draft.write(" ")
    scene.quote(said, f"and {clause(rest)}.")


def _halves(scene: Scene) -> tuple[str, str]:
    first, *others = scene.sentences
    return first, joined(others)


def goes_on_same_paragraph(scene: Scene) -> None:
    said = _direct(scene)
    first, rest = _halves(scene)
    scene.quote(said, first, comma=True)
    _after(scene, said)
    scene.draft.write(" ")
    scene.quote(said, rest)


def goes_on_next_paragraph(scene: Scene) -> None:
    said = _direct(scene)
    first, rest = _halves(scene)
    scene.quote(said, first, comma=True)
    _after(scene, said)
    scene.draft.end_paragraph()
    scene.quote(said, rest)


def several_paragraphs(scene: Scene) -> None:
    said = _direct(scene)
    first, rest = _halves(scene)
    _before(scene, said, ": ")
    scene.quote(said, first, closes=False)
    scene.draft.end_paragraph()
    scene.quote(said, rest)


def x_and_y_said(scene: Scene) -> None:
    both = scene.together(_GUESTS)
    said = scene.draft.say(scene.statement.construction, "direct", both.sayer)
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


def x_and_y_said_that(scene: Scene) -> None:
    both = scene.together(_GUESTS)
    said = scene.draft.say(scene.statement.construction, "indirect", both.sayer)
    scene.sources(said, both)
    scene.draft.write(" ")
    scene.cue(said, "that")
    _claims(scene, said, f"that {clause(scene.sentences[0])}")


def according_to(scene: Scene) -> None:
    said = _direct(scene)
    scene.quote(said, joined(scene.sentences), comma=True)
    scene.draft.write(" ")
    scene.signal(said, "according to")
    scene.draft.write(" ")
    scene.source(said, pronoun=False, goes_on=False)
    scene.draft.write(".")


def question_before_cue(scene: Scene) -> None:
    said = _direct(scene)
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
    said = _direct(scene)
    _before(scene, said, ":")
    scene.draft.end_paragraph()
    scene.quote(said, joined(scene.sentences))


def from_colon(scene: Scene) -> None:
    said = _direct(scene)
    scene.signal(said, "From")
    scene.draft.write(" ")
    scene.source(said, pronoun=False, goes_on=False)
    scene.signal(said, ":")
    scene.draft.end_paragraph()
    scene.quote(said, joined(scene.sentences))


def transcript(scene: Scene) -> None:
    said = _direct(scene)
    scene.source(said, opens=True, bare=True)
    scene.signal(said, ":")
    scene.draft.write(" ")
    scene.quote(said, joined(scene.sentences))


def signature(scene: Scene) -> None:
    said = _direct(scene)
    scene.quote(said, joined(scene.sentences))
    scene.draft.write(" ")
    scene.signal(said, "—")
    scene.draft.write(" ")
    scene.source(said, opens=True, bare=True)


def nested_marks(scene: Scene) -> None:
    said = _direct(scene)
    epithet = _epithet(scene)
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
    said = _direct(scene)
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


def mixed(scene: Scene) -> None:
    said = scene.draft.say(scene.statement.construction, "mixed", scene.sayer)
    marks, draft = scene.draft.marks, scene.draft
    scene.source(said, opens=True)
    draft.write(" ")
    scene.cue(said, "that")
    draft.write(" ")
    with draft.part("content", said):
        draft.write("that it was ")
        draft.mark(marks.open)
        draft.write(_epithet(scene))
        draft.mark(marks.close)
        draft.write(" for the town")
    draft.write(".")


def epithet(scene: Scene) -> None:
    said = scene.draft.say(scene.statement.construction, "mixed", scene.sayer)
    marks, draft = scene.draft.marks, scene.draft
    described = scene.statement.variant % 2
    scene.source(said, opens=True)
    draft.write(" ")
    scene.cue(said, "description" if described else "epithet")
    draft.write(" ")
    with draft.part("content", said):
        draft.write("the plan as " if described else "the plan ")
        draft.mark(marks.open)
        draft.write(_epithet(scene) + ("." if marks.comma_inside else ""))
        draft.mark(marks.close)
    if not marks.comma_inside:
        draft.write(".")


def _epithet(scene: Scene) -> str:
    choices = words("story/epithets")
    return choices[scene.statement.epithet % len(choices)]


def x_said_that(scene: Scene) -> None:
    said = _indirect(scene)
    scene.source(said, opens=True)
    scene.draft.write(" ")
    scene.cue(said, "that")
    _claims(scene, said, f"that {clause(scene.sentences[0])}")


def without_that(scene: Scene) -> None:
    said = _indirect(scene)
    scene.source(said, opens=True)
    scene.draft.write(" ")
    scene.signal(said, "said")
    _claims(scene, said, clause(scene.sentences[0]))


def told_that(scene: Scene) -> None:
    said = _indirect(scene)
    scene.source(said, opens=True)
    scene.draft.write(" ")
    scene.signal(said, "told")
    scene.draft.write(" reporters")
    scene.occasion()
    _claims(scene, said, f"that {clause(scene.sentences[0])}")


def thinks_that(scene: Scene) -> None:
    said = _indirect(scene)
    scene.source(said, opens=True)
    scene.draft.write(" ")
    scene.cue(said, "thought")
    _claims(scene, said, f"that {clause(scene.sentences[0])}")


def quoted_as_saying(scene: Scene) -> None:
    said = _indirect(scene)
    scene.source(said, opens=True)
    scene.draft.write(" ")
    scene.signal(said, "was quoted as saying")
    _claims(scene, said, f"that {clause(scene.sentences[0])}")


def according_to_indirect(scene: Scene) -> None:
    said = _indirect(scene)
    scene.signal(said, "According to")
    scene.draft.write(" ")
    if not scene.source(said, pronoun=False):
        scene.draft.write(",")
    _claims(scene, said, clause(scene.sentences[0]))


def _claims(scene: Scene, said: Said, text: str) -> None:
    scene.draft.write(" ")
    with scene.draft.part("content", said):
        scene.draft.write(text)
    scene.draft.write(".")


def adding_that(scene: Scene) -> None:
    said, added = _indirect(scene), _indirect(scene)
    first, rest = _halves(scene)
    scene.source(said, added, opens=True)
    scene.draft.write(" ")
    scene.cue(said, "that")
    scene.draft.write(" ")
    with scene.draft.part("content", said):
        scene.draft.write(f"that {clause(first)}")
    scene.draft.write(", ")
    scene.signal(added, "adding")
    _claims(scene, added, f"that {clause(rest)}")


@attrs.frozen
class Construction:
    """Hold how one construction is written, and what it needs.

    `words` are what it says: whole sentences, claims that can be reported, or a question. After an
    `open_ended` one, words in marks that followed in its paragraph could be more of the same.
    """

    write: Callable[[Scene], None]
    words: Literal["sentences", "claims", "questions"] = "sentences"
    least: int = 1
    most: int | None = None
    alone: bool = False
    open_ended: bool = False


# The plainest first: examples shrink to it.
CONSTRUCTIONS: Mapping[str, Construction] = {
    "x-said-after": Construction(x_said_after),
    "said-x": Construction(said_x),
    "x-said-colon": Construction(x_said_colon, open_ended=True),
    "x-said-comma": Construction(x_said_comma, open_ended=True),
    "question-before-cue": Construction(question_before_cue, words="questions", most=1),
    "interrupted": Construction(interrupted, least=2, open_ended=True),
    "goes-on-same-paragraph": Construction(goes_on_same_paragraph, least=2, open_ended=True),
    "goes-on-next-paragraph": Construction(goes_on_next_paragraph, least=2, alone=True),
    "several-paragraphs": Construction(several_paragraphs, least=2, alone=True),
    "according-to": Construction(according_to),
    "colon-paragraph-break": Construction(colon_paragraph_break, alone=True),
    "from-colon": Construction(from_colon, alone=True),
    "transcript": Construction(transcript, alone=True),
    "signature": Construction(signature, alone=True),
    "x-and-y-said": Construction(x_and_y_said),
    "nested-marks": Construction(nested_marks, most=1),
    "nested": Construction(nested, most=1),
    "mixed": Construction(mixed, most=1),
    "epithet": Construction(epithet, most=1, open_ended=True),
    "x-said-that": Construction(x_said_that, words="claims", most=1),
    "x-and-y-said-that": Construction(x_and_y_said_that, words="claims", most=1),
    "indirect-without-that": Construction(without_that, words="claims", most=1),
    "told-that": Construction(told_that, words="claims", most=1),
    "thinks-that": Construction(thinks_that, words="claims", most=1),
    "quoted-as-saying": Construction(quoted_as_saying, words="claims", most=1),
    "according-to-indirect": Construction(according_to_indirect, words="claims", most=1),
    "adding-that": Construction(adding_that, words="claims", least=2, most=2),
}
