"""The program itself: profiles of a folder of one's own, and a broken profile as one line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROFILE = (
    'site_name = "澜江县人民政府"\nhosts = ["www.lanjiang.example"]\nhome = "http://www.lanjiang.example/"\n'
)


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "newscrawler.cli", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_profiles_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "lanjiang.toml").write_text(PROFILE, encoding="utf-8")
    done = run("portals", "-s", f"PORTALS_DIR={tmp_path}", "-s", f"OUTPUT_DIR={tmp_path}")
    assert done.returncode == 0, done.stderr
    assert "lanjiang" in done.stdout and "sipac" in done.stdout


def test_a_broken_profile_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "lanjiang.toml").write_text("hosts = [", encoding="utf-8")
    done = run("portals", "-s", f"PORTALS_DIR={tmp_path}")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1 and "lanjiang.toml" in done.stderr


def test_an_overview_in_its_own_name() -> None:
    for arguments in ([], ["--help"]):
        done = run(*arguments)
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith("usage: newscrawler COMMAND")
        assert "  crawl       Crawl a portal" in done.stdout
    assert run("--version").stdout.startswith("newscrawler ")


def test_usage_in_its_own_name() -> None:
    assert "newscrawler extract PATH…" in run("extract", "-h").stdout
    assert "newscrawler crawl PORTAL…" in run("crawl", "-h").stdout


def test_commands_of_scrapy_work_too() -> None:
    assert run("list").stdout.split() == ["sipac"]
