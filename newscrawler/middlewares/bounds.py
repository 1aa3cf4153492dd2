"""Where requests may go: http(s) to the portal's hosts, and never to a private address.

Redirects, meta refreshes and links pass here alike. Through a proxy the proxy decides which address a
name stands for; connecting directly, every address of the host must be public.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from scrapy import Request

from newscrawler.refusals import OutOfBounds

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class BoundsMiddleware:
    """Refuses what is out of bounds, counted under ``newscrawler/bounds/<kind>``."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.allow_private = crawler.settings.getbool("ALLOW_PRIVATE_ADDRESSES")
        self.proxies = getproxies() if crawler.settings.getbool("HTTPPROXY_ENABLED") else {}
        self._private: dict[str, bool] = {}
        self._proxied: dict[tuple[str, str], bool] = {}
        """Scheme and host → whether a proxy stands between: the environment is read once for each."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to make one."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let pass, or raise :class:`OutOfBounds`."""
        hosts: frozenset[str] = getattr(self.crawler.spider, "hosts", frozenset())
        kind = refused(request.url, hosts)
        if kind is None and not self.allow_private and not self._through_proxy(request):
            host = urlsplit(request.url).hostname or ""
            if host not in self._private:
                self._private[host] = await leads_inside(host)
            kind = "private_address" if self._private[host] else None
        if kind is not None:
            assert self.crawler.stats
            self.crawler.stats.inc_value(f"newscrawler/bounds/{kind}")
            raise OutOfBounds(f"{request.url}: {kind.replace('_', ' ')}", kind)

    def _through_proxy(self, request: Request) -> bool:
        parts = urlsplit(request.url)
        if "proxy" in request.meta:
            return bool(request.meta["proxy"])
        key = parts.scheme, parts.hostname or ""
        if key not in self._proxied:
            self._proxied[key] = parts.scheme in self.proxies and not proxy_bypass(key[1])
        return self._proxied[key]


def refused(url: str, hosts: frozenset[str]) -> str | None:
    """Why ``url`` must not be asked for, or None: ``scheme``, ``credentials``, ``host``, ``port``.

    >>> refused("http://h.cn/a", frozenset({"h.cn"})), refused("http://u:p@h.cn/", frozenset({"h.cn"}))
    (None, 'credentials')
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "malformed"
    if parts.scheme not in ("http", "https"):
        return "scheme"
    if parts.username is not None or parts.password is not None:
        return "credentials"
    if (parts.hostname or "").lower() not in hosts:
        return "host"
    if port is not None and not 0 < port < 65536:
        return "port"
    return None


async def leads_inside(host: str) -> bool:
    """Whether any address of ``host`` is private, loopback, link-local or otherwise not public.

    A name that does not resolve leads nowhere: False, and the connection itself will fail.
    """
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return False
    return any(not ipaddress.ip_address(str(entry[4][0]).partition("%")[0]).is_global for entry in found)
