"""The program ``newscrawler``: Scrapy's command line with this project's settings, wherever it is called.

What takes long to import is imported late, where Ctrl-C is heard already.
"""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module
from importlib.metadata import entry_points
from importlib.util import find_spec
from io import TextIOWrapper
from pathlib import Path
from pkgutil import iter_modules

from newscrawler.ending import ending_in_order
from newscrawler.verdict import Status
from newscrawler.version import __version__

SETTINGS = "newscrawler.settings"
COMMANDS = "newscrawler.commands"


def main(argv: list[str] | None = None) -> None:
    """Run a command; exits with its status. ``argv`` defaults to the program's arguments."""
    argv = list(sys.argv if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # what a locale cannot show (LC_ALL=C) must end no command
            stream.reconfigure(errors="backslashreplace")
    with ending_in_order():
        if argv[1:2] == ["--version"]:
            sys.stdout.write(f"newscrawler {__version__}\n")
        elif not argv[1:] or argv[1] in ("-h", "--help", "help"):
            sys.stdout.write(_overview())
        else:
            _choose_portals(argv[1:])
            _execute(argv)


def _execute(argv: list[str]) -> None:
    from scrapy.cmdline import execute
    from scrapy.utils.project import ENVVAR, get_project_settings

    os.environ[ENVVAR] = SETTINGS
    if fault := _fault(argv[1:]):
        sys.stderr.write(f"newscrawler: {fault}; `newscrawler -h` lists the commands\n")
        sys.exit(Status.USAGE)
    settings = get_project_settings()
    if alone := _module_of(argv[1:2]):
        settings.set("COMMANDS_MODULE", alone, "cmdline")
    execute(argv, settings)


def _overview() -> str:
    """What the program can do: a line for each of its own commands."""
    names = sorted(module.name for module in iter_modules(import_module(COMMANDS).__path__))
    commands = {name: import_module(f"{COMMANDS}.{name}") for name in names}
    lines = [f"  {name:<11} {module.Command().short_desc()}" for name, module in commands.items()]
    return "\n".join(
        [
            "usage: newscrawler COMMAND [options] [arguments]",
            "",
            *lines,
            "",
            "newscrawler COMMAND -h tells more. Scrapy's own commands (shell, fetch, settings …) work too.",
            "",
        ]
    )


def _choose_portals(arguments: list[str]) -> None:
    """``-s PORTALS_DIR=…`` goes into the environment.

    Workers in other processes need the profiles too, and so does everything that asks for a profile
    without knowing Scrapy's settings. A profile that cannot be read ends the program with status 2.
    """
    from newscrawler.portals import PORTALS_DIR, ProfileError, load_profiles

    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("-s", "--set", action="append", default=[])
    chosen = dict(pair.split("=", 1) for pair in parser.parse_known_args(arguments)[0].set if "=" in pair)
    if folder := chosen.get("PORTALS_DIR"):
        os.environ[PORTALS_DIR] = str(Path(folder).absolute())
    try:
        load_profiles()
    except ProfileError as error:
        sys.stderr.write(f"newscrawler: {error}\n")
        sys.exit(Status.USAGE)


def _fault(arguments: list[str]) -> str | None:
    """What is wrong where a command should be named; Scrapy takes the first word that is no option for it."""
    name = next((word for word in arguments if not word.startswith("-")), None)
    if name is None:
        return f"no command, only {' '.join(arguments)}"
    known = _module_of([name]) or find_spec(f"scrapy.commands.{name}") if name.isidentifier() else None
    return None if known or entry_points(group="scrapy.commands", name=name) else f"no command {name!r}"


def _module_of(names: list[str]) -> str | None:
    """The module of the command that is named: Scrapy would import those of all commands to find it."""
    name = names[0] if names else ""
    module = f"{COMMANDS}.{name}"
    return module if name.isidentifier() and find_spec(module) else None


if __name__ == "__main__":
    main()
