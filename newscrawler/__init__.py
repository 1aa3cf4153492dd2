"""Crawls Chinese government portals into clean records of who attended what, when, in which post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newscrawler.version import __version__

if TYPE_CHECKING:
    from newscrawler.extract import extract_article as extract_article
    from newscrawler.load import load as load

__all__ = ["__version__", "extract_article", "load"]


def __getattr__(name: str) -> object:
    """Load the two public functions on first use, so that ``import newscrawler`` costs nothing."""
    if name == "extract_article":
        from newscrawler.extract import extract_article

        return extract_article
    if name == "load":
        from newscrawler.load import load

        return load
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
