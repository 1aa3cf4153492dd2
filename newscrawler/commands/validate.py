"""``newscrawler validate FILE…``: JSON Lines against the schema."""

from __future__ import annotations

import argparse
import sys

from scrapy.exceptions import UsageError

from newscrawler.command import ProjectCommand, UsageFaultError, paths_given, say
from newscrawler.outputs import STDOUT, naming
from newscrawler.validate import file_faults
from newscrawler.verdict import Status


class Command(ProjectCommand):
    """The command line of :mod:`newscrawler.validate`."""

    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012 (Scrapy's own form)

    def syntax(self) -> str:
        """Scrapy's usage line."""
        return "FILE…"

    def short_desc(self) -> str:
        """Scrapy's line in the list of commands."""
        return "Check JSON Lines against the schema; exit status 1 if there is any fault"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Scrapy's hook: do it."""
        if not args:
            raise UsageError
        try:
            files = paths_given(args, folders=False)
        except UsageFaultError as error:
            say(str(error))
            self.exitcode = Status.USAGE
            return
        for file in files:
            faults = 0
            for fault in file_faults(file):
                faults += 1
                place = f"{fault.key}: " if fault.key else ""
                with naming(STDOUT):
                    sys.stdout.write(f"{file}:{fault.line}: {place}{fault.reason}\n")
            if faults:
                self.exitcode = Status.FAILED
            say(f"{file}: {f'{faults} faults' if faults else 'valid'}")
