"""Pagers that a script draws: no link to a further page stands in the HTML, only the script's numbers.

- UCAP ``createPageHTML('page_div', 8, 1, 'list', 'shtml', 118)``: current from 1, page n = ``list_n.shtml``.
- TRS ``createPageHTML(8, 0, "index", "html")``, also commented out: current from 0, page k =
  ``index_k.html``; ``Pager({size:8, current:0, prefix:'index', suffix:'html'})`` is the same.
- Older TRS: ``var countPage = 8, currentPage = 0`` and a ``document.write`` of
  ``"index" + "_" + nextPage + ".htm"``.
- 龙讯 ``Ls.pagination("#page", function (pageIndex) { return "/column/1?pageIndex=" + pageIndex; },
  {currPage: 1, pageCount: 47})``, layui's ``laypage.render({count: 120, limit: 10, …})``, and Bootstrap
  sites' ``jqPaginator({totalPages: 21, …})``.
- Hanweb ``jpage({totalRecord:2684, perPage:15, …})`` over a store (:mod:`newscrawler.lists.datastore`),
  which carries several pages at once and the address of what it goes on with.

A link ``javascript:goPage(2)`` of hand-made ASP leads where the page's function of that name says.
"""

from __future__ import annotations

import re

from newscrawler.extract.page import Page
from newscrawler.lists.datastore import next_group
from newscrawler.lists.paging import Paging
from newscrawler.urls import split_url

_TAIL = (
    r"\s*,\s*['\"]?(?P<count>\w{1,40})['\"]?\s*,\s*['\"]?(?P<current>\w{1,40})['\"]?"
    r"\s*,\s*['\"](?P<stem>[^'\"]+)['\"]\s*,\s*['\"]\.?(?P<ext>\w+)['\"]"
)
_UCAP = re.compile(r"createPageHTML\(\s*['\"][^'\"]*['\"]" + _TAIL + r"(?:\s*,\s*['\"]?(?P<total>\w{1,40}))?")
_TRS = re.compile(r"createPageHTML\(" + _TAIL.removeprefix(r"\s*,"))
_SETTINGS = re.compile(
    r"\bPager\(\s*\{\s*size\s*:\s*(?P<count>\w{1,40})\s*,\s*current\s*:\s*(?P<current>\w{1,40})"
    r"\s*,\s*prefix\s*:\s*['\"](?P<stem>[^'\"]+)['\"]\s*,\s*suffix\s*:\s*['\"]\.?(?P<ext>\w+)['\"]"
)
_WRITTEN = re.compile(
    r"(?<=['\"])(?P<stem>[\w./-]{1,60}?)(?:['\"]\s*\+\s*['\"])?_['\"]\s*\+\s*nextPage\s*\+"
    r"\s*['\"]\.(?:['\"]\s*\+\s*['\"])?(?P<ext>\w{2,6})"
)
_VARIABLES = {"count": "countPage", "current": "currentPage"}
"""Where the numbers of what a script writes stand."""
_PAGE_NUMBER = re.compile(r"_\d{1,5}(?=\.\w+$)")
_COMMENT_REACH = 200
"""Characters before a call in which a comment would open."""

_WIDGET = re.compile(r"\bLs\.pagination\(|\blaypage(?:\.render)?\(|\.jqPaginator\(")
_WIDGETS = ("Ls.pagination", "laypage", ".jqPaginator")
_WIDGET_REACH = 1500
"""Characters of a widget's call."""
_COUNT = re.compile(r"\b(?:pageCount|totalPages?|pages)['\"]?\s*:\s*['\"]?(\w{1,40})")
_ENTRIES = re.compile(r"\bcount['\"]?\s*:\s*['\"]?(\w{1,40})")
_LIMIT = re.compile(r"\blimit['\"]?\s*:\s*['\"]?(\w{1,40})")
_CURRENT = re.compile(r"\b(?:currPage|currentPage|curr)['\"]?\s*:\s*['\"]?(\d{1,6})\b")
_ADDRESS = re.compile(
    r"['\"](?P<stem>[^'\"\s<>]{0,300}[=_/-])['\"]\s*\+\s*(?:\w{1,20}\.)?(?:pageIndex|page|curr(?:ent)?|num?)\b"
    r"(?:\s*\+\s*['\"](?P<ext>[^'\"\s<>]{0,100})['\"])?"
)
_CALLED = re.compile(
    r"(?:javascript:)?\s*(?:return\s+)?(?P<name>[A-Za-z_$]\w{0,40})\(\s*['\"]?(?P<n>\d{1,6})['\"]?\s*\)\s*;?\s*"
)
_BODY = r"\bfunction\s+{}\s*\(\s*(?P<n>\w{{1,40}})\s*\)\s*\{{(?P<body>[^{{}}]{{0,400}})"
_SUM = (
    r"['\"](?P<stem>[^'\"\s<>]{{1,300}})['\"]\s*\+\s*{}\b(?:\s*\+\s*['\"](?P<ext>[^'\"\s<>]{{1,100}})['\"])?"
)
_RECORDS = re.compile(r"totalrecord(?:\s*:\s*|>\s*)(\d{1,7})", re.IGNORECASE)
_PER_PAGE = re.compile(r"perPage\s*:\s*(\d{1,4})", re.IGNORECASE)


def by_script(page: Page) -> Paging | None:
    """The paging that a script of the page would draw; None where none does."""
    return _by_calls(page) or _by_store(page) or _by_widget(page)


def _by_calls(page: Page) -> Paging | None:
    """UCAP, TRS."""
    forms = (("Pager(", _SETTINGS), ("countPage", _WRITTEN))
    if "createPageHTML" in page.text:
        if found := _own_call(page, _UCAP):
            return _by_call(page, found, 1)
        if found := _own_call(page, _TRS):
            return _by_call(page, found, 0)
    calls = (_own_call(page, form) for word, form in forms if word in page.text)
    found = next(filter(None, calls), None)
    return _by_call(page, found, 0) if found else None


def called_address(page: Page, does: str) -> str | None:
    """Where a click leads that calls a function of the page with a number: ``javascript:goPage(2)``."""
    call = _CALLED.fullmatch(does.strip())
    body = re.search(_BODY.format(re.escape(call["name"])), page.text) if call else None
    address = re.search(_SUM.format(body["n"]), body["body"]) if body else None
    return f"{address['stem']}{call['n']}{address['ext'] or ''}" if call and address else None


def _own_call(page: Page, form: re.Pattern[str]) -> re.Match[str] | None:
    """The call that pages this list: that of its own file name, else one that is not commented out."""
    name = _PAGE_NUMBER.sub("", split_url(page.url).path.rpartition("/")[2])

    def weight(call: re.Match[str]) -> tuple[bool, bool]:
        before = page.text[max(call.start() - _COMMENT_REACH, 0) : call.start()]
        commented = "//" in before.rpartition("\n")[2] or before.rfind("<!--") > before.rfind("-->")
        return f"{call['stem'].rpartition('/')[2]}.{call['ext']}" == name, not commented

    return max(form.finditer(page.text), key=weight, default=None)


def _number(page: Page, word: str | None) -> int | None:
    """A figure of a call, or of the variable that stands for it."""
    if word is None or word.isdecimal():
        return int(word) if word else None
    found = re.search(rf"\b{re.escape(word)}\s*=\s*['\"]?(\d{{1,9}})\b", page.text)
    return int(found[1]) if found else None


def _by_call(page: Page, call: re.Match[str], first: int) -> Paging:
    """Paging from a script's own numbers; ``first`` is the number it gives to page 1.

    The address tells the present page where it carries a number: a copied template may claim page 1 on
    every page, and a walk that trusts it would never end.
    """
    stem, ext = call["stem"], call["ext"]
    told = _VARIABLES | call.groupdict()
    count, current = _number(page, told["count"]), _number(page, told["current"])
    current = 0 if current is None else current - first
    name = split_url(page.url).path.rpartition("/")[2]
    shown = re.fullmatch(re.escape(stem.rpartition("/")[2]) + r"_(\d+)\." + re.escape(ext), name)
    if shown:
        current = int(shown[1]) - first
    following = None
    if count is not None and 0 <= current < count - 1:
        following = page.absolute(f"{stem}_{current + 1 + first}.{ext}")
    total = _number(page, call["total"]) if first else None
    return Paging(current + 1, count, total, following, "ucap" if first else "trs")


def _by_store(page: Page) -> Paging | None:
    """Hanweb: the pages are those the script shows; the next address is that of the next group of them."""
    if "<datastore>" not in page.text:
        return None
    records, size = _RECORDS.search(page.text), _PER_PAGE.search(page.text)
    total = int(records[1]) if records else None
    pages = -(-total // int(size[1])) if total is not None and size and int(size[1]) else None
    following = next_group(page)
    if following is not None and split_url(following).hostname != split_url(page.url).hostname:
        following = None
    return Paging(None, pages, total, following, "jpage") if total is not None or following else None


def _by_widget(page: Page) -> Paging | None:
    """龙讯, layui: numbers and the expression of the address are settings of the call."""
    begin = _WIDGET.search(page.text) if any(word in page.text for word in _WIDGETS) else None
    if begin is None:
        return None
    call = page.text[begin.start() : begin.start() + _WIDGET_REACH]

    def setting(name: re.Pattern[str]) -> int | None:
        found = name.search(call)
        return _number(page, found[1]) if found else None

    pages, total, limit = setting(_COUNT), setting(_ENTRIES), setting(_LIMIT)
    if pages is None and total is not None and limit:
        pages = -(-total // limit)
    address = _ADDRESS.search(call)
    if pages is None or address is None:
        return None
    stem, ext = page.absolute(address["stem"]), address["ext"] or ""
    shown = re.fullmatch(re.escape(stem) + r"(\d{1,6})" + re.escape(ext), page.url)
    this = int(shown[1]) if shown else setting(_CURRENT) or 1
    following = f"{stem}{this + 1}{ext}" if this < pages else None
    if following and split_url(following).hostname != split_url(page.url).hostname:
        following = None
    return Paging(this, pages, total, following, "script")
