"""``newscrawler export FILE… --to csv|parquet|sqlite|graphml|gexf``: records as tables or as a graph."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import get_args

from scrapy.exceptions import UsageError

from newscrawler.command import ProjectCommand, UsageFaultError, paths_given
from newscrawler.export import FOLDERS, Format
from newscrawler.verdict import Status


class Command(ProjectCommand):
    """The command line of :mod:`newscrawler.export`."""

    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012 (Scrapy's own form)

    def syntax(self) -> str:
        """Scrapy's usage line."""
        return "FILE… --to csv|parquet|sqlite|graphml|gexf [-o PATH] [--excel]"

    def short_desc(self) -> str:
        """Scrapy's line in the list of commands."""
        return "Write records as flat tables, or as the graph of who was seen with whom"

    def long_desc(self) -> str:
        """Scrapy's text above the options."""
        return (
            "FILE is JSON Lines of newscrawler or an older export; of several records of one article the "
            "newest counts. csv and parquet make a folder with a file for each table, the others one file."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Scrapy's hook for options."""
        super().add_options(parser)
        parser.add_argument("--to", choices=get_args(Format), required=True, help="format")
        parser.add_argument(
            "-o", "--output", metavar="PATH", help="folder (csv, parquet) or file (default: named after FILE)"
        )
        parser.add_argument(
            "--excel",
            action="store_true",
            help="csv for Excel: byte-order mark, and text like a formula gets a leading apostrophe",
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Scrapy's hook: do it."""
        # Here, because Scrapy imports every command for each, and these cost.
        from newscrawler.export.write import DestinationError, export
        from newscrawler.extras import MissingExtraError
        from newscrawler.loading import LoadError

        if not args:
            raise UsageError("name at least one JSON Lines file", print_help=False)
        if opts.excel and opts.to != "csv":
            raise UsageError("--excel goes with --to csv", print_help=False)
        try:
            sources = paths_given(args)
            destination = Path(opts.output) if opts.output else _default(sources[0], opts.to)
            summary = export(sources, opts.to, destination, excel=opts.excel, note=_note)
        except (UsageFaultError, MissingExtraError, DestinationError) as error:
            raise UsageError(f"export: {error}", print_help=False) from error
        except LoadError as error:
            _note(f"{error}")
            self.exitcode = Status.FAILED
            return
        for warning in summary.warnings:
            _note(f"warning: {warning}")
        told = ", ".join(f"{summary.rows[name]:,} {name}" for name in ("articles", "attendees", "people"))
        _note(f"{told} → {summary.path}")


def _default(source: Path, to: str) -> Path:
    """``sipac.jsonl`` → ``sipac-csv`` (a folder) or ``sipac.sqlite``, in the working folder."""
    stem = source.name.removesuffix(".jsonl")
    return Path(f"{stem}-{to}" if to in FOLDERS else f"{stem}.{to}")


def _note(line: str) -> None:
    sys.stderr.write(f"newscrawler export: {line}\n")
