"""``newscrawler extract PATH…``: saved HTML files and folders → JSON Lines."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import jsonlines
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from newscrawler.offline import Inputs, read_all
from newscrawler.portals import Profile, load_profiles
from newscrawler.state.export import replacing


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
        paths = _paths(args)
        profile = _profile(opts.portal)
        if opts.jobs < 1:
            raise UsageError(f"--jobs: {opts.jobs} is no number of processes", print_help=False)
        if opts.url and (len(paths) > 1 or paths[0].is_dir()):
            raise UsageError("--url goes with one file; for more, use a manifest.jsonl", print_help=False)
        inputs = Inputs(paths, opts.url)
        try:
            with _destination(opts.output) as file:
                writer = jsonlines.Writer(file, dumps=str)
                for result in read_all(inputs, profile, opts.jobs):
                    writer.write(result.line)
                    if result.trouble:
                        _say(result.trouble)
        except BrokenPipeError:
            sys.stderr.close()  # the reader has had enough; nothing more can be said
            return
        except (OSError, BrokenProcessPool) as error:
            _say(f"newscrawler extract: {opts.output or 'standard output'}: {error}")
            self.exitcode = 1
        for trouble in inputs.troubles:
            _say(trouble)


def _paths(args: list[str]) -> list[Path]:
    if not args:
        raise UsageError("name at least one HTML file or folder", print_help=False)
    paths = [Path(arg) for arg in args]
    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        raise UsageError(f"no such file or folder: {', '.join(missing)}", print_help=False)
    return paths


def _profile(name: str | None) -> Profile | None:
    if name is None:
        return None
    profiles = load_profiles()
    if name not in profiles:
        raise UsageError(f"unknown portal {name}; known are: {', '.join(profiles)}", print_help=False)
    return profiles[name]


@contextmanager
def _destination(output: str | None) -> Iterator[IO[bytes]]:
    """Where the records go: a file that appears when it is whole, or standard output."""
    if output is None or output == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    else:
        with replacing(Path(output)) as file:
            yield file


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
