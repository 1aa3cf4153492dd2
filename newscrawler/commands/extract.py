"""``newscrawler extract PATH…``: saved HTML files, folders, WARC and WACZ → JSON Lines."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Generator
from contextlib import closing
from itertools import chain
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import IO

from scrapy.exceptions import UsageError

from newscrawler.command import (
    ProjectCommand,
    UsageFaultError,
    add_ner,
    name_sources,
    output_file,
    paths_given,
    profile_named,
    say,
    warn_of_bad_profiles,
)
from newscrawler.extras import MissingExtraError
from newscrawler.manifest import MANIFEST
from newscrawler.offline import Inputs, Means
from newscrawler.outputs import STDOUT, is_special, naming, replacing
from newscrawler.scale.job import Job, JobError, Totals, copy, holding, parts_folder, prepare
from newscrawler.scale.parts import ARCHIVE_BYTES, FILES, Reach, files_of, fingerprint, plan, results
from newscrawler.scale.progress import progress
from newscrawler.scale.workers import Cluster, Here, Processes, Workers
from newscrawler.state.errors import PortalBusyError
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
            inputs = Inputs(paths_given(args), opts.url)
            profile = profile_named(opts.portal) if opts.portal else None
            if profile is None:
                warn_of_bad_profiles()
            _check(inputs, opts)
            assert self.settings is not None
            means = Means(profile, **name_sources(self.settings, opts))
        except (UsageFaultError, MissingExtraError) as error:
            say(str(error))
            self.exitcode = Status.USAGE
            return
        # What is under way when it is told to end is no page that kills: SIGTERM is heard as Ctrl-C is.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            damaged = _extract(inputs, means, opts)
        except (UsageFaultError, MissingExtraError) as error:
            say(str(error))
            self.exitcode = Status.USAGE
        except PortalBusyError as error:
            say(str(error))
            self.exitcode = Status.BUSY
        except JobError as error:
            say(f"failed: {error}")
            self.exitcode = Status.FAILED
        else:
            for trouble in inputs.troubles:
                say(trouble)
            if damaged or inputs.damaged:
                self.exitcode = Status.FAILED


def _extract(inputs: Inputs, means: Means, opts: argparse.Namespace) -> bool:
    """Write the records → whether anything that was given could not be read."""
    if opts.output in (None, "-"):
        return _streamed(inputs, means, opts, sys.stdout.buffer, STDOUT)
    output = Path(opts.output)
    if not is_special(output):
        return _into_file(inputs, means, opts)
    with replacing(output) as file:
        return _streamed(inputs, means, opts, file, opts.output)


def _streamed(inputs: Inputs, means: Means, opts: argparse.Namespace, out: IO[bytes], place: str) -> bool:
    """To what cannot be replaced when all is done. ``place`` is told where it takes no more."""
    if opts.jobs > 1:
        return _in_parts(inputs, means, opts, out, place)
    return _one_by_one(inputs, means, out, place)


def _one_by_one(inputs: Inputs, means: Means, out: IO[bytes], place: str) -> bool:
    """Each record as soon as it is there."""
    damaged = False
    for part in plan(inputs, sys.maxsize):
        for result in results(part, means, Reach()):
            damaged |= result.lost
            if result.line:
                with naming(place):
                    out.write(result.line.encode() + b"\n")
            if result.trouble:
                say(result.trouble)
    return damaged


def _in_parts(inputs: Inputs, means: Means, opts: argparse.Namespace, out: IO[bytes], place: str) -> bool:
    """By several processes, part by part."""
    parts = list(plan(inputs, opts.part_bytes, _files_each(inputs, opts)))
    with TemporaryDirectory(prefix="newscrawler-") as folder, naming(folder):
        job = Job(parts, Path(folder), means, say)
        with closing(_run(job, opts)) as finished:
            for done in finished:
                with naming(place):
                    copy(done, out)
                done.unlink()
    return job.totals.faults > 0


def _into_file(inputs: Inputs, means: Means, opts: argparse.Namespace) -> bool:
    """Finished parts wait beside the file; it appears when it is whole."""
    parts = list(plan(inputs, opts.part_bytes, _files_each(inputs, opts)))
    manifests = (folder / MANIFEST for folder in inputs.manifests)
    output = output_file("-o", opts.output, chain(files_of(parts), manifests))
    folder = parts_folder(Path(os.path.realpath(output)))
    with naming(output, folder), holding(folder, output):
        if prepare(folder, fingerprint(parts, means, opts.part_bytes)):
            say(f"going on with the parts of an earlier execution in {folder.name}")
        job = Job(parts, folder, means, say)
        with closing(_run(job, opts)) as finished:
            done = list(finished)
        with replacing(output) as file:
            for part in done:
                copy(part, file)
        rmtree(folder)
    return job.totals.faults > 0


def _run(job: Job, opts: argparse.Namespace) -> Generator[Path]:
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
    if opts.output not in (None, "-"):
        output = output_file("-o", opts.output)
        if opts.dask and is_special(output):
            raise UsageFaultError(f"-o {output}: is no regular file, beside which the workers of --dask meet")
