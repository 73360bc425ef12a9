"""Names that nobody has typed: what stands beside, above or within something else, and may lead anywhere."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

CONFIGURATION: Final = "palveluketju.toml"
REPOSITORY: Final = ".git"
OUTSIDE: Final = "the link leads outside the folder and is not followed; copy the file here"
NO_FILE: Final = "this leads to no file that can be read; remove it, or put a file here"
OUTSIDE_CONFIGURATION: Final = "this leads outside the folder and is not read; name it on the command line"


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
