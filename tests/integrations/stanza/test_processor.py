"""The processor `quote` in Stanza's pipelines: its order, its options, its refusals."""

from __future__ import annotations

import importlib
import sys
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("stanza", reason="needs quotekit[stanza]", exc_type=ImportError)

from stanza.models.common.doc import Document as StanzaDocument
from stanza.models.coref.coref_chain import CorefChain, CorefMention
from stanza.pipeline.core import PipelineRequirementsException
from stanza.pipeline.registry import NAME_TO_PROCESSOR_CLASS, PIPELINE_NAMES
from stanza_documents import RULES, TEXT, assert_agrees, cut_by_us, records
from stanza_fixtures import stanza_pipeline

import quotekit
import quotekit.integrations.stanza as bridge
from quotekit.attribution import RuleAttributor
from quotekit.errors import ModelError


class TestProcessor:
    def test_gives_quotes(self, quote: Any) -> None:
        document = quote(TEXT)
        assert [made.speaker.name for made in document.quotes] == ["Ann Lee", "Ann Lee", "Fox"]
        assert [made.sentences for made in document.quotes] == [(0,), (1,), (2,)]
        first = document.quotes[0]
        assert [word.text for word in first.words] == ["“", "The", "bridge", "is", "shut", ",", "”"]
        assert [span.type for span in (*first.content, *first.cue, *first.source)] == [
            "CONTENT",
            "CUE",
            "SOURCE",
        ]
        assert repr(first) == "Quote('“The bridge is shut,”', type='direct', speaker='Ann Lee')"
        assert_agrees(document)

    def test_runs_by_its_own_name_and_order(self, quote: Any) -> None:
        assert list(quote.processors) == ["tokenize", "mwt", "quote"]
        assert str(quote.processors["quote"]) == "QuoteProcessor(rules)"
        assert quote.processors["quote"].provides == {"quote"}
        assert quote.processors["quote"].requires == {"tokenize"}
        assert quote(TEXT, processors="tokenize").quotes == ()

    def test_registering_twice_is_harmless(self) -> None:
        importlib.reload(sys.modules["quotekit.integrations.stanza"])
        bridge.register()
        assert PIPELINE_NAMES.count("quote") == 1
        assert NAME_TO_PROCESSOR_CLASS["quote"] is bridge.QuoteProcessor

    def test_says_whom_it_replaces(self, monkeypatch: pytest.MonkeyPatch) -> None:
        class Other(bridge.QuoteProcessor):
            pass

        monkeypatch.setitem(NAME_TO_PROCESSOR_CLASS, "quote", Other)
        with pytest.warns(UserWarning, match="expected no processor quote"):
            bridge.register()
        assert NAME_TO_PROCESSOR_CLASS["quote"] is bridge.QuoteProcessor

    def test_needs_tokens(self) -> None:
        with pytest.raises(PipelineRequirementsException, match="tokenize"):
            stanza_pipeline("quote", quote_profile="rules")

    def test_syntax_needs_a_parse(self) -> None:
        with pytest.raises(PipelineRequirementsException, match="depparse"):
            stanza_pipeline("tokenize,mwt,quote", quote_profile="syntax")

    def test_can_be_marked_inactive(self) -> None:
        nlp = stanza_pipeline("tokenize,quote", quote_profile="rules")
        nlp.processors["quote"].mark_inactive()
        stanza_pipeline.cache_clear()
        with pytest.raises(RuntimeError, match="inactive"):
            nlp(TEXT)

    def test_bulk_and_stream_give_what_one_by_one_gives(self, quote: Any) -> None:
        texts = [TEXT, "Nothing is said here.", TEXT.replace("Lee", "Park"), "“Yes,” said Bo Khan."]
        alone = [records(quote(text)) for text in texts]
        assert [records(document) for document in quote.bulk_process(texts)] == alone
        assert [records(document) for document in quote.process_many(iter(texts))] == alone
        streamed = list(quote.stream(iter(texts), batch_size=3))
        assert [records(document) for document in streamed] == alone
        for document in streamed:
            assert_agrees(document)
        # Counted on over the stream by Stanza; the indices are those of each document's own list.
        assert streamed[3].quotes[0].sentences == (0,)

    def test_empty_documents(self, quote: Any) -> None:
        assert quote("").quotes == quote(" \n\n ").quotes == ()
        assert quote.processors["quote"].process(StanzaDocument([])).quotes == ()
        assert StanzaDocument([]).quotes == ()


class TestOptions:
    def test_profiles(self) -> None:
        model = stanza_pipeline("tokenize,mwt,quote")(TEXT)
        assert records(model) == quotekit.attribute(TEXT).quotations
        assert {made.record.rule for made in model.quotes} == {"model"}

    def test_threshold(self) -> None:
        nlp = stanza_pipeline("tokenize,mwt,quote", quote_threshold="0.9")
        found = records(nlp(TEXT))
        assert found
        assert all(record.confidence >= 0.9 for record in found)

    def test_ready_pipeline(self) -> None:
        class Nobody:
            def resolve(self, tokenized: Any, quoted: Any, quotations: Any) -> quotekit.Resolution:
                return quotekit.Resolution(quotations=quotations, speakers=())

        given_pipeline = quotekit.Pipeline(attributor=RuleAttributor(), resolver=Nobody())
        document = stanza_pipeline("tokenize,mwt,quote", quote_pipeline=given_pipeline)(TEXT)
        assert [made.speaker for made in document.quotes] == [None] * 3
        assert_agrees(document)
        processor = stanza_pipeline("tokenize,mwt,quote", quote_pipeline=given_pipeline).processors["quote"]
        assert str(processor) == "QuoteProcessor(pipeline)"

    def test_own_model(self) -> None:
        shipped = resources.files("quotekit") / "resources" / "model"
        with resources.as_file(shipped) as folder:
            nlp = stanza_pipeline("tokenize,mwt,quote", quote_model_path=str(folder))
        assert records(nlp(TEXT)) == quotekit.attribute(TEXT).quotations

    @pytest.mark.parametrize("card", [None, "no JSON", "[]", '{"format": 1}', '{"format": 0, "sha256": {}}'])
    def test_a_folder_without_a_model_is_refused_at_once(self, tmp_path: Path, card: str | None) -> None:
        if card is not None:
            (tmp_path / "card.json").write_text(card, encoding="utf-8")
        with pytest.raises(ModelError, match=r"^quote_model_path: expected"):
            stanza_pipeline("tokenize,mwt,quote", quote_model_path=str(tmp_path))

    @pytest.mark.parametrize(
        ("options", "error", "message"),
        [
            (
                {"quote_profile": "magic"},
                ValueError,
                "quote_profile: expected model, fast, rules, novel, syntax, got 'magic'",
            ),
            ({"quote_treshold": 0.5}, ValueError, "quote_threshold, got quote_treshold"),
            ({"quote_threshold": 1.5}, ValueError, "quote_threshold: expected a number from 0 to 1, got 1.5"),
            ({"quote_threshold": "abc"}, ValueError, "quote_threshold: expected a number .* got 'abc'"),
            ({"quote_threshold": "nan"}, ValueError, "quote_threshold: expected a number .* got 'nan'"),
            ({"quote_threshold": True}, TypeError, "quote_threshold: expected a number .* got bool"),
            ({"quote_evidence": "maybe"}, ValueError, "quote_evidence: expected True or False, got 'maybe'"),
            ({"quote_evidence": 5}, TypeError, "quote_evidence: expected True or False, got int"),
            (
                {"quote_profile": ""},
                ValueError,
                "quote_profile: expected model, fast, rules, novel, syntax, got ''",
            ),
            ({"quote_profile": 5}, ValueError, "quote_profile: expected model, fast, rules, novel, syntax"),
            ({"quote_lang": "de"}, ValueError, "quote_threshold, got quote_lang"),
            ({"quote_mode": "train"}, ValueError, "quote_threshold, got quote_mode"),
            ({"quote_pretagged": True}, ValueError, "quote_threshold, got quote_pretagged"),
            ({"quote_model_path": ""}, ValueError, "quote_model_path: expected a folder, got ''"),
            (
                {"quote_model_path": "x", "quote_profile": "rules"},
                ValueError,
                "quote_model_path: expected with the profile model, got 'rules'",
            ),
            (
                {"quote_threshold": 0.5, "quote_profile": "rules"},
                ValueError,
                "quote_threshold: expected with the profile model or fast, got 'rules'",
            ),
            ({"quote_threshold": 0.5, "quote_profile": "rules"}, ValueError, "with the profile model"),
            ({"quote_pipeline": 5}, TypeError, "quote_pipeline: expected a quotekit.Pipeline, got int"),
            ({"quote_pipeline": RULES, "quote_profile": "rules"}, ValueError, "got both"),
        ],
    )
    def test_refused_at_once(self, options: dict[str, Any], error: type[Exception], message: str) -> None:
        with pytest.raises(error, match=message):
            stanza_pipeline("tokenize,mwt,quote", **options)

    def test_evidence_can_be_left_alone(self) -> None:
        document = cut_by_us("The mayor said: “Go.” Ann Lee, the minister, and Bo Fox were there.")
        document.coref = [CorefChain(0, [CorefMention(0, 0, 2), CorefMention(1, 0, 2)], "Ann Lee", 1)]
        for evidence, name in ((True, "Ann Lee"), ("false", "The mayor"), (False, "The mayor")):
            options = {"quote_profile": "rules", "quote_evidence": evidence}
            processor = stanza_pipeline("tokenize,mwt,quote", **options).processors["quote"]
            assert processor.process(document).quotes[0].speaker.name == name
