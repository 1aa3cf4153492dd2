"""Full-text search that finds Chinese, two-character names included.

SQLite's trigram index cannot find what is shorter than three characters, and most Chinese names have two or
three. So the index holds every two neighbouring Han characters as one word: 曹路宝 becomes ``曹路 路宝 宝``.
A name of two characters is then one look-up, a longer one a phrase, a single character a prefix. Words of
other scripts stay words. The index's tokenizer is ``ascii``, which keeps every character beyond ASCII as it
is, so that rare characters outside the BMP are found whatever Unicode version SQLite knows.

>>> index_text("曹路宝 visits A01版")
'曹路 路宝 宝 visits a01 版'
>>> match_query("曹路宝"), match_query("李明"), match_query("李")
('"曹路 路宝"', '"李明"', '"李" *')
>>> match_query("李明 园区")
'"李明" AND "园区"'
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from itertools import pairwise

# Han characters (with radicals, compatibility forms and the planes 2 and 3), iteration marks and kana.
_HAN = (
    r"\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\U00020000-\U0003ffff"
)
_RUNS = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+")
_IS_HAN = re.compile(rf"[{_HAN}]")
# Radicals and compatibility forms that stand for an ordinary character.
_VARIANT = re.compile(r"[\u2e80-\u2fdf\uf900-\ufaff\uff66-\uff9f\U0002f800-\U0002fa1f]")

FTS_TABLE = "articles_fts"
"""Contentless FTS5 table over ``articles.rowid`` with the columns ``headline`` and ``body``."""

SEARCH_SQL = (
    f"SELECT articles.* FROM (SELECT rowid AS place FROM {FTS_TABLE} "
    f"WHERE {FTS_TABLE} MATCH fts_query(:text) ORDER BY rowid DESC LIMIT :limit) "
    "JOIN articles ON articles.rowid = place ORDER BY place DESC"
)
"""The last ``:limit`` articles that hold all words of ``:text``; needs :func:`register` on the connection.

Articles stand in the order of the exported files, which is that of time for each portal; sorting by time
itself would fetch every article found, thousands for a frequent name.
"""


def index_text(text: str) -> str:
    """A text as the index keeps it: words and pairs of characters, parted by blanks."""
    words: list[str] = []
    for run in _runs(text):
        if _IS_HAN.match(run):
            words += map("".join, pairwise(run))
            words.append(run[-1])
        else:
            words.append(run)
    return " ".join(words)


def match_query(text: str) -> str:
    """What a person types → an FTS5 MATCH expression: all words, each one as a phrase. Never a syntax error.

    Blanks and punctuation part the words. Text without any letter gives ``""``, which finds nothing.
    """
    return " AND ".join(map(_phrase, _runs(text))) or '""'


def _phrase(run: str) -> str:
    if not _IS_HAN.match(run):
        return f'"{run}"'
    if len(run) == 1:
        return f'"{run}" *'
    return f'"{" ".join(map("".join, pairwise(run)))}"'


def _runs(text: str) -> list[str]:
    """Runs of Han characters, and words of other scripts with full-width forms and capitals folded."""
    if _VARIANT.search(text):
        text = unicodedata.normalize("NFKC", text)
    return [
        run if _IS_HAN.match(run) else unicodedata.normalize("NFKC", run).lower()
        for run in _RUNS.findall(text)
    ]


def register(connection: sqlite3.Connection) -> None:
    """Give SQL on this connection the function ``fts_query(text)``: :func:`match_query`."""
    connection.create_function("fts_query", 1, match_query, deterministic=True)
