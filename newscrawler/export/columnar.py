"""CSV and Parquet: one file a table, written batch by batch through Arrow.

CSV is UTF-8 by RFC 4180 with ``\\n`` between rows. Text is always quoted and an empty cell without quotes
is null, so that null and the empty text stay apart. For Excel (``excel=True``) files begin with a byte-order
mark, and text that a spreadsheet would take for a formula gets a leading apostrophe, which makes those files
for looking at, not for reading back.
"""

from __future__ import annotations

from contextlib import ExitStack, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from newscrawler.export.sink import REPLACEMENT, Chunk, Replaced
from newscrawler.extras import require
from newscrawler.tables.arrow import arrow_schema, record_batch
from newscrawler.tables.schema import TABLES, Table

if TYPE_CHECKING:
    import pyarrow as pa

# OWASP, "CSV Injection": characters that begin a formula, with their full-width forms.
FORMULA = "^([=+\\-@\t\r\n＝＋－＠])"
_NUL = "\0"
_WAITING_BYTES = 48 << 20
"""Of Parquet: what all tables together hold before the largest is written as a row group."""


class CsvFolder:
    """A folder of ``<table>.csv``."""

    def __init__(self, folder: Path, *, excel: bool = False) -> None:
        self._csv = require("pyarrow.csv", "export")
        self._compute = require("pyarrow.compute", "export")
        self._excel = excel
        self.replaced = Replaced()
        self._files = ExitStack()
        self._writers = {table.name: self._writer(folder, table) for table in TABLES.values()}

    def _writer(self, folder: Path, table: Table) -> Any:
        file: IO[bytes] = self._files.enter_context((folder / f"{table.name}.csv").open("wb"))
        if self._excel:
            file.write("\ufeff".encode())
        return self._csv.CSVWriter(file, arrow_schema(table))

    def write(self, chunk: Chunk) -> None:
        """Add rows to the tables' files."""
        for name, rows in chunk.items():
            if rows:
                table = TABLES[name]
                batch = record_batch(table, rows)
                columns = [self._clean(table, field, batch.column(i)) for i, field in enumerate(batch.schema)]
                self._writers[name].write_batch(type(batch).from_arrays(columns, schema=batch.schema))

    def _clean(self, table: Table, field: pa.Field[Any], values: Any) -> Any:
        """Without NUL, which readers of CSV take for an end; for Excel, without formulas."""
        if str(field.type) != "string":
            return values
        held = self._compute.sum(self._compute.match_substring(values, _NUL)).as_py() or 0
        if held:
            self.replaced.add(table, field.name, held)
            values = self._compute.replace_substring(values, _NUL, REPLACEMENT)
        if self._excel:
            values = self._compute.replace_substring_regex(values, FORMULA, r"'\1")
        return values

    def close(self) -> None:
        """Finish the files."""
        for writer in self._writers.values():
            writer.close()
        self._files.close()

    abandon = close


class ParquetFolder:
    """A folder of ``<table>.parquet``, compressed with zstd. Parquet forbids no character."""

    def __init__(self, folder: Path) -> None:
        parquet = require("pyarrow.parquet", "export")
        self.replaced = Replaced()
        self._writers = {
            table.name: parquet.ParquetWriter(
                folder / f"{table.name}.parquet", arrow_schema(table), compression="zstd"
            )
            for table in TABLES.values()
        }
        self._pa = require("pyarrow", "export")
        self._waiting: dict[str, list[Any]] = {name: [] for name in self._writers}
        self._bytes = dict.fromkeys(self._writers, 0)

    def write(self, chunk: Chunk) -> None:
        """Add rows to the tables' files."""
        for name, rows in chunk.items():
            if rows:
                batch = record_batch(TABLES[name], rows)
                self._waiting[name].append(batch)
                self._bytes[name] += batch.nbytes
        while sum(self._bytes.values()) > _WAITING_BYTES:
            self._flush(max(self._bytes, key=self._bytes.__getitem__))

    def _flush(self, name: str) -> None:
        if waiting := self._waiting[name]:
            self._writers[name].write_table(self._pa.Table.from_batches(waiting))
            waiting.clear()
            self._bytes[name] = 0

    def close(self) -> None:
        """Finish the files."""
        for name, writer in self._writers.items():
            self._flush(name)
            writer.close()

    def abandon(self) -> None:
        """Let go of the files, also where the disk takes no more: else each writer would try again and
        complain when it is collected."""
        for writer in self._writers.values():
            with suppress(OSError):
                writer.close()
            writer.is_open = False
