"""Where a subject does something else, in Russian."""

from __future__ import annotations

import pytest
from marked_parts import marked_up

from quotekit import lexicon
from quotekit.attribution.languages.predicates import Predicates
from quotekit.attribution.learned.offsets import Marks
from quotekit.matcher import MarkMatcher


@pytest.mark.parametrize(
    ("marked", "told"),
    [
        ("Он {q:сказал}, {c:что уйдёт, и закрыл дверь}.", "что уйдёт"),
        ("Она {q:сказала}, {c:что дед уйдёт, и бабка тоже}.", "что дед уйдёт, и бабка тоже"),
        ("Она {q:сказала}, {c:что дед ушёл, и лёг спать}.", "что дед ушёл, и лёг спать"),
        ("Он {q:сказал}: {c:«Уйду, и закрыл дверь»}.", "«Уйду, и закрыл дверь»"),
    ],
)
def test_what_is_told_ends_where_its_subject_does_more(marked: str, told: str) -> None:
    said, tokenized = marked_up(marked, "ru")
    marks = Marks(MarkMatcher(language="ru").match(tokenized))
    [found] = Predicates.of(lexicon.language("ru")).ended(tokenized, [said], marks)
    assert found.content_text == told
