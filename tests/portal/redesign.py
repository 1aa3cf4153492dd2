"""Designs that no family reads: what the portal looks like the day after its relaunch."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from html import escape

from tests.portal.generator import Article


def _script(article: Article) -> bytes:
    """Everything is in a script's data; the page itself is empty."""
    data = {"t": article.story.title, "b": article.story.paragraphs}
    packed = base64.b64encode(json.dumps(data).encode()).decode()
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>门户</title></head><body><div id="app"></div>'
        f'<script>window.__STATE__="{packed}"</script><script src="/static/app.8f3a.js"></script></body></html>'
    ).encode()


def _bare(article: Article) -> bytes:
    """Headline and text can be read; time, source, trail, private tags and metas are gone."""
    text = "".join(
        f'<div class="a9f">{escape(t)}</div>' for t in article.story.paragraphs + article.byline.lines
    )
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>门户</title></head><body><main class="x1k">'
        f'<div class="k2t">{escape(article.story.title)}</div><section class="r7q">{text}</section></main></body></html>'
    ).encode()


REDESIGNS: dict[str, Callable[[Article], bytes]] = {"script": _script, "bare": _bare}
