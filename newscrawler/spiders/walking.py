"""Lists, page by page."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

from scrapy import Request
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from newscrawler.causes import cause_of
from newscrawler.lists.addresses import Form
from newscrawler.lists.page import ListPage
from newscrawler.lists.rows import Row
from newscrawler.refusals import Stopping
from newscrawler.spiders.discovery import Visit
from newscrawler.spiders.looking import ArticleSide
from newscrawler.spiders.walks import Walk, addresses, wanted

NEXT_PAGE = 10
"""Priority of a further page of a list."""


class ListSide(ArticleSide):
    """Walks lists; :mod:`newscrawler.spiders.walks` decides how far."""

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
            if walk.announced and walk.pages + 1 < walk.announced:  # the last is often announced in vain
                self.run.doubt("lists that break off before their last page", walk.url)
            self.state.lists.end_walk(walk.number)
            return
        for request in self._list_page(self._listing(response), walk):
            yield request

    def _list_page(self, listing: ListPage, walk: Walk) -> Iterator[Request]:
        rows = [row for row in listing.rows if self._is_ours(row)]
        self.run.list_page(walk.url, len(rows))
        moved_on = walk.take(rows)
        walk.announced = listing.paging.pages
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
                priority=NEXT_PAGE,
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
