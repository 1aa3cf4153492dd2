"""``manifest.jsonl``: the addresses of saved pages, ``{"file": …, "url": …}`` a line, paths relative to it.

An address of ``null`` or ``""`` is none: the page is then asked itself.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Any

from newscrawler.lines import json_value, numbered_lines

MANIFEST = "manifest.jsonl"


def read_manifest(path: Path) -> tuple[dict[str, str], list[str]]:
    """(file, with ``/`` → address; one line for a person for each thing that is wrong). Good lines count
    beside faulty ones."""
    found: dict[str, str] = {}
    troubles = []
    try:
        for number, line in numbered_lines(path):
            try:
                file, url = _entry(json_value(line))
            except (ValueError, LookupError, TypeError):
                troubles.append(
                    f'{path}:{number}: expected {{"file": …, "url": …}} with texts, or null for no address'
                )
                continue
            if url:
                found[file] = url
    except OSError as error:
        troubles.append(f"{path}: cannot be read: {error.strerror or error}")
    return found, troubles


def _entry(value: Any) -> tuple[str, str | None]:
    file, url = value["file"], value["url"]
    if not isinstance(file, str) or not isinstance(url, str | None):
        raise TypeError
    return PurePosixPath(file).as_posix(), url
