"""Names where a byline says that names stand: ``赵焱 王敏``, ``赵 航``, ``冯骥郭爽``, ``县人社局杨熙``.

Surnames come from the lexicons of the attendees. Only common ones count here: nearly every character
is somebody's surname, and a byline must not make names of words.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import NamedTuple

from newscrawler.record import normal_name

# Without 丨 (U+4E28), which pages use as a stroke between words.
HAN = "\u3007\u3400-\u4dbf\u4e00-\u4e27\u4e29-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HAN = re.compile(rf"[{HAN}]+")
_DOTTED = re.compile(rf"[{HAN}A-Z]{{1,8}}(?:[·・•‧∙･][{HAN}A-Z]{{1,10}}){{1,4}}")
_STRONG = re.compile(r"\s*[、，,；;&。/／|｜丨]\s*|\s+(?:和|与|及)\s+")
# Codes that portals append to editors (王明_NN1234, 王明 PK155), and marks at the ends.
_CODE = re.compile(r"[\s_]*[A-Za-z]{0,4}\d{2,8}$")
# Bodies whose name needs no head noun.
_BODY = "政协|人大|[妇残文侨工]联|科协|[团党县市区省州旗纪]委|政府|公安"
_TRAILING = re.compile(rf"{_CODE.pattern}|(?<=..)等$")
_OFFICE = re.compile(
    rf"(?:{_BODY}|[局办委厅社部处科院校会室队站所厂台网报馆团组司行庭股辦廳處會隊網報團組縣鄉鎮區乡镇村县市区省州旗]"
    r"|中心|集团|大学|中学|小学|学校|街道|客户端|媒体|融媒|新闻|发布|频道|专班|基地|政府|机关|系统|学院|公司)$"
)
# Function words are no part of a name, and some endings are those of organisations alone.
_NO_NAME = re.compile(rf"[的了此这這着么麼们們把被對对亦很]|[網网局厅廳報报]$|(?:{_BODY})$")
# A capacity before an author's name: 研究员徐××, 记者站站长王××.
_POST = re.compile(r"(?:[长員员授师任席士官]|总监|书记|经理|理事|专家|作家|学者|负责人)$")
_LEXICONS = ("surnames.txt", "surnames_traditional.txt", "surnames_compound.txt")


class Surnames(NamedTuple):
    """Family names of one and of several characters."""

    single: frozenset[str]
    compound: frozenset[str]


@cache
def surnames() -> Surnames:
    """The surnames of the lexicons, read once."""
    single: set[str] = set()
    compound: set[str] = set()
    folder = resources.files("newscrawler.extract.attendees").joinpath("lexicons")
    for name in _LEXICONS:
        for line in folder.joinpath(name).read_text(encoding="utf-8").splitlines():
            if " " in (words := line.partition("#")[0].strip()):
                compound.update(words.split())
            else:
                single.update(words)
    return Surnames(frozenset(single), frozenset(compound))


def is_chinese_name(text: str) -> bool:
    """Surname and a given name of one or two characters, nothing else.

    >>> is_chinese_name("濮阳静"), is_chinese_name("赵焱"), is_chinese_name("了解到")
    (True, True, False)
    """
    known = surnames()
    if not _HAN.fullmatch(text) or _NO_NAME.search(text):
        return False
    if text[:2] in known.compound:
        return 3 <= len(text) <= 4
    return 2 <= len(text) <= 3 and text[0] in known.single


def split_run(run: str) -> list[str]:
    """Chinese names written without a blank, or nothing where they cannot be told apart.

    >>> split_run("冯骥郭爽"), split_run("欧阳汝霖")
    (['冯骥', '郭爽'], ['欧阳汝霖'])
    """
    if is_chinese_name(run):
        return [run]
    if len(run) <= 12:
        for size in (2, 3, 4):
            rest = run[size:]
            if len(rest) > 1 and is_chinese_name(run[:size]) and (names := split_run(rest)):
                return [run[:size], *names]
    return []


def is_office(word: str) -> bool:
    """An organisation, by how its name ends; what can be a person is none."""
    return bool(_OFFICE.search(word)) and not is_chinese_name(word)


def after_office(word: str) -> str | None:
    """The person of ``县人社局杨熙`` or ``研究员徐远``, where an organisation or post is glued to a name."""
    for size in (2, 3, 4):
        before, name = word[:-size], word[-size:]
        if len(before) > 1 and is_chinese_name(name) and (_OFFICE.search(before) or _POST.search(before)):
            return name
    return None


def join_padded(words: list[str]) -> list[str]:
    """Blanks within names taken out: ``赵 航`` is one person, ``赵焱 王敏`` are two, ``田 野 罗 盘`` too."""
    joined: list[str] = []
    run = ""
    for word in [*words, ""]:
        if len(word) == 1 and _HAN.fullmatch(word):
            run += word
            continue
        if len(run) == 1 and joined and joined[-1] in surnames().compound:
            joined[-1] += run
        elif run in surnames().compound or (len(run) == 1 and len(word) == 2):  # 欧 阳 修远, 管 仲谋
            joined.append(run + word)
            word = ""
        elif run:
            joined += _pair(run)
        run = ""
        if word:
            joined.append(word)
    return joined


def _pair(run: str) -> list[str]:
    """Single characters in a row → names: one of up to three, else of two each."""
    if len(run) <= 3 or (len(run) == 4 and run[:2] in surnames().compound):
        return [run]
    if len(run) % 2 == 0:
        return [run[i : i + 2] for i in range(0, len(run), 2)]
    return split_run(run) or [run]


def _is_word(word: str) -> bool:
    return bool(_HAN.fullmatch(word)) and not _NO_NAME.search(word)


class Found(NamedTuple):
    """What a stretch of text yields: names in normal form, and the words that are none (offices left out)."""

    names: list[str]
    others: list[str]


def find_names(text: str, stop: frozenset[str], *, strict: bool = False) -> Found:
    """The names in ``text``, where a byline says that it holds nothing else.

    ``strict`` asks for a known surname (or a middle dot); else any word of two to four characters will do,
    as minority names and pen names have none. ``stop`` holds words that are never names.
    """
    names: list[str] = []
    others: list[str] = []
    for part in _STRONG.split(text):
        words = [word for word in part.split() if word not in stop and not _CODE.fullmatch(word)]
        after = False
        joined = join_padded(words)
        for at, word in enumerate(_TRAILING.sub("", word) for word in joined):
            if not word or word in stop:
                continue
            office = len(word) > 2 and at < len(joined) - 1 and bool(_OFFICE.search(word))
            if office or is_office(word):
                after = True
            elif _DOTTED.fullmatch(word) or is_chinese_name(word):
                names.append(normal_name(word))
            elif several := split_run(word):
                names.extend(several)
            elif name := after_office(word):
                names += [name] if name not in stop else []
            elif 2 <= len(word) <= (3 if strict else 4) and _is_word(word) and (after or not strict):
                names.append(word)
            elif not (len(word) > 4 and _POST.search(word)):
                others.append(word)
    return Found(names, others)
