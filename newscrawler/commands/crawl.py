"""``newscrawler crawl PORTAL``: one run, from arguments to verdict. Its exit status is the verdict's.

Several portals, or ``--all``, are crawled side by side: see :mod:`newscrawler.scale.crawling`.
"""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from scrapy.commands import BaseRunSpiderCommand
from scrapy.exceptions import UsageError
from scrapy.utils.misc import load_object

from newscrawler.alerts import alert, webhook_fault
from newscrawler.command import (
    ProjectCommand,
    UsageFaultError,
    add_ner,
    name_sources,
    output_folder,
    profile_named,
    say,
)
from newscrawler.ending import reader_may_leave
from newscrawler.extras import MissingExtraError
from newscrawler.middlewares.budget import quiet_hours
from newscrawler.portals import Profile, bad_profiles, load_profiles
from newscrawler.run import Run, attach
from newscrawler.run_report import summary
from newscrawler.scale.crawling import crawl_many
from newscrawler.scale.lifeline import hold_on
from newscrawler.spiders.arguments import ArgumentError, Arguments
from newscrawler.state.errors import PortalBusyError, StateError
from newscrawler.state.reading import topic_names
from newscrawler.verdict import Status, Stop

_TALKATIVE = (
    "scrapy.middleware",
    "scrapy.crawler",
    "scrapy.addons",
    "scrapy.utils.log",
    "scrapy.core.engine",
)
"""Loggers whose INFO lines tell a developer about Scrapy, and a user nothing about the crawl."""


class Command(ProjectCommand, BaseRunSpiderCommand):
    """Takes the place of Scrapy's command of that name, with all of its options."""

    requires_project = True

    def syntax(self) -> str:
        """Scrapy's usage line."""
        return "PORTAL… | --all [--full] [-a topic=…] [-a since=…] [-a until=…] [-a max_articles=…] [options]"

    def short_desc(self) -> str:
        """Scrapy's line in the list of commands."""
        return "Crawl a portal: new and changed articles into OUTPUT_DIR"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Scrapy's hook for options."""
        super().add_options(parser)
        parser.add_argument(
            "--full", action="store_true", help="look at everything again, known articles too"
        )
        parser.add_argument(
            "--max-requests", metavar="N", help="end in order after N requests (exit status 5)"
        )
        parser.add_argument("--max-time", metavar="S", help="end in order after S seconds (exit status 5)")
        parser.add_argument("--archive", action="store_true", help="keep every response as WARC")
        add_ner(parser)
        parser.add_argument("--all", action="store_true", help="all portals, side by side")
        parser.add_argument("--jobs", type=int, metavar="N", help="portals at a time on this machine")
        parser.add_argument(
            "--dask", metavar="ADDRESS", help="spread the portals over the workers of this Dask scheduler"
        )

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Scrapy's hook, before it begins to log."""
        super().process_options(args, opts)
        assert self.settings is not None
        if opts.archive:
            self.settings.set("ARCHIVE_ENABLED", True, priority="cmdline")
        if self.settings.get("LOG_LEVEL") != "DEBUG":
            logging.disable(logging.DEBUG)  # else Scrapy makes several records a page that nobody reads
            for name in _TALKATIVE:  # a filter: Scrapy sets the levels anew when it configures logging
                logging.getLogger(name).addFilter(lambda record: record.levelno >= logging.WARNING)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Scrapy's hook: do it."""
        if bool(args) == opts.all:
            raise UsageError("name one portal or several, or give --all", print_help=False)
        hold_on()
        for number in (signal.SIGINT, signal.SIGTERM):  # until Scrapy has its own handlers
            signal.signal(number, _stop_at_once)
        try:
            if opts.all or opts.dask or len(args) > 1:
                self.exitcode = self._crawl_many(args, opts)
            else:
                self.exitcode = int(self._crawl(args[0], opts))
        except (UsageFaultError, ArgumentError, MissingExtraError) as error:
            say(str(error))
            self.exitcode = Status.USAGE
        except PortalBusyError as error:
            say(str(error))
            self.exitcode = Status.BUSY
        except StateError as error:
            say(f"failed: {error}")
            self.exitcode = Status.FAILED
            self._alert({"portal": args[0], "status": int(Status.FAILED), "reason": f"failed: {error}"})

    def _crawl_many(self, args: list[str], opts: argparse.Namespace) -> int:
        names = sorted({**load_profiles(), **bad_profiles()}) if opts.all else list(dict.fromkeys(args))
        bad = {name: str(fault) for name, fault in bad_profiles().items() if name in names}
        names = [name for name in names if name not in bad]
        assert self.settings is not None
        self._apply_limits(opts)
        name_sources(self.settings, opts)
        for name in names:
            Arguments.read(profile_named(name), **opts.spargs)
        try:
            return crawl_many(names, opts, output_folder(self.settings), bad)
        except OSError as error:
            say(f"failed: {opts.dask or 'crawl'}: {error or type(error).__name__}")
            return Status.FAILED

    def _crawl(self, name: str, opts: argparse.Namespace) -> int:
        profile = profile_named(name)
        assert self.settings is not None
        self._apply_limits(opts)
        output = output_folder(self.settings)
        given = {key: _as_utf8(value) for key, value in opts.spargs.items()}
        given |= {"full": "1"} if opts.full else {}
        arguments = Arguments.read(profile, **given)
        _check_topics(arguments, profile, output)
        pause = timedelta(hours=self.settings.getfloat("CONFIRM_GONE_HOURS"))
        with Run.open(
            output,
            profile,
            arguments=given,
            restricted=arguments.restricted,
            clock=_clock(self.settings["CLOCK"]),
            pause=pause,
            **name_sources(self.settings, opts),
        ) as run:
            self._run(name, given, run)
            verdict = run.finish()
            if run.report:
                with reader_may_leave():
                    print(summary(run.report), file=self._where(opts))
                self._alert(run.report)
            return verdict.status

    def _run(self, name: str, given: Mapping[str, Any], run: Run) -> None:
        """Scrapy's part. What it could not even begin is an error of the run."""
        assert self.crawler_process is not None
        crawler = self.crawler_process.create_crawler(name)
        attach(crawler, run)
        self.crawler_process.crawl(crawler, **given)
        self.crawler_process.start()
        if self.crawler_process.bootstrap_failed:
            run.error("the crawl could not begin, see the log")
        elif run.verdict is None:  # the spider never opened, so nothing told the run why it ends
            run.stop(Stop.SIGNAL, "before the crawl began")

    def _apply_limits(self, opts: argparse.Namespace) -> None:
        """``--max-requests``, ``--max-time`` → settings; wrong values are usage errors."""
        assert self.settings is not None
        for option, setting, number in (
            ("--max-requests", "MAX_REQUESTS", int),
            ("--max-time", "MAX_TIME", float),
        ):
            text = getattr(opts, option.strip("-").replace("-", "_"))
            if text is None:
                continue
            try:
                value = number(text)
            except ValueError:
                value = 0
            if value <= 0:
                raise UsageFaultError(f"{option} {text}: must be a number above 0")
            self.settings.set(setting, value, priority="cmdline")
        try:
            quiet_hours(self.settings.get("QUIET_HOURS") or "")
        except ValueError as error:
            raise UsageFaultError(str(error)) from None
        if fault := webhook_fault(self.settings["ALERT_WEBHOOK"]):
            raise UsageFaultError(fault)

    def _alert(self, report: Mapping[str, Any]) -> None:
        """Tell whom the settings name."""
        assert self.settings is not None
        statuses = map(int, self.settings.getlist("ALERT_STATUSES"))
        alert(self.settings["ALERT_WEBHOOK"], statuses, report)

    def _where(self, opts: argparse.Namespace) -> Any:
        """The summary goes to standard output, unless a feed does."""
        feeds = [*(opts.output or ()), *(opts.overwrite_output or ())]
        return sys.stderr if any(feed.partition(":")[0] == "-" for feed in feeds) else sys.stdout


def _check_topics(arguments: Arguments, profile: Profile, output: Path) -> None:
    """Topic names must be known, by profile or by an earlier run; before the first run any may be."""
    found = topic_names(output, profile.name)
    names = set(profile.topics) | found
    for topic in arguments.topics:
        if found and "://" not in topic and topic not in names:
            raise UsageFaultError(
                f"no topic {topic!r}: known are {', '.join(sorted(names))}, or give an address"
            )


def _as_utf8(text: str) -> str:
    """An argument; where the locale could not read its bytes (LC_ALL=C), as UTF-8, which terminals send."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return os.fsencode(text).decode("utf-8", "replace")
    return text


def _clock(path: str) -> Callable[[], datetime]:
    """The callable that CLOCK names."""
    try:
        clock: Callable[[], datetime] = load_object(path)
    except (ImportError, NameError, ValueError) as error:
        raise UsageFaultError(f"CLOCK {path}: {error}") from None
    if not callable(clock):
        raise UsageFaultError(f"CLOCK {path}: is nothing that can be called")
    return clock


def _stop_at_once(number: int, frame: object) -> None:
    """A signal before the crawl began: nothing is under way."""
    raise SystemExit(Status.STOPPED)
