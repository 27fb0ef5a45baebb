"""The group of commands, and the exit codes for their errors."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence

import click

from quotekit import __version__
from quotekit.cli.attribute import attribute
from quotekit.cli.cast import cast
from quotekit.cli.compare import compare
from quotekit.cli.evaluate import evaluate
from quotekit.cli.printing import harmless, tell
from quotekit.cli.serve import serve
from quotekit.cli.speakers import speakers
from quotekit.cli.train import train
from quotekit.errors import MissingExtra, QuotekitError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def app() -> None:
    """Find who said what in a text, and exactly where."""


for _command in (attribute, cast, compare, evaluate, serve, speakers, train):
    app.add_command(_command)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run `app` and return its exit code: see `quotekit.cli.main`."""
    _speak_utf8()
    try:
        code = app.main(
            None if arguments is None else list(arguments), prog_name="quotekit", standalone_mode=False
        )
    except click.ClickException as error:
        shown = io.StringIO()
        error.show(file=shown)
        # A name that click repeats may contain control characters.
        print("\n".join(map(harmless, shown.getvalue().splitlines())), file=sys.stderr)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 130
    except OSError as error:
        tell(f"{error.filename or 'the output'}: {error.strerror or error}")
        return 1
    except QuotekitError as error:
        tell(str(error))
        return 2 if isinstance(error, MissingExtra) else 1
    return code if isinstance(code, int) else 0


def _speak_utf8() -> None:
    # On Windows, pipes and files would otherwise get the machine's code page and line ends.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace")
