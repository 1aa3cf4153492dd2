"""A report as one HTML file: style within, no script, nothing loaded, all text escaped."""

from __future__ import annotations

from importlib import resources
from typing import Any

from newscrawler.extras import require
from newscrawler.htmlreport.asking import BROWSE
from newscrawler.htmlreport.model import Report

LONG = 12
"""Numbers of a section that are shown at once; the rest unfolds."""


def render(report: Report) -> str:
    """The page, ready to be written as UTF-8 with surrogates replaced."""
    jinja2 = require("jinja2", "report")
    folder = resources.files("newscrawler.htmlreport")
    environment = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["svg"] = jinja2.utils.markupsafe.Markup
    environment.tests["web"] = _is_web
    template = environment.from_string(folder.joinpath("report.html").read_text(encoding="utf-8"))
    style = folder.joinpath("report.css").read_text(encoding="utf-8")
    page: Any = template.render(
        report=report, style=jinja2.utils.markupsafe.Markup(style), browse=BROWSE, long=LONG
    )
    return str(page)


def _is_web(url: str) -> bool:
    """An address that may be a link; ``javascript:`` and the like may not."""
    return url.startswith(("http://", "https://"))
