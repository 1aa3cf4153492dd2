"""Libraries that only some commands need, and what to say when one is missing."""

from __future__ import annotations

import importlib
from typing import Any


class MissingExtraError(ImportError):
    """A library of an extra is not installed; the message is one line that says how to get it."""


def require(module: str, extra: str) -> Any:
    """The module, or :class:`MissingExtraError` naming the extra that brings it.

    >>> require("no_such_library", "export")
    Traceback (most recent call last):
    newscrawler.extras.MissingExtraError: this needs no_such_library: pip install 'newscrawler[export]'
    """
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        library = module.partition(".")[0]
        if (error.name or "").partition(".")[0] != library:
            raise
        raise MissingExtraError(f"this needs {library}: pip install 'newscrawler[{extra}]'") from error
