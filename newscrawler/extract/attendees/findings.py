"""What the engine passes between its layers and hands out."""

from __future__ import annotations

from dataclasses import dataclass, field

from newscrawler.extract.attendees.view import Place, View
from newscrawler.record import Action, Attendee

Span = tuple[int, int]


@dataclass(slots=True, eq=False)
class Person:
    """A titled or bare name as it stands in one sentence; all places are those of the view."""

    view: View
    start: int
    end: int
    """The name itself."""
    lead: int
    """Where its item begins, titles included."""
    tail: int
    """Where its item ends: brackets, honorifics and posts after the name included."""
    titles: list[Span]
    rule: str
    score: float = 0.0

    @property
    def name(self) -> str:
        """The name in the characters of the view: the key by which mentions meet."""
        return self.view.plain[self.start : self.end]


@dataclass(slots=True)
class Sentence:
    """A sentence of a view with the persons named in it, in order."""

    view: View
    start: int
    end: int
    persons: list[Person]


@dataclass(slots=True, eq=False)
class Said:
    """What one mention says of its person."""

    person: Person
    present: bool = False
    soft: bool = False
    """Present by a speech verb or contact alone: counts only where the article reports an event."""
    guess: bool = False
    """Present by standing where a subject stands, its verb unknown."""
    listed: bool = False
    """Named in a list that a heading or 有 opens."""
    absent: bool = False
    actions: list[tuple[Action, View, Span]] = field(default_factory=list)
    headed: list[tuple[View, Span]] = field(default_factory=list)
    """Titles that stand in the heading of the list."""


@dataclass(frozen=True, slots=True)
class TitleFound:
    """A post in the original text."""

    text: str
    place: Place
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ActionFound:
    """An action and the words that state it in the original text."""

    action: str
    place: Place
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a person is named, with what the text says there and the rule that read it so."""

    name: str
    place: Place
    start: int
    end: int
    titles: tuple[TitleFound, ...]
    actions: tuple[ActionFound, ...]
    rule: str
    present: bool
    """False for a mention that names the person without saying that they took part."""


@dataclass(frozen=True, slots=True)
class GroupFound:
    """A collective attendee in the original text."""

    text: str
    place: Place
    start: int
    end: int
    rule: str


@dataclass(slots=True)
class Findings:
    """Everything found in one article; ``trace`` and ``group_trace`` carry the reasons."""

    attendees: list[Attendee] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    trace: list[Mention] = field(default_factory=list)
    group_trace: list[GroupFound] = field(default_factory=list)
    by_model: list[str] = field(default_factory=list)
    """Attendees that only a model took for persons."""
