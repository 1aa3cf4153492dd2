"""The replica and the hostile server in pytest: factories that start them on free ports and stop them after the test.

def test_crawl(portal):
    replica = portal(articles=300)
    run_crawl(env={"http_proxy": replica.proxy_url})
    assert found == {truth["url"] for truth in replica.truth()}
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

import pytest

from tests.portal import hostile as hostile_server
from tests.portal.portal import OPERATIONS, Portal
from tests.portal.wire import Server


class Served:
    """A server running in a thread of its own until :meth:`close`."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._run(server.start())

    @property
    def address(self) -> str:
        """``http://127.0.0.1:PORT``."""
        return f"http://127.0.0.1:{self.server.port}"

    def close(self) -> None:
        """Stop serving; a second call does nothing."""
        if not self._loop.is_closed():
            self._run(self._end())
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop.close()

    def _run(self, coroutine: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(timeout=60)

    async def _end(self) -> None:
        self.server.stop()
        rest = asyncio.all_tasks() - {asyncio.current_task()}
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)


class Replica(Served):
    """A running replica. Every operation of ``portal.OPERATIONS`` is a method here: ``replica.edit(20)``."""

    def __init__(self, articles: int = 200, seed: int = 1, **settings: Any) -> None:
        self.portal = Portal(articles, seed)
        self.portal.configure(**settings)
        super().__init__(self.portal.server)

    @property
    def proxy_url(self) -> str:
        """Value for ``http_proxy``."""
        return self.address

    def reachable(self) -> None:
        """End what ``unreachable`` began, on the same port."""
        self._run(self.portal.reachable())

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name not in OPERATIONS:
            raise AttributeError(name)

        async def operation(*args: Any, **keywords: Any) -> Any:
            return OPERATIONS[name](self.portal, *args, **keywords)

        return lambda *args, **keywords: self._run(operation(*args, **keywords))


@pytest.fixture
def portal() -> Iterator[Callable[..., Replica]]:
    """``portal(articles=200, seed=1, **settings)`` → a running :class:`Replica`."""
    started: list[Replica] = []

    def start(articles: int = 200, seed: int = 1, **settings: Any) -> Replica:
        started.append(Replica(articles, seed, **settings))
        return started[-1]

    yield start
    for replica in started:
        replica.close()


@pytest.fixture
def hostile() -> Iterator[Served]:
    """The running server of hostile answers: ``f"{hostile.address}/k/{kind}"``."""
    served = Served(Server(hostile_server.answer))
    yield served
    served.close()
