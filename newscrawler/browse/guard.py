"""What stands before every answer of ``browse``: who may ask, and what a page may do.

A page on the web may send a reader's browser to this machine under a name of its own (DNS rebinding) and
read the answer; so a server on loopback answers to the names of loopback alone. Our own pages may run no
script at all; Datasette's run theirs. Nothing may load from, or send to, anywhere else.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_COMMON = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
OURS = _COMMON
DATASETTES = f"{_COMMON}; script-src 'self' 'unsafe-inline'; connect-src 'self'"


def guard(app: App, is_ours: Callable[[str], bool], *, loopback: bool) -> App:
    """``app`` behind the guard. ``is_ours``: whether a path is one of our own pages."""

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        headers = {name.lower(): value for name, value in scope["headers"]}
        if loopback and hostname(headers.get(b"host", b"").decode("latin-1")) not in LOOPBACK:
            await _refuse(send)
            return
        policy = OURS if is_ours(scope["path"]) else DATASETTES

        async def send_guarded(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [
                    *message.get("headers", ()),
                    (b"content-security-policy", policy.encode()),
                    (b"x-content-type-options", b"nosniff"),
                    (b"referrer-policy", b"no-referrer"),
                    (b"cross-origin-resource-policy", b"same-origin"),
                ]
            await send(message)

        await app(scope, receive, send_guarded)

    return guarded


def hostname(host: str) -> str:
    """The name in a Host header, without the port.

    >>> hostname("127.0.0.1:8001"), hostname("[::1]:8001"), hostname("localhost")
    ('127.0.0.1', '::1', 'localhost')
    """
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].lower()


async def _refuse(send: Send) -> None:
    await send({"type": "http.response.start", "status": 421, "headers": [(b"content-type", b"text/plain")]})
    await send(
        {"type": "http.response.body", "body": b"this server answers to 127.0.0.1 and localhost alone\n"}
    )
