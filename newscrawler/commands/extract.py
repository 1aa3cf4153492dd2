"""``newscrawler extract PATH…``: saved HTML files, folders, WARC and WACZ → JSON Lines."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

import jsonlines
from scrapy.exceptions import UsageError

from newscrawler.command import (
    ProjectCommand,
    UsageFaultError,
    add_ner,
    name_sources,
    profile_named,
    say,
)
from newscrawler.extras import MissingExtraError
from newscrawler.offline import Inputs, Means
from newscrawler.outputs import replacing
from newscrawler.scale.job import Job, JobError, Totals, copy, parts_folder, prepare
from newscrawler.scale.parts import ARCHIVE_BYTES, FILES, Reach, fingerprint, plan, results
from newscrawler.scale.progress import progress
from newscrawler.scale.workers import Cluster, Here, Processes, Workers
from newscrawler.verdict import Status


class Command(ProjectCommand):
    """The command line of :mod:`newscrawler.offline`."""

    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}  # noqa: RUF012 (Scrapy's own form)

    def syntax(self) -> str:
        """Scrapy's usage line."""
        return "PATH… [--url URL] [--portal PORTAL] [--ner] [-o FILE] [--jobs N | --dask ADDRESS]"

    def short_desc(self) -> str:
        """Scrapy's line in the list of commands."""
        return "Extract records from saved HTML files, folders and web archives (WARC, WACZ)"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Scrapy's hook for options."""
        super().add_options(parser)
        parser.add_argument("--url", help="address of the page, where there is one page")
        parser.add_argument("--portal", help="portal whose profile reads the pages (default: by address)")
        add_ner(parser)
        parser.add_argument("-o", "--output", metavar="FILE", help="write here instead of standard output")
        parser.add_argument("--jobs", type=int, default=1, metavar="N", help="processes (default: 1)")
        parser.add_argument(
            "--dask", metavar="ADDRESS", help="the workers of this Dask scheduler, which share all folders"
        )
        parser.add_argument(
            "--part-bytes",
            type=int,
            default=ARCHIVE_BYTES,
            metavar="N",
            help=f"bytes of an archive that a worker does at a time (default: {ARCHIVE_BYTES})",
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Scrapy's hook: do it."""
        if not args:
            raise UsageError
        try:
            inputs = Inputs(_paths(args), opts.url)
            profile = profile_named(opts.portal) if opts.portal else None
            _check(inputs, opts)
            assert self.settings is not None
            means = Means(profile, **name_sources(self.settings, opts))
        except (UsageFaultError, MissingExtraError) as error:
            say(str(error))
            self.exitcode = Status.USAGE
            return
        try:
            self._extract(inputs, means, opts)
        except BrokenPipeError:
            # The reader has had enough. Python would complain at exit when it flushes what is left.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except MissingExtraError as error:
            say(str(error))
            self.exitcode = Status.USAGE
        except (OSError, JobError) as error:
            say(f"failed: {opts.output or 'standard output'}: {error}")
            self.exitcode = Status.FAILED

    def _extract(self, inputs: Inputs, means: Means, opts: argparse.Namespace) -> None:
        to_file = opts.output not in (None, "-")
        if to_file:
            damaged = _into_file(inputs, means, opts)
        elif opts.jobs > 1:
            damaged = _into_pipe(inputs, means, opts)
        else:
            damaged = _one_by_one(inputs, means)
        for trouble in inputs.troubles:
            say(trouble)
        if damaged or inputs.damaged:
            self.exitcode = Status.FAILED


def _one_by_one(inputs: Inputs, means: Means) -> bool:
    """Each record as soon as it is there → whether anything of an archive could not be read."""
    damaged = False
    writer = jsonlines.Writer(sys.stdout.buffer, dumps=str)
    for part in plan(inputs, sys.maxsize):
        for result in results(part, means, Reach()):
            damaged |= not result.line
            if result.line:
                writer.write(result.line)
            if result.trouble:
                say(result.trouble)
    sys.stdout.buffer.flush()
    return damaged


def _into_pipe(inputs: Inputs, means: Means, opts: argparse.Namespace) -> bool:
    """By several processes, part by part to standard output."""
    parts = list(plan(inputs, opts.part_bytes, _files_each(inputs, opts)))
    with TemporaryDirectory(prefix="newscrawler-") as folder:
        job = Job(parts, Path(folder), means, say)
        for done in _run(job, opts):
            copy(done, sys.stdout.buffer)
            done.unlink()
        sys.stdout.buffer.flush()
    return job.totals.faults > 0


def _into_file(inputs: Inputs, means: Means, opts: argparse.Namespace) -> bool:
    """Finished parts wait beside the file; it appears when it is whole."""
    output = Path(opts.output)
    parts = list(plan(inputs, opts.part_bytes, _files_each(inputs, opts)))
    folder = parts_folder(output.absolute())
    if prepare(folder, fingerprint(parts, means, opts.part_bytes)):
        say(f"going on with the parts of an earlier execution in {folder.name}")
    job = Job(parts, folder, means, say)
    done = list(_run(job, opts))
    with replacing(output) as file:
        for part in done:
            copy(part, file)
    rmtree(folder)
    return job.totals.faults > 0


def _run(job: Job, opts: argparse.Namespace) -> Iterator[Path]:
    with _workers(opts) as workers, progress("extract", sum(part.weight for part in job.parts)) as shown:

        def show(totals: Totals) -> None:
            shown(totals.weight, f"{totals.pages} pages")

        yield from job.run(workers, show, watch=not isinstance(workers, Here))


def _workers(opts: argparse.Namespace) -> Workers:
    if opts.dask:
        return Cluster(opts.dask)
    return Processes(opts.jobs) if opts.jobs > 1 else Here()


def _files_each(inputs: Inputs, opts: argparse.Namespace) -> int:
    """Saved files of a part: so few that even a small folder is work for all."""
    return 16 if opts.jobs > 1 and not opts.dask else FILES


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
    if opts.part_bytes < 1:
        raise UsageFaultError(f"--part-bytes {opts.part_bytes}: must be a number of bytes, 1 or more")
    if opts.dask and opts.output in (None, "-"):
        raise UsageFaultError("--dask needs -o FILE in a folder that the workers share")
    if opts.dask and opts.jobs > 1:
        raise UsageFaultError("--jobs or --dask: the cluster has its own number of processes")
    if opts.url and (len(inputs.arguments) > 1 or inputs.arguments[0].is_dir()):
        raise UsageFaultError(
            "--url is for one file; give addresses of several in a manifest.jsonl beside them"
        )
    if opts.output and opts.output != "-" and not Path(opts.output).absolute().parent.is_dir():
        raise UsageFaultError(f"-o {opts.output}: no such folder")
