"""Every kind of hostile or faulty answer within one crawl: the run ends in time and in little memory, each kind
is counted for what it is, and no other article is lost."""

from __future__ import annotations

import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from newscrawler.state.reading import reading
from newscrawler.urls import identity
from newscrawler.verdict import Cause
from tests.crawl.command import FAST, Crawl, command, crawl, environment, truth_addresses
from tests.portal.fixture import Replica
from tests.portal.hostile import ALONE, LISTS
from tests.portal.hostile_kinds import KINDS

MEMORY = 512
"""MB that the process may have at most; an ordinary crawl has about 100."""
SECONDS = 100
"""In which it ends, on a machine that has other work as well."""
SETTINGS = FAST | {
    "DOWNLOAD_TIMEOUT": 4,
    "RETRY_TIMES": 1,
    "DOWNLOAD_MAXSIZE": 2_000_000,
    "LIST_PAGES_MAX": 40,
    "CONCURRENT_REQUESTS": 16,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
}
STORED = "stored"
EXPECTED = {
    "bombs and endless bodies": (
        {Cause.TOO_LARGE},
        "gzip_bomb deflate_bomb double_bomb endless_body huge_length long_line many_links",
    ),
    "dripping and silent": (
        {Cause.TIMEOUT},
        "drip_body drip_headers silent silent_body endless_headers informational_flood",
    ),
    "wrong lengths and codings": (
        {Cause.TRUNCATED, Cause.CONNECTION},
        "short_body cut_chunk bad_chunk_size false_gzip reset_mid_body negative_length two_lengths",
    ),
    "no HTTP, or none that can be read": (
        {Cause.CONNECTION, Cause.TIMEOUT},
        "bad_headers garbage_status header_line_1mb http_09 close_at_once reset",
    ),
    "redirects without end or address": (
        {Cause.REDIRECTS},
        "redirect_loop redirect_chain redirect_nowhere redirect_file redirect_data meta_refresh_loop",
    ),
    "redirects that lead away": (
        {Cause.OFFSITE},
        "redirect_offsite redirect_private redirect_loopback redirect_credentials redirect_lookalike"
        " redirect_garbage meta_refresh_offsite",
    ),
    "odd bytes that can be read": (
        {STORED},
        "bogus_charset broken_utf8 header_says_latin header_says_utf8 script_injection",
    ),
    "pages without an article": (
        {Cause.EMPTY, Cause.NOT_HTML, Cause.INVALID, Cause.TRUNCATED},
        "empty_body status_204 bogus_encoding cookie_flood entity_bomb external_entity foreign_base"
        " hostile_links nul_bytes binary image pdf_as_html cut_gzip",
    ),
    "odd status": ({Cause.HTTP_5XX}, "status_999"),
}
"""Group → what its kinds may come to, and their names. Kinds in none may come to anything that is counted."""
ALLOWED = {name: causes for causes, names in EXPECTED.values() for name in names.split()}


@dataclass
class Seen:
    """What one crawl over all kinds came to."""

    done: Crawl
    seconds: float
    megabytes: float
    kinds: dict[str, str]
    results: dict[str, str]
    """Identity of an address → stored, or the cause of its failure."""
    walked: dict[str, int]
    """Identity of a list → pages read."""
    truth: set[str]
    hosts: set[str]


def crawl_over_all_kinds(replica: Replica, output: Path) -> Seen:
    kinds = replica.hostile()
    start = time.monotonic()
    with (output.parent / "out").open("w+") as out, (output.parent / "err").open("w+") as err:
        process = subprocess.Popen(
            command("crawl", "sipac", output=output, **SETTINGS),
            env=environment(replica), stdout=out, stderr=err, cwd=output.parent,
        )  # fmt: skip
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        done = Crawl(process.returncode, out.read(), err.read(), output)
    results, walked = stored_results(output)
    return Seen(
        done, time.monotonic() - start, usage.ru_maxrss / 1024, kinds, results, walked,
        truth_addresses(replica), {urlsplit(e["url"]).hostname or "" for e in replica.log()},
    )  # fmt: skip


def stored_results(output: Path) -> tuple[dict[str, str], dict[str, int]]:
    with reading(output, "sipac") as state:
        assert state is not None
        results = {identity(failure.url): failure.cause for failure in state.failures.all()}
        results |= {identity(known.url): STORED for known in state.all_known()}
        walks = state.connection.execute("SELECT list, sum(pages) FROM walks GROUP BY list").fetchall()
    return results, {row[0]: row[1] for row in walks}


def ends_in_time_and_in_little_memory(seen: Seen) -> None:
    seen.done.clean()
    assert seen.done.status == 0, seen.done.out
    assert seen.seconds < SECONDS
    assert seen.megabytes < MEMORY


def no_other_article_is_lost_and_no_other_host_asked(seen: Seen) -> None:
    assert seen.truth <= seen.done.addresses
    assert seen.hosts == {"www.sipac.gov.cn"}
    strangers = seen.done.addresses - seen.truth - {identity(url) for url in seen.kinds.values()}
    assert len(strangers) <= 2 * SETTINGS["LIST_PAGES_MAX"], "the pages of the endless list are bounded"


def the_report_counts_them(seen: Seen) -> None:
    failures = seen.done.report["failures"]
    assert sum(failures.values()) >= len(KINDS) - len(ALONE) - len(LISTS) - 12
    assert set(failures) <= {str(cause) for cause in Cause}
    assert "internal" not in failures


def each_kind_is_counted_for_what_it_is(seen: Seen) -> None:
    kinds = sorted(set(KINDS) - ALONE - set(LISTS))
    assert len(kinds) >= 50
    came_to = {kind: seen.results.get(identity(seen.kinds[kind])) for kind in kinds}
    assert [kind for kind in kinds if came_to[kind] is None] == [], "neither stored nor among the failures"
    other = {kind: came_to[kind] for kind in kinds if kind in ALLOWED and came_to[kind] not in ALLOWED[kind]}
    late = [kind for kind in other if other[kind] == Cause.TIMEOUT]
    assert len(late) <= 5, late  # on a busy machine a few of them take longer than the limit
    assert {kind: cause for kind, cause in other.items() if kind not in late} == {}
    for kind in LISTS:
        assert 0 < seen.walked[identity(seen.kinds[kind])] <= SETTINGS["LIST_PAGES_MAX"]


def test_a_crawl_over_every_kind(portal: Any, output: Path) -> None:
    """One crawl and one test for all: parallel workers would each make the crawl anew."""
    seen = crawl_over_all_kinds(portal(articles=30), output)
    ends_in_time_and_in_little_memory(seen)
    no_other_article_is_lost_and_no_other_host_asked(seen)
    the_report_counts_them(seen)
    each_kind_is_counted_for_what_it_is(seen)


def test_a_wait_longer_than_the_limit_ends_the_run(portal: Any, output: Path) -> None:
    replica = portal(articles=30)
    replica.hostile(["retry_after_a_day"])
    done = crawl(replica, output, RETRY_TIMES=1)
    done.clean()
    assert done.status == 3, done.out
    assert "86400 s" in done.out and "ask for access" in done.out
