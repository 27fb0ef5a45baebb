"""Attributors: from tokens and quoted spans to content, cue and source, linked.

`rules` finds quotations by lexicons and word order, `learned` with a network, `languages` with another for
languages other than English, `syntax` in the parses of other tools. All of them read `layouts` alike, and
`finishing` ends what each has found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quotekit.attribution.rules.attributor import RuleAttributor

if TYPE_CHECKING:
    from quotekit.attribution.languages import LanguageAttributor
    from quotekit.attribution.learned.attributor import ModelAttributor
    from quotekit.attribution.syntax.attributor import UDAttributor

__all__ = ["LanguageAttributor", "ModelAttributor", "RuleAttributor", "UDAttributor"]


def __getattr__(name: str) -> Any:
    # onnxruntime is slow to import, and the rules do not need it.
    if name == "ModelAttributor":
        from quotekit.attribution.learned.attributor import ModelAttributor

        return ModelAttributor
    if name == "LanguageAttributor":
        from quotekit.attribution.languages import LanguageAttributor

        return LanguageAttributor
    if name == "UDAttributor":
        from quotekit.attribution.syntax.attributor import UDAttributor

        return UDAttributor
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
