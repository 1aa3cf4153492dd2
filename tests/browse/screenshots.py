"""Pictures for the docs, from the replica's invented articles: ``python -m tests.browse.screenshots``.

Needs ``make demo`` before, and a Chromium.
"""

from __future__ import annotations

import base64
import sqlite3
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from newscrawler.database import FOLDER, database_of
from newscrawler.explain import explain
from newscrawler.explain.page import render
from newscrawler.extract import extract_article
from tests.browse.chromium import DESKTOP, PHONE, Chromium, start
from tests.browse.invented import TEA, TEA_URL
from tests.browse.serving import browsing
from tests.portal.demo import OUTPUT, ROOT

IMAGES = ROOT / "docs" / "img"


def shoot(browser: Chromium, address: str, target: Path, size: tuple[int, int]) -> None:
    """One window full of a page."""
    browser.resize(size)
    browser.open(address)
    picture = browser.driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})
    target.write_bytes(base64.b64decode(picture["data"]))


def main(records: Path, target: Path) -> None:
    database = database_of([records], records.parent / FOLDER)
    with sqlite3.connect(database) as connection:
        (person,) = connection.execute(
            "SELECT person_id FROM posts JOIN people USING (person_id) WHERE namesakes < 4 "
            "GROUP BY person_id ORDER BY min(people.articles, 14) + 3 * count(*) DESC LIMIT 1"
        ).fetchone()
        (article,) = connection.execute(
            "SELECT id FROM articles JOIN attendees ON article_id = id WHERE event_date IS NOT NULL "
            "GROUP BY id ORDER BY count(*) DESC, id LIMIT 1"
        ).fetchone()
    with TemporaryDirectory() as scratch:
        report = Path(scratch) / "report.html"
        command = [sys.executable, "-m", "newscrawler.cli", "report", str(records), "-o", str(report)]
        subprocess.run([*command, "-s", f"OUTPUT_DIR={records.parent}"], check=True)
        explained = Path(scratch) / "explain.html"
        explained.write_text(render(explain(extract_article(TEA.encode(), TEA_URL))), encoding="utf-8")
        driver = start(Path(scratch) / "profile")
        try:
            with browsing(records, output=records.parent) as address:
                pages = {
                    "report": report.as_uri(),
                    "explain": explained.as_uri(),
                    "browse-search": f"{address}/?q=营商环境",
                    "browse-article": f"{address}/article/{article}",
                    "browse-person": f"{address}/person/{person}",
                }
                for name, page in pages.items():
                    shoot(Chromium(driver), page, target / f"{name}.png", DESKTOP)
                    shoot(Chromium(driver), page, target / f"{name}-phone.png", PHONE)
        finally:
            driver.quit()


if __name__ == "__main__":
    main(
        Path(sys.argv[1]) if sys.argv[1:] else OUTPUT / "sipac.jsonl",
        Path(sys.argv[2]) if sys.argv[2:] else IMAGES,
    )
