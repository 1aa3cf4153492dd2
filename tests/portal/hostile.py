"""A server of hostile and faulty answers: each kind at a path of its own, on loopback.

Direct: ``http://127.0.0.1:PORT/k/KIND``; ``/`` links to them all. Within a crawl: a replica whose operation
``hostile`` is on serves the same kinds at addresses of the portal (:func:`address`) and links to them.
``python -m tests.portal.hostile`` serves until it is stopped.
"""

from __future__ import annotations

import asyncio
import hashlib

from tests.portal import hostile_pages
from tests.portal.hostile_kinds import KINDS
from tests.portal.plan import SITE
from tests.portal.wire import Reply, Request, Script, Server, Wire

LISTS = hostile_pages.LISTS
"""Kinds that are lists: within the portal they stand under list addresses, the others under article addresses."""

ALONE = {"retry_after_a_day"}
"""Kinds that may rightly end a whole run: they are no part of all kinds within the portal, only by name."""


def address(name: str) -> str:
    """Path of kind ``name`` within the portal."""
    if name in LISTS:
        return f"/{SITE}/{_code(name)}/xwzx_list.shtml"
    return f"/{SITE}/zwyw/202609/{hashlib.md5(name.encode()).hexdigest()}.shtml"


def kind_at(path: str) -> str | None:
    """The kind that the portal serves at ``path``, if any; a list's kind also holds for what it links to."""
    return _BY_ADDRESS.get(path) or _BY_CODE.get(path.split("/")[2] if path.count("/") > 2 else "")


def _code(name: str) -> str:
    return name.replace("_", "")


_BY_ADDRESS = {address(name): name for name in KINDS}
_BY_CODE = {_code(name): name for name in LISTS}


def script(name: str, request: Request) -> Script:
    """The answer of kind ``name``."""

    async def run(wire: Wire) -> None:
        await KINDS[name](wire, request)

    return run


def answer(request: Request) -> Reply | Script:
    """The application of the direct server."""
    name = request.target.partition("?")[0].removeprefix("/k/").partition("/")[0]
    if name in KINDS:
        return script(name, request)
    links = "".join(f'<li><a href="/k/{name}">{name}</a></li>' for name in KINDS)
    return Reply(200, f"<html><body><ul>{links}</ul></body></html>".encode())


async def _serve() -> None:
    server = Server(answer)
    await server.start()
    print(f"http://127.0.0.1:{server.port}", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve())
