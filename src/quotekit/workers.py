"""Worker processes: a function spread over many items, results in order, deaths named.

The standard library's pools do not say which item a worker had in hand when it died, and lose the
others' results with it. Here every worker has a pipe of its own and one item at a time.
"""

from __future__ import annotations

import multiprocessing
import pickle
import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

import attrs

from quotekit.errors import WorkerError

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

# Results that may wait for one item that takes long, for each worker: this bounds the memory.
_AHEAD = 4
# A pipe that some other process inherited does not close when its worker dies: look after so many seconds.
_PATIENCE = 1.0


@attrs.define(eq=False)
class _Worker:
    process: Any
    pipe: Connection
    ready: bool = False
    hand: tuple[int, object] | None = None


@attrs.frozen
class _Raised:
    error: Exception


class Spread(Iterator[_Result], Generic[_Item, _Result]):
    """Map a function over items in several processes; results come in the order of the items.

    `make` is called once in each worker and gives the function. It is pickled on its way whatever
    the start method, so that no worker shares anything with this process. Items are read as
    workers fall free, and at most four a worker beyond the result that is waited for.

    What the function, or the source of items, raises is raised in the item's turn. A worker that
    dies raises `WorkerError` with the item's `index` in the item's turn, and another takes its
    place. The iterator can be asked again after either. Only a worker that cannot start ends it.
    `close`, or forgetting the iterator, ends the workers.
    """

    def __init__(
        self, make: Callable[[], Callable[[_Item], _Result]], items: Iterable[_Item], *, workers: int
    ) -> None:
        self._workers: list[_Worker] = []
        self._make = pickle.dumps(make)
        self._items: Iterator[_Item] = iter(items)
        self._most = workers
        self._waiting: deque[tuple[int, _Item]] = deque()
        self._done: dict[int, _Result | _Raised] = {}
        self._read = 0
        self._next = 0

    def __next__(self) -> _Result:
        try:
            while self._next not in self._done:
                self._fill()
                if self._next == self._read:
                    raise StopIteration
                if self._next not in self._done:
                    self._collect()
        except BaseException:
            # No one item's: the end, Ctrl-C, a worker that cannot start.
            self.close()
            raise
        result = self._done.pop(self._next)
        self._next += 1
        if isinstance(result, _Raised):
            raise result.error
        return result

    def close(self) -> None:
        """End the workers; the iterator then gives nothing more."""
        self._items = iter(())
        self._waiting.clear()
        self._done.clear()
        self._read = self._next
        workers, self._workers = self._workers, []
        for worker in workers:
            worker.process.terminate()
        for worker in workers:
            worker.process.join(timeout=5)
            worker.process.kill()
            worker.process.join()
            worker.process.close()
            worker.pipe.close()

    def __enter__(self) -> Spread[_Item, _Result]:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        if getattr(self, "_workers", None):
            self.close()

    def _fill(self) -> None:
        busy = sum(worker.hand is not None for worker in self._workers)
        while len(self._waiting) < self._most - busy and self._read - self._next < self._most * _AHEAD:
            try:
                item = next(self._items)
            except StopIteration:
                break
            except Exception as error:
                self._items = iter(())
                self._done[self._read] = _Raised(error)
            else:
                self._waiting.append((self._read, item))
            self._read += 1
        free = [worker for worker in self._workers if worker.hand is None]
        while len(free) < len(self._waiting):
            free.append(self._start())
        for worker in free:
            if worker.ready and self._waiting:
                self._give(worker)

    def _start(self) -> _Worker:
        ours, theirs = multiprocessing.Pipe()
        process = multiprocessing.Process(target=_serve, args=(theirs, self._make), daemon=True)
        process.start()
        # Held here as well, it would never tell of the worker's death.
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _give(self, worker: _Worker) -> None:
        index, item = self._waiting.popleft()
        try:
            data = pickle.dumps(item)
        except Exception as error:
            self._done[index] = _Raised(error)
            return
        try:
            worker.pipe.send_bytes(data)
        except OSError:
            # It died with empty hands: no item is to blame.
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
        result = _unpacked(data)
        if worker.hand is None:
            worker.ready = True
            if isinstance(result, _Raised):
                raise result.error
        else:
            self._done[worker.hand[0]] = result
            worker.hand = None

    def _bury(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.process.join()
        code = worker.process.exitcode
        worker.process.close()
        worker.pipe.close()
        if not worker.ready:
            raise WorkerError(
                f"expected a worker process to start, got one that ended with exit code {code} (a script "
                'that starts workers must keep its work under `if __name__ == "__main__":`)'
            )
        if worker.hand is not None:
            index, item = worker.hand
            begins = f", which begins {item[:40]!a}" if isinstance(item, str) else ""
            self._done[index] = _Raised(
                WorkerError(
                    f"text {index} (counted from 0){begins}: expected a result, got a worker process "
                    f"that died over it with exit code {code}",
                    index=index,
                )
            )


def _serve(pipe: Connection, make: bytes) -> None:
    # Ctrl-C reaches every process of the terminal; the first process ends the others in good order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    parent = multiprocessing.parent_process()
    assert parent is not None
    try:
        function = pickle.loads(make)()
    except Exception as error:
        pipe.send_bytes(_packed_error(error))
        return
    pipe.send_bytes(pickle.dumps(None))
    while True:
        # The pipe alone may stay open after the first process is gone, held by a sister.
        if pipe not in wait([pipe, parent.sentinel]):
            return
        try:
            item = pickle.loads(pipe.recv_bytes())
        except (EOFError, OSError):
            return
        try:
            data = pickle.dumps(function(item), protocol=pickle.HIGHEST_PROTOCOL)
        except Exception as error:
            data = _packed_error(error)
        try:
            pipe.send_bytes(data)
        except OSError:
            return


def _packed_error(error: Exception) -> bytes:
    trace = "".join(traceback.format_exception(error))
    try:
        data = pickle.dumps((_Raised(error), trace))
        pickle.loads(data)
    except Exception:
        # Some errors cannot travel: their constructors want what pickle does not keep.
        data = pickle.dumps((_Raised(WorkerError(f"{type(error).__name__}: {error}")), trace))
    return data


def _unpacked(data: bytes) -> Any:
    try:
        result = pickle.loads(data)
    except Exception as error:
        return _Raised(error)
    if isinstance(result, tuple) and len(result) == 2 and isinstance(result[0], _Raised):
        raised, trace = result
        raised.error.__cause__ = WorkerError(f"in the worker process:\n{trace}")
        return raised
    return result
