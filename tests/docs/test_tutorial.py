"""Every command and snippet of the tutorial runs, in its order, on the replica's crawl."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browse.serving import browsing
from tests.portal import demo

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
OUTPUT = Path("output", "demo")


def blocks() -> Iterator[tuple[str, str]]:
    """(language, text) of each block of code, in order."""
    yield from re.findall(r"^```(\w+)\n(.*?)^```", TEXT, re.M | re.S)


def sh(line: str, here: Path) -> str:
    """Run a command as a reader would, whose environment is activated."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        line,
        shell=True,
        cwd=here,
        env=os.environ | {"PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
    return done.stdout


def install(line: str) -> None:
    """What is installed is installed here already: the extras that are named must exist."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (named,) = re.findall(r"\[([\w,]+)\]", line)
    assert set(named.split(",")) <= set(extras["optional-dependencies"])


def run(line: str, here: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    if line == "make setup":
        assert re.search(r"^setup:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    elif "pip install" in line:
        install(line)
    elif line == "make demo":
        assert "tests.portal.demo" in (ROOT / "Makefile").read_text(encoding="utf-8")
        monkeypatch.setattr(demo, "OUTPUT", here / OUTPUT)
        with demo.replica() as proxy:
            assert demo.crawl(proxy) == 0
    elif line.startswith("newscrawler browse"):
        with browsing(here / line.split()[2], output=here / "output") as address:
            return urllib.request.urlopen(address, timeout=30).read().decode()  # type: ignore[no-any-return]
    else:
        return sh(line, here)
    return ""


def test_every_block_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said, script = {}, ""
    for language, text in blocks():
        if language == "python":
            script += text
            continue
        assert language == "bash", language
        for line in filter(None, text.splitlines()):
            said[line] = run(line, tmp_path, monkeypatch)
    (tmp_path / "tutorial.py").write_text(script, encoding="utf-8")
    told = sh("python tutorial.py", tmp_path)

    assert said["wc -l output/demo/sipac.jsonl"].startswith(f"{demo.ARTICLES} ")
    assert f"{demo.ARTICLES} articles" in next(
        page for line, page in said.items() if line.startswith("newscrawler browse")
    )
    assert (tmp_path / "report.html").read_text(encoding="utf-8").count("<figure>") >= 9
    assert f"{demo.ARTICLES} articles," in told
    picture = (tmp_path / "together.svg").read_text(encoding="utf-8")
    assert "Days seen together" in picture and re.search(r"<text[^>]*>[\u4e00-\u9fff]{2,4}</text>", picture)
    assert "<node" in (tmp_path / "together.graphml").read_text(encoding="utf-8")
