"""Stage attendees: people who took part, attending groups, and the day of the event."""

from __future__ import annotations

from newscrawler.extract.context import Context, Document
from newscrawler.extract.draft import Draft


def run(document: Document, context: Context, draft: Draft) -> None:
    """Fill ``attendees``, ``attending_groups`` and ``event_date`` of ``draft`` from its texts."""
