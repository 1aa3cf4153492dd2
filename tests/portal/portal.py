"""The replica as an HTTP application: proxy, validators, compression, robots.txt, log, faults and control."""

from __future__ import annotations

import asyncio
import gzip
import json
import time
from collections.abc import Callable
from datetime import UTC
from email.utils import format_datetime, parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from tests.portal import hostile, pages
from tests.portal.faults import Faults
from tests.portal.hostile_kinds import KINDS
from tests.portal.plan import HOST, SITE
from tests.portal.site import Site
from tests.portal.wire import Reply, Request, Script, Server, Wire

CONTROL = "/__control/"


class Portal:
    """One replica: content (:attr:`site`), behaviour (settings, :attr:`faults`) and the log of its requests.

    Only proxied requests for the portal's host reach the site; other hosts get 502 and stand in the log all
    the same, so that a test sees what should not have been asked for.
    """

    def __init__(self, articles: int = 200, seed: int = 1) -> None:
        self.site = Site(articles, seed)
        self.faults = Faults(seed)
        self.server = Server(self.answer)
        self.settings: dict[str, Any] = {
            "latency": 0.0, "gzip": True, "validators": True, "log": True,
            "crawl_delay": None, "robots_status": 200, "disallow": [f"/{SITE}/nbgl/", "/appsearch/"],
        }  # fmt: skip
        self.entries: list[dict[str, Any]] = []
        self.hostile = False
        self._active = 0

    # answering -------------------------------------------------------------------------------------

    def answer(self, request: Request) -> Reply | Script:
        if request.url.startswith(CONTROL):
            return self._control(request)
        entry = self._enter(request)
        reply, fault = self._reply(request)
        entry["status"], entry["fault"] = (reply.status if isinstance(reply, Reply) else 0), fault
        if isinstance(reply, Reply) and not self.settings["latency"]:
            self._leave(entry, len(reply.body))
            return reply
        return self._later(entry, reply)

    def _later(self, entry: dict[str, Any], reply: Reply | Script) -> Script:
        async def script(wire: Wire) -> None:
            self._active += 1
            try:
                if self.settings["latency"]:
                    await asyncio.sleep(self.settings["latency"])
                if isinstance(reply, Reply):
                    await wire.send(reply.head() + reply.body)
                else:
                    await reply(wire)
            finally:
                self._active -= 1
                self._leave(entry, len(reply.body) if isinstance(reply, Reply) else 0)

        return script

    def _reply(self, request: Request) -> tuple[Reply | Script, str | None]:
        if request.method == "CONNECT":
            return Reply(501, b"this proxy speaks plain HTTP only\n", {"Content-Type": "text/plain"}), None
        parts = urlsplit(request.url)
        if parts.hostname != HOST:
            return Reply(502, b"no such host\n", {"Content-Type": "text/plain"}), None
        if request.method not in ("GET", "HEAD"):
            return Reply(405, b""), None
        if self.hostile and (name := hostile.kind_at(parts.path)):
            return hostile.script(name, request), f"hostile:{name}"
        if parts.path == "/robots.txt" and not self.faults.blocks_all:
            return self._robots(), None
        reply = self.site.reply(parts.path, parts.query)
        if fault := self.faults.choose(parts.path):
            return self.faults.apply(fault, request, reply), fault
        return self._dressed(request, reply), None

    def _dressed(self, request: Request, reply: Reply) -> Reply:
        """The reply with validators, or a 304, and compressed where the client takes it."""
        headers = dict(reply.headers)
        if self.settings["validators"] and reply.tag and reply.modified:
            headers |= {
                "ETag": reply.tag,
                "Last-Modified": format_datetime(reply.modified.astimezone(UTC), usegmt=True),
            }
            if self._unchanged(request, reply):
                return Reply(304, b"", {"ETag": reply.tag})
        body = reply.body
        if self.settings["gzip"] and len(body) > 500 and "gzip" in request.headers.get("accept-encoding", ""):
            body = gzip.compress(body, 1, mtime=0)
            headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        return Reply(reply.status, body, headers)

    def _unchanged(self, request: Request, reply: Reply) -> bool:
        if (tag := request.headers.get("if-none-match")) is not None:
            return tag.removeprefix("W/") == reply.tag
        since = request.headers.get("if-modified-since")
        return bool(
            since and reply.modified and reply.modified.replace(microsecond=0) <= parsedate_to_datetime(since)
        )

    def _robots(self) -> Reply:
        settings = self.settings
        lines = ["User-agent: *", *(f"Disallow: {path}" for path in settings["disallow"])]
        if settings["crawl_delay"] is not None:
            lines.append(f"Crawl-delay: {settings['crawl_delay']}")
        body = "\n".join(lines).encode() if settings["robots_status"] == 200 else pages.not_found()
        return Reply(settings["robots_status"], body, {"Content-Type": "text/plain"})

    # the log ---------------------------------------------------------------------------------------

    def _enter(self, request: Request) -> dict[str, Any]:
        entry = {
            "time": time.time(), "method": request.method, "url": request.url, "connection": request.connection,
            "open": len(self.server.open), "active": self._active + 1, "headers": request.headers,
            "status": 0, "fault": None, "bytes": 0, "ended": None,
        }  # fmt: skip
        if self.settings["log"]:
            self.entries.append(entry)
        return entry

    def _leave(self, entry: dict[str, Any], size: int) -> None:
        entry["bytes"], entry["ended"] = size, time.time()

    # control ---------------------------------------------------------------------------------------

    def call(self, name: str, arguments: dict[str, Any]) -> Any:
        """One operation by name: see :data:`OPERATIONS`."""
        return OPERATIONS[name](self, **arguments)

    def _control(self, request: Request) -> Reply:
        name = request.url.removeprefix(CONTROL)
        try:
            result = self.call(name, json.loads(request.body or b"{}"))
        except KeyError:
            return _json(404, {"error": f"operations: {', '.join(OPERATIONS)}"})
        except (TypeError, ValueError) as error:
            return _json(400, {"error": str(error)})
        return _json(200, result)

    def configure(self, **settings: Any) -> dict[str, Any]:
        """Change settings: latency, gzip, validators, log, crawl_delay, robots_status, disallow."""
        if unknown := settings.keys() - self.settings.keys():
            raise ValueError(f"no setting {', '.join(unknown)}")
        self.settings |= settings
        return self.settings

    def serve_hostile(self, kinds: list[str] | None = None) -> dict[str, str]:
        """Link the hostile kinds (default: all but those of ``ALONE``) from the list of 政务要闻 and the home; kind → address. []: no more."""
        names = [name for name in KINDS if name not in hostile.ALONE] if kinds is None else kinds
        if unknown := set(names) - KINDS.keys():
            raise ValueError(f"no kind {', '.join(unknown)}")
        paths = {name: hostile.address(name) for name in names}
        rows = [
            pages.Row(path, f"测试条目{name}", "2026-10-20")
            for name, path in paths.items()
            if name not in hostile.LISTS
        ]
        self.hostile = bool(names)
        self.site.extra_rows = {"zwyw": rows}
        self.site.extra_links = [path for name, path in paths.items() if name in hostile.LISTS]
        return {name: f"http://{HOST}{path}" for name, path in paths.items()}

    def unreachable(self, how: str = "refuse") -> None:
        """refuse: nothing listens any more · reset · silent. ``reachable`` ends it (over the handle, not over HTTP)."""
        if how == "refuse":
            self.server.stop()
        else:
            self.faults.always = how

    async def reachable(self) -> None:
        self.faults.always = None
        if self.server._server is None:
            await self.server.start()


def _json(status: int, value: Any) -> Reply:
    return Reply(status, json.dumps(value, ensure_ascii=False).encode(), {"Content-Type": "application/json"})


def _log(portal: Portal, clear: bool = False) -> list[dict[str, Any]]:
    entries = portal.entries
    if clear:
        portal.entries = []
    return list(entries)


OPERATIONS: dict[str, Callable[..., Any]] = {
    "truth": lambda portal: list(portal.site.truth()),
    "topics": lambda portal: portal.site.topics(),
    "list_pages": lambda portal: portal.site.list_pages(),
    "log": _log,
    "edit": lambda portal, count: portal.site.edit(count),
    "edit_at": lambda portal, url: portal.site.edit_at(url),
    "delete": lambda portal, count, answer="404": portal.site.delete(count, answer),
    "delete_at": lambda portal, url, answer="404": portal.site.delete_at(url, answer),
    "restore": lambda portal, url: portal.site.restore(url),
    "add": lambda portal, count: portal.site.add(count),
    "redesign": lambda portal, design: portal.site.redesign(design),
    "configure": lambda portal, **settings: portal.configure(**settings),
    "set_faults": lambda portal, **shares: portal.faults.set(**shares),
    "block": lambda portal, kind: portal.faults.block(kind),
    "hostile": lambda portal, kinds=None: portal.serve_hostile(kinds),
    "unreachable": lambda portal, how="refuse": portal.unreachable(how),
}
"""What a test can do with a running replica, over the handle or by ``POST /__control/NAME`` with JSON arguments."""
