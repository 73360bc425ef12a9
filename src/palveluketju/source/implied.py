"""Names that nobody has typed: what stands beside, above or within something else, and may lead anywhere."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from palveluketju.findings import N_

CONFIGURATION: Final = "palveluketju.toml"
REPOSITORY: Final = ".git"
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

    It is the nearest, the folder itself or one above it, that has a configuration or is a repository.
    """
    here = Path(os.path.abspath(folder))
    for above in (here, *here.parents):
        if any(os.path.lexists(above / name) for name in (CONFIGURATION, REPOSITORY)):
            return str(above)
    return None


def is_inside(name: str | os.PathLike[str], folder: str | os.PathLike[str]) -> bool:
    """Whether a name leads into a folder, or to it, once every link is followed."""
    try:
        return Path(os.path.realpath(name)).is_relative_to(os.path.realpath(folder))
    except ValueError:  # a character that no name of a file has
        return False
