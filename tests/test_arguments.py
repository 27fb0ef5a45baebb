"""Wrong arguments: each is refused at once, and the error says what was expected and what was got."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import quotekit
from quotekit import Pipeline, Quotation, Span
from quotekit.attribution import LanguageAttributor, ModelAttributor, RuleAttributor
from quotekit.comparison import Comparison
from quotekit.detection import detect
from quotekit.document import SpanIndex
from quotekit.evaluation import attributions_of, evaluate, read_gold, read_predictions
from quotekit.formats.annotations import to_annotations
from quotekit.formats.brat import from_brat, to_brat
from quotekit.formats.conll import from_conll, to_conll
from quotekit.formats.records import to_records
from quotekit.formats.tei import from_tei, text_of_tei, to_tei
from quotekit.matcher import MarkMatcher
from quotekit.pipeline import in_language
from quotekit.readers import decoded, read
from quotekit.roster import Roster, Wikidata, people
from quotekit.speakers import LanguageResolver, NameResolver
from quotekit.tokenizer import EnglishTokenizer, LanguageTokenizer

TEXT = '"It is over," said Ann Lee. "No," said Bo Fox.'
SPAN = Span(0, 3, TEXT)
DOCUMENT = Pipeline(profile="rules").attribute(TEXT)
TOKENIZED = EnglishTokenizer().tokenize(TEXT)

# No text, no number, no path, no document and no list of anything; a class instead of its object.
NEVER: tuple[Any, ...] = (object(), Span, lambda: 0)
NO_TEXT: tuple[Any, ...] = (None, 5, math.nan, True, b"x", [], ["a"], {}, *NEVER)
NO_NUMBER: tuple[Any, ...] = (None, "a", "", b"x", [], [5], {}, *NEVER)
NO_SHARE: tuple[Any, ...] = (-1, 2, 10**30, math.nan, math.inf, *NO_NUMBER)
NO_DOCUMENT: tuple[Any, ...] = ("", "a", SPAN, *NO_TEXT)
NO_PATH: tuple[Any, ...] = (-1, "a\0b", *NO_TEXT)
NO_LIST: tuple[Any, ...] = (5, math.nan, True, *NEVER)

NO_SPANS: tuple[Any, ...] = (None, "a", [5], (None,), [SPAN], iter(()), *NO_LIST)

CALLS: dict[str, tuple[Callable[[Any], object], tuple[Any, ...]]] = {
    "Span.start": (lambda it: Span(it, 3, TEXT), (*NO_NUMBER, 1.0, math.nan, -1, 4)),
    "Span.end": (lambda it: Span(0, it, TEXT), (*NO_NUMBER, 1.0, math.nan, -1, 99)),
    "Span.whole": (lambda it: Span(0, 0, it), NO_TEXT),
    "Span.overlaps": (SPAN.overlaps, (None, 5, "a", (0, 3), object())),
    "Span.contains": (SPAN.contains, (None, 5, "a", (0, 3), object())),
    "Quotation.content": (
        lambda it: Quotation(content=it),
        (None, (), [], "a", 5, SPAN, *NEVER),
    ),
    "Document.fitting": (DOCUMENT.fitting, NO_TEXT),
    "Document.speaker": (DOCUMENT.speaker, NO_TEXT),
    "Document.said_by": (DOCUMENT.said_by, NO_TEXT),
    "Document.select(acts)": (lambda it: DOCUMENT.select(acts=it), ("a", ["a"], [5], b"x", *NO_LIST)),
    "Document.select(types)": (lambda it: DOCUMENT.select(types=it), ("a", ["a"], [5], b"x", *NO_LIST)),
    "Document.select(speaker)": (lambda it: DOCUMENT.select(speaker=it), NO_TEXT[1:]),
    "Document.select(min_confidence)": (lambda it: DOCUMENT.select(min_confidence=it), NO_SHARE),
    "Document.select(min_speaker_confidence)": (
        lambda it: DOCUMENT.select(min_speaker_confidence=it),
        NO_SHARE,
    ),
    "in_language": (in_language, ("", "xx", *NO_TEXT)),
    "in_language(acts)": (lambda it: in_language("en", it), NO_LIST),
    "attribute": (quotekit.attribute, NO_TEXT),
    "attribute(language)": (lambda it: quotekit.attribute(TEXT, language=it), ("xx", 5, ["a"], *NEVER)),
    "Pipeline.attribute": (Pipeline(profile="rules").attribute, NO_TEXT),
    "LanguageTokenizer": (lambda it: LanguageTokenizer(language=it), ("", "xx", *NO_TEXT)),
    "MarkMatcher": (lambda it: MarkMatcher(language=it), ("", "xx", *NO_TEXT)),
    "MarkMatcher.match": (MarkMatcher().match, NO_DOCUMENT),
    "LanguageResolver": (lambda it: LanguageResolver(language=it), ("", "xx", *NO_TEXT)),
    "NameResolver(least)": (lambda it: NameResolver(least=it), NO_SHARE),
    "NameResolver.resolve": (lambda it: NameResolver().resolve(it, (), ()), NO_DOCUMENT),
    "NameResolver.resolve(quoted)": (lambda it: NameResolver().resolve(TOKENIZED, it, ()), NO_SPANS),
    "NameResolver.resolve(quotations)": (lambda it: NameResolver().resolve(TOKENIZED, (), it), NO_SPANS),
    "LanguageResolver.resolve(quotations)": (
        lambda it: LanguageResolver(language="de").resolve(TOKENIZED, (), it),
        NO_SPANS,
    ),
    "RuleAttributor(least)": (lambda it: RuleAttributor(least=it), NO_SHARE),
    "RuleAttributor(acts)": (lambda it: RuleAttributor(acts=it), (None, "a", [], [5], *NO_LIST)),
    "RuleAttributor.attribute": (lambda it: RuleAttributor().attribute(it, ()), NO_DOCUMENT),
    "RuleAttributor.attribute(quoted)": (lambda it: RuleAttributor().attribute(TOKENIZED, it), NO_SPANS),
    "ModelAttributor.attribute(quoted)": (lambda it: ModelAttributor().attribute(TOKENIZED, it), NO_SPANS),
    "LanguageAttributor.attribute(quoted)": (
        lambda it: LanguageAttributor(language="en", folder=Path()).attribute(TOKENIZED, it),
        NO_SPANS,
    ),
    "ModelAttributor(threshold)": (lambda it: ModelAttributor(threshold=it), NO_SHARE[:5] + NO_NUMBER[1:]),
    "ModelAttributor(folder)": (lambda it: ModelAttributor(folder=it), (*NO_PATH[:2], *NO_TEXT[1:])),
    "ModelAttributor.attribute": (lambda it: ModelAttributor().attribute(it, ()), NO_DOCUMENT),
    "LanguageAttributor(threshold)": (
        lambda it: LanguageAttributor(language="de", threshold=it),
        NO_SHARE[:5] + NO_NUMBER[1:],
    ),
    "LanguageAttributor(folder)": (
        lambda it: LanguageAttributor(language="de", folder=it),
        (*NO_PATH[:2], *NO_TEXT[1:]),
    ),
    "detect": (detect, NO_TEXT),
    "Wikidata": (Wikidata, ([5], ["a"], b"x", "a", [None], [{}], [{"name": "Ann"}], *NO_LIST)),
    "Wikidata.read": (Wikidata.read, NO_PATH),
    "Wikidata.find": (lambda it: Wikidata([]).find(it, kind="person"), NO_TEXT),
    "people(wikidata)": (lambda it: people({}, wikidata=it), (*NO_PATH[:2], *NO_TEXT[1:])),
    "Roster.add": (lambda it: Roster().add("a", it), NO_DOCUMENT),
    "Roster.fitting": (Roster().fitting, NO_TEXT),
    "Comparison": (Comparison, (*NO_PATH[:2], *NO_TEXT[1:])),
    "Comparison.text": (lambda it: Comparison().text(it), NO_TEXT),
    "read": (read, NO_PATH),
    "read_gold": (read_gold, NO_PATH),
    "read_predictions": (read_predictions, NO_PATH),
    "decoded": (decoded, (None, 5, "a", [], *NEVER)),
    "evaluate(gold)": (lambda it: evaluate(it, {}), (None, ["a"], [5], "a", *NO_LIST)),
    "evaluate(predictions)": (lambda it: evaluate([], it), (None, 5, "a", [], *NEVER)),
    "evaluate(resamples)": (lambda it: evaluate([], {}, resamples=it), (*NO_NUMBER, 1.5)),
    "evaluate(seed)": (lambda it: evaluate([], {}, seed=it), (*NO_NUMBER, 1.5)),
    "attributions_of": (attributions_of, NO_DOCUMENT),
    "to_annotations": (lambda it: to_annotations(it, source="https://a.example"), NO_DOCUMENT),
    "to_annotations(source)": (lambda it: to_annotations(DOCUMENT, source=it), ("", *NO_TEXT)),
    "to_brat": (to_brat, NO_DOCUMENT),
    "from_brat(text)": (lambda it: from_brat(it, ""), NO_TEXT),
    "from_brat(annotations)": (lambda it: from_brat(TEXT, it), NO_TEXT),
    "to_conll": (to_conll, NO_DOCUMENT),
    "from_conll(text)": (lambda it: from_conll(it, ""), NO_TEXT),
    "from_conll(columns)": (lambda it: from_conll(TEXT, it), NO_TEXT),
    "to_tei": (to_tei, NO_DOCUMENT),
    "to_tei(title)": (lambda it: to_tei(DOCUMENT, title=it), NO_TEXT),
    "from_tei": (from_tei, (None, 5, True, [], *NEVER)),
    "text_of_tei": (text_of_tei, (None, 5, True, [], *NEVER)),
    "to_records": (to_records, NO_DOCUMENT),
}


@pytest.mark.parametrize("name", CALLS)
def test_wrong_arguments_are_refused_and_named(name: str) -> None:
    call, wrong = CALLS[name]
    for it in wrong:
        with pytest.raises((TypeError, ValueError)) as raised:
            call(it)
        assert re.search(r"expected .* got ", str(raised.value), re.DOTALL), f"{it!r}: {raised.value}"


def test_errors_name_the_argument() -> None:
    with pytest.raises(TypeError, match=r"^min_confidence: expected a number from 0 to 1, got str$"):
        DOCUMENT.select(min_confidence="a")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"^name: expected str or Speaker, got int$"):
        DOCUMENT.said_by(5)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"^start: expected int, got str$"):
        Span("a", 3, TEXT)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"^entries: expected Mapping, got int$"):
        Wikidata([5])  # type: ignore[list-item]
    with pytest.raises(TypeError, match=r"^document: expected Document, got the class Document itself$"):
        to_brat(quotekit.Document)  # type: ignore[arg-type]


def test_what_is_right_is_still_taken(tmp_path: Path) -> None:
    numpy = pytest.importorskip("numpy")
    assert Span(numpy.int64(0), numpy.int32(3), TEXT) == SPAN
    assert DOCUMENT.select(min_confidence=numpy.float32(0.1), acts={"speech"}, types=("direct",)).quotations
    assert DOCUMENT.select(speaker=DOCUMENT.speakers[0]).quotations == DOCUMENT.said_by("Ann Lee")
    assert in_language("en", ["speech"]) is in_language("en", ("speech",))  # type: ignore[arg-type]
    assert RuleAttributor(least=0).acts == RuleAttributor(least=1).acts
    assert Quotation(content=[SPAN]).content  # type: ignore[arg-type]
    assert SpanIndex.of(iter([SPAN])).holding(1) == 0
    path = tmp_path / "a.jsonl"
    path.write_text("", encoding="utf-8")
    assert read_gold(path) == read_gold(str(path)) == ()
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "none.txt")
