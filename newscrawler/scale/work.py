"""One part of an extraction, in whatever process: its records into a file of its own, whole or not at all.

In the job's folder ``000012.jsonl`` are the records of a part (their presence means that it is done),
``000012.json`` its report, ``000012.at`` the page under way, and ``000012.deaths`` the pages under way
when workers died.
"""

from __future__ import annotations

import faulthandler
import json
import os
import resource
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import monotonic

from newscrawler.offline import Means, Result
from newscrawler.scale.parts import Part, Reach, results
from newscrawler.state.codec import dumps

PATIENCE = 120.0
"""Seconds that one page may take before its worker is given up."""
_WATCH_EVERY = 5.0
_ENOUGH = 2
"""Deaths at one page after which it is passed over."""


@dataclass(slots=True)
class Report:
    """What became of a part."""

    pages: int = 0
    faults: int = 0
    """What was given and could not be read: places of an archive, files, pages that were passed over."""
    troubles: list[str] = field(default_factory=list)
    start: int = 0
    """Offset at which the first record of an archive's part began."""
    end: int = 0
    """Offset at which the record after its last one begins."""
    deaths: int = 0
    """Workers that died at this part before."""
    seconds: float = 0.0
    memory: int = 0
    """Most bytes the worker has had resident, ever."""


class Folder:
    """The files of a job, by number of part."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def records(self, number: int) -> Path:
        """Its records; there is such a file when they are whole."""
        return self.path / f"{number:06d}.jsonl"

    def report(self, number: int) -> Report | None:
        """What became of a part that is done; None where it is not."""
        if not self.records(number).exists():
            return None
        try:
            return Report(**json.loads(self._file(number, "json").read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def forget(self, number: int) -> None:
        """Have a part done anew."""
        self.records(number).unlink(missing_ok=True)

    def died(self, number: int) -> int | None:
        """Note that the worker of a part died → the page it was at, None where it had not begun."""
        try:
            page = int(self._file(number, "at").read_bytes() or b"-1")
        except (OSError, ValueError):
            return None
        if page >= 0:
            deaths = self._deaths(number)
            deaths[page] += 1
            self._file(number, "deaths").write_text(dumps({str(key): n for key, n in deaths.items()}))
        self._file(number, "at").unlink(missing_ok=True)
        return page if page >= 0 else None

    def forgive(self) -> None:
        """Forget which pages are under way: the job as a whole is left, which is no fault of theirs."""
        for file in self.path.glob("*.at"):
            file.unlink(missing_ok=True)

    def poisoned(self, number: int) -> frozenset[int]:
        """Pages of a part at which workers died again and again."""
        return frozenset(page for page, times in self._deaths(number).items() if times >= _ENOUGH)

    def _deaths(self, number: int) -> Counter[int]:
        try:
            found = json.loads(self._file(number, "deaths").read_text())
            return Counter({int(page): int(times) for page, times in found.items()})
        except (OSError, ValueError, AttributeError):
            return Counter()

    def write(self, number: int, part: Part, means: Means, *, watch: bool = True) -> Report:
        """Do a part. ``watch``: a page that takes longer than PATIENCE ends this process."""
        started = monotonic()
        self.died(number)  # whoever was at it before did not end
        report = Report(deaths=self._deaths(number).total())
        beside = self.path / f"{number:06d}.{os.getpid()}.part"
        reach = Reach()
        poisoned = self.poisoned(number)
        with beside.open("wb", buffering=1 << 20) as out, self._at(number) as at:
            for result in _noted(results(part, means, reach, poisoned), at, watch):
                if result.line:
                    out.write(result.line.encode() + b"\n")
                    report.pages += 1
                report.faults += result.lost
                if result.trouble:
                    report.troubles.append(result.trouble)
            out.flush()
            os.fsync(out.fileno())
        report.start, report.end = reach.start, reach.end
        report.seconds = round(monotonic() - started, 3)
        unit = 1 if sys.platform == "darwin" else 1024
        report.memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
        told = self.path / f"{number:06d}.{os.getpid()}.told"
        told.write_text(dumps(asdict(report)), "utf-8")
        told.replace(self._file(number, "json"))
        beside.replace(self.records(number))
        self._file(number, "at").unlink(missing_ok=True)
        return report

    @contextmanager
    def _at(self, number: int) -> Iterator[int]:
        """A file that says which page is under way, also after kill -9 → its handle."""
        handle = os.open(self._file(number, "at"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        try:
            yield handle
        finally:
            os.close(handle)

    def _file(self, number: int, suffix: str) -> Path:
        return self.path / f"{number:06d}.{suffix}"


def _noted(found: Iterator[Result], at: int, watch: bool) -> Iterator[Result]:
    """Pass results on, noting before each that it is under way."""
    page, watched = 0, -_WATCH_EVERY
    while True:
        os.pwrite(at, b"%-8d" % page, 0)
        if watch and monotonic() - watched > _WATCH_EVERY:
            watched = monotonic()
            faulthandler.dump_traceback_later(PATIENCE, exit=True)
        result = next(found, None)
        if result is None:
            if watch:
                faulthandler.cancel_dump_traceback_later()
            return
        page += bool(result.line)
        yield result
