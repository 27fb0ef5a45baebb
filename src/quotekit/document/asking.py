"""Asking for a ministry or another body by words of its name, in either order."""

from __future__ import annotations

from collections.abc import Sequence


def has_in_name(asked: Sequence[str], name: Sequence[str]) -> bool:
    """Tell whether the words asked for stand together in a body's name, perhaps turned about *of*.

    >>> name = "kenya's ministry of energy".split()
    >>> [has_in_name(asked.split(), name) for asked in ("energy ministry", "the ministry of energy")]
    [True, True]
    >>> has_in_name("energy ministry of kenya".split(), name)
    False
    """
    words = list(asked[1:] if len(asked) > 1 and asked[0] == "the" else asked)
    if "of" in words:
        at = words.index("of")
        turned = words[at + 1 :] + words[:at]
    else:
        turned = [*words[-1:], "of", *words[:-1]]
    return bool(words) and any(
        list(name[at : at + len(order)]) == order
        for order in ((words, turned) if len(words) > 1 else (words,))
        for at in range(len(name))
    )
