"""Commands of quotekit, run in this process: one of their own would take most of a second to start."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from unittest import mock

from quotekit.cli import main


def run(
    *arguments: object, stdin: bytes = b"", env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run ``quotekit`` with arguments, standard input and further variables, as a pipe would see it."""
    given = [str(argument) for argument in arguments]
    with _streams(stdin) as (out, err), mock.patch.dict(os.environ, env or {}):
        code = main(given)
        sys.stdout.flush()
        sys.stderr.flush()
        return subprocess.CompletedProcess(given, code, out.getvalue(), err.getvalue())


def run_text(
    *arguments: object, stdin: str = "", env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Do the same with text in UTF-8."""
    done = run(*arguments, stdin=stdin.encode(), env=env)
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


@contextlib.contextmanager
def _streams(given: bytes) -> Iterator[tuple[io.BytesIO, io.BytesIO]]:
    out, err = io.BytesIO(), io.BytesIO()
    with (
        mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), encoding="utf-8")),
        mock.patch.object(sys, "stdout", io.TextIOWrapper(out, encoding="utf-8")),
        mock.patch.object(sys, "stderr", io.TextIOWrapper(err, encoding="utf-8")),
    ):
        yield out, err
