"""Where a name without a post may begin: after marks, blanks, governing words, places with 的."""

from __future__ import annotations

import re

from newscrawler.extract.attendees.titles import PersonFinder
from newscrawler.extract.attendees.view import View

_OPENS_AFTER = re.compile("[，、：”》）]|岁的")
_OF_PLACE = re.compile(r"(?:^|[，、。：；和与同胜败])[^，、。：；的]{2,12}的")


class Openings:
    """Finds the places of a sentence at which it is worth to look for a bare name."""

    def __init__(self, finder: PersonFinder) -> None:
        self.finder = finder
        self.lexicon = finder.lexicon

    def _places(self, view: View, start: int, reach: int, end: int) -> list[int]:
        """The hopeful places before ``reach``: after marks, blanks and governing words, in order."""
        if isinstance(view.place, str) or view.gaps:
            return self._loose_places(view, start, reach, end)
        text, lexicon = view.text, self.lexicon
        seen = min(reach + 3, end)  # a place at the edge is judged by what follows it
        places = {
            at for found in lexicon.openings.finditer(text, start, seen) if (at := found.end()) <= reach
        }
        if text[start] in lexicon.openers or "（" in text[start + 2 : start + 4]:
            places.add(start)
        if "的" in text[start:reach]:
            ends = [found.end() for found in _OF_PLACE.finditer(text, start, reach)]
            places.update(
                [at for at in ends if text[at : at + 1] in lexicon.openers or text.startswith("（", at + 2)]
            )
        hopeful = {
            at for at in places if text.endswith("岁的", start, at) or self._hopeful(text, at, start, end)
        }
        for found in lexicon.governed.finditer(text, start, seen):
            after = found.end()
            if found.end(1) > reach:
                break
            word = lexicon.governor_ends.before(text, found.end(1), start)
            if word and (lexicon.governors[word] == "kin" or self._hopeful(text, after, start, end)):
                hopeful.add(after)
        return sorted(hopeful)

    def _loose_places(self, view: View, start: int, reach: int, end: int) -> list[int]:
        """The same in a headline, where more places are hopeful, and where names may be padded."""
        text, lexicon = view.text, self.lexicon
        places = {start, *view.gaps_within(start, reach)}
        places.update([found.end() for found in _OPENS_AFTER.finditer(text, start, reach)])
        places.update([found.end() for found in _OF_PLACE.finditer(text, start, reach)])
        loose = isinstance(view.place, str)
        if not loose:
            places = {
                at
                for at in places
                if view.spaced(at)
                or (
                    (text[at : at + 1] in lexicon.openers or "（" in text[at + 2 : at + 4])
                    and self._hopeful(text, at, start, end)
                )
            }
        for at, stop in lexicon.governor_ends.spans(text, start, reach):
            after = stop + text.startswith("了", stop)
            likely = text[after : after + 1] in lexicon.families or text.startswith("（", after + 2)
            if loose or (
                likely
                and (
                    lexicon.governors[text[at:stop]] == "kin"
                    or view.spaced(after)
                    or self._hopeful(text, after, start, end)
                )
            ):
                places.add(after)
        return sorted(places)

    def governed(self, text: str, at: int, start: int) -> bool:
        """Does a governing word end just before ``at``?"""
        if text.endswith("岁的", start, at) or self._of_place(text, at, start):
            return True
        at -= text.startswith("了", at - 1)
        word = self.lexicon.governor_ends.before(text, at, start)
        return (
            bool(word)
            and self.lexicon.governors[word] != "place"
            and not text.startswith("有关", at - 1)
            and not text.endswith(("一同", "共同", "会同", "陪同", "方向", "一向"), 0, at)
            and not text.startswith(("同步", "有何"), at - 1)
        )

    def _of_place(self, text: str, at: int, start: int) -> bool:
        """``上海的杨文君``: does the name of a place or body with 的 stand before ``at``?"""
        if text[at - 1] != "的" or at - 2 < start:
            return False
        lead = _OF_PLACE.search(text, max(start, at - 14), at)
        body = self.lexicon.organisations.before(text, at - 1, start)
        return bool(lead and lead.end() == at) and bool(body or text[at - 3 : at - 1] in self.lexicon.places)

    def _hopeful(self, text: str, at: int, start: int, end: int) -> bool:
        """Could what follows be said of a name? Before a mark only where the sentence tells of deeds."""
        found = self.lexicon.told.match(text, at, end)
        if found and at > start and self.finder.count(text[at : at + 2]) < 2:
            found = self.lexicon.told_once.match(text, at, end)
        if not found:
            return False
        return text[found.end() - 1] not in "、，" or bool(self.lexicon.doing.search(text, start, end))

    def _is_kin(self, text: str, at: int, start: int) -> bool:
        """Does a word of kinship, or an age, stand before ``at``?"""
        word = self.lexicon.governor_ends.before(text, at, start)
        return text.endswith("岁的", start, at) or (word != "" and self.lexicon.governors[word] == "kin")
