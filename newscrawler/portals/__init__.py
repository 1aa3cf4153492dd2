"""Portals as data: each ``<name>.toml`` beside this file is one profile, and so is each in the folder that
the setting PORTALS_DIR names. A profile there replaces one of the same name here; one that cannot be used
stops its own portal alone."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from pydantic import ValidationError

from newscrawler.portals.faults import told
from newscrawler.portals.profile import Discovery as Discovery
from newscrawler.portals.profile import Expectations as Expectations
from newscrawler.portals.profile import Profile as Profile
from newscrawler.urls import host_of

PORTALS_DIR = "NEWSCRAWLER_PORTALS_DIR"
"""Variable of the environment that carries the setting to every process of a job."""


class ProfileError(ValueError):
    """A profile, or the folder of them, that cannot be read; the message is one line that names file and
    fault."""


@cache
def load_profiles() -> Mapping[str, Profile]:
    """All profiles that can be used, by name. Raises :class:`ProfileError` where PORTALS_DIR is no folder."""
    return {name: found for name, found in _read_all().items() if isinstance(found, Profile)}


@cache
def bad_profiles() -> Mapping[str, ProfileError]:
    """Profiles that cannot be used, by name, each with its fault."""
    return {name: found for name, found in _read_all().items() if isinstance(found, ProfileError)}


def profile_for(url: str) -> Profile | None:
    """The profile whose hosts serve ``url``, or None."""
    host = host_of(url)
    return next((p for p in load_profiles().values() if host in p.hosts), None) if host else None


@cache
def _read_all() -> Mapping[str, Profile | ProfileError]:
    folders: list[Traversable] = [resources.files(__name__)]
    if more := os.environ.get(PORTALS_DIR):
        folders.append(Path(more))
    found: dict[str, Profile | ProfileError] = {}
    for folder in folders:
        try:
            files = [file for file in folder.iterdir() if file.name.endswith(".toml")]
        except OSError as error:
            raise ProfileError(f"PORTALS_DIR {folder}: {error.strerror}") from error
        found |= {
            file.name.removesuffix(".toml"): _read(file) for file in files if not file.name.startswith(".")
        }
    return dict(sorted(found.items()))


def _read(file: Traversable) -> Profile | ProfileError:
    try:
        text = file.read_bytes().decode("utf-8-sig")  # Windows' editor puts a mark before UTF-8
        data = tomllib.loads(text)
        if "name" in data:
            raise ValueError("name: no such key; the portal is named after the file")
        return Profile.model_validate(data | {"name": file.name.removesuffix(".toml")})
    except ValidationError as error:
        fault = told(error)
    except UnicodeDecodeError:
        fault = "is not UTF-8 but another encoding, such as GBK or UTF-16; save it as UTF-8"
    except tomllib.TOMLDecodeError as error:
        fault = f"is no TOML: {error}"
    except ValueError as error:
        fault = str(error)
    except OSError as error:
        fault = f"cannot be read: {error.strerror}"
    return ProfileError(f"{file}: {fault}")
