"""The tables of an export, read from ``tables.toml``: the one place that names their columns.

>>> TABLES["topics"].key
('article_id', 'position')
>>> [column.name for column in TABLES["topics"].columns]
['article_id', 'position', 'topic']
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from types import MappingProxyType
from typing import Any, Literal

Type = Literal["text", "integer", "number", "date", "json"]
Row = tuple[str | int | float | None, ...]
"""Values in the order of a table's columns; dates and JSON are text."""


@dataclass(frozen=True)
class Column:
    """One column."""

    name: str
    type: Type
    null: bool
    about: str


@dataclass(frozen=True)
class Reference:
    """Columns that hold another table's key."""

    columns: tuple[str, ...]
    table: str
    to: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """One table."""

    name: str
    origin: Literal["record", "people"]
    """``record``: what the records say; ``people``: what is concluded over many records."""
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    index: tuple[tuple[str, ...], ...]
    refers: tuple[Reference, ...]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The columns' names, in order."""
        return tuple(column.name for column in self.columns)


def _table(name: str, entry: dict[str, Any]) -> Table:
    columns = tuple(
        Column(column, spec["type"], spec.get("null", False), spec["about"])
        for column, spec in entry["columns"].items()
    )
    refers = tuple(
        Reference(tuple(reference["columns"]), reference["table"], tuple(reference["to"]))
        for reference in entry.get("refers", ())
    )
    index = tuple(tuple(names) for names in entry.get("index", ()))
    return Table(name, entry["origin"], entry["about"], columns, tuple(entry["key"]), index, refers)


def _read() -> dict[str, Table]:
    text = resources.files("newscrawler.tables").joinpath("tables.toml").read_text(encoding="utf-8")
    return {name: _table(name, entry) for name, entry in tomllib.loads(text).items()}


TABLES: MappingProxyType[str, Table] = MappingProxyType(_read())
"""Every table by name, parents before the tables that refer to them."""
