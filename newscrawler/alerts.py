"""Telling someone of a bad verdict: the run's report is posted as JSON to an address of the user's choice.

Setting ALERT_WEBHOOK, for the statuses in ALERT_STATUSES. It is sent once the run is over and its report
written; that it could not be sent is a line in the log and changes no verdict.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from http.client import HTTPException
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from newscrawler.state.codec import dumps
from newscrawler.version import __version__

log = logging.getLogger(__name__)
TIMEOUT = 15.0
"""Seconds to wait for the answer."""


def alert(webhook: str, statuses: Iterable[int], report: Mapping[str, Any]) -> bool:
    """Post ``report`` (a line of ``runs.jsonl``) to ``webhook`` if its status is among ``statuses`` → whether
    it was taken. ``text`` repeats the verdict in one line, which is what chat services show."""
    if not webhook or report.get("status") not in set(statuses):
        return False
    text = f"newscrawler {report.get('portal')}: {report.get('reason')} (exit status {report.get('status')})"
    request = Request(
        webhook,
        dumps({"text": text, **report}).encode(),
        {"Content-Type": "application/json; charset=utf-8", "User-Agent": f"newscrawler/{__version__}"},
    )
    try:
        with urlopen(request, timeout=TIMEOUT):
            return True
    except (URLError, HTTPException, OSError, ValueError) as error:
        log.warning("ALERT_WEBHOOK at %s: not told of this run: %s", urlsplit(webhook).hostname, error)
        return False


def webhook_fault(webhook: str) -> str | None:
    """What is wrong with an address for ALERT_WEBHOOK, in one line, or None.

    >>> webhook_fault("ftp://example.org/"), webhook_fault("https://example.org/hook")
    ('ALERT_WEBHOOK: must be an http or https address', None)
    """
    try:
        parts = urlsplit(webhook)
        sound = not webhook or (parts.scheme in ("http", "https") and bool(parts.hostname))
    except ValueError:
        sound = False
    return None if sound else "ALERT_WEBHOOK: must be an http or https address"
