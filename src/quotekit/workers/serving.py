"""The side of the worker process: answering items, and reporting errors."""

from __future__ import annotations

import gc
import itertools
import multiprocessing
import pickle
import signal
import traceback
from multiprocessing.connection import Connection, wait

import attrs

from quotekit.errors import WorkerError


@attrs.frozen
class Failure:
    """An error in a worker process: its message, its traceback and, if possible, its pickle."""

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
        """Return the error, caused by its traceback, or the traceback alone if it cannot be restored."""
        trace = WorkerError(f"in the worker process:\n{self.trace}")
        try:
            error = pickle.loads(self.pickled)
        except Exception:
            # Some errors cannot be unpickled: their constructors need arguments that pickle does not keep.
            return trace
        if not isinstance(error, Exception):
            return trace
        error.__cause__ = trace
        return error


def said(error: Exception) -> str:
    """Return an error's class and message, on as many lines as the message has."""
    return traceback.format_exception_only(error)[0].strip()


def serve(pipe: Connection, pickled: bytes) -> None:
    """Load the function, report that it is ready, and answer items until the parent process is gone."""
    # Ctrl-C reaches every process of the terminal; the parent ends the workers in order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    # After a fork the parent's objects stay here for good: looking through them would copy their pages.
    gc.freeze()
    parent = multiprocessing.parent_process()
    assert parent is not None
    try:
        function = pickle.loads(pickled)
    except Exception as error:
        pipe.send_bytes(pickle.dumps(Failure.of(error)))
        return
    pipe.send_bytes(pickle.dumps(None))
    for answered in itertools.count():
        if answered == 1:
            # So does what the first item has loaded.
            gc.collect()
            gc.freeze()
        # A sibling may hold the pipe open after the parent is gone.
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
