"""Days as records write them, back to dates."""

from __future__ import annotations

from datetime import date
from functools import lru_cache


@lru_cache(maxsize=4096)  # a table has few days and many rows
def parse_day(text: str | None) -> date | None:
    """An ISO day → date; None for nothing, or for a day that no calendar has.

    >>> parse_day("2022-06-22"), parse_day("2022-02-30"), parse_day(None)
    (datetime.date(2022, 6, 22), None, None)
    """
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
