"""The program ``newscrawler``: Scrapy's command line with this project's settings, wherever it is called."""

from __future__ import annotations

import os
import sys

from scrapy.utils.project import ENVVAR

SETTINGS = "newscrawler.settings"


def main(argv: list[str] | None = None) -> None:
    """Run a command; exits with its status. ``argv`` defaults to the program's arguments."""
    os.environ[ENVVAR] = SETTINGS
    from scrapy.cmdline import execute

    execute(list(sys.argv if argv is None else argv))


if __name__ == "__main__":
    main()
