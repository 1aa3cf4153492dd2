"""Fields that Founder's publishing systems (方正翔宇, enp) write into a comment of each article's page.

``<!--enpproperty <date>2023-12-01 14:43:00:0</date><title>…</title>… /enpproperty-->``, as kepu.gov.cn and
the sites of many newspapers show it; older templates (zjol.com.cn) mark the headline alone, by
``<!--enptitle-->`` before and ``<!--/enptitle-->`` after it. Both count as meta tags do.
"""

from __future__ import annotations

import re
from html import unescape

from newscrawler.extract.text import clean
from newscrawler.extract.title import squash, undash

_MARK = "<!--enpproperty"
_LONGEST = 8_000
"""Characters of a comment that are read; it holds the abstract, too."""
_FIELD = re.compile(r"<(\w{3,12})>([^<]{1,300})</\1>")
_MARKED = re.compile(r"<!--enptitle-->([^<>]{1,300})<!--/enptitle-->")
_META = {"title": "articletitle", "date": "pubdate", "sourcename": "contentsource"}
"""Field → the meta tag that says the same."""
_STAMP = 19
"""Characters of a date with its time of day; a fraction of a second follows."""


def fields(source: str) -> dict[str, str]:
    """The filled fields of the comment in a page's ``source``, else the marked headline; none without either.

    >>> fields("<!--enpproperty <title>甲县修路</title><subtitle></subtitle>/enpproperty-->")
    {'title': '甲县修路'}
    """
    start = source.find(_MARK)
    if start < 0:
        marked = _MARKED.search(source)
        return {"title": clean(unescape(marked[1]))} if marked else {}
    end = source.find("-->", start, start + _LONGEST)
    return {
        name: value
        for name, written in _FIELD.findall(source, start, end if end > 0 else start + _LONGEST)
        if (value := clean(written)) and value != "null"
    }


def as_meta(found: dict[str, str]) -> dict[str, str]:
    """What meta tags would say: title, date and source under their names."""
    return {
        name: found[field][:_STAMP] if field == "date" else found[field]
        for field, name in _META.items()
        if field in found
    }


def shown(found: dict[str, str], field: str, near: set[str]) -> str | None:
    """A field (``introtitle``, ``subtitle``) that a line ``near`` the headline (no blanks) shows."""
    value = undash(found.get(field, ""))
    return value if squash(value) in near else None
