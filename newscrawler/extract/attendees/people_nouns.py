"""Nouns for people at large (居民, 职工, 代表): a name may follow them, but mostly other words do."""

from __future__ import annotations

import re

from newscrawler.extract.attendees.readings import Readings
from newscrawler.extract.attendees.view import View

BODIES = (
    *"馆局厅院校部站所厂委办处科组社团队会省县某",
    "公司", "集团", "中心", "政府", "银行", "机构", "大学", "单位", "部门", "企业", "矿业",
    "大赛", "比赛", "竞赛", "联赛",
)  # fmt: skip
"""How names of bodies and places end."""
_TOGETHER = frozenset(("先后", "分别", "共同", "依次", "结合"))
_MADE_TO = re.compile("[让使令]")
_OF_THINGS = re.compile(
    "、[^，。]{2,60}?等(?:各项|重点|有关|相关)?(?:工作|问题|情况|任务|方面|内容|事项|措施|服务)"
)
_OF_MANY = ("成员", "人士", "群众", "青年", "队员", "职工", "学生")


class PeopleNouns(Readings):
    """Tells whether what follows such a noun is a name."""

    def _is_people(self, view: View, head: int, end: int) -> bool:
        """Is the post a noun for people at large, or does it end in one (报告团成员)?"""
        word = view.text[head:end].removeprefix("副")
        return word in self.lexicon.people or word.endswith(_OF_MANY)

    def _fits_people(self, view: View, head: int, start: int, end: int, limit: int) -> bool:
        """Is this a name even after a noun for people at large (居民, 职工)?"""
        name = view.text[start:end]
        if "·" in name:
            return True
        if name in self.lexicon.verbs and not self._joined(view.text, start):
            return False
        form, edge = self.form(name), self.boundary(view, end, limit)
        if name[-1] == "和" and form >= 1.5 and self._whole(view.text, end):
            form = 3.0  # 法官公良和表示
        foreign = len(name) > 2 and all(char in self.lexicon.transcription for char in name)
        if name[0] in "和与及赴到" or (len(name) == 3 and name.endswith((*BODIES, "赛", "节", "杯", "课"))):
            return False
        if foreign and form >= 1.6 and edge >= 2.2 and not self.no_name(name):
            return True
        if (
            (
                edge < 2.6
                and view.text[end]
                not in (
                    "在以赴把和与及"
                    if self._delegates(view.text, head, start) or self.count(name) > 1
                    else "在以赴把"
                )
            )
            and form < 2.9
            and not (form >= 1.8 and len(name) > 3)
        ):
            return False
        if (name[:2] in self.lexicon.japanese and form >= 2.0) or (
            form >= 2.2 and edge >= 3.0 and self._in_list(view.text, start, end)
        ):
            return True  # 松木美纪子; 代表言志明、
        family = name[0] in self.lexicon.surnames or name[:2] in (self.lexicon.doubled)
        together = self.lexicon.followers.at(view.text, end) in _TOGETHER
        if name in self.lexicon.common and _OF_THINGS.match(view.text, end):
            return False  # 农民工就业、技能培训等工作
        if name in self.lexicon.common and _MADE_TO.search(view.text, max(0, start - 5), start):
            return False  # 让家属安心
        several = together and not {"、", "，"}.isdisjoint(view.text[max(0, start - 40) : start])
        if name in self.lexicon.common and edge < 3.0 and not several:
            return False
        if family and form >= 1.9:
            return True
        follower = self.lexicon.followers.at(view.text, end)
        if follower in self.lexicon.verbs and len(follower) > 1 and self._joined(view.text, start):
            edge = 3.0
        return (
            form >= 0.5
            and len(name) == 2
            and name not in self.lexicon.followers
            and ((edge >= 3.0 and self._in_list(view.text, start, end)) or together)
        )

    def _delegates(self, text: str, head: int, end: int) -> bool:
        """学生代表, 作者代表: a capacity, where 代表 alone could be the verb."""
        return text[head:end] == "代表" and bool(self.lexicon.group_heads.before(text, head))

    @staticmethod
    def _in_list(text: str, start: int, end: int) -> bool:
        """Does 、 stand before the item of the name, or no stop after it?"""
        stop = text[end : end + 1] in ("，", "。", "")
        return not stop or PeopleNouns._joined(text, start)

    @staticmethod
    def _joined(text: str, start: int) -> bool:
        """Does 、 stand before the item of the name?"""
        before = text[max(0, start - 80) : start]
        return before.rfind("、") > before.rfind("，")
