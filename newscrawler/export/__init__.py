"""Exports: records as CSV, Parquet, SQLite, or a graph of who was seen with whom.

Each format is a sink, which takes the rows of the tables in :mod:`newscrawler.tables` in batches and in the
order of the records, so that memory does not grow with their number.
"""

from __future__ import annotations

from typing import Literal

Format = Literal["csv", "parquet", "sqlite", "graphml", "gexf"]
FOLDERS = ("csv", "parquet")
"""Formats that are a folder with a file for each table; the others are one file."""
