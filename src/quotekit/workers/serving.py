"""What runs in a worker process, and what it tells of the errors there."""

from __future__ import annotations

import multiprocessing
import pickle
import signal
import traceback
from multiprocessing.connection import Connection, wait

import attrs

from quotekit.errors import WorkerError


@attrs.frozen
class Failure:
    """An error of a worker process: in one line, in all its lines, and pickled, if it can be."""

    said: str
    trace: str
    pickled: bytes

    @classmethod
    def of(cls, error: Exception) -> Failure:
        try:
            pickled = pickle.dumps(error)
        except Exception:
            pickled = b""
        return cls(said(error), "".join(traceback.format_exception(error)), pickled)

    def error(self) -> Exception:
        """Return the error as it was, from one that shows where it came from; or that one alone."""
        trace = WorkerError(f"in the worker process:\n{self.trace}")
        try:
            error = pickle.loads(self.pickled)
        except Exception:
            # Some errors cannot travel: their constructors want what pickle does not keep.
            return trace
        if not isinstance(error, Exception):
            return trace
        error.__cause__ = trace
        return error


def said(error: Exception) -> str:
    """Return an error's class and message in one line or, where the message has several, in those."""
    return traceback.format_exception_only(error)[0].strip()


def serve(pipe: Connection, make: bytes) -> None:
    """Make the function, say so, and answer item after item until the first process is gone."""
    # Ctrl-C reaches every process of the terminal; the first process ends the others in good order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    parent = multiprocessing.parent_process()
    assert parent is not None
    try:
        function = pickle.loads(make)()
    except Exception as error:
        pipe.send_bytes(pickle.dumps(Failure.of(error)))
        return
    pipe.send_bytes(pickle.dumps(None))
    while True:
        # The pipe alone may stay open after the first process is gone, held by a sister.
        if pipe not in wait([pipe, parent.sentinel]):
            return
        try:
            data = pipe.recv_bytes()
        except (EOFError, OSError):
            return
        try:
            data = pickle.dumps(function(pickle.loads(data)), protocol=pickle.HIGHEST_PROTOCOL)
        except Exception as error:
            data = pickle.dumps(Failure.of(error))
        try:
            pipe.send_bytes(data)
        except OSError:
            return
