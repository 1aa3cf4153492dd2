"""What stands in deploy/: each checked by the program that reads it, as far as it is on this machine."""

from __future__ import annotations

import configparser
import json
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

from tests.crawl.command import FAST, environment, lines, truth_addresses
from tests.portal.fixture import portal as portal

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
UNITS = ("newscrawler@.service", "newscrawler@.timer")
PROGRAM = "/opt/newscrawler/.venv/bin/newscrawler"


def unit(name: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(DEPLOY / name, "utf-8")
    return parser


def test_units_are_what_systemd_reads(tmp_path: Path) -> None:
    service = unit(UNITS[0])["Service"]
    assert service["ExecStart"].split()[:3] == [PROGRAM, "crawl", "%i"]
    assert service["SuccessExitStatus"].split() == ["5", "6"]
    assert int(service["TimeoutStopSec"]) >= 30
    assert unit(UNITS[1])["Timer"]["Persistent"] == "true"
    if shutil.which("systemd-analyze") is None:
        return
    for name in UNITS:
        text = (DEPLOY / name).read_text("utf-8")
        (tmp_path / name.replace("@", "@sipac")).write_text(text.replace(PROGRAM, "/bin/true"), "utf-8")
    checked = subprocess.run(
        ["systemd-analyze", "verify", *sorted(map(str, tmp_path.iterdir()))], capture_output=True, text=True
    )
    said = [line for line in checked.stderr.splitlines() if "newscrawler" in line]
    assert (checked.returncode, said) == (0, [])


@pytest.mark.parametrize(
    ("status", "mailed"), [(0, ""), (5, ""), (6, ""), (3, "sipac: unreachable: no answer\n"), (1, "oops\n")]
)
def test_the_line_of_cron(tmp_path: Path, status: int, mailed: str) -> None:
    """Run as cron would, by the shell, with a program that ends as told in the place of ours."""
    (line,) = re.findall(r"^[\d*/, ]+ newscrawler (.+)$", (DEPLOY / "crontab").read_text("utf-8"), re.M)
    assert "%" not in line, "cron makes line ends of percent signs"
    program = tmp_path / "program"
    said = mailed.strip() or "sipac: ok (exit status 0)"
    program.write_text(f'#!/bin/sh\necho "{said}"\necho "$@" > arguments\nexit {status}\n', "utf-8")
    program.chmod(0o755)
    command = line.replace(PROGRAM, str(program)).replace("/var/lib/newscrawler", str(tmp_path))
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True)
    assert done.stdout + done.stderr == mailed
    assert said in (tmp_path / "sipac.log").read_text("utf-8")
    assert (tmp_path / "arguments").read_text("utf-8").startswith("crawl sipac -s OUTPUT_DIR=")


def test_the_container_has_all_that_the_program_needs(tmp_path: Path) -> None:
    """No container engine is asked for: the files that are copied are built to a wheel, as the image does."""
    text = (DEPLOY / "Containerfile").read_text("utf-8")
    sources = [name for copy in re.findall(r"^COPY (?!--)(.+)$", text, re.M) for name in copy.split()[:-1]]
    for name in sources:
        for path in ROOT.glob(name):
            ignore = shutil.ignore_patterns("__pycache__")
            target = tmp_path / "src" / path.name
            if path.is_dir():
                shutil.copytree(path, target, ignore=ignore)
            else:
                target.parent.mkdir(exist_ok=True)
                shutil.copy(path, target)
    options = ["--no-deps", "--no-build-isolation", "--quiet", "--disable-pip-version-check"]
    built = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", *options, "-w", str(tmp_path), "."],
        cwd=tmp_path / "src", capture_output=True, text=True,
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    (wheel,) = tmp_path.glob("newscrawler-*.whl")
    shown = subprocess.run(
        [sys.executable, "-m", "newscrawler.cli", "portals", "-s", f"OUTPUT_DIR={tmp_path / 'none'}"],
        cwd=tmp_path, env=environment(None) | {"PYTHONPATH": str(wheel)}, capture_output=True, text=True,
    )  # fmt: skip
    assert "sipac" in shown.stdout, shown.stderr
    entry = re.search(r"^ENTRYPOINT (\[.+\])$", text, re.M)
    assert entry and json.loads(entry[1]) == ["/opt/newscrawler/bin/newscrawler"]


@pytest.mark.slow
def test_scrapyd_runs_what_scrapyd_deploy_brought(portal: Any, tmp_path: Path) -> None:
    replica = portal(articles=30)
    checkout = tmp_path / "checkout"
    ignore = shutil.ignore_patterns(
        "__pycache__", ".git", ".venv", "output", "*.egg-info", ".*_cache", "build"
    )
    shutil.copytree(ROOT, checkout, ignore=ignore)
    port = free_port()
    for name in ("scrapy.cfg", "deploy/scrapyd.conf"):
        file = checkout / name
        file.write_text(file.read_text("utf-8").replace("6800", str(port)), "utf-8")
    with scrapyd(checkout / "deploy" / "scrapyd.conf", tmp_path / "daemon", port, replica):
        deployed = subprocess.run(
            [str(Path(sys.executable).with_name("scrapyd-deploy")), "local"],
            cwd=checkout, env=environment(None) | {"PYTHONPATH": ""}, capture_output=True, text=True,
        )  # fmt: skip
        assert '"status": "ok"' in deployed.stdout, deployed.stdout + deployed.stderr
        settings = [f"{name}={value}" for name, value in FAST.items()]
        settings.append(f"OUTPUT_DIR={tmp_path / 'output'}")
        answer = ask(
            port, "schedule.json",
            [("project", "newscrawler"), ("spider", "sipac"), ("full", "1"),
             *(("setting", setting) for setting in settings)],
        )  # fmt: skip
        job = answer["jobid"]
        until = time.monotonic() + 120
        while not any(done["id"] == job for done in ask(port, "listjobs.json")["finished"]):
            assert time.monotonic() < until
            time.sleep(0.5)
    (report,) = lines(tmp_path / "output" / "runs.jsonl")
    assert (report["status"], report["arguments"]["full"]) == (0, "1")
    assert report["arguments"]["_job"] == job
    records = lines(tmp_path / "output" / "sipac.jsonl")
    assert len(records) == len(truth_addresses(replica))


@contextmanager
def scrapyd(config: Path, folder: Path, port: int, replica: Any) -> Iterator[None]:
    """A real scrapyd, from an empty folder, with the replica as the proxy of what it starts."""
    folder.mkdir()
    shutil.copy(config, folder / "scrapyd.conf")
    variables = environment(replica) | {"PYTHONPATH": "", "no_proxy": "127.0.0.1"}
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [str(Path(sys.executable).with_name("scrapyd"))],
            cwd=folder, env=variables, stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            until = time.monotonic() + 30
            while time.monotonic() < until:
                try:
                    ask(port, "daemonstatus.json")
                    break
                except OSError:
                    time.sleep(0.2)
            yield
        finally:
            process.terminate()
            process.wait(timeout=30)


def ask(port: int, operation: str, fields: list[tuple[str, str]] | None = None) -> dict[str, Any]:
    """One call of scrapyd's interface."""
    data = urlencode(fields).encode() if fields else None
    with urlopen(f"http://127.0.0.1:{port}/{operation}", data, timeout=60) as answer:
        answer = json.loads(answer.read())
    assert answer["status"] == "ok", answer
    return dict(answer)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
