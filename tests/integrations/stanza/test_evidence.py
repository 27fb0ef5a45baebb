"""Stanza's entities and coreference chains tell the resolver who is who."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

import pytest

pytest.importorskip("stanza", reason="needs quotekit[stanza]", exc_type=ImportError)

from hypothesis import given, settings
from hypothesis import strategies as st
from stanza.models.common.doc import Document as StanzaDocument
from stanza.models.coref.coref_chain import CorefChain, CorefMention
from stanza_documents import RULES, TEXT, assert_agrees, cut_by_us, parsed_articles, records
from stanza_fixtures import stanza_pipeline

import quotekit
import quotekit.integrations.stanza as bridge
from quotekit.attribution import RuleAttributor
from quotekit.attribution.syntax import UDAttributor
from quotekit.integrations.stanza import StanzaEvidence, StanzaParser, StanzaTokenizer
from quotekit.speakers import NameResolver
from quotekit.strategies import articles
from quotekit.testing import assert_sound
from quotekit.tokenizer import EnglishTokenizer


class TestEvidence:
    def tagged(self) -> StanzaDocument:
        document = cut_by_us("Wang Yi met the Foo Corp in Kenya on Monday.")
        tags = ["B-PERSON", "E-PERSON", "O", "O", "B-ORG", "E-ORG", "O", "S-GPE", "O", "S-DATE", "O"]
        for token, tag in zip(document.iter_tokens(), tags, strict=True):
            token.ner = tag
        return document

    def expected(self) -> list[tuple[str, str]]:
        return [("Wang Yi", "person"), ("Foo Corp", "organisation"), ("Kenya", "place")]

    def test_tags(self) -> None:
        found = StanzaEvidence(sure=True).entities(bridge.read(self.tagged()))
        assert [(span.text, kind) for span, kind in found] == self.expected()

    def test_entities_without_tags(self) -> None:
        document = self.tagged()
        document.build_ents()
        for token in document.iter_tokens():
            token.ner = None
        found = StanzaEvidence(sure=True).entities(bridge.read(document))
        assert [(span.text, kind) for span, kind in found] == self.expected()

    def test_entities_fill_in_what_is_not_read(self) -> None:
        text = "Fears Of Floods Grow In Bay Of Lokma\n\nAnn Lee left early. “Go,” said deadmau5."
        document = cut_by_us(text)
        for token in document.iter_tokens():
            token.ner = "S-PERSON" if token.text in ("Fears", "Lee", "deadmau5") else "O"
        annotated = bridge.read(document)
        found = StanzaEvidence().entities(annotated)
        assert [(span.text, kind) for span, kind in found] == [("deadmau5", "person")]
        assert [span.text for span, _ in StanzaEvidence(sure=True).entities(annotated)] == [
            "Fears",
            "Lee",
            "deadmau5",
        ]
        (told,) = RULES.attribute(document).quotations
        assert (told.speaker.name, told.speaker.kind) == ("deadmau5", "person")
        assert RULES.attribute(text).quotations[0].speaker.kind != "person"

    @pytest.mark.parametrize(
        "tags", [{"R": "B-PERSON", "-": "I-PERSON", "Ga": "E-PERSON"}, {"Ga": "S-GPE"}, {"R": "S-NORP"}]
    )
    def test_a_party_and_a_state_are_no_name(self, tags: dict[str, str]) -> None:
        document = cut_by_us("“It is a plum,” said Sen. Ann Lee, R-Ga., holding one up.")
        for token in document.iter_tokens():
            token.ner = tags.get(token.text, "O")
        assert len(StanzaEvidence(sure=True).entities(bridge.read(document))) == 1
        assert StanzaEvidence().entities(bridge.read(document)) == ()
        assert RULES.attribute(document).quotations[0].speaker.name == "Ann Lee"

    def test_other_languages_take_entities_first(self) -> None:
        (document, _), *_ = parsed_articles("de")
        for token in document.iter_tokens():
            token.ner = {"Ida": "B-PER", "Moll": "E-PER"}.get(token.text, "O")
        pipeline = quotekit.Pipeline(attributor=UDAttributor(language="de", parser=StanzaParser()))
        speaker = pipeline.attribute(document).quotations[0].speaker
        assert (speaker.name, speaker.kind) == ("Ida Moll", "person")

    def test_chains(self) -> None:
        document = cut_by_us("The envoy met Bo Fox. She said: “Go.” Ann Lee left.")
        mentions = [CorefMention(0, 0, 2), CorefMention(1, 0, 1), CorefMention(2, 0, 2)]
        outside = [CorefMention(9, 0, 1), CorefMention(0, 3, 99), CorefMention(0, (1, 1), (1, 1))]
        document.coref = [CorefChain(0, mentions, "Ann Lee", 2)]
        document.coref[0].mentions += outside
        chains = StanzaEvidence().chains(bridge.read(document))
        assert [[span.text for span in chain] for chain in chains] == [["The envoy", "She", "Ann Lee"]]
        assert RULES.attribute(document).quotations[0].speaker.name == "Ann Lee"

    def test_chains_over_multi_word_tokens(self) -> None:
        text = "She's here."
        entries = [
            {"id": (1, 2), "text": "She's", "start_char": 0, "end_char": 5},
            {"id": (1,), "text": "She"},
            {"id": (2,), "text": "is"},
            {"id": (3,), "text": "here", "start_char": 6, "end_char": 10},
            {"id": (4,), "text": ".", "start_char": 10, "end_char": 11},
        ]
        document = StanzaDocument([entries], text=text)
        document.coref = [CorefChain(0, [CorefMention(0, 0, 1), CorefMention(0, 2, 3)], "She", 0)]
        (chain,) = StanzaEvidence().chains(bridge.read(document))
        assert [span.text for span in chain] == ["She's", "here"]
        document.sentences[0].words[1].text = "'s"
        (chain,) = StanzaEvidence().chains(bridge.read(document))
        assert [span.text for span in chain] == ["She", "here"]

    def test_plain_texts_have_none(self, tokenize: Any) -> None:
        tokenized = EnglishTokenizer().tokenize(TEXT)
        for evidence in (StanzaEvidence(), StanzaEvidence(tokenize)):
            assert evidence.entities(tokenized) == evidence.chains(tokenized) == ()


class TestNamedEntities:
    """What Stanza's own recogniser finds, in one pipeline with the quotations."""

    text = (
        "Mark lives in Mombasa. “I left no mark,” he said.\n\n"
        "“We will stay,” the Rohingya said. “The port is shut,” said Ann Lee of Kisumu."
    )

    def seen(self, found: Any) -> list[tuple[str, str]]:
        return [(quotation.speaker.name, quotation.speaker.kind) for quotation in found]

    def recognising(self, **options: Any) -> Any:
        return stanza_pipeline("tokenize,mwt,ner,quote", **(options or {"quote_profile": "rules"}))

    def test_in_one_pipeline(self) -> None:
        nlp = self.recognising()
        document = nlp(self.text)
        assert list(nlp.processors) == ["tokenize", "mwt", "ner", "quote"]
        assert {("Mark", "PERSON"), ("Mombasa", "LOC"), ("Rohingya", "NORP"), ("Ann Lee", "PERSON")} <= {
            (entity.text, entity.type) for entity in document.ents
        }
        assert self.seen(records(document)) == [
            ("Mark", "person"),
            ("Rohingya", "person"),
            ("Ann Lee", "person"),
        ]
        assert_agrees(document)
        for other in (*nlp.bulk_process([self.text, TEXT])[:1], *nlp.stream([self.text])):
            assert records(other) == records(document)
        back = StanzaDocument.from_serialized(document.to_serialized())
        assert records(back) == quotekit.Pipeline(attributor=RuleAttributor()).attribute(back).quotations

    def test_arrive_as_evidence(self) -> None:
        annotated = bridge.read(self.recognising()(self.text))
        assert [(span.text, kind) for span, kind in StanzaEvidence().entities(annotated)] == [
            ("Mark", "person")
        ]
        sure = StanzaEvidence(sure=True).entities(annotated)
        assert {("Mombasa", "place"), ("Rohingya", "group")} <= {(span.text, kind) for span, kind in sure}
        # A text that Stanza has not seen, it is shown.
        tokenized = EnglishTokenizer().tokenize(self.text)
        for evidence in (
            StanzaEvidence(sure=True),
            StanzaEvidence(stanza_pipeline("tokenize,mwt"), sure=True),
        ):
            assert evidence.entities(tokenized) == ()
        assert StanzaEvidence(self.recognising(), sure=True).entities(tokenized) == sure

    def test_a_text_that_was_cut_without_them(self, tokenize: Any) -> None:
        evidence = StanzaEvidence(self.recognising(), sure=True)
        expected = evidence.entities(EnglishTokenizer().tokenize(self.text))
        assert expected
        assert evidence.entities(StanzaTokenizer(tokenize).tokenize(self.text)) == expected

    def test_a_text_that_was_cut_with_them_is_not_shown_again(self) -> None:
        annotated = bridge.read(self.recognising()("It rained all day. “Go,” she said."))
        assert not annotated.document.ents
        evidence = StanzaEvidence(lambda text, **_: pytest.fail("asked again"))
        evidence.nlp.processors = {"ner": None, "coref": None}
        assert evidence.entities(annotated) == ()
        annotated.document.coref = []
        assert evidence.chains(annotated) == ()

    def test_without_them_he_is_nobody(self) -> None:
        document = self.recognising(quote_evidence=False, quote_profile="rules")(self.text)
        assert document.ents
        assert self.seen(records(document))[0] == ("he", "unnamed")

    def test_sure_of_them(self) -> None:
        resolver = NameResolver(evidence=StanzaEvidence(sure=True))
        sure = quotekit.Pipeline(attributor=RuleAttributor(), resolver=resolver)
        expected = [("Mark", "person"), ("Rohingya", "group"), ("Ann Lee", "person")]
        assert self.seen(records(self.recognising(quote_pipeline=sure)(self.text))) == expected
        assert self.seen(sure.attribute(self.recognising()(self.text)).quotations) == expected

    def test_of_a_word_of_two(self) -> None:
        text = "They met at Wanjiru Kamau's house. “It is over,” she said."
        document = self.recognising()(text)
        assert [entity.text for entity in document.ents] == ["Wanjiru Kamau's"]
        for sure in (True, False):
            resolver = NameResolver(evidence=StanzaEvidence(sure=sure))
            pipeline = quotekit.Pipeline(attributor=RuleAttributor(), resolver=resolver)
            assert self.seen(pipeline.attribute(document).quotations) == [("Wanjiru Kamau", "person")]

    @given(articles().map(attrgetter("text")) | st.text())
    @settings(max_examples=15, deadline=None)
    def test_any_text(self, text: str) -> None:
        document = self.recognising()(text)
        assert_agrees(document)
        assert_sound(RULES.attribute(document))
