"""Requests for articles, and what becomes of their answers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator

from scrapy import Request
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from newscrawler.causes import cause_of
from newscrawler.extract.page import RawPage
from newscrawler.items import PageItem
from newscrawler.refusals import Stopping
from newscrawler.spiders.articles import Task, raw_page
from newscrawler.spiders.base import PortalBase
from newscrawler.urls import canonical_url, identity
from newscrawler.verdict import RETRIED, Cause

ARTICLE = 50
"""Priority of an article."""
SPARE = 100
"""Articles beyond ``max_articles`` that are remembered, for when some of those asked for are not there."""


class ArticleSide(PortalBase):
    """Asks for articles; :class:`newscrawler.spiders.articles.Articles` decides which."""

    def _full_up(self) -> bool:
        most = self.arguments.max_articles
        return most is not None and self._asked >= most

    def _article(self, url: str, topics: Iterable[str]) -> Iterator[Request]:
        if self._full_up():
            if len(self._spare) < SPARE:
                self._spare.append((url, tuple(topics)))
            return
        task = self.articles.wants(canonical_url(url), topics)
        if task is not None:
            self._asked += 1
            yield self._ask(task, task.url)

    def _instead(self) -> Iterator[list[Request]]:
        """Rounds of requests in the place of articles that were not there, up to ``max_articles``."""
        while self._spare and not self._full_up():
            url, topics = self._spare.pop(0)
            yield list(self._article(url, topics))

    def _ask(self, task: Task, url: str) -> Request:
        return Request(
            url,
            callback=self.parse_article,
            errback=self.article_failed,
            headers=self.articles.validators(task) if not task.pages else None,
            cb_kwargs={"task": task},
            meta={"handle_httpstatus_list": [304, 404, 410]},
            priority=ARTICLE,
        )

    async def parse_article(self, response: Response, task: Task) -> AsyncIterator[Request | PageItem]:
        """A page of an article, or the news that it is gone or unchanged."""
        self._lost_in_a_row = 0
        if response.status == 304:
            self.articles.unchanged(task)
        elif response.status in (404, 410):
            self._missing(task, f"status {response.status}", str(response.status))
        elif not isinstance(response, TextResponse):
            self._failed(task, Cause.NOT_HTML, "not a web page", pages=[raw_page(response)])
        elif response.request.meta.get("missing"):  # type: ignore[union-attr]
            self._missing(task, "an error page with status 200", "error_page")
        elif self.home.stands_at(response.url, response.body):
            self._missing(task, "the home page in its place", "home_page")
        else:
            for request in self._explore(response, task):
                yield request
            taken = self.articles.take(task, response)
            yield taken if isinstance(taken, PageItem) else self._ask(task, taken)

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
            self._missing(task, detail, kind)
        else:
            self._failed(task, cause, detail, kind)

    def _missing(self, task: Task, detail: str, kind: str) -> None:
        self._asked -= 1
        self.articles.missing(task, detail, kind)

    def _failed(
        self, task: Task, cause: Cause, detail: str, kind: str = "", pages: Iterable[RawPage] = ()
    ) -> None:
        self._asked -= 1
        self.articles.failed(task, cause, detail, kind, pages)

    def _item_done(self, response: Response | Failure | None) -> None:
        """The pipelines are through with an article."""
        request = getattr(response, "request", None)
        task = request.cb_kwargs.get("task") if request else None
        if isinstance(task, Task):
            self.articles.done(task)

    def _explore(self, response: Response, task: Task) -> Iterator[Request]:
        """Where the article's trail leads; the map's side knows."""
        return iter(())
