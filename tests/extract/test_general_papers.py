"""Heads of newspapers' digital editions and of official paper, each on a small page of no family."""

from __future__ import annotations

import pytest

from tests.extract.test_general_forms import BODY, FIRST, HEAD, LAST, STRIP, TEXT, TITLE, Form, check

KICKER, SUBTITLE = "海港区泊位审批“一链办理”", "各泊位隐患一月内清零"
PAPER = "<title>海港日报数字报</title></head><body>"
BAR = "<div><span>海港日报</span><span>2023-08-03</span><span>03版</span><i>放大</i><i>分享</i></div>"
PRINTED = {"newspaper": "海港日报", "date": "2023-08-03", "page": "03"}

FORMS = {
    "kicker, title and subtitle by name, no witness": Form(
        f"{PAPER}{BAR}<div class='lead-title'>{KICKER}</div><div class='main-title'>{TITLE}</div>"
        f"<div class='sub-title'>{SUBTITLE}</div><div>{TEXT}</div>",
        {"kicker": KICKER, "title": TITLE, "subtitle": SUBTITLE, "source": "海港日报", "edition": PRINTED},
    ),
    "byline letter by letter": Form(
        f"{PAPER}<div class='main-title'>{TITLE}</div><div class='sub-title'>{SUBTITLE}</div>"
        f"<div><p>&nbsp;□ 本 报 记 者　江 雨 晚</p><p>　本报通讯员　苏 禾　孔 令 禾</p>{TEXT}</div>",
        {"subtitle": SUBTITLE, "paragraphs": BODY},
        [("江雨晚", "记者"), ("苏禾", "通讯员"), ("孔令禾", "通讯员")],
    ),
    "headline marked by comments": Form(
        f"<title>{KICKER} {TITLE}-海港网</title></head><body><div class='t2'>{KICKER}</div>"
        f"<div class='t1'><!--enptitle-->{TITLE}<!--/enptitle--></div>{STRIP}<div>{TEXT}</div>",
        {"kicker": KICKER, "title": TITLE, "subtitle": None},
    ),
    "newspaper, day and page below the headline": Form(
        f"{HEAD}<p>海港日报　2023年8月3日　B01版　　作者：</p><div>{TEXT}</div>",
        {"source": "海港日报", "edition": PRINTED | {"page": "B01"}, "reporters": []},
    ),
    "author where sources stand": Form(
        f"{HEAD}<p class='author'>□江　晚</p><div><span>2023-08-03</span><span>第06版</span></div><div>{TEXT}</div>",
        {"source": None},
        [("江晚", "作者")],
    ),
    "kicker and headline broken for layout, site before them": Form(
        f"<title>海港日报数字报-一眼深井 红了樱桃</title></head><body><table><tr><td class=newskicker><span>引进大樱桃品种2600亩，</span><br>"
        "<span>井峪村人均增收6000元</span></td></tr><tr><td class=newstitle><b>一眼深井<br>红了樱桃</b></td></tr></table>"
        f"<div><table align=right><tr><td>果农采摘樱桃。（资料片）</td></tr></table><p>　　□ 记者 江雨晚 报道</p>{TEXT}</div>",
        {
            "kicker": "引进大樱桃品种2600亩，井峪村人均增收6000元",
            "title": "一眼深井 红了樱桃",
            "subtitle": None,
        },
        [("江雨晚", "记者")],
    ),
    "day only in the head of the digital edition": Form(
        f"<title>海港大学报</title></head><body><div>第612期<br>2023年08月03日 星期四</div><div>第03版：人物</div>"
        f"<div class='main-title'>{TITLE}</div><div>{TEXT}</div>",
        {"timestamp": "2023-08-03T00:00:00+08:00", "timestamp_precision": "day"},
    ),
    "kicker of two lines, page named after the day": Form(
        f"<title>海港工人报数字报-{TITLE}</title></head><body><div><span>2023年08月03日</span> <span>星期四</span> <span>A07版：城事·口述</span></div>"
        f"<table><tr><td><span class=yinti>轴承厂师徒结对整理图稿<br>一千四百张纸进了电脑</span></td></tr><tr><td><b class=zhuti>{TITLE}</b></td></tr>"
        f"<tr><td>{TEXT}</td></tr></table>",
        {
            "kicker": "轴承厂师徒结对整理图稿 一千四百张纸进了电脑",
            "title": TITLE,
            "edition": {"newspaper": "海港工人报", "date": "2023-08-03", "page": "A07"},
        },
    ),
    "flag in a box of its own": Form(
        f"<title>海港县人民政府 图片新闻 {TITLE}</title></head><body><div><span class=tag>[图片新闻]</span><h2>{TITLE}</h2></div>{STRIP}<div>{TEXT}</div>",
        {"kicker": None, "title": TITLE},
    ),
    "authors between stars, all else at the foot": Form(
        f"<title>欢迎您</title></head><body><table><tr><td align=center><font size=5>{TITLE}</font><br><font size=3>——记海港区控申科</font></td></tr>"
        f"<tr><td align=center>★ 应知还　孟　夏 ★</td></tr><tr><td>{TEXT}</td></tr><tr><td>稿源：海港电视报&nbsp; 2023年8月1日 第6版</td></tr>"
        "<tr><td>[ 录入：admin ] [ 加入时间：2023-8-3 15:6:33 ] [ 被浏览 417 次 ]</td></tr></table>",
        {
            "subtitle": "记海港区控申科",
            "source": "海港电视报",
            "timestamp": "2023-08-03T15:06:33+08:00",
            "edition": {"newspaper": "海港电视报", "date": "2023-08-01", "page": "6"},
        },
        [("应知还", "作者"), ("孟夏", "作者")],
    ),
    "printed before under another title": Form(
        f"{HEAD}{STRIP}<div>{TEXT}<p>（原载2023年8月1日《海港晚报》03版，原题《议出来的好菜场》）</p></div>",
        {"edition": {"newspaper": "海港晚报", "date": "2023-08-01", "page": "03"}, "paragraphs": BODY},
    ),
    "source in title marks at the foot": Form(
        f"{HEAD}<div>2023年8月3日</div><div>{TEXT}</div><div>来源：《海港农村报》　（责任编辑：苏禾）</div>"
        "<div>【<a href=#>推荐给朋友</a>】 手机看新闻 移动用户发送NP到5757</div>",
        {"source": "海港农村报", "paragraphs": BODY},
    ),
    "own people, no source": Form(
        f"{HEAD}<div>2023年8月3日</div><div class='article-author'>本报记者/江雨晚&nbsp;通讯员/苏　禾</div><div>{TEXT}</div>",
        {"source": None},
        [("江雨晚", "记者"), ("苏禾", "通讯员")],
    ),
    "head of official paper": Form(
        "<title>政策法规</title></head><body><table><tr><td>发文单位：</td><td>海港省航道局</td><td>效　力：</td><td>全文有效</td></tr></table>"
        "<div align=center><font size=5><b>海港省航道局文件</b></font></div><div align=center>港航发〔2023〕8号</div>"
        "<div align=center><b><font size=4>海港省航道局关于调整泊位收费<br>标准有关问题的通知</font></b></div><br>"
        f"<p>各市航道局：</p>{TEXT}",
        {
            "title": "海港省航道局关于调整泊位收费标准有关问题的通知",
            "paragraphs": ["港航发〔2023〕8号", "各市航道局：", *BODY],
        },
    ),
    "association that signs, and is all of <title>": Form(
        "<title>海港省航运协会</title></head><body><div><h2><span id=lblTitle>关于召开航运年会的通知</span></h2>"
        f"<p>发布日期：<span>2023/8/3 9:35:12</span> 来源：<span></span></p><div>{TEXT}<p>海港省航运协会</p><p>2023年7月30日</p></div></div>",
        {"title": "关于召开航运年会的通知", "timestamp": "2023-08-03T09:35:12+08:00", "source": None},
    ),
    "office first in <title>, and signing the document": Form(
        "<title>海港县航道局--泊位使用权挂牌出让公告（海航告字[2023]3号）</title></head><body><table><tr><td align=center>"
        "<font style='font-size:16pt'><b>泊位使用权挂牌出让公告（海航告字[2023]3号）</b></font></td></tr>"
        "<tr><td>发布人：<font>利用股</font>　发布时间：2023-8-3 15:42:08　浏览次数：317</td></tr>"
        f"<tr><td>{TEXT}<p>海港县航道局</p><p>二〇二三年八月三日</p></td></tr></table>",
        {"title": "泊位使用权挂牌出让公告（海航告字[2023]3号）", "timestamp": "2023-08-03T15:42:08+08:00"},
    ),
    "author and source that a script writes": Form(
        f"{HEAD}<p>2023-08-03<script>var sAuthor = '江雨晚';\nvar sSource = '航道研究室';\n"
        "if (sAuthor != '') document.write('&nbsp;|&nbsp;作者：' + sAuthor);\n"
        f"if (sSource != '') document.write('&nbsp;|&nbsp;来源：' + sSource);</script></p><div>{TEXT}</div>",
        {"source": "航道研究室"},
        [("江雨晚", "作者")],
    ),
    "sizes of type beside the author": Form(
        f"{HEAD}<p>[2023-08-03]　作者：江雨晚　苏禾　[ <a href=#>大</a> <a href=#>中</a> <a href=#>小</a> ]</p><div>{TEXT}</div>",
        {},
        [("江雨晚", "作者"), ("苏禾", "作者")],
    ),
    "SharePoint's own sizes of type": Form(
        f"{HEAD}{STRIP}<div><div>{FIRST}</div><h3>“控”，就是严控成本</h3>"
        "<div><span class='ms-rteFontSize-3'>落实长协兑现率考核，全年成本不高于区域平均水平，年底前完成目标。</span></div>"
        f"<div>{LAST}</div></div>",
        {
            "paragraphs": [
                FIRST,
                "“控”，就是严控成本",
                "落实长协兑现率考核，全年成本不高于区域平均水平，年底前完成目标。",
                LAST,
            ]
        },
    ),
    "call for news below the text": Form(
        f"{HEAD}{STRIP}<div>{TEXT}<p>想爆料？请登录《阳光连线》、拨打新闻热线0512-66661234，或登录海港网官方微博提供新闻线索。</p></div>",
        {"paragraphs": BODY},
    ),
    "advertisement and app within the text": Form(
        f"{HEAD}{STRIP}<div><p>{FIRST}</p><table align=left><tr><td><font>广告·海港家装博览会9月22日开幕</font></td></tr></table>"
        f"<p>{LAST}</p><div>更多&gt;&gt;<a href=/app>扫描二维码，下载海港手机客户端</a></div></div>",
        {"paragraphs": BODY},
    ),
    "notices at the foot beside a date": Form(
        f"{HEAD}<div>{TEXT}</div><div>2003 (c) | <a href=/n.htm>重要告示</a> | 最近更新日期：2023年8月3日</div>",
        {"source": None},
    ),
}


@pytest.mark.parametrize("form", [pytest.param(form, id=name) for name, form in FORMS.items()])
def test_form(form: Form) -> None:
    check(form)
