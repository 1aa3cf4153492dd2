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
]


@pytest.mark.parametrize(("body", "want"), CASES)
def test_template(body: str, want: list[str]) -> None:
    html = f"<html><head><title>{T}_云溪</title></head><body>{NAV}{body}{FOOT}</body></html>"
    raw = RawPage("http://www.example.gov.cn/2024/0804/1.html", html.encode())
    assert extract_pages([raw], layers=("meta", "general")).paragraphs == want
