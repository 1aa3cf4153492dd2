"""An extraction in parts: hand them out, repeat what died, check that they meet, put them in order.

With a destination file the finished parts stay beside it (``.<file>.parts``) until all are done, so that
the same command goes on where a killed one was.
"""

from __future__ import annotations

import shutil
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from newscrawler.offline import Means
from newscrawler.scale.parts import ArchivePart, Part
from newscrawler.scale.work import Folder, Report
from newscrawler.scale.workers import Died, Workers
from newscrawler.state.lock import WriterLock

_MOST_DEATHS = 8
"""Workers that may die at one part; then the job fails rather than going on for ever."""
_PLAN = "plan"
_LOCK = "lock"


class JobError(Exception):
    """The job cannot go on; the message is one line for a person."""


def parts_folder(output: Path) -> Path:
    """Where the finished parts of a job wait."""
    return output.with_name(f".{output.name}.parts")


@contextmanager
def holding(folder: Path, output: Path) -> Iterator[None]:
    """Keep the folder of a job for this execution. Raises ``PortalBusyError`` where another one has it."""
    folder.mkdir(exist_ok=True)
    lock = WriterLock.at(folder / _LOCK, f"output {output}", datetime.now(UTC))
    try:
        yield
    finally:
        lock.release()


def prepare(folder: Path, fingerprint: str) -> bool:
    """Make the folder of a job → whether it holds finished parts of the same job."""
    plan = folder / _PLAN
    with suppress(OSError):
        if plan.read_text() == fingerprint:
            return True
    folder.mkdir(parents=True, exist_ok=True)
    for file in folder.iterdir():
        if file.name != _LOCK:
            file.unlink()
    plan.write_text(fingerprint)
    return False


@dataclass(slots=True)
class Totals:
    """What the job has come to so far."""

    parts: int = 0
    pages: int = 0
    faults: int = 0
    deaths: int = 0
    kept: int = 0
    """Parts that an earlier execution had done."""
    redone: int = 0
    """Parts that did not begin where the one before ended."""
    weight: int = 0
    memory: int = 0
    """Most bytes a worker had resident."""


class Job:
    """The parts of one extraction. ``told`` is given one line for each thing a person should know."""

    def __init__(
        self, parts: Sequence[Part], folder: Path, means: Means, told: Callable[[str], None]
    ) -> None:
        self.parts = list(parts)
        self.folder = Folder(folder)
        self.means = means
        self.told = told
        self.totals = Totals()
        self._deaths: Counter[int] = Counter()
        self._reports: dict[int, Report] = {}

    def run(self, workers: Workers, progress: Callable[[Totals], None], *, watch: bool) -> Iterator[Path]:
        """Do all parts; yields the file of each in their order, as soon as all before it are done.

        ``watch`` as in :meth:`Folder.write`. Raises :class:`JobError`.
        """
        if watch:
            self.folder.forgive()  # a job of several processes outlives what a page does to one of them
        try:
            yield from self._in_order(workers, progress, watch)
        except (KeyboardInterrupt, GeneratorExit):
            self.folder.forgive()
            raise

    def _in_order(self, workers: Workers, progress: Callable[[Totals], None], watch: bool) -> Iterator[Path]:
        todo = deque[int]()
        for number in range(len(self.parts)):
            if found := self.folder.report(number):
                self._reports[number] = found
                self.totals.kept += 1
                self._count(number, found)
            else:
                todo.append(number)
        following = 0
        while following < len(self.parts):
            while (ready := self._ready(following, todo)) is not None:
                yield ready
                following += 1
            while todo and workers.free:
                number = todo.popleft()
                task = self.folder.write
                workers.submit(number, _write, task, number, self.parts[number], self.means, watch)
            progress(self.totals)
            if workers.busy and (ended := workers.next(1.0)):
                self._ended(*ended, todo)
        progress(self.totals)

    def _ready(self, number: int, todo: deque[int]) -> Path | None:
        """The records of a part if it is done and begins where the one before it ended."""
        report = self._reports.get(number)
        if report is None:
            return None
        part = self.parts[number]
        if isinstance(part, ArchivePart) and part.start:
            begins = self._reports[number - 1].end
            if report.start != begins:
                self.parts[number] = replace(part, start=begins, exact=True)
                self.folder.forget(number)
                del self._reports[number]
                self.totals.redone += 1
                self.totals.pages -= report.pages
                self.totals.faults -= report.faults
                self.totals.parts -= 1
                self.totals.weight -= part.weight
                todo.appendleft(number)
                return None
        for trouble in report.troubles:
            self.told(trouble)
        return self.folder.records(number)

    def _ended(self, number: int, outcome: Report | Died, todo: deque[int]) -> None:
        if isinstance(outcome, Report):
            self._reports[number] = outcome
            if outcome.deaths > self._deaths[number]:
                self.told(f"part {number + 1}: a worker died at it; done again by another")
                self.totals.deaths += outcome.deaths - self._deaths[number]
            self._count(number, outcome)
            return
        self._deaths[number] += 1
        self.totals.deaths += 1
        self.folder.died(number)
        if self._deaths[number] >= _MOST_DEATHS:
            raise JobError(f"part {number + 1}: {self._deaths[number]} workers died at it")
        self.told(f"part {number + 1} of {len(self.parts)}: {outcome.reason}; it is done again")
        todo.appendleft(number)

    def _count(self, number: int, report: Report) -> None:
        totals = self.totals
        totals.parts += 1
        totals.pages += report.pages
        totals.faults += report.faults
        totals.weight += self.parts[number].weight
        totals.memory = max(totals.memory, report.memory)


def _write(write: Callable[..., Report], number: int, part: Part, means: Means, watch: bool) -> Report:
    """What a worker is given."""
    return write(number, part, means, watch=watch)


def copy(part: Path, out: IO[bytes]) -> None:
    """Append the records of a part."""
    with part.open("rb") as file:
        shutil.copyfileobj(file, out, 1 << 20)
