"""Body rules that no single page shows, and the quality bars over the real pages."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from newscrawler.extract import RawPage, extract_pages
from newscrawler.extract.context import LAYERS

A = "会议听取了工作推进情况汇报，审议了有关文件，相关单位作了交流发言，与会同志进行了深入讨论。"
B = "下一步，各部门要压实责任，坚持问题导向，把各项任务逐条落实到位，确保全年目标如期完成。"
C = "市交通局副局长华砚秋，各区县交通部门主要负责同志参加会议，并实地察看了码头建设现场。"


def page(body: str, title: str = "港口工作会议召开") -> RawPage:
    html = f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"
    return RawPage("http://www.example.gov.cn/a/b.html", html.encode())


def paragraphs(body: str) -> list[str]:
    return extract_pages([page(body)]).paragraphs


@pytest.mark.parametrize(
    "body",
    [
        f"<div><p>{A}</p><p>{B}</p></div>",
        f"<div>　　{A}<br><br>　　{B}</div>",
        f"<div><div>{A}</div><div>{B}</div></div>",
        f"<table><tr><td>{A}</td></tr><tr><td>{B}</td></tr></table>",
        f"<section><section><p><span>{A}</span></p></section><section><span>{B}</span></section></section>",
        f"<div><p>{A}#PAGE_BREAK#<p>{B}</div>",
        f"<div><p>{A}</p><pagebreak></pagebreak><p>{B}</p></div>",
        f"<div><div id=pagediv0><p>{A}</p></div><div id=pagediv1 style='display:none'><p>{B}</p></div></div>",
        f"<div><p>{A}</p><p>{B}</p><p>【1】【2】【3】</p><p>上一页 1 2 3 下一页</p></div>",
        f"<div><h1>港口工作会议召开</h1><div>时间：2024-08-04 10:00 来源：云溪日报 浏览量：12 字号：大 中 小</div><p>{A}</p><p>{B}</p></div>",
        f"<div><p>{A}</p><p>{B}</p><p>分享到：<a href=#>微信</a></p><p>【打印】【关闭】</p><p>扫一扫在手机打开当前页</p></div>",
        f"<div><p>{A}</p><p>{B}</p><p>相关阅读：</p><ul><li><a href=1>甲</a></li><li><a href=2>乙</a></li></ul></div>",
        f"<div class=nr><p>{A}</p><div style='display:none' class=abstract><p>{A}{B}</p></div><p>{B}</p></div>",
        f"<div style='display:none'><p>{A}</p><p>{B}</p></div>",
        f"<div><div class=TRS_Editor><p>{A}</p></div><div class=TRS_Editor><p>{B}</p></div></div>",
        f"<div><p>{A}<span style='display: none'>云溪网摘要</span></p><p>{B}</p></div>",
        f"<pre>　　{A}\n　　{B}</pre>",
        f"<div class=pc><p>{A}</p><p>{B}</p></div><div class=mobile><p>{A}</p><p>{B}</p></div>",
    ],
)
def test_two_paragraphs(body: str) -> None:
    assert paragraphs(body) == [A, B]


def test_headings_lists_rows_and_short_lines_stay() -> None:
    body = (
        f"<div><p><b>一、工作进展</b></p><p>{A}</p><ul><li>完成泊位改造</li><li>疏浚航道</li></ul><p>{B}</p>"
        "<table><tr><th>区县</th><th>数量</th></tr><tr><td>云溪</td><td>12</td></tr></table>"
        "<p>地址：港前路1号<br>电话：0000-1234567</p></div>"
    )
    assert paragraphs(body) == [
        "一、工作进展", A, "完成泊位改造", "疏浚航道", B, "区县\t数量", "云溪\t12", "地址：港前路1号", "电话：0000-1234567",
    ]  # fmt: skip


def test_a_paragraph_the_editor_repeated_stays() -> None:
    assert paragraphs(f"<div><p>{A}</p><p>{B}</p><p>{A}</p><p>{C}</p></div>") == [A, B, A, C]


def test_a_notice_keeps_its_time_and_place() -> None:
    assert paragraphs(f"<div><p>{A}</p><p>时间：8月9日上午9时</p><p>地点：市政府三楼</p></div>") == [
        A, "时间：8月9日上午9时", "地点：市政府三楼",
    ]  # fmt: skip


def test_an_announcement_may_begin_with_time_and_place() -> None:
    lines = ["时间：2024年8月9日", "地点：市政府三楼会议室", A, B]
    assert paragraphs("<div>" + "".join(f"<p>{line}</p>" for line in lines) + "</div>") == lines


def test_links_within_the_text_stay() -> None:
    body = f"<div><p>{A}</p><p><a href=1>《港口安全管理办法》</a></p><p>{B}</p><p><a href=2>航道建设提速</a></p></div>"
    assert paragraphs(body) == [A, "《港口安全管理办法》", B]


def test_several_addresses_are_one_body() -> None:
    pager = "<p><a href=b.html>1</a> <a href=b_1.html>2</a> 下一页</p>"
    first = page(f"<div id=zoomcon><p>{A}</p><p>{B}</p>{pager}</div>")
    second = page(f"<div id=zoomcon><p>{B}</p><p>{C}</p>{pager}</div>")
    assert extract_pages([first, second]).paragraphs == [A, B, C]


def test_an_empty_family_container_falls_through() -> None:
    record = extract_pages([page(f"<div id=zoomcon></div><div class=real><p>{A}</p><p>{B}</p></div>")])
    assert record.paragraphs == [A, B]
    assert record.provenance["paragraphs"] == "general"


def test_a_family_container_with_the_strip_alone_falls_through() -> None:
    strip = "时间:2024-08-04 10:00|来源:|浏览量:|字号:"
    record = extract_pages([page(f"<div id=zoomcon>{strip}</div><div class=real><p>{A}</p><p>{B}</p></div>")])
    assert record.paragraphs == [A, B]


def test_a_family_container_with_one_line_is_believed() -> None:
    record = extract_pages(
        [page(f"<div id=zoomcon>会议延期举行。</div><div class=foot><p>{A[:40]}</p></div>")]
    )
    assert record.paragraphs == ["会议延期举行。"]
    assert record.provenance["paragraphs"] == "family:ucap"


NAV = "<div class=nav>" + "<a href=/a>新闻中心</a> <a href=/b>政务公开</a> " * 8 + "</div>"
FOOT = "<div class=foot>地址：云溪市港前路1号 邮编：000000<br>版权所有 云溪市人民政府</div>"


def whole(body: str) -> RawPage:
    title = "港口工作先进个人名单公示"
    html = f"<html><head><title>{title}</title></head><body>{NAV}<div class=m><h1>{title}</h1><p>发布时间：2024-08-04</p>{body}</div>{FOOT}</body></html>"
    return RawPage("http://www.example.gov.cn/a/b.html", html.encode())


def test_a_list_of_names_is_a_body() -> None:
    names = [
        "秦望舒",
        "华砚秋",
        "柏青野",
        "祝小满",
        "纪云樵",
        "闻人朗",
        "罗一苇",
        "丁槐安",
        "许望川",
        "闻一笛",
    ] * 3
    body = "<table>" + "".join(f"<tr><td>{name}</td></tr>" for name in names) + "</table>"
    assert extract_pages([whole(body)]).paragraphs == names


def test_a_body_may_be_a_picture_or_a_file() -> None:
    picture = extract_pages([whole("<p align=center><img src=/u/1.jpg></p>")])
    assert ([image.url for image in picture.images], picture.paragraphs) == (
        ["http://www.example.gov.cn/u/1.jpg"],
        [],
    )
    file = extract_pages([whole("<p><a href=/f/1.pdf>名单.pdf</a></p>")])
    assert [item.name for item in file.attachments] == ["名单.pdf"]
    assert "no_article" not in picture.warnings + file.warnings


# ---- the real pages


def squash(text: str) -> str:
    return "".join(text.replace("\u200b", "").replace("\ufeff", "").split())


def grams(text: str) -> Counter[str]:
    return Counter(text[i : i + 3] for i in range(len(text) - 2))


def score(ours: str, gold: str) -> float:
    a, b = grams(ours), grams(gold)
    return 2 * sum((a & b).values()) / (sum(a.values()) + sum(b.values())) if a or b else 1.0


@pytest.mark.shared
@pytest.mark.parametrize(
    ("layers", "bar"), [(LAYERS, 0.97), (("meta", "general"), 0.95)], ids=["all", "general"]
)
def test_bars_on_real_pages(shared: Path, layers: tuple[str, ...], bar: float) -> None:
    scores, boilerplate, ends = [], [], []
    for line in (shared / "pages" / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        raw = RawPage(gold.get("url") or "file:", (shared / "pages" / gold["file"]).read_bytes())
        text = squash("".join(extract_pages([raw], layers=layers).paragraphs))
        scores.append(score(text, squash("".join(gold["body"]))))
        boilerplate += [(gold["file"], words) for words in gold["must_not"] if squash(words) in text]
        ends += [squash(gold["body_first"]) in text, squash(gold["body_last"]) in text]
    assert sum(scores) / len(scores) >= bar
    assert boilerplate == []
    assert sum(ends) / len(ends) >= 0.98


@pytest.mark.shared
@pytest.mark.parametrize("layers", [LAYERS, ("meta", "general")], ids=["all", "general"])
def test_the_first_article(shared: Path, layers: tuple[str, ...]) -> None:
    expected = json.loads((shared / "seed" / "expected.json").read_text(encoding="utf-8"))
    raw = RawPage(expected["url"], (shared / "seed" / "article.html").read_bytes())
    record = extract_pages([raw], layers=layers)
    assert (record.paragraphs, record.images, record.attachments) == (expected["paragraphs"], [], [])
