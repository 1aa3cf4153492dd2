"""``newscrawler validate FILE…``: JSON Lines against the schema."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newscrawler.validate import file_faults


class Command(ScrapyCommand):
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
            raise UsageError("name at least one JSON Lines file", print_help=False)
        missing = [arg for arg in args if not Path(arg).is_file()]
        if missing:
            raise UsageError(f"no such file: {', '.join(missing)}", print_help=False)
        for arg in args:
            faults = 0
            try:
                for fault in file_faults(Path(arg)):
                    faults += 1
                    place = f"{fault.key}: " if fault.key else ""
                    sys.stdout.write(f"{arg}:{fault.line}: {place}{fault.reason}\n")
            except OSError as error:
                faults += 1
                sys.stderr.write(f"{arg}: {error.strerror or error}\n")
            if faults:
                self.exitcode = 1
            sys.stderr.write(f"{arg}: {f'{faults} faults' if faults else 'valid'}\n")
