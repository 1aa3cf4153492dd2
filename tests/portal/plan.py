"""The plan of the replica: its sites, channels, topics and columns, and what their lists look like.

A *channel* is a column of the news centre; a *topic* (专题) has a home page and columns of its own.
Only four channels stand in the portal's profile; every other column has to be found.
"""

from __future__ import annotations

from dataclasses import dataclass, field

HOST = "www.sipac.gov.cn"
SITE_NAME = "苏州工业园区管理委员会"
SITE = "szgyyq"
INDEX = f"/{SITE}/ztbd/ztbd.shtml"
"""The 专题 index."""
NEWS = f"/{SITE}/xwzx/xwzx.shtml"
"""Home of the news centre, 新闻中心."""


@dataclass(frozen=True, slots=True)
class Column:
    """One list of articles. ``stem`` names its list pages, ``rows`` the look of its entries."""

    code: str
    name: str
    stem: str
    rows: str
    topic: str | None = None
    """Code of the topic it belongs to; None for a channel."""

    @property
    def path(self) -> str:
        """Address path of its first list page; empty where the topic's home is the only list."""
        return f"/{SITE}/{self.code}/{self.stem}.shtml" if self.stem else ""


@dataclass(frozen=True, slots=True)
class Topic:
    """A special topic: home page ``/SITE/CODE/CODE.shtml``. ``shown``: where links to it stand."""

    code: str
    name: str
    columns: tuple[Column, ...] = field(default=())
    shown: str = "index home"

    @property
    def path(self) -> str:
        return f"/{SITE}/{self.code}/{self.code}.shtml"


CHANNELS = (
    Column("zwyw", "政务要闻", "xwzx_list", "span_after"),
    Column("jsdt", "街道动态", "xwzx_list", "span_before"),
    Column("mtjj", "媒体聚焦", "xwzx_list", "cut_title"),
    Column("ggxxs", "公告信息", "common_list3", "bracket"),
    Column("tsyq", "图说园区", "common_list", "picture"),
)


def _topic(code: str, name: str, *columns: tuple[str, str, str, str], shown: str = "index home") -> Topic:
    return Topic(code, name, tuple(Column(*column, topic=code) for column in columns), shown)


TOPICS = (
    _topic("zmpq", "中国（澜江）自由贸易试验区澄州片区",
           ("yqtpxw", "图片新闻", "xwzx_list", "span_after"), ("zmdt", "片区动态", "xwzx_list", "heading"),
           ("zmzc", "政策解读", "common_list", "slash")),
    _topic("dthg202511", "灯塔护航", ("dthg202511", "灯塔护航", "nav_list", "infolist")),
    _topic("kjcx2024", "科技创新再出发", ("kjcxdt", "创新动态", "xwzx_list", "in_link"),
           ("kjcxcg", "创新成果", "common_list3", "bracket")),
    _topic("202308YSHJ", "优化营商环境", ("yshjgz", "工作推进", "common_list", "cut_title"), shown="index"),
    _topic("wmcj2023", "文明创建", ("wmcj2023", "文明创建", "", "span_after"), shown="index"),
    _topic("lsgz", "绿色工厂行动专题", ("lsgzdt", "行动动态", "xwzx_list", "span_after"), shown="crumb"),
)  # fmt: skip
COLUMNS = {column.code: column for column in CHANNELS} | {
    c.code: c for topic in TOPICS for c in topic.columns
}
TOPIC_OF = {topic.code: topic for topic in TOPICS}

# Which column article i belongs to: PATTERN[i % len(PATTERN)]. The larger columns come up more often.
PATTERN = (
    "zwyw", "jsdt", "yqtpxw", "zwyw", "mtjj", "zmdt", "ggxxs", "zwyw", "dthg202511", "jsdt", "kjcxdt",
    "tsyq", "zwyw", "mtjj", "yqtpxw", "kjcxcg", "yshjgz", "zmzc", "jsdt", "zwyw", "ggxxs", "mtjj", "lsgzdt",
)  # fmt: skip
SMALL_TOPIC = "wmcj2023"
SMALL_TOPIC_SIZE = 7
"""This topic has no list beside its home, so it does not grow with the portal."""


def column_of(index: int) -> Column:
    """The column under whose address article ``index`` stands."""
    if index == 0:
        return COLUMNS["yqtpxw"]
    if index <= SMALL_TOPIC_SIZE:
        return COLUMNS[SMALL_TOPIC]
    return COLUMNS[PATTERN[index % len(PATTERN)]]


def second_column_of(index: int) -> Column | None:
    """The other column that lists article ``index`` too: of another topic, or of a channel."""
    own = column_of(index)
    if own.topic == "lsgz" and (index // len(PATTERN)) % 3 == 0:
        return COLUMNS["zwyw"]
    if index % 29 == 11:
        return COLUMNS["dthg202511" if own.topic != "dthg202511" else "kjcxdt"]
    return None


def crumb_of(column: Column) -> list[tuple[str, str]]:
    """The trail (name, address) of an article of ``column``."""
    trail = [("首页", f"/{SITE}/index.shtml"), ("新闻中心", NEWS)]
    if column.topic is None:
        return [*trail, (column.name, column.path)]
    topic = TOPIC_OF[column.topic]
    trail += [("专题报道", INDEX), ("热点专题", INDEX), (topic.name, topic.path)]
    return trail if column.code == topic.code else [*trail, (column.name, column.path)]


def label_of(column: Column) -> str:
    """The topic name under which an article of ``column`` is met: the 专题, else the channel."""
    return TOPIC_OF[column.topic].name if column.topic else column.name
