"""All records again from the stored responses: better rules update records without inventing revisions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from newscrawler.state.codec import dumps
from newscrawler.validate import storable_faults

if TYPE_CHECKING:
    from newscrawler.state.store import State

Values = dict[str, Any]


class Refresh(StrEnum):
    """What today's rules make of one stored page."""

    CHANGED = "changed"
    SAME = "unchanged"
    UNREAD = "no longer read"
    """Today's rules find no article on the page: the record stays as it is."""
    NO_PAGE = "without a stored page"
    FOUND = "found in quarantine"


def reextract(state: State, *, store: bool) -> Iterator[tuple[Refresh, str, Values, Values]]:
    """Go through all articles by id, then the quarantine; with ``store``, write what changed.

    Yields (result, id, record before, record after); a page of the quarantine that can be read today has
    ``{}`` before.
    """
    for known in state.all_known():
        old = state.get(known.id) or {}
        result, new = _refresh(state, old)
        if store and result is Refresh.CHANGED:
            state.replace(new)
        yield result, known.id, old, new
    yield from _quarantine(state, store)


def _refresh(state: State, old: Values) -> tuple[Refresh, Values]:
    try:
        new = state.looks.refreshed(old)
    except ValidationError:
        return Refresh.UNREAD, old
    if new is None:
        return Refresh.NO_PAGE, old
    if new is old:
        return Refresh.UNREAD, old
    return (Refresh.SAME if dumps(new) == dumps(old) else Refresh.CHANGED), new


def _quarantine(state: State, store: bool) -> Iterator[tuple[Refresh, str, Values, Values]]:
    for failure in list(state.failures.all()):
        pages, fetched_at = state.failures.pages(failure.url)
        if not pages or fetched_at is None or failure.cause not in ("empty", "invalid"):
            continue
        try:
            article = state.extract(pages, portal=state.portal, topics=failure.topics, fetched_at=fetched_at)
        except ValidationError:
            continue
        if storable_faults(article):
            continue
        if store:
            state.record(article, pages, fetched_at, met_at=(failure.url,))
        yield Refresh.FOUND, article.id, {}, json.loads(article.to_line())
