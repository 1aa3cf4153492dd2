"""Scrapy's downloader with more abilities: to hold a host, to stop within a moment, and to keep the delay
across runs.

Scrapy's own keeps queued requests until each had its delay, also when the crawl is closing: with a
Crawl-delay of ten seconds a SIGTERM would take minutes.
"""

from __future__ import annotations

from time import monotonic
from typing import Any

from scrapy import Request
from scrapy.core.downloader import Downloader, Slot
from scrapy.utils.asyncio import call_later

from newscrawler.refusals import Stopping
from newscrawler.run import pace_of

TICK = 0.25
"""Longest sleep, in seconds, before looking again whether the crawl is closing."""


class PatientDownloader(Downloader):
    """Set as DOWNLOADER."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._held: dict[str, float] = {}
        self._sent: dict[str, float] = {}
        self._pace = pace_of(self.crawler)

    def hold(self, host: str, seconds: float) -> None:
        """Ask ``host`` (slot key) for nothing before ``seconds`` have passed."""
        self._held[host] = max(self._held.get(host, 0.0), monotonic() + seconds)

    def slow_down(self, delay: float) -> None:
        """At least ``delay`` seconds between two requests from now on, to every host."""
        self._delay = max(self._delay, delay)
        for slot in self.slots.values():
            slot.delay = max(slot.delay, delay)

    @property
    def closing(self) -> bool:
        """Whether the crawl is ending."""
        engine = self.crawler.engine
        slot = engine and engine._slot
        return bool(slot and slot.closing is not None)

    def _process_queue(self, slot: Slot) -> None:
        if slot.latercall or not slot.queue:
            return
        if self.closing:
            while slot.queue:
                slot.queue.popleft()[1].errback(Stopping("the run is ending"))
            return
        key = self.get_slot_key(slot.queue[0][0])
        if self._pace and key not in self._sent and key not in self._held:
            self.hold(key, self._pace.rest())  # what a run before this one owes the portal
        now = monotonic()
        delay = slot.download_delay()
        wait = max(self._held.get(key, 0.0), slot.lastseen + delay if slot.lastseen else 0.0) - now
        if wait > 0:
            slot.latercall = call_later(min(wait, TICK), self._latercall, slot)
            return
        if slot.free_transfer_slots() <= 0:
            return
        if key in self._sent and self.crawler.stats:
            self.crawler.stats.min_value("newscrawler/smallest_gap", round(now - self._sent[key], 3))
        self._sent[key] = now
        if self._pace:
            self._pace.note(delay)
        super()._process_queue(slot)

    def ended(self, request: Request) -> None:
        """The answer is here, or there will be none; :mod:`newscrawler.handlers` says so.

        The delay counts from now: what was slow on its way must not meet its successor there.
        """
        slot = self.slots.get(request.meta.get(self.DOWNLOAD_SLOT, ""))
        if slot and slot.delay:
            slot.lastseen = monotonic()
            if self._pace:
                self._pace.note(slot.delay)
