"""The lines of a JSON Lines file: what counts as one, and what as JSON, for all who read records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonlines
from pydantic_core import from_json

_BLANK = b" \t\r\n\xef\xbb\xbf"


def numbered_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """(1-based number, bytes) of each line that is not blank. Raises ``OSError``."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line := line.strip(_BLANK):
                yield number, line


def json_value(line: bytes) -> Any:
    """The value of one line. Raises ``ValueError`` that says what is wrong: also with half a surrogate pair
    (``\\ud800``), which Python would read and nobody could write as UTF-8.

    >>> json_value(b'{"a": 1}')
    {'a': 1}
    """
    try:
        return from_json(line)
    except ValueError as error:
        raise ValueError(_reason(line, str(error))) from error


def _reason(line: bytes, told: str) -> str:
    """Where Python's own reader stops, which an editor can jump to; else as the stricter one told it."""
    try:
        jsonlines.Reader([line.decode("utf-8", "replace")]).read()
    except jsonlines.InvalidLineError as error:
        return str(error).partition(" (line")[0]
    except RecursionError:
        return told
    return f"half of a surrogate pair: {told}" if "hex escape" in told else told
