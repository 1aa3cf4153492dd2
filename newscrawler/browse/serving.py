"""Serving the application until it is told to end."""

from __future__ import annotations

import socket
from collections.abc import Callable

from newscrawler.browse.guard import LOOPBACK, App
from newscrawler.extras import require


class PortTakenError(OSError):
    """Something else listens there; the message says what to do."""


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes any free one. Raises :class:`PortTakenError`."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise PortTakenError(
            f"cannot listen on {host}:{port} ({error.strerror}); name another with --port"
        ) from error


def serve(app: App, listening: socket.socket, ready: Callable[[str], None]) -> None:
    """Answer on the socket until SIGINT or SIGTERM; ``ready`` is told the address."""
    uvicorn = require("uvicorn", "browse")
    host, port = listening.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    ready(f"http://{shown}:{port}/")
    config = uvicorn.Config(app, log_level="warning", lifespan="off", server_header=False)
    uvicorn.Server(config).run(sockets=[listening])


def is_loopback(host: str) -> bool:
    """Whether only this machine can ask."""
    return host in LOOPBACK or host.startswith("127.")
