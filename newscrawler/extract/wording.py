"""Words of headlines, strips and trails; the lists stand in headline.toml."""

from __future__ import annotations

import tomllib
from importlib import resources

from newscrawler.extract.patterns import guarded

_FILE = resources.files("newscrawler.extract") / "headline.toml"
_LISTS: dict[str, list[str]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))


def words(name: str) -> list[str]:
    """One list as it stands in the file: words or parts of regular expressions."""
    return _LISTS[name]


def any_of(*names: str) -> str:
    """Lists as one regular expression without a group of its own: ``(?:a|b|c)``."""
    return guarded(part for name in names for part in _LISTS[name])
