"""``newscrawler history ID``: the revisions of one article as a readable diff."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.text import Text
from scrapy.exceptions import UsageError

from newscrawler.command import ProjectCommand, Terminal, UsageFaultError, output_folder, say
from newscrawler.history import differences
from newscrawler.portals import profile_for
from newscrawler.state.errors import StateError
from newscrawler.state.reading import reading
from newscrawler.verdict import Status

_NAME = re.compile(r"[\w.-]+")
_STYLES = {"-": "red", "+": "green"}


class Command(ProjectCommand):
    """The command line of :mod:`newscrawler.history`."""

    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012 (Scrapy's own form)

    def syntax(self) -> str:
        """Scrapy's usage line."""
        return "ID | URL"

    def short_desc(self) -> str:
        """Scrapy's line in the list of commands."""
        return "Show the revisions of one article as a readable diff"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Scrapy's hook: do it."""
        if len(args) != 1:
            raise UsageError
        assert self.settings is not None
        try:
            events = _events(args[0], output_folder(self.settings))
        except UsageFaultError as error:
            say(str(error))
            self.exitcode = Status.USAGE
        except StateError as error:
            say(str(error))
            self.exitcode = Status.FAILED
        else:
            console = Terminal(highlight=False, soft_wrap=True)
            for line in _lines(events):
                console.print(Text(line, style=_STYLES.get(line[:1], "")))


def _events(article: str, output: Path) -> list[dict[str, Any]]:
    """What happened to an article, oldest first."""
    portal = _portal(article)
    with reading(output, portal) as state:
        events = list(state.events(article)) if state else []
    if not events:
        raise UsageFaultError(f"no article {article} in the state of {portal} under {output}")
    return events


def _portal(article: str) -> str:
    """The portal of an id or an address."""
    if "://" in article:
        profile = profile_for(article)
        if profile is None:
            raise UsageFaultError(f"no portal known for {article}")
        return profile.name
    portal, colon, _ = article.partition(":")
    if not colon or not _NAME.fullmatch(portal):
        raise UsageFaultError(f"{article}: expected an id (portal:…) or an address (http://…)")
    return portal


def _lines(events: list[dict[str, Any]]) -> Iterator[str]:
    """Each event with what it changed."""
    newest = events[-1]["record"]
    yield f"{newest['title']}  {newest['id']}"
    yield newest["url"]
    before: dict[str, Any] | None = None
    for event in events:
        record = event["record"]
        yield f"{event['at']}  {event['event']}  revision {record['revision']}"
        if before is not None:
            yield from (
                f"  {line}" if line[:1] not in _STYLES else line for line in differences(before, record)
            )
        before = record
