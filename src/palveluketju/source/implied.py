"""Names that nobody has typed: what stands beside, above or within something else, and may lead anywhere."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from palveluketju import findings
from palveluketju.cache.seen import note_above
from palveluketju.findings.translations import N_
from palveluketju.source.bounded import read_bytes

CONFIGURATION: Final = "palveluketju.toml"
PROJECT: Final = "pyproject.toml"
REPOSITORY: Final = ".git"
_TABLE: Final = re.compile(r"^\s*\[+\s*tool\s*\.\s*\"?palveluketju\b", re.MULTILINE)
_MOST: Final = 1 << 20
OUTSIDE: Final = N_("The link leads outside the folder and is not followed.")
NO_FILE: Final = N_("This does not lead to a file that can be read.")
OUTSIDE_CONFIGURATION: Final = N_("This leads outside the folder of the configuration and is not read.")
MENDED: Final = {
    OUTSIDE: N_("Copy the file here."),
    NO_FILE: N_("Remove it, or put a file here."),
    OUTSIDE_CONFIGURATION: N_("Name it on the command line."),
}
"""What to do where a file is not read, by why."""


def refusal(name: str | os.PathLike[str], folder: str | os.PathLike[str]) -> str | None:
    """Why a file that is implied, and not named by a person, is not read; None for one to be read.

    Wherever its links lead, it must be a regular file in the folder or below it.
    """
    if not is_inside(name, folder):
        return OUTSIDE
    return None if os.path.isfile(name) else NO_FILE


def top_of(folder: str | os.PathLike[str]) -> str | None:
    """The folder up to which what stands above a folder belongs to it; None where nothing says how far that is.

    It is the nearest, the folder itself or one above it, that has a configuration, else the repository it is in.
    """
    configuration = configuration_over(folder)
    if configuration is not None:
        return os.path.dirname(configuration)
    return next((above for above in _upwards(folder) if _is_in(above, REPOSITORY)), None)


def configuration_over(folder: str | os.PathLike[str]) -> str | None:
    """The file with the configuration of a folder: in itself, or the nearest above it within the repository it is in.

    ``palveluketju.toml`` comes before a ``pyproject.toml`` of the same folder.
    """
    for above in _upwards(folder):
        if _is_in(above, CONFIGURATION):
            return os.path.join(above, CONFIGURATION)
        project = os.path.join(above, PROJECT)
        if os.path.isfile(project) and _has_settings(project):
            return project
        if _is_in(above, REPOSITORY):
            return None
    return None


def settings_in(name: str, data: Mapping[str, Any]) -> Any:
    """What a parsed TOML file says of this library: all of it, or what a ``pyproject.toml`` says in its table."""
    if name != PROJECT:
        return data
    tools = data.get("tool")
    return tools.get("palveluketju", {}) if isinstance(tools, dict) else {}


def _upwards(folder: str | os.PathLike[str]) -> Iterator[str]:
    note_above(folder)
    here, below = os.path.abspath(folder), ""
    while here != below:
        yield here
        here, below = os.path.dirname(here), here


def _is_in(folder: str, name: str) -> bool:
    return os.path.lexists(os.path.join(folder, name))


def _has_settings(project: str) -> bool:
    try:
        return has_settings(read_bytes(project)[:_MOST])
    except findings.CannotRun:
        return False


def has_settings(project: bytes) -> bool:
    """Whether a ``pyproject.toml`` has a table of this library, also where something else in it is wrong."""
    return _TABLE.search(project.decode("utf-8-sig", errors="replace")) is not None


def is_inside(name: str | os.PathLike[str], folder: str | os.PathLike[str]) -> bool:
    """Whether a name leads into a folder, or to it, once every link is followed."""
    try:
        outer = os.path.realpath(folder)
        return os.path.commonpath((outer, os.path.realpath(name))) == outer
    except ValueError:  # another drive, or a character that no name of a file has
        return False
