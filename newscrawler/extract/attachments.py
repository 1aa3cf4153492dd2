"""Files offered with an article."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from newscrawler.extract.layout import Element, Layout, Node
from newscrawler.extract.text import clean
from newscrawler.record import Attachment

_FILES = frozenset(
    "pdf ofd doc docx xls xlsx ppt pptx wps et dps rtf txt csv zip rar 7z tar gz ceb caj".split()  # noqa: SIM905
)
# VSB serves files by number; the name stands in the link text.
_SERVICE = re.compile(
    r"/download\.jsp\?|downloadattach|/attachment/download|filedownload|getfile", re.IGNORECASE
)
_ADDRESS_ONLY = re.compile(r"^(?:下载|点击下载|附件下载|查看|点击查看|预览|在线预览)?$")


def is_file(element: Element) -> bool:
    """Whether a link leads to a file rather than to a page."""
    href = (element.get("href") or "").lower()
    return (
        any(_ends_as_file(part) for part in href.replace("#", "?").split("?"))
        or (("download" in href or "getfile" in href) and _SERVICE.search(href) is not None)
        or element.get("attachment-id") is not None
    )


def _ends_as_file(part: str) -> bool:
    """Whether a part of an address (in lower case) ends in a suffix of files; its path or a query may."""
    _, dot, suffix = part.rstrip().rpartition(".")
    return bool(dot) and suffix in _FILES


def collect(
    layout: Layout, places: Iterable[Node], absolute: Callable[[str], str], anywhere: bool = False
) -> list[Attachment]:
    """Links to files under ``places`` (with ``anywhere``, every link there), each address once."""
    found: dict[str, Attachment] = {}
    if not layout.links:
        return []
    for place in places:
        for element, at, node in layout.links:
            if not place.start <= at <= place.end or not (anywhere or is_file(element)):
                continue
            if (
                element is not place.element
                and place is not node
                and not any(above is place for above in node.ancestors())
            ):
                continue
            href = (element.get("href") or "").strip()
            if not href or href.startswith(("javascript:", "#", "mailto:")):
                continue
            url = absolute(href)
            if url not in found:
                found[url] = Attachment(url=url, name=name_of(element, url))
    return list(found.values())


def name_of(element: Element, url: str) -> str:
    """What the page calls the file: link text, title, alt, else the last part of the address."""
    text = clean("".join(element.itertext()))
    if _ADDRESS_ONLY.match(text):
        text = clean(element.get("title") or element.get("download") or element.get("alt") or "") or text
    return text or url.split("?", 1)[0].rsplit("/", 1)[-1] or url
