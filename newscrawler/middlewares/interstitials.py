"""Pages that stand in another's place: anti-bot challenges, limits, maintenance, 页面不存在 with status 200.

Recognised by structure: such a page has a status, header or script of its own and hardly any text to
read. Its words count only in a page without other content, as an article may well report of 维护 or 404.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum


class Interstitial(StrEnum):
    """What kind of page stands there."""

    RUISHU = "ruishu"
    """瑞数: status 412, 202 or 200, script around ``$_ts``."""
    JSL = "jsl"
    """加速乐: status 521, script that sets ``__jsl_clearance``."""
    CHUANGYU = "chuangyu"
    """创宇盾."""
    WZWS = "wzws"
    """网防G01."""
    WAF = "waf"
    """Another firewall's page: 阿里云, 安全狗, 云锁, Cloudflare."""
    CAPTCHA = "captcha"
    FREQUENCY = "frequency"
    SCRIPT = "script"
    """An unknown challenge: script only, that sets a cookie or goes elsewhere."""
    MAINTENANCE = "maintenance"
    MISSING = "missing"
    """The page does not exist, says the portal, with status 200."""


BLOCKS = frozenset(Interstitial) - {Interstitial.MISSING, Interstitial.MAINTENANCE}
"""Those that are aimed at robots."""

MOST_TEXT = 400
"""Characters of readable text above which a page is content, whatever words it has."""

_SILENT = re.compile(rb"<(script|style|title)\b.*?(?:</\1\s*>|\Z)|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(rb"<[^>]*>?")
_TITLE = re.compile(rb"<title[^>]*>([^<]{0,300})", re.IGNORECASE)
_CONTENT = (b"zoomcon", b"ucapcontent", b"ucap-content", b"trs_editor", b"vsb_content", b"createpagehtml")
_ITEMS = (b"<p", b"<li", b"<tr", b"<img")
MANY_ITEMS = 12
"""Paragraphs, entries and pictures of a page that is more than a notice."""

_JSL = re.compile(rb"__jsl_clearance|document\.cookie|jsl")
_COOKIE = re.compile(
    rb"document\.cookie|location\.(?:href|reload|replace)|window\.location|setCookie|eval\(", re.IGNORECASE
)

_WORDS: tuple[tuple[Interstitial, re.Pattern[str]], ...] = (
    (Interstitial.CHUANGYU, re.compile(r"创宇盾|知道创宇|创宇云防御|365cyd|yunaq\.com")),
    (Interstitial.WZWS, re.compile(r"网防\s*G01|wzwschallenge|wzwstemplate|wzws-waf", re.IGNORECASE)),
    (
        Interstitial.WAF,
        re.compile(
            r"acw_sc__v2|errors\.aliyun\.com|网站防火墙|安全狗|safedog|云锁|yunsuo|cf-browser-verification|cf_chl_"
            r"|challenge-platform|疑似(?:黑客)?攻击|访问(?:请求)?(?:已)?被(?:拦截|阻断|拒绝)"
            r"|web应用防火墙|request blocked",
            re.IGNORECASE,
        ),
    ),
    (
        Interstitial.FREQUENCY,
        re.compile(
            r"(?:访问|请求|操作|刷新|查询)(?:的)?(?:速度|频率|次数)?(?:太|过于|过|已)?(?:频繁|过快|过高|超过(?:了)?限制|达到上限)"
            r"|too many requests|rate limit",
            re.IGNORECASE,
        ),
    ),
    (
        Interstitial.CAPTCHA,
        re.compile(
            r"(?:输入|填写|完成|进行)(?:下方|图中|图片|以下|安全|滑动|拼图|人机)*(?:验证码|验证|校验)|滑动验证|人机验证|拖动(?:下方)?滑块|captcha",
            re.IGNORECASE,
        ),
    ),
    (
        Interstitial.MAINTENANCE,
        re.compile(
            r"(?:系统|网站|平台|服务器?|页面|本站)(?:正在|升级|进行|例行|临时|停机|\s)*(?:维护|升级|改版|检修)"
            r"|(?:维护|升级|检修)(?:中|期间)|暂停(?:对外)?(?:服务|访问)|under maintenance",
            re.IGNORECASE,
        ),
    ),
    (
        Interstitial.MISSING,
        re.compile(
            r"(?:页面|网页|内容|文章|信息|资源|文件|地址)(?:已经|已|可能|或|\s)*(?:不存在|找不到|未找到|无法找到|被删除|删除|移除|下线|失效|过期)"
            r"|(?:找不到|没有找到|未找到|不存在)(?:您|你|该|此|所|要|请求|访问|浏览|查看|的|相关)*(?:页面|网页|内容|文章|信息|资源)"
            r"|\b404\b|page not found|not found",
            re.IGNORECASE,
        ),
    ),
)
_TITLE_KINDS = (Interstitial.MISSING, Interstitial.MAINTENANCE)
_ERROR_TITLE = re.compile(
    r"\W*(?:(?:HTTP\s*)?(?:错误|error)?\s*404\b.{0,20}|.{0,12}(?:页面|网页|内容|信息|文章)(?:已)?(?:不存在|未找到|找不到|无法找到|删除)\W*.{0,12}"
    r"|(?:page )?not found|(?:系统|网站)(?:升级|正在)?维护(?:中)?.{0,8})",
    re.IGNORECASE,
)


def recognise(
    body: bytes, status: int = 200, headers: Mapping[str, str] | None = None
) -> Interstitial | None:
    """The kind of interstitial that ``body`` is, or None. ``headers``: names in lower case.

    ``body`` is decompressed HTML; any bytes are allowed. A page of content costs one scan of its bytes.
    """
    headers = headers or {}
    low = body.lower()
    if any(mark in low for mark in _CONTENT):
        return None
    if "wzws-ray" in headers and status in (200, 202, 403, 412) and len(body) < 2000:
        return Interstitial.WZWS
    ruishu = b"$_ts" in low
    if not ruishu and sum(low.count(item) for item in _ITEMS) > MANY_ITEMS:
        return _by_title(body)
    text = _readable(body)
    if len(text) > 3 * MOST_TEXT:
        return _by_title(body)
    page = _decoded(body)
    words = _decoded(text)
    if len(words) > MOST_TEXT:
        return _by_title(body)
    if ruishu and len(words) < 100:
        return Interstitial.RUISHU
    if status == 521 and _JSL.search(body):
        return Interstitial.JSL
    if b"__jsl_clearance" in body:
        return Interstitial.JSL
    for kind, pattern in _WORDS:
        # Names of firewalls may stand in scripts and addresses only; what a reader is told must be readable.
        where = page if kind in (Interstitial.CHUANGYU, Interstitial.WZWS, Interstitial.WAF) else words
        if pattern.search(where):
            return kind
    if b"<script" in low and len(words) < 60 and b"<a " not in low:
        if status == 412:
            return Interstitial.RUISHU
        if _COOKIE.search(body) and (b"cookie" in low or status in (202, 403)):
            return Interstitial.SCRIPT
    return _by_title(body)


def _by_title(body: bytes) -> Interstitial | None:
    """An error page with the portal's whole frame around it says so in its title."""
    found = _TITLE.search(body[:20_000])
    title = _decoded(found[1]).strip() if found else ""
    if not title or not _ERROR_TITLE.fullmatch(title):
        return None
    return next((kind for kind, words in _WORDS if kind in _TITLE_KINDS and words.search(title)), None)


def _readable(body: bytes) -> bytes:
    """What a reader would see, roughly."""
    return b" ".join(_TAG.sub(b" ", _SILENT.sub(b" ", body)).split())


def _decoded(part: bytes) -> str:
    """Text of a part of the page; short enough that the exact encoding is found by trial."""
    try:
        return part.decode("utf-8")
    except UnicodeDecodeError:
        return part.decode("gb18030", "replace")
