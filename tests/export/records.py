"""Invented records for tests: plain ones, and ones full of what breaks formats."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from newscrawler.record import Article, content_hash


def record(ident: str = "demo:1", people: tuple[str, ...] = ("曹路宝",), **changes: Any) -> Article:
    """A valid record; ``people`` stand in its first paragraph, each with the post 市领导 and the action 出席."""
    text, attendees = "昨天，会议召开。市领导", []
    for number, name in enumerate(people):
        text += "、" if number else ""
        span = {"paragraph": 0, "start": len(text), "end": len(text) + len(name)}
        attendees.append({"name": name, "titles": ["市领导"], "actions": ["出席"], "evidence": [span]})
        text += name
    fields: dict[str, Any] = {
        "schema_version": "1.0", "id": ident, "url": f"http://www.demo.example/{ident[5:]}.html", "portal": "demo",
        "site_name": "演示市人民政府", "language": "zh-Hans", "breadcrumb": ["首页", "要闻"], "topics": ["要闻", "民生"],
        "kicker": None, "title": "全市会议召开", "subtitle": None, "timestamp": "2022-06-22T10:29:00+08:00",
        "timestamp_precision": "minute", "source": "演示日报",
        "reporters": [{"name": "钱记", "role": "记者", "role_text": "见习记者"}],
        "edition": {"newspaper": "演示日报", "date": "2022-06-22", "page": "A01"},
        "paragraphs": [text + "参加会议。", "第二段。"], "attendees": attendees, "attending_groups": ["各区负责人"],
        "event_date": {"date": "2022-06-21", "end_date": None, "text": "昨天", "paragraph": 0},
        "images": [{"url": "http://www.demo.example/1.jpg", "caption": None}],
        "attachments": [{"url": "http://www.demo.example/1.pdf", "name": "附件.pdf"}], "content_hash": "",
        "revision": 1, "extractor_version": "1", "first_seen": "2022-06-22T03:00:00Z",
        "crawled_at": "2022-06-22T03:00:00.120Z", "status": "live", "provenance": {"title": "family:ucap"},
        "raw": {"timestamp": "2022-06-22 10:29"}, "warnings": ["encoding_guessed"],
    }  # fmt: skip
    fields.update(changes)
    fields["content_hash"] = content_hash(fields)
    return Article.model_validate(fields)


HOSTILE = (
    'say "hi"', "a\nb", "a\r\nb", "a\rb", "", " ", ",", "\t", "'", '"', '""', "=1+1", "+1", "-1", "@SUM(A1)", "＝1+1",
    "NA", "NULL", "null", "None", "nan", "\\N", "\\", "true", "0012", "1e5", "2022-06-22", "👩‍👩‍👧 🇨🇳", "𠮷野家", "𰻝𰻝面", "𬭚",
    "\u200b", "\ufeffBOM", "\u2028", "\x85", "e\u0301", "\x1b[31m", "\ufffe", "]]>", "<script>alert(1)</script>",
    "&amp;", "'; DROP TABLE articles;--", "长" * 70_000,
)  # fmt: skip


def hostile(*, nul: bool) -> list[Article]:
    """Records with every hostile text in every kind of text column; with NUL characters where asked for."""
    texts = [*HOSTILE, "a\0b", "\0"] if nul else list(HOSTILE)
    found = []
    for number, text in enumerate(texts):
        some = text or "空"
        name = "".join(some.split()) or "空"
        found.append(
            record(
                f"demo:{number}",
                kicker=text, subtitle=text, source=text, site_name=text, title=some, url=f"http://x/?q={text}",
                breadcrumb=[text, "b"], topics=texts[:3] if number == 0 else [text],
                paragraphs=[text, f"{text}{name}", ""],
                attendees=[
                    {
                        "name": name, "titles": [text, "市长"], "actions": ["主持", "讲话"],
                        "evidence": [{"paragraph": 1, "start": len(text), "end": len(text) + len(name)}],
                    }
                ],
                attending_groups=[text], reporters=[{"name": some, "role": "记者", "role_text": text}],
                edition={"newspaper": text, "date": None, "page": text},
                event_date={"date": None, "end_date": None, "text": some, "paragraph": 1},
                images=[{"url": text, "caption": text}, {"url": text, "caption": None}],
                attachments=[{"url": text, "name": text}], raw={"source": text}, warnings=[],
            )
        )  # fmt: skip
    found.append(
        record(
            "demo:bare", people=(), site_name=None, title="空", timestamp=None, timestamp_precision=None, source=None,
            reporters=[], edition=None, paragraphs=[], attending_groups=[], event_date=None, topics=[], breadcrumb=[],
            attachments=[], first_seen=None, crawled_at=None, provenance={}, raw={}, warnings=[],
        )
    )  # fmt: skip
    found.append(record("demo:edition", edition={"newspaper": None, "date": None, "page": None}))
    return found


def write(path: Path, records: list[Article]) -> Path:
    """A JSON Lines file."""
    path.write_bytes(b"".join(article.to_line().encode() + b"\n" for article in records))
    return path
