"""Score the attendee engine on case files, text in, no pages: attendees.py CASES.jsonl … [--errors] [--only ID].

Scores as the conventions say, names, titles, actions and groups; full means these four (bylines and
editions are read by other stages).
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from newscrawler.extract.attendees import find_attendees
from newscrawler.extract.byline import find_byline

FIELDS = ("name", "title", "action", "group")


def items(attendees: list[dict[str, Any]], groups: list[str], field: str) -> set[tuple[str, ...]]:
    if field == "name":
        return {(p["name"],) for p in attendees}
    if field == "group":
        return {(g,) for g in groups}
    return {(p["name"], value) for p in attendees for value in p[field + "s"]}


def dice(a: str, b: str) -> float:
    if a == b:
        return 1.0
    x, y = (Counter(s[i : i + 2] for i in range(len(s) - 1)) for s in (a, b))
    total = sum(x.values()) + sum(y.values())
    return 2 * sum((x & y).values()) / total if total else 0.0


def compare(wanted: set[tuple[str, ...]], found: set[tuple[str, ...]], fuzzy: bool) -> tuple[int, set, set]:
    if not fuzzy:
        return len(wanted & found), wanted - found, found - wanted
    missed, spurious, hits = set(wanted), set(found), 0
    for score, w, f in sorted(((dice(w[0], f[0]), w, f) for w in wanted for f in found), reverse=True):
        if score >= 0.8 and w in missed and f in spurious:
            missed.remove(w)
            spurious.remove(f)
            hits += 1
    return hits, missed, spurious


def evaluate(cases: list[dict[str, Any]], errors: bool = False) -> dict[str, float]:
    """F1 of each field and the rate of full cases."""
    counts = {field: [0, 0, 0] for field in FIELDS}
    full = 0
    for case in cases:
        found = find_attendees(case["title"], case["subtitle"], find_byline(case["paragraphs"]).paragraphs)
        people = [{"name": a.name, "titles": a.titles, "actions": a.actions} for a in found.attendees]
        lines, right = [], True
        wrong: set[str] = set()
        for field in FIELDS:
            hits, missed, spurious = compare(
                items(case["attendees"], case["attending_groups"], field), items(people, found.groups, field), field == "group"
            )
            for n, value in enumerate((hits, len(missed), len(spurious))):
                counts[field][n] += value
            right = right and not missed and not spurious
            if field == "name":
                wrong = {n[0] for n in missed | spurious}
            for label, values in (("missed", missed), ("SPURIOUS", spurious)):
                lines += [f"  {field:<7}{label:<9}{' | '.join(v)}" for v in sorted(values) if field in ("name", "group") or v[0] not in wrong]
        full += right
        if errors and lines:
            print(f"[{case['id']}]", *lines, sep="\n")
    report = {field: 2 * h / max(2 * h + m + s, 1) for field, (h, m, s) in counts.items()}
    return {**report, "full": full / len(cases)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cases", nargs="+", type=Path)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--only")
    args = parser.parse_args()
    for path in args.cases:
        cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        if args.only:
            cases = [c for c in cases if c["id"] == args.only]
        begin = time.perf_counter()
        report = evaluate(cases, args.errors)
        spent = (time.perf_counter() - begin) / len(cases) * 1000
        print(path.name, " ".join(f"{k} {v:.3f}" for k, v in report.items()), f"{spent:.2f} ms/case", file=sys.stderr)


if __name__ == "__main__":
    main()
