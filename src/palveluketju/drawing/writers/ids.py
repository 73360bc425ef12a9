"""Ids of the elements of one SVG, so that several pictures can stand in one document."""

from __future__ import annotations

import re
from typing import Final

from palveluketju.drawing.picture.cleaning import clean

_NO_NAME: Final = re.compile(r"[^\w.-]+")


class Ids:
    """Ids that begin with a picture's name and a page's number."""

    def __init__(self, picture: str, page: int = 1) -> None:
        self._prefix = f"{picture}-{page}"
        self._given: set[str] = set()

    def of(self, name: str) -> str:
        """A name as an id that no other element has."""
        wished = _NO_NAME.sub("-", clean(f"{self._prefix}-{name}"))
        given, count = wished, 1
        while given in self._given:
            count += 1
            given = f"{wished}-{count}"
        self._given.add(given)
        return given
