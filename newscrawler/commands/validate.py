"""``newscrawler validate FILE…``: JSON Lines against the schema."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from scrapy.exceptions import UsageError

from newscrawler.command import ProjectCommand, say
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
        missing = [arg for arg in args if not Path(arg).is_file()]
        if missing:
            say(f"no such file: {', '.join(missing)}")
            self.exitcode = Status.USAGE
            return
        for arg in args:
            faults = 0
            try:
                for fault in file_faults(Path(arg)):
                    faults += 1
                    place = f"{fault.key}: " if fault.key else ""
                    sys.stdout.write(f"{arg}:{fault.line}: {place}{fault.reason}\n")
            except OSError as error:
                faults += 1
                say(f"{arg}: {error.strerror or error}")
            if faults:
                self.exitcode = 1
            say(f"{arg}: {f'{faults} faults' if faults else 'valid'}")
