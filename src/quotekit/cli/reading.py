"""Reading texts into documents: the part that all commands share that attribute texts."""

from __future__ import annotations

import contextlib
import functools
import sys
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any, NoReturn, TypeVar, get_args

import attrs
import click
from tqdm import tqdm

from quotekit.cli import profiles, texts
from quotekit.cli.filters import Filters, tell_nobody_fits, with_filters
from quotekit.cli.inputs import Input, inputs
from quotekit.cli.journal import Journal
from quotekit.cli.printing import Report, tell
from quotekit.cli.tables import Columns
from quotekit.detection import other_language
from quotekit.document import Act, Document, Quotation
from quotekit.errors import WorkerError
from quotekit.pipeline import ENGLISH, Pipeline, in_language
from quotekit.progress import bar
from quotekit.readers import Encoding, Time, time_between
from quotekit.stages import Profile

_Result = TypeVar("_Result")
# Values of `--by` that are not columns.
_PLACES = ("folder", "file")


@attrs.frozen
class Reading:
    """Hold a document with the name, origin and group of its text, and its times if it has any.

    Times are those of the file, and offsets lead to them: no stage, filter or journal has to know of them.
    """

    id: str
    where: str
    group: str
    document: Document
    times: tuple[Time, ...] = ()

    def time_of(self, quotation: Quotation) -> Time | None:
        """Return the time in which a quotation is said, from its first subtitle to its last."""
        return time_between(self.times, quotation.start, quotation.end)


@attrs.frozen(kw_only=True)
class Reader:
    """Hold the options of a command for reading texts. Without files, standard input is read."""

    files: tuple[str, ...]
    endings: tuple[str, ...]
    columns: Columns
    encoding: Encoding
    by: str | None
    workers: int
    profile: Profile
    language: str
    known: dict[str, tuple[str, ...]]
    resume: Path | None
    filters: Filters

    def check(self) -> None:
        """Raise `click.BadOptionUsage` for options that do not go together."""
        if self.language != ENGLISH and self.profile != "model":
            raise click.BadOptionUsage("language", f"--language {self.language} goes with --profile model.")
        if self.known and (self.language != ENGLISH or self.profile == "novel"):
            raise click.BadOptionUsage("known", "--known goes with English news.")
        if self._deeds and self.profile == "novel":
            raise click.BadOptionUsage("act", "--act deed goes with the profiles model, fast and rules.")

    @property
    def pipeline(self) -> Pipeline:
        """Return the pipeline for the texts."""
        if self.language != ENGLISH:
            return in_language(self.language, get_args(Act) if self._deeds else None)
        pipeline = Pipeline(profile=self.profile, known_speakers=self.known)
        return profiles.with_deeds(pipeline) if self._deeds else pipeline

    @property
    def _deeds(self) -> bool:
        # No pipeline gives them out unless it is asked to.
        return "deed" in self.filters.acts

    def inputs(self, report: Report) -> list[Input]:
        """Return the files to read; folders and patterns without any are reported.

        Raises `click.BadOptionUsage` if the texts are to be grouped by a column and none is in a table.
        """
        files = inputs(self.files or ("-",), endings=self.endings, by=self.by, report=report)
        if self.columns.group is not None and files and not any(file.is_table for file in files):
            raise click.BadOptionUsage(
                "by",
                f"--by: none of the texts has a column {self.columns.group!r}; "
                "expected folder, file or a column.",
            )
        return files

    def readings(self, files: list[Input], report: Report) -> Generator[Reading, None, None]:
        """Attribute the files' texts one after the other; unreadable ones are reported.

        A speaker's name that fits nobody in any of them is told at the end, and so are texts that are read as
        English and do not seem to be, or are XML.
        """
        if sys.stdin.isatty() and any(file.path == "-" for file in files):
            tell("reading from the terminal; Ctrl-D ends the text, and --help says how to read files")
        with contextlib.ExitStack() as stack:
            journal = None
            if self.resume is not None:
                how = " ".join(
                    [self.profile, self.language, *(f"{k}={v}" for k, v in self.known.items())]
                    + ["deeds"] * self._deeds
                )
                journal = stack.enter_context(Journal(self.resume, profile=how))
            counted = stack.enter_context(_bar(files))
            wanted, names = self.filters.speaker, set[str]()
            doubted, first = Counter[str](), dict[str, str]()
            for reading in self._attributed(files, journal, report):
                if wanted is not None and self.filters.fits_in(reading.document):
                    wanted = None
                if wanted is not None:
                    names.update(speaker.name for speaker in reading.document.speakers)
                for doubt in self._doubts(reading.document):
                    doubted[doubt] += 1
                    first.setdefault(doubt, reading.id)
                yield attrs.evolve(reading, document=self.filters(reading.document))
                counted.update()
        if wanted is not None:
            tell_nobody_fits(wanted, names)
        for doubt, count in doubted.items():
            tell(doubt.format(repr(first[doubt]) + (f" and {count - 1} more" if count > 1 else "")))

    def _doubts(self, document: Document) -> Iterator[str]:
        if self.language == ENGLISH and other_language(document.tokens):
            yield "read as English, but likely in another language: {}; see --language"
        if document.text.lstrip().startswith("<?xml"):
            yield "read with its tags, as it is XML: {}; only files of TEI that end in .xml are read without"

    def _attributed(self, files: list[Input], journal: Journal | None, report: Report) -> Iterator[Reading]:
        # Texts are read ahead of their documents: the pending texts, with the offsets of those already in the
        # journal.
        waiting: deque[tuple[texts.Text, int | None]] = deque()

        def unknown() -> Iterator[str]:
            for given in texts.read(files, self.columns, report, encoding=self.encoding):
                place = journal.find(given.text) if journal else None
                waiting.append((attrs.evolve(given, text=""), place))
                if place is None:
                    yield given.text

        documents = self.pipeline.attribute_many(unknown(), workers=self.workers)
        while True:
            try:
                document = next(documents, None)
            except WorkerError as error:
                if error.index is None:
                    raise
                yield from _known(waiting, journal)
                report(f"{waiting.popleft()[0].id}: {error}")
                continue
            yield from _known(waiting, journal)
            if document is None:
                return
            given, _ = waiting.popleft()
            if journal:
                journal.add(document)
            yield Reading(given.id, given.where, given.group, document, given.times)


def _known(waiting: deque[tuple[texts.Text, int | None]], journal: Journal | None) -> Iterator[Reading]:
    while journal and waiting and (place := waiting[0][1]) is not None:
        given, _ = waiting.popleft()
        yield Reading(given.id, given.where, given.group, journal.read(place), given.times)


def _bar(files: list[Input]) -> tqdm[NoReturn]:
    many = any(file.is_table for file in files)
    return bar(total=None if many else len(files), shown=sys.stderr.isatty() and (many or len(files) > 1))


encoding = click.option(
    "--encoding",
    type=click.Choice(["utf-8", "auto"]),
    default="utf-8",
    show_default=True,
    help="The encoding of texts (tables are UTF-8); auto detects that of texts which are not UTF-8.",
)

workers = click.option(
    "--workers", type=click.IntRange(min=0), default=0, metavar="N", help="Share the texts among N processes."
)


def with_reader(command: Callable[..., _Result]) -> Callable[..., _Result]:
    """Add the FILE arguments and the options to a command, which receives them as its argument `reader`."""

    @click.argument("files", nargs=-1, metavar="[FILE]...")
    @click.option(
        "--ending",
        "endings",
        multiple=True,
        metavar=".XYZ",
        help="In folders, read only files with this ending, which may be a table's; may be repeated.",
    )
    @click.option(
        "--id-column", metavar="NAME", help="The column of ids in tables.  [default: id, or row numbers]"
    )
    @click.option(
        "--text-column",
        default="text",
        metavar="NAME",
        show_default=True,
        help="The column of texts in tables.",
    )
    @encoding
    @click.option(
        "--by",
        metavar="GROUP",
        help="What groups the texts, by outlet for instance: the name of a column in tables; folder (the "
        "first folder below FILE, or FILE itself); or file (a table's name, or a text's up to "
        "the first - or _).",
    )
    @workers
    @click.option(
        "--resume",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="JOURNAL",
        help="Keep results in this file, and continue from them after an interrupted run.",
    )
    @profiles.option
    @profiles.language
    @profiles.known
    @with_filters
    @functools.wraps(command)
    def called(**options: Any) -> _Result:
        by = options["by"]
        options["columns"] = Columns(
            options.pop("id_column"), options.pop("text_column"), None if by in _PLACES else by
        )
        reader = Reader(**{name: options.pop(name) for name in attrs.fields_dict(Reader)})
        reader.check()
        return command(reader=reader, **options)

    return called
