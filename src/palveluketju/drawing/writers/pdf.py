"""Pages as one PDF file: our own SVG set on paper, in the font that it was measured with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from typing import Final

from palveluketju import paged
from palveluketju.drawing.looks.theme import DEFAULT, Theme
from palveluketju.drawing.picture.cleaning import clean
from palveluketju.drawing.picture.picture import Picture
from palveluketju.drawing.typesetting.font import FACES, Face
from palveluketju.drawing.writers.svg import svg_text

_FAMILY: Final = "palveluketju"
"""What the font is called in the page, so that none of the system is taken for it."""


def pdf_bytes(picture: Picture, pages: Sequence[int] = (), *, theme: Theme = DEFAULT) -> bytes:
    """Pages of a picture, all without ``pages``, as a tagged PDF file whose text can be searched and copied.

    A page of paper is as large as that of the picture. The same picture gives the same bytes.

    Raises:
        CannotRun: WeasyPrint, or a library of the system that it needs, is not installed.
        IndexError: the picture has no such page; the first is 1.
    """
    numbers = pages or range(1, len(picture.pages) + 1)
    look = replace(theme, font=_FAMILY)
    drawn = {number: svg_text(picture, number, theme=look) for number in numbers}
    page = paged.read_html("".join(_html(picture, drawn)), {_address(face): face.file.read_bytes() for face in FACES})
    about = "\n".join(map(clean, picture.description))
    for svg in page.etree_element.iter(f"{paged.SVG}svg"):
        title = svg.find(f"{paged.SVG}title")  # what is read aloud instead of the figure
        title.text = f"{title.text}\n{about}".strip()
    return paged.written(page)


def _html(picture: Picture, drawn: dict[int, str]) -> Iterator[str]:
    yield f'<!DOCTYPE html><html lang="{escape(clean(picture.lang))}"><head><meta charset="utf-8">'
    yield f"<title>{escape(clean(picture.title))}</title><style>{_faces()}"
    yield "html,body{margin:0}section{break-before:page}section:first-child{break-before:auto}svg{display:block}"
    for number in drawn:
        page = picture.pages[number - 1]
        size = f"{page.width:.2f}pt {page.height:.2f}pt"
        width, height = size.split()
        yield f"@page p{number}{{size:{size};margin:0}}#p{number}{{page:p{number}}}"
        yield f"#p{number}>svg{{width:{width};height:{height}}}"
    yield "</style></head><body>"
    for number, svg in drawn.items():
        yield f'<section id="p{number}">{svg}</section>'
    yield "</body></html>"


def _address(face: Face) -> str:
    return f"{_FAMILY}:{face.file.name}"


def _faces() -> str:
    return "".join(
        f"@font-face{{font-family:{_FAMILY};font-weight:{face.weight};font-style:{face.style};"
        f"src:url({_address(face)})}}"
        for face in FACES
    )
