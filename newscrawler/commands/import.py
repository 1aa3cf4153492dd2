# ruff: noqa: N999 (the module's name is the command's)
"""``newscrawler import ARCHIVE…``: pages of WARC and WACZ files into the state of their portal, as if they
had been crawled on the days on which they were archived."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from scrapy.exceptions import UsageError

from newscrawler.archive.read import SUFFIXES
from newscrawler.archive.replay import SETTINGS, Tape, replay_spider
from newscrawler.command import (
    ProjectCommand,
    UsageFaultError,
    output_folder,
    paths_given,
    profile_named,
    say,
    warn_of_bad_profiles,
)
from newscrawler.ending import reader_may_leave
from newscrawler.outputs import is_special
from newscrawler.portals import Profile, load_profiles
from newscrawler.run import Run, attach
from newscrawler.run_report import summary
from newscrawler.scale.fleet import worst
from newscrawler.state.errors import PortalBusyError, StateError
from newscrawler.verdict import Status


class Command(ProjectCommand):
    """A crawl that asks nobody: see :mod:`newscrawler.archive.replay`."""

    requires_project = True
    default_settings = SETTINGS | {"PROGRESS": False}

    def syntax(self) -> str:
        """Scrapy's usage line."""
        return "ARCHIVE… [--portal PORTAL]"

    def short_desc(self) -> str:
        """Scrapy's line in the list of commands."""
        return "Bring pages of web archives (WARC, WACZ) into a portal's state"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Scrapy's hook for options."""
        super().add_options(parser)
        parser.add_argument("--portal", help="only pages of this portal (default: of every portal known)")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Scrapy's hook; what a replay needs stands above the project's own settings."""
        super().process_options(args, opts)
        assert self.settings is not None
        self.settings.setdict(SETTINGS, priority="cmdline")
        if not opts.loglevel:
            self.settings.set("LOG_LEVEL", "WARNING", priority="cmdline")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Scrapy's hook: do it."""
        if not args:
            raise UsageError
        try:
            archives = _archives(args)
            if opts.portal:
                self.exitcode = self._import(profile_named(opts.portal), archives)
            else:
                self.exitcode = self._each(archives, opts)
        except UsageFaultError as error:
            say(str(error))
            self.exitcode = Status.USAGE
        except PortalBusyError as error:
            say(str(error))
            self.exitcode = Status.BUSY
        except StateError as error:
            say(f"failed: {error}")
            self.exitcode = Status.FAILED

    def _each(self, archives: list[Path], opts: argparse.Namespace) -> int:
        """Find the portals whose pages there are, and bring in those of each."""
        warn_of_bad_profiles()
        tape = Tape()
        tape.load(archives)
        profiles = _profiles(tape.counts)
        if len(profiles) == 1:
            return self._import(profiles[0], archives)
        if not profiles:
            for trouble in tape.troubles:
                say(trouble)
            hosts = ", ".join(sorted(tape.counts)[:5])
            say(f"failed: no page of a portal known; hosts: {hosts or 'none'}")
            return Status.FAILED
        # One process a portal: Scrapy's reactor runs once.
        given = [part for pair in opts.set for part in ("-s", pair)]
        command = [sys.executable, "-m", "newscrawler.cli", "import", *map(str, archives), *given, "--portal"]
        return worst([subprocess.call([*command, profile.name]) for profile in profiles])

    def _import(self, profile: Profile, archives: list[Path]) -> int:
        assert self.settings is not None and self.crawler_process is not None
        output = output_folder(self.settings)
        tape = Tape(profile.hosts)
        tape.load(archives)
        if not tape:
            for trouble in tape.troubles:
                say(trouble)
            say(f"failed: no page of {profile.name} in these archives")
            return Status.FAILED
        arguments = {"import": [path.name for path in archives]}
        with Run.open(output, profile, arguments=arguments, restricted=True, clock=tape.clock) as run:
            crawler = self.crawler_process.create_crawler(replay_spider(profile, tape))
            attach(crawler, run)
            self.crawler_process.crawl(crawler, full="1")
            self.crawler_process.start()
            if self.crawler_process.bootstrap_failed:
                run.error("the import could not begin, see the log")
            verdict = run.finish()
            with reader_may_leave():
                print(summary(run.report))  # noqa: T201
        for trouble in tape.troubles:
            say(trouble)
        return worst([verdict.status, Status.FAILED if tape.troubles else Status.OK])


def _archives(args: list[str]) -> list[Path]:
    """The archives named, and those in folders that are named."""
    found = []
    for path in paths_given(args):
        if path.is_dir():
            files = (file for file in path.rglob("*") if file.name.lower().endswith(SUFFIXES))
            found += sorted(file for file in files if not is_special(file))
        else:
            found.append(path)
    if not found:
        raise UsageFaultError("no archive (.warc, .warc.gz, .wacz) in these folders")
    return found


def _profiles(hosts: Mapping[str, int]) -> list[Profile]:
    """The portals that serve any of these hosts."""
    return [profile for profile in load_profiles().values() if any(host in hosts for host in profile.hosts)]
