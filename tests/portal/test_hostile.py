"""The hostile server: each kind says something at its path, alone and within the portal."""

from __future__ import annotations

import socket
import struct
import zlib
from collections.abc import Callable

import pytest

from tests.portal.client import get
from tests.portal.fixture import Replica, Served
from tests.portal.hostile import KINDS, address, kind_at
from tests.portal.hostile_kinds import BOMB, _zeros
from tests.portal.plan import HOST

SILENT = {"silent", "reset", "close_at_once"}


def opening(server: str, target: str) -> bytes:
    """The first bytes of an answer, whatever they are; empty where none come."""
    port = int(server.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
        connection.sendall(f"GET {target} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
        # A reset at our end, so that nothing is left behind of an answer without end.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        try:
            return connection.recv(65536)
        except (TimeoutError, ConnectionResetError):
            return b""


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_answers_at_its_path(hostile: Served, kind: str) -> None:
    data = opening(hostile.address, f"/k/{kind}")
    assert bool(data) == (kind not in SILENT)


def test_there_are_many_kinds_each_with_an_address() -> None:
    assert len(KINDS) >= 60
    assert len({address(kind) for kind in KINDS}) == len(KINDS)
    assert all(kind_at(address(kind)) == kind for kind in KINDS)
    assert kind_at("/szgyyq/endlesspages/xwzx_list_77.shtml") == "endless_pages"
    assert kind_at("/szgyyq/zwyw/xwzx_list.shtml") is None
    assert kind_at("/") is None


def test_the_bomb_is_small_and_right() -> None:
    body = _zeros(BOMB, 31)
    assert len(body) < 1_000_000
    unpacker, size = zlib.decompressobj(31), 0
    data = unpacker.decompress(body, 1 << 22)
    while data:
        size += len(data)
        data = unpacker.decompress(unpacker.unconsumed_tail, 1 << 22)
    assert size == BOMB and unpacker.eof


def test_within_the_portal(portal: Callable[..., Replica]) -> None:
    replica = portal(articles=100)
    places = replica.hostile(["binary", "endless_pages", "redirect_private"])
    first = get(replica.proxy_url, "/szgyyq/zwyw/xwzx_list.shtml").text
    assert places["binary"].removeprefix(f"http://{HOST}") in first
    assert "/szgyyq/endlesspages/xwzx_list.shtml" in get(replica.proxy_url, "/").text
    assert len(get(replica.proxy_url, places["binary"]).body) == 300_000
    assert "169.254" in get(replica.proxy_url, places["redirect_private"]).headers["location"]
    assert (
        "createPageHTML"
        in get(replica.proxy_url, places["endless_pages"].replace(".shtml", "_900.shtml")).text
    )
    assert {entry["fault"] for entry in replica.log()} >= {"hostile:binary", "hostile:endless_pages"}
    replica.hostile([])
    assert get(replica.proxy_url, places["binary"]).status == 404
