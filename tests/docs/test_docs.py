"""The documentation builds without a warning and names what there is."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from newscrawler import settings
from newscrawler.dictionary import PAGE, dictionary
from newscrawler.families import load_families
from newscrawler.portals import Profile
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


def test_the_profile_of_adding_a_portal_is_one() -> None:
    (text,) = re.findall(r"^```toml\n(.*?)^```", DOCS["adding-a-portal.md"], re.M | re.S)
    profile = Profile(name="example", **tomllib.loads(text))
    assert profile.family in load_families()
    assert set(profile.expect.fill) <= set(FIELDS) and set(profile.lookups) <= set(FIELDS)


def test_every_warning_of_the_extraction_is_told() -> None:
    sources = "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "newscrawler" / "extract").rglob("*.py")
    )
    codes = re.findall(r"\b(?:warn|warnings\.append)\(f?\"([a-z_]+)", sources)
    assert len(codes) >= 5
    assert [code for code in codes if f"`{code.rstrip('_')}" not in DOCS["fields.md"]] == []


def test_settings_are_told_as_they_are() -> None:
    told = re.findall(r"^\| `([A-Z_]+)` \| ([^|]+) \|", DOCS["operations.md"], re.M)
    assert len(told) >= 5
    for name, value in told:
        default = getattr(settings, name)
        number = re.match(r"[\d.]+", value)
        if "MiB" in value:
            assert default == int(number.group()) * 1024**2 if number else False
        elif number:
            assert float(default) == float(number.group()), name
        elif value != "none":
            assert value.strip("`") == default
