"""``newscrawler reextract PORTAL``: all records again from the stored raw pages, with today's rules."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newscrawler.extract import extract_pages
from newscrawler.history import differences
from newscrawler.portals import load_profiles
from newscrawler.state.errors import PortalBusyError, StateError
from newscrawler.state.export import write_output
from newscrawler.state.recovery import state_path
from newscrawler.state.reextract import Refresh, reextract
from newscrawler.state.store import State
from newscrawler.verdict import Status


class Command(ScrapyCommand):
    """The command line of :mod:`newscrawler.state.reextract`."""

    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012 (Scrapy's own form)

    def syntax(self) -> str:
        """Scrapy's usage line."""
        return "PORTAL [--diff]"

    def short_desc(self) -> str:
        """Scrapy's line in the list of commands."""
        return "Make all records again from the stored pages, with today's rules"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Scrapy's hook for options."""
        super().add_options(parser)
        parser.add_argument("--diff", action="store_true", help="show what would change, and change nothing")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Scrapy's hook: do it."""
        profiles = load_profiles()
        if len(args) != 1 or args[0] not in profiles:
            raise UsageError(f"name one portal of: {', '.join(profiles)}", print_help=False)
        assert self.settings is not None
        portal, output = args[0], Path(self.settings["OUTPUT_DIR"])
        if not state_path(output, portal).is_file():
            raise UsageError(f"nothing is stored of {portal} under {output}", print_help=False)
        lexicons = self.settings.get("LEXICON_DIR")
        extract = partial(
            extract_pages, profile=profiles[portal], lexicon_dir=Path(lexicons) if lexicons else None
        )
        try:
            with State.open(output, portal, extract=extract) as state:
                self._go(state, opts.diff)
        except PortalBusyError as error:
            sys.stderr.write(f"{error}\n")
            self.exitcode = Status.BUSY
        except StateError as error:
            sys.stderr.write(f"{error}\n")
            self.exitcode = Status.FAILED

    def _go(self, state: State, diff: bool) -> None:
        counts = dict.fromkeys(Refresh, 0)
        for result, ident, old, new in reextract(state, store=not diff):
            counts[result] += 1
            if diff and result in (Refresh.CHANGED, Refresh.FOUND):
                sys.stdout.write(f"{ident}  {new['url']}\n")
                sys.stdout.writelines(f"  {line}\n" for line in differences(old, new))
        said = ", ".join(f"{number} {result}" for result, number in counts.items() if number)
        sys.stderr.write(f"{state.portal}: {said or 'no articles'}\n")
        if not diff:
            write_output(state)
