"""Which appearances of one name are one person. Pure: the profiles of a name in, persons out.

A *profile* is what is the same for many appearances: name, portal, posts and year. Joining has three steps.

1. ``same_post``: profiles that share the leadership of one territory, or one office, company or school, are
   one person. Posts that one article gives together (市委常委、宣传部部长) tie both to that person.
2. ``promoted``, ``moved``: careers that follow each other in time and whose steps officials make are joined
   when that is likelier than a namesake. With the expected number of namesakes λ (from how common surname and
   given name are in this export), the share q of all persons among whom a namesake would look the same, and
   the likelihood m of such a step, the confidence is m / (m + λ·q). Careers that run at the same time in
   different places or offices are never joined: they are namesakes.
3. ``only_candidate``, ``same_days``: a mention without a telling post goes to the person of that name whom
   the portal shows in those years, if there is just one; else it stays with its like (``name_alone``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from newscrawler.people.posts import Post, parse_all

JOIN_FROM = 0.9
"""Confidence from which two careers are joined."""
_MANY = 150
"""Careers under one name beyond which only step 1 joins: the pairs would grow with their square."""
_AT_ONCE_DAYS = 60
"""Careers may overlap so long: reports of a farewell come after those of the new post."""
_GAP_DAYS = 5 * 366
"""A longer silence between two posts joins nothing."""
_NEAR_DAYS = 366
_SOON_DAYS = 120
_NEVER_ALONE = 0.02
"""Namesakes to expect of the rarest name."""
_VAGUE_ORGANS = frozenset(
    [
        "公司",
        "集团",
        "学院",
        "委员会",
        "大会",
        "协会",
        "联合会",
        "学会",
        "中心",
        "商会",
        "医院",
        "大学",
        "学校",
        "联盟",
        "海关",
        "企业",
    ]
)

ScopeOf = Callable[[str, Post], str]
"""(portal, post) → the territory the post belongs to, one name for all its spellings."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Appearances of one name in one portal, with the same posts, in one year."""

    portal: str
    titles: tuple[str, ...]
    first: str | None
    last: str | None
    """Days, ISO 8601; None where no article of them is dated."""
    articles: int


@dataclass(frozen=True, slots=True)
class Rarity:
    """What the export says about the name: how many namesakes to expect, and where."""

    namesakes: float
    """λ: expected other persons of this name among all persons of the export."""
    share: Callable[[str], float]
    """Portal or territory → its share of all persons."""


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
class _Tenure:
    """A post of a career with the days on which it was met."""

    scope: str
    post: Post
    first: int
    last: int

    @property
    def rank(self) -> int:
        """Half steps of rank: two a level; an office stands one level under its territory's leaders."""
        height = self.post.level - (0 if self.post.kind == "leader" else 1)
        return 2 * height + (0 if self.post.deputy or self.post.role in ("常委", "领导", "委员") else 1)


@dataclass(slots=True)
class _Career:
    """Profiles that share posts."""

    articles: int
    tenures: list[_Tenure]
    portals: set[str]
    person: Person

    @property
    def first(self) -> int:
        return min((tenure.first for tenure in self.tenures), default=0)

    @property
    def last(self) -> int:
        return max((tenure.last for tenure in self.tenures), default=0)

    @property
    def pace(self) -> float:
        """Mean days between two articles."""
        return (self.last - self.first) / self.articles


def resolve(profiles: Sequence[Profile], scope_of: ScopeOf, rarity: Rarity) -> list[Person]:
    """The persons behind the profiles of one name; every profile belongs to exactly one."""
    posts = [parse_all(profile.titles) for profile in profiles]
    keys = [_keys(profile.portal, mine, scope_of) for profile, mine in zip(profiles, posts, strict=True)]
    telling = [number for number, mine in enumerate(keys) if mine]
    careers = [_career(group, profiles, posts, scope_of, rarity) for group in _joined(telling, keys)]
    if len(careers) <= _MANY:
        careers = _join_careers(careers, rarity)
    persons = [career.person for career in careers]
    silent = [number for number, mine in enumerate(keys) if not mine]
    return persons + _place_silent(silent, profiles, posts, careers, rarity)


def _keys(portal: str, posts: Sequence[Post], scope_of: ScopeOf) -> list[tuple[str, ...]]:
    """What ties a profile to a person: territories led, offices and houses worked in."""
    keys: list[tuple[str, ...]] = []
    for post in posts:
        scope = scope_of(portal, post)
        if post.kind == "leader":
            keys.append(("leader", scope))
        elif post.kind == "office":
            keys.append(("office", scope, post.organ))
        elif post.kind == "other":
            vague = post.organ in _VAGUE_ORGANS or len(post.organ) < 3
            keys.append(("other", scope if vague or post.level else "", post.organ))
    if not keys:
        # A capacity alone (居民代表) ties only to the same capacity in the same portal.
        keys = [("capacity", portal, post.organ, post.role) for post in posts if post.organ]
    return keys


def _joined(numbers: Sequence[int], keys: Sequence[Sequence[tuple[str, ...]]]) -> list[list[int]]:
    """Groups of profiles that are connected by keys, in order of their first member."""
    parent = {number: number for number in numbers}

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    holder: dict[tuple[str, ...], int] = {}
    for number in numbers:
        for key in keys[number]:
            other = root(holder.setdefault(key, number))
            mine = root(number)
            parent[max(other, mine)] = min(other, mine)
    groups: dict[int, list[int]] = defaultdict(list)
    for number in numbers:
        groups[root(number)].append(number)
    return list(groups.values())


def _career(
    group: list[int],
    profiles: Sequence[Profile],
    posts: Sequence[Sequence[Post]],
    scope_of: ScopeOf,
    rarity: Rarity,
) -> _Career:
    person = Person()
    tenures, portals = [], set()
    for number in group:
        profile = profiles[number]
        portals.add(profile.portal)
        first, last = _day(profile.first), _day(profile.last)
        for post in posts[number]:
            if first and last and not post.former:
                tenures.append(_Tenure(scope_of(profile.portal, post), post, first, last))
    # Chance that a namesake holds the same post: as rare as the holders of that territory's posts.
    scopes = {tenure.scope for tenure in tenures} or portals
    confidence = 1 / (1 + 0.1 * rarity.namesakes * min(map(rarity.share, scopes)))
    alone = len({profiles[number].titles for number in group}) == 1
    for number in group:
        person.members[number] = ("same_post", 1.0 if alone else confidence)
    if len(group) > 1:
        person.note("same_post", 1.0 if alone else confidence)
    return _Career(sum(profiles[number].articles for number in group), tenures, portals, person)


def _join_careers(careers: list[_Career], rarity: Rarity) -> list[_Career]:
    """Step 2: surest first; a joined career must be compatible as a whole with what it takes in."""
    while True:
        found = [
            (confidence, -second, -first, reason)
            for (first, one), (second, two) in combinations(enumerate(careers), 2)
            for confidence, reason in [_step(one, two, rarity)]
            if confidence >= JOIN_FROM
        ]
        if not found:
            return careers
        confidence, second, first, reason = max(found)
        kept, gone = careers[-first], careers[-second]
        kept.person.note(reason, confidence)
        for step in gone.person.reasons:
            kept.person.note(step, gone.person.confidence)
        for number, (why, sure) in gone.person.members.items():
            kept.person.members[number] = (why if why != "same_post" else reason, min(sure, confidence))
        kept.tenures += gone.tenures
        kept.portals |= gone.portals
        kept.articles += gone.articles
        del careers[-second]


def _step(one: _Career, two: _Career, rarity: Rarity) -> tuple[float, str]:
    """(confidence, reason) that two careers are one person's; 0 where they cannot be."""
    earlier, later = (one, two) if one.first <= two.first else (two, one)
    before, after = _official(earlier), _official(later)
    if not before or not after or _at_once(before, after) or later.first - earlier.last > _GAP_DAYS:
        return 0.0, ""
    left, taken = max(before, key=lambda t: (t.last, t.rank)), min(after, key=lambda t: (t.first, -t.rank))
    climb = taken.rank - left.rank
    # A leader who becomes head of an office, or falls deeper, is somebody else.
    if not (-1 if left.post.kind == taken.post.kind else 0) <= climb <= 4:
        return 0.0, ""
    if left.scope == taken.scope:
        likelihood, reason, among = (
            (0.5 if climb > 0 else 0.3),
            "promoted" if climb > 0 else "moved",
            left.scope,
        )
    elif earlier.portals & later.portals:
        both_lead = left.post.kind == taken.post.kind == "leader"
        likelihood, reason = (0.25 if both_lead else 0.12), "promoted" if climb > 0 else "moved"
        among = max(earlier.portals & later.portals, key=rarity.share)
    else:
        return 0.0, ""
    # A new post is soon in the news, of people who often are; a long silence speaks for somebody else.
    silence = later.first - earlier.last
    likelihood *= min(1.0, (_SOON_DAYS + 2 * max(earlier.pace, later.pace)) / max(1, silence))
    others = rarity.namesakes + _NEVER_ALONE
    return likelihood / (likelihood + others * rarity.share(among)), reason


def _official(career: _Career) -> list[_Tenure]:
    return [
        tenure for tenure in career.tenures if tenure.post.kind in ("leader", "office") and tenure.post.level
    ]


def _at_once(before: list[_Tenure], after: list[_Tenure]) -> bool:
    """Whether two careers run side by side for longer than reports of a change do."""
    start = min(tenure.first for tenure in after)
    end = max(tenure.last for tenure in before)
    return end - start > _AT_ONCE_DAYS


def _place_silent(
    silent: Sequence[int],
    profiles: Sequence[Profile],
    posts: Sequence[Sequence[Post]],
    careers: Sequence[_Career],
    rarity: Rarity,
) -> list[Person]:
    """Step 3: mentions whose posts tell nothing. Returns the persons made of those that found no home."""
    homeless: dict[str, Person] = {}
    for number in silent:
        profile = profiles[number]
        here = [career for career in careers if profile.portal in career.portals]
        roles = {post.role for post in posts[number]}
        alike = [career for career in here if roles & {tenure.post.role for tenure in career.tenures}]
        near = [career for career in alike or here if _days_apart(profile, career) <= 2 * _NEAR_DAYS]
        chance = rarity.namesakes * rarity.share(profile.portal)
        if len(near) > 1:
            within = [career for career in near if _days_apart(profile, career) == 0]
            others = [career for career in near if career not in within]
            clear = len(within) == 1 and all(_days_apart(profile, other) > _NEAR_DAYS for other in others)
            near = within if clear else []
            reason, confidence = "same_days", 0.8 / (1 + chance)
        else:
            reason, confidence = "only_candidate", 0.95 / (1 + chance)
        if near:
            near[0].person.members[number] = (reason, confidence)
            near[0].person.note(reason, confidence)
        else:
            person = homeless.setdefault(profile.portal, Person())
            person.members[number] = ("name_alone", 0.9 / (1 + chance))
            person.note("name_alone", 0.9 / (1 + chance))
    return list(homeless.values())


def _days_apart(profile: Profile, career: _Career) -> int:
    """Days between the profile and the career; 0 within it or where one has no date."""
    first, last = _day(profile.first), _day(profile.last)
    if not first or not last or not career.last:
        return 0
    return max(0, career.first - last, first - career.last)


def _day(text: str | None) -> int:
    """Day number; 0 for none or for a day that no calendar has."""
    try:
        return date.fromisoformat(text).toordinal() if text else 0
    except ValueError:
        return 0
