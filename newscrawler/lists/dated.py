"""Rows found by their dates.

The smallest element around a date that also holds a headline's link is a row, and rows of one make are a
list. Siblings of the same make without a date (pinned entries) belong to it.
"""

from __future__ import annotations

from collections import Counter
from itertools import islice

from newscrawler.extract.layout import Element
from newscrawler.extract.page import Page
from newscrawler.families import Family
from newscrawler.lists.addresses import Form
from newscrawler.lists.rows import (
    Group,
    Row,
    address_of,
    group_of,
    is_hidden,
    leads,
    make_of,
    row_from,
    row_within,
    title_links,
)
from newscrawler.lists.stamps import Stamp, own_stamp, stamps_under
from newscrawler.lists.titles import headline

_CLIMB = 8
"""Steps from a date to the row around it; real rows need three."""
_SIBLINGS = ("li", "tr", "dd")
"""Rows by their tag: one without a date beside others belongs to their list (a pinned entry)."""
_LINKS = 5
"""Links that one row may hold: title, column, author, tags."""
_NEAR = 3
"""Steps from a date to the link whose only text it is."""
_INLINE = frozenset(
    ("a", "b", "em", "font", "i", "label", "p", "span", "strong", "time", "h1", "h2", "h3", "h4", "h5", "h6")
)


def rows_by_dates(page: Page, family: Family | None) -> list[Group]:
    """Groups of rows of one make, each in page order."""
    stamps = _by_holder(page.tree)
    groups: dict[tuple[str, ...], Group] = {}
    parents: dict[Element, tuple[str, ...]] = {}
    stamped: dict[Element, Row] = {}
    for holder, found in stamps.items():
        if len(found) > 1 and len(title_links(holder)) > 1:
            rows = _flat(page, holder, {stamp.place: stamp for stamp in found}, family)
            group_of(groups, make_of(holder, flat=True), holder).rows.extend(rows)
            continue
        element = _lift(holder, stamps)
        stamp = own_stamp(found)
        row = row_within(page, element, stamp.text, stamp.day, family)
        if row is None:
            continue
        stamped[element] = row
        parent = element.getparent()
        if parent is not None and parent not in parents:
            parents[parent] = make_of(element)
    for parent, make in parents.items():
        group = group_of(groups, make, parent)
        rows = group.rows
        for child in parent:
            if child in stamped:
                rows.append(stamped[child])
                group.first = child if group.first is None else group.first
            elif isinstance(child.tag, str) and child.tag in _SIBLINGS and make[0] == f"{child.tag}.":
                row = row_within(page, child, "", None, family)
                if row is not None and row.stands and row.form is not Form.LIST and len(row.title) > 3:
                    rows.append(row)
    # A single entry that leads nowhere is a script's template, no list (Epoint).
    return [group for group in groups.values() if len(group.rows) > 1 or any(r.stands for r in group.rows)]


def _by_holder(tree: Element) -> dict[Element, list[Stamp]]:
    """The stamps of each element that is the smallest around a date and a headline's link."""
    found = list(stamps_under(tree))
    if not found:
        return {}
    every = [a for a in tree.iter("a") if a.get("href") is not None and headline(a)]
    around = _around(every)
    firm = _around(_firm(every))
    found = _without_tips(found, around)
    within = Counter(
        e for stamp in found for e in (stamp.owner, *islice(stamp.owner.iterancestors(), _CLIMB))
    )
    links = {stamp: link for stamp in found if (link := _dated_link(stamp)) is not None}
    twins = _around_twins(tree, {address_of(link.get("href") or "") for link in links.values()})
    holders: dict[Element, list[Stamp]] = {}
    for stamp in found:
        link = links.get(stamp)
        near = twins.get(address_of(link.get("href") or ""), set()) if link is not None else set()
        holder = _climb(stamp.owner, near) if near else None
        if holder is None:
            holder, better = _climb(stamp.owner, around), _climb(stamp.owner, firm)
            if better is not None and better is not holder and within[better] == 1:
                holder = better if len(title_links(better)) <= _LINKS else holder
        if holder is not None:
            holders.setdefault(holder, []).append(stamp)
    return holders


def _firm(links: list[Element]) -> list[Element]:
    """The links less scripts (微博 on 新华网) and parts of other links' articles (WordPress ``#respond``).

    Only where a row has no other link may such a one be its title.
    """
    whole = {href for link in links if "#" not in (href := link.get("href") or "")}
    return [
        link
        for link in links
        if leads(href := link.get("href") or "")
        and not href.startswith("#")
        and ("#" not in href or address_of(href) not in whole)
    ]


def _without_tips(found: list[Stamp], around: set[Element]) -> list[Stamp]:
    """Stamps less those of hidden tips, which hold no headline (大汉 xxgk: 生成日期); else all."""

    def in_tip(stamp: Stamp) -> bool:
        near = (stamp.owner, *islice(stamp.owner.iterancestors(), _CLIMB))
        return any(element not in around and is_hidden(element) for element in near)

    return [stamp for stamp in found if not in_tip(stamp)] or found


def _climb(element: Element, known: set[Element]) -> Element | None:
    """The nearest of the ``known`` elements around ``element``; None where none is within reach."""
    holder: Element | None = element
    for _ in range(_CLIMB):
        if holder is None or holder in known:
            break
        holder = holder.getparent()
    found = holder is not None and holder in known and holder.tag not in ("body", "html")
    return holder if found else None


def _dated_link(stamp: Stamp) -> Element | None:
    """The link whose only text is this date: it leads to the article that the date belongs to (WordPress)."""
    near = (stamp.owner, *islice(stamp.owner.iterancestors(), _NEAR))
    link = next((element for element in near if element.tag == "a"), None)
    return link if link is not None and link.get("href") and not headline(link) else None


def _around_twins(tree: Element, addresses: set[str]) -> dict[str, set[Element]]:
    """For each of the ``addresses``, all that is or holds, within reach, a headline's link to it."""
    found: dict[str, set[Element]] = {}
    for anchor in tree.iter("a") if addresses else ():
        address = address_of(anchor.get("href") or "")
        if address in addresses and headline(anchor):
            found.setdefault(address, set()).update((anchor, *islice(anchor.iterancestors(), _CLIMB)))
    return found


def _around(links: list[Element]) -> set[Element]:
    """Every element that is or holds, within reach, one of the links."""
    found: set[Element] = set()
    for anchor in links:
        element: Element | None = anchor
        for _ in range(_CLIMB + 1):
            if element is None or (element is not anchor and element in found):
                break
            found.add(element)
            element = element.getparent()
    return found


def _lift(holder: Element, stamps: dict[Element, list[Stamp]]) -> Element:
    """The whole row of which ``holder`` is the inner part: ``li > h4 > (a + span)`` is the ``li``."""
    while holder.tag in _INLINE:
        parent = holder.getparent()
        if parent is None or parent.tag in ("body", "html", "ul", "ol", "table", "tbody"):
            break
        if any(child in stamps for child in parent if child is not holder):
            break
        if holder.tag != "a" and len(title_links(parent)) > 1:
            break
        holder = parent
    return holder


def _flat(page: Page, holder: Element, stamps: dict[Element, Stamp], family: Family | None) -> list[Row]:
    """Rows without an element of their own: links and dates in turn (``dt, dd, dt, dd``)."""
    links = set(title_links(holder))
    rows: list[Row] = []
    waiting: Element | None = None
    ahead: Stamp | None = None
    for element in holder.iter():
        if element in links:
            if ahead is not None:
                rows.append(row_from(page, element, ahead.text, ahead.day, family))
                ahead = None
            else:
                if waiting is not None:
                    rows.append(row_from(page, waiting, "", None, family))
                waiting = element
        if element in stamps:
            if waiting is not None:
                stamp = stamps[element]
                rows.append(row_from(page, waiting, stamp.text, stamp.day, family))
                waiting = None
            else:
                ahead = stamps[element]
    if waiting is not None:
        rows.append(row_from(page, waiting, "", None, family))
    return rows
