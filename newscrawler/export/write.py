"""Writing an export: records in, one format out, whole or not at all."""

from __future__ import annotations

import errno
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from newscrawler.export import FOLDERS, Format, package
from newscrawler.export.columnar import CsvFolder, ParquetFolder
from newscrawler.export.graph import GraphFile
from newscrawler.export.newest import Newest
from newscrawler.export.sink import Chunks, Sink
from newscrawler.export.sqlite import SqliteFile
from newscrawler.loading import files_of
from newscrawler.outputs import is_special, naming
from newscrawler.people.registry import PAIRS_FROM_AT_MOST, Registry
from newscrawler.record import Article
from newscrawler.tables.rows import rows_of

Note = Callable[[str], None]
_SCRATCH = ".export-"
"""How the name of the folder beside an export begins, in which it is made."""


class DestinationError(ValueError):
    """Where the export should go stands something that it may not replace; one line that says what to do."""


@dataclass
class Summary:
    """What an export wrote."""

    path: Path
    rows: dict[str, int]
    """By table."""
    warnings: list[str] = field(default_factory=list)


def export(
    sources: Sequence[Path],
    to: Format,
    destination: Path,
    *,
    excel: bool = False,
    note: Note = lambda _: None,
) -> Summary:
    """Write the records of files (JSON Lines or exports) as ``to``; an older export there is replaced when
    the new one is whole, and other files in its folder stay. ``note`` is told each step.

    Raises :class:`newscrawler.loading.LoadError`, :class:`newscrawler.extras.MissingExtraError`,
    :class:`DestinationError` and ``OSError``.
    """
    _check(destination, to, sources)
    target = Path(os.path.realpath(destination))
    with naming(destination, target.parent / _SCRATCH), _plain_errors(destination):
        rows, warnings = _write(sources, to, target, excel=excel, note=note)
    return Summary(destination, rows, warnings)


def _write(
    sources: Sequence[Path], to: Format, target: Path, *, excel: bool, note: Note
) -> tuple[dict[str, int], list[str]]:
    """Write the export beside its place and put it there → (rows by table, warnings)."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=_SCRATCH, dir=target.parent) as scratch:
        part = Path(scratch) / target.name
        if to in FOLDERS:
            part.mkdir()
        sink = _sink(to, part, excel=excel)
        records = Newest(sources, Path(scratch) / "ids.sqlite")
        with closing_sink(sink):
            rows, warnings = write_tables(records, sink, Path(scratch) / "people.sqlite", note)
            note("finishing")
        if records.left_out:
            warnings.append(f"{records.left_out} records left out: a newer one of the same article is there")
        warnings += sink.replaced.warnings()
        if to in FOLDERS:
            package.describe(part, to, rows, excel=excel)
        _replace(part, target)
    return rows, warnings


def write_tables(
    records: Iterable[Article], sink: Sink, scratch: Path, note: Note = lambda _: None
) -> tuple[dict[str, int], list[str]]:
    """All tables of the records into a sink → (rows by table, warnings). ``scratch`` is a file to be made."""
    chunks = Chunks(sink)
    warnings = []
    with Registry(scratch) as registry:
        note("reading records")
        for article in records:
            chunks.add(rows_of(article), sum(map(len, article.paragraphs)))
            registry.add(article)
        chunks.flush()
        note("telling people apart")
        registry.resolve()
        for name, rows in registry.tables():
            note(f"writing {name}")
            chunks.stream(name, rows)
        chunks.flush()
        if registry.crowded:
            warnings.append(
                f"companions: {registry.crowded} articles with more than {PAIRS_FROM_AT_MOST} attendees "
                "give no pairs"
            )
    return chunks.counts, warnings


@contextmanager
def closing_sink(sink: Sink) -> Iterator[Sink]:
    """Finish the sink where all went well, else let go of what is half written."""
    try:
        yield sink
        sink.close()
    except BaseException:
        sink.abandon()
        raise


def _sink(to: Format, part: Path, *, excel: bool) -> Sink:
    if to == "csv":
        return CsvFolder(part, excel=excel)
    if to == "parquet":
        return ParquetFolder(part)
    if to == "sqlite":
        return SqliteFile(part)
    return GraphFile(part, to)


def _check(destination: Path, to: Format, sources: Sequence[Path]) -> None:
    """Only an older export of the same kind may be replaced, and none that is read."""
    if not destination.exists():
        return
    if is_special(destination):
        raise DestinationError(f"{destination}: is no regular file, an export replaces one; name one with -o")
    if any(source.exists() and destination.samefile(source) for source in files_of(sources)):
        raise DestinationError(f"{destination}: is one of the files that are read; name another with -o")
    if to not in FOLDERS:
        if not destination.is_file():
            raise DestinationError(f"{destination}: is a folder, --to {to} writes a file; name one with -o")
        return
    if not destination.is_dir():
        raise DestinationError(f"{destination}: is a file, --to {to} writes a folder; name one with -o")
    found = package.format_of(destination)
    if found is None and any(destination.iterdir()):
        raise DestinationError(f"{destination}: holds other files; name an empty or new folder with -o")
    if found not in (None, to):
        raise DestinationError(f"{destination}: holds an export as {found}; name another folder with -o")


def _replace(part: Path, target: Path) -> None:
    """Put the finished export in its place. In a folder each of its files replaces the older one, what
    describes them last; other files there are somebody else's and stay."""
    if not target.is_dir():
        part.replace(target)
        return
    for file in sorted(part.iterdir(), key=lambda file: (file.suffix == ".json", file.name)):
        file.replace(target / file.name)


@contextmanager
def _plain_errors(destination: Path) -> Iterator[None]:
    """A disk that fails SQLite, in the export or in a scratch database beside it, as ``OSError``; an
    interruption that SQLite told as an error of its own, as what it is."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "user-defined function" in str(error):  # ours do not fail: Ctrl-C came while one was at work
            raise KeyboardInterrupt from error
        raise OSError(errno.EIO, str(error), str(destination)) from error
