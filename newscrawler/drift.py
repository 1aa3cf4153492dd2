"""Drift: does the portal still look as its profile and its own history say? Pure.

A finding fails the run (exit status 4) or warns. Fails: a field filled less often than the profile expects
or the portal's healthy runs had it, too few articles on the lists, lists that lost their articles, pages
that can no longer be read, known articles that read worse than before on many pages at once. Warns: fields
that fall back to more general layers, too many articles, pages of quite another size.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt
from typing import Any

from newscrawler.portals.profile import FILLED, Expectations
from newscrawler.record import Article

FIELDS = FILLED
ENOUGH = 20
"""Extracted pages from which on fill rates mean something."""
_DROP = 0.15
"""Least drop of a rate that counts, beside three standard errors of it."""
_SHIFT = 0.5
"""Least drop of the share of pages on which profile or family gave a field."""
_FEW = 3
"""Pages from which on a common fault is no accident."""
_PER_RUN = 200
"""Pages of one past run that count at most, so that the first crawl does not outweigh all later ones."""
_SPECIFIC = ("profile", "family")


@dataclass(slots=True)
class Coverage:
    """What the pages extracted in one run had; whatever came of their records."""

    pages: int = 0
    unread: int = 0
    """Pages without title or body."""
    size: int = 0
    """Bytes of their responses."""
    filled: Counter[str] = field(default_factory=Counter)
    specific: Counter[str] = field(default_factory=Counter)
    """Field → pages on which profile or family gave it."""

    def add(self, article: Article, size: int) -> None:
        """Count one extracted page (or the pages of one article) of ``size`` bytes."""
        self.pages += 1
        self.unread += "no_article" in article.warnings
        self.size += size
        self.filled.update(name for name in FIELDS if getattr(article, name))
        self.specific.update(
            name
            for name, layer in article.provenance.items()
            if name in FIELDS and layer.partition(":")[0] in _SPECIFIC
        )

    def report(self) -> dict[str, Any]:
        """As the run's report keeps it, and :func:`judge` reads it again: shares of pages by field."""
        if not self.pages:
            return {"pages": 0}
        return {
            "pages": self.pages,
            "unread": self.unread,
            "mean_bytes": self.size // self.pages,
            "fill": {name: round(self.filled[name] / self.pages, 4) for name in FIELDS},
            "specific": {name: round(self.specific[name] / self.pages, 4) for name in FIELDS},
        }


@dataclass(slots=True)
class Observed:
    """What a run saw, for judgement."""

    coverage: Coverage = field(default_factory=Coverage)
    restricted: bool = False
    list_pages: int = 0
    rows: int = 0
    """Articles shown by its list pages, known ones included."""
    walked: int = 0
    """Lists whose first page was read."""
    emptied: Sequence[str] = ()
    """Those of them that had articles in an earlier walk and show none now."""
    known: int = 0
    """Known articles looked at (200 and 304)."""
    held: int = 0
    """Those of them that read worse than before: fields lost, or no longer read by the family."""
    lost: Counter[str] = field(default_factory=Counter)
    """Field → known articles that lost it."""


@dataclass(slots=True)
class Findings:
    """One line each."""

    fails: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def judge(seen: Observed, expect: Expectations, history: Iterable[Mapping[str, Any]]) -> Findings:
    """``history``: reports of coverage of the healthy unrestricted runs before, newest first."""
    found = Findings()
    _unread(seen, found)
    _lost(seen, found)
    if seen.coverage.pages >= ENOUGH:
        baseline = _pool(history)
        _fill(seen, expect, baseline, found)
        _shifts(seen, baseline, found)
    if not seen.restricted:
        _counts(seen, expect, found)
    return found


def _unread(seen: Observed, found: Findings) -> None:
    pages, unread = seen.coverage.pages, seen.coverage.unread
    if unread >= _FEW and unread > pages / 2:
        found.fails.append(f"{unread} of {pages} article pages have no title or body that can be read")


def _lost(seen: Observed, found: Findings) -> None:
    if seen.held >= _FEW and seen.held >= seen.known * 0.2:
        names = ", ".join(name for name, _ in seen.lost.most_common())
        found.fails.append(
            f"{seen.held} of {seen.known} known articles read worse than before ({names}); held back"
        )


def _fill(seen: Observed, expect: Expectations, baseline: Mapping[str, Any], found: Findings) -> None:
    rates = seen.coverage.report()["fill"]
    for name in FIELDS:
        now = rates[name]
        if name in expect.fill:
            if now < expect.fill[name]:
                found.fails.append(f"{name}: on {now:.0%} of pages, expected {expect.fill[name]:.0%}")
        elif baseline and not seen.restricted:
            before = baseline["fill"][name]
            error = sqrt(before * (1 - before) / seen.coverage.pages)
            if now < before - max(_DROP, 3 * error):
                found.fails.append(f"{name}: on {now:.0%} of pages, {before:.0%} before")


def _shifts(seen: Observed, baseline: Mapping[str, Any], found: Findings) -> None:
    if not baseline:
        return
    now = seen.coverage.report()
    for name in FIELDS:
        before = baseline["specific"][name]
        if now["specific"][name] < before - _SHIFT:
            share = now["specific"][name]
            found.warnings.append(
                f"{name}: read by profile or family on {share:.0%} of pages, {before:.0%} before"
            )
    if not baseline["mean_bytes"] / 3 <= now["mean_bytes"] <= baseline["mean_bytes"] * 3:
        found.warnings.append(f"pages of {now['mean_bytes']} bytes, {baseline['mean_bytes']} before")


def _counts(seen: Observed, expect: Expectations, found: Findings) -> None:
    if not seen.list_pages:
        return
    if not seen.rows:
        found.fails.append(f"no article on any of {seen.list_pages} list pages")
    elif seen.rows < expect.items_min:
        found.fails.append(f"{seen.rows} articles on the lists, expected at least {expect.items_min}")
    elif expect.items_max is not None and seen.rows > expect.items_max:
        found.warnings.append(f"{seen.rows} articles on the lists, expected at most {expect.items_max}")
    if seen.emptied and seen.rows:
        line = (
            f"{len(seen.emptied)} of {seen.walked} lists lost their articles: {', '.join(seen.emptied[:3])}"
        )
        (found.fails if len(seen.emptied) >= seen.walked * 0.2 else found.warnings).append(line)


def _pool(history: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The healthy runs before as one: shares weighted by pages; empty where they had too few."""
    weights = [(min(past.get("pages", 0), _PER_RUN), past) for past in history]
    weights = [(weight, past) for weight, past in weights if weight]
    total = sum(weight for weight, _ in weights)
    if total < ENOUGH:
        return {}

    def mean(value: Any) -> float:
        return float(sum(weight * value(past) for weight, past in weights) / total)

    return {
        "fill": {name: mean(lambda past, name=name: past["fill"].get(name, 0.0)) for name in FIELDS},
        "specific": {name: mean(lambda past, name=name: past["specific"].get(name, 0.0)) for name in FIELDS},
        "mean_bytes": round(mean(lambda past: past["mean_bytes"])),
    }
