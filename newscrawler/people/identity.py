"""Which appearances of one name are one person. Pure: the profiles of a name in, persons out.

A *profile* is what is the same for many appearances: name, portal, posts and year. Joining has three steps.

1. ``same_post``: profiles with one post in the leadership of a territory or in an office, without years of
   silence between them, are one person; so are those of one company or school. Posts that one article gives
   together (市委常委、宣传部部长) tie both to that person.
2. ``same_post``, ``promoted``, ``moved``: careers that belong together, or follow each other in time, by
   :mod:`newscrawler.people.careers`.
3. ``same_days``, ``only_candidate``: a mention whose post tells little (市领导), or none, goes to the person
   who was in office there on those days, or to the only one of that name whom the portal shows in those
   years; else it stays with its like (``name_alone``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from newscrawler.people.careers import Career, Person, Rarity, Tenure, join
from newscrawler.people.posts import Post, parse_all
from newscrawler.tables.days import parse_day

_NEAR_DAYS = 366
_SAME_POST_DAYS = 400
"""A post is one person's over a silence as long as this; beyond, it is weighed."""
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


def resolve(profiles: Sequence[Profile], scope_of: ScopeOf, rarity: Rarity) -> list[Person]:
    """The persons behind the profiles of one name; every profile belongs to exactly one."""
    mentions = [_mention(profile, scope_of) for profile in profiles]
    led = {key[1] for mention in mentions for key in mention.keys if key[0] == "leader"}
    for mention in mentions:
        # 市领导 alone is a post of its own only where nothing better is known of that leadership.
        if not mention.keys:
            mention.keys = [("leader", scope, "领导") for scope in mention.leads if scope not in led]
    telling = [number for number, mention in enumerate(mentions) if mention.keys]
    careers = join([_career(group, mentions, rarity) for group in _joined(telling, mentions)], rarity)
    persons = [career.person for career in careers]
    silent = [number for number, mention in enumerate(mentions) if not mention.keys]
    return persons + _place_silent(silent, mentions, careers, rarity)


Key = tuple[str, ...]


@dataclass(slots=True)
class _Mention:
    """A profile, read."""

    profile: Profile
    posts: list[tuple[str, Post]]
    """With the territory of each."""
    keys: list[Key]
    """What ties it to a person: chairs of territories and offices, houses worked in."""
    leads: list[str]
    """Territories whose leader it is, who knows in which chair, or when."""
    former: set[Key]
    """The keys of posts that are called former ones: held on other days than these."""
    first: int
    last: int


def _mention(profile: Profile, scope_of: ScopeOf) -> _Mention:
    posts = [(scope_of(profile.portal, post), post) for post in parse_all(profile.titles)]
    keys: list[Key] = []
    leads, former = [], set()
    first, last = _day(profile.first), _day(profile.last)
    for scope, post in posts:
        if post.kind == "leader" and (post.role.endswith("领导") or not first):
            leads.append(scope)
        elif post.kind in ("leader", "office"):
            keys.append((post.kind, scope, post.organ, post.chair))
            if post.former:
                former.add(keys[-1])
        elif post.kind == "other":
            vague = post.organ in _VAGUE_ORGANS or len(post.organ) < 3
            keys.append(("other", scope if vague or post.level else "", post.organ))
    if not keys and not leads:
        # A capacity alone (居民代表) ties only to the same capacity in the same portal.
        keys = [("capacity", profile.portal, post.organ, post.role) for _, post in posts if post.organ]
    return _Mention(profile, posts, keys, leads, former, first, last)


def _joined(numbers: Sequence[int], mentions: Sequence[_Mention]) -> list[list[int]]:
    """Groups of mentions that are connected by keys, in order of their first member."""
    parent = {number: number for number in numbers}

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    holders: dict[Key, list[int]] = defaultdict(list)
    for number in numbers:
        for key in mentions[number].keys:
            holders[key].append(number)
    for key, held in holders.items():
        held.sort(key=lambda number: mentions[number].first)
        last = 0
        for one, two in pairwise(held):
            last = max(last, mentions[one].last)
            silence = mentions[two].first - last if last else 0
            any_day = key[0] not in ("leader", "office") or key in mentions[one].former | mentions[two].former
            if any_day or silence <= _SAME_POST_DAYS:
                one, two = root(one), root(two)
                parent[max(one, two)] = min(one, two)
    groups: dict[int, list[int]] = defaultdict(list)
    for number in numbers:
        groups[root(number)].append(number)
    return list(groups.values())


def _career(group: list[int], mentions: Sequence[_Mention], rarity: Rarity) -> Career:
    person = Person()
    held: dict[tuple[str, str, str, str], Tenure] = {}
    mine = [mentions[number] for number in group]
    for mention in mine:
        for scope, post in mention.posts:
            if mention.first and mention.last and not post.former and post.kind in ("leader", "office"):
                key = post.kind, scope, post.organ, post.chair
                before = held.setdefault(key, Tenure(scope, post, mention.first, mention.last))
                held[key] = replace(
                    before, first=min(before.first, mention.first), last=max(before.last, mention.last)
                )
    portals = {mention.profile.portal for mention in mine}
    # Chance that a namesake holds the same post: as rare as the holders of that territory's posts.
    scopes = {tenure.scope for tenure in held.values()} or portals
    alone = len({mention.profile.titles for mention in mine}) == 1
    confidence = 1.0 if alone else 1 / (1 + 0.1 * rarity.namesakes * min(map(rarity.share, scopes)))
    person.members = dict.fromkeys(group, ("same_post", confidence))
    if len(group) > 1:
        person.note("same_post", confidence)
    days = [day for mention in mine for day in (mention.first, mention.last) if day]
    return Career(
        sum(mention.profile.articles for mention in mine),
        sorted(held.values(), key=lambda tenure: tenure.first),
        min(days, default=0),
        max(days, default=0),
        portals,
        person,
    )


def _place_silent(
    silent: Sequence[int], mentions: Sequence[_Mention], careers: Sequence[Career], rarity: Rarity
) -> list[Person]:
    """Step 3: mentions whose posts tell little. Returns the persons made of those that found no home."""
    homeless: dict[str, Person] = {}
    for number in silent:
        mention = mentions[number]
        portal = mention.profile.portal
        chance = rarity.namesakes * rarity.share(portal)
        near, reason, confidence = _near(mention, _candidates(mention, careers))
        if near:
            near.person.members[number] = (reason, confidence / (1 + chance))
            near.person.note(reason, confidence / (1 + chance))
        else:
            person = homeless.setdefault(min(mention.leads, default=portal), Person())
            person.members[number] = ("name_alone", 0.9 / (1 + chance))
            person.note("name_alone", 0.9 / (1 + chance))
    return list(homeless.values())


def _candidates(mention: _Mention, careers: Sequence[Career]) -> list[tuple[int, Career]]:
    """(days apart, career) of all whose the mention may be."""
    if mention.leads:
        return [
            (min(days), career)
            for career in careers
            if (
                days := [
                    _days_apart(mention, tenure.first, tenure.last)
                    for tenure in career.official
                    if tenure.post.kind == "leader" and tenure.scope in mention.leads
                ]
            )
        ]
    here = [career for career in careers if mention.profile.portal in career.portals]
    roles = {post.role for _, post in mention.posts}
    alike = [career for career in here if roles & {tenure.post.role for tenure in career.official}]
    return [(_days_apart(mention, career.first, career.last), career) for career in alike or here]


def _near(mention: _Mention, candidates: list[tuple[int, Career]]) -> tuple[Career | None, str, float]:
    """(the career that the mention belongs to, reason, confidence); None where there is none or several."""
    near = sorted(
        ((days, career) for days, career in candidates if days <= 2 * _NEAR_DAYS), key=lambda one: one[0]
    )
    if not near:
        return None, "", 0.0
    days, career = near[0]
    if len(near) == 1:
        return career, "only_candidate", 0.95
    # A leadership is told by its days; a bare name may be anybody's who was about in that year.
    apart = 0 if mention.leads else _NEAR_DAYS
    if days == 0 and near[1][0] > apart:
        return career, "same_days", 0.8
    return None, "", 0.0


def _days_apart(mention: _Mention, first: int, last: int) -> int:
    """Days between the mention and a career; 0 within it or where one has no date."""
    if not mention.first or not mention.last or not last:
        return 0
    return max(0, first - mention.last, mention.first - last)


def _day(text: str | None) -> int:
    """Day number; 0 for none or for a day that no calendar has."""
    day = parse_day(text)
    return day.toordinal() if day else 0
