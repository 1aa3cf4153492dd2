"""The vocabulary in which profiles and families say where things stand: CSS selectors as data."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Selectors(BaseModel):
    """CSS selectors for the parts of an article page; of each list the first that yields something counts."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    breadcrumb: tuple[str, ...] = ()
    """Container of the trail, or its links."""
    headline: tuple[str, ...] = ()
    """One element whose br-separated lines are kicker, title, subtitle (gd.gov.cn form)."""
    kicker: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    subtitle: tuple[str, ...] = ()
    timestamp: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    strip: tuple[str, ...] = ()
    """The line 时间…来源…浏览量; wherever it stands it is no body text."""
    byline: tuple[str, ...] = ()
    """Editor or reporter line outside the body."""
    body: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    """Furniture within the body: share bars, related lists, pagers."""
    attachments: tuple[str, ...] = ()
    """Links to files outside the body."""


class ListSelectors(BaseModel):
    """CSS selectors for list pages; without them rows are found by their dates."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    row: tuple[str, ...] = ()
    link: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
