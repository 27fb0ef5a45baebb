"""Documents as one web page that needs nothing else: the text with every attribution marked in place.

Jinja escapes whatever comes from the text, and the page's own policy allows only the style and the
script that quotekit wrote, by their hashes: were anything to slip through, it would not run.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from collections.abc import Callable
from importlib import resources
from typing import TYPE_CHECKING, Any

import attrs

from quotekit.document import Document, Quotation, Speaker
from quotekit.errors import MissingExtra
from quotekit.formats.marking import pieces

if TYPE_CHECKING:
    import jinja2

__all__ = ["foot", "head", "section", "to_frame", "to_html"]

# As many as people with any sort of colour sight tell apart; numbers tell apart what colours do not.
_COLOURS = 8
_EXCERPT = 90
# What a page cannot hold (NUL, half a surrogate pair) …
_LOST = re.compile("[\0\ud800-\udfff]")
# … what it would not keep (carriage returns) or obey (marks that reorder what follows them).
_ODD = re.compile("[\r\u202a-\u202e\u2066-\u2069]")


def to_html(document: Document, *, title: str | None = None) -> str:
    """Give a document as one self-contained page of HTML: see `Document.to_html`."""
    return head(title=title) + section(document) + foot()


def to_frame(document: Document) -> str:
    """Give a document's page in a frame of its own, for notebooks: no style or script gets out or in."""
    from markupsafe import escape

    return (
        '<iframe title="Who said what" sandbox="allow-scripts" '
        'style="width:100%;height:32rem;border:1px solid #8888;border-radius:6px" '
        f'srcdoc="{escape(to_html(document))}"></iframe>'
    )


def head(*, title: str | None = None) -> str:
    """Give the page's beginning, up to its first document."""
    style, script = _resource("page.css"), _resource("page.js")
    return _template("head.html").render(
        title=title or "Who said what", style=style, style_hash=_hash(style), script_hash=_hash(script)
    )


def section(document: Document, *, number: int = 1, title: str | None = None) -> str:
    """Give a document's part of a page: `number` sets it apart from others on the same page."""
    walk = list(pieces(document))
    anchored = {p.mark.quotations[0] for p in walk if p.mark and p.mark.role == "content" and p.first}
    voices = _voices(document)
    return _template("document.html").render(
        title=title,
        prefix=f"d{number}",
        pieces=walk,
        voices=voices,
        voice_of={i: voice for voice in voices for i, _ in voice.quotations},
        quotations=document.quotations,
        anchored=anchored,
    )


def foot() -> str:
    """Give the page's end."""
    return _template("foot.html").render(script=_resource("page.js"))


@attrs.define
class _Voice:
    """Somebody who says something on the page, or nobody in particular (`name` is then empty)."""

    number: int
    name: str
    kind: str
    quotations: list[tuple[int, Quotation]] = attrs.Factory(list)

    @property
    def colour(self) -> int:
        return (self.number - 1) % _COLOURS + 1 if self.name else 0


def _voices(document: Document) -> list[_Voice]:
    found: dict[tuple[object, ...] | None, _Voice] = {}
    for i, quotation in enumerate(document.quotations):
        who = quotation.speaker
        key = _identity(who)
        if key not in found:
            found[key] = _Voice(0, who.name if who else "", who.kind if who else "")
        found[key].quotations.append((i, quotation))
    # Who speaks most comes first and has the first colour; nobody in particular comes last.
    listed = sorted(found.values(), key=lambda voice: (not voice.name, -len(voice.quotations)))
    for number, voice in enumerate(listed, start=1):
        voice.number = number
    return listed


def _identity(speaker: Speaker | None) -> tuple[object, ...] | None:
    # Namesakes are two people: mentions tell them apart. Without a name, all are one voice.
    if speaker is None or not speaker.name:
        return None
    return speaker.name, speaker.kind, speaker.mentions[:1]


def _shown(text: str) -> Any:
    from markupsafe import Markup, escape

    kept = _LOST.sub("\N{REPLACEMENT CHARACTER}", text)
    return Markup(_ODD.sub(_stand_in, str(escape(kept))))


def _stand_in(match: re.Match[str]) -> str:
    if match.group() == "\r":
        return "&#13;"
    # Alone in an isolate, the mark is still there but reorders nothing.
    return f'<bdo dir="ltr" class="control" data-code="{ord(match.group()):04X}">{match.group()}</bdo>'


def _plain(text: str) -> str:
    return _ODD.sub("\N{REPLACEMENT CHARACTER}", _LOST.sub("\N{REPLACEMENT CHARACTER}", text))


def _excerpt(quotation: Quotation) -> str:
    text = ""
    for i, span in enumerate(quotation.content):
        text += (" … " if i else "") + span.whole[span.start : min(span.end, span.start + _EXCERPT)]
        if len(text) >= _EXCERPT or len(span) > _EXCERPT:
            return " ".join(text[:_EXCERPT].split()) + "…"
    return " ".join(text.split())


def _cue(quotation: Quotation) -> str:
    return " … ".join(span.text for span in quotation.cue)[:_EXCERPT]


def _resource(name: str) -> str:
    return (resources.files("quotekit") / "resources" / "html" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _template(name: str) -> jinja2.Template:
    return _environment().get_template(name)


@functools.cache
def _environment() -> jinja2.Environment:
    try:
        import jinja2
    except ModuleNotFoundError:
        raise MissingExtra.of("html", package="jinja2", purpose="a page of HTML") from None
    made = jinja2.Environment(
        autoescape=True,
        loader=jinja2.FunctionLoader(_resource),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    filters: dict[str, Callable[..., Any]] = {
        "shown": _shown,
        "plain": _plain,
        "excerpt": _excerpt,
        "cue": _cue,
    }
    made.filters.update(filters)
    return made
