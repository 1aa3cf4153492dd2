"""SQLite: every table with keys, foreign keys and indexes, and a full-text index that finds Chinese.

sqlite-utils makes tables and indexes; rows go in by the connection itself, because sqlite-utils cannot take a
million records in several tables at once. Indexes of child tables are made at the end, sorted, which costs a
fraction of keeping them while rows come in.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from pathlib import Path
from typing import Any

from newscrawler.export.sink import REPLACEMENT, Chunk, Replaced
from newscrawler.extras import require
from newscrawler.fulltext import FTS_TABLE, index_text
from newscrawler.tables.schema import TABLES, Row, Table

_TYPES = {"text": str, "json": str, "date": str, "integer": int, "number": float}
_CACHE_KIB = 64 * 1024
_FTS_HASH_BYTES = 64 << 20

# Parents whose key is one column, so that SQLite itself may hold it as the primary key from the start.
_PARENTS = ("articles", "people")

_ID = TABLES["articles"].names.index("id")
_HEADLINE = tuple(TABLES["articles"].names.index(name) for name in ("kicker", "title", "subtitle"))


class SqliteFile:
    """One SQLite database. The file must not exist yet."""

    def __init__(self, path: Path) -> None:
        utils = require("sqlite_utils", "export")
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute("PRAGMA page_size = 8192")
        # The file is of no use until it is whole, and is renamed then: a journal would only cost.
        self._connection.execute("PRAGMA journal_mode = OFF")
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        self._connection.execute("PRAGMA temp_store = FILE")
        self.replaced = Replaced()
        self._db = utils.Database(self._connection)
        for table in TABLES.values():
            self._create(table)
        self._connection.execute(
            f"CREATE VIRTUAL TABLE {FTS_TABLE} USING fts5(headline, body, content='', tokenize='ascii')"
        )
        self._connection.execute(
            f"INSERT INTO {FTS_TABLE}({FTS_TABLE}, rank) VALUES ('hashsize', {_FTS_HASH_BYTES})"
        )
        self._articles = 0
        self._connection.execute("BEGIN")

    def _create(self, table: Table) -> None:
        self._db[table.name].create(
            {column.name: _TYPES[column.type] for column in table.columns},
            pk=table.key[0] if table.name in _PARENTS else None,
            not_null={column.name for column in table.columns if not column.null},
            foreign_keys=[
                (
                    (reference.columns[0], reference.table, reference.to[0])
                    if len(reference.columns) == 1
                    else (reference.columns, reference.table, reference.to)
                )
                for reference in table.refers
            ],
        )

    def write(self, chunk: Chunk) -> None:
        """Add rows to the tables."""
        clean = {
            name: [self._clean(TABLES[name], row) for row in rows] for name, rows in chunk.items() if rows
        }
        for name, rows in clean.items():
            marks = ", ".join("?" * len(TABLES[name].columns))
            self._connection.executemany(f"INSERT INTO [{name}] VALUES ({marks})", rows)
        self._index(clean)

    def _index(self, chunk: Chunk) -> None:
        """Full text: headline from ``articles``, body from the paragraphs, which stand in the same chunk."""
        bodies: dict[Any, list[str]] = defaultdict(list)
        for ident, _, text in chunk.get("paragraphs", ()):
            bodies[ident].append(str(text))
        found = []
        for row in chunk.get("articles", ()):
            self._articles += 1
            headline = "\n".join(str(row[place]) for place in _HEADLINE if row[place])
            found.append((self._articles, index_text(headline), index_text("\n".join(bodies[row[_ID]]))))
        self._connection.executemany(
            f"INSERT INTO {FTS_TABLE}(rowid, headline, body) VALUES (?, ?, ?)", found
        )

    def _clean(self, table: Table, row: Row) -> Row:
        """Without NUL, at which SQLite's own functions would end a text."""
        for value in row:
            if type(value) is str and "\0" in value:
                break
        else:
            return row
        cells: list[Any] = list(row)
        for i, value in enumerate(row):
            if isinstance(value, str) and "\0" in value:
                cells[i] = value.replace("\0", REPLACEMENT)
                self.replaced.add(table, table.columns[i].name, 1)
        return tuple(cells)

    def close(self) -> None:
        """Build indexes, let the query planner see the data, and finish the file."""
        self._connection.execute(f"INSERT INTO {FTS_TABLE}({FTS_TABLE}) VALUES ('optimize')")
        self._connection.execute("COMMIT")
        for table in TABLES.values():
            target = self._db[table.name]
            if table.name not in _PARENTS:
                target.create_index(table.key, index_name=f"{table.name}_key", unique=True)
            for columns in table.index:
                target.create_index(columns, index_name=f"{table.name}_{'_'.join(columns)}")
        self._connection.execute("PRAGMA analysis_limit = 1000")
        self._connection.execute("ANALYZE")
        self._connection.close()

    def abandon(self) -> None:
        """Let go of the file."""
        self._connection.close()
