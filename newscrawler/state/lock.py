"""One writer a portal: a lock that the kernel drops with its holder, so that a killed run blocks nobody."""

from __future__ import annotations

import fcntl
import json
import os
import socket
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import IO

from newscrawler.state.codec import dumps, utc_text
from newscrawler.state.errors import PortalBusyError


class WriterLock:
    """``state/<portal>.lock``: an ``flock`` on a file that says who holds it.

    A lock file that exists but is not locked is stale: its holder was killed. It is taken over, and
    :attr:`stale` says whose it was.
    """

    def __init__(self, file: IO[str], stale: str | None) -> None:
        self._file = file
        self.stale = stale
        """``pid 123 on host since 2026-11-25T03:00:00Z``; None after an orderly end."""

    @classmethod
    def acquire(cls, output: Path, portal: str, now: datetime) -> WriterLock:
        """Take the lock or raise :class:`PortalBusyError` with the holder's name in its message."""
        path = output / "state" / f"{portal}.lock"
        path.parent.mkdir(parents=True, exist_ok=True)
        return cls.at(path, f"portal {portal}", now)

    @classmethod
    def at(cls, path: Path, what: str, now: datetime) -> WriterLock:
        """The same for ``what`` else there is one writer of, by the lock file ``path``."""
        file = path.open("a+", encoding="utf-8")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if not path.exists():  # removed by its holder, who was about to end
                raise BlockingIOError
        except BlockingIOError:
            holder = _holder(file) or "another process"
            file.close()
            raise PortalBusyError(f"{what} is held by another run ({holder})") from None
        except BaseException:
            file.close()
            raise
        stale = _holder(file)
        lock = cls(file, stale)
        try:
            lock._write(dumps({"pid": os.getpid(), "host": socket.gethostname(), "since": utc_text(now)}))
        except BaseException:
            file.close()
            raise
        return lock

    def release(self) -> None:
        """Give the lock back; an empty lock file remains (removing it would race with another run)."""
        if not self._file.closed:
            with suppress(OSError):
                self._write("")
            with suppress(OSError):
                self._file.close()

    def _write(self, text: str) -> None:
        self._file.seek(0)
        self._file.truncate()
        self._file.write(text)
        self._file.flush()


def _holder(file: IO[str]) -> str | None:
    """Who wrote the lock file, for a message; None for an empty one."""
    file.seek(0)
    text = file.read(1000)
    if not text:
        return None
    try:
        entry = json.loads(text)
        return f"pid {entry['pid']} on {entry['host']} since {entry['since']}"
    except (ValueError, TypeError, KeyError):
        return "unknown holder"
