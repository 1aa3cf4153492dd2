"""Tables of data as rows; tables that only lay out a page are left to their lines."""

from __future__ import annotations

from newscrawler.extract.layout import Layout, Node

_LONG_CELL = 120
"""Characters; data cells are shorter."""


def rows(layout: Layout, container: Node) -> dict[int, tuple[int, str]]:
    """First line number of each table row → (number after its last line, cells joined by tabs)."""
    found: dict[int, tuple[int, str]] = {}
    tables = layout.by_tag.get("table", [])
    for number, table in enumerate(tables):
        inside = container.start <= table.start and table.end <= container.end and table.end - table.start > 1
        outer = number + 1 < len(tables) and tables[number + 1].start < table.end
        if inside and not outer:  # a table with tables in it lays out the page
            found.update(_rows_of(layout, table))
    return found


def _rows_of(layout: Layout, table: Node) -> dict[int, tuple[int, str]]:
    lines: dict[Node, dict[Node, list[int]]] = {}
    for number in range(table.start, table.end):
        cell = row = None
        for node in (layout.blocks[number].node, *layout.blocks[number].node.ancestors()):
            if node.tag in ("td", "th"):
                cell = cell or node
            elif node.tag == "tr":
                row = row or node
            elif node is table:
                break
        if cell is not None and row is not None:
            lines.setdefault(row, {}).setdefault(cell, []).append(number)
    cells = [
        " ".join(layout.blocks[i].text for i in numbers) for row in lines.values() for numbers in row.values()
    ]
    several = sum(len(row) > 1 for row in lines.values())
    long = sum(len(text) > _LONG_CELL for text in cells)
    if several < 2 or long * 4 > len(cells):
        return {}
    found = {}
    for columns in lines.values():
        if len(columns) > 1:
            numbers = [i for places in columns.values() for i in places]
            text = "\t".join(" ".join(layout.blocks[i].text for i in places) for places in columns.values())
            found[min(numbers)] = (max(numbers) + 1, text)
    return found
