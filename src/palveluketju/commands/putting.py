"""Pictures printed, or made into files that are written all of them or none."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, NamedTuple

import click

from palveluketju.commands.speaking import misuse, say
from palveluketju.findings import N_, NN_, CannotRun, Items, Message, UnknownId

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from palveluketju.drawing import Drawing


class Made(NamedTuple):
    """A drawing as files: their bytes, characters that they show as boxes, and files numbered on after their last."""

    files: dict[Path, bytes]
    without_glyph: tuple[str, ...]
    left_over: tuple[Path, ...]


def made(drawing: Drawing, place: Path) -> Made:
    """A drawing as the files that it has in a place, of which none is written yet."""
    # the other formats are set in the fonts of whoever reads them
    without = drawing.without_glyph if place.suffix.lower() in (".png", ".pdf") else ()
    return Made(drawing.files(place), without, drawing.left_over(place))


def put(drawing: Drawing, output: Path | None, inputs: Iterable[str]) -> None:
    """Print a drawing in words, or write it to a file, or a file a page."""
    from palveluketju.output import write_files

    if output is None:
        click.echo(drawing.text(), nl=False)
        return
    picture = made(drawing, output)
    _tell_what_is_not_shown([picture])
    write_files(picture.files, inputs=inputs)
    if len(picture.files) > 1:
        say(Message(_PAGES_WRITTEN, count=len(picture.files), file=output))
    _tell_what_is_left([picture])


def put_in_folder(pictures: Sequence[Made], folder: Path, inputs: Iterable[str]) -> None:
    """Write the pictures of several chains to a folder."""
    from palveluketju.output import write_folder

    files: dict[str, bytes] = {}
    for path, data in (file for one in pictures for file in one.files.items()):
        if path.name in files:  # chain-2.svg: a second page, and a chain of this id
            raise CannotRun(N_("two pictures would be called {file}; draw one of the chains apart"), file=path.name)
        files[path.name] = data
    _tell_what_is_not_shown(pictures)
    write_folder(folder, files, inputs=inputs)
    say(Message(_PICTURES_WRITTEN, count=len(pictures), folder=folder))
    _tell_what_is_left(pictures)


def _tell_what_is_not_shown(pictures: Iterable[Made]) -> None:
    from palveluketju.drawing.typesetting.font import told_without_glyph

    if lacking := told_without_glyph(character for one in pictures for character in one.without_glyph):
        say(Message(N_("warning: {warning}"), warning=lacking))


def _tell_what_is_left(pictures: Sequence[Made]) -> None:
    written = {path for one in pictures for path in one.files}
    if stale := [str(path) for one in pictures for path in one.left_over if path not in written]:
        say(Message(_STALE, count=len(stale), files=Items(stale)))


_OF_FILE: Final = N_("{file}: {error}")


@contextmanager
def naming(file: str) -> Iterator[None]:
    """Errors with the file whose chain they are of."""
    try:
        yield
    except UnknownId as error:
        raise misuse(_OF_FILE, file=file, error=error.message) from None
    except CannotRun as error:
        raise CannotRun(_OF_FILE, file=file, error=error.message) from None


_PAGES_WRITTEN: Final = NN_("{count} page: {file}", "{count} pages: {file} and the files numbered after it")
_PICTURES_WRITTEN: Final = NN_("{count} chain drawn in {folder}", "{count} chains drawn in {folder}")
_STALE: Final = NN_(
    "{files} does not belong to this picture; remove it if it is a page of an earlier one",
    "{files} do not belong to this picture; remove them if they are pages of an earlier one",
)
