"""Bytes made into texts of real sentences, cut at any word, their words changed, and joined in any order.

Names, cues and trades stand there at the very end and the very beginning of a text, and beside anything,
as random pieces hardly ever make them.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import attrs

from fuzzing import texts

_FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
LANGUAGES = ("cs", "de", "es", "fr", "it", "nl", "pl", "pt", "ru")

_MARKUP = re.compile(r"\{[a-z][0-9,]+:|\}")
# A sentence or a line with what white space follows it: the parts of a text give the text again.
_SENTENCE = re.compile(r"[^\n]+?(?:[.?!…][^\w\s]*\s+|\n+|\Z)|\n+")
_WORD = re.compile(r"\s+|[^\W_]+|.", re.DOTALL)
_BREAKS = ("", " ", "\n", "\n\n")

_EDIT = 4
_CUT = 64  # more words than a sentence has: the sentence before it is cut at its end as well
# Half of all; the others are what they are to `texts.text`, so that its bytes for a text are ours as well.
_MODES = range(2, 6)


@attrs.frozen
class Pool:
    """Hold the sentences of the fixtures, in the order of their texts, and each word once."""

    sentences: tuple[str, ...]
    words: tuple[str, ...]


def text(data: bytes, *, pool: str = "news") -> str:
    r"""Make a text: as often of a pool's sentences as of pieces (see `texts.text`).

    >>> text(bytes([2, 0, 0, 0, 0, 0, 0])), text(bytes([2, 3, 0, 0, 0, 0, 0])), text(bytes([0, 0, 0, 1]))
    ('FORT ASHBY, W.Va. ', 'FORT ASHBY, W.', 'aaA')
    """
    made = excerpt(data[1:], pool_of(pool)) if data and data[0] % 8 in _MODES else ""
    # Pieces as well where every word was left out again.
    return made or texts.text(data)


def excerpt(data: bytes, pool: Pool) -> str:
    """Make a text of a pool's sentences.

    The first two bytes say how many words are cut off at the end and at the beginning. Each four after them
    are an edit: sentences that follow each other in the pool are put behind the text, words are left out,
    doubled, replaced or put in, or white space becomes another. With an edit fewer it is a text like it, so
    that what fails can be made shorter.
    """
    if not data:
        return ""
    # The fewest bytes make a text as well, of the pool's first sentence.
    back, front, *edits = data.ljust(2 + _EDIT, b"\0")
    words: list[str] = []
    for at in range(0, len(edits) - _EDIT + 1, _EDIT):
        _edit(words, edits[at : at + _EDIT], pool)
    if not words:
        return ""
    # Some word is always left.
    del words[len(words) - back % min(_CUT, len(words)) :]
    if front >= 2 * _CUT:
        del words[: front % min(_CUT, len(words))]
    return "".join(words)


def _edit(words: list[str], edit: list[int], pool: Pool) -> None:
    mode, high, low, chosen = edit
    kind, more = mode % 8, mode // 8
    number = high << 8 | low
    if kind <= 2 or not words:
        first = number % len(pool.sentences)
        words += _WORD.findall("".join(pool.sentences[first : first + 1 + chosen % 6]))
        return
    at = number % len(words)
    word = pool.words[(more << 8 | chosen) % len(pool.words)]
    end = at + 1 + chosen % 3
    if kind == 3:
        del words[at:end]
    elif kind == 4:
        words[at:at] = words[at:end]
    elif kind == 5:
        words[at] = word
    elif kind == 6:
        words[at:at] = [word, " "][: 1 + more % 2]
    else:
        # The next white space, wherever the byte points to.
        spaces = [place for place in range(at, len(words)) if words[place].isspace()]
        if spaces:
            words[spaces[0]] = _BREAKS[chosen % len(_BREAKS)]


@functools.cache
def pool_of(name: str) -> Pool:
    """Return the pool of a name: ``news``, ``novels`` or the code of a language."""
    sentences = tuple(sentence for whole in _POOLS.get(name, _passages)(name) for sentence in parts(whole))
    words = {word for sentence in sentences for word in _WORD.findall(sentence) if not word.isspace()}
    return Pool(sentences, tuple(sorted(words)))


def parts(whole: str) -> list[str]:
    r"""Cut a text into sentences, each with the white space behind it.

    >>> parts("“It is late.” She left.\n\nA LINE\n")
    ['“It is late.” ', 'She left.\n\n', 'A LINE\n']
    """
    return _SENTENCE.findall(whole)


def articles() -> dict[str, str]:
    """Return the fixtures' articles by their names."""
    paths = sorted((_FIXTURES / "articles").glob("*.txt"))
    return {path.stem: path.read_text(encoding="utf-8") for path in paths}


def _news(_: str) -> Iterator[str]:
    yield from articles().values()
    for name in ("forms", "kinds"):
        yield from (text + "\n\n" for text in _listed(name))


def _novels(_: str) -> Iterator[str]:
    yield from (text + "\n\n" for text in _listed("scenes"))


def _passages(language: str) -> Iterator[str]:
    for path in ("languages", "languages/press"):
        lines = (_FIXTURES / path / f"{language}.txt").read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(line for line in lines if line and not line.startswith("#")):
            # Each second one begins a paragraph: both ways of joining two come.
            yield _MARKUP.sub("", line.partition("\t")[0]) + (" " if number % 2 else "\n\n")


def _listed(name: str) -> Iterator[str]:
    with open(_FIXTURES / f"{name}.jsonl", encoding="utf-8") as file:
        yield from (json.loads(line)["text"] for line in file)


_POOLS: dict[str, Callable[[str], Iterator[str]]] = {"news": _news, "novels": _novels}
