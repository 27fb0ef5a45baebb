"""Attribution from parses: gold trees in ten languages, wrong trees, and what holds for every tree."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs
import conllu
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotekit import Pipeline, Quotation, Span, Tokenized
from quotekit.attribution.syntax import Sentence, UDAttributor, Word
from quotekit.attribution.syntax.forest import Forest
from quotekit.attribution.syntax.languages import known, language
from quotekit.matcher import MarkMatcher
from quotekit.tokenizer import EnglishTokenizer

FOLDER = Path(__file__).parents[1] / "fixtures" / "syntax"


@attrs.frozen(kw_only=True)
class Article:
    """Hold a fixture: a text, its gold parse, and what is said in it: content parts, cue, source."""

    name: str
    text: str
    parse: tuple[Sentence, ...]
    expected: tuple[tuple[str, str, str], ...]
    trees: tuple[conllu.TokenList, ...]


@attrs.frozen
class Given:
    """Parse by giving what was parsed before."""

    sentences: tuple[Sentence, ...]

    def parse(self, tokenized: Tokenized) -> tuple[Sentence, ...]:
        return self.sentences


def articles(code: str) -> Iterator[Article]:
    trees = conllu.parse((FOLDER / f"{code}.conllu").read_text(encoding="utf-8"))
    starts = [number for number, tree in enumerate(trees) if "newdoc id" in tree.metadata]
    for start, stop in zip(starts, [*starts[1:], len(trees)], strict=True):
        yield article(trees[start:stop])


def article(trees: Sequence[conllu.TokenList]) -> Article:
    text = " ".join(tree.metadata["text"] for tree in trees)
    offset = 0
    sentences = []
    for tree in trees:
        sentences.append(sentence(tree, text, offset))
        offset += len(tree.metadata["text"]) + 1
    told = trees[0].metadata
    numbers = ["", *map(str, range(2, 10))]
    expected = tuple(
        (told[f"content{n}"], told[f"cue{n}"], told.get(f"source{n}") or "") for n in numbers if f"content{n}" in told
    )
    return Article(
        name=told["newdoc id"], text=text, parse=tuple(sentences), expected=expected, trees=tuple(trees)
    )


def sentence(tree: conllu.TokenList, text: str, offset: int) -> Sentence:
    words: list[Word] = []
    shared, until = None, 0
    for token in tree:
        if isinstance(token["id"], tuple):
            until = token["id"][2]
            shared = Span(offset, offset + len(token["form"]), text)
        elif shared is None or token["id"] > until:
            shared = Span(offset, offset + len(token["form"]), text)
            until = token["id"]
        if not isinstance(token["id"], tuple):
            feats = "|".join(f"{key}={value}" for key, value in (token["feats"] or {}).items())
            words.append(
                Word(
                    span=shared, form=token["form"], lemma=token["lemma"], upos=token["upos"], feats=feats,
                    head=token["head"] - 1, relation=token["deprel"],
                )
            )  # fmt: skip
        if isinstance(token["id"], tuple) or token["id"] == until:
            # The words of a multi-word token come after its line, and take no room of their own.
            held = not isinstance(token["id"], tuple) and shared.text != token["form"]
            if not held:
                offset = shared.end + (0 if (token["misc"] or {}).get("SpaceAfter") == "No" else 1)
    return Sentence(tuple(words))


def attribute(code: str, text: str, sentences: Sequence[Sentence], *, inner: bool = True) -> tuple[Quotation, ...]:
    attributor = UDAttributor(language=code, parser=Given(tuple(sentences)), inner=inner)
    return Pipeline(attributor=attributor).attribute(text).quotations


def seen(quotations: Sequence[Quotation]) -> list[tuple[str, str, str]]:
    return [
        tuple(" // ".join(part.text for part in parts) for parts in (q.content, q.cue, q.source)) for q in quotations
    ]  # type: ignore[misc]


ARTICLES = [article for code in known() for article in articles(code)]


def test_there_are_fixtures_for_every_language() -> None:
    assert {file.stem for file in FOLDER.glob("*.conllu")} == set(known())
    assert all(sum(article.name.startswith(code) for article in ARTICLES) >= 12 for code in known())


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.name)
def test_gold_trees_are_well_formed(article: Article) -> None:
    for tree, parsed in zip(article.trees, article.parse, strict=True):
        words = [token for token in tree if not isinstance(token["id"], tuple)]
        assert [token["id"] for token in words] == list(range(1, len(words) + 1))
        assert sum(token["head"] == 0 for token in words) == 1
        assert all((token["head"] == 0) == (token["deprel"] == "root") for token in words)
        forest = Forest.of(parsed)
        assert forest.heads == [word.head for word in parsed.words], "a circle, or a head out of range"
        spans = list(dict.fromkeys(word.span for word in parsed.words))
        rebuilt = "".join(
            span.text + article.text[span.end : after.start]
            for span, after in zip(spans, [*spans[1:], Span(spans[-1].end, spans[-1].end, article.text)], strict=True)
        )
        assert rebuilt == tree.metadata["text"]
        single = [word for word in parsed.words if sum(word.span == other.span for other in parsed.words) == 1]
        assert all(word.span.text == word.form for word in single)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.name)
def test_finds_what_is_said_in_gold_trees(article: Article) -> None:
    found = attribute(article.name[:2], article.text, article.parse)
    assert seen(found) == list(article.expected)
