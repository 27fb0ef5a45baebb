"""Documents as one self-contained web page: the text with every attribution marked in place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs

from quotekit.arguments import check_kind
from quotekit.document import Document, Quotation, Span, Speaker
from quotekit.formats import pages
from quotekit.formats.marking import Piece, pieces
from quotekit.formats.pages import foot
from quotekit.formats.records import write_spans

__all__ = [
    "foot",
    "head",
    "people",
    "quotation_to_html",
    "section",
    "speaker_to_html",
    "to_frame",
    "to_html",
]

_TITLE = "Who said what"
_EXCERPT = 90
_LISTED = 300
# In a notebook: the characters of a quotation and around a mention, and the number of mentions.
_MOST, _AROUND, _MENTIONS = 600, 40, 8
# Below these confidences a quotation is drawn paler or hatched, and so is the number of a name.
_PALE, _DOUBTFUL = 0.8, 0.5


def to_html(document: Document, *, title: str | None = None) -> str:
    """Return a document as one self-contained page of HTML: see `Document.to_html`."""
    check_kind("document", document, Document)
    if title is not None:
        check_kind("title", title, str)
    return head(title=title) + section(document) + foot()


def to_frame(document: Document) -> str:
    """Return a document's page in an iframe, for notebooks."""
    return pages.framed(to_html(document), title=_TITLE)


def head(*, title: str | None = None) -> str:
    """Return the page's beginning, up to its first document."""
    return pages.head(title=title or _TITLE, legend="document-legend.html")


def section(
    document: Document, *, number: int = 1, title: str | None = None, notes: Sequence[str] = ()
) -> str:
    """Return the part of a page for one document; `number` distinguishes it from others on the page.

    `notes`, one for each quotation, are shown beside what is known of it.
    """
    walk = list(pieces(document))
    anchored = {p.mark.of[0] for p in walk if p.mark and p.mark.role == "content" and p.first}
    voices = _voices(document)
    return pages.template("document.html").render(
        title=title,
        prefix=f"d{number}",
        pieces=walk,
        wrapped=_wrapped(document, walk),
        voices=voices,
        voice_of={i: voice for voice in voices for i, _ in voice.quotations},
        quotations=document.quotations,
        notes=notes,
        anchored=anchored,
        excerpt=_excerpt,
        cue=_cue,
        doubts=_doubts,
        spans=lambda quotation: write_spans(quotation.content),
    )


def quotation_to_html(quotation: Quotation) -> str:
    """Return a quotation as a few lines for notebooks: the content, the speaker, cue and confidences.

    >>> import quotekit
    >>> (quotation,) = quotekit.attribute('"It is over," said Ann <Lee>.').quotations
    >>> "Ann" in quotation_to_html(quotation), "<Lee>" in quotation_to_html(quotation)
    (True, False)
    """
    check_kind("quotation", quotation, Quotation)
    return pages.template("quotation.html").render(quotation=quotation, most=_MOST)


def speaker_to_html(speaker: Speaker) -> str:
    """Return a speaker as a few lines for notebooks: the names, and the first mentions in context."""
    check_kind("speaker", speaker, Speaker)
    mentions = [_in_its_line(mention) for mention in speaker.mentions[:_MENTIONS]]
    more = len(speaker.mentions) - len(mentions)
    return pages.template("speaker.html").render(speaker=speaker, mentions=mentions, more=more, most=_MOST)


def people(listed: Sequence[Any]) -> str:
    """Return the list of who speaks in a page's sections, to stand between the last section and the `foot`.

    They are of the class `quotekit.roster.Person`; their `documents` are sections, as in ``("d1", "d3")``.
    """
    more = max(len(listed) - _LISTED, 0)
    return pages.template("people.html").render(people=listed[:_LISTED], more=more)


def _wrapped(document: Document, walk: list[Piece]) -> set[int]:
    """Return the indices of the pieces at which a paragraph of several lines begins, to be wrapped anew."""
    starts = {
        span.start for span in document.paragraphs if document.text.find("\n", span.start, span.end) >= 0
    }
    found, at = set(), 0
    for i, piece in enumerate(walk):
        if piece.kind == "block" and at in starts:
            found.add(i)
        at += len(piece.text)
    return found


@attrs.define(kw_only=True)
class _Voice(pages.Voice):
    quotations: list[tuple[int, Quotation]] = attrs.Factory(list)


def _voices(document: Document) -> list[_Voice]:
    found: dict[tuple[object, ...] | None, _Voice] = {}
    for i, quotation in enumerate(document.quotations):
        who = quotation.speaker
        key = _identity(who)
        if key not in found:
            found[key] = _Voice(number=0, name=who.name if who else "", kind=who.kind if who else "")
        found[key].quotations.append((i, quotation))
    # Whoever speaks most comes first and has the first colour; nobody in particular comes last.
    listed = sorted(found.values(), key=lambda voice: (not voice.name, -len(voice.quotations)))
    for number, voice in enumerate(listed, start=1):
        voice.number = number
    return listed


def _identity(speaker: Speaker | None) -> tuple[object, ...] | None:
    # Namesakes are two people, distinguished by their mentions. All without a name are one voice.
    if speaker is None or not speaker.name:
        return None
    return speaker.name, speaker.kind, speaker.mentions[:1]


def _doubts(quotation: Quotation) -> str:
    """Return the CSS classes, each after a space, for what is uncertain about a quotation."""
    sure = quotation.confidence
    doubt = " doubtful" if sure < _DOUBTFUL else " pale" if sure < _PALE else ""
    return doubt + (" name-doubtful" if quotation.speaker and quotation.speaker_confidence < _PALE else "")


def _excerpt(quotation: Quotation) -> str:
    text = ""
    for i, span in enumerate(quotation.content):
        text += (" … " if i else "") + span.whole[span.start : min(span.end, span.start + _EXCERPT + 1)]
        if len(text) > _EXCERPT:
            break
    return pages.cut(text, _EXCERPT)


def _cue(quotation: Quotation) -> str:
    return " … ".join(span.text for span in quotation.cue)[:_EXCERPT]


def _in_its_line(span: Span) -> tuple[str, Span, str]:
    before = span.whole[max(span.start - _AROUND, 0) : span.start].rpartition("\n")[2]
    after = span.whole[span.end : span.end + _AROUND].partition("\n")[0]
    return before, span, after
