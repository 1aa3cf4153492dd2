"""The real command by processes and by a Dask cluster: the same bytes, whatever is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.archive.samples import packed, record
from tests.command import newscrawler
from tests.saved import address, html
from tests.scale.processes import children, cluster, wait_for

COUNT = 300


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("archive") / "x.warc.gz"
    path.write_bytes(packed([record(address(n), html(f"第{n}篇")) for n in range(COUNT)])[0])
    return path


@pytest.fixture(scope="module")
def expected(archive: Path) -> bytes:
    done = newscrawler("extract", archive)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n") == COUNT
    return done.stdout.encode()


def started(
    *arguments: object, cwd: Path, start_new_session: bool = False, **env: str
) -> subprocess.Popen[str]:
    if "PYTHONPATH" in env and "PYTHONPATH" in os.environ:
        env["PYTHONPATH"] += os.pathsep + os.environ["PYTHONPATH"]
    command = [sys.executable, "-m", "newscrawler.cli", *map(str, arguments)]
    return subprocess.Popen(
        command, cwd=cwd, env=os.environ | env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=start_new_session,
    )  # fmt: skip


def test_processes_give_the_same_bytes(archive: Path, expected: bytes, tmp_path: Path) -> None:
    done = newscrawler("extract", archive, "--jobs", 2, "--part-bytes", 20_000)
    assert (done.returncode, done.stdout.encode(), done.stderr) == (0, expected, "")


def test_a_killed_worker_and_a_killed_job(archive: Path, expected: bytes, tmp_path: Path) -> None:
    arguments = ("extract", archive, "--jobs", 2, "--part-bytes", 8_000, "-o", "out.jsonl")
    parts = tmp_path / ".out.jsonl.parts"
    job = started(*arguments, cwd=tmp_path)
    wait_for(lambda: list(parts.glob("*.jsonl")))
    victims = children(job.pid)
    assert victims
    os.kill(victims[0], signal.SIGKILL)
    wait_for(lambda: len(list(parts.glob("*.jsonl"))) >= 3)
    workers = children(job.pid)
    job.kill()
    _, err = job.communicate()
    assert "a worker process died; it is done again" in err
    assert not (tmp_path / "out.jsonl").exists()
    wait_for(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers))  # none is left behind
    done = newscrawler(*arguments, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "going on with the parts of an earlier execution" in done.stderr
    assert (tmp_path / "out.jsonl").read_bytes() == expected
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.jsonl"]


POISON = """
import os, newscrawler.offline as offline
real = offline.extract_pages
def extract_pages(raw, **options):
    if "第7篇".encode() in raw[0].body:
        os._exit(9)
    return real(raw, **options)
offline.extract_pages = extract_pages
"""


def test_a_page_that_kills_its_worker_costs_itself_alone(
    archive: Path, expected: bytes, tmp_path: Path
) -> None:
    (tmp_path / "sitecustomize.py").write_text(POISON)
    job = started(
        "extract", archive, "--jobs", 2, "--part-bytes", 20_000, cwd=tmp_path, PYTHONPATH=str(tmp_path)
    )
    out, err = job.communicate(timeout=120)
    assert job.returncode == 1, err
    found, lines = out.splitlines(), expected.decode().splitlines()
    assert [number for number in range(COUNT) if found[number] != lines[number]] == [7]
    assert "extraction_crashed" in found[7]
    assert err.count("a worker process died") == 2
    assert "workers died at this page; it is passed over" in err


SLOW = """
import time, newscrawler.offline as offline
real = offline.extract_pages
def extract_pages(raw, **options):
    if "第7篇".encode() in raw[0].body:
        open("at-the-page", "w").close()
        time.sleep(600)
    return real(raw, **options)
offline.extract_pages = extract_pages
"""


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_page_at_which_a_person_ends_the_job_is_not_passed_over(
    jobs: int, number: signal.Signals, archive: Path, expected: bytes, tmp_path: Path
) -> None:
    (tmp_path / "sitecustomize.py").write_text(SLOW)
    arguments = ("extract", archive, "--jobs", jobs, "--part-bytes", 20_000, "-o", "out.jsonl")
    for _ in range(3):
        (tmp_path / "at-the-page").unlink(missing_ok=True)
        job = started(*arguments, cwd=tmp_path, PYTHONPATH=str(tmp_path), start_new_session=True)
        wait_for((tmp_path / "at-the-page").exists)
        os.killpg(job.pid, number) if number == signal.SIGINT else job.send_signal(number)
        _, err = job.communicate(timeout=60)
        assert (job.returncode, "Traceback" in err) == (130, False), err
        assert err.endswith("newscrawler: interrupted\n")
    (tmp_path / "sitecustomize.py").unlink()
    done = newscrawler(*arguments, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out.jsonl").read_bytes() == expected


def test_a_cluster_one_of_whose_workers_is_killed(archive: Path, expected: bytes, tmp_path: Path) -> None:
    parts = tmp_path / ".out.jsonl.parts"
    with cluster(tmp_path) as (address, workers):
        job = started(
            "extract",
            archive,
            "--dask",
            address,
            "--part-bytes",
            8_000,
            "-o",
            tmp_path / "out.jsonl",
            cwd=tmp_path,
        )
        wait_for(lambda: len(list(parts.glob("*.jsonl"))) >= 2)
        workers[0].kill()
        _, err = job.communicate(timeout=120)
    assert job.returncode == 0, err
    assert "Traceback" not in err
    assert (tmp_path / "out.jsonl").read_bytes() == expected
    assert not parts.exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--dask", "tcp://127.0.0.1:9"], "needs -o FILE"),
        (["--part-bytes", 0], "--part-bytes 0: must be a number of bytes"),
        (["--dask", "tcp://127.0.0.1:9", "--jobs", 2, "-o", "x"], "--jobs or --dask"),
    ],
)
def test_wrong_arguments(archive: Path, tmp_path: Path, arguments: list[object], told: str) -> None:
    done = newscrawler("extract", archive, *arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
