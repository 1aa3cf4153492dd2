"""The graph of co-attendance as GraphML or GEXF, through networkx: persons, edges with counts and days."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newscrawler.export.sink import REPLACEMENT, Chunk, Replaced
from newscrawler.extras import require
from newscrawler.tables.schema import TABLES, Row, Table

if TYPE_CHECKING:
    import networkx as nx

# What XML 1.0 forbids (section 2.2), and what is no character at all.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class GraphFile:
    """One graph file. The graph is held in memory until it is closed: all persons and pairs."""

    def __init__(self, path: Path, to: str) -> None:
        """``to`` is ``graphml`` or ``gexf``."""
        self._networkx = require("networkx", "export")
        self._path = path
        self._to = to
        self.replaced = Replaced()
        self.graph: nx.Graph[str] = self._networkx.Graph()

    def write(self, chunk: Chunk) -> None:
        """Take persons as nodes and companions as edges; other tables are no part of a graph."""
        table = TABLES["people"]
        for row in chunk.get("people", ()):
            node = self._attributes(table, row)
            self.graph.add_node(node.pop("person_id"), label=node["name"], **node)
        table = TABLES["companions"]
        for row in chunk.get("companions", ()):
            edge = self._attributes(table, row)
            self.graph.add_edge(
                edge.pop("person_id"), edge.pop("companion_id"), weight=float(edge["articles"]), **edge
            )

    def _attributes(self, table: Table, row: Row) -> dict[str, Any]:
        """Column → value, without nulls, which neither format knows, and without what XML forbids."""
        found: dict[str, Any] = {}
        for name, value in zip(table.names, row, strict=True):
            if isinstance(value, str) and _FORBIDDEN.search(value):
                value = _FORBIDDEN.sub(REPLACEMENT, value)
                self.replaced.add(table, name, 1)
            if value is not None:
                found[name] = value
        return found

    def close(self) -> None:
        """Write the file."""
        if self._to == "graphml":
            # networkx's writer through lxml would keep a second copy of the graph in memory.
            self._networkx.write_graphml_xml(self.graph, self._path)
        else:
            self._networkx.write_gexf(self.graph, self._path)

    def abandon(self) -> None:
        """Nothing is open."""
