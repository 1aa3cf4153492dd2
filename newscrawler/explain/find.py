"""Which article is meant: a saved page, a record of a JSON Lines file, or a URL or id in the output."""

from __future__ import annotations

from collections.abc import Iterable, Set
from pathlib import Path

from pydantic_core import from_json

from newscrawler.extract import RawPage, extract_pages
from newscrawler.lines import numbered_lines
from newscrawler.loading import LoadError, parse_record
from newscrawler.record import Article
from newscrawler.urls import canonical_url
from newscrawler.validate import EVENT_FIELDS


class NotFoundError(Exception):
    """Nothing answers to what was asked for; the message is for people."""


def find(
    what: str,
    output: Path,
    *,
    ident: str | None = None,
    url: str | None = None,
    lexicon_dir: Path | None = None,
    ner: bool = False,
) -> Article:
    """The article that ``what`` names.

    ``what`` is a saved HTML file (``url``: its address), a JSON Lines file (``ident``: which record, an id
    or URL; the first without), or the id or URL of a record in ``output/*.jsonl``. ``lexicon_dir`` and
    ``ner`` as for :func:`newscrawler.extract.extract_pages`. Raises NotFoundError.
    """
    path = Path(what)
    if path.is_file():
        if path.suffix in (".jsonl", ".jl", ".ndjson", ".json"):
            return _record([path], ident)
        try:
            page = RawPage(url or "file:", path.read_bytes())
            return extract_pages([page], lexicon_dir=lexicon_dir, ner=ner)
        except OSError as error:
            raise NotFoundError(f"{path}: {error.strerror}") from error
    files = files_of(what, output)
    if not files:
        raise NotFoundError(f"{what}: no such file, and no records in {output}")
    return _record(files, what)


def files_of(what: str, output: Path) -> list[Path]:
    """The files in which :func:`find` looks, the likeliest first."""
    if (path := Path(what)).is_file():
        return [path]
    files = [file for file in sorted(output.glob("*.jsonl")) if not file.name.endswith(".changes.jsonl")]
    portal = what.partition(":")[0]
    return sorted(files, key=lambda file: file.stem != portal)


def _record(files: Iterable[Path], ident: str | None) -> Article:
    """The record with that id or URL, the first of all without one."""
    wanted = {ident, canonical_url(ident)} if ident is not None else set()
    seen: list[Path] = []
    for file in files:
        seen.append(file)
        try:
            for number, line in numbered_lines(file):
                if _answers(line, wanted):
                    return parse_record(file, number, line)
        except LoadError as error:
            raise NotFoundError(str(error)) from error
        except OSError as error:
            raise NotFoundError(f"{file}: {error.strerror}") from error
    raise NotFoundError(f"{ident or 'no record'}: not in {', '.join(map(str, seen))}")


def _answers(line: bytes, wanted: Set[str | None]) -> bool:
    """Whether a line is the record that is wanted, or an event: why that is none, its reader says."""
    try:
        row = from_json(line)
    except ValueError:
        return False
    if not isinstance(row, dict):
        return False
    return not wanted or row.get("id") in wanted or row.get("url") in wanted or tuple(row) == EVENT_FIELDS
