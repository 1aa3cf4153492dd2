"""Putting a report together from an export and what lies beside its records."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from newscrawler.database import open_database
from newscrawler.htmlreport import log, people, sections
from newscrawler.htmlreport.asking import Asking
from newscrawler.htmlreport.model import Report


def report_of(database: Path, files: Sequence[Path], note: Callable[[str], None] = lambda _: None) -> Report:
    """The report on ``files``, whose records the export ``database`` holds; ``note`` is told each step."""
    with closing(open_database(database)) as connection:
        ask = Asking(connection)
        made = []
        for make in (
            sections.topics, sections.coverage, sections.hours, sections.gaps, sections.fill, sections.layers,
            people.busiest, people.posts, people.together,
        ):  # fmt: skip
            note(make.__name__)
            made.append(make(ask))
        made += [log.changes(ask, files), log.quarantine(files)]
        return Report(
            f"Report on {', '.join(file.name for file in files)}",
            _figures(ask),
            tuple(made),
            shlex.join(["newscrawler", "browse", *map(str, files)]),
        )


def _figures(ask: Asking) -> tuple[tuple[str, str, str], ...]:
    def count(table: str) -> str:
        return f"{ask.one(f'SELECT count(*) FROM [{table}]'):,}"

    first, last = ask.one("SELECT min(date) FROM articles"), ask.one("SELECT max(date) FROM articles")
    crawled = ask.one("SELECT max(crawled_at) FROM articles")
    found = [
        ("articles", count("articles"), "coverage"),
        ("attendances", count("attendees"), "fill"),
        ("people, told apart", count("people"), "people"),
        ("pairs seen together", count("companions"), "together"),
    ]
    if first:
        found += [("first day", first, "coverage"), ("last day", last, "coverage")]
    if crawled:
        found.append(("newest page fetched", crawled[:10], "changes"))
    return tuple(found)
