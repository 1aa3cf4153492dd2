"""The flat tables of records: their schema, their rows, and frames for pandas and polars."""

from __future__ import annotations

from newscrawler.tables.schema import TABLES, Column, Reference, Table

__all__ = ["TABLES", "Column", "Reference", "Table"]
