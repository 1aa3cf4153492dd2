"""The side of ``newscrawler crawl`` for several portals: orders from options, one summary, one status."""

from __future__ import annotations

import argparse
import os
import signal
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any

from newscrawler.command import UsageFaultError, say
from newscrawler.ending import reader_may_leave
from newscrawler.portals import PORTALS_DIR
from newscrawler.scale.fleet import Ended, Order, log_path, on_cluster, side_by_side, worst
from newscrawler.scale.progress import progress
from newscrawler.state.errors import StateError
from newscrawler.state.reading import last_run
from newscrawler.verdict import Status

PROCESSES_EACH = 4
"""Crawls for each core: a polite crawl waits far more than it works."""


def default_processes(portals: int) -> int:
    """How many portals are crawled at a time on one machine."""
    return max(1, min(portals, PROCESSES_EACH * (os.cpu_count() or 1)))


def crawl_many(names: Sequence[str], opts: argparse.Namespace, output: Path, bad: Mapping[str, str]) -> int:
    """Crawl these portals → the worst status. ``bad``: portals whose profile cannot be used, with its fault;
    they are told and counted with the others. Raises ``UsageFaultError``, ``MissingExtraError``.
    """
    if opts.output or opts.overwrite_output:
        raise UsageFaultError("-o and -O are for one portal; each has its own file under OUTPUT_DIR")
    if opts.jobs is not None and opts.jobs < 1:
        raise UsageFaultError(f"--jobs {opts.jobs}: must be a number of processes, 1 or more")
    orders = [Order(name, _arguments(opts), output.absolute(), _environment()) for name in names]
    with _stopping() as stop, progress("portals", len(orders)) as shown:
        done = [Ended(name, Status.USAGE, 0.0, 0) for name in bad]

        def ended(one: Ended) -> None:
            done.append(one)
            shown(len(done) - len(bad), f"{one.portal}: {one.status}")
            if one.tries > 1:
                say(f"{one.portal}: {one.tries} processes were needed; the last went on from the state")

        if opts.dask:
            on_cluster(orders, opts.dask, stop, ended)
        else:
            side_by_side(orders, opts.jobs or default_processes(len(orders)), stop, ended)
    with reader_may_leave():
        print(_summary(done, output, bad))  # noqa: T201
    return worst([one.status for one in done])


def _arguments(opts: argparse.Namespace) -> tuple[str, ...]:
    """The options that each portal's own crawl is given."""
    given = [part for pair in opts.set for part in ("-s", pair) if not pair.startswith("OUTPUT_DIR=")]
    given += [part for name, value in opts.spargs.items() for part in ("-a", f"{name}={value}")]
    given += ["--full"] * opts.full + ["--archive"] * opts.archive + ["--ner"] * opts.ner
    given += ["--nolog"] * opts.nolog
    for option in ("max_requests", "max_time", "loglevel"):
        if (value := getattr(opts, option)) is not None:
            given += [f"--{option.replace('_', '-')}", str(value)]
    return tuple(given)


def _environment() -> tuple[tuple[str, str], ...]:
    folder = os.environ.get(PORTALS_DIR)
    return ((PORTALS_DIR, folder),) if folder else ()


@contextmanager
def _stopping() -> Iterator[Event]:
    """An event that the first SIGINT or SIGTERM sets."""
    stop = Event()

    def told(*_: Any) -> None:
        stop.set()

    before = {number: signal.signal(number, told) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _summary(done: Sequence[Ended], output: Path, bad: Mapping[str, str]) -> str:
    """One line a portal, the worst last, and one for all."""
    lines = []
    statuses = [one.status for one in done]
    for one in sorted(done, key=lambda one: one.portal):
        told = bad.get(one.portal) or _told(one, output)
        lines.append(f"{one.portal}: {told} (exit status {one.status}, {one.seconds:.0f} s)")
    counts = ", ".join(f"{statuses.count(status)} with status {status}" for status in sorted(set(statuses)))
    lines.append(f"{len(done)} portals: {counts} (exit status {worst(statuses)})")
    return "\n".join(lines)


def _told(one: Ended, output: Path) -> str:
    """The reason of the portal's verdict, and how many articles were new."""
    if one.status == Status.BUSY:
        return "held by another run"
    if one.tries == 0:
        return "not begun"
    try:
        run = last_run(output, one.portal)
    except StateError as error:
        return str(error)
    if run is None or run.status != one.status or not run.reason:
        return f"ended without a verdict, see {log_path(output, one.portal)}"
    new = run.report.get("outcomes", {}).get("new", 0)
    return f"{run.reason}; {new} new"
