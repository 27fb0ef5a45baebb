"""Checks of arguments: each error says which argument, what was expected and what was got."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from numbers import Real
from typing import Any


def check_kind(name: str, given: object, *kinds: type) -> None:
    """Raise `TypeError` for what is of none of the kinds.

    >>> check_kind("text", b"no", str)
    Traceback (most recent call last):
    TypeError: text: expected str, got bytes
    """
    if not isinstance(given, kinds):
        raise TypeError(
            f"{name}: expected {' or '.join(kind.__name__ for kind in kinds)}, got {_kind(given)}"
        )


def check_each(name: str, given: object, kind: type) -> None:
    """Raise `TypeError` for what is no collection, and where it holds something of another kind.

    >>> check_each("quoted", ["no"], int)
    Traceback (most recent call last):
    TypeError: quoted: expected a sequence of int, got one with str
    """
    if isinstance(given, str) or not isinstance(given, Collection):
        raise TypeError(f"{name}: expected a sequence of {kind.__name__}, got {_kind(given)}")
    for one in given:
        if not isinstance(one, kind):
            raise TypeError(f"{name}: expected a sequence of {kind.__name__}, got one with {_kind(one)}")


def check_share(name: str, given: object, what: str = "number") -> None:
    """Raise `TypeError` for what is no number, and `ValueError` for one that is not from 0 to 1.

    >>> check_share("least", "half")
    Traceback (most recent call last):
    TypeError: least: expected a number from 0 to 1, got str
    >>> check_share("least", 2)
    Traceback (most recent call last):
    ValueError: least: expected a number from 0 to 1, got 2
    """
    if not isinstance(given, Real):
        raise TypeError(f"{name}: expected a {what} from 0 to 1, got {_kind(given)}")
    if not 0 <= float(given) <= 1:
        raise ValueError(f"{name}: expected a {what} from 0 to 1, got {given!r}")


def check_path(name: str, given: object) -> None:
    """Raise `TypeError` for what is no path, numbers included, and `ValueError` for a NUL in it.

    >>> check_path("path", 1)
    Traceback (most recent call last):
    TypeError: path: expected str or os.PathLike, got int
    """
    if not isinstance(given, str | os.PathLike):
        raise TypeError(f"{name}: expected str or os.PathLike, got {_kind(given)}")
    if "\0" in str(given):
        raise ValueError(f"{name}: expected a path without NUL characters, got {str(given)!r}")


def listed(name: str, given: Any, what: str) -> Iterable[Any]:
    """Return what can be iterated over. Raises `TypeError` for anything else.

    >>> listed("acts", 5, "acts")
    Traceback (most recent call last):
    TypeError: acts: expected an iterable of acts, got int
    """
    if not isinstance(given, Iterable):
        raise TypeError(f"{name}: expected an iterable of {what}, got {_kind(given)}")
    return given


def _kind(given: object) -> str:
    if isinstance(given, type):
        return f"the class {given.__name__} itself"
    return "None" if given is None else type(given).__name__
