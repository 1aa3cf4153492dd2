"""Cleaning of text: blanks only, never the page's characters.

No Unicode normalisation anywhere: it would rewrite rare characters of names.
"""

from __future__ import annotations

import re
from typing import Any

_DROPPED = re.compile(
    "[\u0000-\u0008\u000e-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)


def clean(text: str) -> str:
    """One line: every kind of blank becomes a space, runs become one, ends are trimmed; zero-width marks go.

    >>> clean("\\u3000\\u3000记者\\u2002赵\\u200b焱\\n")
    '记者 赵焱'
    """
    line = " ".join(text.split())  # str.split knows every Unicode blank
    if not line.isprintable():  # far cheaper than the expression, and true of nearly every line
        line = " ".join(_DROPPED.sub("", line).split())
    return line


def text_of(element: Any) -> str:
    """All text within an lxml element, as written; comments are none."""
    return "".join(element.itertext())
