"""``quotekit cast``: the characters of a book, with how often each speaks and a few of their lines."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import click

from quotekit.cli.inputs import Input
from quotekit.cli.output import into
from quotekit.cli.printing import harmless
from quotekit.cli.reading import encoding
from quotekit.cli.texts import edition
from quotekit.document import Quotation
from quotekit.readers import Encoding

_WIDTH = 90


@click.command()
@click.argument("book", type=click.Path(exists=True, dir_okay=False))
@click.option(
    "--lines", type=click.IntRange(0), default=2, show_default=True, help="How many lines to show of each."
)
@click.option(
    "--least", type=click.IntRange(1), default=1, show_default=True, help="Leave out those with fewer turns."
)
@click.option(
    "--page",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Also write the book as a page of HTML, with its chapters and everybody's turns.",
)
@encoding
def cast(book: str, lines: int, least: int, page: Path | None, encoding: Encoding) -> int:
    """Print the characters of a novel, with their lines.

    For each, that is the number of turns, the name, other names, and a few lines. BOOK is plain text, EPUB
    or TEI; the header and licence of Project Gutenberg are left out.
    """
    from quotekit.defaults import attribute_novel
    from quotekit.novels.books import Book, read_book

    given = Input(book, Path(book).stem)
    text = edition(given)
    read = read_book(book, encoding=encoding) if text is None else Book(text, given.id)
    turns: dict[str, list[Quotation]] = defaultdict(list)
    document = attribute_novel(read.text)
    if page is not None:
        from quotekit.novels.page import book_page

        with into(page, inputs=[book]):
            click.echo(book_page(document, title=read.title), nl=False)
    for quotation in document.quotations:
        if quotation.speaker is not None:
            turns[quotation.speaker.name].append(quotation)
    aliases = {speaker.name: speaker.aliases for speaker in document.speakers}
    for name in sorted(turns, key=lambda name: (-len(turns[name]), name)):
        said = turns[name]
        if len(said) < least:
            continue
        others = f" ({', '.join(aliases[name])})" if aliases.get(name) else ""
        click.echo(f"{len(said):6}  {harmless(name + others)}")
        for quotation in sorted(said, key=lambda q: -q.speaker_confidence)[:lines]:
            line = " ".join(quotation.content_text.split())
            click.echo(" " * 10 + harmless(line if len(line) <= _WIDTH else line[: _WIDTH - 1] + "…"))
    return 0
