"""The program ``newscrawler``: Scrapy's command line with this project's settings, wherever it is called."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from scrapy.utils.project import ENVVAR

from newscrawler.portals import PORTALS_DIR, ProfileError, load_profiles

SETTINGS = "newscrawler.settings"


def main(argv: list[str] | None = None) -> None:
    """Run a command; exits with its status. ``argv`` defaults to the program's arguments."""
    arguments = list(sys.argv if argv is None else argv)
    os.environ[ENVVAR] = SETTINGS
    _choose_portals(arguments)
    from scrapy.cmdline import execute

    execute(arguments)


def _choose_portals(arguments: list[str]) -> None:
    """``-s PORTALS_DIR=…`` goes into the environment: workers in other processes need the profiles too, and
    so does everything that asks for a profile without knowing Scrapy's settings."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("-s", "--set", action="append", default=[])
    chosen = dict(pair.split("=", 1) for pair in parser.parse_known_args(arguments[1:])[0].set if "=" in pair)
    if folder := chosen.get("PORTALS_DIR"):
        os.environ[PORTALS_DIR] = str(Path(folder).absolute())
    try:
        load_profiles()
    except ProfileError as error:
        sys.stderr.write(f"newscrawler: {error}\n")
        sys.exit(2)


if __name__ == "__main__":
    main()
