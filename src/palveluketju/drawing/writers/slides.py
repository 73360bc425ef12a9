"""Pictures as slides with shapes that can be edited; python-pptx is imported when slides are made."""

from __future__ import annotations

from collections.abc import Iterable

from palveluketju.drawing.looks.theme import DEFAULT, Theme
from palveluketju.drawing.picture.picture import Picture
from palveluketju.drawing.writers.office_files import dated
from palveluketju.findings import N_, CannotRun


def slides(pictures: Iterable[Picture], *, theme: Theme = DEFAULT, notes: bool = True) -> bytes:
    """Pictures as a PowerPoint file, a slide a page, with native shapes and connectors that hold on to them.

    Slides are as large as the largest page. With ``notes``, a picture's description is in the notes of each of its
    slides; where it has none, the page in words. The same pictures give the same bytes.

    Raises:
        CannotRun: python-pptx is not installed.
    """
    try:
        from palveluketju.drawing.writers.slides_deck import Deck
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] != "pptx":
            raise
        raise CannotRun(N_("writing .pptx needs python-pptx: pip install 'palveluketju[office]'")) from None
    return dated(Deck(tuple(pictures), theme, notes=notes).file())
