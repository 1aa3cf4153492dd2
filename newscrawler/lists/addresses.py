"""What an address says by its form: article, list, topic home, file, or nothing certain.

Forms and the portals they were seen on stand in each pattern's comment; a family's own
``article_url`` goes before the general ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from newscrawler.families import Family
from newscrawler.urls import split_url


class Form(Enum):
    """What kind of page an address looks like."""

    ARTICLE = "article"
    LIST = "list"
    TOPIC = "topic"
    FILE = "file"
    PAGE = "page"
    """A page of the web by its form, of unknown kind."""
    OTHER = "other"
    """No address that could be asked for: script, mail, data."""


_FILE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|ofd|rar|zip|7z|gz|tar|csv|txt|jpe?g|png|gif|bmp|webp|svg|ico"
    r"|mp[34]|wm[av]|avi|flv|mov|swf|apk|exe|css|js|json|xml|rss)$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"""(?:
      /[0-9a-f]{32}(?:/c)?\.s?html?                    # UCAP, 新华网 2023
    | /t(?:19|20)\d{6}_\d+\.s?html?                    # TRS
    | /content/m?post_\d+\.html                        # Guangdong platform
    | /art/\d{4}/\d{1,2}/\d{1,2}/art_\d+_\d+\.html     # Hanweb
    | /art/\d{4}/art_[0-9a-f]{32}\.html                # Hanweb, newer
    | /info/\d+/\d+\.htm                               # VSB
    | /(?:19|20)\d{6}/[0-9a-f-]{30,36}\.html           # Epoint
    | /contents/\d+/\d+\.html                          # SiteServer
    | /(?:19|20)\d\d-\d\d-\d\d/\d+\.html               # Empire
    | /(?:19|20)\d\d/\d{4}/\d+\.html                   # Dede
    | /\d{3,}\.html                                    # Dede, flat
    | /(?:19|20)\d\d[01]\d(?:[0-3]\d)?/[^/]*\d[^/]*\.s?html?  # month or day folder; /GB/190240/ is none
    | /(?:19|20)\d\d/\d\d/\d\d/\d+\.s?html?            # Enorth, Founder's portals
    | /(?:19|20)\d\d/\d{4}/c\d+-\d+\.html              # 人民网
    | /(?:19|20)\d\d/\d{4}/c\d+a\d+/page\.(?:htm|psp)  # 苏迪 WebPlus
    | /content_\d+(?:_\d+)?\.html?                     # Founder e-paper, gov.cn
    | /nw\.\w+_(?:19|20)\d{6}_[\w-]+\.html?            # Founder e-paper, newer
    | /article/detail/(?:19|20)\d\d/\d\d/id/\d+\.shtml # 中国法院网
    | /archives/\d+(?:\.html)?                         # WordPress
    | /article/\d+(?:\.html)?                          # county media centres
    | /show_?(?:article|info|news|content)\.(?:aspx?|jsp|php)  # PowerEasy and other ASP: id in the query
    )$""",
    re.IGNORECASE | re.VERBOSE,
)
_LIST = re.compile(
    r"""(?:
      /[a-z0-9]*_?list\w*\.s?html?                  # UCAP xwzx_list, common_list3, dezlist; Dede list_25_2
    | /index(?:_?\d+)?\.s?html?                     # TRS, gd.gov.cn, Empire; 人民网 index2.html
    | /col/col\d+(?:/index(?:_\d+)?\.html)?         # Hanweb
    | /channels/\d+(?:_\d+)?\.html                  # SiteServer
    | /(?:\w+_)?moreinfo\.html                      # Epoint
    | /                                             # a folder
    )$""",
    re.IGNORECASE | re.VERBOSE,
)
_TOPIC = re.compile(r"/(?P<code>[^/]+)/(?P=code)\.s?html?$", re.IGNORECASE)
_PARAMETERS = re.compile(r";[^/]*$")
"""What a server that counts sessions appends to a path: ``x.shtml;jsessionid=1``."""
_PAGE = re.compile(r"(?:/[^/.]*|\.(?:s?html?|aspx?|jspx?|php))$", re.IGNORECASE)
_PROGRAM = re.compile(r"\.(?:aspx?|jspx?|php|do|action)$", re.IGNORECASE)
_FOLDER = re.compile(r"/(?:19|20)\d\d[01]\d(?:[0-3]\d)?(?:/|$)|/content/|/art/")
_NUMBERED = re.compile(r"(?<=[a-z])_\d+(?=\.s?html?$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """A link as a page has it: its text, absolute address and form."""

    text: str
    url: str
    form: Form
    frame: bool = False
    """It stands in the page's frame: menu, header, footer or trail."""


def form_of(url: str, family: Family | None = None) -> Form:
    """The form of an absolute address.

    >>> form_of("http://h/szgyyq/zmq/zmq.shtml").value, form_of("http://h/a/xwzx_list_2.shtml").value
    ('topic', 'list')
    >>> form_of("http://h/a/202206/995e3b6a98c14381a82a109f56d879c2.shtml").value
    'article'
    """
    parts = split_url(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return Form.OTHER
    path = _PARAMETERS.sub("", parts.path) or "/"
    if _FILE.search(path):
        return Form.FILE
    if family and family.article_url and family.article_url.search(path):
        return Form.ARTICLE
    if _TOPIC.search(path):
        return Form.TOPIC
    if _LIST.search(path):
        return Form.LIST
    if _ARTICLE.search(path):
        return Form.ARTICLE
    return Form.PAGE if _PAGE.search(path) else Form.OTHER


def by_query(url: str) -> bool:
    """Whether a query tells which page it is (``ShowInfo.aspx?id=1``): its folder then says nothing."""
    parts = split_url(url)
    return bool(parts.query) and _PROGRAM.search(parts.path) is not None


def list_key(url: str) -> str:
    """The address of a list's first page, as far as the form says: ``x_list_3.shtml`` → ``x_list.shtml``.

    A ``.shtml`` page is a file: no query makes it another one (``list.shtml?2`` is no page of a list).
    """
    parts = split_url(url)
    query = "" if parts.path.lower().endswith(".shtml") else parts.query
    return parts._replace(path=_NUMBERED.sub("", parts.path), query=query).geturl()


def folder_of(url: str) -> str:
    """Host and path of a column: an article's address less month folder and file, a list's less its file.

    >>> folder_of("http://h/site/col/202206/x.shtml") == folder_of("https://h/site/col/list.shtml")
    True
    """
    parts = split_url(url)
    path = parts.path
    found = _FOLDER.search(path)
    path = path[: found.start()] if found else path.rpartition("/")[0]
    return f"{(parts.hostname or '').lower()}{path}"
