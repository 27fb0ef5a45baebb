"""Readings: sentences in other languages and what is said in them, annotated by hand.

Frames make speech of most sentences, and the press of few: a network that knows frames alone also sees
speech in *according to the norm*. So the sentences of treebanks in which it saw an attribution were read, and
what is right of that is kept, or that nothing is said. A file a language, ``cs.jsonl``, has them by the
treebank's file and the number of the sentence there, with offsets (code points, half-open); the treebank has
the words. Passages that were written for quotekit, harder than frames, stand there with their text.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from quotekit.evaluation import Attribution, GoldArticle
from quotekit.training.frames import joined, sentences


def read_articles(readings: Path, language: str, treebanks: Path) -> Iterator[GoldArticle]:
    """Yield what was read in a language, an article a sentence or passage.

    `readings` is a folder with a file a language, `treebanks` one with CoNLL-U files. A language without a
    file has no readings.
    """
    file = readings / f"{language}.jsonl"
    if file.exists():
        yield from parsed(file.read_text(encoding="utf-8").splitlines(), treebanks)


def parsed(lines: Iterable[str], treebanks: Path) -> Iterator[GoldArticle]:
    """Yield an article for each line; one of a file that is not in the folder is left out.

    >>> said = '{"content": [[0, 2]], "cue": [[4, 9]], "source": [[10, 12]]}'
    >>> line = f'{{"text": "Ja, sagte er.", "quotes": [{said}]}}'
    >>> [article.attributions[0].cue for article in parsed([line], Path("ud"))]
    [((4, 9),)]
    """
    for number, line in enumerate(lines, start=1):
        row = json.loads(line)
        text = row["text"] if "text" in row else _sentences(treebanks / row["file"]).get(row["sentence"])
        if text is not None:
            attributions = tuple(map(_attribution, row["quotes"]))
            yield GoldArticle(id=f"read-{number}", text=text, attributions=attributions)


@functools.cache
def _sentences(path: Path) -> Mapping[int, str]:
    return dict(enumerate(map(joined, sentences(path)))) if path.exists() else {}


def _attribution(quote: Mapping[str, Any]) -> Attribution:
    content, cue, source = (tuple(map(tuple, quote[role])) for role in ("content", "cue", "source"))
    return Attribution(content=content, cue=cue, source=source, act=quote.get("act"))
