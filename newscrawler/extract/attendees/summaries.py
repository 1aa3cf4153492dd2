"""Summaries in headlines: ``王×主持 李×讲话 赵× 钱×出席``, where one part gives away what the others are.

Two parts built like that do so too, though neither holds a name known as such.
"""

from __future__ import annotations

from itertools import pairwise

from newscrawler.extract.attendees.findings import Person
from newscrawler.extract.attendees.readings import Readings
from newscrawler.extract.attendees.view import View

_SIZES = (2, 3)
"""Characters of a name that has nothing but its verb to speak for it."""


def complete_summary(
    view: View, start: int, end: int, found: list[Person], readings: Readings
) -> list[Person]:
    """``found``, and the names of the parts between blanks that are built like a part with a known name."""
    actions = readings.lexicon.actions
    edges = [start, *view.gaps_within(start, end), end]
    if not any(readings.lexicon.followers.at(view.text, person.tail) in actions for person in found):
        sizes = [(at, _name_before_action(view.text, at, stop, readings)) for at, stop in pairwise(edges)]
        if sum(size > 0 and _may_be_name(view.text[at : at + size], readings) for at, size in sizes) < 2:
            return found
    added: list[Person] = []
    open_list = False
    for at, stop in reversed(list(pairwise(edges))):
        if any(person.lead < stop and at < person.tail for person in found):
            known = next(person for person in found if person.lead < stop and at < person.tail)
            open_list = known.lead == at and readings.lexicon.followers.at(view.text, known.tail) in actions
            continue
        size = _name_before_action(view.text, at, stop, readings)
        if not size and open_list and stop - at in _SIZES:
            size = stop - at
        open_list = size > 0 and _may_be_name(view.text[at : at + size], readings)
        if open_list:
            added.append(Person(view, at, at + size, at, at + size, [], "name in a summary", 4.0))
    return sorted([*found, *added], key=lambda person: person.start) if added else found


def _name_before_action(text: str, at: int, stop: int, readings: Readings) -> int:
    """Length of what stands before the action that a part begins with; 0 where none does."""
    for size in _SIZES:
        if at + size >= stop or text[at + size - 1] in "作做致":
            continue
        word = readings.lexicon.followers.at(text, at + size)
        if word in readings.lexicon.actions and at + size + len(word) <= stop:
            return size
    return 0


def _may_be_name(name: str, readings: Readings) -> bool:
    """Words of meetings, bodies and posts are no names."""
    lexicon = readings.lexicon
    return (
        readings.form(name) >= 0.5
        and not readings.no_name(name)
        and name not in lexicon.verbs
        and name not in lexicon.people
        and not lexicon.collectives.match(name)
        and not lexicon.organisations.before(name, len(name))
    )
