"""Many portals side by side: one process a portal, so that each has its own state, lock, delay and verdict.

A portal is limited by politeness, never by CPU: the unit that is spread is the whole portal, and what it
has done lies in its state. So a portal whose process or machine died is simply begun again elsewhere.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from time import monotonic

from newscrawler.extras import require
from newscrawler.scale.lifeline import LIFELINE
from newscrawler.verdict import Status

WORST_FIRST = (
    Status.FAILED, Status.USAGE, Status.STOPPED, Status.UNREACHABLE, Status.CHANGED, Status.BUSY, Status.OK,
)  # fmt: skip
"""The order of verdicts (1, 5, 3, 4, 0), with those that end before there is a run."""
HANDED_OVER = 60.0
"""Seconds for which a portal is waited for that another worker's crawl still holds: it is ending."""
_STEP = 0.2
_TRIES = 3
_GRACE = 60.0
"""Seconds in which a crawl that was told to stop is expected to end."""


@dataclass(frozen=True, slots=True)
class Order:
    """One portal to crawl."""

    portal: str
    arguments: tuple[str, ...]
    """Of ``newscrawler crawl``, behind the portal's name."""
    output: Path
    """OUTPUT_DIR, absolute: all workers see it."""
    environment: tuple[tuple[str, str], ...] = ()
    """Variables that the crawl needs beside those of its worker."""


@dataclass(frozen=True, slots=True)
class Ended:
    """What became of a portal."""

    portal: str
    status: int
    seconds: float
    tries: int = 1
    """Processes that were begun for it."""


def crawl(order: Order, stop: Callable[[], bool] | None = None, wait_held: float = 0.0) -> Ended:
    """Crawl one portal in a process of its own, to its end; one that is killed is begun again.

    What it says goes to ``logs/<portal>.log``. ``stop`` is asked now and then; ``wait_held``: seconds to wait
    for a portal that another run holds.
    """
    began = monotonic()
    tries = 0
    while True:
        tries += 1
        status = _process(order, stop or bool, append=tries > 1)
        if status == Status.BUSY and monotonic() - began < wait_held:
            Event().wait(5 * _STEP)
        elif status >= 0 or tries >= _TRIES or (stop and stop()):
            break
    if status < 0:  # by a signal; by ours where it had no handler for it yet
        status = Status.STOPPED if stop and stop() else Status.FAILED
    return Ended(order.portal, status, round(monotonic() - began, 1), tries)


def log_path(output: Path, portal: str) -> Path:
    """``<output>/logs/<portal>.log``: what the portal's crawl said, of its newest run."""
    return output / "logs" / f"{portal}.log"


def _process(order: Order, stop: Callable[[], bool], append: bool) -> int:
    """One process → its exit status; negative where a signal killed it."""
    path = log_path(order.output, order.portal)
    path.parent.mkdir(parents=True, exist_ok=True)
    reading, writing = os.pipe()
    command = [sys.executable, "-m", "newscrawler.cli", "crawl", order.portal, *order.arguments]
    try:
        with path.open("ab" if append else "wb") as log:
            process = subprocess.Popen(
                [*command, "-s", f"OUTPUT_DIR={order.output}", "-s", "PROGRESS=0"],
                env=os.environ | dict(order.environment) | {LIFELINE: str(reading)},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=(reading,),
                start_new_session=True,  # a terminal's Ctrl-C reaches it by way of stop(), once
            )
    finally:
        os.close(reading)
    try:
        return _await(process, stop)
    finally:
        os.close(writing)


def _await(process: subprocess.Popen[bytes], stop: Callable[[], bool]) -> int:
    told: float | None = None
    while True:
        try:
            return process.wait(_STEP)
        except subprocess.TimeoutExpired:
            if told is None and stop():
                told = monotonic()
                process.terminate()
            elif told is not None and monotonic() - told > _GRACE:
                process.kill()


def side_by_side(
    orders: Sequence[Order], processes: int, stop: Event, ended: Callable[[Ended], None]
) -> list[Ended]:
    """Crawl on this machine, ``processes`` at a time. Setting ``stop`` ends all in order; what was not begun
    counts as stopped."""

    def one(order: Order) -> Ended:
        if stop.is_set():
            return Ended(order.portal, Status.STOPPED, 0.0, 0)
        return crawl(order, stop.is_set)

    found = []
    with ThreadPoolExecutor(processes) as pool:
        running = {pool.submit(one, order) for order in orders}
        while running:
            done, running = wait(running, _STEP, FIRST_COMPLETED)
            for future in done:
                ended(future.result())
                found.append(future.result())
    return found


def on_cluster(
    orders: Sequence[Order], address: str, stop: Event, ended: Callable[[Ended], None]
) -> list[Ended]:
    """Crawl on the workers of the Dask scheduler at ``address``, one portal a thread.

    Dask gives the portal of a dead worker to another one; it goes on from the state. Raises
    ``MissingExtraError``, and ``OSError`` where no scheduler answers.
    """
    dask = require("distributed", "dask")
    found: list[Ended] = []
    with dask.Client(address, timeout=15, set_as_default=False) as client:
        client.wait_for_workers(1, timeout=15)
        halt = dask.Event(f"newscrawler-{os.getpid()}-{monotonic()}", client=client)
        running = {
            client.submit(
                _on_worker, order, halt.name, pure=False, key=f"crawl-{order.portal}-{halt.name}"
            ): order
            for order in orders
        }
        told = False
        while running:
            if stop.is_set() and not told:
                told = True
                halt.set()
            for future in [future for future in running if future.done()]:
                order = running.pop(future)
                found.append(_outcome(future, order))
                ended(found[-1])
            Event().wait(_STEP)
    return found


def _outcome(future: Future[Ended], order: Order) -> Ended:
    """Whatever goes wrong with one portal, the others go on."""
    try:
        return future.result()
    except Exception:
        return Ended(order.portal, Status.FAILED, 0.0, 0)


def _on_worker(order: Order, halt: str) -> Ended:
    """Runs on a worker; ``halt`` is the name of the event that ends all."""
    dask = require("distributed", "dask")
    event = dask.Event(halt)
    if event.is_set():
        return Ended(order.portal, Status.STOPPED, 0.0, 0)
    return crawl(order, event.is_set, HANDED_OVER)


def worst(statuses: Mapping[str, int] | Sequence[int]) -> int:
    """The status that stands for all.

    >>> worst([0, 4, 3]), worst([5, 3]), worst([0, 6]), worst([])
    (3, 5, 6, 0)
    """
    values = set(statuses.values() if isinstance(statuses, Mapping) else statuses)
    return next(
        (int(status) for status in WORST_FIRST if status in values), int(Status.FAILED) if values else 0
    )
