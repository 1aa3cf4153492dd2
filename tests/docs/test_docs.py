"""The documentation builds without a warning and names what there is."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from newscrawler.dictionary import PAGE, dictionary
from newscrawler.record import FIELDS
from newscrawler.tables import TABLES
from newscrawler.verdict import Cause, Status

ROOT = Path(__file__).resolve().parents[2]
DOCS = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md")}


def test_it_builds_without_a_warning(tmp_path: Path) -> None:
    pytest.importorskip("material", reason="mkdocs-material is not installed (extra docs)")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", tmp_path / "site"],
        cwd=ROOT,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0 and "WARNING" not in done.stderr, done.stderr
    page = (tmp_path / "site" / "tutorial.html").read_text(encoding="utf-8")
    loaded = re.findall(r'<(?:script|img|iframe)[^>]*src="([^"]+)"', page)
    loaded += re.findall(r'<link[^>]*rel="(?:stylesheet|preconnect|icon)"[^>]*href="([^"]+)"', page)
    assert loaded and not [one for one in loaded if "//" in one]


def test_the_dictionary_is_that_of_the_program() -> None:
    assert PAGE.read_text(encoding="utf-8") == dictionary(), "run: python -m newscrawler.dictionary"


def test_every_key_and_table_has_a_meaning() -> None:
    for name in (*FIELDS, *TABLES):
        assert f"`{name}`" in DOCS["dictionary.md"] or f"### {name}" in DOCS["dictionary.md"]
    record = DOCS["dictionary.md"].partition("### ")[0]
    assert not re.findall(r"^\| `\w+` \| [^|]+ \|\s*\|$", record, re.M)


def test_every_command_is_told() -> None:
    commands = {path.stem for path in (ROOT / "newscrawler" / "commands").glob("*.py")} - {
        "__init__",
        "common",
    }
    told = set(re.findall(r"newscrawler ([a-z]+)", "\n".join(DOCS.values())))
    assert commands <= told


def test_every_exit_status_and_cause_is_told() -> None:
    for status in Status:
        assert re.search(rf"^\| {status.value} \|", DOCS["operations.md"], re.M), status
    for cause in Cause:
        assert f"`{cause}`" in DOCS["operations.md"], cause


def test_pictures_are_there_and_small() -> None:
    for text in DOCS.values():
        for image in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", text):
            assert (ROOT / "docs" / image).stat().st_size < 400_000
