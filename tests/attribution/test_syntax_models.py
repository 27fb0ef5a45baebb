"""UDAttributor on what real models parse, right or wrong: the small ones of `fixtures/stanza`."""

from __future__ import annotations

from typing import Any

import pytest
from stanza_fixtures import stanza_pipeline

from quotekit import Pipeline
from quotekit.attribution.syntax import UDAttributor

TEXTS = [
    (
        "what the speaker thinks leaves the marks to who says it",
        "“I think the bridge will hold, and we need to wait for spring,” the Harbour senator said.",
        [("“I think the bridge will hold, and we need to wait for spring,”", "the Harbour senator")],
    ),
    (
        "the second half begins with what others say",
        "“The money was gone,” Ann Lee wrote. “Anyone who said it was there had not looked.”",
        [("“The money was gone,” “Anyone who said it was there had not looked.”", "Ann Lee")],
    ),
    (
        "a relative clause behind the name is no speech",
        "“It was a good week for the ferry,” said Gonzalez, who owns the smaller boat.",
        [("“It was a good week for the ferry,”", "Gonzalez")],
    ),
    (
        "a participle goes on from the verb before",
        "Okoro stressed that the fund was empty, adding that the council knew it.",
        [("that the fund was empty", "Okoro"), ("that the council knew it", "Okoro")],
    ),
]


@pytest.fixture(scope="module")
def pipeline() -> Any:
    nlp = stanza_pipeline()
    from quotekit.integrations.stanza import StanzaParser, StanzaTokenizer

    attributor = UDAttributor(language="en", parser=StanzaParser(nlp), inner=False)
    return Pipeline(tokenizer=StanzaTokenizer(nlp), attributor=attributor)


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in TEXTS], ids=[row[0] for row in TEXTS])
def test_quotations(pipeline: Any, text: str, expected: list[tuple[str, str]]) -> None:
    found = pipeline.attribute(text).quotations
    assert [
        (" ".join(p.text for p in q.content), " ".join(s.text for s in q.source)) for q in found
    ] == expected
