"""Crawls Chinese government portals into clean records of who attended what, when, in which post."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from newscrawler.version import __version__

if TYPE_CHECKING:
    from newscrawler.extract import extract_article as extract_article
    from newscrawler.loading import load as load
    from newscrawler.loading import load_events as load_events
    from newscrawler.tables.frames import frames as frames

__all__ = ["__version__", "extract_article", "frames", "load", "load_events"]

_HOMES = {
    "extract_article": "newscrawler.extract",
    "frames": "newscrawler.tables.frames",
    "load": "newscrawler.loading",
    "load_events": "newscrawler.loading",
}


def __getattr__(name: str) -> object:
    """Load the public functions on first use, so that ``import newscrawler`` costs nothing."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
