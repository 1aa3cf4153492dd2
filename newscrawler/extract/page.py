"""One HTML response, decoded, repaired and parsed once; everything else reads this object.

Encoding: byte-order mark, then the bytes themselves (strict UTF-8 with multi-byte characters is
UTF-8 whatever is declared), then HTTP header, then ``<meta>``, then gb18030, which is also read for
every declared gb2312 and gbk. A declaration that the bytes contradict leaves a warning.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from typing import Any
from urllib.parse import urljoin

from lxml import etree
from w3lib.encoding import (
    html_body_declared_encoding,
    http_content_type_encoding,
    read_bom,
    resolve_encoding,
)

from newscrawler.extract import layout

# gb2312 and gbk are subsets that real pages overstep (喆 镕 䶮): read the superset.
_SUPERSET = {"gb2312": "gb18030", "gbk": "gb18030", "hz": "gb18030", "x-gbk": "gb18030"}
# A closing tag in mid-file hides the rest from libxml2; a browser ignores it.
_EARLY_CLOSE = re.compile(rb"</(?:body|html)\s*>", re.IGNORECASE)
# libxml2 compares every attribute of a tag with all before it: ten thousands of them take minutes.
_GIANT = 8_000
_HEAD = 4096
"""Bytes in which a declaration of the encoding is looked for."""
_SAYS_UTF8 = re.compile(rb"""\s*=\s*["']?\s*utf-8(?![\w-])""").match
_GIANT_TAG = re.compile(rb"<[a-zA-Z][^<>]{%d,}" % _GIANT)
_MOST_ATTRIBUTES = 1000
_DEEPEST = 1000
"""Levels of elements of a page that is nested deeper than libxml2 builds trees (2048)."""
# Pages whose text a script takes out of textareas, where it stands as escaped markup (huanqiu.com).
_TEXTAREA = re.compile(rb"<textarea(?P<attributes>\s[^<>]{0,200})>(?P<text>[^<]*)</textarea>", re.IGNORECASE)
_PARKED = re.compile(rb"<textarea\s[^<>]{0,200}>\s*&lt;[^<]{0,200}&lt;p[^<]{200}", re.IGNORECASE)
_PATH_END = re.compile(r"[?#]")
_FRAMES = frozenset(("html", "body"))
_UNSEEN = _FRAMES | {"head", "script", "style", "link", "meta", "noscript", "title"}
# Plain elements: lxml.html's own classes cost a look-up by tag for each element touched. Comments are out, so
# that text on both sides of one is a single string; who needs one reads Page.text.
_PARSER = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)


@dataclass(frozen=True, slots=True)
class RawPage:
    """One response as it came: what is stored, archived and extracted again."""

    url: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    """Names in lower case."""
    status: int = 200


class Page:
    """A parsed page.

    Attributes: ``url``, ``text`` (decoded source), ``encoding``, ``warnings`` (codes), ``tree``
    (lxml root; an empty document for an empty body), ``base_url``, ``meta``, ``layout`` (the lines).
    """

    def __init__(self, raw: RawPage) -> None:
        self.url = raw.url
        self.warnings: list[str] = []
        self.text, self.encoding, source = self._decode(raw)
        self.tree = _parse(self.text.encode("utf-8", "replace") if source is None else source)

    def _decode(self, raw: RawPage) -> tuple[str, str, bytes | None]:
        """Text, encoding, and the source in UTF-8 where that needs no encoding anew."""
        marked, mark = read_bom(raw.body)
        if marked and mark:
            return raw.body[len(mark) :].decode(marked, "replace"), marked, None
        try:
            text = raw.body.decode("utf-8")
        except UnicodeDecodeError:
            return *self._legacy(raw, _declared(raw)), None
        if not _declares_utf8(raw) and _declared(raw) not in (None, "utf-8") and not raw.body.isascii():
            self.warnings.append("encoding_mismatch")
        return text, "utf-8", raw.body

    def _legacy(self, raw: RawPage, declared: str | None) -> tuple[str, str]:
        """Text and encoding of bytes that are no UTF-8."""
        for encoding in (declared, "gb18030"):
            if encoding and encoding != "utf-8":
                try:
                    text = raw.body.decode(encoding)
                except (UnicodeDecodeError, LookupError):
                    continue
                if encoding != declared:
                    self.warnings.append("encoding_guessed" if declared is None else "encoding_mismatch")
                return text, encoding
        # Stray bytes: the reading that loses least.
        best = min(
            (declared or "utf-8", "utf-8", "gb18030"),
            key=lambda name: raw.body.decode(name, "replace").count("\ufffd"),
        )
        self.warnings.append("encoding_broken")
        return raw.body.decode(best, "replace"), best

    @cached_property
    def meta(self) -> dict[str, str]:
        """``<meta name=… | property=…>`` → content, names in lower case.

        Of a repeated name the last non-empty content counts.

        Government pages may carry a generic site block before the article's own (shanxi.gov.cn form).
        """
        found: dict[str, str] = {}
        for element in self.tree.iter("meta"):
            name = (element.get("name") or element.get("property") or "").strip().lower()
            content = (element.get("content") or "").strip()
            if name and (content or name not in found):
                found[name] = content
        return found

    @cached_property
    def layout(self) -> layout.Layout:
        """The page's lines, nodes, images and links, from one walk."""
        return layout.build(self.tree)

    @cached_property
    def base_url(self) -> str:
        """What relative addresses of the page refer to (``<base href>``, else its own URL)."""
        base: str = next((b for base in self.tree.iter("base") if (b := base.get("href")) is not None), "")
        try:
            return urljoin(self.url, base.strip())
        except ValueError:  # one of the two is no address; browsers go on without the base, too
            return self.url

    def absolute(self, href: str) -> str:
        """``href`` as an absolute address, ``\\`` in its path read as ``/``; as it is if that cannot be."""
        href = href.strip()
        if "\\" in href:  # as browsers do; editors on Windows leave them
            path = _PATH_END.split(href, maxsplit=1)[0]
            href = path.replace("\\", "/") + href[len(path) :]
        try:
            return urljoin(self.base_url, href)
        except ValueError:
            return href


def _declared(raw: RawPage) -> str | None:
    """The encoding that header or ``<meta>`` declares, of gb* the superset."""
    declared = http_content_type_encoding(raw.headers.get("content-type", "")) or html_body_declared_encoding(
        raw.body
    )
    declared = declared and resolve_encoding(declared)
    return _SUPERSET.get(declared or "", declared)


def _declares_utf8(raw: RawPage) -> bool:
    """Whether all that could be a declaration says UTF-8, seen without reading tags."""
    head = raw.body[:_HEAD].lower()
    said = head.split(b"charset")
    header = raw.headers.get("content-type", "").lower()
    return (
        all(map(_SAYS_UTF8, said[1:]))
        and b"<?xml" not in head
        and ("charset" not in header or "charset=utf-8" in header)
    )


def _parse(source: bytes) -> layout.Element:
    """Source in UTF-8 → lxml root, as a browser would read it."""
    source = source.replace(b"\0", b"")  # libxml2 stops at NUL
    if b"&lt;p" in source and _PARKED.search(source):
        source = _TEXTAREA.sub(_unparked, source)
    if _has_giant(source):
        source = _GIANT_TAG.sub(_without_attributes, source)
    root = _root(source)
    if source.count(b"<") > _DEEPEST and _gave_up():
        root = _root(_EARLY_CLOSE.sub(b"", source), etree.HTMLParser(target=_Shallow(), encoding="utf-8"))
    elif root is not None and _goes_on(root):
        root = _root(_EARLY_CLOSE.sub(b"", source))
    return root if root is not None else _root(b"<html><body></body></html>")


def _unparked(textarea: re.Match[bytes]) -> bytes:
    """A textarea as the element that its script makes of it."""
    markup = unescape(textarea["text"].decode("utf-8")).encode("utf-8", "replace")
    return b"<div%b>%b</div>" % (textarea["attributes"], markup)


def _has_giant(source: bytes) -> bool:
    """Whether a tag may be a giant: no other begins within a stretch of half its size."""
    half = _GIANT // 2
    return any(source.find(b"<", at, at + half) < 0 for at in range(0, len(source) - half, half))


def _without_attributes(tag: re.Match[bytes]) -> bytes:
    """A giant tag bare, unless its size comes from few attributes (a picture as ``data:`` address)."""
    return b"<span" if len(tag[0].split(None, _MOST_ATTRIBUTES)) > _MOST_ATTRIBUTES else tag[0]


def _goes_on(root: layout.Element) -> bool:
    """Whether an early closing tag left something a reader sees outside the root, where libxml2 loses it."""
    for beside in root.itersiblings():
        for element in beside.iter():
            if element.tag not in _UNSEEN or (element.tag in _FRAMES and (element.text or "").strip()):
                return True
            if (element.tail or "").strip():
                return True
    return False


def _gave_up() -> bool:
    """Whether the page just parsed is nested too deep for libxml2, which drops what follows."""
    last = _PARSER.error_log.last_error
    return last is not None and last.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT


class _Shallow:
    """Target of a parser: a tree of bounded depth, whose deepest elements take in the texts further down."""

    def __init__(self) -> None:
        self._tree = etree.TreeBuilder()
        self._depth = 0
        self.data: Any = self._tree.data
        self.close = self._tree.close

    def comment(self, _: Any) -> None:
        """Comments are out, as in every tree here."""

    def start(self, tag: Any, attributes: Any) -> None:
        """A start tag."""
        self._depth += 1
        if self._depth <= _DEEPEST:
            self._tree.start(tag, attributes)

    def end(self, tag: Any) -> None:
        """An end tag, written or implied."""
        if self._depth <= _DEEPEST:
            self._tree.end(tag)
        self._depth -= 1


def _root(source: bytes, parser: etree.HTMLParser = _PARSER) -> layout.Element | None:
    try:
        return etree.fromstring(source, parser)
    except (etree.ParseError, ValueError):  # nothing that could be an element
        return None
