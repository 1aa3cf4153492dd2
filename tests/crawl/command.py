"""The real command as a subprocess against a replica, and what it left behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from newscrawler.urls import identity
from tests.portal.fixture import Replica

ROOT = Path(__file__).resolve().parents[2]
FAST = {
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": 0,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
    "BLOCK_PAUSE": 0.1,
    "BACKOFF_BASE": 0.1,
    "DOWNLOAD_TIMEOUT": 5,
}
"""Settings for a server that needs no mercy."""
WARNINGS = "error::DeprecationWarning,error::scrapy.exceptions.ScrapyDeprecationWarning"


@dataclass
class Crawl:
    """One finished command."""

    status: int
    out: str
    err: str
    output: Path
    portal: str = "sipac"

    @cached_property
    def records(self) -> list[dict[str, Any]]:
        return lines(self.output / f"{self.portal}.jsonl")

    @cached_property
    def changes(self) -> list[dict[str, Any]]:
        return lines(self.output / f"{self.portal}.changes.jsonl")

    @property
    def report(self) -> dict[str, Any]:
        return lines(self.output / "runs.jsonl")[-1]

    @property
    def addresses(self) -> set[str]:
        return {identity(record["url"]) for record in self.records}

    def clean(self) -> None:
        """No traceback, no warning of Python's or Scrapy's, whatever happened."""
        for word in ("Traceback", "Deprecat", "Unhandled", "Warning:", "never awaited"):
            assert word not in self.err, self.err


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def environment(replica: Replica | None) -> dict[str, str]:
    """Variables of a command: the replica as proxy, warnings shown, and these tests importable."""
    names = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    if replica is not None:
        names |= {"http_proxy": replica.proxy_url, "https_proxy": replica.proxy_url}
    return names | {"PYTHONWARNINGS": "default", "COLUMNS": "200", "PYTHONPATH": str(ROOT)}


def command(
    *arguments: str, output: Path, replica: Replica | None = None, cwd: Path | None = None, **settings: Any
) -> list[str]:
    flags = [part for name, value in settings.items() for part in ("-s", f"{name}={value}")]
    return [sys.executable, "-m", "newscrawler.cli", *arguments, "-s", f"OUTPUT_DIR={output}", *flags]


def run(
    *arguments: str,
    output: Path,
    replica: Replica | None = None,
    timeout: float = 120,
    variables: Mapping[str, str] | None = None,
    **settings: Any,
) -> Crawl:
    """``newscrawler ARGUMENTS…`` to its end; ``variables`` are added to the process's own."""
    done = subprocess.run(
        command(*arguments, output=output, **settings),
        env=environment(replica) | dict(variables or {}),
        capture_output=True,
        text=True,
        timeout=timeout,
        cwd=output.parent,
    )
    return Crawl(done.returncode, done.stdout, done.stderr, output)


def crawl(replica: Replica, output: Path, *arguments: str, **settings: Any) -> Crawl:
    """``newscrawler crawl sipac ARGUMENTS…`` at full speed."""
    return run("crawl", "sipac", *arguments, output=output, replica=replica, **FAST | settings)


def truth_addresses(replica: Replica) -> set[str]:
    return {identity(truth["url"]) for truth in replica.truth()}
