"""How a command ends."""

from typing import Final

FOUND: Final = 1
COULD_NOT_RUN: Final = 2
OUR_MISTAKE: Final = 3


class Found(Exception):
    """The file has errors, which are already shown."""
