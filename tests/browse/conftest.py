"""Records, and a server over them, once a session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browse.invented import write
from tests.browse.serving import browsing


@pytest.fixture(scope="session")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """JSON Lines of 400 articles and a hostile one."""
    path = tmp_path_factory.mktemp("records") / "country.jsonl"
    write(path, 400)
    return path


@pytest.fixture(scope="session")
def served(records: Path) -> Iterator[str]:
    """The address of ``newscrawler browse`` over the records."""
    with browsing(records, output=records.parent) as address:
        yield address
