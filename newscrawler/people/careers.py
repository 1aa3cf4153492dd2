"""Careers under one name: when one may be the continuation of another, and how sure that is. Pure.

A career is a set of posts with the days on which they were met. Two careers are one person's when officials
make such a step and it is likelier than a namesake: with m the likelihood that an official makes the step and
is soon in the news, λ the namesakes to expect, q the share of all persons among whom a namesake would look
the same, and w the share of all days on which he would have had to begin, the confidence is
m / (m + λ·q·w). Careers that run at the same time in different places or offices, or in posts that nobody
holds at once, are never joined: they are namesakes.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from newscrawler.people.posts import Post

JOIN_FROM = 0.85
"""Confidence from which two careers are joined."""
_MANY = 400
"""Careers under one name beyond which none are joined: the pairs would grow with their square."""
_AT_ONCE_DAYS = 30
"""Careers may overlap so long: reports of a farewell come after those of the new post."""
_GAP_DAYS = 5 * 366
"""A longer silence between two posts joins nothing."""
_SOON_DAYS = 120
_HANDOVER_DAYS = 30
_NEVER_ALONE = 0.02
"""Namesakes to expect of the rarest name."""
_NOT_AT_ONCE = frozenset(
    frozenset(pair) for pair in (("书记", "副书记"), ("长", "副长"), ("书记", "长"), ("书记", "副长"))
)
"""Posts of one territory's leadership that nobody holds at once, but for days."""


@dataclass(frozen=True, slots=True)
class Rarity:
    """What the export says about the name: how many namesakes to expect, and where."""

    namesakes: float
    """λ: expected other persons of this name among all persons of the export."""
    share: Callable[[str], float]
    """Portal or territory → its share of all persons."""
    days: int
    """How many days the export spans."""


@dataclass(slots=True)
class Person:
    """A person: indices of profiles, each with the reason and confidence that put it there."""

    members: dict[int, tuple[str, float]] = field(default_factory=dict)
    confidence: float = 1.0
    reasons: list[str] = field(default_factory=list)

    def note(self, reason: str, confidence: float) -> None:
        """Remember a step; trust is that of the weakest."""
        self.confidence = min(self.confidence, confidence)
        if reason not in self.reasons:
            self.reasons.append(reason)


@dataclass(frozen=True, slots=True)
class Tenure:
    """A post of a career with the days, as numbers, on which it was first and last met."""

    scope: str
    post: Post
    first: int
    last: int

    @property
    def seat(self) -> tuple[str, str, str]:
        """The leadership or the office that the post belongs to."""
        return self.post.kind, self.scope, self.post.organ

    @property
    def rank(self) -> int:
        """Half steps of rank: two a level; an office stands one level under its territory's leaders."""
        height = self.post.level - (0 if self.post.kind == "leader" else 1)
        return 2 * height + (0 if self.post.deputy or self.post.role in ("常委", "领导", "委员") else 1)

    def excludes(self, other: Tenure) -> bool:
        """Whether nobody holds both at the same time."""
        if self.seat != other.seat:
            return True
        if self.post.kind == "leader":
            return frozenset((self.post.chair, other.post.chair)) in _NOT_AT_ONCE
        return self.post.deputy != other.post.deputy and self.post.stem == other.post.stem

    def runs_beside(self, other: Tenure) -> bool:
        """Whether both were held at once for longer than reports of a change overlap."""
        return other.first < self.last - _AT_ONCE_DAYS and self.first < other.last - _AT_ONCE_DAYS


@dataclass(slots=True)
class Career:
    """Posts that one person held."""

    articles: int
    official: list[Tenure]
    """In a territory's leadership and offices; by day."""
    first: int
    last: int
    """Days over all posts; 0 where none is dated."""
    portals: set[str]
    person: Person

    @property
    def pace(self) -> float:
        """Mean days between two articles."""
        return (self.last - self.first) / self.articles

    def take(self, other: Career, reason: str, confidence: float) -> None:
        """Make the other career a part of this one."""
        self.person.note(reason, confidence)
        for step in other.person.reasons:
            self.person.note(step, other.person.confidence)
        for number, (why, sure) in other.person.members.items():
            self.person.members[number] = (why if why != "same_post" else reason, min(sure, confidence))
        self.official = sorted([*self.official, *other.official], key=lambda tenure: tenure.first)
        self.first, self.last = min(self.first, other.first), max(self.last, other.last)
        self.portals |= other.portals
        self.articles += other.articles


def join(careers: Sequence[Career], rarity: Rarity) -> list[Career]:
    """The careers with those joined that are one person's; surest first, each time as a whole."""
    if len(careers) > _MANY:
        return list(careers)
    others = max(rarity.namesakes, _seen_at_once(careers)) + _NEVER_ALONE
    alive = dict(enumerate(careers))
    changed = [0] * len(careers)
    found: list[tuple[float, int, int, int, int, str]] = []

    def look(one: int, two: int) -> None:
        confidence, reason = step(alive[one], alive[two], rarity, others)
        if confidence >= JOIN_FROM:
            heapq.heappush(found, (-confidence, one, two, changed[one], changed[two], reason))

    for one, two in combinations(alive, 2):
        look(one, two)
    while found:
        confidence, one, two, *when, reason = heapq.heappop(found)
        if one in alive and two in alive and when == [changed[one], changed[two]]:
            alive[one].take(alive.pop(two), reason, -confidence)
            changed[one] += 1
            for other in alive:
                if other != one:
                    look(*sorted((one, other)))
    return list(alive.values())


def _seen_at_once(careers: Sequence[Career]) -> int:
    """How many namesakes somebody has for certain: careers that run beside his own and exclude it."""
    official = [career for career in careers if career.official]
    return max(
        (sum(_conflict(one, two) for two in official if two is not one) for one in official), default=0
    )


def _conflict(one: Career, two: Career) -> bool:
    """Whether the two held, at the same time, what nobody holds at once."""
    if one.first > two.last or two.first > one.last:
        return False
    return any(
        mine.runs_beside(other) and mine.excludes(other) for mine in one.official for other in two.official
    )


def step(one: Career, two: Career, rarity: Rarity, others: float) -> tuple[float, str]:
    """(confidence, reason) that two careers are one person's; 0 where they cannot be.

    ``others``: λ.
    """
    if not one.official or not two.official:
        return 0.0, ""
    earlier, later = (one, two) if one.first <= two.first else (two, one)
    silence = later.first - earlier.last
    taken = min(later.official, key=lambda tenure: (tenure.first, -tenure.rank))
    left = max(
        (tenure for tenure in earlier.official if tenure.first <= taken.first),
        key=lambda tenure: (tenure.last, tenure.rank),
        default=None,
    )
    if left is None or silence > _GAP_DAYS or _conflict(one, two):
        return 0.0, ""
    if {t.seat for t in one.official}.isdisjoint(t.seat for t in two.official) and -silence > _AT_ONCE_DAYS:
        return 0.0, ""
    likelihood, reason, among = _likelihood(left, taken, earlier.portals & later.portals, rarity)
    # A new post is soon in the news, of people who often are; a long silence speaks for somebody else.
    pace = 2 * max(earlier.pace, later.pace)
    likelihood *= min(1.0, (_SOON_DAYS + pace) / max(1, silence))
    window = min(1.0, (abs(silence) + _HANDOVER_DAYS + pace) / max(1, rarity.days))
    chance = others * rarity.share(among) * window
    return likelihood / (likelihood + chance), reason


def _likelihood(left: Tenure, taken: Tenure, portals: set[str], rarity: Rarity) -> tuple[float, str, str]:
    """(m, reason, among whom a namesake would look the same) of a step from one post to another."""
    climb = taken.rank - left.rank
    reason, usual = ("promoted", 0.5 / climb) if climb > 0 else ("moved", 0.3)
    if left.seat == taken.seat:
        if left.post.chair == taken.post.chair or left.last >= taken.first:
            return 0.8, "same_post", left.scope
        return usual, reason, left.scope
    # A leader who becomes head of an office, or falls deeper, is somebody else.
    if not (-1 if left.post.kind == taken.post.kind else 0) <= climb <= 4:
        return 0.0, "", left.scope
    if not left.post.level or not taken.post.level:
        return 0.0, "", left.scope
    if left.scope == taken.scope:
        return usual, reason, left.scope
    if portals:
        both_lead = left.post.kind == taken.post.kind == "leader"
        return usual * (0.8 if both_lead else 0.4), reason, max(portals, key=rarity.share)
    return 0.0, "", left.scope
