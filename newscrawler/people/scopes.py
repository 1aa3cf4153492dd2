"""Which territory a post belongs to, where the text takes it for granted: 市长 of which city?

A post with its place named belongs to that place (平岭县县长), one without to the place that its portal and
level imply. Two spellings of one territory (市 in two portals of one city, 市 and 甬湖市) are recognised by
their leadership: when three or more persons hold the same roles under both, and these are a good part of what
is known of the smaller, they are one.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict

from newscrawler.people.posts import Post

_SHARED_LEAST = 3
_SHARED_PART = 0.3
_SPELLINGS_MOST = 200
"""A (name, role) under more spellings than this says nothing about any two of them."""

SCHEMA = (
    "CREATE TABLE holder (scope TEXT, level INTEGER, name TEXT, role TEXT, UNIQUE (name, role, level, scope))"
)
"""Who holds which role where, by spelling of the territory."""


def spelling(portal: str, post: Post) -> str:
    """A territory as one portal's texts call it."""
    if post.level == 6:
        return "国"
    return post.place or f"{portal} {post.level}"


class Scopes:
    """Territories, with their spellings joined."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Reads the table ``holder``."""
        self._parent: dict[str, str] = {}
        self.holders: dict[str, int] = dict(
            connection.execute("SELECT scope, count(DISTINCT name) FROM holder GROUP BY scope")
        )
        shared: dict[tuple[str, str], int] = defaultdict(int)
        pairs = connection.execute(
            "WITH telling AS (SELECT name, role, level FROM holder GROUP BY name, role, level "
            "HAVING count(*) BETWEEN 2 AND ?) "
            "SELECT one.scope, two.scope, count(DISTINCT one.name) FROM telling "
            "JOIN holder AS one USING (name, role, level) JOIN holder AS two USING (name, role, level) "
            "WHERE one.scope < two.scope GROUP BY 1, 2 HAVING count(DISTINCT one.name) >= ? ORDER BY 1, 2",
            (_SPELLINGS_MOST, _SHARED_LEAST),
        )
        for one, two, persons in pairs:
            shared[one, two] = persons
        for (one, two), persons in shared.items():
            if persons >= _SHARED_PART * min(self.holders[one], self.holders[two]):
                self._join(one, two)

    def __call__(self, portal: str, post: Post) -> str:
        """The territory of a post met in a portal."""
        return self._root(spelling(portal, post))

    def _join(self, one: str, two: str) -> None:
        one, two = sorted((self._root(one), self._root(two)))
        if one != two:
            self._parent[two] = one
            self.holders[one] += self.holders[two]

    def _root(self, scope: str) -> str:
        while (above := self._parent.get(scope)) is not None:
            scope = above
        return scope
