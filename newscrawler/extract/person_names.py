"""Names where a byline says that names stand: ``赵焱 王敏``, ``赵 航``, ``冯骥郭爽``, ``县人社局杨熙``.

Surnames come from the lexicons of the attendees. Only common ones count here: nearly every character
is somebody's surname, and a byline must not make names of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Literal, NamedTuple

from newscrawler.record import normal_name

# Without 丨 (U+4E28), which pages use as a stroke between words.
HAN = "\u3007\u3400-\u4dbf\u4e00-\u4e27\u4e29-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HAN = re.compile(rf"[{HAN}]+")
_DOTTED = re.compile(rf"[{HAN}A-Z]{{1,8}}(?:[·・•‧∙･][{HAN}A-Z]{{1,10}}){{1,4}}")
_STRONG = re.compile(r"\s*[、，,；;&。/／|｜丨]\s*|\s+(?:和|与|及)\s+")
# Codes that portals append to editors (王明_NN1234, 王明 PK155), and marks at the ends.
_CODE = re.compile(r"[\s_]*[A-Za-z]{0,4}\d{2,8}$")
BULLETS = "□■◎●○▲△◆◇★☆▪ \u3000"
"""Marks before the name of an author."""
_LONGEST_RUN = 12
"""Characters of names without a blank that are told apart."""
# Bodies whose name needs no head noun.
_BODY = "政协|人大|[妇残文侨工]联|科协|[团党县市区省州旗纪]委|政府|公安"
_TRAILING = re.compile(rf"{_CODE.pattern}|(?<=..)等$")
_OFFICE = re.compile(
    rf"(?:{_BODY}|[局办委厅社部处科院校会室队站所厂台网报馆团组司行庭股辦廳處會隊網報團組縣鄉鎮區乡镇村县市区省州旗]"
    r"|中心|集团|大学|中学|小学|学校|街道|客户端|媒体|融媒|新闻|发布|频道|专班|联盟|基地|政府|机关|系统|学院|公司)$(?<!公开发布)"
)
# 宣传组, 党建科: what such bodies are named for.
_DUTIES = "宣传|宣傳|组织|統戰|统战|会务|会议|秘书|办公|编辑|采访|新闻|政工|人事|党建|综合"
# Function words are no part of a name, and some endings are those of organisations alone.
_NO_NAME = re.compile(
    rf"[的了此这這着么麼们們把被對对很]|[網网局厅廳報报]$|(?:{_BODY})$|(?:{_DUTIES})[组組部科处處室股]$|[院校所局厅政财宣人法教建党团工][办科处室委]$"
)
# A capacity before an author's name: 研究员徐××, 记者站站长王××.
_POST = re.compile(r"(?:[长員员授师任席士官]|总监|书记|经理|理事|专家|作家|学者|负责人)$")


class Surnames(NamedTuple):
    """Family names of one and of several characters, and the characters that transcribe other names."""

    single: frozenset[str]
    compound: frozenset[str]
    frequent: frozenset[str]
    rare: frozenset[str]
    transcribing: frozenset[str]


@cache
def surnames() -> Surnames:
    """The lexicons of names, read once."""
    return Surnames(
        single=_characters("surnames", "surnames_traditional"),
        compound=_words("surnames_compound", "surnames_traditional"),
        frequent=_characters("surnames_frequent"),
        rare=_characters("surnames_rare"),
        transcribing=_characters("transcription"),
    )


def _lines(names: tuple[str, ...]) -> Iterator[str]:
    folder = resources.files("newscrawler.extract.attendees").joinpath("lexicons")
    for name in names:
        for line in folder.joinpath(f"{name}.txt").read_text(encoding="utf-8").splitlines():
            yield line.partition("#")[0].strip()


def _characters(*names: str) -> frozenset[str]:
    return frozenset(char for line in _lines(names) if " " not in line for char in line)


def _words(*names: str) -> frozenset[str]:
    return frozenset(word for line in _lines(names) if " " in line for word in line.split())


@cache
def places() -> frozenset[str]:
    """Countries, provinces and cities that could be taken for a name."""
    return _words("places")


@cache
def posts() -> frozenset[str]:
    """Posts, which may follow an author's name (王×× 教授)."""
    words = frozenset(word for line in _lines(("posts",)) for word in line.split())
    return words | frozenset(f"副{word}" for word in words)


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

    Of several ways to cut, the one with the most frequent surnames counts.

    >>> split_run("冯骥郭爽"), split_run("欧阳汝霖"), split_run("王小明李华")
    (['冯骥', '郭爽'], ['欧阳汝霖'], ['王小明', '李华'])
    """
    if is_chinese_name(run):
        return [run]
    if len(run) > _LONGEST_RUN:
        return []
    frequent = surnames().frequent
    names = max(_cuts(run), key=lambda names: sum(name[0] in frequent for name in names), default=[])
    if names and transcribes(run) and not any(name[0] in frequent for name in names):
        return [run]  # 米日古丽
    return names


def _cuts(run: str) -> Iterator[list[str]]:
    if is_chinese_name(run):
        yield [run]
    for size in (2, 3, 4):
        if len(run) >= size + 2 and is_chinese_name(run[:size]):
            for names in _cuts(run[size:]):
                yield [run[:size], *names]


def _may_be_name(word: str) -> bool:
    """A rare surname with a given name, or a transcription: less sure than a common surname."""
    known = surnames()
    transcribed = 2 <= len(word) <= 8 and known.transcribing.issuperset(word)
    return transcribed or (2 <= len(word) <= 3 and word[0] in known.rare and _is_word(word))


def transcribes(word: str) -> bool:
    """Is every character one that transcribes names?

    >>> transcribes("米日古丽"), transcribes("王大明武汉")
    (True, False)
    """
    return surnames().transcribing.issuperset(word)


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


def are_names(line: str) -> bool:
    """Whether a line holds names of people and nothing else, a lone one of three characters or more.

    >>> are_names("辛文房　刘过之"), are_names("沈 括"), are_names("金融"), are_names("高新区")
    (True, True, False, False)
    """
    words = join_padded(line.replace("、", " ").split())
    lone = len(words) == 1 and len(words[0]) == 2 and words[0] in line
    return (
        bool(words)
        and not lone
        and all(is_chinese_name(word) and not _OFFICE.search(word) and word not in places() for word in words)
    )


def is_bare_author(line: str) -> bool:
    """Whether a line that nothing marks is an author's name: surely, as column names look like names too.

    >>> is_bare_author("李时珍"), is_bare_author("时政类"), is_bare_author("闻 人 秋")
    (True, False, True)
    """
    pieces = line.replace("、", " ").split()
    known = surnames()
    spaced = all(len(piece) == 1 for piece in pieces)  # as nothing but names is set
    words = join_padded(pieces)
    if all(len(word) > 3 and transcribes(word) for word in words):  # 格桑伦珠
        return bool(words) and places().isdisjoint(words)
    sure = spaced or all(word[0] in known.frequent or word[:2] in known.compound for word in words)
    return sure and are_names(line)


def join_padded(words: list[str]) -> list[str]:
    """Blanks within names taken out: ``赵 航`` is one person, ``赵焱 王敏`` are two, ``田 野 罗 盘`` too."""
    joined: list[str] = []
    run = ""
    for word in [*words, ""]:
        if len(word) == 1 and _HAN.fullmatch(word):
            run += word
            continue
        if run and joined and joined[-1] in surnames().compound:  # 欧阳 晓 丁 一
            given = 2 - len(run) % 2
            joined[-1] += run[:given]
            run = run[given:]
        if not run:
            pass
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


Trust = Literal["low", "middle", "high"]
"""What makes a word a name: a common surname; a rare one or a transcription too; that it stands there."""


class Found(NamedTuple):
    """What a stretch of text yields: names in normal form, and the words that are none (offices left out)."""

    names: list[str]
    others: list[str]


def find_names(text: str, stop: frozenset[str], trust: Trust = "high") -> Found:
    """The names in ``text``, where a byline says that it holds nothing else.

    With high ``trust`` any word of two to four characters will do, as minority names and pen names have no
    surname. ``stop`` holds words that are never names.
    """
    names: list[str] = []
    others: list[str] = []
    for part in _STRONG.split(text):
        words = [word for word in part.split() if word not in stop and not _CODE.fullmatch(word)]
        after = False
        joined = join_padded(words)
        for at, word in enumerate(_TRAILING.sub("", word) for word in joined):
            if not word or word in stop or (names and word in posts()):
                continue
            office = len(word) > 2 and at < len(joined) - 1 and bool(_OFFICE.search(word))
            if office or is_office(word):
                after = True
            elif (_DOTTED.fullmatch(word) and not is_office(word[: word.find("·")])) or is_chinese_name(word):
                names.append(normal_name(word))
            elif several := split_run(word):
                names.extend(several)
            elif name := after_office(word):
                names += [name] if name not in stop else []
            elif (trust != "low" and _may_be_name(word)) or (
                2 <= len(word) <= 4 and _is_word(word) and (after or trust == "high")
            ):
                names.append(word)
            elif not (len(word) > 4 and _POST.search(word)):
                others.append(word)
    return Found(names, others)
