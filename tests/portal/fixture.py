"""The replica in pytest: ``portal`` is a factory that starts replicas on free ports and stops them after the test.

def test_crawl(portal):
    replica = portal(articles=300)
    run_crawl(env={"http_proxy": replica.proxy_url})
    assert found == {t["url"] for t in replica.truth()}
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.portal.portal import OPERATIONS, Portal


class Replica:
    """A replica in a thread of its own. Every operation of ``portal.OPERATIONS`` is a method here."""

    def __init__(self, articles: int = 200, seed: int = 1, **settings: Any) -> None:
        self.portal = Portal(articles, seed)
        self.portal.configure(**settings)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._run(self.portal.server.start())

    @property
    def proxy_url(self) -> str:
        """Value for ``http_proxy``."""
        return f"http://127.0.0.1:{self.portal.server.port}"

    def reachable(self) -> None:
        """End what ``unreachable`` began."""
        self._run(self.portal.reachable())

    def close(self) -> None:
        """Stop serving."""
        if self._loop.is_closed():
            return
        self._run(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name not in OPERATIONS:
            raise AttributeError(name)

        async def operation(*args: Any, **keywords: Any) -> Any:
            return OPERATIONS[name](self.portal, *args, **keywords)

        return lambda *args, **keywords: self._run(operation(*args, **keywords))

    def _run(self, coroutine: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(timeout=60)

    async def _end(self) -> None:
        self.portal.server.stop()
        rest = asyncio.all_tasks() - {asyncio.current_task()}
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)


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
