"""``newscrawler topics PORTAL``: what the runs found, with the articles stored and the newest date."""

from __future__ import annotations

import argparse

from rich.table import Table
from scrapy.exceptions import UsageError

from newscrawler.command import (
    ProjectCommand,
    UsageFaultError,
    output_folder,
    print_table,
    profile_named,
    say,
)
from newscrawler.state.errors import StateError
from newscrawler.state.lists import Topic
from newscrawler.state.reading import topics
from newscrawler.verdict import Status

_RANK = {"topic": 0, "section": 1, "list": 2}


class Command(ProjectCommand):
    """Reads the state; asks the portal for nothing."""

    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012 (Scrapy's own form)

    def syntax(self) -> str:
        """Scrapy's usage line."""
        return "PORTAL"

    def short_desc(self) -> str:
        """Scrapy's line in the list of commands."""
        return "List the topics found on a portal, with counts and newest date"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Scrapy's hook: do it."""
        if len(args) != 1:
            raise UsageError
        assert self.settings is not None
        try:
            profile = profile_named(args[0])
            found = topics(output_folder(self.settings), profile.name)
        except (UsageFaultError, StateError) as error:
            say(str(error))
            self.exitcode = Status.USAGE if isinstance(error, UsageFaultError) else Status.FAILED
            return
        if not found:
            say(f"nothing found yet: run `newscrawler crawl {profile.name}` first")
        table = Table("topic", "articles", "newest", "address", box=None, pad_edge=False)
        for topic in by_name(found):
            table.add_row(topic.name, str(topic.articles), (topic.newest or "")[:10], topic.url)
        print_table(table)


def by_name(found: list[Topic]) -> list[Topic]:
    """One entry a name, the 专题's own home before its lists; names without articles last."""
    chosen: dict[str, Topic] = {}
    for topic in sorted(found, key=lambda t: (_RANK.get(t.kind, 9), t.url)):
        if topic.kind in _RANK and (topic.articles or topic.kind == "topic"):
            chosen.setdefault(topic.name, topic)
    return sorted(chosen.values(), key=lambda t: (-t.articles, t.name))
