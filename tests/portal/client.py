"""A plain HTTP client for the replica's own tests: through the proxy, one request a call, nothing followed."""

from __future__ import annotations

import gzip
import http.client
import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from tests.portal.plan import HOST


@dataclass(slots=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


def get(address: str, url: str, *, method: str = "GET", timeout: float = 5, **headers: str) -> Answer:
    """``url`` by way of the proxy at ``address``; a path is one of the portal. Header names with _ for -."""
    if url.startswith("/"):
        url = f"http://{HOST}{url}"
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=timeout)
    try:
        connection.request(
            method, url, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )
        response = connection.getresponse()
        body = response.read()
    finally:
        connection.close()
    names = {name.lower(): value for name, value in response.getheaders()}
    if names.get("content-encoding") == "gzip":
        body = gzip.decompress(body)
    return Answer(response.status, names, body)


_HREF = re.compile(r'href="([^"]+)"')
_PAGER = re.compile(r"createPageHTML\('page_div',\s*(\d+),\s*1,\s*'(\w+)'")
_ARTICLE = re.compile(r"/[0-9a-f]{32}\.shtml$")


def walk(address: str) -> tuple[set[str], dict[str, int]]:
    """All of the portal that links and pagers lead to, within its main site: article addresses (where they
    ended after redirects), and address → status of everything asked for."""
    todo, seen, articles = [f"http://{HOST}/"], dict[str, int](), set[str]()
    while todo:
        url = todo.pop()
        if url in seen:
            continue
        answer = get(address, url)
        seen[url] = answer.status
        if answer.status == 301:
            todo.append(answer.headers["location"])
            continue
        if answer.status != 200:
            continue
        if _ARTICLE.search(url):
            articles.add(url)
        links = [urljoin(url, href.replace("&amp;", "&")) for href in _HREF.findall(answer.text)]
        for count, stem in _PAGER.findall(answer.text):
            if not _ARTICLE.search(url):
                links += [urljoin(url, f"{stem}_{number}.shtml") for number in range(2, int(count) + 1)]
        todo += [
            link for link in links if link.startswith(f"http://{HOST}/szgyyq/") and link.endswith(".shtml")
        ]
    return articles, seen
