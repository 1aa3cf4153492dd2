"""One article of an export, as a record again."""

from __future__ import annotations

import sqlite3
from typing import Any

from newscrawler.record import Article
from newscrawler.tables.rows import RECORD_TABLES, article_of
from newscrawler.tables.schema import TABLES


def read_article(connection: sqlite3.Connection, ident: str) -> Article | None:
    """The article with that id, or None."""
    tables: dict[str, list[dict[str, Any]]] = {}
    for name in RECORD_TABLES:
        table = TABLES[name]
        columns = ", ".join(f"[{column}]" for column in table.names)
        by, order = ("id", "") if name == "articles" else ("article_id", " ORDER BY rowid")
        rows = connection.execute(f"SELECT {columns} FROM [{name}] WHERE {by} = ?{order}", (ident,))
        tables[name] = [dict(zip(table.names, row, strict=True)) for row in rows]
    return article_of(tables) if tables["articles"] else None


def people_of(connection: sqlite3.Connection, ident: str) -> list[tuple[str, str]]:
    """(person id, name) of the article's attendees, in its order."""
    rows = connection.execute(
        "SELECT DISTINCT person_id, name FROM appearances WHERE article_id = ? ORDER BY attendee", (ident,)
    )
    return [(row[0], row[1]) for row in rows]
