"""The home page in another page's place: portals of the UCAP family answer unknown addresses with it."""

from __future__ import annotations

import re

from newscrawler.urls import identity

_TITLE = re.compile(rb"<title[^>]*>([^<]*)", re.IGNORECASE)
_HREF = re.compile(rb"""href\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
ALIKE = 0.85
"""Share of common links from which two pages of one title are the same: its news changes by the hour."""


class HomePage:
    """What the home page looked like in this run."""

    def __init__(self) -> None:
        self.addresses: set[str] = set()
        self._title = b""
        self._links: frozenset[bytes] = frozenset()

    def learn(self, body: bytes, *addresses: str) -> None:
        """Remember the page and the addresses under which it was met."""
        self.addresses.update(identity(url) for url in addresses)
        found = _TITLE.search(body)
        self._title = found[1].strip() if found else b""
        self._links = frozenset(_HREF.findall(body))

    def stands_at(self, url: str, body: bytes) -> bool:
        """Whether an answer is the home page, by its final address or by its content."""
        if identity(url) in self.addresses:
            return True
        if not self._title or not self._links:
            return False
        found = _TITLE.search(body)
        if not found or found[1].strip() != self._title:
            return False
        links = frozenset(_HREF.findall(body))
        return len(links & self._links) >= ALIKE * len(links | self._links)
