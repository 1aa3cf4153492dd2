"""``newscrawler archive PORTAL -o DIR``: the stored raw responses as WARC files with a CDXJ index."""

from __future__ import annotations

import argparse
from pathlib import Path

from scrapy.exceptions import UsageError

from newscrawler.archive.stored import write_archive
from newscrawler.command import ProjectCommand, UsageFaultError, output_folder, profile_named, say
from newscrawler.state.errors import StateError
from newscrawler.state.reading import reading
from newscrawler.verdict import Status


class Command(ProjectCommand):
    """Reads the state only; may run beside a crawl."""

    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012 (Scrapy's own form)

    def syntax(self) -> str:
        """Scrapy's usage line."""
        return "PORTAL -o DIR [--max-bytes N]"

    def short_desc(self) -> str:
        """Scrapy's line in the list of commands."""
        return "Write a portal's stored raw responses as WARC"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Scrapy's hook for options."""
        super().add_options(parser)
        parser.add_argument("-o", "--output", metavar="DIR", help="folder for the files")
        parser.add_argument("--max-bytes", type=int, metavar="N", help="begin another file after N bytes")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Scrapy's hook: do it."""
        if len(args) != 1 or not opts.output:
            raise UsageError("give a portal, and by -o the folder for its archive", print_help=False)
        try:
            self._archive(args[0], Path(opts.output), opts)
        except UsageFaultError as error:
            say(str(error))
            self.exitcode = Status.USAGE
        except StateError as error:
            say(f"failed: {error}")
            self.exitcode = Status.FAILED
        except OSError as error:
            say(f"failed: -o {opts.output}: {error.strerror or error}; no file was added there")
            self.exitcode = Status.FAILED

    def _archive(self, name: str, folder: Path, opts: argparse.Namespace) -> None:
        assert self.settings is not None
        profile, output = profile_named(name), output_folder(self.settings)
        most = self.settings.getint("ARCHIVE_MAX_BYTES") if opts.max_bytes is None else opts.max_bytes
        if most < 1:
            raise UsageFaultError(f"--max-bytes {most}: must be a number of bytes, 1 or more")
        if folder.exists() and not folder.is_dir():
            raise UsageFaultError(f"-o {folder}: is a file, must be a folder")
        with reading(output, profile.name) as state:
            if state is None:
                raise UsageFaultError(f"nothing is stored of {name} under {output}")
            folder.mkdir(parents=True, exist_ok=True)
            number, files = write_archive(state, folder, most)
        say(f"{name}: {number} responses in {len(files)} files under {folder}")
