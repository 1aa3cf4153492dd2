"""What changed between two records of one article, and whether the newer one is the worse. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_FIELDS = (
    "site_name", "breadcrumb", "kicker", "title", "subtitle", "timestamp", "source", "reporters", "edition",
    "paragraphs", "attendees", "images", "attachments",
)  # fmt: skip
_SHRUNK = 0.2
"""A body that keeps less than this share of its characters has lost them."""
_LONG = 200
"""Characters from which on a body can be said to have shrunk."""
_NOT_PAGE = {"id", "url", "first_seen", "crawled_at", "topics", "revision", "status", "extractor_version"}
"""What the state decides, not the page."""
_PRECISION = {"second": 3, "minute": 2, "day": 1, None: 0}

Record = Mapping[str, Any]


def doubtful_fields(old: Record, new: Record) -> list[str]:
    """Fields for which ``new`` may be the worse reading of a changed page; empty where it can be believed.

    Those that were lost, and, where the content differs, those that only the general layer gave now but
    profile, family or meta tags gave before: so a redesign that the family no longer reads shows.
    """
    doubts = lost_fields(old, new)
    if old["content_hash"] != new["content_hash"]:
        layers, before = new["provenance"], old["provenance"]
        doubts += [
            name
            for name in _FIELDS
            if name not in doubts
            and layers.get(name) == "general"
            and before.get(name, "general") != "general"
        ]
    return doubts


def lost_fields(old: Record, new: Record) -> list[str]:
    """Fields that ``old`` filled and ``new`` does not; ``paragraphs`` also where next to nothing is left,
    ``timestamp`` also where it is less precise.

    >>> lost_fields({"title": "甲", "paragraphs": ["乙" * 300]}, {"title": "甲", "paragraphs": ["乙"]})
    ['paragraphs']
    """
    lost = [name for name in _FIELDS if old.get(name) and not new.get(name)]
    before, after = _length(old), _length(new)
    if "paragraphs" not in lost and before >= _LONG and after < before * _SHRUNK:
        lost.append("paragraphs")
    if "timestamp" not in lost and _precision(new) < _precision(old):
        lost.append("timestamp")
    return lost


def _precision(record: Record) -> int:
    return _PRECISION[record.get("timestamp_precision")]


def _length(record: Record) -> int:
    paragraphs: Sequence[str] = record.get("paragraphs") or ()
    return sum(map(len, paragraphs))


def same_page(old: Record, new: Record) -> bool:
    """Whether two records say the same of the page, times of fetching and the state's own fields aside."""
    return all(old[name] == value for name, value in new.items() if name not in _NOT_PAGE)
