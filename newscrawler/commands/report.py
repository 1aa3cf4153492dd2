"""``newscrawler report FILE…``: one HTML file that shows what the records hold, and what they lack."""

from __future__ import annotations

import argparse
from pathlib import Path

from scrapy.exceptions import UsageError

from newscrawler.command import (
    ProjectCommand,
    Steps,
    UsageFaultError,
    output_file,
    output_folder,
    paths_given,
    say,
)
from newscrawler.extras import MissingExtraError, require
from newscrawler.loading import LoadError, files_of
from newscrawler.outputs import replacing
from newscrawler.verdict import Status


class Command(ProjectCommand):
    """The command line of :mod:`newscrawler.htmlreport`."""

    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012 (Scrapy's own form)

    def syntax(self) -> str:
        """Scrapy's usage line."""
        return "FILE… [-o report.html]"

    def short_desc(self) -> str:
        """Scrapy's line in the list of commands."""
        return "Write a self-contained HTML report with plots: coverage, fields, people, changes, gaps"

    def long_desc(self) -> str:
        """Scrapy's text above the options."""
        return (
            "FILE is JSON Lines of newscrawler or an export of it. Revisions, deletions and pages without a "
            "record "
            "are told where the log of changes and the state of the crawl lie beside FILE."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Scrapy's hook for options."""
        super().add_options(parser)
        parser.add_argument(
            "-o", "--output", metavar="FILE", default="report.html", help="default: report.html"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Scrapy's hook: do it."""
        if not args:
            raise UsageError("name at least one JSON Lines file", print_help=False)
        assert self.settings is not None
        try:
            files = paths_given(args)
            target = output_file("-o", opts.output, files_of(files))
            _write(files, target, output_folder(self.settings))
        except (UsageFaultError, MissingExtraError) as error:
            raise UsageError(str(error), print_help=False) from error
        except LoadError as error:
            say(str(error))
            self.exitcode = Status.FAILED
        else:
            say(f"{opts.output}: open it in a browser")


def _write(files: list[Path], target: Path, output: Path) -> None:
    for library in ("jinja2", "vl_convert", "sqlite_utils"):
        require(library, "report")
    from newscrawler import database, htmlreport

    with Steps() as steps:
        made = database.database_of(files, output / database.FOLDER, steps)
        page = htmlreport.render(htmlreport.report_of(made, files, steps))
    with replacing(target) as file:
        file.write(page.encode("utf-8", "replace"))
