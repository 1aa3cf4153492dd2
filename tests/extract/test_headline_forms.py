"""Headlines and strips in the forms of many systems, and traps near them; invented text in real structures."""

from __future__ import annotations

from typing import Any

import pytest

from newscrawler.extract.context import LAYERS
from tests.extract.test_headline_dress import read

PLAIN = "https://www.example.cn/a/content/1.html"
FORMS: dict[str, tuple[str, str, dict[str, Any]]] = {}
KEYS = {
    "sub": "subtitle",
    "kick": "kicker",
    "crumb": "breadcrumb",
    "lang": "language",
    "warn": "warnings",
    "site": "site_name",
}


def add(name: str, html: str, url: str = PLAIN, **want: Any) -> None:
    assert name not in FORMS
    FORMS[name] = (html, url, want)


# fmt: off
P='<p>　　本报讯 昨天上午，白鹭洲市召开会议，研究部署下一阶段重点工作，市委书记杭一川主持会议并讲话。会议要求各部门抓好落实。</p>'*4
T='白鹭洲市召开河湖治理推进会议'
def doc(head,body): return f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'
nav='<div class="nav"><ul>'+''.join(f'<li><a href="/{i}">{n}</a></li>' for i,n in enumerate(['首页','政务公开','新闻中心','互动交流']))+'</ul></div>'
st=f'<title>{T}_白鹭洲市政府网</title>'
add('zj',doc(f'<title>{T}</title><meta name="contentSource" content="白鹭洲发布"><meta name="PubDate" content="2021-03-04 09:12">',nav+f'<div class="con-title">{T}</div><div class="small-title"><span>发布时间：2021-03-04</span><span>来源：白鹭洲发布</span><span>浏览次数：<script>x</script></span></div><div id="zoom">{P}</div>'),title=T,source='白鹭洲发布',t='2021-03-04T09:12',sub=None,kick=None)
add('youth',doc(f'<title>{T}_新闻频道_某青网</title>',nav+f'<div class="page_bt"><p class="pbt">{T}</p><p class="pwz">发稿时间：2017-03-10 10:20:00 来源：某青网 作者：王小二</p></div><div class="page_text">{P}</div>'),title=T,source='某青网',t='2017-03-10T10:20',sub=None,kick=None)
add('youth2',doc(f'<title>{T}</title>',nav+f'<div class="page_title"><h1>{T}</h1></div><span id="page_right">2017-03-10 10:20:00</span> <span id="source">来源：某报</span><div id="container">{P}</div>'),title=T,source='某报',t='2017-03-10T10:20')
add('cicpa',doc('<title>某某协会</title>',nav+f'<div class="yaowen-content-top"><h3>{T}</h3><span>2020-06-03 04:58</span></div><div class="yaowen-content-bottom">{P}附件：</div>'),title=T,source=None,t='2020-06-03T04:58',sub=None,kick=None)
add('jlly',doc(f'<title>{T}</title>',f'<table><tr><td>{nav}</td></tr><tr><td class="z1"><font>{T}</font></td></tr><tr><td class="z2">来源：县水务局 时间：2021-05-04</td></tr><tr><td class="z3"><div class="TRS_Editor">{P}</div></td></tr></table>'),title=T,source='县水务局',t='2021-05-04')
add('gdstc',doc(f'<title>{T} 某省科技厅</title><meta name="PubDate" content="2019-06-03 16:18">',nav+f'<div class="time"><div class="title"><strong>{T}</strong></div><div class="p12">来源：某省科技厅　发布日期：2019-06-03</div><div class="content">{P}</div></div>'),title=T,source='某省科技厅',t='2019-06-03T16:18')
add('pds',doc(f'<title>[图]{T}-某教体局</title><meta name="ContentSource" content="">',f'<div id="part7"><div class="dqwz"><p>当前位置：<a>首页</a> > <a>工作动态</a> > 正文</p></div><ul><h1>[图]{T}</h1><h2>发布时间：2020-12-15 来源：某县二中</h2>{P}<p>文/王二 图/李四</p></ul></div>'),title='[图]'+T,source='某县二中',t='2020-12-15')
add('gxp',doc(f'<title>{T}</title>',f'<div class="more-tag">当前位置：<a>首页</a>--><a>工作动态</a>--></div><div class="article-title"><h2>{T}</h2></div><div class="article-info">【时间：2018-07-06 16:13】【来源：某某网】【作者：】</div><div class="article-content">{P}</div>'),title=T,source='某某网',t='2018-07-06T16:13',crumb=['首页','工作动态'])
add('news2023',doc(f'<title>{T}-新华网</title>',f'<div class="header-time left"><span class="year"><em> 2023</em></span><span class="day"><em>09</em>/<em>11</em></span><span class="time">10:29:30</span></div><div class="source">来源：某华网</div><div class="head-line clearfix"><h1><span class="title">{T}</span></h1></div><div id="detail">{P}</div>'),title=T,source='某华网',t='2023-09-11T10:29')
add('news2019',doc(f'<title>{T}-新华网</title>',f'<div class="h-title">{T}</div><div class="h-info"><span class="h-time"> 2019-09-11 10:29:30</span> 来源： 某华网</div><div id="p-detail">{P}</div>'),title=T,source='某华网',t='2019-09-11T10:29')
add('gmw',doc(f'<title>{T}_光明网</title>',f'<h1 class="u-title">{T}</h1><div class="m-contentMsg"><span class="m-con-source">来源：<a>某明日报</a></span><span class="m-con-time">2024-05-20 05:10</span></div><div class="u-mainText">{P}</div>'),title=T,source='某明日报',t='2024-05-20T05:10')
add('eastday',doc(f'<title>{T}--某方网</title>',f'<div id="ivs_title">{T}</div><p id="ivs_date">2013年11月19日 11:03</p><p>来源:某方网 选稿:王二</p><div id="ivs_content">{P}</div>'),title=T,source='某方网',t='2013-11-19T11:03')
add('paper',doc(f'<title>{T}_某闻_澎湃</title>',f'<h1 class="news_title">{T}</h1><div class="news_about"><p>澎湃新闻记者 王二</p><p>2019-11-25 15:38 <span>来源：某湃新闻</span></p></div><div class="news_txt">{P}</div>'),title=T,source='某湃新闻',t='2019-11-25T15:38',sub=None)
add('chinadaily',doc(f'<title>{T} - 某国日报网</title>',f'<h1>{T}</h1><div class="xinf"><div class="xinf-le"> 来源：某国日报网 <a>王二</a> 2019-11-25 15:38 </div></div><div id="Content">{P}</div>'),title=T,source='某国日报网',t='2019-11-25T15:38')
add('china',doc(f'<title>{T}_中国网</title>',f'<h1 class="articleTitle">{T}</h1><div class="inform"><p>发布时间：2022-08-01 09:03:11 | 来源：某国网 | 作者：王二 | 责任编辑：李四</p></div><div class="article">{P}</div>'),title=T,source='某国网',t='2022-08-01T09:03')
add('cjn',doc(f'<title>{T}_某江网</title>',f'<div class="art-title"><h1>{T}</h1></div><div class="info"><span class="pub-time">2020-01-02 08:03</span><span class="sour">来源：某江日报</span></div><div class="art-main">{P}</div>'),title=T,source='某江日报',t='2020-01-02T08:03')
add('vsb',doc(f'<title>{T}-某学院</title>',f'<form name="_newscontent_fromname"><h3>{T}</h3><div class="attribute">发布时间：2018年12月28日 11:40&nbsp;&nbsp;作者：&nbsp;&nbsp;来源：&nbsp;&nbsp;点击率：<script>_show</script>次</div><div id="vsb_content">{P}</div></form>'),title=T,source=None,t='2018-12-28T11:40')
add('vsb2',doc(f'<title>{T}-某学院</title>',f'<h1>{T}</h1><p>时间：2018-12-28&nbsp;&nbsp;来源：宣传部&nbsp;&nbsp;作者：王二&nbsp;&nbsp;浏览：<span>12</span></p><div class="v_news_content">{P}</div>'),title=T,source='宣传部',t='2018-12-28')
add('table',doc('<title>某县人民政府</title>',f'<table><tr><td align=center><font size=5><b>{T}</b></font></td></tr><tr><td align=center>发布日期：2016年5月4日&nbsp;来源：县政府办&nbsp;【字号：大 中 小】</td></tr><tr><td>{P}</td></tr></table>'),title=T,source='县政府办',t='2016-05-04')
add('siteh1',doc('<title>某县人民政府网站</title>',f'<h1 class="logo"><a href="/">某县人民政府网站</a></h1>{nav}<div class="bt">{T}</div><div class="ly">来源：某县发布&nbsp;&nbsp;时间：2016/5/4 8:05:06</div><div>{P}</div>'),title=T,source='某县发布',t='2016-05-04T08:05')
add('srclines',doc(st,f'<h1>{T}</h1><ul><li>索引号：000/2022-001</li><li>发布机构：市水务局</li><li>成文日期：2022-01-02</li><li>发布日期：2022-01-05</li><li>来源：市水务局办公室</li></ul><div>{P}</div>'),title=T,source='市水务局办公室',t='2022-01-05')
add('xxgktable',doc(st,f'<table><tr><td>索 引 号</td><td>00123</td><td>发文日期</td><td>2022-01-02</td></tr><tr><td>发布日期</td><td>2022-01-05</td><td>来源</td><td>市水务局</td></tr></table><h1>{T}</h1><div>{P}</div>'),title=T,t='2022-01-05')
add('dash',doc(st,f'<h1>{T}</h1><h2>——河湖长制工作纪实</h2><div class="info">2022-03-04 08:00 来源：某报</div><div>{P}</div>'),title=T,sub='河湖长制工作纪实',t='2022-03-04T08:00',source='某报',kick=None)
add('en',doc('<title>City holds river management meeting - Egret Islet</title>','<div class="crumb"><a>Home</a> &gt; <a>News</a></div><h1>City holds river management meeting</h1><div class="info">Updated: June 22, 2022 10:29 Source: Egret Daily</div>'+'<p>The city held a meeting on Tuesday to plan the management of rivers and lakes, and officials from several departments attended it.</p>'*4),title='City holds river management meeting',t='2022-06-22T10:29',source='Egret Daily',crumb=['Home','News'],lang='en')
add('ja',doc('<title>白鷺市が河川会議を開催 - 白鷺市</title>','<h1>白鷺市が河川会議を開催</h1><div>掲載日：令和4年6月22日</div>'+'<p>市は会議を開き、河川の管理について話し合いました。関係者が出席し、今後の取り組みを確認しました。</p>'*4),title='白鷺市が河川会議を開催',t='2022-06-22',lang='ja')
add('hant',doc('<title>白鷺市召開河川會議 - 白鷺市政府</title>','<h1>白鷺市召開河川會議</h1><div>發佈時間：2022-06-22 10:29 來源：白鷺日報</div>'+'<p>市政府昨天召開會議，研究部署下一階段重點工作，各級領導參加會議並講話，要求認真落實。</p>'*4),title='白鷺市召開河川會議',t='2022-06-22T10:29',source='白鷺日報',lang='zh-Hant')
add('wp',doc(st+'<meta property="article:published_time" content="2020-12-01T02:03:04+00:00">',f'<h1 class="entry-title">{T}</h1><div class="entry-content">{P}</div><footer>发布于 2020年12月1日 作者 admin</footer>'),title=T,t='2020-12-01T10:03')
add('below',doc(st,f'<h1>{T}</h1><div>{P}</div><div class="info">【日期】2019-03-06 【编辑】王二</div>'),title=T,t='2019-03-06',source=None,sub=None)
add('script',doc(st,f'<h1>{T}</h1><div>发布时间：<script>var pubtime="2019-03-06 10:11:12";document.write(pubtime)</script> 来源：</div>{P}'),title=T,t='2019-03-06T10:11',source=None)
add('urlonly',doc(st,f'<h1>{T}</h1>{P}'),title=T,t=None,source=None)
add('build',doc(st+'<meta name="others" content="页面生成时间 2026-09-15 17:37:33">',f'<h1>{T}</h1><p>日期：2022年3月4日　　来源：某报　　页面生成时间：2026-09-15 17:37</p>{P}'),title=T,t='2022-03-04',source='某报')
add('updated',doc(st,f'<h1>{T}</h1><p>更新时间：2022-03-09 10:00 发布时间：2022-03-04 08:00</p>{P}'),title=T,t='2022-03-04T08:00')
add('h1logo',doc(st,f'<h1>白鹭洲市政府网</h1>{nav}<h2>{T}</h2><p class="source">2022-03-04 08:00:12　来源：白鹭日报　记者：王二</p>{P}'),title=T,t='2022-03-04T08:00',source='白鹭日报',kick=None,sub=None)
add('kick-h4',doc(f'<title>{T}--时政--某网</title>',f'<div class="t"><h4>全面推行河湖长制工作会议强调</h4><h1>{T}</h1><h4>杭一川出席并讲话</h4></div><p>2022年03月04日08:00 | 来源：<a>某民日报</a></p>{P}'),kick='全面推行河湖长制工作会议强调',title=T,sub='杭一川出席并讲话',source='某民日报',t='2022-03-04T08:00')
add('summary',doc(st,f'<h1>{T}</h1><div class="abs">摘要：会议研究部署了下一阶段河湖治理的重点工作</div><p>2022-03-04 来源：某报</p>{P}'),title=T,sub=None,source='某报')
add('wrap2',doc('<title>白鹭洲市人民政府关于印发河湖治理三年行动计划的通知-某网</title>',f'<div class="tit">白鹭洲市人民政府<br>关于印发河湖治理三年行动计划的通知</div><p>发布时间：2022-03-04</p>{P}'),title='白鹭洲市人民政府关于印发河湖治理三年行动计划的通知',sub=None,kick=None)
add('docno',doc('<title>白鹭洲市人民政府关于印发河湖治理三年行动计划的通知-某网</title>',f'<h1>白鹭洲市人民政府关于印发河湖治理三年行动计划的通知</h1><p>白政发〔2022〕3号</p><p>发布时间：2022-03-04</p>{P}'),title='白鹭洲市人民政府关于印发河湖治理三年行动计划的通知',sub=None)
add('authorline',doc(st,f'<h1>{T}</h1><div>白鹭洲日报记者 王小二</div><div>2022-03-04 08:00</div>{P}'),title=T,sub=None,source=None)
add('dept',doc(st,f'<h1>{T}</h1><div>白鹭洲市人力资源和社会保障局</div><div>2022-03-04 08:00</div>{P}'),title=T,sub=None)
add('weixin',doc(st,f'<h1>{T}</h1><p>原创 白鹭洲发布 白鹭洲发布 2022-03-04 08:00</p>{P}'),title=T,sub=None,t='2022-03-04T08:00')
site='<title>白鹭洲市人民政府</title>'
# site-only title, no h tags, title in strong centred
add('strong',doc(site,f'<div>您所在的位置：<a>首页</a> > <a>要闻</a></div><p align="center"><strong><font size="5">{T}</font></strong></p><p align="center">2020-03-04 10:20 来源：白鹭报</p>{P}'),title=T,t='2020-03-04T10:20',source='白鹭报',kick=None,sub=None)
add('strong+sub',doc(site,f'<p align="center"><strong>{T}</strong></p><p align="center">——杭一川出席并讲话</p><p align="center">2020-03-04 10:20 来源：白鹭报</p>{P}'),title=T,sub='杭一川出席并讲话')
# column heading h2 near
add('colh2',doc(st,f'<h2>新闻中心</h2><div class="list"><a>要闻</a><a>部门动态</a></div><div class="content"><h3>{T}</h3><div>发布日期：2020-03-04</div>{P}</div><h2>相关链接</h2>'),title=T,t='2020-03-04',kick=None,sub=None)
add('colh2site',doc(site,f'<h2>新闻中心</h2><div class="content"><h3>{T}</h3><div>发布日期：2020-03-04</div>{P}</div>'),title=T,kick=None,sub=None)
add('h1site-hidden',doc(site,f'<h1 style="display:none">白鹭洲市人民政府</h1><div class="content"><div class="bt">{T}</div><div>发布日期：2020-03-04</div>{P}</div>'),title=T)
add('sidebar-dates',doc(st,f'<div class="side"><ul><li><a>另一条新闻标题在此</a> 2021-01-01</li><li><a>再一条</a> 2021-01-02</li></ul></div><h1>{T}</h1><p>2020-03-04</p>{P}<ul><li><a>别的</a><span>2021-05-06</span></li></ul>'),title=T,t='2020-03-04',source=None)
add('topdate',doc(st,f'<div>今天是2026年11月25日 星期三</div><h1>{T}</h1><p>发布时间：2020-03-04</p>{P}'),t='2020-03-04')
add('topdate-nostrip',doc(st,f'<div>今天是2026年11月25日 星期三</div><h1>{T}</h1>{P}'),t=None)
add('bodydate',doc(st,f'<h1>{T}</h1><p>2020年3月4日上午，白鹭洲市召开会议，研究部署下一阶段重点工作，市委书记杭一川主持会议并讲话。会议要求各部门抓好落实。</p>{P}'),t=None,source=None)
add('bodyshort',doc(st+'<meta name="PubDate" content="2020-03-05 09:00">',f'<h1>{T}</h1><p>2020年3月4日</p>{P}'),t='2020-03-05T09:00')
add('url',doc(st,f'<h1>{T}</h1>{P}'),url='http://www.x.gov.cn/xw/202003/t20200304_1.html',t='2020-03-04',warn=['timestamp_from_url'])
add('future',doc(st,f'<h1>{T}</h1><p>时间：2029-03-04 来源：白鹭报</p>{P}'),url='http://www.x.gov.cn/xw/202003/t20200304_1.html',t='2029-03-04')
add('midnight',doc(st,f'<h1>{T}</h1><p>时间：2020-03-04 00:00:00 来源：白鹭报</p>{P}'),t='2020-03-04')
add('midnight2',doc(st+'<meta name="publishdate" content="2020-03-04">',f'<h1>{T}</h1><p>时间：2020-03-04 00:00 来源：白鹭报</p>{P}'),t='2020-03-04')
add('srclink',doc(st,f'<h1>{T}</h1><p>来源：<a href="#">白鹭报</a>　作者：<a>王二</a>　2020-03-04</p>{P}'),source='白鹭报',t='2020-03-04')
add('srcsplit',doc(st,f'<h1>{T}</h1><div class="i"><span>来源：</span><span>白鹭报</span><span>作者：</span><span>王二</span><span>2020-03-04</span></div>{P}'),source='白鹭报')
add('srcdt',doc(st,f'<h1>{T}</h1><dl><dt>来源：</dt><dd>白鹭报</dd><dt>时间：</dt><dd>2020-03-04</dd></dl>{P}'),source='白鹭报',t='2020-03-04')
add('srcdtempty',doc(st,f'<h1>{T}</h1><dl><dt>来源：</dt><dd></dd><dt>时间：</dt><dd>2020-03-04</dd></dl>{P}'),source=None,t='2020-03-04')
add('lismall',doc(st,f'<h1>{T}</h1><ul class="info"><li><i>时间：</i>2020-03-04 10:20</li><li><i>来源：</i>白鹭报</li><li>浏览次数：<b>12</b></li></ul>{P}'),source='白鹭报',t='2020-03-04T10:20')
add('datelabelafter',doc(st,f'<h1>{T}</h1><p>2020-03-04 10:20:30 | 来源：白鹭报 | 大 中 小</p>{P}'),source='白鹭报',t='2020-03-04T10:20')
add('two sources',doc(st,f'<h1>{T}</h1><p>来源：白鹭报 白鹭网 2020-03-04 10:20:30</p>{P}'),source='白鹭报 白鹭网')
add('metaSrc',doc(st+'<meta name="ContentSource" content="白鹭报"><meta name="PubDate" content="2020-03-04">',f'<h1>{T}</h1>{P}'),source='白鹭报',t='2020-03-04')
add('metaTitleOnly',doc(site+f'<meta name="ArticleTitle" content="{T}">',f'<div>发布日期：2020-03-04 </div>{P}'),title=T)
add('lead',doc(st,f'<h1>{T}</h1><div>2020-03-04 来源：白鹭报</div><p class="lead">会议强调抓好落实</p>{P}'),sub=None)
add('fujian',doc(st,f'<h1>{T}</h1><p>附件：1.名单</p><div>2020-03-04 来源：白鹭报</div>{P}'),sub=None)
add('docmeeting',doc(st,f'<h1>{T}</h1><p>（2020年3月2日白鹭洲市第三届人民代表大会第二次会议通过）</p><div>发布时间：2020-03-04 来源：白鹭报</div>{P}'),sub=None,t='2020-03-04')
add('speaker',doc(st,f'<h1>{T}</h1><p>（2020年3月2日）</p><p>杭一川</p>{P}'),sub=None)
add('quote title',doc('<title>“河长”上岗记——白鹭洲治水见闻_白鹭网</title>',f'<h1>“河长”上岗记——白鹭洲治水见闻</h1><div>2020-03-04 来源：白鹭报</div>{P}'),title='“河长”上岗记——白鹭洲治水见闻',sub=None)
add('dash title-sub',doc('<title>“河长”上岗记_白鹭网</title>',f'<h1>“河长”上岗记</h1><p style="text-align:center">——白鹭洲治水见闻</p><div>2020-03-04 来源：白鹭报</div>{P}'),title='“河长”上岗记',sub='白鹭洲治水见闻')
add('title_joined',doc(f'<title>全面推行河湖长制会议强调 {T} 杭一川出席_白鹭网</title>',f'<div class="t"><p>全面推行河湖长制会议强调</p><h1>{T}</h1><p>杭一川出席</p></div><div>2020-03-04 来源：白鹭报</div>{P}'),kick='全面推行河湖长制会议强调',title=T,sub='杭一川出席')
add('short sub',doc(st,f'<h1>{T}</h1><h3>杭一川出席</h3><div>2020-03-04 来源：白鹭报</div>{P}'),title=T,sub='杭一川出席')
add('h1span',doc(st,f'<h1><span>全面推行河湖长制会议强调</span><br/><b>{T}</b></h1><div>2020-03-04 来源：白鹭报</div>{P}'),kick='全面推行河湖长制会议强调',title=T)
add('photo',doc(st,f'<h1>{T}</h1><div>2020-03-04 10:00</div><p>图为会议现场。王二 摄</p>{P}'),sub=None,source=None)
add('weixin2',doc(st,f'<h1>{T}</h1><div><span>2020-03-04 10:00</span> <span>王二</span></div>{P}'),source=None)
add('admin',doc(st,f'<h1>{T}</h1><div>2020-03-04 10:00 admin 阅读 33</div>{P}'),source=None)
add('views',doc(st,f'<h1>{T}</h1><div>2020-03-04 10:00　点击数：33</div>{P}'),source=None)
add('zzsj',doc(st,f'<h1>{T}</h1><div>[ 2020-03-04 ] 【字体：大 中 小】 作者：王二 来源：本站原创 </div>{P}'),source='本站原创',t='2020-03-04')
add('lang',doc('<title>x</title>',f'<h1>{T}</h1><div>2020-03-04</div>{P}').replace('<html>','<html lang="en">'),lang='zh-Hans')
add('sitename',doc(st+'<meta property="og:site_name" content="白鹭网">',f'<h1>{T}</h1>{P}'),site='白鹭网')
add('desc-h2',doc(st,f'<h1>{T}</h1><h2>相关新闻</h2><div>2020-03-04 10:00</div>{P}'),sub=None)
# fmt: on


@pytest.mark.parametrize(
    "layers", [pytest.param(LAYERS, id="all"), pytest.param(("meta", "general"), id="general")]
)
@pytest.mark.parametrize("name", FORMS)
def test_form(name: str, layers: tuple[str, ...]) -> None:
    html, url, want = FORMS[name]
    draft = read(html.encode(), layers, url)
    shown = 10 if draft.timestamp_precision == "day" else 16
    got = {
        key: (draft.timestamp or "")[:shown] or None if key == "t" else getattr(draft, KEYS.get(key, key))
        for key in want
    }
    assert got == want
