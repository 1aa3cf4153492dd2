"""Report and browse over half a million articles: bounded memory, and answers at once."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.parse import quote

import pytest

from newscrawler.database import FOLDER, database_of, open_database
from tests.browse.serving import browsing
from tests.export.test_scale import PEAK, made


@pytest.mark.slow
def test_500000_articles(tmp_path: Path) -> None:
    source = made(tmp_path / "many.jsonl", 500_000, cities=40, filler=2)
    database = database_of([source], tmp_path / FOLDER)
    target = tmp_path / "report.html"
    command = [sys.executable, "-c", PEAK, "report", str(database), "-o", str(target)]
    start = time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    peak = int(done.stderr.split()[-1]) / (1024 * 1024 if sys.platform == "darwin" else 1024)
    size = target.stat().st_size / 1e6
    print(f"report: {time.monotonic() - start:.0f} s, peak {peak:.0f} MB, {size:.1f} MB of HTML")
    assert peak < 700 and size < 10

    with open_database(database) as connection:
        names = connection.execute(
            "SELECT name, person_id FROM people WHERE length(name) = 2 ORDER BY articles DESC LIMIT 10"
        ).fetchall()
    with browsing(database, output=tmp_path) as address:
        urllib.request.urlopen(address, timeout=60).read()  # the first answer also sets up Datasette
        for path in [
            "/",
            *(f"/?q={quote(n['name'])}" for n in names),
            f"/?q={quote('市领导')}",
            f"/?q={quote('工作会议')}",  # in every article
            *(f"/person/{n['person_id']}" for n in names),
        ]:
            start = time.monotonic()
            urllib.request.urlopen(address + path, timeout=60).read()
            seconds = time.monotonic() - start
            print(f"{path}: {1000 * seconds:.0f} ms")
            assert seconds < 1.0
