"""What every part of the spider stands on: arguments, run, home page, and when to give up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, ClassVar

from scrapy import Request, Spider
from scrapy.http import Response
from twisted.python.failure import Failure

from newscrawler.causes import TRANSPORT
from newscrawler.extract.page import Page
from newscrawler.families import load_families
from newscrawler.lists.addresses import list_key
from newscrawler.lists.page import ListPage, read_list
from newscrawler.lists.rows import Row
from newscrawler.portals import Profile
from newscrawler.refusals import Stopping
from newscrawler.run import Run
from newscrawler.spiders.arguments import Arguments
from newscrawler.spiders.articles import Articles, Task, raw_page, recheck_rule
from newscrawler.spiders.discovery import Map
from newscrawler.spiders.home import HomePage
from newscrawler.state.codec import moment
from newscrawler.stopping import stop_crawl
from newscrawler.urls import identity
from newscrawler.verdict import Cause, Status, Stop

VISIT = 100
"""Priority of a page of the map; articles come after those, further list pages last."""


class PortalBase(Spider):
    """Set-up, and the count of what got no answer."""

    profile: ClassVar[Profile]

    def __init__(self, **arguments: Any) -> None:
        super().__init__(name=self.profile.name)
        self.arguments = Arguments.read(self.profile, **arguments)
        self.hosts = frozenset(host.lower() for host in self.profile.hosts)
        self.family = load_families().get(self.profile.family or "")
        self.home = HomePage()

    def _prepare(self, run: Run) -> None:
        settings = self.settings
        self.run = run
        self.state = run.state
        rule = recheck_rule(
            settings.getfloat("RECHECK_SHORTEST_HOURS"),
            settings.getfloat("RECHECK_SHARE"),
            settings.getfloat("RECHECK_LONGEST_DAYS"),
        )
        self.articles = Articles(
            run,
            self.name,
            rule,
            full=self.arguments.full,
            most_pages=settings.getint("ARTICLE_PAGES_MAX"),
        )
        self.map = Map(self.profile, settings.getint("LISTS_MAX"))
        self.sweep = self._sweep_is_due(settings.getfloat("SWEEP_DAYS"))
        self.exploring = True
        """Whether the run looks for topics by itself."""
        self.sample: list[Row] = []
        """Articles on home pages, of no known column: their trails lead to it."""
        self.met: set[str] = set()
        """Names of the topics and columns that were read."""
        self.names = {identity(list_key(url)): name for name, url in self.profile.topics.items()}
        self._visiting = 0
        self._asked = 0
        self._spare: list[tuple[str, tuple[str, ...]]] = []
        """Articles that ``max_articles`` left out, with their topics."""
        self._lost_in_a_row = 0
        self._again: list[Task] = []
        self._tried_again: set[str] = set()
        self._rounds: Iterator[list[Request]] | None = None

    def _sweep_is_due(self, days: float) -> bool:
        """Whether the lists are walked to their ends, past known ground: asked for, or long ago."""
        if self.arguments.restricted:
            return self.arguments.full
        since = self.state.clock() - timedelta(days=days)
        swept = any(
            row.finished_at and moment(row.started_at) >= since and row.report.get("counts", {}).get("sweep")
            for row in self.state.runs.newest()
            if row.status in (Status.OK, Status.CHANGED)
        )
        if self.arguments.full or not swept:
            self.run.count("sweep")
        return self.arguments.full or not swept

    def _listing(self, response: Response) -> ListPage:
        selectors = [self.profile.list] + ([self.family.list] if self.family else [])
        return read_list(Page(raw_page(response)), self.family, selectors)

    def _lost(self, cause: Cause, detail: str) -> None:
        """Count requests in a row to which the portal gave no answer; then its home page is asked."""
        if cause not in TRANSPORT or self.crawler.engine is None:
            return
        self._lost_in_a_row += 1
        if self._lost_in_a_row == self.settings.getint("FAILURE_LIMIT"):
            self.crawler.engine.crawl(
                Request(
                    self.profile.home,
                    callback=self.still_there,
                    errback=self.gone_away,
                    cb_kwargs={"detail": detail},
                    priority=2 * VISIT,
                )
            )

    def still_there(self, response: Response, detail: str) -> None:
        """The home page answers: only some pages do not."""
        self._lost_in_a_row = 0

    def gone_away(self, failure: Failure) -> None:
        """The home page does not answer either: the run ends, the next one goes on."""
        if not isinstance(failure.value, Stopping):
            detail: str = failure.request.cb_kwargs["detail"]  # type: ignore[attr-defined]
            told = f"{self._lost_in_a_row} requests in a row got no answer, nor did the home page; {detail}"
            stop_crawl(self.crawler, Stop.UNREACHABLE, told)
