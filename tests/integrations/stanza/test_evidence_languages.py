"""What Stanza knows of a text in another language reaches the resolver of that language."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("stanza", reason="needs quotekit[stanza]", exc_type=ImportError)

from stanza.models.common.doc import Span as Entity
from stanza.models.coref.coref_chain import CorefChain, CorefMention
from stanza.utils.conll import CoNLL
from stanza_fixtures import stanza_pipeline

import quotekit
from quotekit.attribution.syntax import UDAttributor
from quotekit.integrations.stanza import StanzaParser
from quotekit.integrations.stanza.attributing import with_evidence
from quotekit.speakers import Evidence, LanguageResolver

PARSED = """\
# text = Die Kanzlerin traf Ida Moll.
1\tDie\tder\tDET\t_\t_\t2\tdet\t_\t_
2\tKanzlerin\tKanzlerin\tNOUN\t_\t_\t3\tnsubj\t_\t_
3\ttraf\ttreffen\tVERB\t_\tVerbForm=Fin\t0\troot\t_\t_
4\tIda\tIda\tPROPN\t_\t_\t3\tobj\t_\t_
5\tMoll\tMoll\tPROPN\t_\t_\t4\tflat\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_

# text = „Es reicht“, sagte sie.
1\t„\t„\tPUNCT\t_\t_\t3\tpunct\t_\tSpaceAfter=No
2\tEs\tes\tPRON\t_\t_\t3\tnsubj\t_\t_
3\treicht\treichen\tVERB\t_\tVerbForm=Fin\t0\troot\t_\tSpaceAfter=No
4\t“\t“\tPUNCT\t_\t_\t3\tpunct\t_\tSpaceAfter=No
5\t,\t,\tPUNCT\t_\t_\t6\tpunct\t_\t_
6\tsagte\tsagen\tVERB\t_\tVerbForm=Fin\t3\tparataxis\t_\t_
7\tsie\tsie\tPRON\t_\t_\t6\tnsubj\t_\tSpaceAfter=No
8\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_

# text = „Nein“, sagte Salto.
1\t„\t„\tPUNCT\t_\t_\t2\tpunct\t_\tSpaceAfter=No
2\tNein\tnein\tINTJ\t_\t_\t0\troot\t_\tSpaceAfter=No
3\t“\t“\tPUNCT\t_\t_\t2\tpunct\t_\tSpaceAfter=No
4\t,\t,\tPUNCT\t_\t_\t5\tpunct\t_\t_
5\tsagte\tsagen\tVERB\t_\tVerbForm=Fin\t2\tparataxis\t_\t_
6\tSalto\tSalto\tPROPN\t_\t_\t5\tnsubj\t_\tSpaceAfter=No
7\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_
"""


def document() -> Any:
    """Make a parsed German document with a chain, the chancellor and *sie*, and an entity, *Salto*."""
    made = CoNLL.conll2doc(input_str=PARSED)
    made.lang = "de"
    made.coref = [CorefChain(0, [CorefMention(0, 0, 2), CorefMention(1, 6, 7)], "Die Kanzlerin", 0)]
    made.ents = [Entity(tokens=[made.sentences[2].tokens[5]], type="ORG", doc=made, sent=made.sentences[2])]
    return made


def pipeline(evidence: Evidence | None = None) -> quotekit.Pipeline:
    return quotekit.Pipeline(
        attributor=UDAttributor(language="de", parser=StanzaParser()),
        resolver=LanguageResolver(language="de", evidence=evidence),
    )


def seen(quotations: Any) -> list[tuple[str, str]]:
    return [(q.speaker.name, q.speaker.kind) for q in quotations]


WITH = [("Kanzlerin", "unnamed"), ("Salto", "organisation")]
WITHOUT = [("Ida Moll", "person"), ("Salto", "person")]


def test_attribute_hands_on_entities_and_chains() -> None:
    assert seen(pipeline().attribute(document()).quotations) == WITH


@pytest.mark.parametrize(("evidence", "expected"), [(True, WITH), (False, WITHOUT)])
def test_the_processor_does_so_unless_it_is_told_not_to(
    evidence: bool, expected: list[tuple[str, str]]
) -> None:
    nlp = stanza_pipeline("tokenize,mwt,quote", quote_pipeline=pipeline(), quote_evidence=evidence)
    quotes = nlp.processors["quote"].process(document()).quotes
    assert seen(quote.record for quote in quotes) == expected


def test_evidence_of_somebody_else_is_left_as_it_is() -> None:
    class Nothing:
        def entities(self, tokenized: object) -> tuple[()]:
            return ()

        def chains(self, tokenized: object) -> tuple[()]:
            return ()

    given = pipeline(Nothing())
    assert with_evidence(given) is given
    assert seen(given.attribute(document()).quotations) == WITHOUT
