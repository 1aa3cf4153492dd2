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


def test_a_broken_profile_is_one_line_and_stops_its_own_portal(tmp_path: Path) -> None:
    (tmp_path / "lanjiang.toml").write_text("hosts = [", encoding="utf-8")
    (tmp_path / "yunxi.toml").write_text(PROFILE, encoding="utf-8")
    settings = ("-s", f"PORTALS_DIR={tmp_path}", "-s", f"OUTPUT_DIR={tmp_path}")
    done = run("portals", *settings)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1 and "lanjiang.toml: is no TOML: " in done.stderr
    rows = {line.split()[0]: line for line in done.stdout.splitlines()}
    assert "bad profile" in rows["lanjiang"] and "never" in rows["yunxi"] and "never" in rows["sipac"]
    for command in ("crawl", "topics"):
        stopped = run(command, "lanjiang", *settings)
        assert (stopped.returncode, stopped.stdout, stopped.stderr) == (2, "", done.stderr)
    assert run("topics", "yunxi", *settings).returncode == 0
    warned = run("extract", str(tmp_path), *settings)
    assert "newscrawler: warning: " in warned.stderr and "lanjiang.toml: is no TOML: " in warned.stderr


def test_a_folder_of_profiles_that_is_not_there(tmp_path: Path) -> None:
    done = run("portals", "-s", f"PORTALS_DIR={tmp_path / 'none'}")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_profiles_as_windows_saves_them(tmp_path: Path) -> None:
    (tmp_path / "lanjiang.toml").write_bytes(PROFILE.replace("\n", "\r\n").encode("utf-8-sig"))
    (tmp_path / "gbk.toml").write_bytes(PROFILE.encode("gbk"))
    (tmp_path / "wide.toml").write_bytes(PROFILE.encode("utf-16"))
    done = run("portals", "-s", f"PORTALS_DIR={tmp_path}", "-s", f"OUTPUT_DIR={tmp_path}")
    told = "is not UTF-8 but another encoding, such as GBK or UTF-16; save it as UTF-8"
    assert done.stderr == "".join(f"newscrawler: {tmp_path / n}.toml: {told}\n" for n in ("gbk", "wide"))
    assert "澜江县人民政府" in done.stdout


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
