"""Settings that cannot be used: one line, status 2, and the portal is asked for nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.command import newscrawler
from tests.crawl.command import crawl


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("ALERT_STATUSES", "x,y", "whole numbers with commas between them"),
        ("DOWNLOAD_DELAY", "abc", "a number without a unit, 0 or more"),
        ("DOWNLOAD_DELAY", "-1", "a number without a unit, 0 or more"),
        ("DOWNLOAD_DELAY", "nan", "a number without a unit, 0 or more"),
        ("DOWNLOAD_MAXSIZE", "8MB", "a whole number without a unit, 0 or more"),
        ("CONCURRENT_REQUESTS_PER_DOMAIN", "0", "a whole number without a unit, above 0"),
        ("AUTOTHROTTLE_ENABLED", "perhaps", "True or False"),
        ("MAX_TIME", "2h", "a number without a unit, 0 or more"),
        ("LOG_LEVEL", "LOUD", "DEBUG, INFO, WARNING, ERROR or CRITICAL"),
    ],
)
def test_a_value_that_cannot_be_used(portal: Any, output: Path, name: str, value: str, wanted: str) -> None:
    replica = portal(articles=5)
    done = crawl(replica, output, **{name: value})
    assert (done.status, done.out) == (2, "")
    assert done.err == f"newscrawler: {name}={value}: must be {wanted}\n"
    assert replica.log() == [] and not output.exists()


def test_a_log_that_cannot_be_written(portal: Any, output: Path, tmp_path: Path) -> None:
    replica = portal(articles=5)
    done = crawl(replica, output, "--logfile", str(tmp_path / "none" / "x.log"))
    assert (done.status, done.out) == (2, "")
    assert done.err == (
        f"newscrawler: --logfile {tmp_path / 'none' / 'x.log'}: cannot be written: No such file or directory\n"
    )
    assert replica.log() == []


@pytest.mark.parametrize("command", [("extract", "."), ("explain", "x"), ("topics", "sipac")])
def test_words_of_ones_own_that_are_not_there(command: tuple[str, ...], tmp_path: Path) -> None:
    done = newscrawler(*command, "-s", "LEXICON_DIR=nothere", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "newscrawler: LEXICON_DIR=nothere: no such folder\n"
