"""Reading records back: JSON Lines in, typed records out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import jsonlines

from newscrawler.record import Article


def load(path: str | Path) -> Iterator[Article]:
    """The records of a JSON Lines file, one at a time.

    Raises ``jsonlines.InvalidLineError`` for a line that is no JSON and ``pydantic.ValidationError``
    for one that is no record of this schema.
    """
    with jsonlines.open(path) as lines:
        for line in lines:
            yield Article.model_validate(line)
