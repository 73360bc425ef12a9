"""Pictures as slides with shapes that can be edited; python-pptx is imported when slides are made."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from palveluketju.drawing.office_files import dated
from palveluketju.drawing.picture import Picture
from palveluketju.drawing.theme import DEFAULT, Theme
from palveluketju.findings import CannotRun


def write_slides(
    pictures: Iterable[Picture], target: Path | str | BinaryIO, *, theme: Theme = DEFAULT, notes: bool = True
) -> None:
    """Write pictures as a PowerPoint file, to a path or a stream: what :func:`slides` gives.

    Raises:
        CannotRun: python-pptx is not installed.
        OSError: the file cannot be written.
    """
    data = slides(pictures, theme=theme, notes=notes)
    if isinstance(target, (str, Path)):
        Path(target).write_bytes(data)
    else:
        target.write(data)


def slides(pictures: Iterable[Picture], *, theme: Theme = DEFAULT, notes: bool = True) -> bytes:
    """Pictures as a PowerPoint file, a slide a page, with native shapes and connectors that hold on to them.

    Slides are as large as the largest page. With ``notes``, a picture's description is in the notes of each of its
    slides. The same pictures give the same bytes.

    Raises:
        CannotRun: python-pptx is not installed.
    """
    try:
        from palveluketju.drawing.slides_shapes import Deck
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] != "pptx":
            raise
        raise CannotRun("writing .pptx needs python-pptx: pip install 'palveluketju[office]'") from None
    return dated(Deck(tuple(pictures), theme, notes=notes).file())
