"""Several portals at once: replicas behind one forward proxy that tells them apart by host.

A replica believes that it is www.sipac.gov.cn. The proxy turns ``ww1.sipac.gov.cn`` into that name on the
way in and back on the way out; both are of one length, so nothing else of an answer changes.
"""

from __future__ import annotations

import asyncio
import threading
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

from newscrawler.urls import identity
from tests.portal.fixture import Replica
from tests.portal.plan import HOST

PROFILE = """
site_name = "澄州第{number}园区"
hosts = ["{host}"]
home = "http://{host}/"
family = "ucap"

[topics]
"政务要闻" = "http://{host}/szgyyq/zwyw/xwzx_list.shtml"

[discovery]
sites = ["szgyyq"]
"""


def host_of(number: int) -> str:
    return f"ww{number}{HOST[3:]}"


class Portals:
    """``count`` replicas and the proxy before them; :meth:`close` ends all."""

    def __init__(self, count: int, folder: Path, articles: int = 20, **settings: object) -> None:
        self.replicas = {
            f"p{n}": Replica(articles, seed=n, gzip=False, **settings) for n in range(1, count + 1)
        }
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(1, count + 1):
            text = PROFILE.format(number=number, host=host_of(number))
            (folder / f"p{number}.toml").write_text(text, "utf-8")
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        server = asyncio.run_coroutine_threadsafe(
            asyncio.start_server(self._serve, "127.0.0.1", 0), self._loop
        ).result(10)
        self._server = server
        self.proxy_url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"

    def truth(self, name: str) -> set[str]:
        """Identities of the articles of a portal."""
        host = host_of(int(name[1:]))
        return {identity(row["url"].replace(HOST, host)) for row in self.replicas[name].truth()}

    def gaps(self, name: str) -> list[float]:
        """Seconds from one request to the next, by the server's own log."""
        times = sorted(entry["time"] for entry in self.replicas[name].log())
        return [after - before for before, after in pairwise(times)]

    def close(self) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        for replica in self.replicas.values():
            replica.close()

    async def _end(self) -> None:
        self._server.close()
        rest = asyncio.all_tasks() - {asyncio.current_task()}
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request a connection."""
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            host = urlsplit(head.split(b" ", 2)[1].decode()).hostname or ""
            name = f"p{host[2:3]}"
            if name not in self.replicas or not host.endswith(HOST[3:]):
                writer.write(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                return
            up, down = host.encode(), HOST.encode()
            port = self.replicas[name].server.port
            theirs, ours = await asyncio.open_connection("127.0.0.1", port)
            lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
            ours.write(b"\r\n".join([lines[0], b"Connection: close", *lines[1:]]).replace(up, down))
            answer = (await theirs.read()).replace(down, up)
            ours.close()
            first, _, rest = answer.partition(b"\r\n")
            writer.write(first + b"\r\nConnection: close\r\n" + rest)
            await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError, OSError):
            pass
        finally:
            writer.close()
