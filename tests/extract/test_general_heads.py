"""Forms of headline, strip and byline in which pages of no known system set an article's head."""

from __future__ import annotations

from typing import Any

import pytest

from newscrawler.extract import RawPage, extract_pages
from tests.extract.test_general_forms import BODY, FIRST, HEAD, LAST, STRIP, TEXT, TITLE, Form

NAV = "<div class='nav'><a href='/'>首页</a><a href='/gzdt/'>港区工作动态</a><a href='/tzgg/'>通知公告</a></div>"
KICKER = "以平安之港护航企业发展"
SUBTITLE = "各泊位隐患一月内清零"
SITE_ONLY = "<title>海港市交通局</title></head><body>"


def _head(**fields: Any) -> dict[str, Any]:
    return {"title": TITLE, "kicker": None, "subtitle": None, "paragraphs": BODY, **fields}


FORMS = {
    "kicker and headline each in a box": Form(
        f"<title>{TITLE}_海港网</title></head><body><div class='c1'><div class='c2'><span>{KICKER}</span></div>"
        f"<div class='c3'><h1>{TITLE}</h1></div>{STRIP}<div>{TEXT}</div></div>",
        _head(kicker=KICKER, source="海港日报"),
    ),
    "short kicker in a box of the headline": Form(
        f"<title>{TITLE}_海港网</title></head><body><div class='main'><div class='tit'><div class='a'>平安港口行</div>"
        f"<div class='b'>{TITLE}</div>{STRIP}</div><div>{TEXT}</div></div>",
        _head(kicker="平安港口行"),
    ),
    "column above the headline, named in the menu": Form(
        f"<title>{TITLE}_海港网</title></head><body>{NAV}<div class='main'><div class='a'>港区工作动态</div>"
        f"<div class='b'>{TITLE}</div>{STRIP}<div>{TEXT}</div></div>",
        _head(),
    ),
    "kicker bare in the box, named by its span": Form(
        f"<title>{TITLE}_海港网</title></head><body><div><div class='hd'><span class='ar-shoulder'>城东街道</span>"
        f"<h1>{TITLE}</h1></div>{STRIP}<div>{TEXT}</div></div>",
        _head(kicker="城东街道"),
    ),
    "kicker and headline in rows of a table": Form(
        f"<title>{TITLE}_海港网</title></head><body><table><tr><td>{KICKER}</td></tr><tr><td>{TITLE}</td></tr>"
        f"<tr><td>来源：海港日报 2023-08-03</td></tr></table><div>{TEXT}</div>",
        _head(kicker=KICKER),
    ),
    "subtitle small in the heading": Form(
        f"<title>{TITLE}-海港网</title></head><body><h1>{TITLE} <small>{SUBTITLE}</small></h1>{STRIP}<div>{TEXT}</div>",
        _head(subtitle=SUBTITLE),
    ),
    "badge small in the heading": Form(
        f"<title>{TITLE}-海港网</title></head><body><h1>{TITLE} <small>组图</small></h1>{STRIP}<div>{TEXT}</div>",
        _head(),
    ),
    "heading after the strip": Form(
        f"{HEAD}{STRIP}<h2>{SUBTITLE}</h2><div>{TEXT}</div>",
        _head(subtitle=SUBTITLE),
    ),
    "named subtitle after the strip": Form(
        f"{HEAD}{STRIP}<div class='in'><p class='subtitle'>{SUBTITLE}</p><div>{TEXT}</div></div>",
        _head(subtitle=SUBTITLE),
    ),
    "section heading after the strip": Form(
        f"{HEAD}{STRIP}<div class='in'><h3>一、总体要求部署</h3>{TEXT}</div>",
        {"title": TITLE, "subtitle": None, "paragraphs": ["一、总体要求部署", *BODY]},
    ),
    "headline set again in the text": Form(
        f"{HEAD}{STRIP}<div><p align='center'>{KICKER}</p><p align='center'><b>{TITLE}</b></p>"
        f"<p style='text-align: center'>——海港市防汛备汛纪实</p><p align='center'>本报记者 江晚</p>{TEXT}</div>",
        _head(kicker=KICKER, subtitle="海港市防汛备汛纪实"),
        [("江晚", "记者")],
    ),
    "old table whose title names the site": Form(
        f"{SITE_ONLY}<table><tr><td><a href='/'>首页</a> | <a href='/1'>海港概况</a></td></tr></table>"
        f"<table><tr><td><b>{TITLE}</b></td></tr><tr><td>2023-8-3 10:21:33　　海港信息　　阅读次数:211</td></tr>"
        f"<tr><td>　　{FIRST}<br>　　{LAST}</td></tr></table>",
        {"title": TITLE, "timestamp": "2023-08-03T10:21:33+08:00", "source": "海港信息", "paragraphs": BODY},
    ),
    "strip without any class": Form(
        f"{SITE_ONLY}<div><b>最新动态</b><br><a href='1'>码头改造工程完工验收</a></div><div align=center>{TITLE}</div>"
        f"<div>2023-08-03 作者：江晚 点击：[<span id=h>77</span>]</div><div>{FIRST}<br><br>{LAST}</div>",
        {"title": TITLE, "timestamp": "2023-08-03T00:00:00+08:00"},
        [("江晚", "作者")],
    ),
    "views glued to the hour": Form(
        f"{HEAD}<div><span>海港融媒</span><span>2023-08-03 18:36</span><span>3241</span></div><div>{TEXT}</div>",
        {"timestamp": "2023-08-03T18:36:00+08:00", "source": "海港融媒"},
    ),
    "strokes between time, source and views": Form(
        f"{HEAD}<div>2023-08-03 08:30 | 海港日报 | 浏览次数：<span>0</span></div><div>{TEXT}</div>",
        {"timestamp": "2023-08-03T08:30:00+08:00", "source": "海港日报"},
    ),
    "hour below the text, glued to credits": Form(
        f"{HEAD}<div>{TEXT}</div><div><span>来源：海港日报</span><span>作者：江晚 </span><span>编辑：苏禾</span>"
        "<span>2023-08-03 07:02</span></div>",
        {"timestamp": "2023-08-03T07:02:00+08:00", "source": "海港日报", "paragraphs": BODY},
        [("江晚", "作者"), ("苏禾", "编辑")],
    ),
    "outlet beside a time without a year": Form(
        f"{HEAD}<p><span>海港晚报</span><time>08-03 09:26</time></p><div>{TEXT}</div>",
        {"timestamp": "2023-08-03T09:26:00+08:00", "source": "海港晚报"},
    ),
    "strip written by a script": Form(
        f'{HEAD}<script>var tm = "2023-08-03 09:41:06";var source="海港日报";</script><div><script>'
        f'document.write("文章来源："+source+" "+tm.substring(0,16));</script></div><div>{TEXT}</div>',
        {"timestamp": "2023-08-03T09:41:06+08:00", "source": "海港日报"},
    ),
    "list with dates above the headline": Form(
        f"<title>{TITLE}-海港网</title></head><body><ul><li><a href='1'>码头改造工程完工验收</a><span>2024-01-10</span></li>"
        f"</ul><h1>{TITLE}</h1><div>{TEXT}</div>",
        {"timestamp": "2023-08-03T00:00:00+08:00", "source": None},
    ),
    "outlet in brackets, in English": Form(
        f"{HEAD}<div>(Harbour Daily) Updated: August 3, 2023</div><div>{TEXT}</div>",
        {"source": "Harbour Daily", "timestamp": "2023-08-03T00:00:00+08:00", "paragraphs": BODY},
    ),
    "author bare below the headline": Form(
        f"{HEAD}<div>江雨晚</div>{STRIP}<div>{TEXT}</div>",
        {"paragraphs": BODY},
        [("江雨晚", "作者")],
    ),
    "column bare below the headline": Form(
        f"{HEAD}<div>金融</div>{STRIP}<div>{TEXT}</div>",
        {"reporters": []},
    ),
    "roles glued to names lead into the text": Form(
        f"{HEAD}{STRIP}<div><p>本报讯 记者江晚 苏禾 通讯员李明 {FIRST}</p><p>{LAST}</p></div>",
        {},
        [("江晚", "记者"), ("苏禾", "记者"), ("李明", "通讯员")],
    ),
    "page of an e-paper": Form(
        f"<title>{TITLE}--海港晚报</title></head><body><table><tr><td><b>2023年08月03日</b> 星期四</td></tr></table>"
        f"<table><tr><td>第03版：要闻 <a href='2'>上一版</a></td></tr><tr><td>{TITLE}</td></tr></table><div>{TEXT}</div>",
        {"edition": {"newspaper": "海港晚报", "date": "2023-08-03", "page": "03"}, "source": None},
    ),
    "newspaper, day and page above the headline": Form(
        f"<title>{TITLE}</title></head><body><div><span>《海港日报》（2023年08月03日</span><span>02版）</span></div>"
        f"<div><h1>{TITLE}</h1><div>{TEXT}</div></div>",
        {"edition": {"newspaper": "海港日报", "date": "2023-08-03", "page": "02"}, "source": None},
    ),
    "title that names the publisher, which is the source": Form(
        f"<title>海港市纪委监委</title></head><body><table><tr><td colspan=6><h2>{TITLE}</h2></td></tr><tr><td>来　　源：</td>"
        "<td>海港市纪委监委</td><td>发布时间：</td><td>2023-08-03 17:30:00</td><td>访 问 量：</td><td>1093</td></tr>"
        f"<tr><td colspan=6>{TEXT}</td></tr></table>",
        {"title": TITLE, "source": "海港市纪委监委", "paragraphs": BODY},
    ),
    "title that names the publisher, whose name is the first heading": Form(
        f"<title>海港市人民医院</title></head><body><h1>海港市人民医院</h1><p>{NAV}</p><div>新闻动态</div><div>{TITLE}</div>"
        f"<div>2023/8/3 阅读：331</div><div>{TEXT}</div>",
        {"title": TITLE, "timestamp": "2023-08-03T00:00:00+08:00"},
    ),
    "headline that ends as organisations do": Form(
        f"<title>副市长调研市人民医院</title></head><body><div>新闻动态</div><h1>副市长调研市人民医院</h1>{STRIP}<div>{TEXT}</div>",
        {"title": "副市长调研市人民医院"},
    ),
    "day, hour, people and outlet in elements of one line": Form(
        f"{HEAD}<div><em>海港市融媒体中心</em><em>记者 江晚</em><em>2023-08-03</em><em>18:36:09</em></div><div>{TEXT}</div>",
        {"timestamp": "2023-08-03T18:36:09+08:00", "source": "海港市融媒体中心"},
        [("江晚", "记者")],
    ),
    "outlet of no typical name in a box of the strip": Form(
        f"{HEAD}<div><div>海港综保区</div><div>2023-08-03 09:40</div><div>阅读 20</div></div><div>{TEXT}</div>",
        {"source": "海港综保区", "paragraphs": BODY},
    ),
    "column in a box of the strip": Form(
        f"<title>{TITLE}_海港网</title></head><body><div>当前位置：<a>首页</a> &gt; <a>平安港口</a></div><h1>{TITLE}</h1>"
        f"<div><div>平安港口</div><div>2023-08-03 09:40</div></div><div>{TEXT}</div>",
        {"source": None},
    ),
    "publisher of no source in a box of the strip": Form(
        f"{HEAD}<div><div>2023-08-03 09:40</div><div>聯絡人：林小姐</div></div><div>{TEXT}</div>",
        {"source": None},
    ),
    "zone before the hour": Form(
        f"{HEAD}<div>2023-08-03 HKT 16:38</div><div>{TEXT}</div>", {"timestamp": "2023-08-03T16:38:00+08:00"}
    ),
    "reporter in angled brackets": Form(
        f"{HEAD}{STRIP}<div><p>〔記者陳慧萍／雲林報導〕{FIRST}</p><p>{LAST}</p></div>",
        {},
        [("陳慧萍", "记者")],
    ),
    "date with strokes for labels": Form(
        f"<title>海港大学水环学院</title></head><body><div>{TITLE}</div><div>2023.08.03　文/江晚　图/苏禾</div><div>{TEXT}</div>",
        {"title": TITLE, "timestamp": "2023-08-03T00:00:00+08:00", "paragraphs": BODY},
        [("江晚", "作者"), ("苏禾", "摄影")],
    ),
    "strip of another tongue within the text": Form(
        f"{HEAD}<div><p>発信時間：2023年08月03日14時05分　出典：海港市商務局</p>{TEXT}</div>",
        {"timestamp": "2023-08-03T14:05:00+08:00", "source": "海港市商務局", "paragraphs": BODY},
    ),
    "name of an account between headline and strip": Form(
        f"<title>{TITLE}_海湃网</title></head><body><div><h1>{TITLE}</h1><div><div>海港警方</div><div><span>2023-08-03 17:11</span>"
        f"<span>海港</span></div></div>{TEXT}</div>",
        {"paragraphs": BODY},
    ),
    "author under a bullet between headline and strip": Form(
        f"<title>{TITLE}_海港网</title></head><body><div><h1>{TITLE}</h1><div>□ 辛文房</div>{STRIP}{TEXT}</div>",
        {"paragraphs": BODY},
        [("辛文房", "作者")],
    ),
    "outlet whose name ends in a word of strips": Form(
        f"{HEAD}<div><span>原创</span><span class='meta_nickname'>海港发布</span><em>2023-08-03 20:18</em></div><div>{TEXT}</div>",
        {"source": "海港发布"},
    ),
    "likes below the text": Form(f"{HEAD}{STRIP}<div>{TEXT}<div>赞 12</div></div>", {"paragraphs": BODY}),
    "comment of a Founder system": Form(
        f"<title>{TITLE}-海港网</title><!--enpproperty <articleid>7</articleid><date>2023-08-03 09:31:00:0</date><author></author>"
        f"<title>{TITLE}</title><subtitle>——秦望舒讲话</subtitle><introtitle>海港出题</introtitle><nodename>要闻</nodename>"
        f"<sourcename>海港日报</sourcename><abstract>摘要</abstract>/enpproperty--></head><body><div><p>海港出题</p><p>{TITLE}</p>"
        f"<p>——秦望舒讲话</p><div>2023-08-03</div><div>{TEXT}</div></div>",
        _head(
            kicker="海港出题", subtitle="秦望舒讲话", source="海港日报", timestamp="2023-08-03T09:31:00+08:00"
        ),
    ),
    "Founder comment with a subtitle that the page does not show": Form(
        f"<title>{TITLE}-海港网</title><!--enpproperty <title>{TITLE}</title><subtitle>短题</subtitle>/enpproperty--></head><body>"
        f"<h1>{TITLE}</h1>{STRIP}<div>{TEXT}</div>",
        _head(),
    ),
    "headline linked to its own page": Form(
        f"<title>{TITLE}-海港观察</title></head><body><h1><a href='/'>海港观察</a></h1><div><h4>2023年08月03日</h4>"
        f"<h2><a href='/77.html'>{TITLE}</a></h2><div>{TEXT}</div><h6>作者:江晚 | 分类:评论 | 浏览:20</h6></div>",
        {"title": TITLE, "timestamp": "2023-08-03T00:00:00+08:00", "paragraphs": BODY},
        [("江晚", "作者")],
    ),
    "other labels beside the time": Form(
        f"{HEAD}<div><span>回复单位：海港市水务局</span><span>回复时间：2023-08-03 16:20</span></div><div>{TEXT}</div>",
        {"source": None},
    ),
    "programme between views and time": Form(
        f"{HEAD}<div><span>海港新闻</span><span>2023-08-03 20:10</span><span>播放：1203</span></div><div>{TEXT}</div>",
        {"source": "海港新闻"},
    ),
    "strip with the day in characters, within the text": Form(
        f"<title>{TITLE}——海港网</title></head><body><div><h2>{TITLE}</h2><h5>二〇二三年八月三日　　来源：调研部</h5>{TEXT}</div>",
        {"timestamp": "2023-08-03T00:00:00+08:00", "source": "调研部", "paragraphs": BODY},
    ),
    "outlet and stroke before Updated": Form(
        f"{HEAD}<div><p><span>Harbour</span> <span>| Updated: August 3, 2023 08:09</span></p>{TEXT}</div>",
        {"source": "Harbour", "timestamp": "2023-08-03T08:09:00+08:00", "paragraphs": BODY},
    ),
    "year of the Republic": Form(
        f"{HEAD}<div><span>發布日期：112-08-03</span><span>資料來源：能源署電力組</span></div><div>{TEXT}</div>",
        {"timestamp": "2023-08-03T00:00:00+08:00", "source": "能源署電力組"},
    ),
    "year of two digits": Form(
        f"{HEAD}<div><span>23-08-03 09:12</span> <span>来源：</span><a>海港日报</a></div><div>{TEXT}</div>",
        {"timestamp": "2023-08-03T09:12:00+08:00", "source": "海港日报"},
    ),
    "e-paper whose name does not say so": Form(
        f"<title>今日海港 电子报</title></head><body><div>今日海港　2023年8月3日 星期四</div><h4>第3版：综合新闻</h4><h2>{TITLE}</h2>"
        f"<div>{TEXT}</div>",
        {"title": TITLE, "edition": {"newspaper": "今日海港", "date": "2023-08-03", "page": "3"}},
    ),
    "short subtitle between headline and strip": Form(
        f"<title>{TITLE}-海港网</title></head><body><div><h2>{TITLE}</h2><p>秦望舒带队检查</p>{STRIP}<div>{TEXT}</div></div>",
        _head(subtitle="秦望舒带队检查"),
    ),
    "date and author below the text of a page titled by its publisher": Form(
        f"<title>海港区人大常委会</title></head><body><div><h1>海港区人大常委会</h1></div><div><h3>{TITLE}</h3><div>{TEXT}</div>"
        "<table><tr><td>发布时间：2023-8-3</td><td>阅读：30次</td><td>作者：区人大办</td></tr></table></div>",
        {"title": TITLE, "timestamp": "2023-08-03T00:00:00+08:00", "reporters": []},
    ),
    "kicker first in the title, and in the smaller heading": Form(
        f"<title>{KICKER} {TITLE} - 海港日报</title></head><body><div><h3>{KICKER}</h3><h1>{TITLE}</h1><div>海港日报 2023-08-03</div>"
        f"<div>{TEXT}</div></div>",
        _head(kicker=KICKER, source="海港日报"),
    ),
    "two authors below the headline": Form(
        f"{HEAD}<p align='center'>辛文房　刘过之</p><p>2023-08-03 09:09　　《海港论丛》2023年第3期</p><div>{TEXT}</div>",
        {"subtitle": None, "paragraphs": BODY},
        [("辛文房", "作者"), ("刘过之", "作者")],
    ),
    "author, outlet and time in English": Form(
        f"{HEAD}<p>By Lu You | HARBOUR DAILY | Updated: 2023-08-03 09:14</p><div>{TEXT}</div>",
        {"source": "HARBOUR DAILY", "timestamp": "2023-08-03T09:14:00+08:00"},
    ),
    "title of a document broken over lines": Form(
        f"<title>海港市政府关于印发港口安全办法的通知</title></head><body><h1>海港市政府关于印发港口安全办法的通知</h1>{STRIP}"
        f"<div><p>海港市政府关于印发<br>港口安全办法的通知</p>{TEXT}</div>",
        {"paragraphs": BODY},
    ),
    "time without a year within the text": Form(
        f"<title>{TITLE}</title></head><body><p><a href='/'>首页</a></p><p><b>{TITLE}</b></p><p>海港气象 08-03 17:02</p>{TEXT}",
        {"timestamp": "2023-08-03T17:02:00+08:00", "source": "海港气象", "paragraphs": BODY},
    ),
    "newspaper and day in the head of an e-paper": Form(
        f"<title>{TITLE}</title></head><body><div>海港日报 2023年08月03日 星期四</div><div><h1>{TITLE}</h1><div>{TEXT}</div></div>",
        {"source": None},
    ),
    "strip that ends in the hour, under a title that names a program": Form(
        f"<title>海港APP</title></head><body><div><div class='t'>{TITLE}</div><div><span class='author'>江雨晚</span>"
        f"<span class='src'>海港日报</span><span>2023-08-03 10:05</span></div><div>{TEXT}</div></div>",
        {"title": TITLE, "source": "海港日报", "timestamp": "2023-08-03T10:05:00+08:00"},
        [("江雨晚", "作者")],
    ),
    "author bare among the elements of the strip": Form(
        f"{HEAD}<div><span>江雨晚</span><span>2023-08-03 07:00</span><span>来源：海港观察</span></div><div>{TEXT}</div>",
        {"source": "海港观察"},
        [("江雨晚", "作者")],
    ),
    "editor in an element after the label": Form(
        f"{HEAD}<div><span>2023-08-03 07:00</span><span>来源：海港观察</span><span>编辑：<b>江雨晚</b></span></div><div>{TEXT}</div>",
        {},
        [("江雨晚", "编辑")],
    ),
    "title that names the column": Form(
        f"<title>工作动态</title></head><body><div><div>工作动态</div><div>{TITLE}</div><div>日期：2023-08-03　　点击：66</div>"
        f"<div>{TEXT}</div></div>",
        {"title": TITLE, "subtitle": None, "paragraphs": BODY},
    ),
    "headline known by the name of its element": Form(
        f"<title>海港日报</title></head><body><h3>24小时热文</h3><ul><li><a href=/1>云栖区新建口袋公园</a></li></ul>"
        f"<p class=con_ptitle>{KICKER}</p><div class=con_title>{TITLE}</div><p class=con_subtitle>{SUBTITLE}</p>"
        f"<div>海港日报|2023年08月03日|02版</div><div>{TEXT}</div>",
        _head(kicker=KICKER, subtitle=SUBTITLE, timestamp="2023-08-03T00:00:00+08:00"),
    ),
    "headline known by its type": Form(
        f"<title>New Page 3</title></head><body><table><tr><td><a href=/a.htm>第1版要闻</a></td></tr></table>"
        f"<p align=center><font size=3>{KICKER}</font><br><font size=5 face=黑体>{TITLE}</font><br>"
        f"<font size=3>——{SUBTITLE}</font></p><p align=center>□　本报记者　江　晚</p><table><tr><td>{TEXT}</td></tr></table>",
        _head(kicker=KICKER, subtitle=SUBTITLE),
        [("江晚", "记者")],
    ),
    "name of a document in two lines, under a table of particulars": Form(
        f"{SITE_ONLY}<table><tr><td>发布机构：</td><td>市交通局</td></tr><tr><td>发布日期：</td><td>2023-08-04</td></tr></table>"
        f"<div>【字体：大 中 小】【打印】</div><div id=myTitle><p align=center><font size=5>海港市人民政府办公厅<br>"
        f"关于加强港口安全工作的通知</font></p></div><div id=myText>{TEXT}</div>",
        {
            "title": "海港市人民政府办公厅关于加强港口安全工作的通知",
            "kicker": None,
            "subtitle": None,
            "timestamp": "2023-08-04T00:00:00+08:00",
            "source": None,
        },
    ),
    "name of a document in two lines, before its strip": Form(
        f"{SITE_ONLY}<table><tr><td align=center><b>海港市人民代表大会常务委员会<br>任免名单</b></td></tr>"
        f"<tr><td>发布日期：2023-8-3&nbsp; 阅读次数：8</td></tr><tr><td>{TEXT}</td></tr></table>",
        {"title": "海港市人民代表大会常务委员会任免名单", "kicker": None, "subtitle": None},
    ),
    "heading of a list beside a film": Form(
        f"{HEAD}<div class=vlist><h3>同期节目</h3><ul><li><a href=/2>梅山乡清理河道</a></li></ul></div>{STRIP}<div>{TEXT}</div>",
        _head(),
    ),
    "department's label below the headline": Form(
        f"{HEAD}<ul><li>供稿：<b>党院办</b></li><li>作者：<b>江晚</b></li></ul><div>2023-08-03</div><div>{TEXT}</div>",
        _head(),
        [("江晚", "作者")],
    ),
    "title that hangs on its object": Form(
        f"{SITE_ONLY}<p align=center><font size=5>市人大常委会开展<br>《港口法》执法检查</font></p><p align=center>更新时间：2023-8-3</p>{TEXT}",
        {"title": "市人大常委会开展《港口法》执法检查", "kicker": None, "subtitle": None},
    ),
    "title at the end of the trail": Form(
        f"<title>{TITLE}</title></head><body><ul class=breadcrumb><li><a href=/>首页</a></li><li><a href=/n>新闻</a></li><li>{TITLE}</li></ul>"
        f"<h1>{TITLE}</h1><h2>{SUBTITLE}</h2><div>2023年8月3日</div><div>{TEXT}</div>",
        _head(subtitle=SUBTITLE),
    ),
    "title that links to its page": Form(
        f"<title>{TITLE}</title></head><body><div class=componentheading>学会通知</div><table><tr><td class=contentheading>"
        f"<a href=/77.html>{TITLE}</a></td></tr><tr><td>2023年 8月 3日 09:11</td></tr><tr><td>{TEXT}</td></tr></table>",
        {"title": TITLE, "paragraphs": BODY},
    ),
    "headline in two halves": Form(
        f"<title>海港日报-羊倌当上股东以后 草场也绿了</title></head><body><h1>羊倌当上股东以后<br>草场也绿了</h1>{STRIP}<div>{TEXT}</div>",
        {"title": "羊倌当上股东以后 草场也绿了", "kicker": None, "subtitle": None},
    ),
    "headline with an author, and nothing else": Form(
        f"{HEAD}<p>江雨晚</p>", {"paragraphs": []}, [("江雨晚", "作者")]
    ),
    "labels in elements of their own, without colons": Form(
        f"{HEAD}<div><i>来源</i><b>海港都市报</b><i>时间</i><b>2023-08-03 02:11</b></div><div>{TEXT}</div>",
        {"source": "海港都市报", "timestamp": "2023-08-03T02:11:00+08:00"},
    ),
    "source spoken of in a line above the text": Form(
        f"{HEAD}<div>2023-08-03 02:11</div><div><p>资料来源广泛的一天</p>{TEXT}</div>", {"source": None}
    ),
}


@pytest.mark.parametrize("form", [pytest.param(form, id=name) for name, form in FORMS.items()])
def test_form(form: Form) -> None:
    """What the general layer alone reads, at an address that tells the day."""
    page = RawPage("http://www.example.cn/2023/0803/77.html", f"<html><head>{form.html}".encode())
    record = extract_pages([page], layers=("meta", "general")).model_dump(mode="json")
    assert {name: record[name] for name in form.expected} == form.expected
    if form.people is not None:
        assert [(person["name"], person["role"]) for person in record["reporters"]] == form.people
