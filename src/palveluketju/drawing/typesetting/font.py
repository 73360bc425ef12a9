"""The font that pictures are measured with and that PNG and PDF are set in, and which characters it has."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final, NamedTuple

from palveluketju.drawing.picture.cleaning import clean
from palveluketju.drawing.picture.picture import Picture, TextLine
from palveluketju.findings import NN_, Message

FAMILY: Final = "Liberation Sans"
"""Its files are those of version 2.1.5 as they were published, since none that is changed may bear this name."""
_FOLDER: Final = Path(__file__).parent / "fonts"


class Face(NamedTuple):
    """A file of the font, and which words of CSS tell it from the others."""

    file: Path
    weight: str
    style: str


FACES: Final = (
    Face(_FOLDER / "LiberationSans-Regular.ttf", "normal", "normal"),
    Face(_FOLDER / "LiberationSans-Bold.ttf", "bold", "normal"),
    Face(_FOLDER / "LiberationSans-Italic.ttf", "normal", "italic"),
)
_UNSEEN: Final = frozenset(map(chr, (0x34F, 0x61C, *range(0x200B, 0x2010), *range(0x2060, 0x2065), 0xFEFF)))
"""Characters that are never drawn, so that no font has to have them."""


def without_glyph(picture: Picture) -> tuple[str, ...]:
    """The characters in a picture's text for which the font has no glyph, in the order of their codes.

    A letter and the marks on it are one character where Unicode has one for them, as when they are set.
    """
    used = {one for text in _texts(picture) for one in unicodedata.normalize("NFC", clean(text))}
    return tuple(sorted(one for one in used - _UNSEEN if ord(one) not in _glyphs() and not _is_space_or_variant(one)))


def told_without_glyph(characters: Iterable[str]) -> Message | None:
    """A sentence that names characters for which the font has no glyph, the first of many; none without one."""
    found = sorted(set(characters))
    named = [f"{one} (U+{ord(one):04X})" for one in found[:_NAMED]]
    further = [f"… ({len(found)})"] if len(found) > _NAMED else []
    return Message(_LACKED, count=len(found), characters=", ".join(named + further)) if found else None


_NAMED: Final = 10
_LACKED: Final = NN_(
    "the font of pictures does not have the character {characters}; a box can stand in its place",
    "the font of pictures does not have the characters {characters}; boxes can stand in their place",
)


def _is_space_or_variant(character: str) -> bool:
    return character.isspace() or "VARIATION SELECTOR" in unicodedata.name(character, "")


def _texts(picture: Picture) -> set[str]:
    lines: list[TextLine] = []
    for page in picture.pages:
        lines += page.lines
        lines += (line for box in page.boxes for line in box.lines)
        lines += (line for connector in page.connectors for line in connector.lines)
    return {line.text for line in lines}


@cache
def _glyphs() -> frozenset[int]:
    """The codes of the characters that every face of the font has."""
    text = files("palveluketju.drawing.typesetting").joinpath("glyphs.txt").read_text(encoding="ascii")
    ranges = (part.partition("-") for part in text.split())
    return frozenset(code for first, _, last in ranges for code in range(int(first, 16), int(last or first, 16) + 1))
