"""Pictures of the body with their captions."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice

from newscrawler.extract.furniture import is_document_number
from newscrawler.extract.layout import Block, Element, Layout, Node, centres
from newscrawler.extract.pruning import under
from newscrawler.extract.text import clean
from newscrawler.record import Image

_LAZY = (
    "data-original",
    "data-src",
    "data-lazy-src",
    "data-actualsrc",
    "data-url",
    "_src",
    "lay-src",
    "zoomfile",
    "file",
    "original",
    "oldsrc",
)
# What stands in src until a script puts the picture there.
_PLACEHOLDER = re.compile(
    r"(?:^|[/_.-])(?:blank|loading|lazy\w*|placeholder|grey|gray|spacer|pixel|transparent|1x1|space|none|default)[\w-]*\.(?:gif|png|jpe?g|svg)|^data:|^about:",
    re.IGNORECASE,
)
_NO_PICTURE = re.compile(
    r"(?:^|[/_.-])(?:ico|icons?|logo|qr|qrcode|ewm|erweima|weixin|wechat|share|print|close|arrow|btn|button|dot|line|bg|star|emoji|"
    r"counter|count|stat|beacon|pixel|spacer|blank|favicon|fileicon|filetype\w*|sprite|avatar)s?(?:[/_.\d-]|$)|二维码|扫码|扫一扫",
    re.IGNORECASE,
)  # fmt: skip
_NO_PICTURE_FOLDER = re.compile("/(?:icons?|ico|filetypeimages|emoji|qrcode)/", re.IGNORECASE)
_CAPTION_WORDS = re.compile(
    r"^(?:图|上图|下图|图片|图为|资料图|资料图片|配图|△|▲|↑)|(?:摄|供图|制图|资料图|资料照片|截图|/图|图/\S{2,8}|网络图|配图|\bphoto)\s*[）)】\]]?[。.]?$"
)
_CREDIT = re.compile(
    r"^[（(]?(?:图片来源|图源|图片|来源|摄影|图|供图|视频截图)\s*[：:/]\s*\S[^。]{0,30}$|^[（(]?[^，。]{2,14}(?:摄|供图)[）)]?$"
)
_CAPTION_NAMES = re.compile(
    r"caption|img_?(?:desc|txt|info)|pic_?(?:desc|txt|text|info)|photo_?(?:desc|txt)|tushuo|figcaption|图说",
    re.IGNORECASE,
)
_LONGEST_CAPTION = 90
_LONGEST_BESIDE = 50
_NEAR = 6
"""Elements around a picture that are asked for a caption."""


@dataclass(slots=True)
class Pictures:
    """``images`` in reading order; ``captions``: the numbers of the lines that are captions."""

    images: list[Image] = field(default_factory=list)
    captions: set[int] = field(default_factory=set)


def collect(layout: Layout, container: Node, dropped: set[Node], absolute: Callable[[str], str]) -> Pictures:
    """The pictures under ``container`` but outside ``dropped`` subtrees."""
    shown: dict[str, tuple[Element, int, Node]] = {}
    if not layout.images:
        return Pictures()
    kept = {container}
    for node in under(layout, container):
        if node.parent in kept and node not in dropped:
            kept.add(node)
    for element, at, node in layout.images:
        if not container.start <= at <= container.end or node not in kept:
            continue
        if node.hidden and not container.hidden:
            continue
        address = source(element)
        if address and not _is_ornament(element, address):
            url = absolute(address)
            if not url.startswith(("data:", "javascript:", "about:")):
                shown.setdefault(url, (element, at, node))
    found = Pictures()
    places = [at for _, at, _ in shown.values()]
    for number, (url, (element, at, node)) in enumerate(shown.items()):
        last = places[number + 1 : number + 2] != [at]  # of pictures side by side the last has the caption
        lines = _caption_lines(layout, element, node, at, container) if last else []
        text = clean(" ".join(layout.blocks[i].text for i in lines))
        found.images.append(Image(url=url, caption=text or None))
        found.captions.update(lines)
    return found


def source(element: Element) -> str:
    """The address of the picture itself: ``src``, or a lazy-load attribute where that is a placeholder."""
    address = (element.get("src") or "").strip()
    if address and not _PLACEHOLDER.search(address):
        return address
    for name in _LAZY:
        lazy = (element.get(name) or "").strip()
        if lazy and not _PLACEHOLDER.search(lazy):
            return lazy
    return ""


def _is_ornament(element: Element, address: str) -> bool:
    """Icons, QR codes, counters and tracking pixels."""
    for name in ("width", "height"):
        size = (element.get(name) or "").strip().removesuffix("px")
        if size.isdigit() and int(size) <= 40:
            return True
    path = address.split("?", 1)[0]
    if _NO_PICTURE.search(path.rsplit("/", 1)[-1]) or _NO_PICTURE_FOLDER.search(path):
        return True
    said = filter(None, map(element.get, ("class", "id", "alt", "title")))
    return any(map(_NO_PICTURE.search, said))


def is_centred(block: Block) -> bool:
    """Whether the line is set in the middle."""
    node: Node | None = block.node
    for _ in range(2):
        if node is None:
            return False
        style = node.element.get("style")
        if centres(node.element):
            return True
        if style and "text-align" in style:
            return False
        node = node.parent
    return False


def _caption_lines(layout: Layout, element: Element, picture: Node, at: int, container: Node) -> list[int]:
    """The numbers of the line(s) that caption the picture standing before line ``at``."""
    if at >= container.end:
        return []
    block = layout.blocks[at]
    if block.text != clean(element.get("alt") or "") and not _is_caption(block, at, picture):
        return []
    lines = [at]
    if at + 1 < container.end and _CREDIT.match(layout.blocks[at + 1].text):
        lines.append(at + 1)
    return lines


def _is_caption(block: Block, at: int, picture: Node) -> bool:
    text = block.text
    if len(text) > _LONGEST_CAPTION or block.node.tag in ("h1", "h2", "h3") or is_document_number(text):
        return False
    if block.node.tag == "figcaption" or _CAPTION_NAMES.search(block.node.classes):
        return True
    if _CREDIT.match(text) or _CAPTION_WORDS.search(text):
        return True
    if len(text) <= _LONGEST_BESIDE and _shares_its_place(at, picture):
        return True
    return is_centred(block) and text.count("。") < 2


def _shares_its_place(at: int, picture: Node) -> bool:
    """The smallest element with text around the picture (cell, item, paragraph) holds line ``at`` alone."""
    for above in (picture, *islice(picture.ancestors(), _NEAR)):
        if above.end > above.start:
            return above.start == at and above.end == at + 1
    return False
