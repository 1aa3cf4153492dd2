"""A crawl whose portal is an archive: spider, middlewares, pipelines and state are those of every crawl.

The tape holds where each capture of a portal stands. The download handler serves from it and sets the run's
clock to each capture's own date; what is not on the tape counts as not asked for. At the end come the
articles that no archived list led to, and further captures of those that changed.
"""

from __future__ import annotations

import asyncio
import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from newscrawler.archive.framing import DamagedError, Fault, Segment
from newscrawler.archive.pages import raw_page
from newscrawler.archive.read import Capture, Kind, captures, segments
from newscrawler.extract.page import RawPage
from newscrawler.lists.addresses import Form, form_of
from newscrawler.portals import Profile
from newscrawler.refusals import Stopping
from newscrawler.run import Run, run_of
from newscrawler.spiders.articles import Task
from newscrawler.spiders.portal import BATCH, PortalSpider
from newscrawler.state.codec import moment
from newscrawler.urls import canonical_url, host_of, identity

_KEPT = frozenset((200, 301, 302, 303, 307, 308, 404, 410))
"""Answers that say something lasting; limits, anti-bot pages with a status and errors of a server do not."""
_FURTHER = re.compile(r"[_-]\d{1,3}(?=\.\w+$)")
"""What the address of an article's second page adds to that of its first."""
SETTINGS: dict[str, Any] = {
    "DOWNLOAD_HANDLERS": dict.fromkeys(("http", "https"), "newscrawler.archive.replay.TapeHandler"),
    "CONCURRENT_REQUESTS": 1,
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": False,
    "ROBOTSTXT_OBEY": False,
    "RETRY_ENABLED": False,
    "ARCHIVE_ENABLED": False,
    "ALLOW_PRIVATE_ADDRESSES": True,
    "BLOCK_PAUSE": 0.0,
    "BLOCK_LIMIT": 1_000_000,
    "QUIET_HOURS": "",
    "MAX_REQUESTS": 0,
    "MAX_TIME": 0.0,
}
"""Of a replay: nobody is asked for anything, so politeness and patience have no object."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a capture stands."""

    date: datetime
    number: int
    """Of its segment."""
    offset: int


class Tape:
    """The captures of one portal in any number of archives, by address and date."""

    def __init__(self, hosts: Iterable[str] = ()) -> None:
        self.hosts = frozenset(host.lower() for host in hosts)
        """Those that are taken in; none: all."""
        self.now = datetime.now(UTC)
        """Date of the capture that was served last: the clock of the run."""
        self.troubles: list[str] = []
        self.counts: dict[str, int] = defaultdict(int)
        """Host → captures."""
        self._segments: list[Segment] = []
        self._places: dict[str, deque[Place]] = {}
        """Address → captures that were not served yet, oldest first."""
        self._last: dict[str, Place] = {}
        """Address → capture that was served last, which stands there until the next one."""

    def load(self, archives: Iterable[Path]) -> None:
        """Note what the archives hold."""
        found: dict[str, list[Place]] = defaultdict(list)
        for archive in archives:
            try:
                runs, told = segments(archive)
            except OSError as error:
                runs, told = [], [f"{archive}: cannot be read: {error.strerror or error}"]
            self.troubles += told
            for segment in runs:
                self._segments.append(segment)
                for capture in captures(segment):
                    if isinstance(capture, Fault):
                        self.troubles.append(f"{segment.name}: offset {capture.offset}: {capture.reason}")
                    elif self._wanted(capture):
                        assert capture.date
                        place = Place(capture.date, len(self._segments) - 1, capture.offset)
                        found[canonical_url(capture.url)].append(place)
        self._places = {url: deque(sorted(places)) for url, places in found.items()}
        self.now = min((places[0].date for places in self._places.values()), default=self.now)

    def __bool__(self) -> bool:
        return bool(self._places)

    def clock(self) -> datetime:
        """The time of the replay."""
        return self.now

    def next(self, url: str, run: Run) -> RawPage | None:
        """The next capture of ``url`` that is newer than what the state knows, or None; moves the clock.

        Those that are passed over are counted in the run's facts. A list that is asked for once more answers
        as it did.
        """
        key = self._key(url)
        places = self._places.get(key, deque())
        while (place := places.popleft() if places else self._last.get(key)) is not None:
            known = run.state.known(url)
            page = None
            if known and known.checked_at and moment(known.checked_at) >= place.date:
                run.facts.passed_over += 1
            else:
                page = self._read(place)
            if page is not None:
                self.now, self._last[key] = place.date, place
                return page
            if not places:
                return None
        return None

    def left(self, family: Any, most: int) -> list[str]:
        """Addresses of articles with captures that were not served; by date."""
        open_ = sorted((places[0], url) for url, places in self._places.items() if places)
        return [url for _, url in open_ if self._begins_article(url, family)][:most]

    def _begins_article(self, url: str, family: Any) -> bool:
        """Whether an article begins there: no further page of one that is on the tape, too."""
        first = _FURTHER.sub("", url)
        return form_of(url, family) is Form.ARTICLE and (first == url or first not in self._places)

    def _key(self, url: str) -> str:
        """The address as the tape has it, under either scheme."""
        url = canonical_url(url)
        scheme, _, rest = url.partition("://")
        other = f"{'http' if scheme == 'https' else 'https'}://{rest}"
        return url if url in self._places or other not in self._places else other

    def _wanted(self, capture: Capture) -> bool:
        host = host_of(capture.url)
        if capture.date is None or capture.kind is Kind.REVISIT or capture.status not in _KEPT:
            return False
        if not host or (self.hosts and host not in self.hosts):
            return False
        self.counts[host] += 1
        return True

    def _read(self, place: Place) -> RawPage | None:
        segment = self._segments[place.number]
        for capture in captures(segment, place.offset, place.offset + 1):
            # A member may hold several records; their addresses tell them apart, their order does.
            if isinstance(capture, Capture) and capture.date == place.date:
                try:
                    return raw_page(capture)
                except DamagedError as error:
                    self.troubles.append(f"{segment.name}: offset {place.offset}: {error}")
        return None


class TapeHandler(BaseDownloadHandler):
    """Scrapy's handler of http and https in a replay."""

    async def download_request(self, request: Request) -> Response:
        """The next capture; :class:`Stopping` where there is none, which the spider takes for not asked."""
        spider, engine = self.crawler.spider, self.crawler.engine
        assert isinstance(spider, ReplaySpider) and engine is not None and engine.scraper.slot is not None
        while not engine.scraper.slot.is_idle():  # one answer at a time: the clock is that of its capture
            await asyncio.sleep(0)
        page = spider.tape.next(request.url, run_of(self.crawler))
        if page is None:
            raise Stopping("not in the archive")
        headers = Headers({name: value.encode("latin-1", "replace") for name, value in page.headers.items()})
        kind = responsetypes.from_args(headers=headers, url=request.url, body=page.body)
        return kind(url=request.url, status=page.status, headers=headers, body=page.body, request=request)


class ReplaySpider(PortalSpider):
    """The portal's spider on a tape."""

    tape: Tape

    def _closing_rounds(self) -> Iterator[list[Request]]:
        yield from super()._closing_rounds()
        while urls := self.tape.left(self.family, BATCH):
            yield [self._leftover(url) for url in urls]

    def _leftover(self, url: str) -> Request:
        """An article that no list led to, or one more capture of one."""
        task = Task(url, set(), self.state.known(url))
        self.articles.tasks[identity(url)] = task
        return self._ask(task, url)


def replay_spider(profile: Profile, tape: Tape) -> type[ReplaySpider]:
    """The spider of a portal on this tape."""
    values = {
        "name": profile.name,
        "profile": profile,
        "tape": tape,
        "__doc__": f"{profile.site_name}, archived.",
    }
    return type("PortalReplay", (ReplaySpider,), values)
