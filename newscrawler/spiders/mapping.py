"""Pages that lead to articles: home, 专题 indexes, topic homes, first pages of lists."""

from __future__ import annotations

import logging
import re
from collections.abc import AsyncIterator, Iterator
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from newscrawler.causes import cause_of
from newscrawler.lists.addresses import Form, folder_of, list_key
from newscrawler.lists.page import ListPage
from newscrawler.lists.rows import Row
from newscrawler.refusals import Stopping
from newscrawler.spiders.articles import Task, steps
from newscrawler.spiders.base import VISIT
from newscrawler.spiders.discovery import Phase, Visit, is_index, stands_under_index, steps_of, trail_topic
from newscrawler.spiders.walking import ListSide
from newscrawler.state.errors import StateError
from newscrawler.urls import canonical_url, identity
from newscrawler.verdict import Cause

logger = logging.getLogger(__name__)

_LIST_FILE = re.compile(r"list\w*\.s?html?$", re.IGNORECASE)
"""A list by its very name; what is called ``index`` may hold columns alone."""
_BY_SCRIPT = ("ucap", "trs")
"""Forms of paging that only lists have."""


class MapSide(ListSide):
    """Visits the pages of the map; :mod:`newscrawler.spiders.discovery` draws it."""

    def _visit(self, visit: Visit) -> Request:
        return Request(
            visit.url,
            callback=self.parse_page,
            errback=self.page_failed,
            cb_kwargs={"visit": visit},
            priority=VISIT,
        )

    async def parse_page(self, response: Response, visit: Visit) -> AsyncIterator[Request]:
        """Home, index, topic home or the first page of a list."""
        self._lost_in_a_row = 0
        try:
            requests = list(self._read_page(response, visit))
        except StateError:  # a disk that refuses ends the run
            raise
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
        asked = visit.url
        own = self.map.settle(visit, canonical_url(response.url))
        if not own or (visit.url != asked and not visit.remembered):
            self.state.lists.add_topic(visit.label or asked, asked, "page")
        if not own:
            return
        name = self._name(listing, visit)
        if is_index(name, response.url) or visit.phase is Phase.INDEX:
            yield from self._read_index(listing, visit, name)
        else:
            yield from self._read_column(listing, visit, name, response.url)

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
        is_list = visit.remembered or visit.form is Form.LIST or listing.paging.form in _BY_SCRIPT
        if not own and not is_list and visit.form is not Form.TOPIC:
            self.state.lists.add_topic(name, visit.url, "page")
            return
        section = visit.form is Form.TOPIC and not visit.topic and not own
        self.state.lists.add_topic(
            name, visit.url, "topic" if visit.topic else "section" if section else "list"
        )
        self.met.add(name)
        if not listing.rows and _LIST_FILE.search(urlsplit(url).path):
            self.run.doubt("lists without entries, perhaps filled by a script", url)
        if own or (is_list and visit.form is not Form.TOPIC):
            listing.rows = own
            yield from self._walk(listing, visit, name)

    def _own_rows(self, listing: ListPage, visit: Visit) -> list[Row]:
        """The rows of the page's own list; on a topic home those that no list known elsewhere shows."""
        if visit.form is not Form.TOPIC or listing.paging.form in _BY_SCRIPT:
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

    def _explore(self, response: Response, task: Task) -> Iterator[Request]:
        """The trail of the first article of an unknown column leads to that column.

        Its pages are noted before the article is stored: a run that ends before it visits them, or that
        looks for no topics, leaves them to the next one, which has no reason to ask for the article again.
        """
        if self.map.covers(response.url) or task.pages:
            return
        self.map.cover(response.url)
        listing = self._listing(response)
        for link, topic in steps_of(listing.trail):
            if self.map.leads(link):
                self.state.lists.note_unread(link.text, canonical_url(link.url), topic)
        if not self.exploring:
            return
        visit = Visit(response.url, Phase.HOME, 0)
        self.map.follow_trail(listing.trail, visit)
        if not task.topics and listing.trail:
            task.topics.add(trail_topic(listing.trail) or listing.trail[-1].text)
        yield from self._next_phase()
