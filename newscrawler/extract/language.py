"""Language of a page from its characters: zh-Hans, zh-Hant, en or ja.

The ``lang`` attribute is copied from template to template, so it decides only where there is too little text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# The commonest characters whose two forms differ, each in one form only.
_HANS = re.compile(
    "[国这说时们为发会对来学经现见过关后东车长门问间业务开动进实与级区员办处义产总议领导"
    "单应个讲话认负责项设组织协调贸资优势让给报记载书]"
)
_HANT = re.compile(
    "[國這說時們為發會對來學經現見過關後東車長門問間業務開動進實與級區員辦處義產總議領導"
    "單應個講話認負責項設組織協調貿資優勢讓給報記載書]"
)
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_KANA = re.compile(r"[\u3041-\u309f\u30a1-\u30fa\u30fc]+")
_LATIN = re.compile(r"[A-Za-z]+")
_ENOUGH = 12
_SAMPLE = 160

_TAGS = (
    ("zh-hant", "zh-Hant"),
    ("zh-tw", "zh-Hant"),
    ("zh-hk", "zh-Hant"),
    ("zh-mo", "zh-Hant"),
    ("zh", "zh-Hans"),
    ("ja", "ja"),
    ("en", "en"),
)


def tell(texts: Iterable[str]) -> str | None:
    """The language of a sample of lines, headline first; None for too few letters.

    >>> tell(["昨天,全体会议召开,市委书记主持会议并讲话"]), tell(["The committee held its plenary session"])
    ('zh-Hans', 'en')
    >>> tell(["行政院副院長今天表示,會議將討論這個問題"]), tell(["委員会は会議を開きました、関係者が出席"])
    ('zh-Hant', 'ja')
    """
    sample = ""
    for text in texts:
        sample += text
        if len(sample) >= _SAMPLE:
            break
    sample = sample[:_SAMPLE]
    han, latin = (sum(map(len, script.findall(sample))) for script in (_HAN, _LATIN))
    # Hardly a Japanese line goes without one of these particles; a Chinese one has none of them.
    kana = (
        sum(map(len, _KANA.findall(sample))) if any(particle in sample for particle in "のをにはがる") else 0
    )
    if han + kana + latin < _ENOUGH:
        return None
    if kana * 10 > han + kana and kana >= 5:
        return "ja"
    # A word of English weighs as much as two or three characters of Chinese.
    if latin > 6 * (han + kana):
        return "en"
    simple, full = len(_HANS.findall(sample)), len(_HANT.findall(sample))
    return "zh-Hant" if full > simple else "zh-Hans"


def from_tag(attribute: str | None) -> str | None:
    """``lang`` attribute → one of our languages, or None.

    >>> from_tag("zh-CN"), from_tag("zh_TW"), from_tag("en-US"), from_tag("fr")
    ('zh-Hans', 'zh-Hant', 'en', None)
    """
    tag = (attribute or "").strip().lower().replace("_", "-")
    return next((ours for prefix, ours in _TAGS if tag.startswith(prefix)), None)
