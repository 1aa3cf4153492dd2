"""How the program ends where it cannot go on: by Ctrl-C, or because its output takes no more."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from newscrawler.outputs import STDOUT, naming, reason
from newscrawler.verdict import Status

INTERRUPTED = 128 + signal.SIGINT
"""Exit status after Ctrl-C, as a shell tells it."""
UNHEARD = 128 + signal.SIGPIPE
"""Exit status where the reader of standard output, such as ``head``, has had enough."""


@contextmanager
def ending_in_order() -> Iterator[None]:
    """Ends the program in one line and a status, without a traceback, for what is no error of the program."""
    try:
        try:
            yield
        except SystemExit:
            _done()
            raise
        _done()
    except KeyboardInterrupt:
        _end(INTERRUPTED, "interrupted")
    except OSError as error:
        if isinstance(error, BrokenPipeError) and error.filename in (None, STDOUT):
            _end(UNHEARD)
        _end(Status.FAILED, f"failed: {reason(error)}")


@contextmanager
def reader_may_leave() -> Iterator[None]:
    """For what a run says last on standard output: a reader that has had enough (``| head``) is no fault of
    the run, whose own status is the one that counts."""
    try:
        yield
        if sys.stdout:  # None where the program was begun with it closed
            sys.stdout.flush()
    except BrokenPipeError:
        _drop_output()


def _done() -> None:
    """Hand over what waits for standard output while an error of it can still be told."""
    if sys.stdout:
        with naming(STDOUT):
            sys.stdout.flush()
    _let_go()


def _let_go() -> None:
    """From here on only Python itself cleans up; Ctrl-C ends that without a traceback."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _end(status: int, line: str = "") -> None:
    """Say the line and exit."""
    _let_go()
    _drop_output()
    if line:
        sys.stderr.write(f"newscrawler: {line}\n")
    sys.exit(status)


def _drop_output() -> None:
    """Let what still waits for standard output go nowhere, or Python would complain of it at its end, or wait
    for a reader that has stopped."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
