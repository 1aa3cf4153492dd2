"""An explanation in the terminal: the text in colours, then tables of who, when and by which rule."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from newscrawler.explain import KINDS, Explanation, Kind, Passage, facts

STYLES: dict[Kind, str] = {
    "name": "bold black on bright_yellow",
    "mentioned": "dim underline",
    "post": "bright_blue",
    "action": "bold green",
    "group": "magenta",
    "date": "bold red",
    "byline": "cyan",
}


def render(explanation: Explanation) -> RenderableType:
    """Something that rich prints. Text of pages is never read as markup or control codes."""
    article = explanation.article
    parts: list[RenderableType] = [
        Panel(_text(explanation), title=_plain(article.id), title_align="left"),
        _legend(),
    ]
    if article.attendees:
        parts.append(_people(explanation))
    parts.append(_facts(explanation))
    return Group(*parts)


def _text(explanation: Explanation) -> Table:
    grid = Table.grid(padding=(0, 1, 1, 0))
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(overflow="fold")
    for passage in explanation.passages:
        grid.add_row(Text(passage.place, style="dim"), _line(passage))
    return grid


def _line(passage: Passage) -> Text:
    line = Text(style="bold" if passage.place == "title" else "")
    for segment in passage.segments:
        line.append(_plain(segment.text), style=STYLES[segment.marks[0].kind] if segment.marks else None)
    return line


def _legend() -> Text:
    legend = Text("  ")
    for kind, meaning in KINDS.items():
        legend.append(f" {meaning} ", style=STYLES[kind]).append("  ")
    return legend


def _people(explanation: Explanation) -> Table:
    table = Table("attendee", "posts", "actions", "where: rule", title="Who took part", title_justify="left")
    for person in explanation.article.attendees:
        rules = [f"{place}: {mark.rule}" for place, mark in explanation.places("name", person.name)]
        cells = (
            person.name,
            " / ".join(person.titles),
            " ".join(person.actions),
            "\n".join(dict.fromkeys(rules)),
        )
        table.add_row(*(Text(_plain(cell)) for cell in cells))
    return table


def _facts(explanation: Explanation) -> Table:
    table = Table("field", "value", "layer", title="Of the record", title_justify="left")
    for name, value in facts(explanation):
        table.add_row(name, Text(_plain(value)), explanation.article.provenance.get(name, ""))
    return table


def _plain(text: str) -> str:
    """Without control characters, which a terminal would obey."""
    return "".join(char if char.isprintable() or char == "\n" else "\ufffd" for char in text)
