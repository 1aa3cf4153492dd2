"""Further mentions: known names, last parts of dotted names, surname with post."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newscrawler.extract.attendees.bare import BareNames
from newscrawler.extract.attendees.findings import Person, Sentence
from newscrawler.extract.attendees.view import View

_QUOTATION = re.compile("“□{8,}”")
"""A shorter quotation is a name of a thing."""
_UNDER = re.compile("的?(?:陪同|主持|带领|率领|见证)下")
_POST = re.compile(r"总(?![理经])|副?[\u4e00-\u9fff]{1,2}[长记任席理官]")
"""What follows a surname alone: 王总, 李副市长."""


class Names:
    """A set of names to be found in texts, longest first."""

    def __init__(self, names: list[str]) -> None:
        self._all = frozenset(names)
        self._sizes = sorted({len(name) for name in names}, reverse=True)
        self._first = frozenset(name[0] for name in names)

    def spans(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """(start, end) of each name in the stretch, none overlapping."""
        place = start
        for at in self._candidates(text, start, end):
            if at < place:
                continue
            for size in self._sizes:
                if at + size <= end and text[at : at + size] in self._all:
                    place = at + size
                    yield at, place
                    break

    def _candidates(self, text: str, start: int, end: int) -> list[int]:
        """Places of first characters, in order: a search for each costs less than to compile a pattern."""
        places = []
        for first in self._first:
            at = text.find(first, start, end)
            while at >= 0:
                places.append(at)
                at = text.find(first, at + 1, end)
        return sorted(places)


class KnownNames:
    """Every further mention of the names that a document gives away somewhere."""

    def __init__(self, bare: BareNames) -> None:
        self.bare = bare
        self.finder = bare.finder
        self.lexicon = bare.lexicon
        self.last_names: dict[str, str] = {}
        """Part of a dotted name → the name."""

    def add(self, sentences: list[Sentence]) -> None:
        """Add every further mention of a known name."""
        known = {p.name for sentence in sentences for p in sentence.persons}
        last_parts = {part for name in known if "·" in name for part in name.split("·")}
        for sentence in sentences:
            for person in sentence.persons:
                if person.name in last_parts and not any(b <= person.start for _, b in person.titles):
                    person.rule = "last name"
        known = {p.name for sentence in sentences for p in sentence.persons if p.rule != "last name"}
        if not known:
            return
        short = self.last_names
        for name in known:
            if "·" in name:
                for part in name.split("·"):
                    if len(part) > 1:
                        short.setdefault(part, name)
        names = Names([*known, *short])
        surnames = {self.surname(name) for name in known if "·" not in name}
        families = Names(list(surnames))
        for sentence in sentences:
            view, start, end, persons = sentence.view, sentence.start, sentence.end, sentence.persons
            taken = [(p.lead, p.tail) for p in persons]
            added = []
            spans = list(names.spans(view.text, start, end))
            beginnings = {a for a, _ in spans}
            for a, b in spans:
                if any(x < b and a < y for x, y in taken):
                    continue
                name = view.text[a:b]
                edge = self.finder.boundary(view, b, end)
                opens = a == start or view.text[a - 1] in "，、：”》）" or a in view.gaps
                governed = self.bare.governed(view.text, a, start)
                governed = governed or (a > start and _UNDER.match(view.text, b) is not None)
                family = name[0] in self.lexicon.surnames or name[:2] in self.lexicon.compound
                weak = name in self.lexicon.common or not family
                whole = (b - a > 2 or b in beginnings) and not weak and (opens or governed)
                if not (edge or whole) or (weak and not (opens or governed)):
                    continue
                if name not in known and not (opens or governed or view.text[a - 1] in "和与及"):
                    continue
                person = Person(view, a, b, a, b, [], "known name" if name in known else "last name")
                self.finder.extent.complete(person, start, end)
                added.append(person)
                taken.append((a, person.tail))
            for a, stop in families.spans(view.text, start, end):
                if post := _POST.match(view.text, stop, end):
                    b = post.end()
                    opens = a == start or view.text[a - 1] in "，、：”》）。"
                    opens = opens or self.lexicon.governor_ends.before(view.text, a, start) != ""
                    if opens and not any(x < b and a < y for x, y in taken):
                        added.append(Person(view, a, b, a, b, [], "surname+post"))
                        taken.append((a, b))
            if added:
                sentence.persons = sorted([*persons, *added], key=lambda p: p.start)

    def in_quotations(self, views: list[View], sentences: list[Sentence]) -> list[Person]:
        """Mentions within quotations of persons named outside, for the titles they carry."""
        found_there: list[Person] = []
        quotations = [
            (view, spans) for view in views if (spans := [m.span() for m in _QUOTATION.finditer(view.text)])
        ]
        known = {p.name for sentence in sentences for p in sentence.persons} if quotations else set()
        for view, spans in quotations if known else ():
            opened = View(view.original, view.place, self.lexicon, veiled=False)
            for a, b in spans:
                for person in self.finder.titled(opened, a + 1, b - 1):
                    if person.name in known:
                        self.finder.extent.complete(person, a + 1, b - 1)
                        found_there.append(person)
        return found_there

    def surname(self, name: str) -> str:
        """The family name of an undotted name."""
        double = self.lexicon.doubled
        if len(name) > 3 and name[:3] in double:
            return name[:3]
        return name[:2] if len(name) > 2 and name[:2] in double else name[:1]
