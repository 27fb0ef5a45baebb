"""Sound documents, of which files are written that are then broken."""

from __future__ import annotations

import functools

from quotekit.document import Document
from quotekit.pipeline import Pipeline

_TEXTS = (
    "ASHBY — “It is over,” said Ann Lee, the mayor. “Go ‘home’.”\n\nShe told Bo Fox that it was over.",
    # What no XML can hold, what brat takes for the end of a line, speech that goes on in a new paragraph.
    "“One\r\nday\x85 ends,\ud83d” said \x00 Bo Fox.\n\n“And <so> & on. \U0001f600\n\n“And on,” he added.",
    "Ann Lee: No.\nThe council said it “will ‘not’ pay” twice. According to Bo Fox, “it” is late.",
)


@functools.cache
def pipeline() -> Pipeline:
    """Return the pipeline with rules: it is fast and always there."""
    from quotekit.attribution import RuleAttributor

    return Pipeline(attributor=RuleAttributor())


@functools.cache
def documents() -> tuple[Document, ...]:
    """Return the documents: plain news, odd characters and line ends, other constructions."""
    return tuple(map(pipeline().attribute, _TEXTS))
