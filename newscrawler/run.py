"""One execution of crawl, from lock to verdict: what spider, pipelines and extensions share of it.

The crawl command opens the run before Scrapy starts, so that a held portal or an unusable state ends the
command with its status and one line; Scrapy's parts find it by their crawler::

    with Run.open(output, profile, arguments=…, restricted=…) as run:      # PortalBusyError, StateError
        attach(crawler, run)
        … crawl …
    return run.verdict.status

Spider and middlewares tell it what happens (:meth:`Run.list_page`, :meth:`Run.fail`, :meth:`Run.look`,
:meth:`Run.stop`); ``newscrawler.extensions.run.RunExtension`` ends it when the spider closes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from weakref import WeakKeyDictionary

from newscrawler.extract.page import RawPage
from newscrawler.portals import Profile
from newscrawler.state.codec import utc_now
from newscrawler.state.store import Outcome, State
from newscrawler.verdict import Cause, Facts, Stop, Verdict

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

_RUNS: WeakKeyDictionary[Any, Run] = WeakKeyDictionary()


def attach(crawler: Crawler, run: Run) -> None:
    """Make ``run`` the run of ``crawler``."""
    _RUNS[crawler] = run


def run_of(crawler: Crawler) -> Run:
    """The run of ``crawler``; ``KeyError`` where none was attached."""
    return _RUNS[crawler]


class Run:
    """The state of a portal plus what this run has met."""

    state: State
    facts: Facts
    outcomes: Counter[Outcome]
    verdict: Verdict | None
    """None until :meth:`finish`."""

    @classmethod
    def open(
        cls,
        output: Path,
        profile: Profile,
        *,
        arguments: Mapping[str, Any],
        restricted: bool = False,
        clock: Callable[[], datetime] = utc_now,
        pause: timedelta = timedelta(hours=1),
    ) -> Self:
        """Lock and open the portal's state, make an interrupted run's output good, and begin a run.

        ``arguments`` are plain values for the report; ``restricted`` says that topic, since, until or
        max_articles narrow the run, so that counts are not judged.
        """
        raise NotImplementedError

    def list_page(self, url: str, rows: int) -> None:
        """A list or topic page was read and showed so many articles."""
        raise NotImplementedError

    def look(self, outcome: Outcome, ident: str = "") -> None:
        """An article was looked at. The store pipeline reports what it stores; a spider reports what
        ``state.not_modified`` and ``state.missing`` came to."""
        raise NotImplementedError

    def fail(
        self,
        url: str,
        cause: Cause,
        detail: str = "",
        *,
        kind: str = "",
        topics: Iterable[str] = (),
        pages: Sequence[RawPage] = (),
        fetched_at: datetime | None = None,
        record: str | None = None,
        article: bool = True,
    ) -> None:
        """A page gave nothing, for a cause of the closed list; ``kind`` is finer (``ruishu``, ``jsl``).

        An article's failure is kept in the state with its responses; of other pages (``article=False``:
        home, topic, list, robots.txt) it is only counted.
        """
        raise NotImplementedError

    def count(self, name: str, by: int = 1) -> None:
        """Any other figure for the report: ``external_links``, ``attachments``, ``redirects`` …"""
        raise NotImplementedError

    def error(self, message: str) -> None:
        """An internal error, one line: the run goes on where it can, and ends with status 1."""
        raise NotImplementedError

    def stop(self, why: Stop, detail: str = "") -> None:
        """Say why the crawl is about to end early; the caller closes the spider. The first reason stands."""
        raise NotImplementedError

    def checkpoint(self) -> bool:
        """Write the output as it now stands, if that is due → whether it was written."""
        raise NotImplementedError

    def finish(self, stats: Mapping[str, Any] | None = None) -> Verdict:
        """Judge, note the end of the run in the state, write output and report. Once; later calls return
        the same verdict. ``stats`` are Scrapy's, for the report."""
        raise NotImplementedError

    def close(self) -> None:
        """Release the state; a run that did not finish counts as interrupted."""
        self.state.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
