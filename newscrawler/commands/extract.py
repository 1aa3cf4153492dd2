"""``newscrawler extract PATH…``: saved HTML files and folders → JSON Lines."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import jsonlines
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newscrawler.commands.common import UsageFaultError, profile_named, say
from newscrawler.offline import Inputs, read_all
from newscrawler.portals import Profile
from newscrawler.state.export import replacing
from newscrawler.verdict import Status


class Command(ScrapyCommand):
    """The command line of :mod:`newscrawler.offline`."""

    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012 (Scrapy's own form)

    def syntax(self) -> str:
        """Scrapy's usage line."""
        return "PATH… [--url URL] [--portal PORTAL] [-o FILE] [--jobs N]"

    def short_desc(self) -> str:
        """Scrapy's line in the list of commands."""
        return "Extract records from saved HTML files and folders"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Scrapy's hook for options."""
        super().add_options(parser)
        parser.add_argument("--url", help="address of the page, where there is one page")
        parser.add_argument("--portal", help="portal whose profile reads the pages (default: by address)")
        parser.add_argument("-o", "--output", metavar="FILE", help="write here instead of standard output")
        parser.add_argument("--jobs", type=int, default=1, metavar="N", help="processes (default: 1)")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Scrapy's hook: do it."""
        if not args:
            raise UsageError
        try:
            inputs = Inputs(_paths(args), opts.url)
            profile = profile_named(opts.portal) if opts.portal else None
            _check(inputs, opts)
        except UsageFaultError as error:
            say(str(error))
            self.exitcode = Status.USAGE
            return
        try:
            self._extract(inputs, profile, opts)
        except BrokenPipeError:
            # The reader has had enough. Python would complain at exit when it flushes what is left.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except (OSError, BrokenProcessPool) as error:
            say(f"failed: {opts.output or 'standard output'}: {error}")
            self.exitcode = Status.FAILED

    def _extract(self, inputs: Inputs, profile: Profile | None, opts: argparse.Namespace) -> None:
        with _destination(opts.output) as file:
            writer = jsonlines.Writer(file, dumps=str)
            for result in read_all(inputs, profile, opts.jobs):
                writer.write(result.line)
                if result.trouble:
                    say(result.trouble)
        for trouble in inputs.troubles:
            say(trouble)


def _paths(args: list[str]) -> list[Path]:
    paths = [Path(arg) for arg in args]
    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        raise UsageFaultError(f"no such file or folder: {', '.join(missing)}")
    return paths


def _check(inputs: Inputs, opts: argparse.Namespace) -> None:
    """Options that do not fit each other or their meaning."""
    if opts.jobs < 1:
        raise UsageFaultError(f"--jobs {opts.jobs}: must be a number of processes, 1 or more")
    if opts.url and (len(inputs.arguments) > 1 or inputs.arguments[0].is_dir()):
        raise UsageFaultError(
            "--url is for one file; give addresses of several in a manifest.jsonl beside them"
        )
    if opts.output and opts.output != "-" and not Path(opts.output).absolute().parent.is_dir():
        raise UsageFaultError(f"-o {opts.output}: no such folder")


@contextmanager
def _destination(output: str | None) -> Iterator[IO[bytes]]:
    """Where the records go: a file that appears when it is whole, or standard output."""
    if output is None or output == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    else:
        with replacing(Path(output)) as file:
            yield file
