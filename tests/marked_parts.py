"""Texts in other languages, one quotation in each: ``{c:content}``, ``{q:cue}`` and ``{s:source}`` marked."""

from __future__ import annotations

import re

from quotekit.document import Quotation, Span, Tokenized
from quotekit.tokenizer import LanguageTokenizer


def marked_up(marked: str, language: str) -> tuple[Quotation, Tokenized]:
    """Return the quotation that marks show, and its text's tokens."""
    parts: dict[str, list[tuple[int, int]]] = {"c": [], "q": [], "s": []}
    text = ""
    for piece in re.split(r"(\{[cqs]:[^}]*\})", marked):
        if piece.startswith("{"):
            parts[piece[1]].append((len(text), len(text) + len(piece) - 4))
        text += piece[3:-1] if piece.startswith("{") else piece
    content, cue, source = (tuple(Span(*part, text) for part in parts[role]) for role in "cqs")
    tokenized = LanguageTokenizer(language=language).tokenize(text)
    return Quotation(content=content, cue=cue, source=source), tokenized
