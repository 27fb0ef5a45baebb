"""Samples: sentences in other languages and what is said in them, annotated by hand.

Frames make speech of most sentences, and the press of few: a network that knows frames alone also sees
speech in *according to the norm*. So the sentences of treebanks in which it saw an attribution were read, and
what is right of that is kept, or that nothing is said. A file a language, ``cs.jsonl``, has them by the
treebank's file and the number of the sentence there, with offsets (code points, half-open); the treebank has
the words. Passages that were written for quotekit, harder than frames, stand there with their text.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from pathlib import Path

from quotekit.evaluation import GoldArticle
from quotekit.evaluation.articles import read_lines
from quotekit.training.frames import joined, sentences


def read_samples(folder: Path, language: str, treebanks: Path) -> Iterator[GoldArticle]:
    """Yield the samples of a language, an article a sentence or passage.

    `folder` has a file a language, `treebanks` is one with CoNLL-U files. A language without a file has no
    samples, and a sentence whose file is not there is left out.

    Raises `InvalidDocument`, with file and line, for a line of another form.
    """
    file = folder / f"{language}.jsonl"
    for number, line in enumerate(read_lines(file) if file.exists() else (), start=1):
        if "text" in line.value:
            text = line.member("text", str)
        else:
            text = _sentences(treebanks / line.member("file", str)).get(line.member("sentence", int))
        if text is not None:
            yield GoldArticle(id=f"sample-{number}", text=text, attributions=line.attributions())


@functools.cache
def _sentences(path: Path) -> Mapping[int, str]:
    return dict(enumerate(map(joined, sentences(path)))) if path.exists() else {}
