"""Search, person and guard without a browser."""

from __future__ import annotations

import asyncio
import socket
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from newscrawler.browse import guard, serving
from newscrawler.browse.app import metadata
from newscrawler.browse.article import read_article
from newscrawler.browse.person import person_page, timeline
from newscrawler.browse.search import Asked, search, snippet
from newscrawler.database import FOLDER, database_of, open_database
from newscrawler.loading import LoadError, load
from newscrawler.record import Article
from tests.browse.invented import HOSTILE_ID
from tests.command import newscrawler


@pytest.fixture(scope="module")
def connection(records: Path) -> Iterator[sqlite3.Connection]:
    opened = open_database(database_of([records], records.parent / FOLDER))
    opened.row_factory = None
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def articles(records: Path) -> list[Article]:
    return list(load(records))


def test_an_article_comes_back_as_it_was(connection: sqlite3.Connection, articles: list[Article]) -> None:
    for article in articles[:: len(articles) // 20]:
        assert read_article(connection, article.id) == article
    hostile = read_article(connection, HOSTILE_ID)
    assert hostile is not None and hostile in articles
    assert read_article(connection, "no:such") is None


def test_facets_count_what_the_records_hold(connection: sqlite3.Connection, articles: list[Article]) -> None:
    found = search(connection, Asked(portal="city1"))
    here = [article for article in articles if article.portal == "city1"]
    assert found.total == len(here)
    posts = {value.label: value.count for value in found.facets["post"]}
    for post, count in posts.items():
        assert count == sum(any(post in person.titles for person in a.attendees) for a in here)
    assert sum(value.count for value in found.facets["topic"]) == len(here)
    assert [hit.date for hit in found.hits] == sorted((hit.date for hit in found.hits), reverse=True)


def test_limits_add_up(connection: sqlite3.Connection, articles: list[Article]) -> None:
    person = search(connection, Asked()).facets["person"][0]
    ident = dict(part.split("=") for part in person.path[2:].split("&"))["person"]
    found = search(connection, Asked(q="会议", person=ident))
    assert found.total == person.count
    assert search(connection, Asked(q="会议 没有这个词", person=ident)).total == 0
    assert search(connection, Asked(person="nobody")).facets["person"][0].chosen


@pytest.mark.parametrize(
    "typed", ['"', "* OR", "NEAR(", "'; DROP TABLE articles", "\x00", "%", "(" * 500, "🌊"]
)
def test_odd_words_find_nothing_and_break_nothing(connection: sqlite3.Connection, typed: str) -> None:
    search(connection, Asked.of({"q": typed, "month": typed, "page": typed}))


def test_what_one_may_ask() -> None:
    asked = Asked.of({"q": " 李明 ", "month": "2024-13-99", "page": "-3", "sql": "x"})
    assert asked == Asked(q="李明")
    assert Asked.of({"page": "9" * 50}).page == 1
    assert Asked(q="a&b", page=3).path(page=2) == "/?q=a%26b&page=2"
    assert Asked(q="x", topic="y").path(topic="") == "/?q=x"


def test_snippets_are_pieces_of_the_text() -> None:
    text = "甲" * 200 + "李明出席。" + "乙" * 200
    pieces = list(snippet(text, ["李明"]))
    assert ("李明", True) in pieces and "".join(piece for piece, _ in pieces).strip("…") in text
    assert "".join(piece for piece, _ in snippet("短。", [])) == "短。"
    assert list(snippet("", ["李明"])) == [("", False)]


def test_a_person_has_posts_companions_and_appearances(
    connection: sqlite3.Connection, articles: list[Article]
) -> None:
    ident, name, count = connection.execute(
        "SELECT person_id, name, articles FROM people ORDER BY articles DESC, name LIMIT 1"
    ).fetchone()
    page = person_page(connection, ident)
    assert page is not None and len(page.appearances) == count
    seen = {row["id"] for row in page.appearances}
    met = [article for article in articles if article.id in seen]
    assert all(name in [person.name for person in article.attendees] for article in met)
    companions = {person.name for a in met for person in a.attendees} - {name}
    assert {row["name"] for row in page.companions} <= companions
    assert all(0 <= bar.start <= 100 and bar.width >= 1 for bar in page.bars)
    assert person_page(connection, "nobody") is None


def test_a_timeline_of_odd_days() -> None:
    rows = [
        {"post": "局长", "first_seen": "2020-01-01", "last_seen": "2020-01-01", "articles": 1},
        {"post": "县长", "first_seen": None, "last_seen": None, "articles": 1},
    ]
    bars, ticks = timeline(rows)
    assert [bar.post for bar in bars] == ["局长"] and ticks == []


def ask(app: guard.App, host: str, path: str = "/") -> tuple[int, dict[str, str]]:
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request"}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "path": path, "headers": [(b"host", host.encode())]}
    asyncio.run(app(scope, receive, send))
    return sent[0]["status"], {k.decode(): v.decode() for k, v in sent[0]["headers"]}


async def _answer(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8001", 200),
        ("localhost", 200),
        ("[::1]:8001", 200),
        ("LOCALHOST:1", 200),
        ("evil.example:8001", 421),
        ("127.0.0.1.evil.example", 421),
        ("", 421),
    ],
)
def test_who_may_ask(host: str, status: int) -> None:
    assert ask(guard.guard(_answer, lambda path: True, loopback=True), host)[0] == status
    assert ask(guard.guard(_answer, lambda path: True, loopback=False), host)[0] == 200


def test_our_pages_run_no_script() -> None:
    app = guard.guard(_answer, lambda path: path == "/", loopback=True)
    ours = ask(app, "localhost")[1]["content-security-policy"]
    theirs = ask(app, "localhost", "/newscrawler")[1]["content-security-policy"]
    assert "script-src" not in ours and "default-src 'none'" in ours and "script-src 'self'" in theirs
    assert "http" not in ours + theirs


def test_every_table_and_question_is_described() -> None:
    told = metadata()["databases"]["newscrawler"]
    assert all(table["description"] and all(table["columns"].values()) for table in told["tables"].values())
    assert all(query["title"] for query in told["queries"].values())


def test_a_port_that_is_taken() -> None:
    with serving.listen("127.0.0.1", 0) as first, pytest.raises(serving.PortTakenError, match="--port"):
        serving.listen("127.0.0.1", first.getsockname()[1])


def test_other_databases_are_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE t (a)")
    connection.close()
    with pytest.raises(LoadError, match="no export of newscrawler"):
        database_of([other], tmp_path)


def test_wrong_arguments_are_told(tmp_path: Path) -> None:
    assert newscrawler("browse", tmp_path / "none.jsonl").returncode == 2
    (tmp_path / "wrong.jsonl").write_text("{}\n")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = newscrawler("browse", tmp_path / "wrong.jsonl", "--port", port, output=tmp_path)
    assert done.returncode == 1 and "--port" in done.stderr
    done = newscrawler("browse", tmp_path / "wrong.jsonl", "--port", "0", output=tmp_path)
    assert done.returncode == 1 and "wrong.jsonl:1" in done.stderr
