"""The replica's server: what it answers, what it logs, how it changes, and what goes wrong on purpose."""

from __future__ import annotations

import http.client
import json
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.portal.client import get, walk
from tests.portal.faults import ANTIBOT, INTERSTITIALS
from tests.portal.fixture import Replica
from tests.portal.plan import CHANNELS, COLUMNS, HOST, TOPICS

Start = Callable[..., Replica]
TWIN = "/szgyyq/yqtpxw/202206/5c0f3a917be24d6e8b91d2f4a7c6e035.shtml"


def test_links_and_pagers_lead_to_every_article(portal: Start) -> None:
    replica = portal(articles=520)
    articles, seen = walk(replica.proxy_url)
    truth = {entry["url"]: entry for entry in replica.truth()}
    assert articles == truth.keys()
    assert set(replica.list_pages()) <= seen.keys()
    assert {f"http://{HOST}{topic.path}" for topic in TOPICS} <= seen.keys()
    assert any(len(entry["topics"]) == 2 for entry in truth.values())
    assert {c.code for c in COLUMNS.values()} == {entry["column"] for entry in truth.values()}
    assert sorted(seen.values())[-1] == 404 and 301 in seen.values()


def test_one_topic_is_found_through_breadcrumbs_alone(portal: Start) -> None:
    replica = portal(articles=300)
    hidden = next(topic for topic in TOPICS if topic.shown == "crumb")
    for path in ("/", "/szgyyq/ztbd/ztbd.shtml", "/szgyyq/xwzx/xwzx.shtml"):
        assert hidden.path not in get(replica.proxy_url, path).text
    listed = [t for t in replica.truth() if t["also_in"] == "zwyw"]
    assert listed and all(
        hidden.path in get(replica.proxy_url, t["url"]).text for t in listed if t["breadcrumb"]
    )


def test_lists_hold_what_is_no_article(portal: Start) -> None:
    replica = portal(articles=300)
    text = get(replica.proxy_url, CHANNELS[0].path).text
    assert {mark for mark in ("mp.weixin.qq.com", "置顶", "example.gov.cn") if mark in text} == {
        "mp.weixin.qq.com",
        "置顶",
        "example.gov.cn",
    }
    lists = "".join(get(replica.proxy_url, url).text for url in replica.list_pages())
    assert lists.count("/xwzxold/") >= 4 and lists.count('<span class="time"></span>') >= 1
    notices = get(replica.proxy_url, "/szgyyq/ggxxs/common_list3.shtml").text
    assert ".pdf" in notices and "parkProfile.shtml" in notices and "javascript:" in notices
    dead = f"/szgyyq/zwyw/202301/{'dead' * 8}.shtml"
    assert dead in text and get(replica.proxy_url, dead).status == 404


def test_unknown_columns_answer_with_the_home_page(portal: Start) -> None:
    replica = portal(articles=50)
    home = get(replica.proxy_url, "/").body
    assert get(replica.proxy_url, "/szgyyq/nothing/xwzx_list.shtml").body == home
    assert get(replica.proxy_url, "/elsewhere/").body == home
    assert get(replica.proxy_url, "/szgyyq/zwyw/xwzx_list_99.shtml").status == 404


def test_the_calendar_never_ends(portal: Start) -> None:
    replica, url, seen = portal(articles=50), "/szgyyq/hdrl/hdrl.shtml?day=2026-01-01", set[str]()
    for _ in range(20):
        url = "/szgyyq/hdrl/hdrl.shtml;" + get(replica.proxy_url, url).text.rpartition("hdrl.shtml;")[
            2
        ].partition('"')[0].replace("&amp;", "&")
        assert url not in seen
        seen.add(url)


def test_an_article_over_several_addresses(portal: Start) -> None:
    replica = portal(articles=300)
    long = [t for t in replica.truth() if len(t["addresses"]) > 1]
    assert {t["addresses"][1][-8:] for t in long} == {"_1.shtml", "_2.shtml"}
    for truth in long:
        text = "".join(get(replica.proxy_url, url).text for url in truth["addresses"])
        assert get(replica.proxy_url, truth["addresses"][-1].replace(".shtml", "9.shtml")).status == 404
        assert truth["title"].split()[0] in text


def test_conditional_requests(portal: Start) -> None:
    replica = portal(articles=50)
    first = get(replica.proxy_url, TWIN)
    tag, modified = first.headers["etag"], first.headers["last-modified"]
    assert get(replica.proxy_url, TWIN, If_None_Match=tag).status == 304
    assert get(replica.proxy_url, TWIN, If_Modified_Since=modified).status == 304
    replica.edit_at(f"http://{HOST}{TWIN}")
    assert get(replica.proxy_url, TWIN, If_None_Match=tag).status == 200
    assert get(replica.proxy_url, TWIN, If_Modified_Since=modified).status == 200
    replica.configure(validators=False)
    assert "etag" not in get(replica.proxy_url, TWIN).headers


def test_compression_and_proxying(portal: Start) -> None:
    replica = portal(articles=50)
    plain, packed = get(replica.proxy_url, TWIN), get(replica.proxy_url, TWIN, Accept_Encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip" and packed.body == plain.body
    assert get(replica.proxy_url, "http://elsewhere.example.com/x").status == 502
    assert get(replica.proxy_url, TWIN, method="POST").status == 405
    assert get(replica.proxy_url, TWIN, method="HEAD").body == b""
    connection = http.client.HTTPConnection("127.0.0.1", int(replica.proxy_url.rpartition(":")[2]), timeout=5)
    connection.set_tunnel(HOST, 443)
    with pytest.raises(OSError, match="501"):
        connection.connect()
    connection.close()
    assert [e["url"] for e in replica.log() if HOST not in e["url"]] == ["http://elsewhere.example.com/x"]


def test_keep_alive_and_log(portal: Start) -> None:
    replica = portal(articles=50)
    connection = http.client.HTTPConnection("127.0.0.1", int(replica.proxy_url.rpartition(":")[2]), timeout=5)
    for number in range(3):
        connection.request("GET", f"http://{HOST}/", headers={"X-Number": str(number)})
        connection.getresponse().read()
    connection.close()
    get(replica.proxy_url, TWIN)
    log = replica.log(clear=True)
    assert [entry["connection"] for entry in log] == [1, 1, 1, 2]
    assert [entry["headers"].get("x-number") for entry in log] == ["0", "1", "2", None]
    assert [entry["time"] for entry in log] == sorted(entry["time"] for entry in log)
    assert all(entry["status"] == 200 and entry["bytes"] and entry["ended"] for entry in log)
    assert replica.log() == []


def test_robots(portal: Start) -> None:
    replica = portal(articles=50, crawl_delay=2)
    text = get(replica.proxy_url, "/robots.txt").text
    assert "Disallow: /szgyyq/nbgl/" in text and "Crawl-delay: 2" in text
    replica.configure(robots_status=503)
    assert get(replica.proxy_url, "/robots.txt").status == 503


def test_edits_deletions_and_additions(portal: Start) -> None:
    replica = portal(articles=200)
    before = {t["url"]: t for t in replica.truth()}
    edited = replica.edit(5)
    added = replica.add(30)
    deleted = (
        replica.delete(3) + replica.delete(1, "410") + replica.delete(2, "home") + replica.delete(1, "error")
    )
    after = {t["url"]: t for t in replica.truth()}
    assert after.keys() == before.keys() - set(deleted) | set(added)
    changed = {
        url for url in after.keys() & before.keys() if after[url]["paragraphs"] != before[url]["paragraphs"]
    }
    assert changed == set(edited) - set(deleted)
    home = get(replica.proxy_url, "/").body
    answers = [get(replica.proxy_url, url) for url in deleted]
    assert [a.status for a in answers] == [404, 404, 404, 410, 200, 200, 200]
    assert answers[4].body == home and "页面不存在" in answers[6].text
    assert walk(replica.proxy_url)[0] == after.keys()
    replica.restore(deleted[0])
    assert get(replica.proxy_url, deleted[0]).status == 200


def test_redesign(portal: Start) -> None:
    replica = portal(articles=50)
    old = get(replica.proxy_url, TWIN)
    for design in ("script", "bare"):
        replica.redesign(design)
        new = get(replica.proxy_url, TWIN)
        assert (
            "zoomcon" not in new.text
            and "UCAP" not in new.text.upper()
            and new.headers["etag"] != old.headers["etag"]
        )
    replica.redesign(None)
    assert get(replica.proxy_url, TWIN).body == old.body
    with pytest.raises(ValueError, match="design"):
        replica.redesign("baroque")


@pytest.mark.parametrize("kind", INTERSTITIALS)
def test_interstitials(portal: Start, kind: str) -> None:
    replica = portal(articles=50)
    replica.block(kind)
    answer = get(replica.proxy_url, TWIN)
    assert answer.status == INTERSTITIALS[kind][0] and "zoomcon" not in answer.text
    assert get(replica.proxy_url, "/robots.txt").status == answer.status
    replica.block(None)
    assert get(replica.proxy_url, TWIN).status == 200


def test_faults_come_at_their_rate_and_repeat_with_the_seed(portal: Start) -> None:
    def run() -> list[str | None]:
        replica = portal(articles=400)
        replica.set_faults(error_503=0.10, reset=0.05, truncated=0.05, antibot=0.02, retry_after=7)
        for truth in replica.truth():
            try:
                answer = get(replica.proxy_url, truth["url"])
            except (http.client.HTTPException, OSError):
                continue
            assert answer.status != 503 or answer.headers["retry-after"] == "7"
        return [entry["fault"] for entry in replica.log()]

    first = run()
    assert first == run()
    assert (
        20 <= first.count("error_503") <= 65
        and 5 <= first.count("reset") <= 38
        and 5 <= first.count("truncated") <= 38
    )
    assert any(fault in ANTIBOT for fault in first)


def test_truncated_reset_and_rows_of_faults(portal: Start) -> None:
    replica = portal(articles=50)
    replica.block("truncated")
    with pytest.raises(http.client.IncompleteRead):
        get(replica.proxy_url, TWIN)
    replica.block("reset")
    with pytest.raises((ConnectionError, http.client.RemoteDisconnected)):
        get(replica.proxy_url, TWIN)
    replica.block("silent")
    with pytest.raises(TimeoutError):
        get(replica.proxy_url, TWIN, timeout=0.3)
    replica.block("drip")
    with pytest.raises(TimeoutError):
        get(replica.proxy_url, TWIN, timeout=0.05)
    replica.block(None)
    replica.set_faults(error_500=1.0, most_in_row=2)
    assert [get(replica.proxy_url, TWIN).status for _ in range(6)] == [500, 500, 200, 500, 500, 200]


def test_unreachable_and_back(portal: Start) -> None:
    replica = portal(articles=50)
    replica.unreachable()
    with pytest.raises(ConnectionRefusedError):
        get(replica.proxy_url, TWIN)
    replica.reachable()
    assert get(replica.proxy_url, TWIN).status == 200


def test_the_command_serves_until_it_is_told_to_end(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-m", "tests.portal", "--articles", "60", "--seed", "3"]
    process = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        address = process.stdout.readline().strip()
        assert get(address, "/").status == 200
        order = urllib.request.Request(f"{address}/__control/edit", data=b'{"count": 2}')
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(order, timeout=5) as answer:
            assert len(json.load(answer)) == 2
        with opener.open(f"{address}/__control/log", timeout=5) as answer:
            assert [entry["status"] for entry in json.load(answer)] == [200]
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=5) == 0
    finally:
        process.kill()
        process.communicate()
    file = tmp_path / "truth.jsonl"
    subprocess.run([*command, "--truth", str(file)], cwd=root, check=True, timeout=30)
    assert len(file.read_text(encoding="utf-8").splitlines()) == 60
