"""Lists of Hanweb (大汉) jpage, which a page carries as XML within a script, for a script to show::

    <script type="text/xml"><datastore>
    <nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=1&…"></a>]]></nextgroup>
    <recordset><record><![CDATA[<li><a href="/art/2023/4/17/art_1_2.html">…</a></li>]]></record>…
    </recordset></datastore></script>

The answers of ``dataproxy.jsp``, which go on with the list, are such a store without the script around it.
"""

from __future__ import annotations

import re

from newscrawler.extract.page import Page, RawPage

_MARK = "<datastore>"
_GROUP = re.compile(r"<(?P<tag>nextgroup|pregroup)>.{0,2000}?</(?P=tag)>", re.DOTALL)
_WRAPPING = re.compile(
    r"<script\b[^<>]{0,200}>\s{0,20}(?=<datastore>)|(?<=</datastore>)\s{0,20}</script>|<!\[CDATA\[|\]\]>"
)
_NEXT_GROUP = re.compile(
    r"<nextgroup>\s{0,20}<!\[CDATA\[\s{0,20}<a href=[\"'](?P<href>[^\"'<>]{1,1000})[\"']"
)


def unfolded(page: Page) -> Page:
    """The page with the records of its store in the clear, as its script would show them; else as it is."""
    if _MARK not in page.text:
        return page
    source = _WRAPPING.sub("", _GROUP.sub("", page.text))
    return Page(RawPage(page.url, source.encode("utf-8", "replace")))


def next_group(page: Page) -> str | None:
    """The absolute address of what the store goes on with."""
    found = _NEXT_GROUP.search(page.text) if _MARK in page.text else None
    return page.absolute(found["href"]) if found else None
