"""Selecting quotations of a document by speaker, act, type and confidence."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeVar, get_args

import attrs

from quotekit.arguments import check_kind, check_share, listed
from quotekit.document.document import Document
from quotekit.document.records import Act, Quotation, QuotationType, Speaker, traits

_Value = TypeVar("_Value", bound=str)


def select(
    document: Document,
    *,
    acts: Act | Collection[Act] | None,
    types: QuotationType | Collection[QuotationType] | None,
    speaker: str | Speaker | None,
    min_confidence: float,
    min_speaker_confidence: float,
) -> Document:
    """Return the document with only the selected quotations: see `Document.select`."""
    wanted_acts = _several("acts", acts, get_args(Act))
    wanted_types = _several("types", types, get_args(QuotationType))
    check_share("min_confidence", min_confidence)
    check_share("min_speaker_confidence", min_speaker_confidence)
    if speaker is not None:
        check_kind("speaker", speaker, str, Speaker)
    who = (speaker,) if isinstance(speaker, Speaker) else document.fitting(speaker) if speaker else ()

    def fits(quotation: Quotation) -> bool:
        return (
            quotation.act in wanted_acts
            and quotation.type in wanted_types
            and quotation.confidence >= min_confidence
            and (speaker is None or quotation.speaker in who)
            and (quotation.speaker is not None or min_speaker_confidence == 0)
            and quotation.speaker_confidence >= min_speaker_confidence
        )

    return _with(document, [i for i, quotation in enumerate(document.quotations) if fits(quotation)])


def _with(document: Document, kept: list[int]) -> Document:
    places = {old: new for new, old in enumerate(kept)}
    quotations = tuple(
        attrs.evolve(document.quotations[i], inside=_around(document.quotations, i, places)) for i in kept
    )
    saying = {traits(quotation.speaker) for quotation in quotations}
    speakers = sorted(document.speakers, key=lambda speaker: traits(speaker) not in saying)
    return attrs.evolve(document, quotations=quotations, speakers=tuple(speakers))


def _around(quotations: tuple[Quotation, ...], i: int, places: dict[int, int]) -> int | None:
    """Return the new index of the innermost kept quotation around this one."""
    outer = quotations[i].inside
    while outer is not None and outer not in places:
        outer = quotations[outer].inside
    return None if outer is None else places[outer]


def _several(name: str, given: _Value | Collection[_Value] | None, known: tuple[str, ...]) -> Collection[str]:
    if given is None:
        return known
    values = (given,) if isinstance(given, str) else tuple(listed(name, given, name))
    for value in values:
        if value not in known:
            raise ValueError(f"{name}: expected some of {', '.join(known)}, got {value!r}")
    return values
