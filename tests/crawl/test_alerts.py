"""A bad verdict is posted to the webhook; a good one is not; a deaf webhook changes nothing."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.crawl.command import crawl


class Hook(BaseHTTPRequestHandler):
    """Keeps what is posted."""

    posted: list[dict[str, Any]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.posted.append({"type": self.headers["Content-Type"], "body": json.loads(body)})
        self.send_response(204)
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        """Nothing."""


@pytest.fixture
def hook() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    posted: list[dict[str, Any]] = []
    server = HTTPServer(("127.0.0.1", 0), type("H", (Hook,), {"posted": posted}))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/hook", posted
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_bad_verdict_is_told_and_a_good_one_is_not(portal: Any, output: Path, hook: Any) -> None:
    address, posted = hook
    replica = portal(articles=10)
    good = crawl(replica, output, variables={"no_proxy": "127.0.0.1"}, ALERT_WEBHOOK=address)
    assert (good.status, posted) == (0, [])
    replica.unreachable()
    bad = crawl(replica, output, variables={"no_proxy": "127.0.0.1"}, ALERT_WEBHOOK=address, RETRY_TIMES=0)
    assert bad.status == 3
    (told,) = posted
    assert told["type"].startswith("application/json")
    report = dict(told["body"])
    assert report.pop("text") == f"newscrawler sipac: {bad.report['reason']} (exit status 3)"
    assert report == bad.report


def test_a_webhook_that_does_not_answer_changes_no_verdict(portal: Any, output: Path) -> None:
    replica = portal(articles=10)
    done = crawl(replica, output, ALERT_WEBHOOK="http://127.0.0.1:9/hook", ALERT_STATUSES="0")
    assert done.status == 0
    assert "ALERT_WEBHOOK at 127.0.0.1: not told" in done.err


def test_a_webhook_that_is_no_address(output: Path) -> None:
    from tests.crawl.command import run

    done = run("crawl", "sipac", output=output, ALERT_WEBHOOK="file:///etc/passwd")
    assert (done.status, done.err.count("\n")) == (2, 1)
