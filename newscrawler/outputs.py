"""Files that are written: whole or not at all, and never in the place of something that is no file.

A file is written beside its place, flushed to the disk and renamed when whole: a reader that polls sees the
old file or the new one, never half a line. A link is followed, so that it goes on leading to the newest file.
What is no regular file, such as a device or a named pipe, is not replaced: it is written to.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

STDOUT = "standard output"
"""The place of an error that standard output made."""


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file to write that takes the place of ``path`` when the block ends well, whole and on the disk.

    Errors of writing name ``path``.
    """
    if is_special(path):
        with naming(path), path.open("wb") as file:
            yield file
        return
    target = Path(os.path.realpath(path))
    if target.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    part = target.with_name(f".{target.name}.part")
    with naming(path, part):
        try:
            with part.open("wb", buffering=1 << 20) as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            part.replace(target)
            _sync_folder(target.parent)
        except BaseException:
            with suppress(OSError):
                part.unlink()
            raise


def is_special(path: Path) -> bool:
    """Whether something stands there that is neither a file nor a folder: a device, a pipe, a socket."""
    return path.exists() and not path.is_file() and not path.is_dir()


@contextmanager
def naming(place: object, hidden: Path | None = None) -> Iterator[None]:
    """Errors of the file system within the block name ``place`` where they name no file, or one of our own
    that nobody knows: one whose path begins with ``hidden``."""
    try:
        yield
    except OSError as error:
        named = error.filename
        if named is not None and not (hidden and str(named).startswith(str(hidden))):
            raise
        raise OSError(error.errno, error.strerror or str(error), str(place)) from error


def reason(error: OSError) -> str:
    """``file: what is wrong with it``.

    >>> reason(OSError(28, "No space left on device", "out.jsonl"))
    'out.jsonl: No space left on device'
    """
    told = error.strerror or str(error)
    return told if error.filename is None else f"{error.filename}: {told}"


def _sync_folder(folder: Path) -> None:
    """Put the renaming itself on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
