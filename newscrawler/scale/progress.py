"""How far a long job is: a live bar on a terminal, else a line a minute."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from newscrawler.command import say

_EVERY = 60.0
"""Seconds between two lines where there is no terminal."""

Show = Callable[[float, str], None]


@contextmanager
def progress(name: str, total: float) -> Iterator[Show]:
    """A function that is told how much of ``total`` is done, and a few words about it."""
    if not sys.stderr.isatty():
        yield _lines(name, total)
        return
    columns = (
        TextColumn(name),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[words]}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(name, total=total or 1, words="")
        yield lambda done, words: bar.update(task, completed=done, words=words)


def _lines(name: str, total: float) -> Show:
    last = monotonic()

    def show(done: float, words: str) -> None:
        nonlocal last
        if monotonic() - last >= _EVERY:
            last = monotonic()
            say(f"{name}: {100 * done / total if total else 100:.0f} %, {words}")

    return show
