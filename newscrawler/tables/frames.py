"""The flat tables of records as pandas or polars frames."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from newscrawler.extras import require
from newscrawler.tables.schema import TABLES

if TYPE_CHECKING:
    from newscrawler.export.sink import Chunk

Library = Literal["pandas", "polars"]


class Frames(Mapping[str, Any]):
    """Frames by table, also as attributes: ``frames.attendees`` is ``frames["attendees"]``.

    Keys and columns are those of :data:`newscrawler.tables.TABLES`: children hold ``article_id``, which is
    ``articles.id``; positions count from 0.
    """

    def __init__(self, frames: dict[str, Any]) -> None:
        self._frames = frames

    def __getitem__(self, table: str) -> Any:
        return self._frames[table]

    def __getattr__(self, table: str) -> Any:
        try:
            return self.__dict__["_frames"][table]
        except KeyError:
            raise AttributeError(f"no table {table!r}: there are {', '.join(TABLES)}") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._frames)

    def __len__(self) -> int:
        return len(self._frames)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self._frames]

    def __repr__(self) -> str:
        return f"Frames({', '.join(f'{name}: {len(frame)}' for name, frame in self._frames.items())})"


def frames(*paths: str | os.PathLike[str], library: Library = "pandas", people: bool = True) -> Frames:
    """All tables of JSON Lines files or exports, in memory.

    ``people=False`` leaves out people, appearances, posts and companions, which need a look at all records
    at once. Of several records of one article the newest counts. pandas frames have string, nullable Int64,
    float and datetime columns; polars ones String, Int64, Float64 and Date. Needs the extra ``pandas`` or
    ``polars``.
    Raises :class:`newscrawler.loading.LoadError` and :class:`newscrawler.extras.MissingExtraError`.
    """
    if library not in ("pandas", "polars"):
        raise ValueError(f"library: {library!r} is none of pandas, polars")
    require(library, library)
    require("pyarrow", library)
    from newscrawler.export.newest import Newest
    from newscrawler.export.sink import Chunks
    from newscrawler.export.write import write_tables
    from newscrawler.tables.rows import rows_of

    held = _Held()
    with tempfile.TemporaryDirectory(prefix="newscrawler-") as scratch:
        records = Newest([Path(path) for path in paths], Path(scratch) / "ids.sqlite")
        if people:
            write_tables(records, held, Path(scratch) / "people.sqlite")
        else:
            chunks = Chunks(held)
            for article in records:
                chunks.add(rows_of(article), 0)
            chunks.flush()
    make = _pandas if library == "pandas" else _polars
    return Frames(
        {name: make(held.table(name)) for name, table in TABLES.items() if people or table.origin == "record"}
    )


class _Held:
    """A sink that keeps the tables in memory, as Arrow."""

    def __init__(self) -> None:
        from newscrawler.export.sink import Replaced

        self.replaced = Replaced()
        self._batches: dict[str, list[Any]] = {name: [] for name in TABLES}

    def write(self, chunk: Chunk) -> None:
        from newscrawler.tables.arrow import record_batch

        for name, rows in chunk.items():
            if rows:
                self._batches[name].append(record_batch(TABLES[name], rows))

    def close(self) -> None:
        pass

    def abandon(self) -> None:
        pass

    def table(self, name: str) -> Any:
        from newscrawler.tables.arrow import arrow_schema

        pa = require("pyarrow", "export")
        return pa.Table.from_batches(self._batches.pop(name), schema=arrow_schema(TABLES[name]))


def _pandas(table: Any) -> Any:
    pandas, pa = require("pandas", "pandas"), require("pyarrow", "pandas")
    types = {pa.int64(): pandas.Int64Dtype(), pa.string(): pandas.StringDtype()}
    return table.to_pandas(types_mapper=types.get, date_as_object=False)


def _polars(table: Any) -> Any:
    return require("polars", "polars").from_arrow(table)
