"""Where a report ends."""

from __future__ import annotations

import pytest
from marked_parts import marked_up

from quotekit import lexicon
from quotekit.attribution.languages.report_ends import ReportEnds
from quotekit.attribution.learned.offsets import Marks
from quotekit.matcher import MarkMatcher


@pytest.mark.parametrize(
    ("marked", "told"),
    [
        ("{s:Vláda} {q:řekla}, {c:že prší; úřad to popírá}.", ["že prší"]),
        ("{s:Vláda} {q:řekla}, {c:že prší; že je zima; úřad to popírá}.", ["že prší; že je zima"]),
        ("{s:Vláda} {q:řekla}, {c:že prší; a že je zima}.", ["že prší; a že je zima"]),
        ("{s:Vláda} {q:řekla}: {c:prší; mrzne}.", ["prší; mrzne"]),
        ("{s:Vláda} {q:řekla}, {c:že „prší; mrzne“}.", ["že „prší; mrzne“"]),
        ("{c:Prší; mrzne}, {q:řekla} {s:vláda}.", ["Prší; mrzne"]),
        ("{c:Prší}, {q:řekla} {s:vláda}; {c:úřad to popírá}.", ["Prší"]),
        ("{c:Prší}, {q:řekl} {s:úřad}{c:, který tu sídlí}.", ["Prší"]),
        ("{c:Prší}, {q:řekl} {s:úřad}, {c:když se ptali}.", ["Prší"]),
        ("{c:Most}, {q:řekl} {s:úřad}{c:, je zavřený}.", ["Most", ", je zavřený"]),
        ("{c:„Most}, {q:řekl} {s:úřad}, {c:který stojí,“} řekl.", ["„Most", "který stojí,“"]),
    ],
)
def test_a_report_ends_before_the_writers_next_clause(marked: str, told: list[str]) -> None:
    said, tokenized = marked_up(marked, "cs")
    marks = Marks(MarkMatcher(language="cs").match(tokenized))
    [found] = ReportEnds.of(lexicon.language("cs")).ended([said], marks)
    assert [part.text for part in found.content] == told
