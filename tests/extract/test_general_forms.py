"""Forms of strips, heads and feet that general rules must read, each on a small page of no family."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from newscrawler.extract import RawPage, extract_pages, furniture
from tests.growth import grows_linearly

TITLE = "港口安全工作推进会召开"
FIRST = "8月3日，市交通局召开港口安全工作推进会，传达上级部署，研究下一阶段重点任务。市交通局局长秦望舒主持会议并讲话。"
LAST = "秦望舒强调，要压实各级责任，把隐患排查整改落实到每一个泊位、每一条航线，确保全年港口安全形势平稳。"
BODY = [FIRST, LAST]
HEAD = f"<title>{TITLE}_海港网</title></head><body><h1>{TITLE}</h1>"
TEXT = f"<p>{FIRST}</p><p>{LAST}</p>"
STRIP = "<div>发布时间：2023-08-03 18:30 来源：海港日报</div>"


class Form(NamedTuple):
    """A page and what its record must hold; ``people`` are (name, role)."""

    html: str
    expected: dict[str, Any]
    people: list[tuple[str, str]] | None = None


FORMS = {
    "source below the text": Form(
        f"{HEAD}<div>作者：江晚 发布时间：2023-08-03 18:30</div><div class='c'>{TEXT}</div>"
        "<div><span>来源：城东港务局</span><br><span>责任编辑：苏禾</span></div>",
        {"source": "城东港务局", "paragraphs": BODY},
    ),
    "issue of a magazine": Form(
        f"{HEAD}<div><span>来源：《海港求实》2023/12</span> <span>2023-08-03 09:00:00</span></div><div>{TEXT}</div>",
        {"source": "《海港求实》2023/12"},
    ),
    "edition in the strip": Form(
        f"{HEAD}<div><i>发布时间：2023年08月03日 08时45分</i><i>来源：海港日报（2023年08月03日03版）</i><i>打印</i></div><div>{TEXT}</div>",
        {"source": "海港日报", "edition": {"newspaper": "海港日报", "date": "2023-08-03", "page": "03"}},
    ),
    "file table in the text": Form(
        f"{HEAD}{STRIP}<div class='c'><table border=1><tr><td>索引号</td><td>014319968/2023-00231</td><td>主题分类</td>"
        "<td>科技、教育 科技 通知 港口 安全</td></tr><tr><td>发文机关</td><td>市交通局</td><td>发文日期</td>"
        f"<td>2023-08-03</td></tr><tr><td>信息名称</td><td colspan=3>{TITLE}</td></tr></table>{TEXT}</div>",
        {"paragraphs": BODY},
    ),
    "short decision signed with a date": Form(
        f"{HEAD}{STRIP}<div class='c'><p>各市人民政府：</p><p>任命石存礼为省交通厅副厅长；</p><p>免去章怀玉的省林业局局长职务。</p>"
        "<p>海港省人民政府</p><p>2023年7月12日</p></div>",
        {
            "paragraphs": [
                "各市人民政府：",
                "任命石存礼为省交通厅副厅长；",
                "免去章怀玉的省林业局局长职务。",
                "海港省人民政府",
                "2023年7月12日",
            ]
        },
    ),
    "tags, buttons, advertisement, entry clerk": Form(
        f"{HEAD}{STRIP}<div class='c'><p>{FIRST}</p><div class='inline-ads'>廣告 - 請繼續往下閱讀</div><p>{LAST}</p>"
        "<div>标签：<a href=/a>港口</a><a href=/b>安全</a></div><p>文章录入：admin  责任编辑：admin</p>"
        "<p>【<a>发表评论</a>】【<a>加入收藏</a>】【<a>告诉好友</a>】</p></div>",
        {"paragraphs": BODY},
    ),
    "editor behind two strokes": Form(
        f"{HEAD}{STRIP}<div>{TEXT}<p>（市纪委监委 || 责任编辑 苏禾）</p></div>", {"paragraphs": BODY}
    ),
    "English strip": Form(
        f"{HEAD}<div class='a'><p>Source: Haven Daily | Updated: August 3, 2023 10:21</p><div>{TEXT}</div></div>",
        {"source": "Haven Daily", "timestamp": "2023-08-03T10:21:00+08:00", "paragraphs": BODY},
    ),
    "title above a bare date, title tag of the site": Form(
        f"<title>海港新闻</title></head><body><table><tr><td><font size=5>{TITLE}</font></td></tr>"
        f"<tr><td>（2003年8月3日 11:30）</td></tr><tr><td>　　{FIRST}<br>　　{LAST}</td></tr></table>",
        {"title": TITLE, "timestamp": "2003-08-03T11:30:00+08:00", "paragraphs": BODY},
    ),
    "strip below the text, title tag of the site": Form(
        f"<title>海港天地</title></head><body><div><div>{TITLE}</div><div><div>{FIRST}</div><div>{LAST}</div></div>"
        "<div>发布日期：2021/11/5 9:03 | 稿源：海港科技报 | 人气：502</div></div>",
        {"title": TITLE, "source": "海港科技报", "timestamp": "2021-11-05T09:03:00+08:00"},
    ),
    "strip without a year": Form(
        f"<title>{TITLE}</title></head><body><div class='article'><div>{TITLE}</div><div><span class='src'>海港日报客户端</span>"
        f" <span>08-03 18:20</span></div><div>{TEXT}</div><div>发布于 2023-08-03 18:20:33</div></div>",
        {"title": TITLE, "subtitle": None},
    ),
    "day and hour below the text": Form(
        f"<title>{TITLE}</title></head><body><h1>{TITLE}</h1><div>{TEXT}</div><div>完<br><br>2023年8月3日（星期四）<br>香港時間18時05分</div>",
        {"timestamp": "2023-08-03T18:05:00+08:00"},
    ),
    "date in the heading": Form(
        f"<title>{TITLE}_要闻_海港市政府</title></head><body><div><h2>{TITLE}<small id=d>(2023年9月29日)</small></h2><div>{TEXT}</div>"
        "<div><small>信息来源：文旅海港</small></div></div>",
        {"title": TITLE, "timestamp": "2023-09-29T00:00:00+08:00", "source": "文旅海港"},
    ),
    "trail, date with source, buttons in the text's cell": Form(
        f"{HEAD.replace('h1', 'h2')}<table><tr><td><a href=/>海港热线</a> >> <a href=/b>时政</a> >> 正文</td></tr>"
        f"<tr><td>2005年10月16日 09:11&nbsp;&nbsp;海港晚报</td></tr><tr><td><p>{FIRST}<p>{LAST}<p>(责编：苏禾)</td></tr>"
        "<tr><td>【<a>评论</a>】【<a>大</a> <a>中</a> <a>小</a>】【<a>打印</a>】【<a>关闭</a>】</td></tr></table>",
        {"source": "海港晚报", "timestamp": "2005-10-16T09:11:00+08:00", "paragraphs": BODY},
    ),
    "source and time behind an abstract": Form(
        f"{HEAD}<p>导读：港口安全工作推进会部署汛期防范，要求把隐患排查整改落实到每一个泊位。</p>"
        f"<div><span>海港晚报</span>·<span>2023-09-29 09:31:00</span></div><div>{TEXT}</div>",
        {"source": "海港晚报", "timestamp": "2023-09-29T09:31:00+08:00", "paragraphs": BODY},
    ),
    "hour without a year": Form(
        f"{HEAD}<div><em>海港新闻网</em><em>04-15 10:06</em></div><div>{TEXT}<div>展开全文</div></div>",
        {"timestamp": "2023-04-15T10:06:00+08:00", "timestamp_precision": "minute", "paragraphs": BODY},
    ),
    "slogan in an advertisement above the heading": Form(
        f"<title>{TITLE}_海港网</title></head><body><div class=w><div class='hd'>海港网</div><div class='ct'>"
        f"<div class='ad'>努力让人民群众平安便捷出行</div><h2>{TITLE}</h2>{STRIP}<div>{TEXT}</div></div></div>",
        {"title": TITLE, "kicker": None},
    ),
    "title and subtitle at the head of the text": Form(
        f"{HEAD}{STRIP}<div><p align=center><b>{TITLE}</b></p><p align=center>——市交通局部署汛期防范</p>{TEXT}</div>",
        {"title": TITLE, "subtitle": "市交通局部署汛期防范"},
    ),
    "app as source": Form(
        f"{HEAD}<div><span>2023-08-03 07:11</span> <span>海港网客户端</span></div><div>{TEXT}</div>",
        {"source": "海港网客户端", "paragraphs": BODY},
    ),
    "time and source run together, audio player": Form(
        f"{HEAD}<div><div><span>2023-08-03 15:02</span><span>海港日报</span></div><div class='audio'>听新闻 00:00 / 04:18 语速 1.0x</div>{TEXT}</div>",
        {"source": "海港日报", "timestamp": "2023-08-03T15:02:00+08:00", "paragraphs": BODY},
    ),
    "label and value, day and hour in boxes of their own": Form(
        f"{HEAD}<div class=m><div>2023-10-15</div><div>20:45:10</div><div>来源</div><div>海港体育</div></div><div>{TEXT}</div>",
        {"source": "海港体育", "timestamp": "2023-10-15T20:45:10+08:00"},
    ),
    "empty label before another": Form(
        f"{HEAD}<div class=m><div>2023-10-15</div><div>来源：</div><div>点击：12</div></div><div>{TEXT}</div>",
        {"source": None, "paragraphs": BODY},
    ),
    "empty label before the text": Form(
        f"{HEAD}<div class=m><div>2023-10-15</div><div>来源：</div></div><div><div>各县交通局：</div><div>{FIRST}</div><div>{LAST}</div></div>",
        {"source": None},
    ),
    "short kicker in a heading": Form(
        f"{HEAD.replace('<h1>', '<div><h3>小泊位的大文章</h3><h1>')}{STRIP}<div>{TEXT}</div></div>",
        {"title": TITLE, "kicker": "小泊位的大文章"},
    ),
    "badge in the heading": Form(
        f"<title>{TITLE}_港口_海港网</title></head><body><h1>{TITLE}<span class=tag><span>原创</span></span></h1>{STRIP}<div>{TEXT}</div>",
        {"title": TITLE},
    ),
    "time in the table of particulars above the title": Form(
        "<title>市交通局 关于开展港口检查的通知</title></head><body><table><tr><th>发布机构：</th><td>市交通局</td><th>发布日期：</th>"
        "<td>2023-08-03 11:02</td></tr><tr><th>索引号：</th><td>11500-2023-08</td><th>主题分类：</th><td>交通</td></tr>"
        "<tr><th>文号：</th><td>港交〔2023〕12号</td><th>主题词：</th><td>港口</td></tr></table>"
        f"<h1>关于开展港口检查的通知</h1><div>{TEXT}</div>",
        {"title": "关于开展港口检查的通知", "timestamp": "2023-08-03T11:02:00+08:00", "paragraphs": BODY},
    ),
    "address of the site in the strip, editor's number and legal notice in the text": Form(
        f"<title>{TITLE}_海港网</title></head><body><table><tr><td>{TITLE}</td></tr><tr><td>http://www.haven.example　2009-09-29 08:15　来源: 海港晚报</td></tr>"
        f"<tr><td>{FIRST}<br><br>{LAST}<br>1621496460000</td></tr><tr><td>本网站所登载之内容，如有侵犯他人版权或著作权等，请以邮件通知我们</td></tr></table>",
        {"source": "海港晚报", "timestamp": "2009-09-29T08:15:00+08:00", "paragraphs": BODY},
    ),
    "kicker in a paragraph named for it, source among credits": Form(
        f"<title>{TITLE}_海港网</title></head><body><div><p class='article-intro'>聚焦港口安全</p><h1>{TITLE}</h1>"
        f"<div>2023-08-03 09:21 点击：88</div><div>{TEXT}<p>END</p><p>来源：海港融媒</p><p>记者：江晚</p><p>编辑：苏禾</p>"
        "<p>责编：苏禾</p><p>校审：苏禾</p><p>监制：苏禾</p><p>往期推荐</p></div></div>",
        {"kicker": "聚焦港口安全", "source": "海港融媒"},
    ),
    "dates of a list below are no time": Form(
        f"{HEAD}<div>{TEXT}</div><div class=r><h3>图片新闻</h3>"
        + "".join(
            f"<p><a href='/z/{n}.html'>湿地公园新增{n}处</a></p><p>2018-10-2{n} 02:16</p>"
            for n in range(1, 6)
        )
        + "</div>",
        {"timestamp": "2023-04-15T00:00:00+08:00"},
    ),
    "nothing but a file above a footer with licences": Form(
        f"{HEAD}{STRIP}<div><p><a href='/P1.xlsx'>决算公开表.xlsx</a></p></div><div><p>互联网新闻信息服务许可证：99120180001 举报电话：0999-8100000</p></div>",
        {"source": "海港日报", "paragraphs": []},
    ),
    "outlet on the line beside the time": Form(
        f"{HEAD}<div><p>2023-08-03 16:40</p><p>海港在线</p></div><div>{TEXT}</div>", {"source": "海港在线"}
    ),
    "speakers of a transcript": Form(
        f"{HEAD}{STRIP}<div>{TEXT}<p>海港日报记者：</p><p>请问下一步有什么打算？</p><p>秦望舒：</p>{TEXT.replace('8月3日', '昨天')}</div>",
        {
            "paragraphs": [
                *BODY,
                "海港日报记者：",
                "请问下一步有什么打算？",
                "秦望舒：",
                FIRST.replace("8月3日", "昨天"),
                LAST,
            ]
        },
    ),
    "number of a document below a picture": Form(
        f"{HEAD}{STRIP}<div><p align=center><img src=/p/a.jpg></p><p align=center>港交发〔2023〕5号</p>{TEXT}</div>",
        {"paragraphs": ["港交发〔2023〕5号", *BODY]},
    ),
    "outlet in brackets before the reporter": Form(
        f"{HEAD}{STRIP}<div><p>【海港网】（记者 江晚）{FIRST}</p><p>{LAST}</p></div>", {}, [("江晚", "记者")]
    ),
    "author alone between headline and text": Form(
        f"{HEAD}<p align=center>盛望舒</p><div>{TEXT}</div>", {"paragraphs": BODY}, [("盛望舒", "作者")]
    ),
    "time of the conference that a notice gives": Form(
        f"{HEAD}<div><span>2023年08月03日 16:40</span> 来源：海港网</div><dl><dt>发布会时间：</dt><dd>2023年8月2日10:00</dd></dl>"
        f"<div>{TEXT}</div>",
        {"timestamp": "2023-08-03T16:40:00+08:00"},
    ),
    "day above year and month": Form(
        f"<title>{TITLE}_海港网</title></head><body><div><p>06</p><span>2023.08</span></div><h1>{TITLE}</h1><div>{TEXT}</div>",
        {"timestamp": "2023-08-06T00:00:00+08:00", "timestamp_precision": "day"},
    ),
    "hour of a second time of the same day": Form(
        f"{HEAD}<div>播出时间：2023年08月03日 上传时间：2023-08-03 21:14:33 来源：海港台</div><div>{TEXT}</div>",
        {"timestamp": "2023-08-03T21:14:33+08:00", "timestamp_precision": "second"},
    ),
    "strip that a script writes": Form(
        f"<meta name=PubDate content='2023-08-03 15:00:00'><script>var src = '海港网'; var tm = '2023-08-03 17:28:03';</script>{HEAD}"
        f"<div>来源：<script>document.write(src)</script> 类型：原创 <script>document.write(tm.substr(0,16))</script></div><div>{TEXT}</div>",
        {"timestamp": "2023-08-03T17:28:03+08:00"},
    ),
    "no label is the source": Form(
        f"{HEAD}<div><span>来源：</span><span>类型：原创</span><span>2023-08-03</span></div><div>{TEXT}</div>",
        {"source": None},
    ),
    "value of another label beside the time": Form(
        f"{HEAD}<div>发布人：<a href=/u/3>ganglib</a> | 发布时间：2023年08月03日 15:20 | 浏览：1次</div><div>{TEXT}</div>",
        {"source": None},
    ),
    "source among the credits below the text": Form(
        f"{HEAD}<div>2023-08-03 18:30</div><div class=c>{TEXT}</div><div>责任编辑：苏禾禾 &nbsp; 文章出处：城东港务局</div>",
        {"source": "城东港务局"},
    ),
    "edition below the text": Form(
        f"{HEAD}<div>2023-08-03 05:27</div><div class=c>{TEXT}</div><div><a href=/p>《 海港日报 》（ 2023年08月03日 02 版）</a></div>",
        {"edition": {"newspaper": "海港日报", "date": "2023-08-03", "page": "02"}, "paragraphs": BODY},
    ),
    "edition under the label of its page": Form(
        f"{HEAD}<p><span>来源：海港日报</span><span>2023年08月03日</span><span>版次：05</span></p><div>{TEXT}</div>",
        {"edition": {"newspaper": "海港日报", "date": "2023-08-03", "page": "05"}},
    ),
    "advertisements among and below the text": Form(
        f"{HEAD}{STRIP}<div class=c><p>{FIRST}</p><table align=right><tr><td><a href=http://ad.example.cn>港湾象棋赛 报名从速</a></td></tr></table>"
        f"<p>{LAST}</p><p>【<a href=/a>评论</a>】【<a href=/b>论坛</a>】【打印】【关闭】</p><p>- END -</p>"
        "<p>此内容为海港网原创，著作权归海港网所有。未经书面授权，不得以任何方式加以使用，包括转载、摘编、复制。</p></div>",
        {"paragraphs": BODY},
    ),
    "address of a paper that the text refers to": Form(
        f"{HEAD}{STRIP}<div>{TEXT}<p>论文链接：<a href=https://doi.example.org/10.1/1>https://doi.example.org/10.1/1</a></p></div>",
        {"paragraphs": [*BODY, "论文链接：https://doi.example.org/10.1/1"]},
    ),
    "related link between two paragraphs": Form(
        f"{HEAD}{STRIP}<div><p>{FIRST}</p><blockquote><a href=/2>延伸阅读：第八届港口节开幕</a></blockquote><p>{LAST}</p></div>",
        {"paragraphs": BODY},
    ),
    "text that unfolds": Form(
        f"{HEAD}{STRIP}<div class=c><p>{FIRST}</p><div class=more style='display:none'><p>{LAST}</p></div></div><a>展开全文</a>",
        {"paragraphs": BODY},
    ),
    "statements of the site after recommended news": Form(
        f"{HEAD}{STRIP}<div class=c><p>{FIRST}</p><p>推荐新闻</p><p><a href=/1>云栖区新建口袋公园</a><i>05-11</i></p>"
        "<p>1．本网（海港网）稿件下标注为“海港网”的，根据协议，其文字、图片、音频、视频稿件之网络版权均属海港网所有。</p>"
        "<p>2．本网其他转载稿件涉及版权等问题，请作者见稿后在两周内来电或来信联系，以便及时处理有关事宜。</p></div>",
        {"paragraphs": [FIRST]},
    ),
    "number of a document above its text": Form(
        f"{HEAD}{STRIP}<table><tr><td align=center>港交发〔2023〕5号</td></tr><tr><td class=newscontent>{TEXT}</td></tr></table>",
        {"paragraphs": ["港交发〔2023〕5号", *BODY]},
    ),
    "office, address and time": Form(
        f"{HEAD}<table><tr><td>海港调查总队　　www.hg.example.gov.cn　　2023-08-03 10:05:37</td></tr></table><div>{TEXT}</div>",
        {"source": "海港调查总队", "timestamp": "2023-08-03T10:05:37+08:00", "paragraphs": BODY},
    ),
    "row of a table that ends in a date": Form(
        f"{HEAD}{STRIP}<div><table border=1><tr><td>被罚人</td><td>某渔行</td></tr><tr><td>作出决定的日期</td><td>2023年6月3日</td></tr></table>{TEXT}</div>",
        {"paragraphs": ["被罚人\t某渔行", "作出决定的日期\t2023年6月3日", *BODY]},
    ),
    "strip of an old portal": Form(
        f"{HEAD}<div class=c><p>http://www.hg.example.cn 2023年08月03日10:47 海港晚报</p>{TEXT}<p>[我来说两句] [推荐给朋友] [打印] [收藏到博采]</p>"
        "<p>::相关新闻::</p><p><a href=/1>·一化工厂凌晨起火 2023-07-22</a></p></div>",
        {"source": "海港晚报", "paragraphs": BODY},
    ),
    "time under a label of its own": Form(
        f"{HEAD}<div class='c'><p>（见报日期：2023-08-03 10:20）</p>{TEXT}</div>",
        {"timestamp": "2023-08-03T10:20:00+08:00", "source": None, "paragraphs": BODY},
    ),
    "time after an outlet, with a label in English": Form(
        f"{HEAD}<div><span>海港晚报</span> <span>Posted 2023-08-03 10:20</span></div><div>{TEXT}</div>",
        {"timestamp": "2023-08-03T10:20:00+08:00", "source": "海港晚报"},
    ),
    "padded word of a role without a colon": Form(
        f"{HEAD}{STRIP}<div>{TEXT}<p>编　辑　苏禾禾</p></div>", {"paragraphs": BODY}, [("苏禾禾", "编辑")]
    ),
    "no outlet on the line beside the time": Form(
        f"{HEAD}<div><p>2023-08-03 16:40</p><p>各新闻媒体：</p></div><div>{TEXT}</div>", {"source": None}
    ),
}


@pytest.mark.parametrize("form", [pytest.param(form, id=name) for name, form in FORMS.items()])
def test_form(form: Form) -> None:
    check(form)


def check(form: Form) -> None:
    """Hold that a page of no family comes out as its form says."""
    page = f"<!DOCTYPE html><html><head><meta charset=utf-8>{form.html}</body></html>"
    record = extract_pages([RawPage("http://www.example.cn/2023/0415/1.html", page.encode())]).model_dump()
    assert {key: record[key] for key in form.expected} == form.expected
    if form.people is not None:
        assert [(person["name"], person["role"]) for person in record["reporters"]] == form.people


@pytest.mark.parametrize(
    "unit",
    ["打印", "分享、", "→a", "a > ", "1", "1 2 3 ", "【1】", "评论【", "首页 ", "2020-01-01", "来源："],
)
def test_repeated_words_of_furniture_cost_no_time(unit: str) -> None:
    def judging(length: int) -> Callable[[], None]:
        def judge() -> None:
            for tail in ("。", "x", "页x"):
                line = (unit * 90)[:length] + tail
                furniture.is_furniture(line)
                furniture.is_strip(line)

        return judge

    assert grows_linearly(judging(44), judging(88), 2)
