"""Is this a name? Judged by its shape alone: surname and length, dots, characters of transcription.

The judge knows nothing of the surroundings; those are weighed in :mod:`titles`.
"""

from __future__ import annotations

import re

from newscrawler.extract.attendees.lexicon import Lexicon

_HAN = re.compile(r"(?:(?![这该们县]|其[他中]|等$)[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])+")
"""Characters of names; words that point at things or people are none."""
_PART = r"(?:[\u3400-\u9fff]{1,8}|[A-Z][A-Za-z]{0,12})"
LONGEST_PART = 13
"""Characters before the first dot of a dotted name, at most."""
_HYPHENED = r"(?:[-－][\u3400-\u9fff]{1,6})?"
DOTTED = re.compile(
    rf"(?:[\u3400-\u9fff]{{1,6}}|[A-Z][A-Za-z]{{0,12}}){_HYPHENED}(?:·{_PART}(?:{_HYPHENED}(?=·))?)+"
)
_FUNCTION_WORDS = frozenset(
    "率的了在和与等着到对把被将是为向亦并及于从又其这那该各均会所地作做致要须还都已又就因则赴"
)
_JAPANESE_ENDINGS = frozenset("田山川村本野井藤木原崎岛泽口上中下江林部谷濑坂桥森永石冈尾宫内")
_JAPANESE_GIVEN = frozenset(
    "郎子夫雄一二三介彦之男治美信平人明正吉造助次作辅树瑞义光秀贞忠康政仁茂宏浩隆彰敏哲孝晃枝代"
)
_TIBETAN_GIVEN = (
    *("才让", "卓玛", "多杰", "次仁", "才仁", "旺姆", "拉毛", "加措", "顿珠", "扎西", "措毛", "平措", "桑珠"),
    *("才旦", "东周", "央宗", "曲珍", "旦增", "仁青", "达瓦"),
)
"""Second halves of Tibetan names of four characters."""
_TOWARDS = frozenset("向对与给赴")
LONGEST = 9
"""Characters of the longest undotted name (transcribed names of many syllables)."""


def shape(name: str, lexicon: Lexicon) -> float:
    """How much a string looks like a personal name: 0 (not at all) to 3.

    Two or three characters without a surname get a little, since every word may be a name after a post.
    """
    size = len(name)
    if not 2 <= size <= LONGEST or not _HAN.fullmatch(name):
        return 0.0
    score = _native(name, size, lexicon) if size <= 5 else 0.0
    if size > 2:
        score = max(score, _transcribed(name, size, lexicon))
    also = size > 3 and name[-1] == "也" and name[:2] not in lexicon.japanese  # but 山田哲也
    if score and (name[-1] in _FUNCTION_WORDS or also):
        score -= 1.5 if name[-1] in "在的了着是和与率就向对把被赴到因" else 0.7
    return max(score, 0.0)


def _transcribed(name: str, size: int, lexicon: Lexicon) -> float:
    """Shape as a transcribed name of three characters or more."""
    if not _TOWARDS.isdisjoint(name[2:]):
        return 0.0  # 萨马兰齐向许海锋
    known = sum(map(lexicon.transcription.__contains__, name))
    known += name[0] in "阿艾" and "不" in name[1:]
    if size == 3:
        return 1.6 if known == 3 else 0.0
    if size == 4 and name.endswith(_TIBETAN_GIVEN):
        return 2.3
    if known >= 0.8 * size:
        return 2.0 if size < 5 else 2.3
    if known == size - 1 and name[0] in lexicon.surnames and name[0] not in lexicon.transcription:
        return 1.8
    return 1.0 if known >= 0.6 * size and size <= 6 else 0.0


def _native(name: str, size: int, lexicon: Lexicon) -> float:
    """Shape as a Chinese, Korean, Vietnamese or Japanese name."""
    if size == 2:
        return 2.0 if name[0] in lexicon.surnames else 1.6 if name[0] in lexicon.rare else 0.6
    if name[:2] in lexicon.compound and size in (3, 4):
        return 3.0
    if name[:2] in lexicon.japanese or (size > 3 and name[:3] in lexicon.japanese):
        return 2.5
    if size == 3:
        return 3.0 if name[0] in lexicon.surnames else 2.2 if name[0] in lexicon.rare else 0.5
    if size in (4, 5) and name[1] in _JAPANESE_ENDINGS and name[-1] in _JAPANESE_GIVEN:
        return 2.0
    if size == 4 and name[0] in lexicon.surnames and name[1] in lexicon.surnames:
        return 0.9
    return 0.0
