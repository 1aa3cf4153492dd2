"""Looking at a portal's state without being its writer: for commands that may run beside a crawl."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newscrawler.state.lists import Topic
from newscrawler.state.recovery import state_path
from newscrawler.state.runs import RunRow
from newscrawler.state.schema import connect_reader
from newscrawler.state.store import State


@contextmanager
def reading(output: Path, portal: str) -> Iterator[State | None]:
    """The state of ``portal``, read-only; None where it never ran. Raises ``StateError``."""
    path = state_path(output, portal)
    if not path.exists():
        yield None
        return
    connection = connect_reader(path)
    try:
        yield State(connection, output, portal)
    finally:
        connection.close()


def topics(output: Path, portal: str) -> list[Topic]:
    """All topics, columns and lists that were found; see :meth:`newscrawler.state.lists.Lists.topics`."""
    with reading(output, portal) as state:
        return list(state.lists.topics()) if state else []


def topic_names(output: Path, portal: str) -> set[str]:
    """The names under which a run may be asked for a part of the portal."""
    return {topic.name for topic in topics(output, portal) if topic.kind in ("topic", "section", "list")}


def last_run(output: Path, portal: str) -> RunRow | None:
    """The newest run, finished or not."""
    with reading(output, portal) as state:
        return next(iter(state.runs.newest()), None) if state else None
