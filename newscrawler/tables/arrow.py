"""The tables as Arrow: schemas, and batches of rows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from newscrawler.extras import require
from newscrawler.tables.days import parse_day
from newscrawler.tables.schema import Column, Row, Table

if TYPE_CHECKING:
    import pyarrow as pa


@lru_cache(maxsize=64)
def arrow_schema(table: Table) -> pa.Schema:
    """The Arrow schema of a table; descriptions are the fields' metadata."""
    arrow = require("pyarrow", "export")
    types = {
        "text": arrow.string(),
        "json": arrow.string(),
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "date": arrow.date32(),
    }
    fields = [
        arrow.field(
            column.name, types[column.type], nullable=column.null, metadata={"description": column.about}
        )
        for column in table.columns
    ]
    schema: pa.Schema = arrow.schema(fields, metadata={"description": table.about})
    return schema


def record_batch(table: Table, rows: Sequence[Row]) -> pa.RecordBatch:
    """Rows as one batch. A date that no calendar has becomes null."""
    arrow = require("pyarrow", "export")
    schema = arrow_schema(table)
    columns = zip(*rows, strict=True) if rows else [()] * len(table.columns)
    arrays = [
        arrow.array(_values(column, values), type=schema.field(column.name).type)
        for column, values in zip(table.columns, columns, strict=True)
    ]
    batch: pa.RecordBatch = arrow.RecordBatch.from_arrays(arrays, schema=schema)
    return batch


def _values(column: Column, values: Sequence[Any]) -> Sequence[Any]:
    return [parse_day(value) for value in values] if column.type == "date" else values
