"""A page as PNG: our own SVG drawn by resvg, in the font that it was measured with, with nothing from anywhere else."""

from __future__ import annotations

import struct
import zlib
from typing import Final, NamedTuple

import resvg_py

from palveluketju.drawing.looks.theme import DEFAULT, Theme
from palveluketju.drawing.picture.picture import Page, Picture
from palveluketju.drawing.typesetting.font import FACES, FAMILY
from palveluketju.drawing.writers.svg import font_of, svg_text
from palveluketju.findings import N_, CannotRun
from palveluketju.output import DOTS_PER_INCH

MOST_DOTS: Final = 1 << 26
"""How many dots a picture has at most: each takes four bytes of memory, and resvg asks for any number of them."""
_POINTS: Final = 72
_METRE: Final = 39.3701
"""Inches in a metre."""
_HEADER: Final = 8 + 25
"""Where a PNG file goes on after its signature and its first part, which says how large it is."""


def png_bytes(picture: Picture, page: int = 1, *, theme: Theme = DEFAULT, dots_per_inch: int = DOTS_PER_INCH) -> bytes:
    """A page of a picture as PNG, fine enough for print unless fewer dots are asked for.

    The same page gives the same bytes.

    Text is in the font that it was measured with, whatever the theme says: resvg draws nothing for a font that it does
    not find, and that of the theme need not be there.

    Raises:
        CannotRun: the page is too large.
        IndexError: the picture has no such page; the first is 1.
    """
    svg = svg_text(picture, page, theme=theme)
    return dots_of(page_of(svg, picture.pages[page - 1], theme=theme), dots_per_inch)


class PageOfDots(NamedTuple):
    """A page as SVG in the font that it was measured with, and its size in points: what PNG is made of."""

    svg: str
    width: float
    height: float


def page_of(svg: str, page: Page, *, theme: Theme) -> PageOfDots:
    """A page that was drawn as SVG with a theme, to be drawn by :func:`dots_of`; much smaller than a picture."""
    return PageOfDots(svg.replace(font_of(theme.font), font_of(FAMILY), 1), page.width, page.height)


def dots_of(page: PageOfDots, dots_per_inch: int) -> bytes:
    """A page as PNG; other threads go on meanwhile.

    Raises:
        CannotRun: the page is too large.
    """
    width, height = (max(1, round(length * dots_per_inch / _POINTS)) for length in (page.width, page.height))
    if width * height > MOST_DOTS:
        raise CannotRun(
            N_("the picture is too large for PNG: {width} × {height} dots; write .svg, or choose a smaller page"),
            width=width,
            height=height,
        )
    data = resvg_py.svg_to_bytes(
        svg_string=page.svg.replace("<svg ", f'<svg width="{width}" height="{height}" preserveAspectRatio="none" ', 1),
        skip_system_fonts=True,
        font_files=[str(face.file) for face in FACES],
        font_family=FAMILY,
    )
    return data[:_HEADER] + _density(dots_per_inch) + data[_HEADER:]


def _density(dots_per_inch: int) -> bytes:
    """The part of a PNG file that says how many dots a metre has."""
    dots = round(dots_per_inch * _METRE)
    part = b"pHYs" + struct.pack(">IIB", dots, dots, 1)
    return struct.pack(">I", len(part) - 4) + part + struct.pack(">I", zlib.crc32(part))
