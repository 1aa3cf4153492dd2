"""What can go wrong between a run and its state, each with the one line that a person is shown."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


class StateError(Exception):
    """The state cannot be used; the message is one line for a person. Exit status 1."""


class DiskError(StateError):
    """The disk refused a write: full, read-only, over quota or failing. What was stored before stands."""


class PortalBusyError(StateError):
    """Another run holds the portal, or the output. Exit status 6."""


_SQLITE_DISK = (
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
)
_OS_DISK = (errno.ENOSPC, errno.EROFS, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EACCES, errno.EPERM)


@contextmanager
def plain_sqlite_errors(what: str) -> Iterator[None]:
    """Turn errors of SQLite into a :class:`StateError` that says ``what`` failed."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        kind = DiskError if code in _SQLITE_DISK else StateError
        raise kind(f"{what}: {error}") from error


@contextmanager
def plain_errors(what: str) -> Iterator[None]:
    """Turn errors of SQLite and of the file system into a :class:`StateError` that says ``what`` failed."""
    try:
        with plain_sqlite_errors(what):
            yield
    except OSError as error:
        kind = DiskError if error.errno in _OS_DISK else StateError
        raise kind(f"{what}: {error.strerror or error}") from error
