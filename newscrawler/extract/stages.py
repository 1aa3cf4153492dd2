"""STAGES: the one ordered list of extraction, run alike by the crawl, offline and on every re-extraction."""

from __future__ import annotations

from collections.abc import Callable

from newscrawler.extract import attendees, body, byline, headline
from newscrawler.extract.context import Context, Document
from newscrawler.extract.draft import Draft

Stage = Callable[[Document, Context, Draft], None]

STAGES: tuple[Stage, ...] = (headline.run, body.run, byline.run, attendees.run)
"""Later stages read what earlier ones set: bylines leave the paragraphs before attendees are sought."""
