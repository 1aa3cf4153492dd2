"""``newscrawler browse FILE…``: look at records in the browser, with full-text search."""

from __future__ import annotations

import argparse
from pathlib import Path

from scrapy.exceptions import UsageError

from newscrawler.command import ProjectCommand, Steps, UsageFaultError, output_folder, paths_given, say
from newscrawler.extras import MissingExtraError, require
from newscrawler.loading import LoadError
from newscrawler.verdict import Status

PORT = 8001
"""Datasette's own; the links of a report lead there."""


class Command(ProjectCommand):
    """The command line of :mod:`newscrawler.browse`."""

    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012 (Scrapy's own form)

    def syntax(self) -> str:
        """Scrapy's usage line."""
        return "FILE… [--port N] [--host ADDRESS]"

    def short_desc(self) -> str:
        """Scrapy's line in the list of commands."""
        return "Look at records in the browser: full-text search, facets, articles, people (Datasette)"

    def long_desc(self) -> str:
        """Scrapy's text above the options."""
        return (
            "FILE is JSON Lines of newscrawler or an SQLite export of it. The export that is served is kept "
            "in "
            "OUTPUT_DIR/browse and made anew when FILE changed. Read-only; only this machine can ask."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Scrapy's hook for options."""
        super().add_options(parser)
        parser.add_argument(
            "--port", type=int, default=PORT, metavar="N", help=f"0: any free one (default: {PORT})"
        )
        parser.add_argument(
            "--host", default="127.0.0.1", metavar="ADDRESS",
            help="address to listen on; any but loopback shows the records to others (default: 127.0.0.1)",
        )  # fmt: skip

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Scrapy's hook: do it."""
        if not args:
            raise UsageError("name at least one JSON Lines file", print_help=False)
        assert self.settings is not None
        try:
            _browse(paths_given(args), output_folder(self.settings), opts.host, opts.port)
        except (UsageFaultError, MissingExtraError) as error:
            raise UsageError(str(error), print_help=False) from error
        except LoadError as error:
            say(str(error))
            self.exitcode = Status.FAILED


def _browse(files: list[Path], output: Path, host: str, port: int) -> None:
    for library in ("datasette", "uvicorn", "sqlite_utils"):
        require(library, "browse")
    from newscrawler import database
    from newscrawler.browse import app, serving

    if not 0 <= port <= 65535:
        raise UsageFaultError(f"--port {port}: must lie between 0 and 65535")
    with serving.listen(host, port) as listening:
        with Steps() as steps:
            made = database.database_of(files, output / database.FOLDER, steps)
        loopback = serving.is_loopback(host)
        if not loopback:
            say(f"warning: everyone who reaches {host} can read all records")
        serving.serve(
            app.application(made, loopback=loopback),
            listening,
            lambda address: say(f"{address} (Ctrl-C ends it)"),
        )
