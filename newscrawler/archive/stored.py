"""The responses that a portal's state keeps, as an archive."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from newscrawler.archive.write import WarcWriter
from newscrawler.extract.page import RawPage
from newscrawler.state.codec import moment, unpack
from newscrawler.state.store import State


def stored(state: State) -> Iterator[tuple[RawPage, datetime]]:
    """Every response that is kept, of articles, of revisions held back and of pages that failed, with the
    time when it was fetched; by time."""
    rows = state.connection.execute(
        "SELECT url, status, headers, body, fetched_at FROM raw WHERE fetched_at IS NOT NULL"
        " ORDER BY fetched_at, kind, owner, part"
    )
    for row in rows:
        page = RawPage(row["url"], unpack(row["body"]), json.loads(row["headers"]), row["status"])
        yield page, moment(row["fetched_at"])


def write_archive(state: State, folder: Path, max_bytes: int) -> tuple[int, list[Path]]:
    """Write them to new WARC files in ``folder``, which appear there when all are whole.

    → number of captures, and the files. Bodies are kept without content encoding, as the state has them.
    """
    beside = folder / f".{state.portal}.part"
    if beside.exists():
        shutil.rmtree(beside)
    writer = WarcWriter(beside, state.portal, max_bytes=max_bytes, resume=False)
    try:
        for page, fetched_at in stored(state):
            headers = [(name, value) for name, value in page.headers.items() if name != "content-encoding"]
            writer.capture(page.url, page.status, headers, page.body, fetched_at)
        writer.close()
        finished = []
        for part in sorted(beside.iterdir()):
            finished.append(part.rename(folder / part.name))
        beside.rmdir()
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    return writer.records, [path for path in finished if path.suffix == ".gz"]
