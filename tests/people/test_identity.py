"""Single decisions about who is who."""

from __future__ import annotations

import pytest

from newscrawler.people.careers import Person, Rarity
from newscrawler.people.identity import Profile, resolve
from newscrawler.people.posts import Post
from newscrawler.people.scopes import spelling

RARE = Rarity(0.01, lambda _: 0.1, 3660)
COMMON = Rarity(20.0, lambda _: 0.1, 3660)


def profile(
    titles: str, first: str | None, last: str | None = None, portal: str = "a", articles: int = 5
) -> Profile:
    return Profile(portal, tuple(titles.split()), first, last or first, articles)


def groups(*profiles: Profile, rarity: Rarity = RARE) -> list[list[int]]:
    return sorted(sorted(person.members) for person in resolve(profiles, spelling, rarity))


def one(*profiles: Profile, rarity: Rarity = RARE) -> Person:
    (person,) = resolve(profiles, spelling, rarity)
    return person


def test_the_same_post_is_the_same_person() -> None:
    person = one(profile("市委书记", "2020-01-01"), profile("市委书记", "2021-01-01"), rarity=COMMON)
    assert person.reasons == ["same_post"]
    assert person.confidence > 0.8


def test_a_post_met_again_after_years_is_the_same_persons_if_the_name_is_rare() -> None:
    careers = profile("市委书记", "2018-01-01"), profile("市委书记", "2021-01-01")
    assert groups(*careers, rarity=RARE) == [[0, 1]]
    assert groups(*careers, rarity=COMMON) == [[0], [1]]


@pytest.mark.parametrize(
    ("one", "two"), [("副市长", "市长"), ("市委书记", "副市长"), ("市教育局副局长", "市教育局局长")]
)
def test_what_nobody_holds_at_once_is_two_persons(one: str, two: str) -> None:
    side_by_side = profile(one, "2020-01-01", "2021-06-01"), profile(two, "2020-03-01", "2021-07-01")
    assert groups(*side_by_side) == [[0], [1]]


@pytest.mark.parametrize(
    ("one", "two"), [("市委副书记", "市长"), ("市委常委", "常务副市长"), ("市教育局党组书记", "市教育局局长")]
)
def test_posts_of_one_leadership_go_together(one: str, two: str) -> None:
    side_by_side = profile(one, "2020-01-01", "2021-06-01"), profile(two, "2020-03-01", "2021-07-01")
    assert groups(*side_by_side) == [[0, 1]]


def test_a_leader_without_a_chair_is_told_by_the_days() -> None:
    chairs = profile("副市长", "2018-01-01", "2019-06-01"), profile("市长", "2019-01-01", "2021-01-01")
    early, late = profile("市领导", "2018-05-01"), profile("市领导", "2020-05-01", "2020-06-01")
    between = profile("市领导", "2019-03-01")
    assert groups(*chairs, early, late, between) == [[0, 2], [1, 3], [4]]
    assert groups(profile("市领导", "2018-05-01"), profile("市领导", "2018-08-01")) == [[0, 1]]


def test_the_usual_step_goes_before_the_rare_one() -> None:
    deputy = profile("县教育局副局长", "2018-01-01", "2020-01-01")
    head, other = (
        profile("县教育局局长", "2020-02-01", "2022-01-01"),
        profile("副县长", "2020-02-01", "2022-01-01"),
    )
    assert groups(deputy, other, head) == [[0, 2], [1]]


def test_posts_given_together_tie_their_profiles() -> None:
    assert groups(
        profile("市委常委 宣传部部长", "2020-01-01"),
        profile("市宣传部部长", "2020-03-01"),
        profile("市委常委", "2020-02-01"),
    ) == [[0, 1, 2]]


def test_the_same_post_in_two_places_at_once_is_two_persons() -> None:
    assert groups(
        profile("平岭县副县长", "2020-01-01", "2021-06-01"),
        profile("大洼县副县长", "2020-02-01", "2021-07-01"),
    ) == [[0], [1]]
    assert groups(
        profile("副市长", "2020-01-01", "2021-06-01"),
        profile("副市长", "2020-02-01", "2021-07-01", portal="b"),
    ) == [[0], [1]]


def test_two_offices_at_once_are_two_persons() -> None:
    assert groups(
        profile("市教育局副局长", "2020-01-01", "2021-06-01"),
        profile("市水利局局长", "2020-02-01", "2021-07-01"),
    ) == [[0], [1]]


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("市教育局副局长", "副市长", "promoted"),
        ("平岭县县长", "平岭县委书记", ""),
        ("市教育局副局长", "市水利局局长", "promoted"),
        ("管委会副主任", "园区管委会主任", "promoted"),
        ("市教育局局长", "市水利局局长", "moved"),
        ("平岭县副县长", "大洼县副县长", "moved"),
        ("平岭县委书记", "副市长", "promoted"),
    ],
)
def test_careers_that_follow_each_other_are_one_persons(before: str, after: str, reason: str) -> None:
    person = one(profile(before, "2019-01-01", "2020-12-20"), profile(after, "2021-01-10", "2022-06-01"))
    assert reason in (*person.reasons, "")
    assert person.confidence >= 0.9


@pytest.mark.parametrize(
    ("before", "after", "start"),
    [
        ("副市长", "市教育局副局长", "2021-01-10"),
        ("市教育局副局长", "市委书记", "2031-01-10"),
        ("平岭县副县长", "天工半导体公司董事长", "2021-01-10"),
        ("居民代表", "副市长", "2021-01-10"),
    ],
)
def test_what_no_official_does_is_another_person(before: str, after: str, start: str) -> None:
    assert groups(profile(before, "2019-01-01", "2020-12-20"), profile(after, start)) == [[0], [1]]


def test_a_common_name_needs_more_than_a_plausible_move() -> None:
    careers = (
        profile("市教育局局长", "2019-01-01", "2020-12-20"),
        profile("市水利局局长", "2021-01-10", "2022-01-01"),
    )
    assert groups(*careers, rarity=RARE) == [[0, 1]]
    assert groups(*careers, rarity=COMMON) == [[0], [1]]


def test_a_bare_name_goes_to_the_only_person_of_those_years() -> None:
    person = one(profile("副市长", "2020-01-01", "2021-01-01"), profile("", "2020-06-01"))
    assert person.members[1][0] == "only_candidate"
    assert groups(profile("副市长", "2020-01-01"), profile("", "2029-06-01")) == [[0], [1]]
    assert groups(profile("副市长", "2020-01-01"), profile("", "2020-06-01", portal="b")) == [[0], [1]]


def test_a_bare_name_between_two_persons_stays_alone() -> None:
    two = profile("副市长", "2020-01-01", "2021-01-01"), profile("平岭县副县长", "2020-02-01", "2021-01-01")
    assert groups(*two, profile("", "2020-06-01")) == [[0], [1], [2]]


def test_former_posts_and_impossible_days_do_not_hurt() -> None:
    assert groups(profile("原副市长", "2020-01-01"), profile("副市长", "2010-01-01", "2011-01-01")) == [
        [0, 1]
    ]
    assert groups(profile("副市长", None), profile("市长", "2022-02-30"), profile("", None)) == [[0, 1, 2]]


def test_a_name_of_thousands_is_bounded() -> None:
    careers = [profile(f"第{i}公司董事长", f"20{10 + i % 10}-01-01", portal=f"p{i}") for i in range(3000)]
    assert len(groups(*careers)) == 3000


def test_every_profile_has_one_person() -> None:
    odd = [
        profile(text, "2020-01-01")
        for text in ("", "　", "长", "副", "市", "书记", "市 县", "·", "🎉", "a b c")
    ]
    members = [number for group in groups(*odd) for number in group]
    assert sorted(members) == list(range(len(odd)))


def test_spelling_takes_the_portal_for_granted() -> None:
    post = Post("", 4, "", "市长", deputy=False, kind="leader", former=False)
    assert spelling("a", post) != spelling("b", post)
