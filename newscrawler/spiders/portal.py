"""The one spider: from a portal's home and known columns to 专题 indexes, topics, lists and articles.

It makes requests and hands pages on; it extracts no field. Its sides, each on the one before:
:mod:`~newscrawler.spiders.base`, :mod:`~newscrawler.spiders.looking` (articles),
:mod:`~newscrawler.spiders.walking` (lists), :mod:`~newscrawler.spiders.mapping` (the map); here stand the
beginning and the end of a run.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING, Any, Self

from scrapy import Request, signals
from scrapy.exceptions import DontCloseSpider

from newscrawler.lists.addresses import Form, form_of
from newscrawler.run import run_of
from newscrawler.spiders.discovery import Phase, Visit, remembered
from newscrawler.spiders.mapping import MapSide
from newscrawler.spiders.walks import wanted
from newscrawler.state.lists import Topic
from newscrawler.urls import canonical_url, identity
from newscrawler.verdict import RETRIED, Stop

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

BATCH = 100
"""Known articles asked for again at a time."""


class PortalSpider(MapSide):
    """Crawls the portal that ``profile`` describes; every profile has a subclass of its own name."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Scrapy's way to make one; the run must be attached (:func:`newscrawler.run.attach`)."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider._prepare(run_of(crawler))
        crawler.signals.connect(spider._idle, signals.spider_idle)
        for signal in (signals.item_scraped, signals.item_dropped, signals.item_error):
            crawler.signals.connect(spider._item_done, signal)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """The home page; all else waits for its answer, as it tells what an unknown address looks like."""
        known = list(self.state.lists.topics())
        self.map.dead = {identity(t.url) for t in known if t.kind == "page" and not self.sweep}
        home = Visit(canonical_url(self.profile.home), Phase.HOME, 0, form=Form.LIST)
        self._choose(known, home)
        self._visiting += 1
        yield self._visit(home)

    def _choose(self, known: list[Topic], home: Visit) -> None:
        """Put configured and remembered pages on the map, or those that ``topic`` names."""
        asked = self.arguments.topics
        self.exploring = not asked or self._unfamiliar(known)
        for name, url in self.profile.topics.items():
            if not asked or name in asked:
                self.map.add(Visit(canonical_url(url), Phase.LIST, 0, name, name, Form.LIST, remembered=True))
        for topic in known:
            unread = topic.kind.startswith("unread")
            if unread and self.exploring:
                self.map.follow_unread(topic, form_of(topic.url, self.family), home)
            elif not unread and topic.kind != "page" and (not asked or topic.name in asked):
                self.map.add(remembered(topic))
        for url in (name for name in asked if "://" in name):
            self.map.add(Visit(canonical_url(url), Phase.TOPIC, 0, None, "", Form.LIST, remembered=True))

    def _unfamiliar(self, known: list[Topic]) -> bool:
        """Whether a topic is asked for by a name that neither profile nor an earlier run knows."""
        names = set(self.profile.topics) | {
            topic.name for topic in known if not topic.kind.startswith("unread")
        }
        return any("://" not in name and name not in names for name in self.arguments.topics)

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
        yield from self._instead()

    def closed(self, reason: str) -> None:
        """Tell the run of a topic that was asked for by name and not met; Scrapy calls this at the end."""
        strangers = sorted(self._topics_asked() - set(self.met))
        if strangers and reason == "finished":
            found = f"found were {', '.join(sorted(self.met))}" if self.met else "none was found"
            self.run.facts.unmet = f"no topic {strangers[0]!r}: {found}"

    def _topics_asked(self) -> set[str]:
        return {name for name in self.arguments.topics if "://" not in name}

    def _failed_before(self) -> list[Request]:
        """Articles that an earlier run could not have, for causes that may have healed."""
        if self.arguments.restricted:
            return []
        failures = self.state.failures.retries(RETRIED)
        return [r for failure in failures for r in self._article(failure.url, failure.topics)]
