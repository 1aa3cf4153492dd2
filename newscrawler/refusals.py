"""Requests that this program itself does not make, or answers it does not take: each with its cause.

They reach a request's errback like any failure of the network, and are never tracebacks.
"""

from __future__ import annotations

from scrapy.exceptions import IgnoreRequest

from newscrawler.verdict import Cause


class Refusal(IgnoreRequest):
    """Base: ``cause`` of the closed list and a finer ``kind``."""

    cause: Cause = Cause.INTERNAL

    def __init__(self, detail: str, kind: str = "") -> None:
        super().__init__(detail)
        self.kind = kind


class OutOfBounds(Refusal):
    """The address leaves the portal, goes to a private address, or is no web address."""

    cause = Cause.OFFSITE


class ForbiddenByRobots(Refusal):
    """robots.txt does not allow it, or could not be had (RFC 9309: then nothing is allowed)."""

    cause = Cause.ROBOTS


class Blocked(Refusal):
    """An anti-bot page, a limit or a maintenance page stood there after all tries."""

    cause = Cause.BLOCKED


class Truncated(Refusal):
    """The page ended early at every try."""

    cause = Cause.TRUNCATED


class Stopping(Refusal):
    """The run is ending (signal, budget, quiet hours): the page was not asked for. No failure."""
