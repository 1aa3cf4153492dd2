"""When a portal was last asked and how long it is to be left alone then: for whoever asks next.

A run that is killed and begun again, here or on another machine that shares the folder, keeps the delay
of the one before. Clocks of several machines are taken to agree to a fraction of the delay.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from time import time

LONGEST = 600.0
"""Seconds above which a rest is not believed: a clock was set."""


class Pace:
    """``state/<portal>.pace``: time of the last request or answer, and the delay after it, in seconds."""

    def __init__(self, output: Path, portal: str) -> None:
        self._path = output / "state" / f"{portal}.pace"
        self._file: int | None = None

    def rest(self) -> float:
        """Seconds for which the portal is still to be left alone."""
        try:
            last, delay = map(float, self._path.read_text("ascii").split())
        except (OSError, ValueError):
            return 0.0
        return max(0.0, min(last + delay - time(), delay, LONGEST))

    def note(self, delay: float) -> None:
        """The portal was asked, or answered, just now. A disk that refuses costs no request."""
        with suppress(OSError):
            if self._file is None:
                self._file = os.open(self._path, os.O_WRONLY | os.O_CREAT, 0o644)
            os.pwrite(self._file, b"%-17.3f %-10.3f\n" % (time(), delay), 0)

    def close(self) -> None:
        """Release the file."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
