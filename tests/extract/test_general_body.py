"""The general layer on templates of no family: what stands beside an article must not win over it."""

from __future__ import annotations

import pytest

from newscrawler.extract import RawPage, extract_pages
from tests.extract.test_body import FOOT, NAV, A, B, C

T = "港口工作会议召开"
SUMMARIES = (
    "<div class=side>"
    + "".join(
        f"<div class=item><h4><a href=/{i}.html>航道建设提速第{i}期</a></h4><p>近日，市交通局组织开展航道疏浚工程验收，专家组实地查看了第{i}标段，认为质量合格，同意交付使用。</p></div>"
        for i in range(8)
    )
    + "</div>"
)
ARTICLE = f"<div class=art><h1>{T}</h1><p class=inf>2024-08-04 10:00 来源：云溪日报</p><div class=nr><p>{A}</p><p>{B}</p></div></div>"
COMMENTS = (
    "<div class=cmts><h3>网友评论</h3>"
    + "".join(
        f"<div class=c><span class=u>用户{i}</span><span>2024-08-05</span><p>写得真好，希望航道建设再快一点，早日让大家受益，支持！</p><a href=#>回复</a><a href=#>点赞</a></div>"
        for i in range(10)
    )
    + "</div>"
)


def case(name: str, body: str, want: list[str] | None = None, side: str = "") -> object:
    return pytest.param(body + side, want or [A, B], id=name)


CASES = [
    case("side summaries", ARTICLE, side=SUMMARIES),
    case("side summaries wrapped", f"<div class=wrap>{ARTICLE}{SUMMARIES}</div>"),
    case("comments", ARTICLE, side=COMMENTS),
    case("comments inside", f"<div class=wrap>{ARTICLE}{COMMENTS}</div>"),
    case(
        "short art", f"<div class=art><h1>{T}</h1><div class=nr><p>{A}</p></div></div>", [A], side=SUMMARIES
    ),
    case(
        "footer prose",
        ARTICLE,
        side="<div class=ft><p>本网站由云溪市人民政府办公室主办，未经授权禁止转载、摘编、复制或建立镜像，如有违反，追究法律责任，谢谢合作，欢迎监督。</p><p>建议使用1024*768以上分辨率浏览，支持主流浏览器，如有问题，请联系我们，电话0000-1234567。</p></div>",
    ),
    case("flat body", f"<h1>{T}</h1><p>{A}</p><p>{B}</p>"),
    case(
        "flat body + nav",
        f"<h1>{T}</h1><div>2024-08-04 来源：云溪日报</div><p>{A}</p><p>{B}</p><div>上一篇：<a href=1>旧闻</a></div>",
    ),
    case("font wrap", f"<table><tr><td><font size=3><p>{A}<p>{B}</font></td></tr></table>"),
    case(
        "lead outside",
        f"<div class=art><h1>{T}</h1><div class=nr><p>{A}</p><p>{B}</p><p>{C}</p></div></div>",
        [A, B, C],
    ),
    case(
        "right signature",
        f"<div class=nr><h1>{T}</h1><p>{A}</p><p>{B}</p><p align=right>云溪市交通局</p><p align=right>2024年8月4日</p></div>",
        [A, B, "云溪市交通局", "2024年8月4日"],
    ),
    case(
        "notice list",
        f"<div class=nr><h1>{T}</h1><p>各区县交通局：</p><p>{A}</p><p>一、{B}</p><p>（一）时间安排</p><p>8月9日至12日。</p><p>特此通知。</p><p>附件：1.<a href=1.doc>安排表</a></p></div>",
        ["各区县交通局：", A, "一、" + B, "（一）时间安排", "8月9日至12日。", "特此通知。", "附件：1.安排表"],
    ),
    case(
        "qa",
        f"<div class=nr><h1>{T}</h1><p>问：何时实施？</p><p>答：{A}</p><p>问：谁来负责？</p><p>答：{B}</p></div>",
        ["问：何时实施？", "答：" + A, "问：谁来负责？", "答：" + B],
    ),
    case(
        "links in prose",
        f"<div class=nr><h1>{T}</h1><p>{A}<a href=/k>航道</a>建设持续推进，<a href=/k2>港口</a>吞吐量增长，<a href=/k3>物流</a>效率提升。</p><p>{B}</p></div>",
        [A + "航道建设持续推进，港口吞吐量增长，物流效率提升。", B],
    ),
    case(
        "strip ul",
        f"<div class=art><h2>{T}</h2><ul><li>来源：云溪日报</li><li>作者：闻一笛</li><li>时间：2024-08-04 10:00</li></ul><div><p>{A}</p><p>{B}</p></div></div>",
    ),
    case(
        "strip spans inside",
        f"<div class=art><h2>{T}</h2><p><span>发布日期：2024-08-04 10:00</span> <span>信息来源：云溪日报</span> <span>【字体：大 中 小】</span></p><p>{A}</p><p>{B}</p><p>【打印本页】【关闭窗口】</p><p>上一篇：无 下一篇：无</p></div>",
    ),
    case(
        "gov index table",
        f"<div class=art><table><tr><td>索引号</td><td>0001/2024-01</td><td>分类</td><td>通知</td></tr><tr><td>发布机构</td><td>市交通局</td><td>发文日期</td><td>2024-08-04</td></tr></table><h1>{T}</h1><div class=nr><p>{A}</p><p>{B}</p></div></div>",
    ),
    case(
        "english",
        "<div class=nr><h1>Port Meeting</h1><p>The city held a meeting on port safety on Monday. Officials heard reports from districts and set tasks for the flood season.</p><p>Qin Wangshu, head of the bureau, said that every berth must be checked before the end of the month, and called for steady work.</p></div>",
        [
            "The city held a meeting on port safety on Monday. Officials heard reports from districts and set tasks for the flood season.",
            "Qin Wangshu, head of the bureau, said that every berth must be checked before the end of the month, and called for steady work.",
        ],
    ),
    case(
        "trad tail",
        f"<div class=art><h1>{T}</h1><div><p>{A}</p><p>{B}</p><p>延伸閱讀</p><ul><li><a href=1>甲乙丙丁戊己庚辛</a></li></ul></div></div>",
    ),
    case(
        "video",
        f"<div class=nr><h1>{T}</h1><div class=video-js><video src=a.mp4></video><p>您的浏览器不支持video</p></div><p>{A}</p><p>{B}</p></div>",
    ),
    case("p in li body", f"<div class=nr><h1>{T}</h1><ul><li>{A}</li><li>{B}</li></ul></div>"),
    case(
        "ad mid",
        f"<div class=nr><h1>{T}</h1><p>{A}</p><div class=ad><a href=/x><img src=/ad.gif></a><a href=/y>点击领取优惠券</a></div><p>{B}</p></div>",
    ),
    case(
        "table layout nested",
        f"<table><tr><td width=180><table><tr><td><a href=1>栏目一</a></td></tr><tr><td><a href=2>栏目二</a></td></tr></table></td><td><table><tr><td align=center>{T}</td></tr><tr><td>2024-08-04</td></tr><tr><td><p>{A}</p><p>{B}</p></td></tr></table></td></tr></table>",
    ),
    case(
        "gallery",
        f"<div class=m><h1>{T}</h1><div class=g><ul><li><img src=1.jpg><p>会议现场一角</p></li><li><img src=2.jpg><p>代表发言</p></li></ul></div><div class=txt><p>{A}</p><p>{B}</p></div></div>",
    ),
    case(
        "dup title+sub in body",
        f"<div class=m><h1>{T}</h1><div class=txt><p align=center><b>{T}</b></p><p>{A}</p><p>{B}</p></div></div>",
    ),
    case(
        "hot list after",
        f"<div class=m><h1>{T}</h1><div class=txt><p>{A}</p><p>{B}</p></div><div class=hot><h3>热点新闻</h3><p><a href=1>一</a></p><p>航道建设提速，市领导到现场调研并提出要求，各方反映良好。</p></div></div>",
    ),
    case(
        "nbsp indent one node",
        f"<div class=m><h1>{T}</h1><div class=txt>&nbsp;&nbsp;&nbsp;&nbsp;{A}<br/>&nbsp;&nbsp;&nbsp;&nbsp;{B}</div></div>",
    ),
    case("div br mix", f"<div class=m><h1>{T}</h1><div class=txt><div>{A}<div>{B}</div></div></div></div>"),
    case(
        "span p nested",
        f"<div class=m><h1>{T}</h1><div class=txt><span><p>{A}</p><p>{B}</p></span></div></div>",
    ),
    case(
        "o:p",
        f"<div class=m><h1>{T}</h1><div class=txt><p class=MsoNormal><b><span>一、进展</span></b><o:p></o:p></p><p class=MsoNormal><span lang=EN-US>1.</span><span>{A}</span><o:p>&nbsp;</o:p></p><p>{B}</p></div></div>",
        ["一、进展", "1." + A, B],
    ),
    case(
        "ol li",
        f"<div class=m><h1>{T}</h1><div class=txt><p>{A}</p><ol><li>完成泊位改造</li><li>疏浚航道</li></ol><p>{B}</p></div></div>",
        [A, "完成泊位改造", "疏浚航道", B],
    ),
    case(
        "data table w/ colspan",
        f"<div class=m><h1>{T}</h1><div class=txt><p>{A}</p><table><tr><td colspan=2>统计表</td></tr><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table><p>{B}</p></div></div>",
        [A, "统计表", "甲\t1", "乙\t2", B],
    ),
    case(
        "table with p in td",
        f"<div class=m><h1>{T}</h1><div class=txt><p>{A}</p><table><tr><td><p>甲</p></td><td><p>1</p><p>元</p></td></tr><tr><td><p>乙</p></td><td><p>2</p></td></tr></table><p>{B}</p></div></div>",
        [A, "甲\t1 元", "乙\t2", B],
    ),
    case(
        "form table whole",
        f"<div class=m><h1>{T}</h1><div class=txt><table><tr><td>姓名</td><td>秦望舒</td></tr><tr><td>职务</td><td>市交通局局长</td></tr></table></div></div>",
        ["姓名\t秦望舒", "职务\t市交通局局长"],
    ),
    case(
        "share mid strip",
        f"<div class=m><h1>{T}</h1><div class=info>来源：<a href=/s>云溪日报</a>　2024-08-04 10:00　<a href=#>我要评论</a>　<a>小</a><a>中</a><a>大</a></div><div class=txt><p>{A}</p><p>{B}</p></div></div>",
    ),
    case(
        "strip inside multi lines",
        f"<div class=m><h1>{T}</h1><div class=txt><p>来源：云溪日报</p><p>发布时间：2024-08-04</p><p>字号：[大 中 小]</p><p>{A}</p><p>{B}</p></div></div>",
    ),
    case(
        "tail stuff",
        f"<div class=m><h1>{T}</h1><div class=txt><p>{A}</p><p>{B}</p><p>扫一扫在手机打开当前页</p><p>打印此页 | 关闭窗口</p><p>分享到: 微信</p><p>网站声明 | 联系我们 | 网站地图</p></div></div>",
    ),
    case(
        "copyright line in body",
        f"<div class=m><h1>{T}</h1><div class=txt><p>{A}</p><p>{B}</p><p>版权声明：凡注明来源为“云溪网”的作品，均为云溪网合法拥有版权或有权使用的作品，未经授权不得转载。</p></div></div>",
    ),
    case(
        "wechat",
        f"<div class=m><h1>{T}</h1><div class=txt><section><section><strong>点击上方蓝字关注我们</strong></section><section><p><span>{A}</span></p></section><section><p>{B}</p></section><section><p>来源 | 市交通局</p><p>长按二维码关注</p></section></section></div></div>",
    ),
    case(
        "dl",
        f"<div class=m><h1>{T}</h1><div class=txt><dl><dt>背景</dt><dd>{A}</dd><dt>措施</dt><dd>{B}</dd></dl></div></div>",
        ["背景", A, "措施", B],
    ),
    case(
        "editor tail",
        f"<div class=m><h1>{T}</h1><div class=txt><p>{A}</p><p>{B}</p></div><p class=ed>责任编辑：闻一笛</p></div>",
    ),
    case(
        "speech",
        f"<div class=m><h1>{T}</h1><div class=txt><p>各位代表：</p><p>{A}</p><p>谢谢大家！</p><p>{B}</p></div></div>",
        ["各位代表：", A, "谢谢大家！", B],
    ),
    case(
        "english tail comma",
        f"<div class=m><h1>{T}</h1><div class=txt><p>{A}</p><blockquote>{B}</blockquote></div></div>",
    ),
    case(
        "japanese",
        "<div class=m><h1>港湾会議</h1><div class=txt><p>市は四日、港湾の安全に関する会議を開き、今後の課題について話し合った。各地区の担当者が出席した。</p><p>局長は、すべての桟橋を点検し、雨季に備えるよう求めた。年内に作業を終える方針である。</p></div></div>",
        [
            "市は四日、港湾の安全に関する会議を開き、今後の課題について話し合った。各地区の担当者が出席した。",
            "局長は、すべての桟橋を点検し、雨季に備えるよう求めた。年内に作業を終える方針である。",
        ],
    ),
]


@pytest.mark.parametrize(("body", "want"), CASES)
def test_template(body: str, want: list[str]) -> None:
    html = f"<html><head><title>{T}_云溪</title></head><body>{NAV}{body}{FOOT}</body></html>"
    raw = RawPage("http://www.example.gov.cn/2024/0804/1.html", html.encode())
    assert extract_pages([raw], layers=("meta", "general")).paragraphs == want
