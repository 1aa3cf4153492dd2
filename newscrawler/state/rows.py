"""The two rows that hold records: an article's newest, and an event of the log."""

from __future__ import annotations

import sqlite3
from typing import Any

from newscrawler.state.codec import dumps, pack

_PUT = (
    "INSERT INTO articles VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, NULL, NULL, NULL, ?11)"
    " ON CONFLICT (id) DO UPDATE SET timestamp = ?3, status = ?4, revision = ?5, content_hash = ?6,"
    " extractor_version = ?7, topics = ?8, checked_at = ?10,"
    " missing_at = NULL, missing_run = NULL, missing_cause = NULL, record = ?11"
)


def put_article(db: sqlite3.Connection, record: dict[str, Any], checked_at: str | None) -> str:
    """Write the newest record of an article, as last looked at; id, URL and first sight stay. → its line."""
    line = dumps(record)
    db.execute(
        _PUT,
        (
            record["id"],
            record["url"],
            record["timestamp"],
            record["status"],
            record["revision"],
            record["content_hash"],
            record["extractor_version"],
            dumps(record["topics"]),
            record["first_seen"],
            checked_at,
            line,
        ),
    )
    return line


def log_event(
    db: sqlite3.Connection,
    event: str,
    ident: str,
    line: str,
    at: str,
    run: int | None = None,
    seq: int | None = None,
) -> None:
    """Append an event with the record's ``line`` after it; ``seq`` only where it has its number already."""
    db.execute(
        "INSERT INTO changes (seq, event, id, at, run, record) VALUES (?, ?, ?, ?, ?, ?)",
        (seq, str(event), ident, at, run, pack(line.encode())),
    )
