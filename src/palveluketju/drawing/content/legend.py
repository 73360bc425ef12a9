"""What lines and frames mean: the one list of their words, in the order of the legends."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Final

from palveluketju.drawing.content.links import BY_ORDER
from palveluketju.drawing.picture.picture import Legend, Sign
from palveluketju.model import State
from palveluketju.terms import term

LINES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "forward": "moves on",
        "far": "skip",
        "back": "moves back",
        BY_ORDER: BY_ORDER,
        "exchange": "exchange",
        "way-in": "way in or out",
        "link": "connection",
    }
)
"""Roles of lines, and the words for them where a view has none of its own."""
_FRAMES: Final = {"open": "open", "unknown": State.NOT_KNOWN.value, "table-gap": State.NOT_STATED.value}
"""Roles of frames, and of lines, that say how something is absent."""


def legend_of(roles: Iterable[str], lang: str, words: Mapping[str, str] = MappingProxyType({})) -> Legend:
    """What the lines and frames of some roles mean; ``words`` are those that a view has for some of them."""
    used = set(roles)
    return tuple((role, term(word, lang)) for role, word in {**LINES, **_FRAMES, **words}.items() if role in used)


def joined(*legends: Legend) -> Legend:
    """Legends one after the other; what is dashed as a mark says it is explained by that mark alone."""
    found: dict[Sign | str, str] = {}
    for sign, meaning in (row for legend in legends for row in legend):
        found.setdefault(sign, meaning)
    return tuple(found.items())


def used_of(legend: Legend, marks: Collection[Sign], roles: Collection[str]) -> Legend:
    """What of a legend a picture uses; where only lines or frames say what a mark says, these are explained."""
    return tuple(
        (sign if sign in marks or not isinstance(sign, str) else str(sign), meaning)
        for sign, meaning in legend
        if sign in marks or sign in roles
    )
