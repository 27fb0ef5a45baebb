"""Dialogue that dashes open."""

from __future__ import annotations

import pytest
from marked_parts import marked_up

from quotekit.attribution.languages.dashed import with_dashes


@pytest.mark.parametrize(
    ("marked", "spoken"),
    [
        ("{c:— Хватит!} — {q:крикнул} {s:дед}{c:, вставая}.", ["— Хватит!"]),
        ("{c:— Пойдёшь?} {c:— Нет}, — {q:сказал} {s:дед}.", ["— Нет"]),
        ("{c:— Пойдёшь? — Нет}, — {q:сказал} {s:дед}.", ["— Нет"]),
        ("{c:— Нет}, — {q:сказал} {s:дед}, — не пойду.", ["— Нет", "— не пойду."]),
        ("{c:— Нет}, — {q:сказал} {s:дед}. — Не пойду.", ["— Нет", "— Не пойду."]),
        ("{c:— Нет}, — {q:сказал} {s:дед}, — {c:не пойду}.", ["— Нет", "не пойду"]),
        ("{c:— Нет}, — {q:сказал} {s:дед} и встал.", ["— Нет"]),
        ("{c:Мост}, {q:сказал} {s:дед}, {c:закрыт}.", ["Мост", "закрыт"]),
        ("{s:Дед} {q:сказал}: {c:— Нет}. {c:Он встал}.", ["— Нет", "Он встал"]),
    ],
)
def test_dashes_tell_what_is_spoken(marked: str, spoken: list[str]) -> None:
    said, tokenized = marked_up(marked, "ru")
    [found] = with_dashes(tokenized, [said])
    assert [part.text for part in found.content] == spoken
