"""Documents made from the fixtures' gold, with nested and shared spans, for tests of what comes after."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import attrs

from quotekit import Document, Quotation, Span, Speaker
from quotekit.tokenizer import EnglishTokenizer

ARTICLES = Path(__file__).resolve().parent.parent / "fixtures" / "articles.jsonl"


def gold_documents() -> dict[str, Document]:
    """Return a document for each article, its quotations and speakers those of the gold."""
    with ARTICLES.open(encoding="utf-8") as lines:
        return {article["id"]: _document(article) for article in map(json.loads, lines)}


def document(text: str, *quotations: Quotation) -> Document:
    """Return a document of a text with some quotations, their speakers listed."""
    tokenized = EnglishTokenizer().tokenize(text)
    order = sorted(quotations, key=lambda q: (q.start, -q.end))
    return Document(
        text=text,
        paragraphs=tokenized.paragraphs,
        sentences=tokenized.sentences,
        tokens=tokenized.tokens,
        quotations=tuple(order),
        speakers=tuple({id(q.speaker): q.speaker for q in order if q.speaker}.values()),
    )


def said(doc: Document) -> list[object]:
    """Return what brat and TEI hold of a document's quotations."""
    return [
        (q.content, q.cue, q.source, q.type, q.act, q.confidence, q.rule, q.inside)
        + ((q.speaker.name, q.speaker.kind, q.speaker_confidence) if q.speaker else ())
        for q in doc.quotations
    ]


def _document(article: dict[str, Any]) -> Document:
    text, people = article["text"], {}
    for quote in article["quotes"]:
        if quote["speaker"] is not None:
            people.setdefault(quote["speaker"], []).append(quote)
    speakers = {
        name: Speaker(name=name, kind=quotes[0]["speaker_kind"], mentions=_spans(quotes[0]["source"], text))
        for name, quotes in people.items()
    }
    made = document(
        text,
        *(
            Quotation(
                content=_spans(quote["content"], text),
                cue=_spans(quote["cue"], text),
                source=_spans(quote["source"], text),
                speaker=speakers.get(quote["speaker"]),
                type=quote["type"],
                confidence=round(1 / (i + 1), 3),
                rule=f"gold-{i}",
            )
            for i, quote in enumerate(article["quotes"])
        ),
    )
    return attrs.evolve(made, quotations=_nested(made.quotations))


def _nested(quotations: tuple[Quotation, ...]) -> tuple[Quotation, ...]:
    # Ordered by start, the outer first: the last one before that reaches further is the innermost around.
    found = []
    for i, quotation in enumerate(quotations):
        around = [j for j in range(i) if quotations[j].end >= quotation.end]
        found.append(attrs.evolve(quotation, inside=around[-1] if around else None))
    return tuple(found)


def _spans(pairs: list[list[int]], text: str) -> tuple[Span, ...]:
    return tuple(Span(start, end, text) for start, end in pairs)
