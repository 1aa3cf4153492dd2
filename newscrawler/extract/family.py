"""Which publishing system made a page: by the elements it leaves, never by host."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from newscrawler.extract.layout import Layout
from newscrawler.extract.page import Page
from newscrawler.extract.select import select
from newscrawler.families import Family, load_families
from newscrawler.selectors import parse


class _Mark(NamedTuple):
    """One signature: all ``selectors`` find something."""

    family: Family
    selectors: tuple[str, ...]


class _Marks(NamedTuple):
    """Signatures by what their first selector asks for, so that a page is matched by set look-ups."""

    ids: dict[str, list[_Mark]]
    classes: dict[str, list[_Mark]]
    tags: dict[str, list[_Mark]]


def detect_family(page: Page) -> Family | None:
    """The family whose signature the page shows (else the one it hints at), or None."""
    layout = page.layout
    generator = page.meta.get("generator", "").lower()
    for sure in (True, False):
        found = {mark.family.name for mark in _shown(layout, _marks(sure))}
        for family in load_families().values():
            if family.name in found or (sure and family.generator and family.generator in generator):
                return family
    return None


def _shown(layout: Layout, marks: _Marks) -> list[_Mark]:
    candidates = [
        mark
        for table, keys in (
            (marks.ids, layout.by_id.keys()),
            (marks.classes, layout.by_class.keys()),
            (marks.tags, layout.by_tag.keys()),
        )
        for key in table.keys() & keys
        for mark in table[key]
    ]
    return [mark for mark in candidates if all(select(layout, selector) for selector in mark.selectors)]


@cache
def _marks(sure: bool) -> _Marks:
    marks = _Marks({}, {}, {})
    for family in load_families().values():
        for signature in family.signature if sure else family.hints:
            selectors = tuple(part.strip() for part in signature.split("&"))
            step = parse(selectors[0])[-1]
            if step.id:
                table, key = marks.ids, step.id
            elif step.classes:
                table, key = marks.classes, step.classes[0]
            else:
                table, key = marks.tags, step.tag
            table.setdefault(key, []).append(_Mark(family, selectors))
    return marks
