"""Settings as people type them: each must be such as its default is, told before anything is asked for.

Scrapy reads a setting where it needs it, so that a slip would show as a traceback, after the crawl at worst.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from math import isfinite
from pathlib import Path
from typing import Any

from scrapy.settings import BaseSettings

from newscrawler import settings as defaults

_ABOVE_ZERO = frozenset(
    {
        "ARCHIVE_MAX_BYTES", "ARTICLE_PAGES_MAX", "AUTOTHROTTLE_TARGET_CONCURRENCY", "BLOCK_LIMIT",
        "CONCURRENT_ITEMS", "CONCURRENT_REQUESTS", "CONCURRENT_REQUESTS_PER_DOMAIN", "DOWNLOAD_TIMEOUT",
        "LIST_PAGES_MAX", "LISTS_MAX",
    }
)  # fmt: skip
"""Numbers with which nothing could be crawled if they were 0; of all others 0 means none, or no limit."""


def settings_fault(settings: BaseSettings) -> str | None:
    """The first setting that cannot be used, in one line that says what can; None where all are sound.

    >>> settings_fault(BaseSettings(vars(defaults) | {"DOWNLOAD_DELAY": "abc"}))
    'DOWNLOAD_DELAY=abc: must be a number without a unit, 0 or more'
    """
    return next(_faults(settings), None)


def _faults(settings: BaseSettings) -> Iterator[str]:
    for name, default in vars(defaults).items():
        value = settings.get(name)
        if name.isupper() and value != default and (wanted := _unmet(settings, name, default)):
            yield f"{name}={value}: must be {wanted}"
    if (level := settings.get("LOG_LEVEL")) not in logging.getLevelNamesMapping():
        yield f"LOG_LEVEL={level}: must be DEBUG, INFO, WARNING, ERROR or CRITICAL"
    if (folder := settings.get("LEXICON_DIR")) and not Path(folder).is_dir():
        yield f"LEXICON_DIR={folder}: no such folder"
    if (file := settings.get("LOG_FILE")) and settings.getbool("LOG_ENABLED") and (why := _unwritable(file)):
        yield f"--logfile {file}: cannot be written: {why}"


def _unmet(settings: BaseSettings, name: str, default: Any) -> str | None:
    """What a setting must be and is not; None where it is, or where its default is no number."""
    if isinstance(default, bool):
        return None if _reads(settings.getbool, name) else "True or False"
    if isinstance(default, list):
        return None if _reads(_numbers, settings, name) else "whole numbers with commas between them"
    if not isinstance(default, int | float):
        return None
    whole = isinstance(default, int)
    read = settings.getint if whole else settings.getfloat
    above = name in _ABOVE_ZERO
    if _reads(read, name) and isfinite(number := read(name)) and (number > 0 if above else number >= 0):
        return None
    return f"a {'whole ' if whole else ''}number without a unit, {'above 0' if above else '0 or more'}"


def _numbers(settings: BaseSettings, name: str) -> list[int]:
    return [int(part) for part in settings.getlist(name)]


def _reads(read: Any, *arguments: Any) -> bool:
    """Whether ``read`` takes what stands there."""
    try:
        read(*arguments)
    except (ValueError, TypeError):
        return False
    return True


def _unwritable(file: str) -> str | None:
    """Why the log cannot go there; None where it can."""
    try:
        with Path(file).open("ab"):
            return None
    except OSError as error:
        return error.strerror or str(error)
