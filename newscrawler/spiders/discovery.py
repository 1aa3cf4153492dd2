"""Which pages of a portal lead to articles, and under which name: the map that a run draws of it.

Pages are visited in phases, so that names do not depend on which answer comes first: home, then 专题
indexes, then topic homes, then lists. A list belongs to the 专题 that leads to it, else to its own column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from urllib.parse import urlsplit

from newscrawler.lists.addresses import Form, Link, folder_of, list_key
from newscrawler.portals import Profile
from newscrawler.state.lists import Topic
from newscrawler.urls import canonical_url, identity

_INDEX = re.compile(
    r"(?:(?:热点|重点|往期|历[史年]|近期|最新|更多|全部|精彩|推荐|网[上站]|新闻|政务|本站|各类|其他|工作|园区)*"
    r"(?:专题|专栏|特别策划|特集)(?:专[题栏]|报道|集[锦萃]|列表|汇[总编]|回顾|聚焦|首页|频道|中心|库)*"
    r"|special\s*(?:topics|reports))[\s>»›+]*",
    re.IGNORECASE,
)
"""The whole name of a list of 专题: 疫情防控专题 is one of them, 热点专题 lists them."""
_INDEX_PATH = re.compile(
    r"/(?:zt|ztzl|ztbd|ztjj|ztlb|rdzt|zxzt|wqzt|ztxx|ztindex|special)(?:/|_|\.)", re.IGNORECASE
)


class Phase(IntEnum):
    """When a page is visited."""

    HOME = 0
    INDEX = 1
    TOPIC = 2
    LIST = 3


@dataclass(slots=True)
class Visit:
    """One page of the map."""

    url: str
    phase: Phase
    depth: int
    """Steps from the home page or a configured address."""
    name: str | None = None
    """Topic name known before the page is read: configured, remembered, or of the topic that leads here."""
    label: str = ""
    """Text of the link that led here."""
    form: Form = Form.PAGE
    remembered: bool = False
    """Configured, or found by an earlier run: it is read as a list whatever it looks like."""
    topic: bool = False
    """A 专题: its lists bear its name."""


@dataclass(slots=True)
class Map:
    """The pages seen so far, and those still to be visited."""

    profile: Profile
    limit: int
    """Most pages of one run: a calendar or session trap ends there."""
    waiting: dict[Phase, list[Visit]] = field(default_factory=lambda: {phase: [] for phase in Phase})
    dead: set[str] = field(default_factory=set)
    """Pages that an earlier run found to lead nowhere."""
    cut: int = 0
    """Pages left out for the limit."""
    _seen: dict[str, Visit] = field(default_factory=dict)
    _folders: dict[str, set[str]] = field(default_factory=dict)
    """Column folder → the lists that stand in it."""
    _looked_for: set[str] = field(default_factory=set)
    """Folders whose list was looked for by the trail of an article."""
    _exclude: list[re.Pattern[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._exclude = [re.compile(pattern) for pattern in self.profile.discovery.exclude]

    def within(self, url: str) -> bool:
        """Whether the profile lets discovery go there: host, site, exclusions."""
        parts = urlsplit(url)
        if not self.on_host(url):
            return False
        sites = self.profile.discovery.sites
        site = parts.path.strip("/").partition("/")[0]
        if sites and site not in sites and parts.path.rstrip("/").count("/") > 0:
            return False
        return not any(pattern.search(parts.path) for pattern in self._exclude)

    def add(self, visit: Visit) -> bool:
        """Take a page in, once → whether it is new. The name of a 专题 goes before a mere column's."""
        key = identity(list_key(visit.url))
        known = self._seen.get(key)
        if known is not None:
            known.topic = known.topic or visit.topic
            known.name = known.name or visit.name
            return False
        if len(self._seen) >= self.limit:
            self.cut += 1
            return False
        self._seen[key] = visit
        if visit.form is not Form.PAGE:
            self._folders.setdefault(folder_of(visit.url), set()).add(key)
        self.waiting[visit.phase].append(visit)
        return True

    def settle(self, visit: Visit, url: str) -> bool:
        """A visit ended at ``url`` → whether that page is its own; False where it is another one's.

        A column's root may lead on (by redirect or meta refresh) to the list that is known already.
        """
        key = identity(list_key(url))
        if key == identity(list_key(visit.url)):
            return True
        other = self._seen.setdefault(key, visit)
        if other is not visit:
            return False
        if visit.form is not Form.PAGE:
            self._folders.get(folder_of(visit.url), set()).discard(identity(list_key(visit.url)))
            self._folders.setdefault(folder_of(url), set()).add(key)
        visit.url = url
        return True

    def follow(self, links: Iterable[Link], parent: Visit, *, index: bool = False) -> None:
        """Take in the pages that ``parent`` leads to. ``index``: it is a list of 专题."""
        depth = parent.depth + 1
        if depth > self.profile.discovery.depth:
            return
        for link in links:
            if not self.leads(link) or identity(link.url) in self.dead:
                continue
            if link.form is Form.PAGE and parent.phase is Phase.LIST:
                continue
            url = canonical_url(link.url)
            topic = index and link.form is Form.TOPIC and not link.frame
            inherited = parent.name if parent.topic and link.form is not Form.TOPIC else None
            phase = self.phase_of(link)
            self.add(
                Visit(
                    url,
                    phase,
                    depth,
                    inherited,
                    link.text,
                    link.form,
                    topic=topic and phase is not Phase.INDEX,
                )
            )

    def leads(self, link: Link) -> bool:
        """Whether a link may lead to a page of the map."""
        return link.form in (Form.LIST, Form.TOPIC, Form.PAGE) and self.within(link.url)

    def phase_of(self, link: Link) -> Phase:
        """By the link's text and form."""
        if _INDEX.fullmatch(link.text) or _INDEX_PATH.search(urlsplit(link.url).path):
            return Phase.INDEX
        return Phase.TOPIC if link.form is Form.TOPIC else Phase.LIST

    def follow_trail(self, trail: list[Link], parent: Visit) -> None:
        """Take in the columns of a trail; what stands right after 专题 is one."""
        before: Link | None = None
        for link, topic in steps_of(trail):
            after_index = (
                before is not None and bool(_INDEX.fullmatch(before.text)) and not _INDEX.fullmatch(link.text)
            )
            self.follow([link], _under(parent, topic), index=after_index)
            before = link

    def follow_unread(self, topic: Topic, form: Form, home: Visit) -> None:
        """Take in a page that an earlier run met in a trail, as it would have been taken in there."""
        above = topic.name if topic.kind == "unread in topic" else None
        self.follow([Link(topic.name, topic.url, form)], _under(home, above))

    def next_phase(self) -> list[Visit]:
        """The waiting pages of the earliest phase; they wait no longer."""
        for phase in Phase:
            if self.waiting[phase]:
                visits, self.waiting[phase] = self.waiting[phase], []
                return visits
        return []

    def on_host(self, url: str) -> bool:
        """Whether the address is on a host of the portal."""
        return (urlsplit(url).hostname or "").lower() in self.profile.hosts

    def covers(self, url: str) -> bool:
        """Whether a known list stands in the folder of this article, or was looked for."""
        folder = folder_of(url)
        return folder in self._folders or folder in self._looked_for

    def cover(self, url: str) -> None:
        """This article's column is being looked for."""
        self._looked_for.add(folder_of(url))

    def elsewhere(self, url: str, page: str) -> bool:
        """Whether another list than ``page`` is known in the folder of this article."""
        return bool(self._folders.get(folder_of(url), set()) - {identity(list_key(page))})


def is_index(name: str | None, url: str) -> bool:
    """Whether a page is by its name or address a list of 专题."""
    return bool((name and _INDEX.fullmatch(name)) or _INDEX_PATH.search(urlsplit(url).path))


def stands_under_index(trail: Sequence[Link], name: str) -> bool:
    """Whether the trail of the page called ``name`` says that it is a 专题."""
    return trail_topic(trail) == name or bool(trail and _INDEX.fullmatch(trail[-1].text))


def remembered(topic: Topic) -> Visit:
    """A page that an earlier run found."""
    phase = {"index": Phase.INDEX, "topic": Phase.TOPIC, "section": Phase.TOPIC}.get(topic.kind, Phase.LIST)
    form = Form.TOPIC if phase is Phase.TOPIC else Form.LIST
    known_list = topic.kind not in ("index", "section")
    return Visit(topic.url, phase, 1, topic.name, topic.name, form, known_list, topic.kind == "topic")


def _under(page: Visit, topic: str | None) -> Visit:
    """``page`` as the parent of links that stand under a ``topic``."""
    return Visit(page.url, Phase.HOME, 0, topic, topic=topic is not None)


def steps_of(trail: Sequence[Link]) -> Iterator[tuple[Link, str | None]]:
    """The links of a trail, each with the 专题 that it stands under."""
    for number, link in enumerate(trail):
        yield link, trail_topic(trail[:number])


def trail_topic(trail: Iterable[Link]) -> str | None:
    """The 专题 that a trail names: the step after the last index step.

    >>> steps = [Link(t, "http://h/", Form.LIST) for t in ("首页", "专题报道", "热点专题", "自贸区", "动态")]
    >>> trail_topic(steps), trail_topic(steps[:3]), trail_topic(steps[:1])
    ('自贸区', None, None)
    """
    steps = [link.text for link in trail]
    marks = [n for n, text in enumerate(steps) if _INDEX.fullmatch(text)]
    return steps[marks[-1] + 1] if marks and marks[-1] + 1 < len(steps) else None
