"""The command line (extra ``cli``): one module for each command.

Each command reads `inputs` into `texts`, attributes them with the options of `reading`, and writes what the
`filters` leave by one of the `writers` into `output`; `exports` and `files` are the formats that several
commands share.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from quotekit.errors import MissingExtra

__all__ = ["main"]

_PACKAGES = ("click", "rich", "tqdm")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    0: success; 1: something could not be done, as standard error says; 2: wrong usage, or the extra is not
    installed; 130: stopped with Ctrl-C. By default, `arguments` are those of the process.
    """
    try:
        from quotekit.cli.app import run
    except ModuleNotFoundError as error:
        if error.name not in _PACKAGES:
            raise
        missing = MissingExtra.of("cli", package=error.name, purpose="the command line")
        print(f"quotekit: {missing}", file=sys.stderr)
        return 2
    return run(arguments)
