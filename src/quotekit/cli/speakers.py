"""``quotekit speakers``: who is quoted how often in many texts."""

from __future__ import annotations

import contextlib
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs
import click
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from quotekit.cli import output as outputs
from quotekit.cli.exports import FORMATS, Lines, Writer, exporter, rounded
from quotekit.cli.filters import tell_nobody_fits
from quotekit.cli.printing import Problems, clean
from quotekit.cli.reading import Reader, with_reader
from quotekit.cli.writers import QUOTED
from quotekit.formats.pages import foot, head, template
from quotekit.formats.records import COLUMNS, INTEGERS, NUMBERS, utf8, utf8_records
from quotekit.roster import Person, Roster, Wikidata

_COLUMNS = ("speaker", "kind", "quotations", "words", "direct_share", "documents", "aliases", "perhaps")
_INTEGERS = ("quotations", "words", "documents")
_TITLE = "Who is quoted"


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="table (lines with tabs when piped), json (one list), jsonl (a line for each person), csv, parquet "
    "or html (a page with bars).  [default: by the ending of --output, or table]",
)
@outputs.option
@click.option(
    "--wikidata",
    type=click.Path(exists=True, dir_okay=False),
    metavar="TABLE",
    help="Your CSV table with the columns name, qid and aliases (separated by |), to identify people by.",
)
@click.option("--most", type=click.IntRange(min=1), metavar="N", help="Only the N people quoted most.")
@click.option(
    "--said", is_flag=True, help="Also what they say: tables have a row for each quotation, person by person."
)
@with_reader
def speakers(
    form: str | None, output: Path | None, wikidata: str | None, most: int | None, said: bool, reader: Reader
) -> int:
    """Count who is quoted in texts.

    For each person, that is how often, in how many words, how much of it directly, and in how many texts.
    FILEs are those of "quotekit attribute", such as folders. One person counts once, however each text
    names them; a surname that several people share has a row of its own. With --by, each group (an outlet,
    say) has its own rows.
    """
    if not reader.files:
        raise click.UsageError("Missing FILE.")
    form = outputs.form_of(form, output)
    if said and form == "html":
        raise click.BadOptionUsage("said", "--said goes with tables and JSON, not with a page of HTML.")
    rows: list[list[dict[str, Any]]] = []
    made = _Rows(grouped=reader.by is not None, linked=wikidata is not None, said=rows if said else None)
    make = _writer(form, made)
    # Other texts may name the person otherwise, so that only the people of all texts can be asked for a name.
    wanted = reader.filters.speaker
    reader = attrs.evolve(reader, filters=attrs.evolve(reader.filters, speaker=None))
    report = Problems()
    files = reader.inputs(report)
    roster = Roster(wikidata=Wikidata.read(wikidata) if wikidata else None)
    with contextlib.closing(reader.readings(files, report)) as readings:
        for reading in readings:
            roster.add(reading.where, reading.document, group=reading.group)
            if said:
                rows.append(utf8_records(reading.document, id=reading.id))
    with (
        outputs.into(output, inputs=[file.path for file in files]),
        contextlib.closing(make()) as out,
    ):
        people = roster.people() if wanted is None else roster.fitting(wanted)
        if wanted is not None and not people:
            tell_nobody_fits(wanted, (person.name for person in roster.people()))
        for found in _by_group(people) if reader.by else [people]:
            for person in found[:most]:
                out.write(person)
    return 1 if report.any else 0


def _by_group(people: Iterable[Person]) -> Iterator[Sequence[Person]]:
    """Return, for each group, the people whom it quotes, with their quotations in that group alone."""
    groups: defaultdict[str, list[Person]] = defaultdict(list)
    for person in people:
        for group in person.groups:
            there = tuple(one for one in person.appearances if one.group == group)
            groups[group].append(attrs.evolve(person, appearances=there))
    for _, found in sorted(groups.items()):
        yield sorted(found, key=lambda person: -person.quotations)


@attrs.frozen(kw_only=True)
class _Rows:
    """Make the rows and records of people: with their group if `grouped`, and with their qid if `linked`.

    `said` are the rows of each text, if what people say is wanted: a table then has those of each person.
    """

    grouped: bool
    linked: bool
    said: Sequence[Sequence[dict[str, Any]]] | None

    @property
    def columns(self) -> tuple[str, ...]:
        if self.said is None:
            return (*self._group, *_COLUMNS, *self._qid)
        return (*self._whose, *COLUMNS)

    @property
    def shown(self) -> tuple[str, ...]:
        """Return the columns of lines with tabs."""
        return self.columns if self.said is None else (*self._whose, *QUOTED)

    @property
    def _whose(self) -> tuple[str, ...]:
        return (*self._group, "person", *self._qid)

    @property
    def _group(self) -> tuple[str, ...]:
        return ("group",) * self.grouped

    @property
    def _qid(self) -> tuple[str, ...]:
        return ("qid",) * self.linked

    def record(self, person: Person) -> dict[str, Any]:
        """Return a person as plain data for JSON."""
        data = self._counted(person)
        if self.said is not None:
            data["said"] = [{k: rounded(v) for k, v in row.items()} for row in _said(person, self.said)]
        return data

    def rows(self, person: Person) -> Iterator[dict[str, Any]]:
        """Yield the row of a person, or the rows of what the person says."""
        row = {
            name: utf8("; ".join(value)) if isinstance(value, list) else value
            for name, value in self._counted(person).items()
        }
        if self.said is None:
            yield row
            return
        who = {name: row["speaker" if name == "person" else name] for name in self._whose}
        yield from (who | quotation for quotation in _said(person, self.said))

    def lines(self, person: Person) -> Iterator[list[str]]:
        """Yield the same as cells of lines with tabs."""
        for row in self.rows(person):
            cells = (row[name] for name in self.shown)
            yield ["" if value is None else clean(str(rounded(value))) for value in cells]

    def _counted(self, person: Person) -> dict[str, Any]:
        return {
            **({"group": utf8(person.groups[0])} if self.grouped else {}),
            "speaker": utf8(person.name),
            "kind": person.kind,
            "quotations": person.quotations,
            "words": person.words,
            "direct_share": round(person.direct_share, 2),
            "documents": len(person.documents),
            "aliases": list(person.aliases),
            "perhaps": list(person.perhaps),
            **({"qid": person.qid} if self.linked else {}),
        }


def _said(person: Person, rows: Sequence[Sequence[dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    """Return the rows of a person's quotations, out of those of each text."""
    places = ((one.number, place) for one in person.appearances for place in one.places)
    return (rows[number][place] for number, place in sorted(places))


def _writer(form: str, made: _Rows) -> Callable[[], Writer[Person]]:
    """Return a function that makes the writer of people in a format."""
    export = exporter(
        form,
        plain=made.record,
        columns=made.columns,
        rows=made.rows,
        integers=(*_INTEGERS, *INTEGERS),
        numbers=("direct_share", *NUMBERS),
    )
    if export is not None:
        return export
    if form == "html":
        # Looked up at once, so that a missing package is reported before anything is read.
        template("speakers.html")
        return _Page
    printed = sys.stdout.isatty() and made.said is None
    return lambda: _Printed(grouped=made.grouped) if printed else Lines(made.shown, made.lines)


class _Printed:
    """A table on a terminal for each group."""

    def __init__(self, *, grouped: bool) -> None:
        self._console = Console(highlight=False)
        self._grouped = grouped
        self._tables: dict[str, Table] = {}

    def write(self, person: Person) -> None:
        group = person.groups[0]
        if group not in self._tables:
            table = self._tables[group] = Table(box=box.SIMPLE_HEAD, title_justify="left")
            table.title = Text(clean(group) or "—", "bold") if self._grouped else None
            table.add_column("Who")
            for name in ("quotations", "words", "direct", "texts"):
                table.add_column(name, justify="right", no_wrap=True)
        perhaps = f" ({' or '.join(person.perhaps)}?)" if person.perhaps else ""
        who = Text.assemble(clean(person.name), (clean(perhaps), "dim"), (f" {person.kind}", "dim"))
        numbers = (person.quotations, person.words, f"{person.direct_share:.0%}", len(person.documents))
        self._tables[group].add_row(who, *map(str, numbers))

    def close(self) -> None:
        for table in self._tables.values():
            self._console.print(table)
        if not self._tables:
            self._console.print(Text("nobody", "dim"))
        sys.stdout.flush()


class _Page:
    """An HTML page with a bar for everybody in each group."""

    def __init__(self) -> None:
        self._groups: defaultdict[str, list[Person]] = defaultdict(list)

    def write(self, person: Person) -> None:
        self._groups[person.groups[0]].append(person)

    def close(self) -> None:
        most = max((person.quotations for found in self._groups.values() for person in found), default=1)
        sys.stdout.write(head(title=_TITLE, legend="speakers-legend.html"))
        sys.stdout.write(template("speakers.html").render(groups=self._groups, most=most))
        sys.stdout.write(foot())
        sys.stdout.flush()
