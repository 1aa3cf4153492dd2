"""Who does the parts: this process, several processes, or the workers of a Dask cluster.

All three have one face: ``free`` says whether another task is taken now, ``submit`` hands one over, and
``next`` waits for one to end: its number, and its result or a :class:`Died`.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import wait as wait_for
from threading import Thread
from types import TracebackType
from typing import Any, Protocol, Self

from newscrawler.extras import require

_AHEAD = 2
"""Tasks a cluster is given for each of its threads, so that none waits for the next."""


@dataclass(frozen=True, slots=True)
class Died:
    """The worker that had a task is gone."""

    reason: str


class Workers(Protocol):
    """What a job needs of those who work for it."""

    @property
    def free(self) -> bool:
        """Whether another task is taken now."""

    @property
    def busy(self) -> bool:
        """Whether any task is under way."""

    def submit(self, number: int, task: Callable[..., Any], *arguments: Any) -> None:
        """Begin a task."""

    def next(self, timeout: float | None = None) -> tuple[int, Any] | None:
        """The next task that ended, and what it returned, or :class:`Died`; errors of the task are raised.
        None where ``timeout`` seconds passed before."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class Here:
    """This process, one task at a time."""

    def __init__(self) -> None:
        self._waiting: list[tuple[int, Callable[..., Any], tuple[Any, ...]]] = []

    @property
    def free(self) -> bool:
        """See :class:`Workers`."""
        return not self._waiting

    @property
    def busy(self) -> bool:
        """See :class:`Workers`."""
        return bool(self._waiting)

    def submit(self, number: int, task: Callable[..., Any], *arguments: Any) -> None:
        """See :class:`Workers`."""
        self._waiting.append((number, task, arguments))

    def next(self, timeout: float | None = None) -> tuple[int, Any] | None:
        """See :class:`Workers`."""
        number, task, arguments = self._waiting.pop()
        return number, task(*arguments)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing to end."""


class Processes:
    """``count`` processes, each a pool of its own: when one is killed, it is known what it was at, and the
    others go on (a common pool breaks as a whole)."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._idle: list[ProcessPoolExecutor] = []
        self._running: dict[Future[Any], tuple[int, ProcessPoolExecutor]] = {}

    @property
    def free(self) -> bool:
        """See :class:`Workers`."""
        return len(self._running) < self.count

    @property
    def busy(self) -> bool:
        """See :class:`Workers`."""
        return bool(self._running)

    def submit(self, number: int, task: Callable[..., Any], *arguments: Any) -> None:
        """See :class:`Workers`."""
        pool = self._idle.pop() if self._idle else _pool()
        with _deaf():
            try:
                future = pool.submit(task, *arguments)
            except BrokenProcessPool:  # it was killed while it had nothing to do
                pool.shutdown(wait=False)
                pool = _pool()
                future = pool.submit(task, *arguments)
        self._running[future] = number, pool

    def next(self, timeout: float | None = None) -> tuple[int, Any] | None:
        """See :class:`Workers`."""
        done = wait(self._running, timeout, FIRST_COMPLETED).done
        if not done:
            return None
        future = next(iter(done))
        number, pool = self._running.pop(future)
        try:
            result = future.result()
        except BrokenProcessPool:
            pool.shutdown(wait=False)
            return number, Died("a worker process died")
        self._idle.append(pool)
        return number, result

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End them; what they are at is finished, or where this job failed, given up."""
        pools = [*self._idle, *(pool for _, pool in self._running.values())]
        for pool in pools:
            if kind is not None:
                for process in (pool._processes or {}).values():
                    process.terminate()
            pool.shutdown(wait=True, cancel_futures=True)


def _pool() -> ProcessPoolExecutor:
    """Fresh interpreters: forking a process that has threads is not safe."""
    return ProcessPoolExecutor(
        1, mp_context=multiprocessing.get_context("spawn"), initializer=_end_with_parent
    )


@contextmanager
def _deaf() -> Iterator[None]:
    """What is started within does not hear a terminal's Ctrl-C: this process does, and ends the others."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with_parent() -> None:
    """A process whose parent is killed would wait for tasks for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_outlive, args=(parent.sentinel,), daemon=True).start()


def _outlive(sentinel: int) -> None:
    wait_for([sentinel])
    os._exit(1)


class Cluster:
    """The workers of the Dask scheduler at ``address`` (extra ``dask``), which see the same folders.

    Dask itself gives the task of a dead worker to another one; a task at which several died is
    :class:`Died`. Raises ``MissingExtraError``, and ``OSError`` where no scheduler answers.
    """

    def __init__(self, address: str, *, ahead: int = _AHEAD, wait_for: float = 15.0) -> None:
        self._dask = require("distributed", "dask")
        self._client = self._dask.Client(address, timeout=wait_for, set_as_default=False)
        self._running: dict[Any, int] = {}
        self._ahead = ahead
        self._client.wait_for_workers(1, timeout=wait_for)

    @property
    def threads(self) -> int:
        """Threads of all workers that are there now."""
        return max(1, sum(int(count) for count in self._client.nthreads().values()))

    @property
    def free(self) -> bool:
        """See :class:`Workers`."""
        return len(self._running) < self.threads * self._ahead

    @property
    def busy(self) -> bool:
        """See :class:`Workers`."""
        return bool(self._running)

    def submit(self, number: int, task: Callable[..., Any], *arguments: Any) -> None:
        """See :class:`Workers`."""
        # Earlier tasks first: the records are wanted in their order.
        future = self._client.submit(task, *arguments, pure=False, priority=-number)
        self._running[future] = number

    def next(self, timeout: float | None = None) -> tuple[int, Any] | None:
        """See :class:`Workers`."""
        try:
            with self._client.as_current():
                done = self._dask.wait(list(self._running), timeout, "FIRST_COMPLETED").done
        except (TimeoutError, self._dask.TimeoutError):
            return None
        future = next(iter(done))
        number = self._running.pop(future)
        try:
            return number, future.result()
        except self._dask.KilledWorker:
            return number, Died("several workers died one after the other")
        except CancelledError:
            raise OSError("the scheduler is gone, or took the task back") from None
        finally:
            future.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take back what is not done, and leave the cluster to others."""
        self._client.cancel(list(self._running))
        self._client.close()
