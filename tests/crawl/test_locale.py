"""A locale that knows no Chinese (a bare container, cron): nothing ends in a traceback, topics are found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.crawl.command import FAST, run

BARE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


def test_a_locale_without_chinese(portal: Any, output: Path) -> None:
    replica = portal(articles=40)

    def bare(*arguments: str) -> Any:
        done = run(*arguments, output=output, replica=replica, variables=BARE, **FAST)
        assert "Traceback" not in done.err
        return done

    assert bare("crawl", "sipac").status == 0
    shown = bare("topics", "sipac")
    assert shown.status == 0 and "政务要闻".encode("ascii", "backslashreplace").decode() in shown.out
    part = bare("crawl", "sipac", "-a", "topic=政务要闻")
    assert part.status == 0 and part.report["arguments"] == {"topic": "政务要闻"}
    assert bare("explain", str(output / "sipac.jsonl")).status == 0
    assert bare("portals").status == 0
