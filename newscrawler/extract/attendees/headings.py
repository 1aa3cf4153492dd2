"""Lines that head a list of names: 出席会议的有：, 列席人员, 副主席：."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from newscrawler.extract.attendees.findings import Span
from newscrawler.extract.attendees.lexicon import Lexicon
from newscrawler.extract.attendees.rosters import read_row
from newscrawler.extract.attendees.view import View
from newscrawler.record import Action

LABEL = re.compile(
    r"(?:在?(?:主席台)?(?:前排)?)?(?P<verb>出席|参加|列席|主持|陪同|主讲|发布|发言|到会|参会|就座|请假|缺席|应邀出席|记录|嘉宾|特邀)"
    r"[^，。、]{0,14}?(?:人员|人|名单|领导|嘉宾|代表|单位)?(?:还|依次)?(?:有|是|为)?|嘉宾|(?P<role>.{0,6}(?:名单|成员))"
)
"""A label that says what those named after it did."""


@dataclass(slots=True)
class Carry:
    """What a heading line says of the list that follows it."""

    actions: tuple[Action, ...] = ()
    action_at: Span = (0, 0)
    titles: list[Span] = field(default_factory=list)
    view: View | None = None
    own: View | None = None
    """The paragraph of the heading itself."""
    absent: bool = False


def heading(view: View, carry: Carry | None, lexicon: Lexicon) -> Carry | None:
    """What this paragraph, if it heads or continues a list, says of its names."""
    text = view.text
    if not isinstance(view.place, int) or not text:
        return None
    label, colon, rest = text.partition("：")
    if not colon and read_row(view, 0, len(text), lexicon):
        return carry
    found = LABEL.fullmatch(label)
    is_post = (
        len(label) <= 24
        and "，" not in label
        and "《" not in label
        and lexicon.posts.before(label, len(label)) != ""
    )
    if (
        (found or is_post)
        and (not rest or (colon and len(text) < 200))
        and (colon or found or len(text) <= 14)
    ):
        fresh = Carry(view=view)
        word = found.group("verb") if found else None
        if word in lexicon.actions:
            at = label.find(word)
            fresh.actions, fresh.action_at = lexicon.actions[word], (at, at + len(word))
        elif is_post and rest and carry:
            fresh.actions, fresh.action_at, fresh.view = carry.actions, carry.action_at, carry.view
        if is_post and not found:
            fresh.titles = [(0, len(label))]
        fresh.absent = bool(lexicon.absence.search(label))
        fresh.own = view
        return fresh
    if carry and len(text) < 400 and not re.search(r"[。！？]", text[:-1]):
        return None if any(word in text for word in lexicon.actions) else carry
    return None
