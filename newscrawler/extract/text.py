"""Cleaning of text: blanks only, never the page's characters.

No Unicode normalisation anywhere: it would rewrite rare characters of names.
"""

from __future__ import annotations

import re

_BLANKS = re.compile(r"[\s\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_DROPPED = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)


def clean(text: str) -> str:
    """One line: every kind of blank becomes a space, runs become one, ends are trimmed; zero-width marks go.

    >>> clean("\\u3000\\u3000记者\\u2002赵\\u200b焱\\n")
    '记者 赵焱'
    """
    return _BLANKS.sub(" ", _DROPPED.sub("", text)).strip()
