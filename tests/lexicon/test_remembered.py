"""What is remembered of words, and what is not."""

from __future__ import annotations

from quotekit.lexicon import remembered
from quotekit.lexicon.remembered import Remembered


def test_a_word_is_asked_for_once() -> None:
    asked: list[str] = []
    lengths = Remembered(lambda word: asked.append(word) or len(word))
    assert list(map(lengths.__getitem__, ["lake", "mayor", "lake"])) == [4, 5, 4]
    assert asked == ["lake", "mayor"]


def test_long_words_are_not_remembered() -> None:
    lengths = Remembered(len)
    assert lengths["a" * 1000] == 1000
    assert not lengths


def test_so_many_words_are_remembered_at_most(monkeypatch) -> None:
    monkeypatch.setattr(remembered, "MOST", 10)
    lengths = Remembered(len)
    words = [str(number) for number in range(1000)]
    assert list(map(lengths.__getitem__, words)) == list(map(len, words))
    assert len(lengths) <= 10
