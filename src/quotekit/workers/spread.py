"""A function applied to many items in worker processes: results in order, dead workers reported.

The standard library's pools do not say which item a worker was processing when it died, and lose the other
results too. Here every worker has its own pipe and one item at a time.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import weakref
from collections import deque
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

import attrs

from quotekit.errors import WorkerError
from quotekit.workers.serving import Failure, said, serve

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

# How many results per worker may wait for one slow item; this bounds the memory.
_AHEAD = 4
# A pipe inherited by another process does not close when its worker dies: check after this many seconds.
_PATIENCE = 1.0
# How many times each worker is replaced if no worker lives long enough to answer.
_TRIES = 3


@attrs.define(eq=False)
class _Worker:
    process: Any
    pipe: Connection
    ready: bool = False
    hand: tuple[int, object] | None = None


@attrs.frozen
class _Raised:
    error: Exception


@attrs.frozen
class _Answer:
    """Hold what a worker sent, pickled until its turn."""

    index: int
    item: object
    pickled: bytes

    def result(self) -> Any:
        try:
            result = pickle.loads(self.pickled)
        except Exception as error:
            return _Raised(_blamed(self.index, self.item, said(error), error))
        if isinstance(result, Failure):
            return _Raised(_blamed(self.index, self.item, result.said, result.error()))
        return result


class Spread(Iterator[_Result], Generic[_Item, _Result]):
    """Map a function over items in several processes; results come in the order of the items.

    `function` is the function's pickle, whatever the start method, so that workers share nothing with this
    process. Items are read as workers become free, at most four per worker beyond the result that is next.

    If the function raises on an item, or the worker dies, the item's turn raises `WorkerError` with its
    `index`, from the original error; errors of the iterable of items are raised in their turn. A dead worker
    is replaced, and the iterator can be used further. If several in a row die as they start, the remaining
    ones carry on alone. With none left the iteration ends, and it ends at once if none was ever ready.
    `close`, or deleting the iterator, ends the workers.

    Raises `WorkerError` in a process that may not start others.
    """

    def __init__(self, function: bytes, items: Iterable[_Item], *, workers: int) -> None:
        if multiprocessing.current_process().daemon:
            raise WorkerError(
                "workers: expected None, 0 or 1 in a daemonic process, such as a worker of "
                f"multiprocessing.Pool, which may start no processes; got {workers}"
            )
        self._function = function
        self._items: Iterator[_Item] = iter(items)
        self._most = workers
        self._waiting: deque[tuple[int, _Item]] = deque()
        self._done: dict[int, _Answer | _Raised] = {}
        self._read = 0
        self._next = 0
        self._served = False
        self._stillborn = 0
        self._workers: list[_Worker] = []
        # Not __del__: in a reference cycle the pipes may be finalized before it, and it would close them
        # again.
        self._end = weakref.finalize(self, _end, self._workers, os.getpid())

    def __next__(self) -> _Result:
        try:
            self._fill()
            while self._next not in self._done:
                if self._next == self._read:
                    raise StopIteration
                self._collect()
                # Before the result is returned: whoever asked for it may take long until they ask again.
                self._fill()
        except BaseException:
            # Not the fault of one item: the end, Ctrl-C, or workers that cannot start.
            self.close()
            raise
        done = self._done.pop(self._next)
        self._next += 1
        result: _Result | _Raised = done.result() if isinstance(done, _Answer) else done
        if not isinstance(result, _Raised):
            return result
        try:
            raise result.error
        finally:
            # Otherwise the error and this frame would refer to each other and keep the workers alive.
            del done, result

    def close(self) -> None:
        """End the workers and the iteration."""
        self._items = iter(())
        self._waiting.clear()
        self._done.clear()
        self._read = self._next
        self._end()

    def _fill(self) -> None:
        busy = sum(worker.hand is not None for worker in self._workers)
        while len(self._waiting) < self._most - busy and self._read - self._next < self._most * _AHEAD:
            try:
                item = next(self._items)
            except StopIteration:
                break
            except Exception as error:
                self._done[self._read] = _Raised(error)
            else:
                self._waiting.append((self._read, item))
            self._read += 1
        free = [worker for worker in self._workers if worker.hand is None]
        if self._stillborn <= _TRIES * self._most:
            for _ in range(len(self._waiting) - len(free)):
                self._start()
        for worker in free:
            if worker.ready and self._waiting:
                self._give(worker)

    def _start(self) -> None:
        ours, theirs = multiprocessing.Pipe()
        process = multiprocessing.Process(target=serve, args=(theirs, self._function), daemon=True)
        try:
            process.start()
        except (OSError, EOFError) as error:
            ours.close()
            self._failed_to_start(f"{type(error).__name__}: {error}", error)
        else:
            self._workers.append(_Worker(process, ours))
        finally:
            # If it stayed open here, it would not close at the worker's death.
            theirs.close()

    def _failed_to_start(self, how: str, error: Exception | None = None) -> None:
        self._stillborn += 1
        if not self._served:
            raise WorkerError(f"expected a worker process to start, got {how}") from error
        if self._stillborn > _TRIES * self._most and not self._workers:
            raise WorkerError(
                f"expected a worker process to start in a dead one's place, got none in {self._stillborn} "
                f"tries; the last: {how} (fewer workers need less memory)"
            ) from error

    def _give(self, worker: _Worker) -> None:
        index, item = self._waiting.popleft()
        try:
            data = pickle.dumps(item)
        except Exception as error:
            self._done[index] = _Raised(_blamed(index, item, said(error), error))
            return
        try:
            worker.pipe.send_bytes(data)
        except OSError:
            # It died between items: none is to blame.
            self._bury(worker)
            self._waiting.appendleft((index, item))
            self._start()
        else:
            worker.hand = index, item

    def _collect(self) -> None:
        told = wait([worker.pipe for worker in self._workers], timeout=_PATIENCE)
        for worker in list(self._workers):
            if worker.pipe in told:
                self._receive(worker)
            elif not told and not worker.process.is_alive() and not worker.pipe.poll():
                self._bury(worker)

    def _receive(self, worker: _Worker) -> None:
        try:
            data = worker.pipe.recv_bytes()
        except (EOFError, OSError):
            self._bury(worker)
            return
        if not worker.ready:
            self._greet(worker, pickle.loads(data))
            return
        assert worker.hand is not None
        (index, item), worker.hand = worker.hand, None
        self._done[index] = _Answer(index, item, data)

    def _greet(self, worker: _Worker, failure: Failure | None) -> None:
        if failure is None:
            worker.ready = self._served = True
            self._stillborn = 0
            return
        self._workers.remove(worker)
        _reap(worker)
        if not self._served:
            raise failure.error()
        self._failed_to_start(failure.said, failure.error())

    def _bury(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        code = _reap(worker)
        if worker.ready:
            # Its resources are free for another one.
            self._stillborn = 0
        if worker.hand is not None:
            index, item = worker.hand
            self._done[index] = _Raised(
                _blamed(index, item, f"a worker process that died over it with exit code {code}")
            )
        elif not worker.ready:
            how = f"one that ended with exit code {code}"
            if not self._served and code == 1:
                how += ' (a script that starts workers must keep its work under `if __name__ == "__main__":`)'
            self._failed_to_start(how)


def _blamed(index: int, item: object, got: str, cause: Exception | None = None) -> WorkerError:
    begins = f", which begins {item[:40]!a}" if isinstance(item, str) else ""
    error = WorkerError(f"text {index} (counted from 0){begins}: expected a result, got {got}", index=index)
    error.__cause__ = cause
    return error


def _reap(worker: _Worker) -> int | None:
    # A worker that closes its pipe is about to end.
    worker.process.join(timeout=5)
    worker.process.kill()
    worker.process.join()
    worker.pipe.close()
    code: int | None = worker.process.exitcode
    return code


def _end(workers: list[_Worker], owner: int) -> None:
    if os.getpid() != owner:
        # In a fork, these workers are siblings and not its own.
        return
    ended, workers[:] = list(workers), []
    for worker in ended:
        worker.process.terminate()
    for worker in ended:
        _reap(worker)
