"""``newscrawler portals``: the portals known, their topics, and when each last ran, with which result."""

from __future__ import annotations

import argparse

from rich.table import Table
from scrapy.exceptions import UsageError

from newscrawler.command import ProjectCommand, UsageFaultError, output_folder, print_table, say
from newscrawler.portals import bad_profiles, load_profiles
from newscrawler.state.errors import StateError
from newscrawler.state.reading import last_run, topic_names
from newscrawler.verdict import Status


class Command(ProjectCommand):
    """Reads profiles and states; asks no portal for anything."""

    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012 (Scrapy's own form)

    def syntax(self) -> str:
        """Scrapy's usage line."""
        return ""

    def short_desc(self) -> str:
        """Scrapy's line in the list of commands."""
        return "List the portals known, with topics, last run and result"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Scrapy's hook: do it."""
        if args:
            raise UsageError
        assert self.settings is not None
        table = Table("portal", "site", "topics", "last run", "result", box=None, pad_edge=False)
        try:
            output = output_folder(self.settings)
            for name, profile in load_profiles().items():
                run = last_run(output, name)
                found = len(topic_names(output, name) | set(profile.topics))
                when = (run.finished_at or f"{run.started_at} (interrupted)") if run else "never"
                result = f"{run.status} {run.reason}" if run and run.status is not None else ""
                table.add_row(name, profile.site_name, str(found), when, result)
            for name, fault in bad_profiles().items():
                table.add_row(name, "", "", "", "bad profile")
                say(str(fault))
                self.exitcode = Status.USAGE
        except (UsageFaultError, StateError) as error:
            say(str(error))
            self.exitcode = Status.USAGE if isinstance(error, UsageFaultError) else Status.FAILED
            return
        print_table(table)
