"""The parts that all HTML pages share: head and foot, with their own style and script, and escaping.

Jinja escapes everything from a text, and the page's content security policy allows only the style and script
that quotekit wrote, by their hashes: anything that slipped through would not run.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from collections.abc import Callable, Sequence
from importlib import resources
from typing import TYPE_CHECKING, Any

import attrs

from quotekit.errors import MissingExtra

if TYPE_CHECKING:
    import jinja2

# As many colours as people with any colour vision can distinguish; numbers do the rest.
_COLOURS = 8
# Beyond those, the badge of a number has another shape, of three in all.
_SHAPES = 3
# Characters that a page cannot hold (NUL, half a surrogate pair) …
_LOST = re.compile("[\0\ud800-\udfff]")
# … would not keep (carriage returns) or would obey (marks that reorder the text after them).
_ODD = re.compile("[\r\u202a-\u202e\u2066-\u2069]")


def head(*, title: str, legend: str, style: Sequence[str] = ("page.css",), script: str = "page.js") -> str:
    """Return the head of a page.

    `legend` is the name of the template that explains its marks; `style` and `script` name its resources.
    """
    rules, code = "".join(map(resource, style)), resource(script)
    return template("head.html").render(
        title=title, legend=legend, style=rules, style_hash=digest(rules), script_hash=digest(code)
    )


def foot(*, script: str = "page.js") -> str:
    """Return the foot of a page with a `script`."""
    return template("foot.html").render(script=resource(script))


@attrs.define(kw_only=True)
class Voice:
    """Hold a speaker on a page, or nobody in particular, who has no name."""

    number: int
    name: str
    kind: str

    @property
    def colour(self) -> int:
        return (self.number - 1) % _COLOURS + 1 if self.name else 0

    @property
    def round(self) -> int:
        """Return how many times all colours were used before."""
        return max(self.number - 1, 0) // _COLOURS % _SHAPES


def framed(page: str, *, title: str) -> str:
    """Return a page in an iframe, for notebooks, isolated from the styles and scripts around it."""
    from markupsafe import escape

    return (
        f'<iframe title="{escape(title)}" sandbox="allow-scripts" '
        'style="width:100%;height:32rem;border:1px solid #8888;border-radius:6px" '
        f'srcdoc="{escape(page)}"></iframe>'
    )


def cut(text: str, most: int) -> str:
    """Return a text as one line of limited length, with an ellipsis if it was cut.

    >>> cut("The bridge\\nis shut.", 10), cut("The bridge\\nis shut.", 20)
    ('The bridge…', 'The bridge is shut.')
    """
    line = " ".join(text[: most + 1].split())
    return line if len(text) <= most else f"{' '.join(text[:most].split())}…"


def template(name: str) -> jinja2.Template:
    """Return a template. Raises `MissingExtra` without the extra `html`."""
    return _environment().get_template(name)


def _shown(text: str) -> Any:
    from markupsafe import Markup, escape

    kept = _LOST.sub("\N{REPLACEMENT CHARACTER}", text)
    return Markup(_ODD.sub(_stand_in, str(escape(kept))))


def _stand_in(match: re.Match[str]) -> str:
    if match.group() == "\r":
        return "&#13;"
    # Alone in an isolate, the mark is kept but reorders nothing.
    return f'<bdo dir="ltr" class="control" data-code="{ord(match.group()):04X}">{match.group()}</bdo>'


def _plain(text: str) -> str:
    return _ODD.sub("\N{REPLACEMENT CHARACTER}", _LOST.sub("\N{REPLACEMENT CHARACTER}", text))


def resource(name: str) -> str:
    """Return the template, style or script with a name."""
    return (resources.files("quotekit") / "resources" / "html" / name).read_text(encoding="utf-8")


def digest(text: str) -> str:
    """Return the hash by which a page's content security policy allows a style or script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@functools.cache
def _environment() -> jinja2.Environment:
    try:
        import jinja2
    except ModuleNotFoundError:
        raise MissingExtra.of("html", package="jinja2", purpose="a page of HTML") from None
    made = jinja2.Environment(
        autoescape=True,
        loader=jinja2.FunctionLoader(resource),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    filters: dict[str, Callable[..., Any]] = {"shown": _shown, "plain": _plain, "cut": cut}
    made.filters.update(filters)
    return made
