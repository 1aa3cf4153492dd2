"""``newscrawler explain FILE|URL|ID``: one article with all that was read in it, marked in its text."""

from __future__ import annotations

import argparse
from pathlib import Path

from scrapy.exceptions import UsageError

from newscrawler import explain
from newscrawler.command import (
    ProjectCommand,
    Terminal,
    UsageFaultError,
    add_ner,
    name_sources,
    output_file,
)
from newscrawler.explain import page, terminal
from newscrawler.explain.find import NotFoundError, files_of, find
from newscrawler.extras import MissingExtraError
from newscrawler.outputs import replacing


class Command(ProjectCommand):
    """The command line of :mod:`newscrawler.explain`."""

    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012 (Scrapy's own form)

    def syntax(self) -> str:
        """Scrapy's usage line."""
        return "FILE|URL|ID [--id ID] [--url URL] [--ner] [--html OUT.html]"

    def short_desc(self) -> str:
        """Scrapy's line in the list of commands."""
        return "Show one article with every name, post, action and date marked, and the rule that fired"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Scrapy's hook for options."""
        super().add_options(parser)
        parser.add_argument("--id", help="which record, where FILE is JSON Lines (default: its first)")
        parser.add_argument("--url", help="address of the page, where FILE is HTML")
        add_ner(parser)
        parser.add_argument("--html", metavar="OUT.html", help="write a page for the browser instead")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Scrapy's hook: do it."""
        if len(args) != 1:
            raise UsageError("name one HTML file, JSON Lines file, URL or record id", print_help=False)
        assert self.settings is not None
        try:
            sources = name_sources(self.settings, opts)
            output = Path(self.settings["OUTPUT_DIR"])
            target = output_file("--html", opts.html, files_of(args[0], output)) if opts.html else None
            article = find(args[0], output, ident=opts.id, url=opts.url, **sources)
        except (NotFoundError, UsageFaultError, MissingExtraError) as error:
            raise UsageError(str(error), print_help=False) from error
        explanation = explain.explain(article, **sources)
        if target:
            with replacing(target) as file:
                file.write(page.render(explanation).encode("utf-8", "replace"))
        else:
            Terminal().print(terminal.render(explanation))
