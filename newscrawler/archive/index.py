"""CDXJ: one sorted line for each capture of a WARC file, as pywb and its kin look captures up.

``cn,gov,sipac)/szgyyq/index.shtml 20261125030000 {"url": …, "mime": …, "status": …, "digest": …,
"length": …, "offset": …, "filename": …}``; the index of ``x.warc.gz`` is ``x.cdxj`` beside it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from newscrawler.outputs import replacing
from newscrawler.state.codec import dumps

_WWW = re.compile(r"^www\d*\.")


def surt(url: str) -> str:
    """The sort key of an address, host reversed: what captures of one page under any spelling share.

    >>> surt("https://www.sipac.gov.cn/szgyyq/index.shtml?b=2&a=1")
    'cn,gov,sipac)/szgyyq/index.shtml?a=1&b=2'
    """
    try:
        parts = urlsplit(url)
        host, port = _WWW.sub("", (parts.hostname or "").lower()), parts.port
    except ValueError:
        return url.lower()
    if not host:
        return url.lower()
    key = ",".join(reversed(host.split("."))) + (f":{port}" if port not in (None, 80, 443) else "")
    path = parts.path.lower()
    path = path.rstrip("/") or "/"
    query = "&".join(sorted(parts.query.lower().split("&"))) if parts.query else ""
    return f"{key}){path}" + (f"?{query}" if query else "")


def line(url: str, date: datetime, fields: dict[str, Any]) -> str:
    """One capture: ``fields`` are mime, status, digest, length, offset, filename."""
    values = {name: str(value) for name, value in fields.items() if value is not None}
    return f"{surt(url)} {date.astimezone(UTC):%Y%m%d%H%M%S} {dumps({'url': url, **values})}"


def index_path(warc: Path) -> Path:
    """``x.warc.gz`` → ``x.cdxj``."""
    return warc.with_name(warc.name.removesuffix(".gz").removesuffix(".warc") + ".cdxj")


def read(path: Path) -> list[str]:
    """The lines of an index; none where there is no such file or it is no text."""
    try:
        return path.read_text("utf-8").splitlines()
    except (FileNotFoundError, UnicodeDecodeError):
        return []


def write(path: Path, lines: Iterable[str]) -> None:
    """Sorted by bytes, whole or not at all."""
    encoded = sorted({entry.encode("utf-8", "surrogatepass") for entry in lines})
    with replacing(path) as file:
        file.writelines(entry + b"\n" for entry in encoded)


def end_of(lines: Iterable[str]) -> int:
    """Where the last indexed record of a file ends; 0 for an empty or unreadable index."""
    ends = [0]
    for entry in lines:
        try:
            values = json.loads(entry.split(" ", 2)[2])
            ends.append(int(values["offset"]) + int(values["length"]))
        except (ValueError, KeyError, IndexError, TypeError):
            return 0
    return max(ends)
