"""Time grows with the text and no faster, whatever the text: the whole pipeline on texts made to hurt.

Ten times the text may take thirty times as long here, because the machine may be doing other things: what is
quadratic takes a hundred times as long. `tests/benchmarks/growth.py` measures more closely, to 20 MB.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator

import pytest

import quotekit
from quotekit.attribution import RuleAttributor

TEXTS = {
    "straight marks": '"',
    "curly openings": "“",
    "curly closings": "”",
    "apostrophes": "'",
    "guillemets": "«",
    "spaces": " ",
    "line ends": "\n",
    "brackets": "(",
    "full stops": ".",
    "dashes": "— ",
    "a letter": "a",
    "a capital": "A",
    "digits": "1",
    "lone surrogates": "\ud800",
    "said": "said ",
    "according to": "according to ",
    "Mr.": "Mr. ",
    "names": "Ann Lee ",
    "new names": "".join(f"{a}{b}a Lee " for a in "BCDF" for b in "aeiou"),
    "he said that": "he said that ",
    "marks in marks": "“‘",
    "colons": 'Lee: "a"\n',
    "signatures": '"a b c" — Ann Lee\n\n',
    "open paragraphs": '"I came home and\n\n',
    "quotations": '"I came home," said Ann Lee. "It rained," she said.\n\n',
    "entities": "&quot;a,&quot; said Ann. ",
    "garbled marks": "â€œ",
    "ends of pages": "a b, \n\n1\n\nb ",
    "letters": "From: A B\nTo: C\nSubject: d\n\nyes\n\n",
    "block quotations": "> a b\n",
    "numbered lines": "1  Q. Why?\n2  A. I do.\n",
    "scenes": "INT. A\n\nANN\nI do.\n\n",
    "witnesses": "ANN LEE, being sworn\n\nQ. Why?\n\nA. I do.\n\n",
    "entries": "Bud: a flower.\n\n",
    "questions": "Why do you?\n\nI do.\n\n",
    "posts over what is said": "Rika Mori\n@rika_m\nThe valve is stuck, and the river took the house.\n",
    "posts without a time": "Rika Mori @rika_m · Jun 1\nThe valve is stuck again.\n",
    "one long sentence": "Ann Lee, who came home, said that he said that ",
}


@pytest.fixture(autouse=True)
def no_collection() -> Iterator[None]:
    # What the garbage collector takes grows with what all the tests before have left in memory.
    gc.disable()
    yield
    gc.enable()


def seconds(pipeline: quotekit.Pipeline, text: str) -> float:
    start = time.process_time()
    pipeline.attribute(text)
    return time.process_time() - start


def cost_of_ten_times(pipeline: quotekit.Pipeline, piece: str, *, length: int) -> float:
    """Say how many times as long ten times the text takes."""
    short = piece * (length // len(piece) + 1)
    least = min(seconds(pipeline, short) for _ in range(3))
    return min(seconds(pipeline, short * 10) for _ in range(2)) / max(least, 0.002)


@pytest.mark.timed
@pytest.mark.parametrize("piece", TEXTS.values(), ids=TEXTS)
def test_ten_times_the_text_takes_about_ten_times_as_long(piece: str) -> None:
    pipeline = quotekit.Pipeline(attributor=RuleAttributor())
    assert cost_of_ten_times(pipeline, piece, length=2_000) <= 30


@pytest.mark.timed
@pytest.mark.parametrize("name", ["straight marks", "a letter", "colons", "one long sentence"])
def test_so_it_does_with_the_trained_attributor(name: str) -> None:
    pipeline = quotekit.Pipeline()
    pipeline.attribute("The model is loaded before the clock runs.")
    assert cost_of_ten_times(pipeline, TEXTS[name], length=500) <= 30
