"""The article side of a crawl: what to ask for, and what an answer means for the state."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from scrapy.http import Response

from newscrawler.extract.page import Page, RawPage
from newscrawler.items import PageItem
from newscrawler.lists.pager import read_paging
from newscrawler.run import Run
from newscrawler.state.codec import moment
from newscrawler.state.recheck import RecheckRule, due
from newscrawler.state.store import Known
from newscrawler.state.through import Through
from newscrawler.urls import canonical_url, identity
from newscrawler.verdict import RETRIED, Cause

_NEXT = tuple(word.encode(code) for word in ("下一页", "下页") for code in ("utf-8", "gb18030"))
_NEXT_LINK = re.compile(rb">\s*(?:[Nn]ext|NEXT|&gt;)\s*<")


@dataclass(slots=True)
class Task:
    """One article that is being asked for."""

    url: str
    topics: set[str]
    known: Known | None = None
    pages: list[RawPage] = field(default_factory=list)
    met_at: list[str] = field(default_factory=list)

    def topic_list(self) -> list[str]:
        """By name."""
        return sorted(self.topics)


class Articles:
    """Decides about articles; knows the state, but no requests."""

    def __init__(self, run: Run, portal: str, rule: RecheckRule, *, full: bool, most_pages: int) -> None:
        self.run = run
        self.state = run.state
        self.portal = portal
        self.rule = rule
        self.full = full
        self.most_pages = most_pages
        self.started = self.state.clock()
        self.tasks: dict[str, Task] = {}
        """Under way, by identity; an article leaves when it is stored or has failed, so this stays small."""
        self._through = Through(run.state.connection)
        """By identity and by id."""

    def wants(self, url: str, topics: Iterable[str]) -> Task | None:
        """A task for an article that a list shows, or None: known and not due, or under way already."""
        key = identity(url)
        names = set(topics)
        if task := self.tasks.get(key):
            task.topics |= names
            return None
        known = self.state.known(url)
        looked = self._through.any(key)
        if known is not None:
            if names - set(known.topics):
                self.state.add_topics(known.id, names)
            if looked or not self._due(known):
                return None
        elif looked or not self._worth_another_try(url, names):
            return None
        task = self.tasks[key] = Task(url, names, known)
        return task

    def _due(self, known: Known) -> bool:
        if self._through.any(known.id, identity(known.url)):
            return False
        return self.full or due(known, self.started, self.rule)

    def _worth_another_try(self, url: str, topics: set[str]) -> bool:
        """An unknown address: yes, unless it failed in a way that time seldom heals, and not long ago."""
        failure = self.state.failures.get(url)
        if failure is None:
            return True
        last = moment(failure.last_at)
        if self.full or failure.cause in RETRIED:
            topics.update(failure.topics)
            return True
        age = last - moment(failure.first_at)
        return self.started - last >= self.rule.interval(age)

    def due_addresses(self, topics: frozenset[str]) -> list[str]:
        """Known articles to be looked at again that no list has led to in this run."""
        return [
            known.url
            for known in self.state.all_known()
            if (not topics or topics & set(known.topics)) and self._due(known)
        ]

    def validators(self, task: Task) -> dict[str, str]:
        """Headers of a conditional request."""
        known = task.known
        headers = {}
        if known and known.etag:
            headers["If-None-Match"] = known.etag
        if known and known.last_modified:
            headers["If-Modified-Since"] = known.last_modified
        return headers

    def done(self, task: Task) -> None:
        """The task is over."""
        key = identity(task.url)
        self.tasks.pop(key, None)
        self._through.add(*([key, task.known.id] if task.known else [key]))

    # Answers

    def unchanged(self, task: Task) -> None:
        """304."""
        if task.known is not None:
            self.run.look(self.state.not_modified(task.known.id))
        self.done(task)

    def missing(self, task: Task, detail: str, kind: str) -> None:
        """404, 410, an error page with 200, or the home page in its place."""
        if task.known is not None:
            self.run.look(self.state.missing(task.known.id, Cause.NOT_FOUND))
        else:
            self.run.fail(task.url, Cause.NOT_FOUND, detail, kind=kind, topics=task.topic_list())
        self.done(task)

    def failed(
        self, task: Task, cause: Cause, detail: str, kind: str = "", pages: Iterable[RawPage] = ()
    ) -> None:
        """No answer that could be read."""
        self.run.fail(task.url, cause, detail, kind=kind, topics=task.topic_list(), pages=list(pages))
        self.done(task)

    def take(self, task: Task, response: Response) -> str | PageItem:
        """A page of the article → the address of its next page, or the whole article as an item."""
        page = raw_page(response)
        task.pages.append(page)
        task.met_at += [url for url in steps(response) if url not in task.met_at]
        following = self._next_page(task, page)
        if following is not None:
            return following
        met_at = [task.url, *(url for url in task.met_at if url != task.url)]
        return PageItem(
            portal=self.portal,
            url=canonical_url(task.pages[0].url),
            topics=task.topic_list(),
            pages=task.pages,
            fetched_at=self.state.clock(),
            met_at=met_at,
        )

    def _next_page(self, task: Task, page: RawPage) -> str | None:
        """Address of the page on which the body goes on; only where the page shows a pager at all."""
        if len(task.pages) >= self.most_pages or not has_pager(page.body):
            return None
        following = read_paging(Page(page)).next
        if following is None or not continues(task.pages[0].url, following):
            return None
        return None if any(identity(p.url) == identity(following) for p in task.pages) else following


def has_pager(body: bytes) -> bool:
    """Whether a page shows a pager at all: the call, or a link to a next page.

    Substrings, as one pattern for all of them costs more than all else that the spider does to a page.
    """
    return b"createPageHTML" in body or any(word in body for word in _NEXT) or bool(_NEXT_LINK.search(body))


def continues(first: str, other: str) -> bool:
    """Whether ``other`` is a further page of the article at ``first``: the same name with a number behind.

    >>> continues("http://h/a/t20170310_9.htm", "http://h/a/t20170310_9_1.htm")
    True
    >>> continues("http://h/a/t20170310_9.htm", "http://h/a/t20170309_8.htm")
    False
    """
    stem = identity(first).rpartition(".")[0]
    name, _, suffix = identity(other).rpartition(".")
    return name.startswith(stem) and bool(re.fullmatch(r"[_-]\d{1,3}", name[len(stem) :])) and len(suffix) < 6


def raw_page(response: Response) -> RawPage:
    """A response as it is kept."""
    headers = {
        name.decode("latin-1").lower(): b", ".join(values).decode("latin-1")
        for name, values in response.headers.items()
    }
    return RawPage(response.url, response.body, headers, response.status)


def steps(response: Response) -> Iterator[str]:
    """The addresses from the one that was asked for to the one that answered."""
    yield from response.meta.get("redirect_urls", ())
    yield response.url


def recheck_rule(shortest_hours: float, share: float, longest_days: float) -> RecheckRule:
    """The rule from its settings."""
    return RecheckRule(timedelta(hours=shortest_hours), share, timedelta(days=longest_days))
