"""The difference between two records of one article, in lines for a person. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from newscrawler.record import FIELDS

_BOOKKEEPING = frozenset(
    {"content_hash", "revision", "crawled_at", "extractor_version", "provenance", "raw", "schema_version"}
)
"""Says nothing that a reader of the page would see."""
_CONTEXT = 20
"""Characters left around a change within a long paragraph."""


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    """One line for each change: ``- before`` and ``+ after`` under the name of the field.

    >>> list(differences({"title": "甲"}, {"title": "乙"}))
    ['title', '- 甲', '+ 乙']
    """
    for name in FIELDS:
        before, after = old.get(name), new.get(name)
        if before == after or name in _BOOKKEEPING:
            continue
        yield name
        if isinstance(before, list) and isinstance(after, list):
            yield from _lists(before, after)
        else:
            yield from (f"- {_text(before)}", f"+ {_text(after)}")


def _lists(before: Sequence[Any], after: Sequence[Any]) -> Iterator[str]:
    """Entries that went and came; of one that was rewritten, the part that differs."""
    old, new = [_text(entry) for entry in before], [_text(entry) for entry in after]
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if j - i == m - k:
            for place, was, now in zip(range(i, j), old[i:j], new[k:m], strict=True):
                was, now = _cut(was, now)
                yield from (f"- [{place}] {was}", f"+ [{place}] {now}")
        else:
            yield from (f"- [{place}] {entry}" for place, entry in zip(range(i, j), old[i:j], strict=True))
            yield from (f"+ [{place}] {entry}" for place, entry in zip(range(k, m), new[k:m], strict=True))


def _cut(was: str, now: str) -> tuple[str, str]:
    """Two texts without most of what they share at both ends."""
    start = 0
    while start < min(len(was), len(now)) and was[start] == now[start]:
        start += 1
    end = 0
    while end < min(len(was), len(now)) - start and was[-1 - end] == now[-1 - end]:
        end += 1
    start, end = max(0, start - _CONTEXT), max(0, end - _CONTEXT)
    return _middle(was, start, end), _middle(now, start, end)


def _middle(text: str, start: int, end: int) -> str:
    head = "…" if start else ""
    tail = "…" if end else ""
    return head + text[start : len(text) - end] + tail


def _text(value: Any) -> str:
    """A value of a record as a person reads it; nothing is ∅."""
    if value is None or value == [] or value == {}:
        return "∅"
    if isinstance(value, Mapping):
        shown = (f"{key} {_text(entry)}" for key, entry in value.items() if entry not in (None, [], {}))
        return ", ".join(shown)
    if isinstance(value, list):
        return " / ".join(map(_text, value))
    return str(value)
