"""The application: Datasette with our pages, metadata and links."""

from __future__ import annotations

import asyncio
import hashlib
import re
import sys
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from newscrawler import fulltext as full_text
from newscrawler.browse.article import people_of, read_article
from newscrawler.browse.guard import App, guard
from newscrawler.browse.person import person_page
from newscrawler.browse.search import COUNTED, LOOKED_UP, Asked, search
from newscrawler.database import NAME
from newscrawler.explain import explain
from newscrawler.explain.page import fragment, stylesheet
from newscrawler.extras import require
from newscrawler.questions import questions
from newscrawler.tables.schema import TABLES

SETTINGS = {
    "sql_time_limit_ms": 10_000,
    "facet_time_limit_ms": 2_000,
    "default_page_size": 50,
    "suggest_facets": False,
    "allow_download": False,
}
_FACETS = {
    "articles": ["portal", "source", "status"],
    "topics": ["topic"],
    "attendees": ["name"],
    "titles": ["title"],
    "actions": ["action"],
    "appearances": ["name", "post", "action"],
    "posts": ["post"],
    "reporters": ["name", "role"],
}
_MAPPED = 1 << 40
"""Bytes; SQLite takes as much of it as it was built for, and the file has."""
_OURS = re.compile(r"/(?:article/.+|person/[^/]+)?")


def application(path: Path, *, loopback: bool = True) -> App:
    """The ASGI application over an export. ``loopback``: answer to the names of this machine alone."""
    datasette_app = require("datasette.app", "browse")
    database = require("datasette.database", "browse")
    folder = Path(str(resources.files("newscrawler.browse")))
    datasette = datasette_app.Datasette(
        metadata=metadata(), settings=SETTINGS, template_dir=str(folder / "templates"),
        static_mounts=[("newscrawler-static", str(folder / "static"))],
    )  # fmt: skip
    served = database.Database(datasette, path=str(path), is_mutable=False)
    served.cached_hash = _mark(path)
    datasette.add_database(served, name=NAME)
    _register()
    app: App = datasette.app()
    return guard(app, lambda asked: bool(_OURS.fullmatch(asked)), loopback=loopback)


def metadata() -> dict[str, Any]:
    """What Datasette says of the tables, and the questions it offers."""
    tables = {
        table.name: {
            "description": table.about,
            "columns": {column.name: column.about for column in table.columns},
            **({"facets": _FACETS[table.name]} if table.name in _FACETS else {}),
            **({"sort_desc": "date"} if table.name == "articles" else {}),
        }
        for table in TABLES.values()
    }
    asked = {name: {"title": one.title, "sql": one.sql} for name, one in questions().items()}
    return {
        "title": "newscrawler",
        "databases": {
            NAME: {
                "description": "Tables of records, of conclusions about people, and questions to both.",
                "tables": tables,
                "queries": asked,
            }
        },
    }


# --- Datasette's hooks. It finds them by the mark that `hookimpl` leaves on them.


def register_routes() -> list[tuple[str, Any]]:
    """Our pages; they come before Datasette's own."""
    return [
        (r"^/$", _search_page),
        (r"^/article/(?P<id>.+)$", _article_page),
        (r"^/person/(?P<id>[^/]+)$", _person_page),
    ]


def prepare_connection(conn: Any) -> None:
    """The search function in all SQL; the file mapped, which halves the time of a search."""
    full_text.register(conn)
    conn.execute(f"PRAGMA mmap_size = {_MAPPED}")


def menu_links() -> list[dict[str, str]]:
    """The way back from Datasette's pages."""
    return [{"href": "/", "label": "Search articles"}, {"href": f"/{NAME}", "label": "Tables and questions"}]


def render_cell(value: Any, column: str, table: str | None) -> Any:
    """Links from ids to their pages, and from web addresses to the web; None: Datasette shows the value."""
    if not isinstance(value, str):
        return None
    markup = require("markupsafe", "browse")
    if column == "article_id" or (column == "id" and table in ("articles", None)):
        target = f"/article/{quote(value, safe='')}"
    elif column in ("person_id", "companion_id"):
        target = f"/person/{quote(value, safe='')}"
    else:
        return None
    return markup.Markup('<a href="{}">{}</a>').format(target, value)


def _mark(path: Path) -> str:
    """What Datasette tells files apart by. Its own way reads the whole file before the first answer."""
    stat = path.stat()
    return hashlib.sha256(f"{path} {stat.st_size} {stat.st_mtime_ns}".encode()).hexdigest()


def _register() -> None:
    """Make this module a plugin, once a process."""
    plugins = require("datasette.plugins", "browse").pm
    if plugins.has_plugin(__name__):
        return
    hookimpl = require("datasette", "browse").hookimpl
    for hook in (register_routes, prepare_connection, menu_links, render_cell):
        hookimpl(hook)  # leaves its mark on the function
    plugins.register(sys.modules[__name__], __name__)


# --- Pages. Datasette calls them with what their parameters name.


async def _search_page(request: Any, datasette: Any) -> Any:
    asked = Asked.of({name: request.args.get(name) or "" for name in request.args})
    found = await datasette.get_database(NAME).execute_fn(lambda connection: search(connection, asked))
    return await _html(
        datasette, request, "search.html", found=found, asked=asked, counted=COUNTED, looked_up=LOOKED_UP
    )


async def _article_page(request: Any, datasette: Any) -> Any:
    ident = unquote(request.url_vars["id"])
    database = datasette.get_database(NAME)
    article = await database.execute_fn(lambda connection: read_article(connection, ident))
    if article is None:
        return await _missing(datasette, request, f"no article {ident}")
    people = await database.execute_fn(lambda connection: people_of(connection, ident))
    markup = require("markupsafe", "browse").Markup
    body = await asyncio.to_thread(lambda: fragment(explain(article)))
    return await _html(
        datasette, request, "article.html", article=article, people=people, body=markup(body),
        style=markup(stylesheet()),
    )  # fmt: skip


async def _person_page(request: Any, datasette: Any) -> Any:
    ident = unquote(request.url_vars["id"])
    page = await datasette.get_database(NAME).execute_fn(lambda connection: person_page(connection, ident))
    if page is None:
        return await _missing(datasette, request, f"no person {ident}")
    return await _html(datasette, request, "person.html", page=page)


async def _missing(datasette: Any, request: Any, what: str) -> Any:
    return await _html(datasette, request, "missing.html", status=404, what=what)


async def _html(datasette: Any, request: Any, template: str, *, status: int = 200, **values: Any) -> Any:
    response = require("datasette.utils.asgi", "browse").Response
    text = await datasette.render_template(
        f"newscrawler/{template}", {**values, "database": NAME}, request=request
    )
    return response.html(text.encode("utf-8", "replace").decode(), status=status)
