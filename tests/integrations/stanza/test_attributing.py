"""`quotekit.attribute` takes Stanza's documents, in ten languages."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

pytest.importorskip("stanza", reason="needs quotekit[stanza]", exc_type=ImportError)

from stanza.models.common.doc import Document as StanzaDocument
from stanza.models.coref.coref_chain import CorefChain, CorefMention
from stanza.utils.conll import CoNLL
from stanza_documents import RULES, TEXT, TEXTS, cut_by_us, parsed_articles

import quotekit
import quotekit.integrations.stanza as bridge
from quotekit.attribution import RuleAttributor
from quotekit.attribution.syntax import UDAttributor
from quotekit.detection import other_language
from quotekit.integrations.stanza import StanzaParser
from quotekit.lexicon import languages
from quotekit.speakers import NameResolver
from quotekit.tokenizer import EnglishTokenizer


class TestDoor:
    def test_attribute(self, tokenize: Any) -> None:
        document = tokenize(TEXT)
        before = document.to_serialized()
        found = quotekit.attribute(document)
        assert [q.speaker.name for q in found.quotations if q.speaker] == ["Ann Lee", "Ann Lee", "Fox"]
        assert found == bridge.attribute(document)
        assert document.to_serialized() == before
        assert next(quotekit.attribute_many([document])) == found

    def test_threads(self, tokenize: Any) -> None:
        documents = [tokenize(text) for text in list(TEXTS.values())[:12]]
        alone = [RULES.attribute(document) for document in documents]
        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(RULES.attribute, documents)) == alone

    def test_subclasses(self) -> None:
        class Mine(StanzaDocument):
            pass

        assert quotekit.attribute(Mine([], text=TEXT)) == quotekit.attribute(TEXT)

    def test_no_other_object(self, tokenize: Any) -> None:
        with pytest.raises(TypeError, match="text: expected str, got Sentence"):
            quotekit.attribute(tokenize(TEXT).sentences[0])

    def test_a_resolver_of_ones_own_is_left_alone(self) -> None:
        document = cut_by_us("The mayor said: “Go.” Ann Lee, the minister, and Bo Fox were there.")
        document.coref = [CorefChain(0, [CorefMention(0, 0, 2), CorefMention(1, 0, 2)], "Ann Lee", 1)]

        class Own(NameResolver):
            pass

        for resolver, name in ((None, "Ann Lee"), (Own(), "The mayor")):
            pipeline = quotekit.Pipeline(attributor=RuleAttributor(), resolver=resolver)
            assert pipeline.attribute(document).quotations[0].speaker.name == name

    def test_what_a_resolver_of_ours_was_told_still_holds(self) -> None:
        document = cut_by_us("The mayor said: “Go.” Ann Lee, the minister, and Bo Fox were there.")
        found = quotekit.attribute(document, known_speakers={"Bo Fox": ["the mayor"]})
        assert found.quotations[0].speaker.name == "Bo Fox"


GERMAN = """\
1\tDie\tder\tDET\t_\t_\t2\tdet\t_\t_
2\tKanzlerin\tKanzlerin\tNOUN\t_\t_\t3\tnsubj\t_\t_
3\ttraf\ttreffen\tVERB\t_\t_\t0\troot\t_\t_
4\tIda\tIda\tPROPN\t_\t_\t3\tobj\t_\t_
5\tMoll\tMoll\tPROPN\t_\t_\t4\tflat\t_\t_
6\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_

1\t„\t„\tPUNCT\t_\t_\t4\tpunct\t_\t_
2\tDie\tder\tDET\t_\t_\t3\tdet\t_\t_
3\tBrücke\tBrücke\tNOUN\t_\t_\t4\tnsubj\t_\t_
4\tbleibt\tbleiben\tVERB\t_\t_\t0\troot\t_\t_
5\tzu\tzu\tADV\t_\t_\t4\tadvmod\t_\t_
6\t“\t“\tPUNCT\t_\t_\t4\tpunct\t_\t_
7\t,\t,\tPUNCT\t_\t_\t8\tpunct\t_\t_
8\tsagte\tsagen\tVERB\t_\t_\t4\tparataxis\t_\t_
9\tsie\tsie\tPRON\t_\t_\t8\tnsubj\t_\t_
10\t.\t.\tPUNCT\t_\t_\t4\tpunct\t_\t_

"""


class TestLanguages:
    def german(self) -> StanzaDocument:
        (document, _), *_ = parsed_articles("de")
        return document

    def test_a_parsed_document_that_tells_its_language(self) -> None:
        document = self.german()
        document.lang = "de"
        found = quotekit.attribute(document)
        assert [q.speaker.name for q in found.quotations] == ["Ida Moll"]
        assert found.quotations[0].rule.startswith("marked/")
        assert found == bridge.attribute(document) == next(quotekit.attribute_many([document]))
        with quotekit.attribute_many([document, document], workers=2) as documents:
            assert list(documents) == [found, found]

    def test_a_language_that_is_given(self) -> None:
        document = self.german()
        assert bridge.attribute(document, language="de").quotations[0].speaker.name == "Ida Moll"
        document.lang = "fr"
        assert bridge.attribute(document, language="de").quotations[0].speaker.name == "Ida Moll"
        english = cut_by_us(TEXT)
        assert bridge.attribute(english, language="en") == quotekit.attribute(english)

    def test_chains_of_other_languages(self) -> None:
        document = CoNLL.conll2doc(input_str=GERMAN)
        document.lang = "de"
        assert quotekit.attribute(document).quotations[0].speaker.name == "Ida Moll"
        document.coref = [CorefChain(0, [CorefMention(0, 0, 2), CorefMention(1, 8, 9)], "Die Kanzlerin", 0)]
        assert quotekit.attribute(document).quotations[0].speaker.name == "Kanzlerin"

    @pytest.mark.parametrize(
        ("lang", "message"),
        [
            ("sv", "expected one of cs, de, .*, got 'sv': it is read as English"),
            ("de", r"expected a parse \(tokenize,mwt,pos,lemma,depparse\) with a document in 'de', got none"),
        ],
    )
    def test_warns_where_it_can_only_be_read_as_english(self, lang: str, message: str) -> None:
        document = cut_by_us(TEXT)
        english = quotekit.attribute(document)
        document.lang = lang
        with pytest.warns(UserWarning, match=message):
            assert quotekit.attribute(document) == english

    @pytest.mark.parametrize("code", [code for code in languages() if code != "en"])
    def test_warns_where_nobody_said_that_it_is_not_english(self, code: str) -> None:
        texts = [bridge.read(document).text for document, _ in parsed_articles(code)]
        with pytest.warns(UserWarning, match="expected English in a document that does not tell"):
            quotekit.attribute(cut_by_us("\n\n".join(texts)))

    def test_english_is_taken_for_english(self) -> None:
        # Warnings are errors here.
        texts = [*TEXTS.values(), "Los Angeles", "“Sí,” said El Greco.", "Да, said Ann.", ""]
        for text in texts:
            assert other_language(EnglishTokenizer().tokenize(text).tokens) is None

    def test_stages_for_another_language(self) -> None:
        document = cut_by_us(TEXT)
        document.lang = "fr"
        syntax = quotekit.Pipeline(attributor=UDAttributor(language="de", parser=StanzaParser()))
        with pytest.warns(
            UserWarning, match="expected 'en', which the pipeline's attributor reads, got 'fr'"
        ):
            RULES.attribute(document)
        document = self.german()
        document.lang = "fr"
        with pytest.warns(UserWarning, match="expected 'de', which"):
            syntax.attribute(document)

    def test_refused(self) -> None:
        with pytest.raises(ValueError, match=r"expected one of cs, de, .*, got 'sv'"):
            bridge.attribute(self.german(), language="sv")
        with pytest.raises(ValueError, match="add tokenize,mwt,pos,lemma,depparse"):
            bridge.attribute(cut_by_us(TEXT), language="de")
        with pytest.raises(ValueError, match="expected a pipeline or a language, got both"):
            bridge.attribute(self.german(), language="de", pipeline=RULES)
