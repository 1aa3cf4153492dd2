"""Settings and commands: each of ours is documented, and each that is read has its default in one place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from scrapy.settings import default_settings

from newscrawler import settings

ROOT = Path(__file__).resolve().parents[1]
CODE = [path for path in (ROOT / "newscrawler").rglob("*.py") if path.name != "settings.py"]
READ = re.compile(r"settings\.get\w*\(\s*\"([A-Z_]+)\"|settings\[\"([A-Z_]+)\"\]")
OURS = sorted(name for name in vars(settings) if name.isupper() and not hasattr(default_settings, name))
COMMANDS = sorted(p.stem for p in (ROOT / "newscrawler" / "commands").glob("[!_]*.py"))


def pages() -> str:
    return "".join(path.read_text("utf-8") for path in sorted((ROOT / "docs").glob("*.md")))


@pytest.mark.parametrize("name", OURS)
def test_each_setting_of_ours_is_documented_and_read(name: str) -> None:
    assert re.search(rf"\b{name}\b", (ROOT / "docs" / "settings.md").read_text("utf-8"))
    assert any(re.search(rf"\b{name}\b", path.read_text("utf-8")) for path in CODE), "nothing reads it"


def test_each_setting_that_is_read_has_a_default() -> None:
    read = {a or b for path in CODE for a, b in READ.findall(path.read_text("utf-8"))}
    assert read >= {"OUTPUT_DIR", "CLOCK", "BLOCK_LIMIT"}
    known = set(OURS) | {name for name in vars(default_settings) if name.isupper()}
    assert read <= known, read - known


def test_each_documented_setting_exists() -> None:
    text = (ROOT / "docs" / "settings.md").read_text("utf-8")
    named = {name for row in re.findall(r"^\| ([A-Z_, ]+) \|", text, re.M) for name in row.split(", ")}
    known = set(OURS) | {name for name in vars(default_settings) if name.isupper()}
    assert named <= known, named - known


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_documented(name: str) -> None:
    assert re.search(rf"newscrawler {name}\b", pages() + (ROOT / "README.md").read_text("utf-8"))
