"""The source (来源) as written on a page: pieces of a strip, or a meta value → a name, less its label.

Pieces are the texts between tags, because a value ends where its element ends: in ``来源：`` ``新京报``
``举报`` the third is a button. A label is never the value of the one before it (``作者：`` ``来源：``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from newscrawler.extract.text import clean
from newscrawler.extract.wording import any_of

_LABEL_TEXT = rf"{any_of('source_before')}?{any_of('source_labels_parts')}{any_of('source_after')}?"
LABEL = re.compile(rf"[\[【（(]?\s*{_LABEL_TEXT}\s*[:：】\]]\s*", re.IGNORECASE)
"""来源： with its variants."""
_BARE = re.compile(rf"^\W*{_LABEL_TEXT}\W*$", re.IGNORECASE)
_TAIL = re.compile(rf"^\W*{_LABEL_TEXT}\s*[:：|｜丨]\s*(?P<value>.+)$", re.IGNORECASE)

_AMONG = re.compile(rf"[：:][^：:，。]*\s\W*{_LABEL_TEXT}\s*[:：](?P<value>.+)$", re.IGNORECASE)
"""The same among the credits of a line: ``责任编辑：某某　文章出处：某处``."""

# The next label of any kind, and words that open the next part of a strip or are furniture.
_NEXT = re.compile(rf"\s[\u4e00-\u9fff]{{2,6}}\s?[:：]|\s*{any_of('source_ends_parts')}")
_OTHER_LABEL = re.compile(r"[\u4e00-\u9fff]{2,6}\s?[:：]")
_ENGLISH_AUTHOR = re.compile(r"^\s*By\s[A-Z][\w .,-]{1,40}(?:\||$)")
_EDGES = " \t:：|｜丨,，;；。/／【】[]［］"
_HALF_OPEN = re.compile(r"^[(（](.*)[)）]$")
_TITLE_MARKS = re.compile("《([^《》]{2,20}[报報刊网網])》")
_NO_NAME = re.compile(rf"^(?:[\W\d_]*|{any_of('source_none')})$", re.IGNORECASE)
_NO_SOURCE = re.compile(any_of("source_never_parts"))
LONGEST = 60
"""Characters; several sources in one strip stay below it."""


def value_of(text: str) -> str | None:
    """One value, without label, edges and what follows it; None for nothing.

    >>> value_of("来源：人民网-文化频道 原创稿"), value_of("来源："), value_of("省普法办、广东省司法厅")
    ('人民网-文化频道', None, '省普法办、广东省司法厅')
    """
    text = clean(text)
    label = LABEL.search(text)
    if label:
        text = text[label.end() :]
    text = text.lstrip(_EDGES)  # a stroke before the value ends nothing
    stop = _NEXT.search(text)
    if stop:
        text = text[: stop.start()]
    text = text.strip(_EDGES)
    if wrapped := _HALF_OPEN.match(text):
        text = wrapped[1].strip(_EDGES)
    text = _balanced(text.rstrip("（(")).rstrip(_EDGES)
    if whole := _TITLE_MARKS.fullmatch(text):
        text = whole[1]
    return None if not text or len(text) > LONGEST or _BARE.match(text) or _NO_NAME.match(text) else text


def labelled(pieces: Sequence[str]) -> tuple[str | None, str] | None:
    """The value behind the first 来源 label in ``pieces`` and the strings as written; None without a label.

    >>> labelled(["2019-09-07 来源:", "新京报", "举报"])
    ('新京报', '来源:新京报')
    >>> labelled(["作者： 来源： 点击率：次"])
    (None, '来源：')
    """
    for at, piece in enumerate(pieces):
        label = LABEL.search(piece)
        if label is None and not (is_label(piece) and at + 1 < len(pieces)):
            continue
        written = piece[label.start() :] if label else piece
        own = piece[label.end() :] if label else ""
        if clean(own):
            value: str | None = value_of(own)
            return (
                (value, _less_next(written))
                if value is None
                else _joined(value, _less_next(written), pieces[at + 1 :])
            )
        for number, following in enumerate(pieces[at + 1 : at + 4], at + 1):
            if not clean(following).strip(":："):
                continue
            beyond = _NEXT.match(clean(following)) or _OTHER_LABEL.match(clean(following))
            value = None if beyond else value_of(following)
            if value:
                return _joined(value, clean(written + following), pieces[number + 1 :])
            break
        return None, clean(written)
    return None


def unlabelled(text: str) -> str | None:
    """A name that stands where sources stand, without a label: short, no time, person or button."""
    value = value_of(_ENGLISH_AUTHOR.sub("", text))
    if text.rstrip()[-1:] in "。！？；" or (value and _OTHER_LABEL.match(value)):
        return None
    return value if value and 2 <= len(value) <= 24 and not _NO_SOURCE.search(value) else None


def tail_source(lines: Iterable[str]) -> str | None:
    """The source that a line of the body itself names (``来源：南方日报``, ``来源 | 某处``), the last one.

    >>> tail_source(["会议召开。", "（来源：某某日报）"])
    '某某日报'
    """
    found = None
    for line in lines:
        match = (_TAIL.match(line) or _AMONG.search(line)) if len(line) <= LONGEST else None
        if match:
            found = value_of(match["value"].rstrip("）)")) or found
    return found


def _joined(value: str, written: str, rest: Sequence[str]) -> tuple[str, str]:
    """A value that ends in a dash or comma goes on in the next piece (人民网－ 人民日报)."""
    if rest and value[-1:] in "-－—、" and (more := value_of(rest[0])):
        return value + more, clean(written + rest[0])
    return value, written


def _less_next(written: str) -> str:
    """A label with its value, less the parts of the strip that follow."""
    label = LABEL.match(written)
    stop = _NEXT.search(written, label.end() if label else 0)
    return clean(written[: stop.start()] if stop else written)


def _balanced(text: str) -> str:
    """Without a bracket whose other half is missing: it belonged to the strip."""
    text = text.lstrip("）)")
    for opening, closing in ("（）", "()"):
        if text.endswith(closing) and opening not in text:
            text = text[:-1].rstrip()
        elif text.startswith(opening) and closing not in text:
            text = text[1:].lstrip()
    return text


def has_label(text: str) -> bool:
    """Whether a line holds the label."""
    if ":" in text or "：" in text or "】" in text:
        return bool(LABEL.search(text))
    return len(text) <= 8 and is_label(text)


def is_label(text: str) -> bool:
    """Whether a line is nothing but the label, its colon included or not."""
    return bool(_BARE.match(text))
