"""``newscrawler history ID``: the revisions of one article as a readable diff."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newscrawler.history import differences
from newscrawler.portals import profile_for
from newscrawler.state.errors import StateError
from newscrawler.state.reader import StateReader

_STYLES = {"-": "red", "+": "green"}


class Command(ScrapyCommand):
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
            raise UsageError("name one article by its id (sipac:…) or address", print_help=False)
        assert self.settings is not None
        portal = _portal(args[0])
        try:
            with StateReader.open(Path(self.settings["OUTPUT_DIR"]), portal) as state:
                events = list(state.events(args[0]))
        except StateError as error:
            raise UsageError(str(error), print_help=False) from error
        if not events:
            raise UsageError(f"no article {args[0]} in the state of {portal}", print_help=False)
        console = Console(highlight=False, soft_wrap=True)
        for line in _lines(events):
            console.print(Text(line, style=_STYLES.get(line[:1], "")))


def _portal(ident: str) -> str:
    """The portal of an id or an address."""
    if "://" in ident:
        profile = profile_for(ident)
        if profile is None:
            raise UsageError(f"no portal known for {ident}", print_help=False)
        return profile.name
    portal, colon, _ = ident.partition(":")
    if not colon or "/" in portal:
        raise UsageError(f"{ident} is no id of an article (portal:…)", print_help=False)
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
