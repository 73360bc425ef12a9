"""Comments that were most likely meant to be text: those without a space after their '#'."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_STUCK: Final = re.compile(r"#(?<=[ \t]#)\S[^\r\n]*")  # begins with what a search jumps to


class Comment(NamedTuple):
    """A comment: the character at which it begins, and its text."""

    begins: int
    text: str


def stuck_comments(text: str) -> dict[int, Comment]:
    """The comments without a space after their '#', by every place in the blanks before them.

    A text without quotation marks that ends at one of the places was cut there.
    """
    found: dict[int, Comment] = {}
    for match in _STUCK.finditer(text):
        place = match.start() - 1
        while place >= 0 and text[place] in " \t":
            found[place] = Comment(match.start(), match.group())
            place -= 1
    return found
