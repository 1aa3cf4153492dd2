"""The one spider: from a portal's home and known columns to 专题 indexes, topics, lists and articles.

It makes requests and hands pages on; it extracts no field. What leads where is decided by
:mod:`newscrawler.spiders.discovery` (the map), :mod:`newscrawler.spiders.walks` (paging) and
:mod:`newscrawler.spiders.articles` (incremental rules).
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Self

from scrapy import Request, Spider, signals
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from newscrawler.causes import TRANSPORT, cause_of
from newscrawler.extensions.run import stop_crawl
from newscrawler.extract.addresses import Form, list_key
from newscrawler.extract.lists import ListPage, Row, read_list
from newscrawler.extract.page import Page
from newscrawler.families import load_families
from newscrawler.items import PageItem
from newscrawler.portals import Profile
from newscrawler.refusals import Stopping
from newscrawler.run import Run, run_of
from newscrawler.spiders.arguments import Arguments
from newscrawler.spiders.articles import Articles, Task, raw_page, recheck_rule, steps
from newscrawler.spiders.discovery import (
    Map,
    Phase,
    Visit,
    folder_of,
    is_index,
    remembered,
    stands_under_index,
    trail_topic,
)
from newscrawler.spiders.home import HomePage
from newscrawler.spiders.walks import Walk, addresses, wanted
from newscrawler.state.codec import moment
from newscrawler.state.lists import Topic
from newscrawler.urls import canonical_url, identity
from newscrawler.verdict import RETRIED, Cause, Status, Stop

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)

_VISIT, _ARTICLE, _NEXT_PAGE = (
    100,
    50,
    10,
)  # priorities: first the map, then articles, then further list pages
BATCH = 100
"""Known articles asked for again at a time."""


class PortalSpider(Spider):
    """Crawls the portal that ``profile`` describes; every profile has a subclass of its own name."""

    profile: ClassVar[Profile]

    def __init__(self, **arguments: Any) -> None:
        super().__init__(name=self.profile.name)
        self.arguments = Arguments.read(self.profile, **arguments)
        self.hosts = frozenset(host.lower() for host in self.profile.hosts)
        self.family = load_families().get(self.profile.family or "")
        self.home = HomePage()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Scrapy's way to make one; the run must be attached (:func:`newscrawler.run.attach`)."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider._prepare(run_of(crawler))
        crawler.signals.connect(spider._idle, signals.spider_idle)
        for signal in (signals.item_scraped, signals.item_dropped, signals.item_error):
            crawler.signals.connect(spider._item_done, signal)
        return spider

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

    # Where a run starts

    async def start(self) -> AsyncIterator[Request]:
        """The home page; all else waits for its answer, as it tells what an unknown address looks like."""
        known = list(self.state.lists.topics())
        self.map.dead = {identity(t.url) for t in known if t.kind == "page" and not self.sweep}
        self._choose(known)
        home = Visit(canonical_url(self.profile.home), Phase.HOME, 0, form=Form.LIST)
        self._visiting += 1
        yield self._visit(home)

    def _choose(self, known: list[Topic]) -> None:
        """Put configured and remembered pages on the map, or those that ``topic`` names."""
        asked = self.arguments.topics
        self.exploring = not asked or self._unfamiliar(known)
        for name, url in self.profile.topics.items():
            if not asked or name in asked:
                self.map.add(Visit(canonical_url(url), Phase.LIST, 0, name, name, Form.LIST, remembered=True))
        for topic in known:
            if topic.kind != "page" and (not asked or topic.name in asked):
                self.map.add(remembered(topic))
        for url in (name for name in asked if "://" in name):
            self.map.add(Visit(canonical_url(url), Phase.TOPIC, 0, None, "", Form.LIST, remembered=True))

    def _unfamiliar(self, known: list[Topic]) -> bool:
        """Whether a topic is asked for by a name that neither profile nor an earlier run knows."""
        names = set(self.profile.topics) | {topic.name for topic in known}
        return any("://" not in name and name not in names for name in self.arguments.topics)

    # Pages of the map

    def _visit(self, visit: Visit) -> Request:
        return Request(
            visit.url,
            callback=self.parse_page,
            errback=self.page_failed,
            cb_kwargs={"visit": visit},
            priority=_VISIT,
        )

    async def parse_page(self, response: Response, visit: Visit) -> AsyncIterator[Request]:
        """Home, index, topic home or the first page of a list."""
        self._lost_in_a_row = 0
        try:
            requests = list(self._read_page(response, visit))
        except Exception as error:  # whatever is wrong with one page, the others are still to be visited
            self.run.error(f"{type(error).__name__}: {error} at {response.url}")
            logger.debug("at %s", response.url, exc_info=True)
            requests = []
        for request in (*requests, *self._visited()):
            yield request

    def _read_page(self, response: Response, visit: Visit) -> Iterator[Request]:
        if not isinstance(response, TextResponse):
            self.run.fail(visit.url, Cause.NOT_HTML, "not a web page", article=False)
            return
        if visit.phase is Phase.HOME:
            self.home.learn(response.body, *steps(response))
        elif self.home.stands_at(response.url, response.body) or response.request.meta.get("missing"):  # type: ignore[union-attr]
            self.run.count("pages_missing")
            self._forget(visit)
            return
        listing = self._listing(response)
        if visit.phase is Phase.HOME:
            self._from_home(listing, visit)
            return
        if not self.map.settle(visit, canonical_url(response.url)):
            self.state.lists.add_topic(visit.label or visit.url, visit.url, "page")
            return
        name = self._name(listing, visit)
        if is_index(name, response.url) or visit.phase is Phase.INDEX:
            yield from self._read_index(listing, visit, name)
        else:
            yield from self._read_column(listing, visit, name, response.url)

    def _listing(self, response: Response) -> ListPage:
        selectors = [self.profile.list] + ([self.family.list] if self.family else [])
        return read_list(Page(raw_page(response)), self.family, selectors)

    def _from_home(self, listing: ListPage, visit: Visit) -> None:
        if not self.exploring:
            return
        self.map.follow(listing.links, visit)
        self.sample += [row for row in (*listing.rows, *listing.others) if row.form is Form.ARTICLE]

    def _name(self, listing: ListPage, visit: Visit) -> str:
        """Configured, by the trail, by what led here, or by the page itself."""
        configured = self.names.get(identity(list_key(visit.url)))
        return (
            configured or trail_topic(listing.trail) or visit.name or listing.name or visit.label or visit.url
        )

    def _read_index(self, listing: ListPage, visit: Visit, name: str) -> Iterator[Request]:
        """A list of 专题; entries may be rows with dates, or mere links."""
        self.state.lists.add_topic(name, visit.url, "index")
        visit.label = name
        links = [*listing.links, *(row.link() for row in (*listing.rows, *listing.others))]
        if self.exploring:
            self.map.follow(links, visit, index=True)
        walkable = [row for row in listing.rows if row.form is Form.ARTICLE]
        if (walkable and listing.paging.form != "none") or listing.paging.next:
            yield from self._walk(listing, visit, name)

    def _read_column(self, listing: ListPage, visit: Visit, name: str, url: str) -> Iterator[Request]:
        """A topic home, a list, or a page that leads nowhere."""
        if visit.form is Form.TOPIC:
            visit.topic = visit.topic or stands_under_index(listing.trail, name)
            visit.name = name
        if self.exploring:
            self.map.follow(listing.links, visit)
            self.map.follow_trail(listing.trail, visit)
        own = self._own_rows(listing, visit)
        is_list = visit.remembered or visit.form is Form.LIST or listing.paging.form in ("ucap", "trs")
        if not own and not is_list and visit.form is not Form.TOPIC:
            self.state.lists.add_topic(name, visit.url, "page")
            return
        section = visit.form is Form.TOPIC and not visit.topic and not own
        self.state.lists.add_topic(
            name, visit.url, "topic" if visit.topic else "section" if section else "list"
        )
        self.met.add(name)
        if own or (is_list and visit.form is not Form.TOPIC):
            listing.rows = own
            yield from self._walk(listing, visit, name)

    def _own_rows(self, listing: ListPage, visit: Visit) -> list[Row]:
        """The rows of the page's own list; on a topic home those that no list known elsewhere shows."""
        if visit.form is not Form.TOPIC:
            return listing.rows
        rows = [row for row in (*listing.rows, *listing.others) if row.form is Form.ARTICLE]
        own = [row for row in rows if not self.map.elsewhere(row.url, visit.url)]
        if len(own) == len(rows):
            return own
        # Its columns have lists of their own: what is left is its own only where it stands in its folder.
        self.sample += [row for row in own if folder_of(row.url) != folder_of(visit.url)]
        return [row for row in own if folder_of(row.url) == folder_of(visit.url)]

    def _forget(self, visit: Visit) -> None:
        """The page is not there (any more): it is not asked for again before the next sweep."""
        if not visit.remembered:
            self.state.lists.add_topic(visit.label or visit.url, visit.url, "page")

    def page_failed(self, failure: Failure) -> Iterator[Request]:
        """A page of the map could not be had: the others go on."""
        visit: Visit = failure.request.cb_kwargs["visit"]  # type: ignore[attr-defined]
        cause, kind, detail = cause_of(failure)
        if not isinstance(failure.value, Stopping):
            if cause is Cause.NOT_FOUND:
                self._forget(visit)
            self.run.fail(visit.url, cause, detail, kind=kind, article=False)
            self._lost(cause, detail)
        yield from self._visited()

    def _visited(self) -> Iterator[Request]:
        """One visit is over; when all of a phase are, the next phase begins."""
        self._visiting -= 1
        yield from self._next_phase()

    def _next_phase(self) -> Iterator[Request]:
        if self._visiting:
            return
        visits = self.map.next_phase()
        self._visiting += len(visits)
        for visit in visits:
            yield self._visit(visit)

    # Walks

    def _walk(self, listing: ListPage, visit: Visit, name: str) -> Iterator[Request]:
        """The first page of a list, and by its paging the rest."""
        asked = self.arguments.topics
        if asked and name not in asked and not visit.remembered:
            self.run.list_page(visit.url, len(listing.rows))
            return
        walk = Walk(self.state.lists.begin_walk(visit.url), visit.url, name)
        yield from self._list_page(listing, walk)

    async def parse_list(self, response: Response, walk: Walk) -> AsyncIterator[Request]:
        """A further page of a list."""
        self._lost_in_a_row = 0
        if (
            not isinstance(response, TextResponse)
            or response.status == 404
            or response.request.meta.get("missing")  # type: ignore[union-attr]
            or self.home.stands_at(response.url, response.body)
        ):
            self.run.count("list_pages_missing")
            self.state.lists.end_walk(walk.number)
            return
        for request in self._list_page(self._listing(response), walk):
            yield request

    def _list_page(self, listing: ListPage, walk: Walk) -> Iterator[Request]:
        rows = [row for row in listing.rows if self._is_ours(row)]
        self.run.list_page(walk.url, len(rows))
        moved_on = walk.take(rows)
        passed = self.state.lists.passed(walk.url, addresses(rows))
        self.state.lists.add_page(walk.number, addresses(rows))
        for row in rows:
            if wanted(row, self.arguments):
                yield from self._article(row.url, [walk.topic])
        following = listing.paging.next
        if following is None or not moved_on or (passed and not self.sweep):
            self.state.lists.end_walk(walk.number)
        elif (
            not walk.too_old(self.arguments.since)
            and not self._full_up()
            and walk.pages < self._list_pages_max
        ):
            yield Request(
                following,
                callback=self.parse_list,
                errback=self.list_failed,
                cb_kwargs={"walk": walk},
                priority=_NEXT_PAGE,
                meta={"handle_httpstatus_list": [404]},
            )

    @property
    def _list_pages_max(self) -> int:
        return self.settings.getint("LIST_PAGES_MAX")

    def list_failed(self, failure: Failure) -> None:
        """A further page could not be had: the walk stays incomplete, so that the next run reads it again."""
        walk: Walk = failure.request.cb_kwargs["walk"]  # type: ignore[attr-defined]
        cause, kind, detail = cause_of(failure)
        if not isinstance(failure.value, Stopping):
            self.run.fail(walk.url, cause, detail, kind=kind, article=False)
            self._lost(cause, detail)

    def _is_ours(self, row: Row) -> bool:
        """Whether a row leads to a page of the portal; what does not is counted, not crawled."""
        if row.form is Form.OTHER:
            self.run.count("links_dead")
        elif not self.map.on_host(row.url):
            self.run.count("links_external")
        elif row.form is Form.FILE:
            self.run.count("links_attachment")
        elif row.form is not Form.ARTICLE or not self.map.within(row.url):
            self.run.count("links_other")
        else:
            return True
        return False

    # Articles

    def _full_up(self) -> bool:
        most = self.arguments.max_articles
        return most is not None and self._asked >= most

    def _article(self, url: str, topics: Iterable[str]) -> Iterator[Request]:
        if self._full_up():
            return
        task = self.articles.wants(canonical_url(url), topics)
        if task is not None:
            self._asked += 1
            yield self._ask(task, task.url)

    def _ask(self, task: Task, url: str) -> Request:
        return Request(
            url,
            callback=self.parse_article,
            errback=self.article_failed,
            headers=self.articles.validators(task) if not task.pages else None,
            cb_kwargs={"task": task},
            meta={"handle_httpstatus_list": [304, 404, 410]},
            priority=_ARTICLE,
        )

    async def parse_article(self, response: Response, task: Task) -> AsyncIterator[Request | PageItem]:
        """A page of an article, or the news that it is gone or unchanged."""
        self._lost_in_a_row = 0
        if response.status == 304:
            self.articles.unchanged(task)
        elif response.status in (404, 410):
            self.articles.missing(task, f"status {response.status}", str(response.status))
        elif not isinstance(response, TextResponse):
            self.articles.failed(task, Cause.NOT_HTML, "not a web page", pages=[raw_page(response)])
        elif response.request.meta.get("missing"):  # type: ignore[union-attr]
            self.articles.missing(task, "an error page with status 200", "error_page")
        elif self.home.stands_at(response.url, response.body):
            self.articles.missing(task, "the home page in its place", "home_page")
        else:
            for request in self._explore(response, task):
                yield request
            taken = self.articles.take(task, response)
            yield taken if isinstance(taken, PageItem) else self._ask(task, taken)

    def _explore(self, response: Response, task: Task) -> Iterator[Request]:
        """The trail of the first article of an unknown column leads to that column."""
        if not self.exploring or self.map.covers(response.url) or task.pages:
            return
        self.map.cover(response.url)
        listing = self._listing(response)
        visit = Visit(response.url, Phase.HOME, 0)
        self.map.follow_trail(listing.trail, visit)
        if not task.topics and listing.trail:
            task.topics.add(trail_topic(listing.trail) or listing.trail[-1].text)
        yield from self._next_phase()

    def article_failed(self, failure: Failure) -> None:
        """An article could not be had; what may heal by itself is asked for once more at the end."""
        task: Task = failure.request.cb_kwargs["task"]  # type: ignore[attr-defined]
        if isinstance(failure.value, Stopping):
            self.articles.done(task)
            return
        cause, kind, detail = cause_of(failure)
        self._lost(cause, detail)
        key = identity(task.url)
        if cause in RETRIED and key not in self._tried_again:
            self._tried_again.add(key)
            task.pages.clear()
            self._again.append(task)
        elif cause is Cause.NOT_FOUND:
            self.articles.missing(task, detail, kind)
        else:
            self.articles.failed(task, cause, detail, kind)

    def _item_done(self, response: Response | Failure | None) -> None:
        """The pipelines are through with an article."""
        request = getattr(response, "request", None)
        task = request.cb_kwargs.get("task") if request else None
        if isinstance(task, Task):
            self.articles.done(task)

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
                    priority=2 * _VISIT,
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

    # What is left when the queue is empty

    def _idle(self) -> None:
        """Ask for what is still open, in rounds; the spider closes when nothing is."""
        if self.crawler.engine is None or self.run.facts.stop is not Stop.FINISHED:
            return
        requests = list(self._next_phase())
        if self._rounds is None:
            self._rounds = self._closing_rounds()
        while not requests:
            batch = next(self._rounds, None)
            if batch is None:
                return
            requests = batch
        for request in requests:
            self.crawler.engine.crawl(request)
        raise DontCloseSpider

    def _closing_rounds(self) -> Iterator[list[Request]]:
        """Batches: columns that only articles lead to, failures once more, known articles that are due."""
        if self.exploring and not self.arguments.topics:
            for row in self.sample:
                if not self.map.covers(row.url) and self.map.within(row.url) and wanted(row, self.arguments):
                    yield list(self._article(row.url, ()))
        yield self._failed_before()
        again, self._again = self._again, []
        yield [self._ask(task, task.url) for task in again]
        if not (self.arguments.since or self.arguments.until or self.arguments.max_articles):
            due = self.articles.due_addresses(frozenset(self._topics_asked()))
            for start in range(0, len(due), BATCH):
                yield [r for url in due[start : start + BATCH] for r in self._article(url, ())]
        again, self._again = self._again, []
        yield [self._ask(task, task.url) for task in again]

    def strangers(self) -> list[str]:
        """Topics asked for by name that the run did not meet."""
        return [name for name in self.arguments.topics if "://" not in name and name not in self.met]

    def _topics_asked(self) -> set[str]:
        return {name for name in self.arguments.topics if "://" not in name}

    def _failed_before(self) -> list[Request]:
        """Articles that an earlier run could not have, for causes that may have healed."""
        if self.arguments.restricted:
            return []
        failures = self.state.failures.retries(RETRIED)
        return [r for failure in failures for r in self._article(failure.url, failure.topics)]
