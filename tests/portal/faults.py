"""What goes wrong on purpose: errors, cut and dripping bodies, and the interstitials of the usual shields.

Each fault has a share (0–1) of the requests. Whether a request is hit follows from the seed, its address
and how often that address was asked for: the same run meets the same faults, and a retry draws anew.
"""

from __future__ import annotations

import asyncio
from random import Random

from tests.portal.wire import Reply, Request, Script, Wire

_SCRIPT = {"Content-Type": "text/html; charset=utf-8"}
_RUISHU = (
    '<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">'
    '<meta content="b7kQ2pXz9.LmA3" r="m"><script type="text/javascript" r="m">$_ts=window[\'$_ts\'];if(!$_ts)$_ts={};'
    '$_ts.nsd=48213;$_ts.cd="qAqrTrAlqGqaqPlDrGqqWqVqc1q3qaWDqcq";if($_ts.lcd)$_ts.lcd();</script>'
    '<script type="text/javascript" charset="utf-8" src="/QrXnKf1cHvzi/9TkzQ2m.a670748.js" r="m"></script></head>'
    '<body><input type="hidden" id="onload" name="onload"></body></html>'
)
_JIASULE = (
    "<script>document.cookie=('_')+('_')+('j')+('s')+('l')+('_')+('clearance')+('=')+(-~[]+'')+('7;maxage=3600;path=/');"
    "location.href=location.pathname+location.search</script>"
)
_SHIELD = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><title>创宇盾 - 您的请求已被拦截</title></head><body><div class="ws-box">'
    "<h1>当前访问疑似黑客攻击，已被创宇盾拦截</h1><p>事件ID：a1b2c3d4</p><p>如有疑问请联系网站管理员</p></div></body></html>"
)
_LIMIT = (
    '<html><head><meta charset="utf-8"><title>访问提示</title></head><body><h3>您的访问过于频繁，请稍后再试</h3>'
    "<p>系统检测到您的IP访问频率过高。</p></body></html>"
)
_CAPTCHA = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><title>安全验证</title></head><body><form action="/verify" method="post">'
    '<p>为了您的访问安全，请输入验证码后继续访问</p><img src="/captcha.jpg?t=1"><input name="captcha"><button>提交</button></form></body></html>'
)
_MAINTENANCE = (
    '<html><head><meta charset="utf-8"><title>系统维护中</title></head><body><div><h2>网站正在升级维护</h2>'
    "<p>给您带来不便敬请谅解，请稍后访问。</p></div></body></html>"
)
_MISSING = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><title>提示信息</title></head><body><div class="error">'
    "<h2>页面不存在</h2><p>您访问的页面不存在或已被删除，5秒后返回首页。</p></div></body></html>"
)
_WZWS = (
    '<html><head><meta charset="utf-8"></head><body><noscript>请开启JavaScript并刷新该页.</noscript>'
    '<script type="text/javascript">var wzwschallenge="RANDOMSTR14925";var wzwschallengex="STRRANDOM14925";'
    'function wzwsenc(){return 4211}window.location="/WZWSREL3N6Z3l5cS8=?wzwschallenge="+wzwsenc();</script></body></html>'
)

INTERSTITIALS: dict[str, tuple[int, str, dict[str, str]]] = {
    "ruishu_412": (412, _RUISHU, {"Set-Cookie": "FSSBBIl1UgzbN7N80S=5xY; Path=/; HttpOnly"}),
    "ruishu_202": (202, _RUISHU, {"Set-Cookie": "FSSBBIl1UgzbN7N80S=5xY; Path=/; HttpOnly"}),
    "ruishu_200": (200, _RUISHU, {}),
    "jiasule_521": (521, _JIASULE, {"Set-Cookie": "__jsluid_h=d41d8c; max-age=31536000; path=/; HttpOnly"}),
    "chuangyu": (403, _SHIELD, {"Server": "WAF/2.4-12.1"}),
    "wzws_200": (200, _WZWS, {"Set-Cookie": "wzws_sessionid=gTIz; Path=/; HttpOnly"}),
    "frequency_200": (200, _LIMIT, {}),
    "frequency_429": (429, _LIMIT, {"Retry-After": "1"}),
    "captcha_200": (200, _CAPTCHA, {}),
    "maintenance_503": (503, _MAINTENANCE, {}),
    "maintenance_200": (200, _MAINTENANCE, {}),
    "missing_200": (200, _MISSING, {}),
}
"""Kind of interstitial → status, page, headers."""
ANTIBOT = (
    "ruishu_412",
    "ruishu_202",
    "ruishu_200",
    "jiasule_521",
    "chuangyu",
    "wzws_200",
    "frequency_200",
    "captcha_200",
)
"""What ``antibot`` draws from: pages that say nothing about the article."""
PLAIN = ("error_503", "error_500", "error_429", "reset", "truncated", "drip", "silent", "antibot")


class Faults:
    """Shares of faults, and what holds for every request (:attr:`always`)."""

    def __init__(self, seed: int = 1) -> None:
        self.seed = seed
        self.shares: dict[str, float] = {}
        self.retry_after: int | None = 1
        self.always: str | None = None
        self.most_in_row: int | None = None
        """After so many faults at one address in a row its next answer is right; None: pure chance."""
        self._asked: dict[str, int] = {}
        self._row: dict[str, int] = {}

    @property
    def blocks_all(self) -> bool:
        return self.always is not None

    def set(self, retry_after: int | None = 1, most_in_row: int | None = None, **shares: float) -> None:
        """New shares by kind: any of ``PLAIN`` or ``INTERSTITIALS``; those not named are off."""
        if unknown := shares.keys() - {*PLAIN, *INTERSTITIALS}:
            raise ValueError(f"no fault {', '.join(unknown)}; known: {', '.join((*PLAIN, *INTERSTITIALS))}")
        self.shares, self.retry_after, self.most_in_row = shares, retry_after, most_in_row

    def block(self, kind: str | None) -> None:
        """Answer every request with this fault or interstitial; None: no more."""
        if kind is not None and kind not in PLAIN and kind not in INTERSTITIALS:
            raise ValueError(f"no fault {kind}")
        self.always = kind

    def choose(self, path: str) -> str | None:
        """The fault that hits this request, if any."""
        if self.always or not self.shares:
            return self.always
        asked = self._asked[path] = self._asked.get(path, 0) + 1
        rng = Random(f"{self.seed}:{path}:{asked}")
        kind = self._draw(rng.random())
        if not kind or (self.most_in_row is not None and self._row.get(path, 0) >= self.most_in_row):
            self._row[path] = 0
            return None
        self._row[path] = self._row.get(path, 0) + 1
        return rng.choice(ANTIBOT) if kind == "antibot" else kind

    def _draw(self, draw: float) -> str | None:
        for kind, share in self.shares.items():
            draw -= share
            if draw < 0:
                return kind
        return None

    def apply(self, kind: str, request: Request, reply: Reply) -> Reply | Script:
        """The answer that a request gets when ``kind`` hits it; ``reply`` is what it should have got."""
        if kind == "antibot":
            kind = ANTIBOT[len(request.url) % len(ANTIBOT)]
        if kind in INTERSTITIALS:
            status, text, headers = INTERSTITIALS[kind]
            return Reply(status, text.encode(), {**_SCRIPT, **headers})
        if kind.startswith("error_"):
            retry = {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}
            return Reply(int(kind[-3:]), "服务暂时不可用".encode(), {**_SCRIPT, **retry})
        return {"reset": _reset, "truncated": _truncated, "drip": _drip, "silent": _silent}[kind](reply)


def _reset(reply: Reply) -> Script:
    async def script(wire: Wire) -> None:
        wire.reset()

    return script


def _truncated(reply: Reply) -> Script:
    """Two thirds of the body, then the end, under the Content-Length of the whole."""

    async def script(wire: Wire) -> None:
        await wire.send(reply.head() + reply.body[: len(reply.body) * 2 // 3])
        wire.close()

    return script


def _drip(reply: Reply) -> Script:
    """The right body, 20 bytes in a tenth of a second."""

    async def script(wire: Wire) -> None:
        await wire.send(reply.head())
        for start in range(0, len(reply.body), 20):
            await wire.send(reply.body[start : start + 20])
            await asyncio.sleep(0.1)

    return script


def _silent(reply: Reply) -> Script:
    async def script(wire: Wire) -> None:
        await asyncio.sleep(3600)

    return script
