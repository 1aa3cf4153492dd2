"""Seeded generator of articles with ground truth: article ``i`` of seed ``s`` is always the same.

Nothing is kept: an article costs its own making, so a portal of 100,000 needs no more memory than one of ten.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from tests.portal import twin
from tests.portal.plan import HOST, SITE, Column, column_of, crumb_of, label_of, second_column_of
from tests.portal.prose import ORG, THEME, Person, Story, Teller, tell
from tests.portal.variants import Variant, variant_of

ZONE = ZoneInfo("Asia/Shanghai")
FIRST, LAST = datetime(2021, 3, 1, 8, tzinfo=ZONE), datetime(2026, 10, 20, 18, tzinfo=ZONE)
_ASCII = str.maketrans("，：；（）", ",:;()")
_MULTIPLIER, _MASK = 0x9E3779B1, 0xFFFFFFFF
_INVERSE = pow(_MULTIPLIER, -1, 1 << 32)


@dataclass(slots=True)
class Byline:
    """Lines that are nothing but byline or edition, as the page shows them, and what they say."""

    lines: list[str] = field(default_factory=list)
    reporters: list[dict[str, str | None]] = field(default_factory=list)
    edition: dict[str, str | None] | None = None


@dataclass(slots=True)
class Article:
    """One article of the replica: everything that its pages are rendered from."""

    index: int
    version: int
    column: Column
    path: str
    time: datetime
    story: Story
    byline: Byline
    source: str | None
    variant: Variant
    images: list[dict[str, str | None]]
    attachments: list[dict[str, str]]

    @property
    def ident(self) -> str:
        return self.path.rpartition("/")[2].removesuffix(".shtml")

    @property
    def url(self) -> str:
        return f"http://{HOST}{self.path}"

    @property
    def shown(self) -> datetime:
        """The time as exact as the page shows it."""
        match self.variant.clock:
            case "day":
                return self.time.replace(hour=0, minute=0, second=0)
            case "second":
                return self.time
        return self.time.replace(second=0)

    def truth(self) -> dict[str, Any]:
        """Record fields (keys of the record) and, after them, what tests want to know besides."""
        column, other, story = self.column, second_column_of(self.index), self.story
        clock = self.variant.clock
        return {
            "id": f"sipac:{self.ident}",
            "url": self.url,
            "portal": "sipac",
            "language": "zh-Hans",
            "breadcrumb": [name for name, _ in crumb_of(column)] if self.variant.crumb else [],
            "topics": sorted({label_of(c) for c in (column, other) if c}),
            "kicker": None,
            "title": story.title,
            "subtitle": story.subtitle,
            "timestamp": self.shown.isoformat() if clock else None,
            "timestamp_precision": clock or None,
            "source": self.source,
            "reporters": self.byline.reporters,
            "edition": self.byline.edition,
            "paragraphs": story.paragraphs,
            "attendees": [asdict(person) for person in story.people],
            "attending_groups": story.groups,
            "event_date": story.event,
            "images": [{"url": f"http://{HOST}{i['url']}", "caption": i["caption"]} for i in self.images],
            "attachments": [{"url": f"http://{HOST}{a['url']}", "name": a["name"]} for a in self.attachments],
            "index": self.index,
            "version": self.version,
            "column": column.code,
            "also_in": other and other.code,
            "quirks": self.variant.quirks(),
            "optional": [i["caption"] for i in self.images if i["caption"]]
            + (["附件：" + " ".join(a["name"] for a in self.attachments)] if self.attachments else []),
        }


class Generator:
    """Articles 0 … of one portal. ``size`` spreads the first ones over the years; later ones are newer."""

    def __init__(self, seed: int = 1, size: int = 200) -> None:
        self.seed, self.size = seed, size
        self._step = (LAST - FIRST) / max(size, 1)
        self.article = lru_cache(maxsize=1024)(self._article)

    def time(self, index: int) -> datetime:
        """When article ``index`` was published; grows with the index."""
        if index == 0:
            return twin.TIME.replace(tzinfo=ZONE)
        if index < self.size:
            moment = FIRST + index * self._step
        else:
            moment = LAST + timedelta(minutes=7 * (index - self.size + 1))
        return moment.replace(second=index % 60, microsecond=0)

    def ident(self, index: int) -> str:
        """The CMS id; it carries the index, scrambled, so that the article can be found again."""
        if index == 0:
            return twin.IDENT
        mixed = (index * _MULTIPLIER + self.seed) & _MASK
        return f"{mixed:08x}{hashlib.md5(f'{self.seed}:{index}'.encode()).hexdigest()[8:]}"

    def path(self, index: int) -> str:
        """Address path of the article's first page."""
        return f"/{SITE}/{column_of(index).code}/{self.time(index):%Y%m}/{self.ident(index)}.shtml"

    def index(self, ident: str, total: int) -> int | None:
        """The article (below ``total``) with this CMS id (32 hex); None where there is none."""
        if ident == twin.IDENT:
            return 0
        try:
            mixed = int(ident[:8], 16)
        except ValueError:
            return None
        index = ((mixed - self.seed) * _INVERSE) & _MASK
        return index if 0 < index < total and self.ident(index) == ident else None

    def _article(self, index: int, version: int = 0) -> Article:
        """Article ``index`` as it reads after ``version`` edits."""
        if index == 0:
            article = self._twin(version)
        else:
            article = self._invented(index, version)
        if version:
            rng = Random(f"{self.seed}:{index}:edit:{version}")
            added = f"更新说明{version}：" + "，".join(rng.sample(THEME["must"], 3)) + "。"
            article.story.paragraphs.insert(1, added.translate(_ASCII) if article.variant.ascii else added)
        return article

    def _twin(self, version: int) -> Article:
        story = twin.story()
        byline = Byline(list(twin.BYLINES), [dict(twin.REPORTER)], dict(twin.EDITION))
        return Article(
            0, version, column_of(0), self.path(0), self.time(0), story, byline, None, Variant(), [], []
        )

    def _invented(self, index: int, version: int) -> Article:
        rng, time = Random(f"{self.seed}:{index}"), self.time(index)
        variant = variant_of(index)
        story = tell(rng, time.date() if variant.clock else None)
        if not variant.subtitle:
            story.subtitle = None
        byline = _byline(rng, variant, time, story)
        source = rng.choice(ORG["sources"]) if variant.source else None
        path = self.path(index)
        files = path.removesuffix(".shtml")
        images: list[dict[str, str | None]] = []
        for number in range(variant.images):
            name = hashlib.md5(f"{index}:{number}".encode()).hexdigest()
            caption = f"图为{rng.choice(THEME['names'])}现场。" if variant.captions else None
            images.append({"url": f"{files}/images/{name}.jpg", "caption": caption})
        attachments = []
        if variant.attachment:
            name = hashlib.md5(f"{index}:file".encode()).hexdigest()
            attachments.append(
                {"url": f"{files}/files/{name}.pdf", "name": f"{rng.choice(THEME['names'])}情况表.pdf"}
            )
        if variant.empty_body:
            story = Story(f"图解：{rng.choice(THEME['names'])}情况一览", None, [])
            byline = Byline()
        if not variant.clock:
            story.event = None
        if variant.ascii:
            _to_ascii(story)
        return Article(
            index, version, column_of(index), path, time, story, byline, source, variant, images, attachments
        )


def _byline(rng: Random, variant: Variant, time: datetime, story: Story) -> Byline:
    """Byline and edition in one of the common forms; names that are not in the story."""
    names: list[str] = []
    teller = Teller(rng, None)
    while len(names) < 2:
        name = teller.name()
        if all(name not in p.name and p.name not in name for p in story.people) and "·" not in name:
            names.append(name)
    byline, first, second = Byline(), names[0], names[1]

    def add(line: str, *people: tuple[str, str, str | None]) -> None:
        byline.lines.append(line)
        byline.reporters += [{"name": n, "role": r, "role_text": t} for n, r, t in people]

    match variant.byline:
        case "reporter":
            add(f"记者\u2002{first}", (first, "记者", "记者"))
        case "two":
            add(f"记者 {first} {second}", (first, "记者", "记者"), (second, "记者", "记者"))
        case "brackets":
            add(f"（记者 {first} 通讯员 {second}）", (first, "记者", "记者"), (second, "通讯员", "通讯员"))
        case "own":
            add(f"本报记者 {first}", (first, "记者", "本报记者"))
        case "editor":
            add(f"责任编辑：{first}", (first, "编辑", "责任编辑"))
        case "inline" if story.paragraphs and story.event:
            story.paragraphs[0] = f"本报讯（记者{first}）" + story.paragraphs[0]
            byline.reporters.append({"name": first, "role": "记者", "role_text": "记者"})
    if variant.edition:
        paper, page = rng.choice(ORG["papers"]), f"A{rng.randint(1, 12):02d}"
        byline.lines.append({
            "full": f"《{paper}》{time:%Y年%m月%d日}{page}版",
            "iso": f"{paper} {time:%Y-%m-%d} {page}",
            "ordinal": f"《{paper}》（{time.year}年{time.month}月{time.day}日 第 {page} 版）",
        }[variant.edition])  # fmt: skip
        byline.edition = {"newspaper": paper, "date": f"{time:%Y-%m-%d}", "page": page}
    return byline


def _to_ascii(story: Story) -> None:
    """Half-width punctuation, in the text as in the truth."""
    story.title = story.title.translate(_ASCII)
    story.subtitle = story.subtitle and story.subtitle.translate(_ASCII)
    story.paragraphs = [text.translate(_ASCII) for text in story.paragraphs]
    story.groups = [text.translate(_ASCII) for text in story.groups]
    story.people = [Person(p.name, [t.translate(_ASCII) for t in p.titles], p.actions) for p in story.people]
