"""The portal's content at one moment, and the answer to each address: edits, deletions and additions happen here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from tests.portal import pages
from tests.portal.generator import Article, Generator
from tests.portal.markup import addresses, render
from tests.portal.pages import ROWS_A_PAGE, Row
from tests.portal.plan import (
    CHANNELS,
    COLUMNS,
    HOST,
    INDEX,
    NEWS,
    SITE,
    TOPICS,
    Column,
    column_of,
    second_column_of,
)  # fmt: skip
from tests.portal.redesign import REDESIGNS
from tests.portal.wire import Reply

LATEST = 6
OLD_HOME = f"/{SITE}/xwzxold/202101"
"""Addresses from before a move: they redirect to the articles' own."""


class Site:
    """``size`` articles at first. All counts and picks are deterministic in ``seed`` and the order of calls."""

    def __init__(self, size: int = 200, seed: int = 1) -> None:
        self.seed, self.size, self.total = seed, size, size
        self.generator = Generator(seed, size)
        self.versions: dict[int, int] = {}
        self.gone: dict[int, str] = {}
        """Withdrawn articles and how they answer: 404 · 410 · home · error"""
        self.design: str | None = None
        self.extra_rows: dict[str, list[Row]] = {}
        """Column code → rows put before its list, for tests that lead the spider somewhere."""
        self.extra_links: list[str] = []
        """Paths that the home links to besides."""
        self._columns: dict[str, list[int]] = {}
        self._rng = Random(f"{seed}:changes")

    # content ---------------------------------------------------------------------------------------

    def article(self, index: int) -> Article:
        return self.generator.article(index, self.versions.get(index, 0))

    def live(self) -> Iterator[int]:
        """Indices of all articles that can be found."""
        return (index for index in range(self.total) if index not in self.gone)

    def truth(self) -> Iterator[dict[str, Any]]:
        """What a right crawl finds: one object for each live article, in order of index."""
        for index in self.live():
            article = self.article(index)
            yield {**article.truth(), "addresses": [f"http://{HOST}{path}" for path in addresses(article)]}

    def edit(self, count: int) -> list[str]:
        """Revise ``count`` live articles; their addresses."""
        return [self._revise(index) for index in self._pick(count)]

    def edit_at(self, url: str) -> str:
        """Revise the article at ``url``."""
        return self._revise(self._index(url))

    def delete(self, count: int, answer: str = "404") -> list[str]:
        """Withdraw ``count`` live articles, which then answer 404, 410, with the home page, or an error page."""
        return [self._withdraw(index, answer) for index in self._pick(count)]

    def delete_at(self, url: str, answer: str = "404") -> str:
        """Withdraw the article at ``url``."""
        return self._withdraw(self._index(url), answer)

    def restore(self, url: str) -> str:
        """Bring a withdrawn article back."""
        self.gone.pop(self._index(url))
        self._columns.clear()
        return url

    def add(self, count: int) -> list[str]:
        """Publish ``count`` new articles, newer than all before."""
        new = range(self.total, self.total + count)
        self.total += count
        self._columns.clear()
        return [f"http://{HOST}{self.generator.path(index)}" for index in new]

    def redesign(self, design: str | None) -> None:
        """Serve article pages in another design (a key of ``REDESIGNS``); None: the old one again."""
        if design is not None and design not in REDESIGNS:
            raise ValueError(f"design: one of {', '.join(REDESIGNS)}")
        self.design = design

    def _revise(self, index: int) -> str:
        self.versions[index] = self.versions.get(index, 0) + 1
        return self.article(index).url

    def _withdraw(self, index: int, answer: str) -> str:
        self.gone[index] = answer
        self._columns.clear()
        return self.article(index).url

    def _index(self, url: str) -> int:
        index = self.generator.index(_ident(url), self.total)
        if index is None:
            raise ValueError(f"url: no article has the address {url}")
        return index

    def _pick(self, count: int) -> list[int]:
        # Not the first article, and none that only an old address leads to: tests name those themselves.
        return sorted(self._rng.sample([i for i in self.live() if i > 0 and not self.moved(i)], count))

    def moved(self, index: int) -> bool:
        """Whether the lists still name an old address for this article, which redirects to its own."""
        return index % 67 == 33

    # lists -----------------------------------------------------------------------------------------

    def members(self, column: Column) -> list[int]:
        """Articles that ``column`` lists, newest first."""
        if not self._columns:
            self._columns = {code: [] for code in COLUMNS}
            for index in sorted(self.live(), key=self.generator.time, reverse=True):
                for place in (column_of(index), second_column_of(index)):
                    if place:
                        self._columns[place.code].append(index)
        return self._columns[column.code]

    def row(self, index: int, *, dated: bool = True, pinned: bool = False) -> Row:
        article = self.article(index)
        path = f"{OLD_HOME}/{article.ident}.shtml" if self.moved(index) else article.path
        # A few lists give whole addresses, in the scheme of their time.
        if index % 15 == 4:
            path = f"http://{HOST}{path}"
        return Row(path, article.story.title, f"{article.time:%Y-%m-%d}" if dated else "", pinned)

    def rows(self, column: Column, number: int) -> list[Row]:
        """Rows of one list page; the first page of some columns opens with rows that are no articles of it."""
        members = self.members(column)
        first = (number - 1) * ROWS_A_PAGE
        shown = [self.row(i, dated=i % 25 != 6) for i in members[first : first + ROWS_A_PAGE]]
        if number > 1 or not members:
            return shown
        odd = list(self.extra_rows.get(column.code, ()))
        if column.code in ("zwyw", "kjcxdt"):
            odd.append(self.row(members[-1], pinned=True))
        odd += _ODD_ROWS.get(column.code, ())
        return odd + shown

    def latest(self, columns: tuple[Column, ...]) -> list[tuple[Column, list[Row]]]:
        """The newest rows of each column; of a column without a list page, all its rows."""
        return [(c, [self.row(i) for i in self.members(c)[: LATEST if c.stem else None]]) for c in columns]

    def list_pages(self) -> list[str]:
        """Addresses of every list page there is."""
        return [
            f"http://{HOST}/{SITE}/{c.code}/{c.stem}{f'_{number}' if number > 1 else ''}.shtml"
            for c in COLUMNS.values() if c.stem
            for number in range(1, self._pages(c) + 1)
        ]  # fmt: skip

    def topics(self) -> dict[str, list[str]]:
        """Topic and channel names → addresses of the articles met under them."""
        found: dict[str, list[str]] = {}
        for truth in self.truth():
            for topic in truth["topics"]:
                found.setdefault(topic, []).append(truth["url"])
        return found

    def _pages(self, column: Column) -> int:
        return max(1, -(-len(self.members(column)) // ROWS_A_PAGE))

    # answers ---------------------------------------------------------------------------------------

    def reply(self, path: str, query: str = "") -> Reply:
        """The answer to a GET of ``path`` (no host, no query)."""
        special = self._special(path, query)
        if special is not None:
            return special
        parts = path.split("/")
        if len(parts) == 5 and parts[3].isdigit():
            return self._article_reply(path)
        if len(parts) == 4 and (reply := self._list_reply(parts[2], parts[3])):
            return reply
        if "/files/" in path or "/images/" in path:
            return Reply(
                200,
                b"%PDF-1.4\n" if path.endswith(".pdf") else b"\x89PNG\r\n",
                {"Content-Type": "application/octet-stream"},
            )
        return self._home()

    def _home(self) -> Reply:
        return Reply(
            200, pages.home([self.row(i) for i in self.members(COLUMNS["zwyw"])[:LATEST]], self.extra_links)
        )

    def _special(self, path: str, query: str) -> Reply | None:
        if path in ("/", f"/{SITE}/", f"/{SITE}/index.shtml"):
            return self._home()
        if path == INDEX:
            return Reply(200, pages.topic_index())
        if path == NEWS:
            return Reply(200, pages.news_home(self.latest(CHANNELS)))
        if path == pages.PROFILE_PAGE:
            return Reply(200, pages.fixed_page())
        if path == pages.EMPTY_LIST:
            return Reply(200, pages.empty_list())
        if path == pages.INTERNAL:
            return Reply(
                200, pages.list_page(Column("nbgl", "内部管理", "common_list", "bracket"), [], 1, 1, 0)
            )
        if path.startswith(pages.CALENDAR):
            return self._calendar(query)
        if path.startswith("/szgyyqenglish"):
            return Reply(200, pages.foreign("szgyyqenglish", "Park News"))
        if path.startswith("/szgyyjapan"):
            return Reply(200, pages.foreign("szgyyjapan", "園区ニュース"))
        if path == f"/{SITE}/zwyw/":
            return Reply(200, pages.refresh(COLUMNS["zwyw"].path))
        if path.startswith(OLD_HOME):
            return self._old_address(path)
        return None

    def _calendar(self, query: str) -> Reply:
        text = query.partition("day=")[2][:10]
        try:
            day = date.fromisoformat(text)
        except ValueError:
            day = date(2026, 10, 20)
        step, session = timedelta(days=1), f"{day.toordinal() * 2654435761 & 0xFFFFFFFF:08X}"
        return Reply(200, pages.calendar(str(day), str(day + step), str(day - step), session))

    def _old_address(self, path: str) -> Reply:
        index = self.generator.index(_ident(path), self.total)
        if index is None or not self.moved(index):
            return Reply(404, pages.not_found())
        return Reply(301, b"", {"Location": f"http://{HOST}{self.generator.path(index)}"})

    def _list_reply(self, code: str, name: str) -> Reply | None:
        topic = next((t for t in TOPICS if t.code == code and name == f"{code}.shtml"), None)
        if topic:
            return Reply(200, pages.topic_home(topic, self.latest(topic.columns)))
        column = COLUMNS.get(code)
        if column is None or not column.stem or not name.endswith(".shtml"):
            return None
        stem, _, tail = name.removesuffix(".shtml").removeprefix(column.stem).partition("_")
        if stem or not name.startswith(column.stem):
            return None
        number = int(tail) if tail.isdigit() and int(tail) > 1 else 1 if not tail else 0
        count = self._pages(column)
        if not 1 <= number <= count:
            return Reply(404, pages.not_found())
        return Reply(
            200, pages.list_page(column, self.rows(column, number), number, count, len(self.members(column)))
        )

    def _article_reply(self, path: str) -> Reply:
        index = self.generator.index(_ident(path), self.total)
        if index is None or not path.startswith(self.generator.path(index).removesuffix(".shtml")):
            return Reply(404, pages.not_found()) if path.split("/")[2] in COLUMNS else self._home()
        if index in self.gone:
            return self._gone_reply(self.gone[index])
        article = self.article(index)
        try:
            part = addresses(article).index(path)
        except ValueError:
            return Reply(404, pages.not_found())
        body = REDESIGNS[self.design](article) if self.design else render(article, part)
        version = f"{article.version}-{part}-{self.design or 'old'}"
        content_type = "text/html" if article.variant.gbk else "text/html; charset=utf-8"
        return Reply(200, body, {"Content-Type": content_type}, tag=f'"{article.ident[:12]}-{version}"',
                     modified=article.time + timedelta(hours=5 * article.version))  # fmt: skip

    def _gone_reply(self, answer: str) -> Reply:
        match answer:
            case "410":
                return Reply(410, pages.not_found())
            case "home":
                return self._home()
            case "error":
                return Reply(
                    200,
                    pages.page(
                        "提示信息",
                        '<div class="error"><h2>页面不存在</h2><p>您访问的页面不存在或已被删除。</p></div>',
                    ),
                )
        return Reply(404, pages.not_found())


def _ident(address: str) -> str:
    """The CMS id within an article's address, of its first page or a later one."""
    return address.rpartition("/")[2].partition(".")[0].partition("_")[0]


_ODD_ROWS = {
    "zwyw": (
        Row(f"/{SITE}/zwyw/202301/{'dead' * 8}.shtml", "这一条已经撤下", "2026-10-20"),
        Row("https://mp.weixin.qq.com/s/AbCdEfGhIjKlMnOpQrStUv", "微信公众号文章", "2026-10-19"),
        Row(
            "http://www.chengzhou.example.gov.cn/zwyw/202610/" + "0" * 32 + ".shtml",
            "市政府网站要闻",
            "2026-10-19",
        ),
    ),
    "ggxxs": (
        Row(f"/{SITE}/ggxxs/202610/{'fa' * 16}/files/{'0c' * 16}.pdf", "附件下载：项目清单", "2026-10-18"),
        Row(pages.PROFILE_PAGE, "园区概况", ""),
        Row("javascript:void(0)", "展开更多", ""),
    ),
    "mtjj": (Row(pages.PROFILE_PAGE, "区情介绍", "2026-10-01"),),
}
