"""Records to look at: an invented country's reports, and one article in which every text is an attack."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from newscrawler.record import Article, content_hash
from tests.people.world import World

SCRIPT = "<script>window.pwned=1</script>"
IMAGE = "\"'><img/src=x/onerror=window.pwned=1>"
NAME = "<svg/onload=window.pwned=1>"
HOSTILE_ID = "evil:a/b?c=d&e#f%67\"'<b>"


def hostile() -> dict[str, Any]:
    """A valid record made of markup."""
    text = f"{SCRIPT}昨天，{IMAGE}{NAME}出席会议。{{{{7*7}}}}"
    start = text.index(NAME)
    values: dict[str, Any] = {
        **next(World(1).articles(1))[0],
        "id": HOSTILE_ID,
        "url": "javascript:window.pwned=1",
        "portal": f"evil{IMAGE}",
        "site_name": SCRIPT,
        "topics": [SCRIPT, IMAGE],
        "title": f"攻击 {SCRIPT}{IMAGE}",
        "kicker": IMAGE,
        "subtitle": SCRIPT,
        "source": IMAGE,
        "timestamp": "2024-06-01T10:00:00+08:00",
        "paragraphs": [text, f"={IMAGE}"],
        "attendees": [
            {
                "name": NAME,
                "titles": [IMAGE, SCRIPT],
                "actions": ["出席"],
                "evidence": [{"paragraph": 0, "start": start, "end": start + len(NAME)}],
            }
        ],
        "attending_groups": [IMAGE],
        "reporters": [{"name": IMAGE, "role": "记者", "role_text": SCRIPT}],
        "images": [{"url": "javascript:window.pwned=1", "caption": SCRIPT}],
        "attachments": [{"url": "javascript:window.pwned=1", "name": SCRIPT}],
        "breadcrumb": [SCRIPT],
        "raw": {"byline": IMAGE},
        "warnings": ["odd:<b>"],
        "event_date": None,
    }
    values["content_hash"] = content_hash(values)
    return values


def write(path: Path, count: int, *, seed: int = 5) -> list[dict[str, Any]]:
    """``count`` records and the hostile one, as JSON Lines; the records."""
    records = [record for record, _ in World(seed).articles(count)]
    records.append(hostile())
    with path.open("w", encoding="utf-8") as file:
        for record in records:
            file.write(Article.model_validate(record).to_line() + "\n")
    return records
