"""Forms of bylines that general rules must read, each on a small page of no family."""

from __future__ import annotations

import pytest

from tests.extract.test_general_forms import BODY, FIRST, HEAD, LAST, STRIP, TEXT, TITLE, Form, check

FORMS = {
    "source between time and credits": Form(
        f"{HEAD}<p><time>2023-08-03 07:05</time> · <span>海港文化</span> · 文｜江晚 图｜苏禾</p><div>{TEXT}</div>",
        {"source": "海港文化", "timestamp": "2023-08-03T07:05:00+08:00"},
        [("江晚", "作者"), ("苏禾", "摄影")],
    ),
    "labels glued to each other": Form(
        f"{HEAD}<div><span>来源：海港网</span><span>作者：欧阳晚</span><span>编辑：苏禾</span><span>2023-08-03 21:40:12</span></div><div>{TEXT}</div>",
        {"source": "海港网", "paragraphs": BODY},
        [("欧阳晚", "作者"), ("苏禾", "编辑")],
    ),
    "empty label in an element named author": Form(
        f"{HEAD}<div><span>2023年8月3日 14:22</span>&nbsp;<span class='authorstyle1'>来源：</span></div><div>{TEXT}</div>",
        {"source": None, "reporters": []},
    ),
    "reporter before a city": Form(
        f"{HEAD}{STRIP}<div><p>海港日报记者 江晚 武汉报道</p>{TEXT}</div>",
        {"paragraphs": BODY},
        [("江晚", "记者")],
    ),
    "pictures only": Form(
        f"{HEAD}<div>2023-08-03 08:40 来源：海港网 作者：江晚 摄影报道</div>"
        "<div><p><img src='/a.jpg'></p><p>8月3日，港口全景。（江晚 摄）</p></div>",
        {"source": "海港网"},
        [("江晚", "作者"), ("江晚", "摄影")],
    ),
    "Taiwan byline": Form(
        f"{HEAD}<div><time>2023-08-03 10:42</time><span class='author'>海港新聞網／ 記者<a>江晚</a>／花蓮即時報導</span></div><div>{TEXT}</div>",
        {"source": "海港新聞網"},
        [("江晚", "记者")],
    ),
    "author element with time and views": Form(
        f"{HEAD}<div class='author-info'><a class=name>江晚</a><span>2023年10月18日 14:22</span><span>阅读 1.1w</span></div>"
        f"<div>{TEXT}<p>本文不构成投资建议，据此操作风险自担</p></div>",
        {"source": None, "paragraphs": BODY},
        [("江晚", "作者")],
    ),
    "author behind a box": Form(
        f"{HEAD}<p class=author>□ 翁晚</p><div class=source>海港日报 2023-06-20 06:30</div><div>{TEXT}</div>",
        {"source": "海港日报", "timestamp": "2023-06-20T06:30:00+08:00"},
        [("翁晚", "作者")],
    ),
    "author with a rare surname": Form(
        f"{HEAD}<div>作者：<span>铁保</span> 时间：<span>2023-08-03 16:40</span> 点击：<span>201</span></div><div>{TEXT}</div>",
        {},
        [("铁保", "作者")],
    ),
    "page of a newspaper is no source": Form(
        f"<title>{TITLE}</title></head><body><h3>秦望舒讲话并作部署</h3><h1>{TITLE}</h1><h2>本报记者　江晚　苏禾</h2>"
        f"<p class=sec>《 海港日报 》（ <span class=date>2023年08月03日</span> &nbsp; 第 03 版）</p><div>{TEXT}</div>",
        {
            "kicker": "秦望舒讲话并作部署",
            "subtitle": None,
            "edition": {"newspaper": "海港日报", "date": "2023-08-03", "page": "03"},
        },
        [("江晚", "记者"), ("苏禾", "记者")],
    ),
    "labels and values in a list of definitions": Form(
        f"{HEAD}<div><dl><dt>日期：</dt><dd>2023-08-03 10:11</dd></dl><dl><dt>作者：</dt><dd>江晚</dd></dl>"
        f"<dl><dt>来源：</dt><dd>农民海报</dd></dl></div><div>{TEXT}</div>",
        {"source": "农民海报", "timestamp": "2023-08-03T10:11:00+08:00", "paragraphs": BODY},
        [("江晚", "作者")],
    ),
    "reporters of all media": Form(
        f"{HEAD}{STRIP}<div>{TEXT}<p>（海港日报全媒记者 江晚 见习记者 苏禾）</p></div>",
        {"paragraphs": BODY},
        [("江晚", "记者"), ("苏禾", "记者")],
    ),
    "document made public": Form(
        f"{HEAD}{STRIP}<div>{TEXT}<p>（此件公开发布）</p></div>",
        {"paragraphs": [*BODY, "（此件公开发布）"]},
        [],
    ),
    "empty author before views": Form(
        f"{HEAD}<div>作者：&nbsp;&nbsp;阅读：<span>318</span> 次 2023-08-03</div><div>{TEXT}</div>",
        {"reporters": []},
    ),
    "outlet in quotation marks before its reporters": Form(
        f"{HEAD}{STRIP}<div><p>海港网8月3日电（“海港视点”记者 江晚、苏禾禾）</p>{TEXT}</div>",
        {},
        [("江晚", "记者"), ("苏禾禾", "记者")],
    ),
    "outlets before words of roles": Form(
        f"{HEAD}{STRIP}<div><p>港报记者 江晚 港报实习记者 苏禾禾 港报编辑 李明</p>{TEXT}</div>",
        {"paragraphs": BODY},
        [("江晚", "记者"), ("苏禾禾", "记者"), ("李明", "编辑")],
    ),
    "words of roles glued to the name before": Form(
        f"{HEAD}<div>2023-08-03 来源：海港报 作者：江晚责任编辑：苏禾禾</div><div>{TEXT}</div>",
        {"source": "海港报"},
        [("江晚", "作者"), ("苏禾禾", "编辑")],
    ),
    "office that begins like a surname": Form(
        f"{HEAD}<div>2023-08-03 来源：海港网 作者：水政科</div><div>{TEXT}</div>", {"reporters": []}
    ),
    "labels in brackets below the text": Form(
        f"{HEAD}{STRIP}<div>{TEXT}<p>【记者】 江晚</p><p>【通讯员】 苏禾禾</p><p>【来源】 海港传媒集团客户端</p></div>",
        {"paragraphs": BODY},
        [("江晚", "记者"), ("苏禾禾", "通讯员")],
    ),
    "names after a dateline": Form(
        f"{HEAD}{STRIP}<div><p>海港网8月3日电　(江晚　苏禾禾){FIRST}</p><p>{LAST}</p></div>",
        {},
        [("江晚", "作者"), ("苏禾禾", "作者")],
    ),
    "strip above the headline": Form(
        f"<title>{TITLE}_海港网</title></head><body><p>作者：江晚 来源：海港报 发布时间：2023/8/3 10:12:45</p><h1>{TITLE}</h1><div>{TEXT}</div>",
        {"source": "海港报"},
        [("江晚", "作者")],
    ),
    "flag before the headline": Form(
        f"<title>{TITLE} - 海港小学</title></head><body><table><tr><td class=main_articleTitle><font color=red>[图文]</font>{TITLE}</td></tr>"
        f"<tr><td>作者：江晚 文章来源：少先队大队部 更新时间：2023-8-3</td></tr><tr><td>[图文]{TITLE}</td></tr><tr><td>{TEXT}</td></tr></table>",
        {"title": TITLE, "source": "少先队大队部", "paragraphs": BODY},
        [("江晚", "作者")],
    ),
    "old strip in brackets": Form(
        f"{HEAD}<div>[ 作者：江晚    转贴自：海港晚报    点击数：1234    更新时间：2023-8-3    文章录入：admin ]</div><div>{TEXT}</div>",
        {"source": "海港晚报", "paragraphs": BODY},
        [("江晚", "作者")],
    ),
    "posts after the author": Form(
        f"{HEAD}{STRIP}<div>{TEXT}<p>作者：江晚 海港研究所 主任医师 教授</p></div>",
        {"paragraphs": BODY},
        [("江晚", "作者")],
    ),
    "date within the heading above the strip": Form(
        f"{HEAD[: HEAD.index('<h1')]}<h2>{TITLE}<small>（2023年08月03日）</small></h2><div><span>稿源：海港报</span> "
        f"<span>记者 江雨晚 通讯员 苏禾</span><span>字体：[ <a>大</a> <a>中</a> <a>小</a> ]</span></div><div>{TEXT}</div>",
        {"title": TITLE, "source": "海港报"},
        [("江雨晚", "记者"), ("苏禾", "通讯员")],
    ),
    "author in brackets after the source": Form(
        f"{HEAD}<div>2023-08-03 11:07:33 来源：高新区党政综合部（文/江雨晚） 评论：0 点击：0</div><div>{TEXT}</div>",
        {"source": "高新区党政综合部"},
        [("江雨晚", "作者")],
    ),
    "running announcement above, subheading below": Form(
        f"<title>{TITLE}</title></head><body><marquee>公告：关于征集提案线索的通知　[2023年7月10日]</marquee>"
        f"<table><tr><td class=main_ArticleTitle>{TITLE}</td></tr><tr><td class=main_ArticleSubheading>江雨晚率队并讲话</td></tr>"
        f"<tr><td>文章来源：<a href=#>海港报</a> 更新时间：2023-8-3</td></tr><tr><td>{TEXT}</td></tr></table>",
        {"subtitle": "江雨晚率队并讲话", "source": "海港报", "timestamp": "2023-08-03T00:00:00+08:00"},
    ),
    "outlet and role open the text": Form(
        f"{HEAD}{STRIP}<div><p><b>中国海港报记者江雨晚 通讯员苏禾</b>报道&nbsp;&nbsp;{FIRST}</p><p>{LAST}</p></div>",
        {},
        [("江雨晚", "记者"), ("苏禾", "通讯员")],
    ),
    "author letter by letter below the subtitle": Form(
        f"<title>{TITLE}</title></head><body><div><h1>{TITLE}<br><span>2023-08-03 来源：海港志</span></h1><h4>——码头名称考略</h4>"
        f"<p>闻 人 秋</p><div>{TEXT}</div></div>",
        {"subtitle": "码头名称考略", "source": "海港志"},
        [("闻人秋", "作者")],
    ),
    "pictures from an office": Form(
        f"{HEAD}{STRIP}<div>{TEXT}<p>（通讯员 江雨晚 苏禾 图片由市港务局提供）</p></div>",
        {"paragraphs": BODY},
        [("江雨晚", "通讯员"), ("苏禾", "通讯员")],
    ),
    "compound surname and name letter by letter": Form(
        f"{HEAD}{STRIP}<div><p>海港讯（记者 诸葛明 通讯员 欧阳 晓 丁 一）{FIRST}</p><p>{LAST}</p></div>",
        {},
        [("诸葛明", "记者"), ("欧阳晓", "通讯员"), ("丁一", "通讯员")],
    ),
    "headline in short halves, credits with a link to the outlet": Form(
        "<title>东海网-18万亩港田新绿</title></head><body><table><tr><td class=biaoti><b>18万亩港田<br>新绿</b></td></tr>"
        "<tr><td class=futi>——各泊位隐患一月<br>全部清零</td></tr>"
        f"<tr><td>作者： 完颜立志 呼延 雪 <a href=#>东海网-海港日报</a></td></tr><tr><td>{TEXT}</td></tr></table>",
        {"title": "18万亩港田新绿", "subtitle": "各泊位隐患一月全部清零", "source": "东海网-海港日报"},
        [("完颜立志", "作者"), ("呼延雪", "作者")],
    ),
    "Tibetan names in a strip without labels": Form(
        f"{HEAD}<div><p>2023-08-03 09:57:36<i>|</i>海港日报<i>|</i>格桑伦珠 索朗卓玛<i>|</i>编辑：苏禾</p></div><div>{TEXT}</div>",
        {"source": "海港日报"},
        [("苏禾", "编辑"), ("格桑伦珠", "作者"), ("索朗卓玛", "作者")],
    ),
    "author and office in a strip without labels": Form(
        f"{HEAD}<div>2023年08月03日 10:27&nbsp; 上官云飞　海港办公室&nbsp; 点击：[<span></span>]</div><div>{TEXT}</div>",
        {"source": "海港办公室"},
        [("上官云飞", "作者")],
    ),
    "source as a picture": Form(
        f"{HEAD}<div><span>稿源：<a href=#><img src=/a.gif alt='海港日报'></a></span>&nbsp;<span>2023年8月3日 07时18分</span></div><div>{TEXT}</div>",
        {"source": "海港日报", "timestamp": "2023-08-03T07:18:00+08:00"},
    ),
    "label as a picture": Form(
        f"<title>{TITLE}</title></head><body><p><em>2023-08-03</em> <em>08:00</em></p><h2>{TITLE}</h2>"
        f"<div><span><img src=/a.png alt='信息来源'></span><b>清风海港</b> <a href=#>字体：</a><a>大</a></div><div>{TEXT}</div>",
        {"source": "清风海港"},
    ),
    "office that sent the text": Form(
        f"{HEAD}<div><small>时间:</small>2023-08-03 09:17<small>供稿单位:</small>海港区委组织部<small>供稿人:</small>亓官 红、赵 一 曼</div>"
        f"<div>{TEXT}</div>",
        {"source": "海港区委组织部"},
        [("亓官红", "作者"), ("赵一曼", "作者")],
    ),
    "relative time with the exact one in its element": Form(
        f"<title>海港云客户端</title></head><body><div class=art-title>{TITLE}</div><p><time datetime='2023-08-03T08:06:00+08:00'>3天前</time>"
        f"<span>阅读 2万</span></p><div>{TEXT}</div>",
        {"timestamp": "2023-08-03T08:06:00+08:00"},
    ),
    "subtitle after the byline": Form(
        f"<title>{TITLE}_海港网</title></head><body><div><h5>港区安全一线见闻</h5><h1>{TITLE}</h1><div>■ 本报记者 江雨晚　实习生 苏禾</div>"
        f"<h6><span>既健身　又传承</span></h6></div>{STRIP}<div>{TEXT}</div>",
        {"kicker": "港区安全一线见闻", "subtitle": "既健身 又传承"},
        [("江雨晚", "记者"), ("苏禾", "记者")],
    ),
    "buttons beside the authors": Form(
        f"{HEAD}<div><span>2023-08-03 08:02</span> 来源：<span>海港日报</span> <span>作者：江雨晚 依光</span><span>收藏本页 | 打印 | 关闭</span></div>"
        f"<div>{TEXT}</div>",
        {"source": "海港日报"},
        [("江雨晚", "作者"), ("依光", "作者")],
    ),
    "picture with its credit above the text": Form(
        f"{HEAD}<ul><li>发布时间：2023年08月03日</li><li>信息来源：三公司</li><li>作者：江雨晚&nbsp;、 苏 禾 禾&nbsp;</li></ul>"
        f"<div><p align=center><img src=/a.jpg></p><p align=center>合龙现场（郎平川 摄）</p>{TEXT}</div>",
        {"source": "三公司"},
        [("江雨晚", "作者"), ("苏禾禾", "作者")],
    ),
}


@pytest.mark.parametrize("form", [pytest.param(form, id=name) for name, form in FORMS.items()])
def test_form(form: Form) -> None:
    check(form)
