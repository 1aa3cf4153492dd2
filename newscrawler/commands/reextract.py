"""``newscrawler reextract PORTAL``: all records again from the stored raw pages, with today's rules."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from functools import partial
from pathlib import Path

from scrapy.exceptions import UsageError

from newscrawler.command import (
    NameSources,
    ProjectCommand,
    UsageFaultError,
    add_ner,
    name_sources,
    output_folder,
    profile_named,
    say,
)
from newscrawler.extract import extract_pages
from newscrawler.extras import MissingExtraError
from newscrawler.history import differences
from newscrawler.portals import Profile
from newscrawler.state.errors import PortalBusyError, StateError
from newscrawler.state.output import write_output
from newscrawler.state.reading import reading
from newscrawler.state.recovery import state_path
from newscrawler.state.reextract import Refresh, reextract
from newscrawler.state.store import State
from newscrawler.verdict import Status


class Command(ProjectCommand):
    """The command line of :mod:`newscrawler.state.reextract`."""

    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012 (Scrapy's own form)

    def syntax(self) -> str:
        """Scrapy's usage line."""
        return "PORTAL [--diff] [--ner]"

    def short_desc(self) -> str:
        """Scrapy's line in the list of commands."""
        return "Make all records again from the stored pages, with today's rules"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Scrapy's hook for options."""
        super().add_options(parser)
        parser.add_argument("--diff", action="store_true", help="show what would change, and change nothing")
        add_ner(parser)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Scrapy's hook: do it."""
        if len(args) != 1:
            raise UsageError
        assert self.settings is not None
        try:
            sources = name_sources(self.settings, opts)
            if opts.diff:
                self._show(args[0], sources)
            else:
                self._update(args[0], sources)
        except (UsageFaultError, MissingExtraError) as error:
            say(str(error))
            self.exitcode = Status.USAGE
        except PortalBusyError as error:
            say(str(error))
            self.exitcode = Status.BUSY
        except StateError as error:
            say(f"failed: {error}")
            self.exitcode = Status.FAILED

    def _update(self, name: str, sources: NameSources) -> None:
        """Write what today's rules make of every page."""
        profile, output = self._stored(name)
        counts = Counter[Refresh]()
        extract = partial(extract_pages, profile=profile, **sources)
        with State.open(output, profile.name, extract=extract) as state:
            for result, *_ in reextract(state, store=True):
                counts[result] += 1
            write_output(state)
        _say_counts(name, counts)

    def _show(self, name: str, sources: NameSources) -> None:
        """Show what would change; may run beside a crawl."""
        profile, output = self._stored(name)
        counts = Counter[Refresh]()
        with reading(output, profile.name) as state:
            assert state is not None
            state.extract = partial(extract_pages, profile=profile, **sources)
            for result, ident, old, new in reextract(state, store=False):
                counts[result] += 1
                if result in (Refresh.CHANGED, Refresh.FOUND):
                    sys.stdout.write(f"{ident}  {new['url']}\n")
                    sys.stdout.writelines(f"  {line}\n" for line in differences(old, new))
        _say_counts(name, counts)

    def _stored(self, name: str) -> tuple[Profile, Path]:
        """The portal's profile and the folder that holds its state."""
        assert self.settings is not None
        profile, output = profile_named(name), output_folder(self.settings)
        if not state_path(output, name).is_file():
            raise UsageFaultError(f"nothing is stored of {name} under {output}")
        return profile, output


def _say_counts(name: str, counts: Counter[Refresh]) -> None:
    said = ", ".join(f"{counts[result]} {result}" for result in Refresh if counts[result])
    say(f"{name}: {said or 'no articles'}")
