"""The document: a text with everything that was found in it, and what can be asked of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

import attrs

from quotekit.document.layout import QuotedSpan, Span
from quotekit.document.records import Act, Quotation, QuotationType, Speaker, html_or_none
from quotekit.errors import AmbiguousSpeaker, UnknownSpeaker

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

    from quotekit.document.tiles import Tile

# The repr: how much of the text it shows, and how many of those who say most.
_BEGINNING, _NAMED = 60, 3
# How much of the text is shown for a failing example of Hypothesis.
_PRETTY = 2000

# What does the work of a method is imported when it is called: `import quotekit` stays light.


@attrs.frozen(kw_only=True, repr=False)
class Document:
    """Hold a text and everything that was found in it.

    `quotations` are in order of the start of their content, longer ones first. `speakers` has those who say
    something, then the others that the text mentions, each group in order of first mention.
    """

    text: str
    paragraphs: tuple[Span, ...] = ()
    sentences: tuple[Span, ...] = ()
    tokens: tuple[Span, ...] = ()
    quoted: tuple[QuotedSpan, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    speakers: tuple[Speaker, ...] = ()

    def said_by(self, name: str | Speaker) -> tuple[Quotation, ...]:
        """Return the quotations of a speaker, given as a `Speaker` or by a name that fits it (`fitting`).

        Raises `UnknownSpeaker` if the text has no such speaker and `AmbiguousSpeaker` if the name fits
        several.

        >>> import quotekit
        >>> doc = quotekit.attribute('"It is over," said Ann Lee. Ms Lee added: "Go home."')
        >>> [q.content_text for q in doc.said_by("Lee")]
        ['"It is over,"', '"Go home."']
        >>> len(doc.said_by(doc.speakers[0]))
        2
        """
        from quotekit.arguments import check_kind

        check_kind("name", name, str, Speaker)
        speaker = name if isinstance(name, Speaker) else self.speaker(name)
        return tuple(q for q in self.quotations if q.speaker is speaker or q.speaker == speaker)

    def speaker(self, name: str) -> Speaker:
        """Return the one speaker that `name` fits (`fitting`).

        A full name or alias takes precedence over a surname that others share.

        Raises `UnknownSpeaker` if `name` fits nobody and `AmbiguousSpeaker` if it fits several.

        >>> import quotekit
        >>> doc = quotekit.attribute('"It is over," said Mayor Ann Lee. Tom Fox and Bo Fox left.')
        >>> doc.speaker("lee").name
        'Ann Lee'
        >>> doc.speaker("Fox")
        Traceback (most recent call last):
        quotekit.errors.AmbiguousSpeaker: expected a name that fits one speaker, got 'Fox', which fits ...
        """
        fitting = self.fitting(name)
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            raise AmbiguousSpeaker(
                f"expected a name that fits one speaker, got {name!r}, which fits "
                + ", ".join(s.name for s in fitting)
            )
        known = ", ".join(s.name for s in self.speakers) or "nobody"
        raise UnknownSpeaker(f"expected one of this text's speakers ({known}), got {name!r}")

    def fitting(self, name: str) -> tuple[Speaker, ...]:
        """Return the speakers that `name` fits, in any case.

        It fits by full name, else by alias, else by surname, else by words of an organisation's name, which
        may be turned: *the energy ministry*, *Ministry of Energy*.

        >>> import quotekit
        >>> doc = quotekit.attribute('"Rates will rise," the Central Bank of Nigeria said.')
        >>> [speaker.name for speaker in doc.fitting("the central bank")]
        ['Central Bank of Nigeria']
        """
        from quotekit.arguments import check_kind

        check_kind("name", name, str)
        wanted = " ".join(name.casefold().split())
        exact = [s for s in self.speakers if wanted == s.name.casefold()]
        alias = [s for s in self.speakers if wanted in {a.casefold() for a in s.aliases}]
        surname = [s for s in self.speakers if s.kind == "person" and wanted in s.name.casefold().split()]
        if fitting := exact or alias or surname:
            return tuple(fitting)
        from quotekit.document.asking import has_in_name

        bodies = (s for s in self.speakers if s.kind == "organisation")
        return tuple(s for s in bodies if has_in_name(wanted.split(), s.name.casefold().split()))

    def tiles(self) -> tuple[Tile, ...]:
        """Cut the whole text into narration and direct speech, in order.

        The texts of the tiles, joined, are the text. Speech within speech is part of the outer tile.

        >>> import quotekit
        >>> doc = quotekit.attribute_novel('"It is over," said Ann Lee, "at last."')
        >>> [(tile.span.text, tile.speaker and tile.speaker.name) for tile in doc.tiles()]
        [('"It is over,"', 'Ann Lee'), (' said Ann Lee, ', None), ('"at last."', 'Ann Lee')]
        """
        from quotekit.document.tiles import tiles

        return tiles(self)

    def select(
        self,
        *,
        acts: Act | Collection[Act] | None = None,
        types: QuotationType | Collection[QuotationType] | None = None,
        speaker: str | Speaker | None = None,
        min_confidence: float = 0.0,
        min_speaker_confidence: float = 0.0,
    ) -> Document:
        """Return the document with only the quotations that meet all the given conditions.

        `speaker` is one of the document's, or a name, alias or surname. If it fits several speakers, all of
        them count; if it fits nobody, no quotation is left. Of quotations without a speaker none is sure
        enough for a `min_speaker_confidence` above 0.

        `Quotation.inside` is renumbered: it points to the innermost remaining quotation around. The text, its
        parts and all speakers stay; those who still say something come first.

        Raises `ValueError` for an unknown act or type, and for a confidence outside 0 to 1.

        >>> import quotekit
        >>> doc = quotekit.attribute('"It is over," said Ann Lee. She hopes that it rains.')
        >>> [q.content_text for q in doc.select(types="direct", speaker="Lee").quotations]
        ['"It is over,"']
        """
        from quotekit.document.selection import select

        return select(
            self,
            acts=acts,
            types=types,
            speaker=speaker,
            min_confidence=min_confidence,
            min_speaker_confidence=min_speaker_confidence,
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the document as plain data in the shape of ``resources/document.schema.json``.

        Raises `InvalidDocument` if the document contradicts itself, as one made by hand may.

        >>> import quotekit
        >>> doc = quotekit.attribute('"It is over," said Ann Lee.')
        >>> doc.to_dict()["quotations"][0]["source"]
        [{'start': 19, 'end': 26, 'text': 'Ann Lee'}]
        >>> quotekit.Document.from_dict(doc.to_dict()) == doc
        True
        """
        from quotekit.document.wire import to_dict

        return to_dict(self)

    @classmethod
    def from_dict(cls, data: object) -> Document:
        """Return the document of the result of `to_dict`. Raises `InvalidDocument` for anything else."""
        from quotekit.document.decoding import from_dict

        return from_dict(data)

    def to_json(self) -> str:
        """Return the document as one line of JSON, in ASCII, so that any code point survives."""
        from quotekit.document.wire import to_json

        return to_json(self)

    @classmethod
    def from_json(cls, data: str) -> Document:
        """Return the document of the result of `to_json`. Raises `InvalidDocument` for anything else."""
        from quotekit.document.decoding import from_json

        return from_json(data)

    def to_html(self, *, title: str | None = None) -> str:
        """Return one self-contained page of HTML: the text, with each attribution marked in place.

        The page loads nothing, and nothing in the text can run in it. Characters that HTML cannot hold (NULs,
        lone surrogates) are shown as U+FFFD. Raises `MissingExtra` without the extra `html`.

        >>> import quotekit
        >>> page = quotekit.attribute('"It is over," said Ann Lee.').to_html(title="Notes")
        >>> page.startswith("<!DOCTYPE html>"), "<title>Notes</title>" in page
        (True, True)
        """
        from quotekit.formats.html import to_html

        return to_html(self, title=title)

    def to_records(self, *, id: str | None = None) -> list[dict[str, Any]]:
        """Return the quotations as flat rows, with the columns of `quotekit.formats.COLUMNS` in that order.

        `id` fills the column ``document``. ``start`` and ``end`` are the offsets of the content;
        ``content_spans``, ``cue_spans`` and ``source_spans`` are those of all parts, as in ``"0:12 26:40"``.
        ``content`` joins several parts with " … ".

        >>> import quotekit
        >>> (row,) = quotekit.attribute('"It is over," said Ann Lee.').to_records(id="a1")
        >>> row["document"], row["speaker"], row["content"], row["content_spans"]
        ('a1', 'Ann Lee', '"It is over,"', '0:13')
        """
        from quotekit.formats.records import to_records

        return to_records(self, id=id)

    def to_pandas(self, *, id: str | None = None) -> pandas.DataFrame:
        """Return the quotations as a frame of pandas, with the columns of `to_records`.

        For a frame of many texts see `quotekit.integrations.frames`. Raises `MissingExtra` without the extra
        ``pandas``.

        >>> import quotekit
        >>> frame = quotekit.attribute('"It is over," said Ann Lee.').to_pandas(id="a1")
        >>> frame[["document", "speaker", "start", "end"]].values.tolist()
        [['a1', 'Ann Lee', 0, 13]]
        """
        from quotekit.formats.frames import to_pandas

        return to_pandas(self, id=id)

    def to_polars(self, *, id: str | None = None) -> polars.DataFrame:
        """Return the quotations as a frame of polars, with the columns of `to_records`.

        For a frame of many texts see `quotekit.integrations.frames`. Raises `MissingExtra` without the extra
        ``polars``.

        >>> import quotekit
        >>> frame = quotekit.attribute('"It is over," said Ann Lee.').to_polars(id="a1")
        >>> frame.select("document", "speaker", "start", "end").rows()
        [('a1', 'Ann Lee', 0, 13)]
        """
        from quotekit.formats.frames import to_polars

        return to_polars(self, id=id)

    def to_arrow(self, *, id: str | None = None) -> pyarrow.Table:
        """Return the quotations as a table of Arrow, with the columns of `to_records`.

        For the table of many documents see `quotekit.formats.arrow`. Raises `MissingExtra` without the extra
        ``arrow``.

        >>> import quotekit
        >>> quotekit.attribute('"It is over," said Ann Lee.').to_arrow(id="a1").num_rows
        1
        """
        from quotekit.formats.arrow import to_table

        return to_table([self], ids=[id])

    def __repr__(self) -> str:
        said = Counter(quotation.speaker.name for quotation in self.quotations if quotation.speaker)
        most = ", ".join(f"{name} {count}" for name, count in said.most_common(_NAMED))
        begins = self.text[:_BEGINNING] + ("…" if len(self.text) > _BEGINNING else "")
        return (
            f"<Document {begins!r}: {len(self.text)} characters, {len(self.quotations)} quotations"
            f"{f' ({most})' if most else ''}>"
        )

    def __reduce__(self) -> tuple[Any, ...]:
        from quotekit.document.packing import packed

        return packed(self)

    def _repr_html_(self) -> str | None:
        from quotekit.formats.html import to_frame

        return html_or_none(to_frame, self)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        # Hypothesis prints this for a failing example: the text alone, which its tokens would bury.
        long = len(self.text) > _PRETTY
        with printer.group(1, "Document(", ")"):
            printer.text("text=")
            printer.pretty(self.text[:_PRETTY])
            printer.text("…," if long else ",")
            printer.breakable()
            printer.text("quotations=")
            printer.pretty(self.quotations)
