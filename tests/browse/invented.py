"""Records to look at: an invented country's reports, and one article in which every text is an attack."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from newscrawler.record import Article, content_hash
from tests.people.world import World

SCRIPT = "<script>window.pwned=1</script>"
IMAGE = "\"'><img/src=x/onerror=window.pwned=1>"
NAME = "<svg/onload=window.pwned=1>"
HOSTILE_ID = "evil:a/b?c=d&e#f%67\"'<b>"


def hostile() -> dict[str, Any]:
    """A valid record made of markup."""
    text = f"{SCRIPT}昨天，{IMAGE}{NAME}出席会议。{{{{7*7}}}}"
    start = text.index(NAME)
    values: dict[str, Any] = {
        **next(World(1).articles(1))[0],
        "id": HOSTILE_ID,
        "url": "javascript:window.pwned=1",
        "portal": f"evil{IMAGE}",
        "site_name": SCRIPT,
        "topics": [SCRIPT, IMAGE],
        "title": f"攻击 {SCRIPT}{IMAGE}",
        "kicker": IMAGE,
        "subtitle": SCRIPT,
        "source": IMAGE,
        "timestamp": "2024-06-01T10:00:00+08:00",
        "paragraphs": [text, f"={IMAGE}"],
        "attendees": [
            {
                "name": NAME,
                "titles": [IMAGE, SCRIPT],
                "actions": ["出席"],
                "evidence": [{"paragraph": 0, "start": start, "end": start + len(NAME)}],
            }
        ],
        "attending_groups": [IMAGE],
        "reporters": [{"name": IMAGE, "role": "记者", "role_text": SCRIPT}],
        "images": [{"url": "javascript:window.pwned=1", "caption": SCRIPT}],
        "attachments": [{"url": "javascript:window.pwned=1", "name": SCRIPT}],
        "breadcrumb": [SCRIPT],
        "raw": {"byline": IMAGE},
        "warnings": ["odd:<b>"],
        "event_date": None,
    }
    values["content_hash"] = content_hash(values)
    return values


def write(path: Path, count: int, *, seed: int = 5) -> list[dict[str, Any]]:
    """``count`` records and the hostile one, as JSON Lines; the records."""
    records = [record for record, _ in World(seed).articles(count)]
    records.append(hostile())
    with path.open("w", encoding="utf-8") as file:
        for record in records:
            file.write(Article.model_validate(record).to_line() + "\n")
    return records


TEA_URL = "http://www.yunxi.example/zwyw/202404/t20240419_7.shtml"
TEA = """<html lang="zh-CN"><head><meta charset="utf-8"><title>把好茶做成大产业 让茶农过上好日子</title></head><body>
<h1>把好茶做成大产业 让茶农过上好日子</h1>
<h2 class="subtitle">云溪市茶产业高质量发展大会召开 裴知远讲话 阮清越主持</h2>
<div>2024-04-19 09:12 来源：云溪日报</div><div id="zoomcon">
<p>昨天上午，云溪市茶产业高质量发展大会在石桥镇召开。市委书记、市茶产业发展领导小组组长裴知远出席会议并讲话，市委副书记、市长阮清越主持会议。</p>
<p>裴知远指出，要把茶文化、茶产业、茶科技统筹起来，走出一条绿色兴农的新路子。他强调，要守好生态底线，让每一片叶子都经得起检验。</p>
<p>会上，市农业农村局局长祝 融通报了去年茶园建设情况，石桥镇党委书记艾力·吐尔逊、云溪茶业集团董事长卢晚晴作交流发言，省农业科学院研究员顾临川作专题辅导。裴知远、阮清越为首批十个“生态茶园”授牌。</p>
<p>大会收到了中国茶叶协会会长段思源发来的贺信。日本静冈市代表团团长山田健一与阮清越签署合作备忘录。</p>
<p>市领导宋怀瑾、欧阳静、祁山，市政府秘书长易安，市有关部门、各县（区）主要负责人和茶农代表参加会议。</p>
<p>（记者 苏 砚 通讯员 柳青禾）</p><p>《云溪日报》2024年04月19日 第A01版</p></div></body></html>"""
"""A page with everything that ``explain`` marks."""
