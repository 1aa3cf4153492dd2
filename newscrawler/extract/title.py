"""Headline lines → kicker (引题), title (主题), subtitle (副题): decisions on strings alone.

What confirms a line: ``<title>`` and the meta tags. ``<title>`` reads ``T - 站名``, ``T_栏目_站名``,
``T--时政--人民网``, and of a headline in several lines ``引题 主题 副题 站名``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from newscrawler.extract.text import clean
from newscrawler.extract.wording import any_of

_BREAK = re.compile(r"<\s*/?\s*(?:br|p|div)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
# What stands between a headline and the names of column and site.
_SUFFIX = re.compile(r"\s*(?:[-－—_|｜]{1,3}|--|\s[·•]\s|【|〖|\s)")
_DASH = re.compile(r"^\s*(?:[—―–]{1,4}|-{2,}|－{1,3})\s*(?=\S)")
_FLAG = re.compile(r"^\s*[\[［](?:图文|组图|图片|多图|视频|推荐|原创|置顶|转载|热点)[\]］]\s*(?=\S)")
_WORD = re.compile(r"\w")

_KICKER_END = re.compile(any_of("kicker_ends_parts"))
_SUBTITLE_END = re.compile(any_of("subtitle_ends_parts"))
_DOCUMENT_END = re.compile(rf"{any_of('documents')}(?:（.{{1,12}}）)?$")
_PARTICLE_END = re.compile("(?:关于|[和与暨的对向在赴])$")
_VERB_END = re.compile("(?:开展|举行|召开|举办|学习|贯彻|落实|印发|发布|推进)$")
_PAUSE = re.compile(r"[\s，。！？：…—、]")
_TAIL_PIECE = re.compile(f"{any_of('title_tails_parts')}$")


class Headline(NamedTuple):
    """The three parts, each one line of text or None."""

    kicker: str | None
    title: str
    subtitle: str | None


def squash(text: str) -> str:
    """Text without any blanks: what is compared.

    >>> squash("李　明 出席")
    '李明出席'
    """
    return "".join(text.split())


def meta_lines(content: str) -> list[str]:
    """Lines of a title in a meta tag, which may carry literal markup.

    >>> meta_lines("省委召开会议<br/>认真学习<b>精神</b><br/>某某主持")
    ['省委召开会议', '认真学习精神', '某某主持']
    """
    if "<" not in content:
        return [line] if (line := clean(content)) else []
    return [line for part in _BREAK.split(content) if (line := clean(_TAG.sub("", part)))]


def undash(line: str) -> str:
    """A subtitle without the dash that marks it as one.

    >>> undash("——某市召开大会"), undash("－－纪实")
    ('某市召开大会', '纪实')
    """
    return _DASH.sub("", line)


def unflag(line: str) -> str:
    """A title without the flag that PowerEasy and its like set before it.

    >>> unflag("[图文]甲县召开会议"), unflag("【视频】甲县召开会议")
    ('甲县召开会议', '【视频】甲县召开会议')
    """
    return _FLAG.sub("", line)


def has_dash(line: str) -> bool:
    """Whether the line opens with the dash of a subtitle."""
    return bool(_DASH.match(line))


def ends_as_subtitle(line: str) -> bool:
    """Whether a line reads like a subtitle: the dash, or who presided and spoke."""
    return has_dash(line) or bool(_SUBTITLE_END.search(line))


def opens(document_title: str, line: str) -> bool:
    """Whether ``<title>`` is the line alone, or the line with column and site after it.

    >>> opens("甲县召开会议-某网", "甲县召开会议"), opens("甲县召开会议纪要-某网", "甲县召开会议")
    (True, False)
    """
    whole, part = squash(document_title), squash(line)
    if not part or not whole.startswith(part):
        return False
    if len(whole) == len(part):
        return True
    rest = after(document_title, part)
    return bool(_SUFFIX.match(rest)) or not _WORD.match(rest.lstrip()[:1])


def after(text: str, squashed: str) -> str:
    """What follows the characters of ``squashed`` in ``text``, blanks aside, with its leading blanks."""
    left = len(squashed)
    for at, char in enumerate(text):
        if not left:
            return text[at:]
        if not char.isspace():
            left -= 1
    return ""


def cut_suffix(document_title: str, names: Sequence[str]) -> str:
    """``<title>`` less the names of column and site at its end, where ``names`` confirm them.

    >>> cut_suffix("甲县召开会议_要闻_甲县政府网", ["甲县政府网", "要闻"])
    '甲县召开会议'
    """
    text = clean(document_title)
    known = {squash(name) for name in names if name}
    while True:
        for found in reversed(list(_SUFFIX.finditer(text))):
            if found.start() and squash(text[found.end() :]).rstrip("】〗") in known:
                text = text[: found.start()].rstrip()
                break
        else:
            return text


def arrange(lines: Sequence[str], document_title: str = "", fields: Sequence[str] = ()) -> Headline:
    """The lines of one headline → its parts.

    ``document_title`` is ``<title>``, ``fields`` are single-line titles of meta tags. One that equals or
    opens with a line names the title; one in which neighbours stand joined without a blank, or a field that
    is all lines, shows that a single title was broken for layout. Without such a witness order and wording
    decide: three lines are kicker, title, subtitle.

    >>> arrange(["省委常委会召开会议", "认真学习贯彻会议精神", "某某主持会议"]).title
    '认真学习贯彻会议精神'
    """
    lines = [line for line in lines if line]
    lines = [line for at, line in enumerate(lines) if squash(line) not in map(squash, lines[:at])]
    witnesses = [text for text in (*fields, document_title) if text]
    lines = _rejoin(lines, witnesses)
    whole = squash("".join(lines))
    told = any(squash(field) == whole for field in fields) or _is_double(lines, document_title)
    if len(lines) == 1 or told:
        lines = [" ".join(lines)]
        return Headline(None, lines[0], None)
    at = _title_at(lines, witnesses)
    kicker = " ".join(lines[:at]) or None
    subtitle = " ".join(undash(line) for line in lines[at + 1 :]) or None
    return Headline(kicker, lines[at], subtitle)


def _is_double(lines: Sequence[str], document_title: str) -> bool:
    """Whether two lines are one headline in halves: ``<title>`` gives both, and neither is a part of its own.

    >>> _is_double(["羊倌当上股东以后", "草场也绿了"], "羊倌当上股东以后 草场也绿了-某报")
    True
    >>> _is_double(["省委召开会议", "某某主持会议"], "省委召开会议 某某主持会议-某报")
    False
    """
    if len(lines) != 2 or _KICKER_END.search(lines[0]) or ends_as_subtitle(lines[1]):
        return False
    whole, title = squash("".join(lines)), squash(document_title)
    return title.endswith(whole) or opens(document_title, "".join(lines))


def _rejoin(lines: list[str], witnesses: Sequence[str]) -> list[str]:
    """Join lines that a witness writes without a blank, and tails such as 的通知."""
    joined = lines[:1]
    for line in lines[1:]:
        broken = _TAIL_PIECE.match(line) or (
            len(lines) == 2 and (_names_document(joined[-1], line) or _hangs(joined[-1], line))
        )
        if broken or any(_runs_on(witness, joined[-1], line) for witness in witnesses):
            joined[-1] += line
        else:
            joined.append(line)
    return joined


def _names_document(first: str, second: str) -> bool:
    """Whether two lines are the name of a document, and the first no sentence of its own.

    >>> _names_document("甲市人民政府办公厅", "关于做好防汛工作的通知")
    True
    >>> _names_document("甲市召开会议", "通过决定")
    False
    """
    return bool(_DOCUMENT_END.search(second)) and not (
        _KICKER_END.search(first) or _PAUSE.search(first + second)
    )


def _hangs(first: str, second: str) -> bool:
    """Whether the first of two lines is no whole sentence: it ends in a particle, or its object is in quotes.

    >>> _hangs("市人大常委会开展", "《义务教育法》执法检查"), _hangs("甲市调研组赴", "乙市考察")
    (True, True)
    """
    return bool(_PARTICLE_END.search(first)) or (second[:1] in "《“" and bool(_VERB_END.search(first)))


def _runs_on(witness: str, first: str, second: str) -> bool:
    """Whether ``second`` follows ``first`` in ``witness`` with no blank between them.

    >>> _runs_on("甲省关于调整2007 年限额的决议-某网", "甲省关于", "调整2007年限额的决议")
    True
    """
    at = squash(witness).find(squash(first + second))
    if at < 0:
        return False
    rest = after(witness, squash(witness)[: at + len(squash(first))])
    return not rest[:1].isspace()


def _title_at(lines: Sequence[str], witnesses: Sequence[str]) -> int:
    """Number of the line that is the title."""
    for witness in witnesses:
        whole = squash(witness)
        named = [at for at, line in enumerate(lines) if whole == squash(line)]
        if not named and not whole.startswith(squash("".join(lines[:2]))):
            named = [at for at, line in enumerate(lines) if opens(witness, line)]
        if named:
            return named[0]
    if len(lines) >= 3:
        return 1 if not has_dash(lines[1]) else 0
    first, second = lines
    if ends_as_subtitle(second):
        return 0
    return 1 if _KICKER_END.search(first) else 0
