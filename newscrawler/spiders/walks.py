"""One walk through one list: which rows count, and when it stops."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from newscrawler.lists.rows import Row
from newscrawler.spiders.arguments import Arguments
from newscrawler.urls import identity

_MONTH = re.compile(r"/((?:19|20)\d\d)(\d\d)(?:\d\d)?/")


@dataclass(slots=True)
class Walk:
    """A walk under way."""

    number: int
    """Of the state's walk."""
    url: str
    """First page of the list."""
    topic: str
    pages: int = 0
    announced: int | None = None
    """Pages of the list, as its last page read says."""
    first: frozenset[str] = frozenset()
    """Identities of the first page's rows: what comes again on later pages is pinned."""
    before: frozenset[str] = frozenset()
    """Those of the page before."""
    fresh: list[Row] = field(default_factory=list)

    def take(self, rows: Sequence[Row]) -> bool:
        """Note a further page → False where it is the page before once more.

        A page may show nothing new and yet go on: a sidebar of the column can hold all of its rows.
        """
        keys = frozenset(identity(row.url) for row in rows)
        known = self.first | self.before
        self.fresh = [row for row in rows if identity(row.url) not in known]
        repeated = bool(self.pages) and bool(keys) and keys == self.before
        if not self.pages:
            self.first = keys
        self.before = keys
        self.pages += 1
        return not repeated

    def too_old(self, since: date | None) -> bool:
        """Whether the list has passed ``since``: every dated row that is new on this page lies before it.

        Pinned rows stand again on every page and are not new; undated rows say nothing.
        """
        days = [row.day for row in self.fresh if row.day]
        return since is not None and bool(days) and max(days) < since


def wanted(row: Row, arguments: Arguments) -> bool:
    """Whether the row's day (or the month in its address) lies within since and until."""
    first, last = row_days(row)
    if arguments.since and last and last < arguments.since:
        return False
    return not (arguments.until and first and first > arguments.until)


def row_days(row: Row) -> tuple[date | None, date | None]:
    """The first and last day on which the row's article may have been published."""
    if row.day:
        return row.day, row.day
    found = _MONTH.search(urlsplit(row.url).path)
    if not found or not 1 <= int(found[2]) <= 12:
        return None, None
    year, month = int(found[1]), int(found[2])
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def addresses(rows: Iterable[Row]) -> list[str]:
    """The rows' addresses."""
    return [row.url for row in rows]
