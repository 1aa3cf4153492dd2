"""The tables of a portal's state file, and how an older file becomes a newer one.

``PRAGMA user_version`` is the number of migrations applied. A migration is never edited after release:
a change is a further entry of :data:`MIGRATIONS`.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from newscrawler.state.errors import StateError
from newscrawler.urls import identity

MIGRATIONS = (
    """
    -- Newest record of every article; ``record`` is the line of <portal>.jsonl.
    CREATE TABLE articles (
        id TEXT PRIMARY KEY,
        url TEXT NOT NULL,
        timestamp TEXT,
        status TEXT NOT NULL,
        revision INTEGER NOT NULL,
        content_hash TEXT NOT NULL,
        extractor_version TEXT NOT NULL,
        topics TEXT NOT NULL,              -- JSON array, as in the record
        first_seen TEXT,
        checked_at TEXT,                   -- last look at the portal: 200, 304 or missing
        missing_at TEXT,                   -- first look that found it missing; null where it is there
        missing_run INTEGER,
        missing_cause TEXT,
        record TEXT NOT NULL
    );
    CREATE INDEX articles_order ON articles (timestamp IS NULL, timestamp, id);

    -- Every address under which an article was met; validators belong to an address.
    CREATE TABLE addresses (
        identity TEXT PRIMARY KEY,
        id TEXT NOT NULL,
        etag TEXT,
        last_modified TEXT
    ) WITHOUT ROWID;

    -- Newest responses: of an article, of a held-back revision, of a page that failed.
    CREATE TABLE raw (
        kind TEXT NOT NULL,
        owner TEXT NOT NULL,
        part INTEGER NOT NULL,
        url TEXT NOT NULL,
        status INTEGER NOT NULL,
        headers TEXT NOT NULL,
        fetched_at TEXT,
        body BLOB NOT NULL,                -- zstd
        PRIMARY KEY (kind, owner, part)
    );

    -- The log of events; ``record`` is zstd of the full record after the event.
    CREATE TABLE changes (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        event TEXT NOT NULL,
        id TEXT NOT NULL,
        at TEXT NOT NULL,
        run INTEGER,
        record BLOB NOT NULL
    );
    CREATE INDEX changes_by_id ON changes (id);

    -- A revision that reads worse, until a later look confirms or refutes it.
    CREATE TABLE held (
        id TEXT PRIMARY KEY,
        content_hash TEXT NOT NULL,
        lost TEXT NOT NULL,                -- JSON array of field names
        at TEXT NOT NULL,
        run INTEGER,
        confirmed_run INTEGER,             -- the run whose look saw the same again
        record TEXT NOT NULL
    );

    -- Pages that gave no record: quarantine and failures, by address.
    CREATE TABLE failures (
        identity TEXT PRIMARY KEY,
        url TEXT NOT NULL,
        topics TEXT NOT NULL,
        cause TEXT NOT NULL,
        detail TEXT NOT NULL,
        first_at TEXT NOT NULL,
        last_at TEXT NOT NULL,
        tries INTEGER NOT NULL,
        run INTEGER,
        record TEXT                        -- what was extracted, where anything was
    );

    CREATE TABLE topics (
        identity TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        url TEXT NOT NULL,
        kind TEXT NOT NULL,
        first_at TEXT NOT NULL,
        last_at TEXT NOT NULL
    );

    -- One walk of one list from its first page; complete when its end and all its articles were reached.
    CREATE TABLE walks (
        walk INTEGER PRIMARY KEY AUTOINCREMENT,
        list TEXT NOT NULL,
        run INTEGER,
        started_at TEXT NOT NULL,
        ended_at TEXT,
        pages INTEGER NOT NULL DEFAULT 0,
        first_rows INTEGER,                -- articles on its first page
        complete INTEGER NOT NULL DEFAULT 0
    );
    CREATE INDEX walks_by_list ON walks (list, complete);

    -- Which article addresses a list has shown, and in which walk first.
    CREATE TABLE listed (
        list TEXT NOT NULL,
        identity TEXT NOT NULL,
        walk INTEGER NOT NULL,
        PRIMARY KEY (list, identity)
    ) WITHOUT ROWID;
    CREATE INDEX listed_by_walk ON listed (walk);

    CREATE TABLE runs (
        run INTEGER PRIMARY KEY AUTOINCREMENT,
        started_at TEXT NOT NULL,
        finished_at TEXT,                  -- null: interrupted
        arguments TEXT NOT NULL,
        status INTEGER,
        reason TEXT,
        report TEXT,
        reported INTEGER NOT NULL DEFAULT 0  -- whether runs.jsonl has its line
    );

    CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
    -- Counts every change of a record: the output is written anew only when this moved.
    INSERT INTO meta VALUES ('generation', 0);
    CREATE TRIGGER record_added AFTER INSERT ON articles
        BEGIN UPDATE meta SET value = value + 1 WHERE key = 'generation'; END;
    CREATE TRIGGER record_changed AFTER UPDATE OF record ON articles
        BEGIN UPDATE meta SET value = value + 1 WHERE key = 'generation'; END;
    """,
)


def connect(path: Path) -> sqlite3.Connection:
    """A connection for the one writer of ``path``; creates and migrates the file.

    Transactions are explicit (``isolation_level=None``). ``synchronous=NORMAL``: kill -9 loses nothing;
    what a power cut could take is checkpointed to the disk before it is exported.
    """
    connection = sqlite3.connect(path, isolation_level=None, timeout=10)
    _prepare(connection)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA wal_autocheckpoint = 4000")  # 16 MB: a checkpoint every 300 articles or so
    migrate(connection, path)
    return connection


def connect_reader(path: Path) -> sqlite3.Connection | None:
    """A read-only connection, also beside a crawl; None where a run was killed before it made the tables.

    Raises :class:`StateError` for a file that this program cannot read.
    """
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
    _prepare(connection)
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.Error as error:
        connection.close()
        raise StateError(f"{path}: {error}") from error
    if version == len(MIGRATIONS):
        return connection
    connection.close()
    if version == 0:
        return None
    raise StateError(f"{path}: state of schema {version}, this program reads {len(MIGRATIONS)}")


def _prepare(connection: sqlite3.Connection) -> None:
    """Rows by name, and addresses comparable within SQL."""
    connection.row_factory = sqlite3.Row
    connection.create_function("identity", 1, identity, deterministic=True)


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the tables up to date, each step in one transaction."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > len(MIGRATIONS):
        raise StateError(f"{path}: written by a newer version (schema {version} > {len(MIGRATIONS)})")
    for number in range(version, len(MIGRATIONS)):
        connection.executescript(
            f"BEGIN IMMEDIATE;{MIGRATIONS[number]};PRAGMA user_version = {number + 1};COMMIT;"
        )
