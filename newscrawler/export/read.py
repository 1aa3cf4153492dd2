"""Reading an export back as records: the other direction of every table format.

Rows of child tables stand in the order of the articles, so that one pass over all tables side by side
rebuilds the records in constant memory.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from newscrawler.extras import require
from newscrawler.loading import LoadError
from newscrawler.record import Article
from newscrawler.tables.arrow import arrow_schema
from newscrawler.tables.rows import RECORD_TABLES, article_of
from newscrawler.tables.schema import TABLES, Table
from newscrawler.validate import reasons

_CSV_BLOCK = 32 << 20
"""Bytes that are read at once; a row must fit in."""

Rows = Iterator[dict[str, Any]]


def read_folder(folder: Path) -> Iterator[Article]:
    """The records of a CSV or Parquet export. Raises :class:`newscrawler.loading.LoadError`."""
    for suffix, reader in ((".parquet", _parquet_rows), (".csv", _csv_rows)):
        if (folder / f"articles{suffix}").is_file():
            missing = [name for name in RECORD_TABLES if not (folder / f"{name}{suffix}").is_file()]
            if missing:
                raise LoadError(folder, None, f"{missing[0]}{suffix} is missing; export the records anew")
            tables = {name: reader(folder / f"{name}{suffix}", TABLES[name]) for name in RECORD_TABLES}
            yield from _records(folder, tables)
            return
    raise LoadError(folder, None, "no export: it holds no articles.csv or articles.parquet")


def read_sqlite(path: Path) -> Iterator[Article]:
    """The records of an SQLite export. Raises :class:`newscrawler.loading.LoadError`."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            tables = {name: _sqlite_rows(connection, TABLES[name]) for name in RECORD_TABLES}
            yield from _records(path, tables)
    except sqlite3.DatabaseError as error:
        raise LoadError(path, None, f"no export of newscrawler ({error}); use export --to sqlite") from error


def _records(path: Path, tables: Mapping[str, Rows]) -> Iterator[Article]:
    """Join the tables, all in the order of the articles."""
    children = {
        name: groupby(rows, itemgetter("article_id")) for name, rows in tables.items() if name != "articles"
    }
    ahead = {name: next(groups, None) for name, groups in children.items()}
    for number, head in enumerate(tables["articles"], 1):
        mine: dict[str, list[dict[str, Any]]] = {"articles": [head]}
        for name, groups in children.items():
            group = ahead[name]
            if group is not None and group[0] == head["id"]:
                mine[name] = list(group[1])
                ahead[name] = next(groups, None)
            else:
                mine[name] = []
        try:
            yield article_of(mine)
        except ValidationError as error:
            raise LoadError(
                path, None, f"article {number} ({head['id']}): {reasons(error)[0]}; export the records anew"
            ) from error
    left = [name for name, group in ahead.items() if group is not None]
    if left:
        raise LoadError(path, None, f"{left[0]}: rows out of the order of articles; export the records anew")


def _sqlite_rows(connection: sqlite3.Connection, table: Table) -> Rows:
    names = ", ".join(f"[{name}]" for name in table.names)
    for row in connection.execute(f"SELECT {names} FROM [{table.name}] ORDER BY rowid"):
        yield dict(zip(table.names, row, strict=True))


def _parquet_rows(path: Path, table: Table) -> Rows:
    parquet = require("pyarrow.parquet", "export")
    with parquet.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=8192, columns=list(table.names)):
            yield from map(_plain, batch.to_pylist())


def _csv_rows(path: Path, table: Table) -> Rows:
    csv = require("pyarrow.csv", "export")
    pa = require("pyarrow", "export")
    text = {name: pa.string() for name in table.names}
    types = text | {field.name: field.type for field in arrow_schema(table) if str(field.type) == "int64"}
    with csv.open_csv(
        path,
        read_options=csv.ReadOptions(block_size=_CSV_BLOCK),
        parse_options=csv.ParseOptions(newlines_in_values=True),
        convert_options=csv.ConvertOptions(
            column_types=types,
            include_columns=list(table.names),
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
        ),
    ) as reader:
        for batch in reader:
            yield from batch.to_pylist()


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """Dates as the record has them."""
    return {key: value.isoformat() if hasattr(value, "isoformat") else value for key, value in row.items()}
