"""The printed newspaper page that an article was taken from: ``《苏州日报》2022年06月22日A01版``.

An edition stands on a line of its own, among the credits of a byline, or in a bracket that ends a
paragraph, and shows two of newspaper, date and page side by side. A newspaper that a sentence talks
about is none, so :func:`take_edition` also gives back what it did not use: the caller judges by that rest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from newscrawler.extract.numerals import NUMBER, YEAR, day, number
from newscrawler.extract.patterns import guarded
from newscrawler.record import Edition

_CHINESE = "一二三四五六七八九十"
_HAN = r"\u4e00-\u9fff"
_NEWSPAPER = r"(?:[报報刊]|周刊|週刊|[时時快电電][讯訊]|文摘|参考)"
_ORDINAL = rf"(?:[A-Z]{{0,2}}\s?[0-9]{{1,3}}|[{_CHINESE}]{{1,3}})"
_SECTION = (
    rf"(?:头条|\s*[（(][{_HAN}·]{{1,6}}[）)]|\s*(?:版名\s*)?[：:]\s*[{_HAN}·]{{1,8}}"
    rf"|\s+[{_HAN}]{{0,4}}(?:新[闻聞]|要[闻聞]|[综綜]合|[时時]政|[专專]版|[专專][题題]|民生|副刊"
    rf"|[体體]育|健康|教育|文化|[经經][济濟]|[财財][经經]|生活|社[会會]|法治|[国國][际際]|科技|[评評][论論]|理[论論])(?![{_HAN}]))?"
)
_PART = re.compile(
    # A newspaper: anything in 《》, or what opens a line of day and page, or known by how its name ends.
    r"《(?P<quoted>[^《》]{2,20})》"
    rf"|^(?P<opens>[{_HAN}]{{3,10}})(?=\s+20\d\d年\d{{1,2}}月\d{{1,2}}日\s+第\s*{_ORDINAL}\s*版)"
    rf"|(?<![{_HAN}])(?P<plain>[{_HAN}]{{1,10}}{_NEWSPAPER})(?=[^{_HAN}]|第|$)"
    rf"|(?:(?P<year>{YEAR})\s*(?:年\s*/?|[./／-])\s*)?(?P<month>{NUMBER})\s*(?:月\s*/?|(?<!日)[./／-])\s*"
    rf"(?P<day>{NUMBER})(?![0-9])\s*日?(?:\s*[（(]?(?:星期|周|週|禮拜)[{_CHINESE}日天][)）]?)?"
    # A page: 第3版, 第1-2版, A01版, 头版, 第A04版：民生; a letter with a number needs no 版.
    rf"|(?:第\s*(?P<nth>{_ORDINAL}(?:[-—、]{_ORDINAL})?)\s*[版面]"
    rf"|(?P<bare>(?:[A-Z]{{1,2}}\s?|(?<![0-9A-Z]))[0-9]{{1,3}}|(?:(?<![{_HAN}])|(?<=日))[{_CHINESE}]{{1,2}}|[头頭])\s*版"
    rf"|(?:版次|版号)\s*[：:]\s*(?P<told>[A-Z]{{0,2}}[0-9]{{1,3}})(?![0-9])"
    rf"|(?<![A-Za-z])(?P<letter>[A-Z]{{1,2}}[0-9]{{1,3}})(?![0-9A-Za-z])){_SECTION}"
)
_PRINTED = re.compile(rf"{_NEWSPAPER}$|[新導导][闻聞报報]$")
_BETWEEN = re.compile(r"[\s,，、·|｜/／（(【\[）)]*(?:(?:版次|版面|版号)\s*[：:]\s*)?")
_LEAD = re.compile(
    r"(?:本文|稿件|文章)?(?:[来來]源|稿源|出[处處]|[转轉][载載]?自|摘自|[选選]自|[原刊发發]{0,2}[载載]?[于於]|[原转轉]?[载載]|[据據]"
    r"|版次|版面|报纸|刊名)[：:\s]*$"
)
_TIME_FOLLOWS = re.compile(r"\s*\d{1,2}[:：时]\d")
_HINT = re.compile(r"[》报報刊讯訊摘版]|\d[-./年]\d")
# Of newspaper, date and page an edition shows two: a page or a year is always among them.
_PAGE_OR_YEAR = re.compile(guarded((rf"[0-9{_CHINESE}头頭]\s*[版面]", "[A-Z][0-9]", "版[次号]", YEAR)))


def take_edition(line: str) -> tuple[Edition | None, str]:
    """The edition that ``line`` shows, and the line without it (and without a lead such as 来源：).

    A page that stands alone, a date alone, and 来源： with an unquoted name and a date are no editions.

    >>> take_edition("记者 赵焱 《苏州日报》2022年06月22日A01版")[0].page
    'A01'
    """
    if not (_HINT.search(line) and _PAGE_OR_YEAR.search(line)):
        return None, line
    run: list[re.Match[str]] = []
    for part in _PART.finditer(line):
        if run and not _BETWEEN.fullmatch(line, run[-1].end(), part.start()):
            if found := _edition(run, line):
                return found
            run = []
        run.append(part)
    return _edition(run, line) or (None, line)


def _edition(run: list[re.Match[str]], line: str) -> tuple[Edition, str] | None:
    """The edition made by parts side by side, with the rest of the line; None where they make none."""
    newspaper: str | None = None
    page: str | None = None
    when: date | None = None
    quoted = False
    for part in run:
        if name := part["quoted"] or part["opens"] or part["plain"]:
            newspaper, quoted = newspaper or name.strip(), quoted or bool(part["quoted"])
        elif part["month"]:
            if part["year"]:
                when = when or day(number(part["year"]), number(part["month"]), number(part["day"]))
        else:
            page = page or (part["nth"] or part["bare"] or part["told"] or part["letter"]).replace(" ", "")
    if sum(value is not None for value in (newspaper, when, page)) < 2:
        return None
    start, end = run[0].start(), run[-1].end()
    lead = _LEAD.search(line, 0, start)
    # A date in a strip, or of a book, is no edition.
    in_strip = _TIME_FOLLOWS.match(line, end) or (lead and not quoted)
    if page is None and (in_strip or not _PRINTED.search(newspaper or "")):
        return None
    rest = f"{line[: lead.start() if lead else start]} {line[end:]}"
    return Edition(newspaper=newspaper, date=when.isoformat() if when else None, page=page), rest


def is_newspaper(name: str) -> bool:
    """Whether a name ends as those of newspapers do.

    >>> is_newspaper("某某日报"), is_newspaper("某某网")
    (True, False)
    """
    return name.endswith(("报", "報")) and len(name) > 2


_PAPER_URL = re.compile(
    r"/(?P<year>20\d\d)-(?P<month>\d\d)/(?P<day>\d\d)/(?:nw\.D\w+_\d{8}_\d+-(?P<page>\w{1,4})|node_(?:D\w+-)?(?P<node>\w{1,4}))\.html?$"
)


def edition_of_url(url: str) -> Edition | None:
    """Date and page that an address of an e-paper (Founder form) states; the newspaper is not in it.

    >>> edition_of_url("http://epaper.example.cn/html/2021-03/02/nw.D110000example_20210302_1-03.htm").page
    '03'
    """
    found = _PAPER_URL.search(url)
    when = found and day(int(found["year"]), int(found["month"]), int(found["day"]))
    if not (found and when):
        return None
    return Edition(newspaper=None, date=when.isoformat(), page=found["page"])


_HEADER_PAGE = re.compile(
    rf"第\s?(?:000)?(?P<nth>{_ORDINAL})\s?版(?=\s*[：:|｜]|\s|$)|(?P<bare>[A-Z]{{1,2}}\d{{1,3}}|0\d{{1,4}})\s?版(?=\s*[：:])"
)
_HEADER_PAPER = re.compile(
    rf"(?<![{_HAN}])(?!电子报|数字报)([{_HAN}]{{1,10}}?[报報])(?=社?(?:[^{_HAN}]|$|数字报|數字報|电子版|電子版|多媒体|版权))"
)
_DATED_NAME = re.compile(rf"《?(?!今天|现在|出版|发布)([{_HAN}]{{3,10}})》?\s+20\d\d年\d")
"""今日某县 2023年2月13日: a newspaper whose name does not say that it is one."""


def edition_of_header(lines: Sequence[str], document_title: str) -> Edition | None:
    """The edition that the head of an e-paper's page shows: ``第03版：要闻`` and ``2023年11月20日`` apart.

    ``lines`` are those above the headline. The newspaper must be named there or in ``<title>``.

    >>> edition_of_header(["2023年11月20日 星期一", "第03版：要闻"], "甲县修路--某某晚报").newspaper
    '某某晚报'
    """
    numbered = [line for line in lines if "版" in line]
    for line in numbered:
        if (printed := take_edition(line)[0]) and printed.page and printed.newspaper:
            return printed
    page = next((found for line in numbered if (found := _HEADER_PAGE.search(line))), None)
    if page is None:
        return None
    dates = (part for line in lines for part in _PART.finditer(line) if part["year"])
    when = next(
        (day(number(part["year"]), number(part["month"]), number(part["day"])) for part in dates), None
    )
    dated = (found[1] for line in lines if (found := _DATED_NAME.match(line)))
    named = (found[1] for text in (document_title, *lines) if (found := _HEADER_PAPER.search(text)))
    paper = next(dated, None) or next(named, None)
    if when is None or paper is None:
        return None
    return Edition(
        newspaper=paper.removeprefix("出版"),
        date=when.isoformat(),
        page=page["nth"] or page["bare"],
    )
