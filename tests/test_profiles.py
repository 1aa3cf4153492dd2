"""What a profile may say: every slip is told by its key, with what is wrong and what is right."""

from __future__ import annotations

import tomllib

import pytest
from pydantic import ValidationError

from newscrawler.portals import Profile
from newscrawler.portals.faults import told

SOUND = """site_name = "澜江县人民政府"
hosts = ["www.lanjiang.example"]
home = "http://www.lanjiang.example/"
"""


def fault(text: str, name: str = "lanjiang") -> str:
    """What is told of a profile."""
    with pytest.raises(ValidationError) as caught:
        Profile.model_validate(tomllib.loads(text) | {"name": name})
    return told(caught.value)


def test_a_sound_one() -> None:
    more = """timezone = "Asia/Urumqi"
[topics]
"要闻" = "https://WWW.lanjiang.example/yw/"
[discovery]
exclude = ["^/old/"]
[list]
row = ["ul > li:not(.more)"]
"""
    assert Profile.model_validate(tomllib.loads(SOUND + more) | {"name": "澜江-2.x"}).family is None


@pytest.mark.parametrize(
    ("more", "parts"),
    [
        ('family = "nix"', ("family: 'nix' is no family; there are ", "ucap", "Leave it out for none")),
        ('[article]\ntitle = ["h1["]', ("article.title: 'h1[' is no selector that is understood: tag, #id",)),
        ('[article]\ntitle = "h1"', ('article.title: must be a list, ["…", "…"]',)),
        ('[list]\nrow = ["li:nth("]', ("list.row: 'li:nth(' is no CSS selector: ",)),
        ('[article]\ntitel = ["h1"]', ("article.titel: no such key, title may be meant",)),
        ('[discovery]\nexclude = ["("]', ("discovery.exclude: '(' is no regular expression: ",)),
        ('timezone = "Asia/Suzhou"', ("timezone: 'Asia/Suzhou' is no time zone, such as Asia/Shanghai",)),
        ("[expect]\nfill = { titel = 0.9 }", ("expect.fill: 'titel' is no field here; there are ", "title")),
        ("[expect]\nfill = { title = 90 }", ("expect.fill.title: ", "less than or equal to 1")),
        ('[lookups.quelle]\n"本站" = "x"', ("lookups: 'quelle' is no field here; there are ", "source")),
        ('[topics]\n"要闻" = "/yw/"', ("topics: '/yw/' must be an address that begins with http://",)),
        (
            '[topics]\n"要闻" = "http://a.example/"',
            ("topics: 'http://a.example/' is on none of the portal's",),
        ),
        ("depht = 3\n[discovery]\ndepth = 3", ("depht: no such key; there are site_name, hosts, home",)),
    ],
)
def test_a_slip_among_what_may_be_said(more: str, parts: tuple[str, ...]) -> None:
    line = fault(SOUND + more)
    assert line.startswith(parts[0]) and all(part in line for part in parts)
    assert "; " not in line.replace("; there are", "")  # nothing else is at fault


def test_a_slip_among_what_must_be_said() -> None:
    assert fault(SOUND.replace("home", "hoem")) == "hoem: no such key, home may be meant; home: is missing"
    assert fault(SOUND.replace("http://", "")) == (
        "home: 'www.lanjiang.example/' must be an address that begins with http:// or https://"
    )
    assert fault(SOUND.replace('"www.lanjiang.example"', '"http://www.lanjiang.example/"')) == (
        "hosts: 'http://www.lanjiang.example/' must be a host alone, such as www.example.gov.cn"
    )
    assert fault(SOUND.replace('["www.lanjiang.example"]', "[]")) == "hosts: must name a host"


@pytest.mark.parametrize("name", ["lan jiang", "lan:jiang", "", "-x", "runs", "sipac.changes"])
def test_a_file_that_names_no_portal(name: str) -> None:
    assert fault(SOUND, name).startswith(f"name: {name!r} cannot name a portal; the file's name must be of ")
