"""How a list goes on, by each form of pager."""

from __future__ import annotations

import pytest

from newscrawler.lists.paging import Paging
from tests.crawl.listing import listed

PAGERS = {
    "ucap": (
        "<script>createPageHTML('page_div', 8, 1, 'xwzx_list', 'shtml', 118);</script>",
        "xwzx_list.shtml",
        Paging(1, 8, 118, "xwzx_list_2.shtml", "ucap"),
    ),
    "ucap, blanks": (
        "<script>createPageHTML( 'page-div',8 , 3,  'xwzx_list' ,'shtml' )</script>",
        "xwzx_list_3.shtml",
        Paging(3, 8, None, "xwzx_list_4.shtml", "ucap"),
    ),
    "ucap, last": (
        "<script>createPageHTML('page_div', 3, 3, 'list', 'shtml', 41)</script>",
        "list_3.shtml",
        Paging(3, 3, 41, None, "ucap"),
    ),
    "ucap, nothing": (
        "<script>createPageHTML('page_div', 0, 1, 'list', 'shtml', 0)</script>",
        "list.shtml",
        Paging(1, 0, 0, None, "ucap"),
    ),
    "ucap, every page claims to be the first": (
        "<script>createPageHTML('page_div', 3, 1, 'list', 'shtml', 41)</script>",
        "list_2.shtml",
        Paging(2, 3, 41, "list_3.shtml", "ucap"),
    ),
    "ucap, beside another block's and old ones": (
        "<script>createPageHTML('hot_div', 1, 1, 'hot', 'shtml', 5);\n"
        "// createPageHTML('page_div', 9, 1, 'old', 'shtml', 99);\n</script>"
        "<!-- <script>createPageHTML('page_div', 7, 1, 'older', 'shtml', 77)</script> -->"
        "<script>$(function(){ createPageHTML('page_div',\n 3, 1, 'list', 'shtml', 41) })</script>",
        "list.shtml",
        Paging(1, 3, 41, "list_2.shtml", "ucap"),
    ),
    "ucap, not commented out": (
        "<script>//createPageHTML('page_div', 9, 1, 'old', 'shtml', 99);\n"
        "createPageHTML('page_div', 3, 1, 'list', 'shtml', 41);</script>",
        "",
        Paging(1, 3, 41, "list_2.shtml", "ucap"),
    ),
    "ucap, variables": (
        "<script>var pageCount = 3, now = '1'; createPageHTML('page_div', pageCount, now, 'list', 'shtml', rows);</script>",
        "list.shtml",
        Paging(1, 3, None, "list_2.shtml", "ucap"),
    ),
    "ucap, figures as strings": (
        "<script>createPageHTML('page_div', '3', '1', 'list', 'shtml', '41');</script>",
        "list.shtml",
        Paging(1, 3, 41, "list_2.shtml", "ucap"),
    ),
    "ucap, unknown count": (
        "<script>createPageHTML('page_div', pageCount, 1, 'list', 'shtml', 0);</script>",
        "list.shtml",
        Paging(1, None, 0, None, "ucap"),
    ),
    "trs": (
        '<script>//createPageHTML(5, 0, "index", "html");</script>',
        "index.html",
        Paging(1, 5, None, "index_1.html", "trs"),
    ),
    "trs, last": (
        '<script>createPageHTML(5, 4, "index", "html")</script>',
        "index_4.html",
        Paging(5, 5, None, None, "trs"),
    ),
    "links": (
        "<div class='page'><a class='current' href=''>\n 1\n</a><a href='index_2.html'>2</a><a href='index_2.html'>\n   下一页\n </a></div>",
        "index.html",
        Paging(1, None, None, "index_2.html", "links"),
    ),
    "links with position": (
        "<div class=lbfy><b>页次3<i>/</i>4</b> <a href='index_2.html'>上一页</a> <b>3</b> <a href='index_4.html'>下一页</a></div>",
        "index_3.html",
        Paging(3, 4, None, "index_4.html", "links"),
    ),
    "counting down": (
        "<div class='pb_sys_common'>共299条&nbsp; 1/30 <a href='xwzx_list/29.htm'>下页</a></div>",
        "xwzx_list.htm",
        Paging(1, 30, 299, "xwzx_list/29.htm", "links"),
    ),
    "select": (
        "<select><option value='list_9_1.html'>1</option><option value='list_9_2.html'>2</option></select><i class=pageinfo>共 <b>2</b>页<b>16</b>条</i>",
        "list_9_1.html",
        Paging(1, 2, 16, "list_9_2.html", "select"),
    ),
    "script link": (
        "<div class=page><a href='javascript:;'>下一页</a></div>",
        "index.html",
        Paging(None, None, None, None, "links"),
    ),
    "off the list": (
        "<div class=page><a href='http://other.example.com/index_2.html'>下一页</a></div>",
        "index.html",
        Paging(None, None, None, None, "links"),
    ),
    "none": ("<p>没有分页</p>", "index.html", Paging()),
    "links, last page by its address": (
        "<div class=page><span class=current>1</span><a href='index_2.html'>2</a><a href='index_3.html'>3</a>"
        "<a class=next href='index_2.html'>下一页</a><a class=last href='index_334.html'>尾页</a></div>",
        "index.html",
        Paging(1, 334, None, "index_2.html", "links"),
    ),
    "links from page 0": (
        "<div><div><span>第1页</span><span>共&nbsp;60&nbsp;页</span></div><ul><li><a class=cur href='#'>1</a></li>"
        "<li><a href='1.htm'>2</a></li><li><a href='2.htm'>3</a></li><li><a href='1.htm'>下一页</a></li></ul></div>",
        "0.htm",
        Paging(1, 60, None, "1.htm", "links"),
    ),
    "counting down, last page by its address": (
        "<div>共3127条<span><span class=p_no_d>1</span><a href='xw/156.htm'>2</a><a href='xw/155.htm'>3</a>"
        "<a href='xw/156.htm'>下页</a><a href='xw/1.htm'>尾页</a></span></div>",
        "xw.htm",
        Paging(1, 157, 3127, "xw/156.htm", "links"),
    ),
    "the last page is the next": (
        "<div><b>2</b><a href='index.html'>首页</a><a href='index_3.html'>下一页</a><a href='index_3.html'>尾页</a></div>",
        "index_2.html",
        Paging(2, 3, None, "index_3.html", "links"),
    ),
    "a number after a gap": (
        "<div id=pages><span>1</span><a href='2.html'>2</a><a href='3.html'>3</a> ..<a href='42.html'>42</a>"
        "<a href='2.html'>下一页</a></div>",
        "index.html",
        Paging(1, 42, None, "2.html", "links"),
    ),
    "numbers around the present page alone": (
        "<div><a href='index.html'>1</a> .. <a href='index_6.html'>6</a><span>7</span><a href='index_8.html'>8</a>"
        "<a href='index_8.html'>下一页</a></div>",
        "index_7.html",
        Paging(7, None, None, "index_8.html", "links"),
    ),
    "numbers of entries a page": (
        "<div><span>1</span><a href='?n=2'>2</a><a href='?n=2'>下一页</a> 每页 <a href='?size=50&n=1'>50</a></div>",
        "index.html",
        Paging(1, None, None, "index.html?n=2", "links"),
    ),
    "counts beside the links' block": (
        "<ul><li>总共&nbsp;<em>182</em>&nbsp;记录</li><li><a href='javascript:void(0)'>第一页</a>"
        "<a href='javascript:void(0)'>&lt;&lt;上一页</a><a href='list2.htm'>下一页&gt;&gt;</a><a href='list13.htm'>尾页</a>"
        "</li><li>页码<em>1</em>/<em>13</em></li></ul>",
        "list.htm",
        Paging(1, 13, 182, "list2.htm", "links"),
    ),
    "onclick of a cell": (
        "<table><tr><td>1/528</td><td class=pageon>1</td><td onclick=\"window.location.href='./?Paging=2'\">2</td>"
        "<td onclick=\"window.location.href='./?Paging=2'\">下页 &gt;</td></tr></table>",
        "",
        Paging(1, 528, None, "?Paging=2", "links"),
    ),
    "tagname of a link": (
        "<td>共375页 <a tagname='113/index2.html' onclick=\"query(this,'113/index2.html')\">下一页</a></td>",
        "index.html",
        Paging(None, 375, None, "113/index2.html", "links"),
    ),
    "address within a script link": (
        "<div class=page>1/9 <a href=\"javascript:location.href='list_2.html'\">后一页&gt;&gt;</a></div>",
        "list.html",
        Paging(1, 9, None, "list_2.html", "links"),
    ),
    "postback": (
        "<div><div>共268条记录 当前第1/14页</div><div><span class=cpb>1</span>"
        "<a href=\"javascript:__doPostBack('pager','2')\">2</a><a href=\"javascript:__doPostBack('pager','2')\">下一页</a></div></div>",
        "list.aspx",
        Paging(1, 14, 268, None, "links"),
    ),
    "next page of a newspaper": (
        "<p class=btn><a href='javascript:void(0);'>上一版</a> <a href='node_3.htm'>下一版<img src=n.gif></a></p>",
        "node_2.htm",
        Paging(None, None, None, "node_3.htm", "links"),
    ),
    "folders of pages": (
        "<div><span class='page-numbers current'>1</span><a href='index/page/2'>2</a><a href='index/page/17'>17</a>"
        "<a class=next href='index/page/2'>下一页 →</a></div>",
        "index",
        Paging(1, 17, None, "index/page/2", "links"),
    ),
    "select that shows the first pages only": (
        "<div class=pager><a href='23_2.html'>下一页</a> <a href='23_36.html'>末页</a> <span>1/36</span> <select>"
        "<option value='23.html'>1</option><option value='23_2.html'>2</option></select></div>",
        "23.html",
        Paging(1, 36, None, "23_2.html", "links"),
    ),
    "龙讯": (
        "<script>Ls.pagination('#p', function (pageIndex, pageSize) { return '/site/xw/679?pageIndex=' + pageIndex; },"
        " {currPage: 1, pageCount: 47});</script>",
        "679",
        Paging(1, 47, None, "679?pageIndex=2", "script"),
    ),
    "龙讯, every page claims to be the first": (
        "<script>Ls.pagination('#p', function (pageIndex) { return '/site/xw/679?pageIndex=' + pageIndex; },"
        " {currPage: 1, pageCount: 47});</script>",
        "679?pageIndex=47",
        Paging(47, 47, None, None, "script"),
    ),
    "layui": (
        "<script>var total = 95; laypage.render({elem: 'page', count: total, limit: 10, curr: 2, jump: function(obj, first) {"
        " if (!first) location.href = 'list_' + obj.curr + '.html'; }});</script>",
        "list.html",
        Paging(2, 10, 95, "list_3.html", "script"),
    ),
    "trs, settings": (
        "<script>Pager({size:38, current:0, prefix:'index',suffix:'shtml'});</script>",
        "index.shtml",
        Paging(1, 38, None, "index_1.shtml", "trs"),
    ),
    "trs, written from variables": (
        "<script>var currentPage = 1;//所在页\nvar nextPage = currentPage+1;\nvar countPage = 6;//共多少页\n"
        'if(countPage>1&&currentPage!=(countPage-1))\ndocument.write("<a href=\\"index"+"_" + nextPage + "."+"htm\\">下一页</a>");'
        "</script>",
        "index_1.htm",
        Paging(2, 6, None, "index_2.htm", "trs"),
    ),
    "jqPaginator": (
        "<ul id=p></ul><script>$('#p').jqPaginator({totalPages: 21, visiblePages: 7, currentPage: 1,"
        " onPageChange: function (num, type) { if (type != 'init') location.href = '/site/xw/12-' + num + '.html'; }});</script>",
        "12-1.html",
        Paging(1, 21, None, "12-2.html", "script"),
    ),
    "function of the page, in a table whose rows are not closed": (
        "<script>function goPage(n){ location.href='List.asp?ClassID=12&page='+n; }</script><table>"
        + "<tr><td><a href='View.asp?ID=1'>关于开展检查的通知</a></td><td>2009-9-2</td>" * 20
        + "<tr><td>共有 <b>187</b> 条信息 第 <font>1</font>/9 页 首页 上一页 <a href='javascript:goPage(2)'>下一页</a>"
        "<a href='javascript:goPage(9)'>尾页</a></td></tr></table>",
        "List.asp?ClassID=12",
        Paging(1, 9, None, "List.asp?ClassID=12&page=2", "links"),
    ),
    "Hanweb": (
        "<div id=1><script type='text/xml'><datastore><nextgroup><![CDATA[<a href=\"/site/xw/dataproxy.jsp?page=1&webid=3\"></a>]]>"
        "</nextgroup></datastore></script><script>$('#1').jpage({totalRecord:2684, perPage:15, groupSize:3});</script></div>",
        "index.html",
        Paging(None, 179, 2684, "dataproxy.jsp?page=1&webid=3", "jpage"),
    ),
}


@pytest.mark.parametrize("form", PAGERS)
def test_paging_forms(form: str) -> None:
    html, name, expected = PAGERS[form]
    base = "http://www.example.gov.cn/site/xw/"
    found = listed(html, base + name).paging
    following = expected.next and base + expected.next
    assert found == Paging(expected.this, expected.pages, expected.total, following, expected.form)


def test_a_tagname_may_name_a_program_of_the_host() -> None:
    """EasySite: ``/eportal/ui?pageId=…`` lies in no folder of the list; another host is none of its pages."""
    link = "<td>当前页: 1/47 <a tagname='{0}' onclick=\"query(this,'{0}')\" href='javascript:void(0)'>下一页</a></td>"
    at = "http://h/site/xw/index.html"
    found = listed(link.format("/eportal/ui?pageId=3&currentPage=2"), at).paging
    assert found.next == "http://h/eportal/ui?pageId=3&currentPage=2"
    assert listed(link.format("http://other/eportal/ui?pageId=3"), at).paging.next is None


@pytest.mark.parametrize(
    "block",
    [
        "<a href='#'>下一页</a>",
        "<td onclick='go()'>下一页</td>",
        "<a href='javascript:go(2)'>下一页</a>",
        "<script>countPage 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</script>",
        "<nextgroup>",
        "<script type='text/xml'><datastore><![CDATA[",
        "<a href='index_2.html' onclick='go(\"a\")'>尾页</a>",
    ],
)
def test_a_hostile_pager_takes_linear_time(block: str) -> None:
    html = "<datastore>" + block * 20_000
    assert listed(f"<div>{html}</div>", "http://h/x/").paging.next is None
