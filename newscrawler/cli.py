"""The program ``newscrawler``: Scrapy's command line with this project's settings, wherever it is called."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec

from scrapy.utils.project import ENVVAR

SETTINGS = "newscrawler.settings"
COMMANDS = "newscrawler.commands"


def main(argv: list[str] | None = None) -> None:
    """Run a command; exits with its status. ``argv`` defaults to the program's arguments."""
    os.environ[ENVVAR] = SETTINGS
    from scrapy.cmdline import execute
    from scrapy.utils.project import get_project_settings

    argv = list(sys.argv if argv is None else argv)
    settings = get_project_settings()
    if alone := _module_of(argv[1:2]):
        settings.set("COMMANDS_MODULE", alone, "cmdline")
    execute(argv, settings)


def _module_of(names: list[str]) -> str | None:
    """The module of the command that is named: Scrapy would import those of all commands to find it."""
    name = names[0] if names else ""
    module = f"{COMMANDS}.{name}"
    return module if name.isidentifier() and name != "common" and find_spec(module) else None


if __name__ == "__main__":
    main()
