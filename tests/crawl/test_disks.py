"""The real command on a disk that is full, or that takes no writing: a small file system of its own, mounted in a
name space of the test's, so that neither root nor an unprivileged user can write past it."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.crawl.command import FAST, Crawl, command, crawl, environment, truth_addresses


def can_mount() -> bool:
    if shutil.which("unshare") is None:
        return False
    tried = subprocess.run(["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True)
    return tried.returncode == 0


MOUNTED = can_mount()


def crawl_on(replica: Any, folder: Path, prepare: str, afterwards: str = "true") -> Crawl:
    """A crawl into ``folder`` after ``prepare`` was run in its name space."""
    run = shlex.join(command("crawl", "sipac", output=folder, **FAST))
    script = f"{prepare}; {run}; status=$?; {afterwards}; exit $status"
    done = subprocess.run(
        ["unshare", "-rm", "/bin/sh", "-c", script],
        env=environment(replica), capture_output=True, text=True, timeout=120, cwd=folder.parent,
    )  # fmt: skip
    return Crawl(done.returncode, done.stdout, done.stderr, folder)


@pytest.mark.slow
@pytest.mark.skipif(not MOUNTED, reason="no file system can be mounted here without privileges")
def test_a_full_disk_is_reported_and_survived(portal: Any, tmp_path: Path) -> None:
    replica = portal(articles=120)
    output, kept = tmp_path / "output", tmp_path / "kept"
    output.mkdir()
    where = shlex.quote(str(output))
    full = crawl_on(
        replica,
        output,
        f"mount -t tmpfs -o size=900k tmpfs {where}",
        f"cp -a {where} {shlex.quote(str(kept))}",
    )
    full.clean()
    assert full.status == 1, full.out + full.err
    assert "failed: " in full.out + full.err
    assert "full" in full.out + full.err or "No space left" in full.out + full.err
    assert (kept / "state" / "sipac.sqlite").exists()
    assert ("no file was written" in full.out) is not (kept / "sipac.jsonl").exists()
    after = crawl(replica, kept)
    after.clean()
    assert after.status == 0, after.out
    assert "corrupt" not in after.err
    assert after.addresses == truth_addresses(replica)
    assert [change["seq"] for change in after.changes] == list(range(1, 121))


@pytest.mark.slow
@pytest.mark.skipif(not MOUNTED, reason="no file system can be mounted here without privileges")
def test_a_read_only_disk_is_reported_in_one_line(portal: Any, tmp_path: Path) -> None:
    replica = portal(articles=10)
    output = tmp_path / "output"
    assert crawl(replica, output).status == 0
    before = {path: path.read_bytes() for path in output.rglob("*") if path.is_file()}
    replica.add(3)
    where = shlex.quote(str(output))
    refused = crawl_on(replica, output, f"mount --bind {where} {where}; mount -o remount,bind,ro {where}")
    refused.clean()
    assert refused.status == 1, refused.out + refused.err
    assert refused.err.strip().splitlines()[-1].startswith("newscrawler: failed: ")
    assert {path: path.read_bytes() for path in output.rglob("*") if path.is_file()} == before
    assert crawl(replica, output).status == 0
