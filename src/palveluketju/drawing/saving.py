"""A drawing becomes files: the ending decides which, and pages after the first get their number."""

from __future__ import annotations

import os
from collections.abc import Iterable
from itertools import count, takewhile
from pathlib import Path
from typing import Final, Protocol

from palveluketju.findings import N_, CannotRun, Items
from palveluketju.output import write_files

ENDINGS: Final = (".svg", ".png", ".pdf", ".dot", ".mmd", ".txt", ".pptx", ".json")
"""The endings of files that a drawing can be written as."""
_WHOLE: Final = (".pdf", ".dot", ".mmd", ".txt", ".pptx", ".json")
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

    def pdf(self) -> bytes:
        """The pages as PDF."""

    def dot(self) -> str:
        """The chain as a graph for ``dot``."""

    def text(self) -> str:
        """The picture in words."""

    def mermaid(self) -> str:
        """The picture as Mermaid."""

    def slides(self) -> bytes:
        """The pages as slides."""

    def json(self) -> str:
        """The picture as JSON."""


def save(drawing: Drawn, path: str | os.PathLike[str], inputs: Iterable[str | Path]) -> tuple[Path, ...]:
    """Write a drawing to a file, or a file a page, and say which; every page is made before any is written."""
    files = files_of(drawing, path)
    write_files(files, inputs=inputs)
    return tuple(files)


def files_of(drawing: Drawn, path: str | os.PathLike[str]) -> dict[Path, bytes]:
    """What a drawing is as a file of a name, or as a file a page."""
    output = Path(path)
    kind = output.suffix.lower()
    if kind not in ENDINGS:
        raise CannotRun(
            N_("a picture cannot be written as '{kind}'; use {endings}"), kind=kind, endings=Items(ENDINGS, "or")
        )
    return {_numbered(output, number): _page(drawing, number, kind) for number in range(1, _count(drawing, kind) + 1)}


def left_over(drawing: Drawn, path: str | os.PathLike[str]) -> tuple[Path, ...]:
    """The files that are numbered on after a drawing's last page: those of an earlier drawing with more pages.

    Such a file can be a picture of its own, so it is told and not removed.
    """
    output = Path(path)
    kind = output.suffix.lower()
    further = (_numbered(output, number) for number in count(_count(drawing, kind) + 1))
    return () if kind in _WHOLE else tuple(takewhile(os.path.lexists, further))


def _count(drawing: Drawn, kind: str) -> int:
    return 1 if kind in _WHOLE else drawing.pages


def _numbered(output: Path, number: int) -> Path:
    """The file of a page."""
    return output if number == 1 else output.with_name(f"{output.stem}-{number}{output.suffix}")


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
        case ".pdf":
            return drawing.pdf()
        case ".json":
            return drawing.json().encode()
        case _:
            return drawing.image(kind.removeprefix("."), number)
