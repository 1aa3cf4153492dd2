"""Pictures of the report: rows in, SVG out, drawn by Vega without a browser.

Text stays text, in the fonts of whoever looks at it, so Chinese needs no font here. Colours of text and
lines are the page's (``currentColor``), so that pictures follow a dark page. A mark may link to a place of
the page or to ``browse``; what it stands for is its tooltip.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree

from newscrawler.extras import require

Rows = Sequence[Mapping[str, Any]]

WIDTH = 680
_FONT = 'system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif'
_FONT_SIZE = 12
_VEGA_LITE = "5.21"
# Vega takes addresses without a host for its own; ours are put back in `_finished`.
_VEGA_BASE = "https://vega.github.io/vega-datasets/"
_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
COLOURS = ("#3b6fb6", "#e08a3c", "#4fa37c", "#c55a5a", "#8a6cc0", "#b59b2f", "#4aa6b5", "#c77aa8", "#8b8b8b")

_CONFIG: dict[str, Any] = {
    "font": _FONT,
    "axis": {
        "labelColor": "currentColor", "titleColor": "currentColor", "gridColor": "#8884",
        "domainColor": "#8886", "tickColor": "#8886", "labelFontSize": _FONT_SIZE,
        "titleFontSize": _FONT_SIZE, "titleFontWeight": "normal", "labelLimit": 0,
    },
    "legend": {
        "labelColor": "currentColor", "titleColor": "currentColor", "labelFontSize": _FONT_SIZE,
        "labelLimit": 220,
        "titleFontSize": _FONT_SIZE, "titleFontWeight": "normal", "orient": "bottom", "columns": 4,
    },
    "header": {"labelColor": "currentColor", "titleColor": "currentColor", "labelFontSize": _FONT_SIZE},
    "view": {"stroke": None},
    "bar": {"color": COLOURS[0]},
    "range": {"category": list(COLOURS)},
}  # fmt: skip
_TOLD = {
    "href": {"field": "href"},
    "description": {"field": "told"},
}
_HEAT = {"scheme": "blues", "domainMin": 0}
_PALE = {"condition": {"test": "datum.n === 0", "value": "#8882"}}
"""What is nothing looks like nothing."""


def stacked(rows: Rows, *, when: str, kinds: Sequence[str]) -> str:
    """Bars over months (``when`` = "month") or days, stacked by ``kind``. Rows: when, kind, n, href, told."""
    x: dict[str, Any] = {
        "field": "when",
        "type": "temporal",
        "timeUnit": f"utcyearmonth{'date' * (when == 'day')}",
    }
    return _lite(
        rows,
        height=220,
        mark={"type": "bar"},
        encoding={
            "x": {**x, "title": None,
                  "axis": {"grid": False, "labelOverlap": True, "labelSeparation": 16, "tickCount": 8}},
            "y": {"field": "n", "type": "quantitative", "title": "articles",
                  "axis": {"format": ",d", "tickMinStep": 1}},
            "color": {"field": "kind", "type": "nominal", "sort": list(kinds), "title": None,
                      "scale": {"domain": list(kinds)}},
            **_TOLD,
        },
    )  # fmt: skip


def calendar(rows: Rows, years: int) -> str:
    """One square a day, one strip a year. Rows: day, n, href, told."""
    return _lite(
        rows,
        width=WIDTH - 60,
        height=88,
        mark={"type": "rect", "stroke": "none"},
        facet={"row": {"field": "day", "type": "temporal", "timeUnit": "utcyear", "title": None,
                       "header": {"labelAngle": 0, "labelAlign": "left", "format": "%Y"},
                       "spacing": 6}} if years else {},
        encoding={
            "x": {"field": "day", "type": "ordinal", "timeUnit": "utcweek", "title": None,
                  "axis": {"labels": False, "ticks": False, "domain": False}},
            "y": {"field": "day", "type": "ordinal", "timeUnit": "utcday", "title": None,
                  "axis": {"ticks": False, "domain": False, "format": "%a", "labelFontSize": 9}},
            "color": {**_PALE, "field": "n", "type": "quantitative", "title": "articles", "scale": _HEAT,
                      "legend": {"orient": "right", "tickMinStep": 1, "gradientLength": 70, "columns": 1}},
            **_TOLD,
        },
    )  # fmt: skip


def heat(rows: Rows, *, x: str, y: Sequence[str], share: bool = False, columns: Sequence[str] = ()) -> str:
    """A grid of squares. Rows: x, y, n (a share from 0 to 1 where ``share``), href, told."""
    scale: dict[str, Any] = {**_HEAT, "domainMax": 1} if share else dict(_HEAT)
    return _lite(
        rows,
        height=max(20 * len(y), 40),
        mark={"type": "rect"},
        encoding={
            "x": {"field": "x", "type": "ordinal", "title": x, "sort": list(columns) or "ascending",
                  "axis": {"labelOverlap": True, "labelAngle": 0, "labelSeparation": 8}},
            "y": {"field": "y", "type": "nominal", "sort": list(y), "title": None, "axis": _beside(y)},
            "color": {**_PALE, "field": "n", "type": "quantitative", "title": None, "scale": scale,
                      "legend": {"orient": "bottom", "format": ".0%" if share else "d",
                                 "tickMinStep": 0 if share else 1, "gradientLength": 160}},
            **_TOLD,
        },
    )  # fmt: skip


def shares(rows: Rows, *, y: Sequence[str], kinds: Sequence[str]) -> str:
    """Horizontal bars of full width, parted by ``kind``. Rows: y, kind, n, href, told."""
    return _lite(
        rows,
        height=max(20 * len(y), 40),
        mark={"type": "bar"},
        encoding={
            "y": {"field": "y", "type": "nominal", "sort": list(y), "title": None, "axis": _beside(y)},
            "x": {"field": "n", "type": "quantitative", "stack": "normalize", "title": None,
                  "axis": {"format": ".0%"}},
            "color": {"field": "kind", "type": "nominal", "title": None, "sort": list(kinds),
                      "scale": {"domain": list(kinds)}},
            **_TOLD,
        },
    )  # fmt: skip


def ranking(rows: Rows, title: str = "articles") -> str:
    """Horizontal bars in the order given. Rows: y, n, href, told."""
    names = [str(row["y"]) for row in rows]
    return _lite(
        rows,
        height=max(20 * len(names), 40),
        mark={"type": "bar"},
        encoding={
            "y": {"field": "y", "type": "nominal", "sort": names, "title": None, "axis": _beside(names)},
            "x": {"field": "n", "type": "quantitative", "title": title, "axis": _counts(rows)},
            **_TOLD,
        },
    )


def network(nodes: Rows, links: Rows) -> str:
    """People and who was seen with whom, laid out by forces. Nodes: name, n, href, told; links: source and
    target (places among the nodes), n, told."""
    height = 520
    most = max((int(row["n"]) for row in nodes), default=1)
    ties = max((int(row["n"]) for row in links), default=1)
    spec: dict[str, Any] = {
        "$schema": "https://vega.github.io/schema/vega/v5.json",
        "width": WIDTH, "height": height, "padding": 8, "config": {"font": _FONT},
        "data": [
            {"name": "nodes", "values": list(nodes), "transform": [
                {"type": "formula", "as": "middle", "expr": f"{WIDTH / 2}"},
                {"type": "formula", "as": "centre", "expr": f"{height / 2}"}]},
            {"name": "links", "values": list(links)},
        ],
        "scales": [
            {"name": "size", "type": "sqrt", "domain": [0, most], "range": [0, 700]},
            {"name": "stroke", "type": "linear", "domain": [1, max(ties, 2)], "range": [0.7, 6]},
        ],
        "marks": [
            {
                "name": "points", "type": "symbol", "zindex": 1, "from": {"data": "nodes"},
                "encode": {"enter": {
                    "fill": {"value": COLOURS[0]}, "size": {"scale": "size", "field": "n"},
                    "href": {"field": "href"}, "description": {"field": "told"}}},
                "transform": [{
                    "type": "force", "signal": "force", "static": True, "iterations": 400,
                    "forces": [
                        {"force": "center", "x": WIDTH / 2, "y": height / 2},
                        {"force": "x", "x": "datum.middle", "strength": 0.035},
                        {"force": "y", "y": "datum.centre", "strength": 0.075},
                        {"force": "collide", "radius": 36},
                        {"force": "nbody", "strength": -180},
                        {"force": "link", "links": "links", "distance": 95, "strength": 0.12},
                    ]}],
            },
            {
                "type": "path", "from": {"data": "links"},
                "encode": {"enter": {
                    "stroke": {"value": "#8888"}, "strokeWidth": {"scale": "stroke", "field": "n"},
                    "href": {"field": "href"}, "description": {"field": "told"}}},
                "transform": [{
                    "type": "linkpath", "require": {"signal": "force"}, "shape": "line",
                    "sourceX": "datum.source.x", "sourceY": "datum.source.y",
                    "targetX": "datum.target.x", "targetY": "datum.target.y"}],
            },
            {
                "type": "text", "zindex": 2, "from": {"data": "points"},
                "encode": {"enter": {
                    "text": {"field": "datum.name"}, "x": {"field": "x"}, "y": {"field": "y", "offset": -9},
                    "align": {"value": "center"}, "baseline": {"value": "bottom"},
                    "fontSize": {"value": _FONT_SIZE}, "fill": {"value": "currentColor"},
                    "href": {"field": "datum.href"}}},
            },
        ],
    }  # fmt: skip
    return _finished(require("vl_convert", "report").vega_to_svg(spec))


def _beside(labels: Sequence[str]) -> dict[str, Any]:
    """An axis as wide as its labels will be: the drawing machine need not have their font."""
    return {"minExtent": max(map(_width, labels), default=0) + 8, "labelPadding": 4, "ticks": False}


def _counts(rows: Rows) -> dict[str, Any]:
    """An axis of whole numbers."""
    return {"format": ",d", "tickCount": min(6, max((int(row["n"]) for row in rows), default=1))}


def _width(text: str) -> float:
    """Pixels of a label in any usual font."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return _FONT_SIZE * (wide + 0.58 * (len(text) - wide))


def _lite(
    rows: Rows,
    *,
    mark: Mapping[str, Any],
    encoding: Mapping[str, Any],
    height: int,
    width: int = WIDTH,
    facet: Mapping[str, Any] | None = None,
) -> str:
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": None,
        "width": width,
        "height": height,
        "data": {"values": list(rows)},
        "mark": dict(mark),
        "encoding": {**encoding, **(facet or {})},
        "config": _CONFIG,
    }
    if "x" in encoding and not facet:
        spec |= {"autosize": {"type": "fit-x", "contains": "padding"}}
    converter = require("vl_convert", "report")
    return _finished(converter.vegalite_to_svg(spec, vl_version=_VEGA_LITE))


def _finished(svg: str) -> str:
    """Links as they were meant, and tooltips that need no script."""
    root = etree.fromstring(svg.encode("utf-8", "replace"))
    for link in list(root.iter(f"{_SVG}a")):
        target = str(link.attrib.pop(_HREF, "")).removeprefix(_VEGA_BASE)
        if target == "undefined":  # Vega's word for a mark without one
            link.tag = f"{_SVG}g"
        else:
            link.set("href", target)
    for shape in root.iter(f"{_SVG}path"):
        if shape.get("role") == "graphics-symbol" and (told := shape.get("aria-label")):
            etree.SubElement(shape, f"{_SVG}title").text = told
            for name in ("role", "aria-label", "aria-roledescription"):
                shape.attrib.pop(name, "")
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode")
