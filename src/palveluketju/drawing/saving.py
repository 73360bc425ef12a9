"""A drawing becomes files: the ending decides which, and pages after the first get their number."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final, Protocol

from palveluketju.findings import CannotRun
from palveluketju.output import write_file

ENDINGS: Final = (".svg", ".png", ".pdf", ".dot", ".mmd", ".txt", ".pptx")
"""The endings of files that a drawing can be written as."""
_WHOLE: Final = (".dot", ".mmd", ".txt", ".pptx")
"""Formats that hold all pages in one file."""


class Drawn(Protocol):
    """What is written: a drawing."""

    @property
    def pages(self) -> int:
        """How many pages there are."""

    def svg(self, page: int = 1) -> str:
        """A page as SVG."""

    def image(self, kind: str, page: int = 1) -> bytes:
        """A page as PNG or PDF."""

    def dot(self) -> str:
        """The chain as a graph for ``dot``."""

    def text(self) -> str:
        """The picture in words."""

    def mermaid(self) -> str:
        """The picture as Mermaid."""

    def slides(self) -> bytes:
        """The pages as slides."""


def save(drawing: Drawn, path: str | os.PathLike[str], inputs: Iterable[Path]) -> tuple[Path, ...]:
    """Write a drawing to a file, or a file a page, and say which; every page is made before any is written."""
    output = Path(path)
    kind = output.suffix.lower()
    if kind not in ENDINGS:
        raise CannotRun(f"a picture cannot be written as '{kind}'; use one of {', '.join(ENDINGS)}")
    numbers = range(1, 2 if kind in _WHOLE else drawing.pages + 1)
    pages = [_page(drawing, number, kind) for number in numbers]
    paths = [output, *(output.with_name(f"{output.stem}-{number}{output.suffix}") for number in numbers[1:])]
    guarded = tuple(inputs)
    for one, data in zip(paths, pages, strict=True):
        write_file(one, data, inputs=guarded)
    return tuple(paths)


def _page(drawing: Drawn, number: int, kind: str) -> bytes:
    match kind:
        case ".svg":
            return drawing.svg(number).encode()
        case ".dot":
            return drawing.dot().encode()
        case ".mmd":
            return drawing.mermaid().encode()
        case ".txt":
            return drawing.text().encode()
        case ".pptx":
            return drawing.slides()
        case _:
            return drawing.image(kind.removeprefix("."), number)
