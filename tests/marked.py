"""Texts with marks for quotations: ``[source]`` and ``<content>``, taken out and turned into spans.

Sources and contents pair in their order; a source without content of its own is given the text's
last word. What stands between marks is otherwise the text itself.
"""

from __future__ import annotations

from quotekit.document import Quotation, Resolution, Span
from quotekit.matcher import MarkMatcher
from quotekit.speakers import NameResolver
from quotekit.tokenizer import EnglishTokenizer

OPENING, CLOSING = "[<", "]>"


def unmark(marked: str) -> tuple[str, list[tuple[int, int]], list[tuple[int, int]]]:
    """Return the plain text, and the offsets of its sources and of its contents."""
    plain: list[str] = []
    open_at: dict[str, int] = {}
    found: dict[str, list[tuple[int, int]]] = {"[": [], "<": []}
    for character in marked:
        if character in OPENING:
            open_at[character] = len(plain)
        elif character in CLOSING:
            mark = OPENING[CLOSING.index(character)]
            found[mark].append((open_at[mark], len(plain)))
        else:
            plain.append(character)
    return "".join(plain), sorted(found["["]), sorted(found["<"])


def quotations_in(marked: str) -> tuple[str, tuple[Quotation, ...]]:
    """Return the plain text and its quotations, in the order of their sources."""
    text, sources, contents = unmark(marked)
    end = len(text.rstrip(" .\n"))
    spare = (text.rfind(" ", 0, end) + 1, end)
    contents += [spare] * (len(sources) - len(contents))
    return text, tuple(
        Quotation(content=(Span(*content, text),), source=(Span(*source, text),))
        for source, content in zip(sources, contents, strict=True)
    )


def resolve(marked: str, resolver: NameResolver | None = None) -> Resolution:
    """Resolve a marked text by the real stages."""
    text, quotations = quotations_in(marked)
    tokenized = EnglishTokenizer().tokenize(text)
    return (resolver or NameResolver()).resolve(tokenized, MarkMatcher().match(tokenized), quotations)
