"""Checks of names, marks and sentences, without which the known quotations would not be right."""

from __future__ import annotations

from typing import Any

# Apostrophes are not among them: names and sentences may contain straight and curly ones.
_QUOTES = frozenset('"“”„‟‘‚‛«»‹›「」『』`')
_APOSTROPHES = frozenset("'’")
_FINAL = ".?!"
_SHOWN = 60


def words(record: object, attribute: Any, value: Any) -> None:
    """Refuse anything but words on one line without quotation marks."""
    what = f"{type(record).__name__}.{attribute.name}"
    text = _text(what, value)
    if text != " ".join(text.split()) or not any(map(str.isalnum, text)):
        raise ValueError(f"{what}: expected words with single spaces between, got {_shown(text)}")
    _unquoted(what, text)


def perhaps_words(record: object, attribute: Any, value: Any) -> None:
    """Refuse anything but words or None."""
    if value is not None:
        words(record, attribute, value)


def opening(record: object, attribute: Any, value: Any) -> None:
    """Refuse anything but an opening mark; white space may follow the mark."""
    _mark(f"{type(record).__name__}.{attribute.name}", value, spaced_before=False)


def closing(record: object, attribute: Any, value: Any) -> None:
    """Refuse anything but a closing mark; white space may precede the mark."""
    _mark(f"{type(record).__name__}.{attribute.name}", value, spaced_after=False)


def apostrophe(record: object, attribute: Any, value: Any) -> None:
    """Refuse anything but an apostrophe."""
    _mark(f"{type(record).__name__}.{attribute.name}", value, spaced_before=False, spaced_after=False)


def sentence(value: object) -> str:
    """Refuse anything but a sentence that can be quoted, and return it."""
    what = "sentences"
    text = _text(what, value)
    bare = text.rstrip(_FINAL)
    if bare != bare.strip() or len(text.splitlines()) != 1 or not any(map(str.isalnum, bare)):
        raise ValueError(f"{what}: expected words on one line with no space around, got {_shown(text)}")
    if bare == text:
        raise ValueError(f"{what}: expected a full stop, ? or ! at the end, got {_shown(text)}")
    _unquoted(what, text)
    return text


def marked(what: str, text: str, marks: tuple[str, ...]) -> None:
    """Refuse words that contain one of the marks that will surround them."""
    for mark in marks:
        sign = mark.strip()
        if sign not in _APOSTROPHES and sign in text:
            raise ValueError(f"{what}: expected no {sign}, a quotation mark here, got {_shown(text)}")


def _unquoted(what: str, text: str) -> None:
    if not _QUOTES.isdisjoint(text):
        raise ValueError(f"{what}: expected no quotation mark, got {_shown(text)}")


def _mark(what: str, value: object, *, spaced_before: bool = True, spaced_after: bool = True) -> None:
    text = _text(what, value)
    rest = text.lstrip() if spaced_before else text
    rest = rest.rstrip() if spaced_after else rest
    if rest != rest.strip() or len(text.splitlines()) != 1 or not rest or any(map(str.isalnum, rest)):
        raise ValueError(f"{what}: expected signs that are no letters, got {_shown(text)}")


def _text(what: str, value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{what}: expected a str, got {type(value).__name__}")
    return value


def _shown(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")
