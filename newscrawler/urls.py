"""Addresses: their canonical form, and the identity of an article that follows from it.

The scheme is kept in the canonical URL (the first one seen stays in the record) but never enters
an identity: the first portal serves the same articles over http (2022) and https (2024-).
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit, urlunsplit

from w3lib.url import canonicalize_url, url_query_cleaner

TRACKING = (
    "utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "spm", "from", "isappinstalled",
    "share_token", "jsessionid", "phpsessid", "sessionid", "sid", "wzws_sessionid", "_t", "timestamp",
)  # fmt: skip
_PATH_SESSION = re.compile(r";jsessionid=[^/?#;]*", re.IGNORECASE)
_DEFAULT_PORT = {"http": 80, "https": 443}


@lru_cache(maxsize=1 << 14)  # one page's address is asked for by spider, extraction and state
def canonical_url(url: str) -> str:
    """``url`` without fragment, tracking and session parameters, default port; host in lower case.

    Addresses that are no http(s) URL (``file:page.html``) come back as they are, less the fragment.

    >>> canonical_url("HTTP://WWW.Example.gov.cn:80/a/b.shtml;jsessionid=1?utm_source=x#top")
    'http://www.example.gov.cn/a/b.shtml'
    """
    url = url.strip()
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:  # no address at all, such as http://[x or a port beyond 65535
        return url.partition("#")[0]
    if parts.scheme not in _DEFAULT_PORT or not parts.hostname:
        return url.partition("#")[0]
    host = parts.hostname.lower()
    if port and port != _DEFAULT_PORT[parts.scheme]:
        host = f"{host}:{port}"
    path = _PATH_SESSION.sub("", parts.path) or "/"
    bare = urlunsplit((parts.scheme, host, path, parts.query, ""))
    if parts.query:
        names = {pair.partition("=")[0] for pair in parts.query.split("&")}
        drop = [name for name in names if name.lower() in TRACKING]
        bare = url_query_cleaner(bare, drop, remove=True, unique=False) if drop else bare
    return str(canonicalize_url(bare))


def split_url(url: str) -> SplitResult:
    """The parts of an address; all empty for what cannot be one (``http://[x``), as pages have it.

    >>> split_url("http://a.cn/b?c").path, split_url("http://[x").hostname
    ('/b', None)
    """
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")


def identity(url: str) -> str:
    """What two spellings of one address share: the canonical URL without its scheme.

    >>> identity("https://a.cn/x?utm_source=1") == identity("http://a.cn/x")
    True
    """
    return canonical_url(url).partition("://")[2] or url


def host_of(url: str) -> str:
    """Host in lower case without port; empty for an address without one or for no address at all."""
    return (split_url(url).hostname or "").lower()


def portal_name(url: str) -> str:
    """The portal of a page that no profile knows: its host, or ``file`` where it has none.

    >>> portal_name("https://www.example.gov.cn/a"), portal_name("http://[::1]/a"), portal_name("file:a.html")
    ('www.example.gov.cn', '--1', 'file')
    """
    return re.sub(r"[:\s]", "-", host_of(url)) or "file"


def article_id(portal: str, url: str, cms_id: re.Pattern[str] | None = None) -> str:
    """``portal:`` + the CMS's own id where ``cms_id`` (group ``id``) finds one in the path, else a hash.

    >>> article_id("sipac", "http://h/s/c/202206/995e3b6a98c14381a82a109f56d879c2.shtml",
    ...            re.compile(r"/(?P<id>[0-9a-f]{32})\\.s?html?$"))
    'sipac:995e3b6a98c14381a82a109f56d879c2'
    """
    found = cms_id.search(url.partition("?")[0]) if cms_id else None
    if found:
        return f"{portal}:{found['id']}"
    return f"{portal}:{hashlib.sha256(identity(url).encode()).hexdigest()[:16]}"
