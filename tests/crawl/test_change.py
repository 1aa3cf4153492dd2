"""A portal that changes its make, and a state or disk that fails: exit status, reason, and what is kept."""

from __future__ import annotations

import resource
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.crawl.command import FAST, command, crawl, environment, run, truth_addresses


@pytest.mark.parametrize("make", ["script", "bare"])
def test_a_redesign_ends_with_4_names_fields_and_replaces_nothing(
    portal: Any, output: Path, make: str
) -> None:
    replica = portal(articles=80)
    assert crawl(replica, output).status == 0
    before = (output / "sipac.jsonl").read_bytes()
    replica.redesign(make)
    for _ in range(2):
        changed = crawl(replica, output, "--full")
        changed.clean()
        assert changed.status == 4, changed.out
        reason = changed.report["reason"]
        assert reason.startswith("changed: ")
        assert any(name in reason for name in ("title", "paragraphs", "attendees"))
        assert changed.out.splitlines()[0] == f"sipac: {reason} (exit status 4)"
        assert (output / "sipac.jsonl").read_bytes() == before
    replica.redesign(None)
    mended = crawl(replica, output, "--full")
    assert mended.status == 0, mended.out
    assert (output / "sipac.jsonl").read_bytes() == before


def test_a_corrupt_state_is_kept_aside_and_rebuilt(portal: Any, output: Path) -> None:
    replica = portal(articles=40)
    assert crawl(replica, output).status == 0
    before = (output / "sipac.jsonl").read_bytes()
    state = output / "state" / "sipac.sqlite"
    state.write_bytes(state.read_bytes()[:5000] + b"\xa5" * 60_000)
    mended = crawl(replica, output)
    mended.clean()
    assert mended.status == 0, mended.out
    assert "is corrupt" in mended.err and "rebuilt from the JSON Lines: 4" in mended.err
    assert (output / "sipac.jsonl").read_bytes() == before
    assert len(list(state.parent.glob("sipac.sqlite.corrupt-*"))) >= 1


def test_a_disk_that_refuses_ends_with_1(portal: Any, output: Path) -> None:
    """A folder in the place of a file to be written is refused by every file system, and to root too."""
    replica = portal(articles=20)
    (output / ".sipac.jsonl.part" / "x").mkdir(parents=True)
    failed = crawl(replica, output)
    failed.clean()
    assert failed.status == 1
    assert "failed: output of sipac" in failed.out
    (output / ".sipac.jsonl.part" / "x").rmdir()
    (output / ".sipac.jsonl.part").rmdir()
    assert crawl(replica, output).status == 0
    assert len((output / "sipac.jsonl").read_bytes().splitlines()) == len(replica.truth())


def test_a_disk_that_fills_up_in_mid_run_ends_with_1_and_loses_nothing(portal: Any, output: Path) -> None:
    """The kernel refuses to let any file grow beyond 600 KB."""
    replica = portal(articles=150)
    process = subprocess.run(
        command("crawl", "sipac", output=output, **FAST),
        env=environment(replica),
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000)),
    )
    assert process.returncode == 1, process.stderr
    assert "Traceback" not in process.stderr
    assert process.stdout.startswith("sipac: failed: state of sipac: disk I/O error")
    after = crawl(replica, output)
    after.clean()
    assert after.status == 0, after.out
    assert after.addresses == truth_addresses(replica)
    assert "rebuilt" not in after.err
    assert [change["seq"] for change in after.changes] == list(range(1, 151))


def test_history_and_reextract_after_an_edit(portal: Any, output: Path) -> None:
    replica = portal(articles=30)
    crawl(replica, output)
    (address,) = replica.edit(1)
    assert crawl(replica, output, "--full").report["outcomes"]["revised"] == 1
    shown = run("history", address, output=output)
    assert shown.status == 0, shown.err
    assert "revised  revision 2" in shown.out and "\n- " in shown.out and "\n+ " in shown.out
    again = run("reextract", "sipac", output=output)
    assert (again.status, "changed" in again.err.replace("unchanged", "")) == (0, False), again.err
