"""Looking at a portal's state without being its writer: for commands that may run beside a crawl."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newscrawler.state.errors import StateError, plain_sqlite_errors
from newscrawler.state.lists import Topic
from newscrawler.state.recovery import state_path
from newscrawler.state.runs import RunRow
from newscrawler.state.schema import connect_reader
from newscrawler.state.store import State


@contextmanager
def reading(output: Path, portal: str) -> Iterator[State | None]:
    """The state of ``portal``, read-only; None where it never ran. Raises ``StateError``.

    Only for SQLite's errors: what the block does to other files is its own.
    """
    path = state_path(output, portal)
    connection = connect_reader(path) if path.exists() else None
    if connection is None:
        yield None
        return
    try:
        with plain_sqlite_errors(f"state of {portal}"):
            yield State(connection, output, portal)
    finally:
        connection.close()


def topics(output: Path, portal: str) -> list[Topic]:
    """All topics, columns and lists that were found; see :meth:`newscrawler.state.lists.Lists.topics`."""
    with reading(output, portal) as state:
        return list(state.lists.topics()) if state else []


def topic_names(output: Path, portal: str) -> set[str]:
    """The names under which a run may be asked for a part of the portal.

    None for a state that cannot be read: the run that asks is what repairs it.
    """
    try:
        found = topics(output, portal)
    except StateError:
        return set()
    return {topic.name for topic in found if topic.kind in ("topic", "section", "list")}


def last_run(output: Path, portal: str) -> RunRow | None:
    """The newest run, finished or not."""
    with reading(output, portal) as state:
        return next(iter(state.runs.newest()), None) if state else None
