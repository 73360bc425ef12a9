"""Files written whole or not at all, and pictures made by Graphviz."""

from __future__ import annotations

import os
import re
import signal
import stat
import tempfile
import threading
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from palveluketju.child import FoundHere, TookTooLong, find_program, run
from palveluketju.findings import N_, NN_, CannotRun, reason_of

DOT_SECONDS: Final = 60
DOT_WORK: Final = 20
"""Seconds of work, of which a busy machine takes longer."""
DOT_MEMORY: Final = 1 << 30
DOT_BYTES: Final = 1 << 26
DOTS_PER_INCH: Final = 192
_SERVER: Final = {"SERVER_NAME": "palveluketju"}  # with it, dot reads no files that a picture names
_MADE: Final = re.compile(rb"(/CreationDate \(D:)\d{14}")
_BEGINNINGS: Final = {"svg": (b"<?xml", b"<svg"), "png": (b"\x89PNG\r\n\x1a\n",), "pdf": (b"%PDF-",)}
_ENDS: Final = {"svg": b"</svg>", "png": b"IEND\xaeB`\x82", "pdf": b"%%EOF"}


def write_file(path: Path, data: bytes, *, inputs: Iterable[str | Path] = ()) -> None:
    """Write a file so that it is there whole or as it was before; its mode bits stay, and a link is followed.

    ``inputs`` are files that were read; none of them is written over, by whatever name or link.

    Raises:
        CannotRun: the place is a folder, one of the inputs, or cannot be written.
    """
    write_files({path: data}, inputs=inputs)


def write_files(files: Mapping[Path, bytes], *, inputs: Iterable[str | Path] = ()) -> None:
    """Write several files as :func:`write_file` does; nothing is written where one of them may not be.

    Raises:
        CannotRun: a place is a folder, one of the inputs, or cannot be written.
    """
    read = tuple(Path(name) for name in inputs)
    places = {path: _place(path, read) for path in files}
    waiting: dict[Path, Path] = {}
    path = Path()
    try:
        for path, place in places.items():
            temporary = place.with_name(f".{place.name}.{os.getpid()}.{threading.get_ident()}")
            with open(temporary, "xb") as file:
                waiting[temporary] = place
                if place.exists():
                    with suppress(OSError):  # not every file system has mode bits
                        os.chmod(temporary, stat.S_IMODE(place.stat().st_mode))
                file.write(files[path])
                file.flush()
                os.fsync(file.fileno())
        for temporary, place in waiting.items():
            path = place
            os.replace(temporary, place)
    except OSError as error:
        raise CannotRun(N_("cannot write {file}: {reason}"), file=path, reason=reason_of(error)) from error
    finally:
        for temporary in waiting:
            temporary.unlink(missing_ok=True)


def names_folder(name: str) -> bool:
    """Whether a name to write to is that of a folder: of one that is there, or with a slash or without an ending."""
    return name.endswith((os.sep, "/")) or os.path.isdir(name) or not Path(name).suffix


def write_folder(folder: Path, files: Mapping[str, bytes], *, inputs: Iterable[str | Path] = ()) -> None:
    """Write several files into a folder as :func:`write_files` does; the folder is made where there is none.

    Raises:
        CannotRun: the folder cannot be made, or one of the files may not be written.
    """
    made = not os.path.lexists(folder)
    if not made and not folder.is_dir():
        raise CannotRun(N_("{path} is not a folder; name another"), path=folder)
    try:
        if made:
            folder.mkdir()
    except OSError as error:
        raise CannotRun(N_("cannot make folder {folder}: {reason}"), folder=folder, reason=reason_of(error)) from error
    try:
        write_files({folder / name: data for name, data in files.items()}, inputs=inputs)
    except BaseException:
        if made:
            with suppress(OSError):  # somebody else has put something there
                folder.rmdir()
        raise


def _place(path: Path, read: Iterable[Path]) -> Path:
    """Where a file is written: its own place, or that of the file to which a link leads."""
    if path.is_dir():
        raise CannotRun(N_("{path} is a folder; name a file in it"), path=path)
    place = Path(os.path.realpath(path)) if path.is_symlink() else path
    if place.is_symlink():
        raise CannotRun(N_("{file} is a link that leads to itself; name another file"), file=path)
    if place.exists():
        if any(source.exists() and place.samefile(source) for source in read):
            raise CannotRun(N_("{file} is one of the files that were read; name another file to write"), file=path)
        if not place.is_file():
            raise CannotRun(N_("{file} is not a regular file; name another file"), file=path)
        if not os.access(place, os.W_OK):
            raise CannotRun(N_("cannot write {file}: it is read-only; name another file"), file=path)
    return place


STRAIGHT: Final = "-Gsplines=line"
"""The option by which Graphviz draws straight lines."""
_NO_ROUTE: Final = "routesplines"
"""What Graphviz says when it finds no way for a line."""
NO_PICTURE: Final = N_("Graphviz gave no complete picture; nothing was written")


def render(dot: str, kind: str) -> bytes:
    """A picture of DOT text, as ``svg``, ``png`` or ``pdf``; PNG fine enough for print.

    Where ``dot`` finds no way for a line around the boxes, which happens now and then, all lines are drawn straight.

    The Graphviz program ``dot`` runs as a stranger would: alone in an empty folder, with no environment but a path, for
    at most DOT_SECONDS seconds and DOT_WORK seconds of work, and its output is looked at before it is used. A ``dot``
    below the current folder is never run.

    Raises:
        CannotRun: there is no ``dot``, or it failed, took too long, or gave no whole picture.
    """
    command = _command(kind)
    with tempfile.TemporaryDirectory(prefix="palveluketju-") as folder:
        code, data, errors = _run(command, dot.encode(), folder)
        if code > 0 and _NO_ROUTE in errors:
            code, data, errors = _run([*command, STRAIGHT], dot.encode(), folder)
    if os.name == "posix" and code == -signal.SIGXCPU:
        raise CannotRun(_TOO_LONG, count=DOT_WORK)
    if code < 0:
        raise CannotRun(N_("Graphviz was stopped by the signal {signal}"), signal=signal.Signals(-code).name)
    if code > 0:
        said = " ".join(errors.split())[:300]
        raise CannotRun(N_("Graphviz failed with exit code {code}: {reason}"), code=code, reason=said or "–")
    if not data.startswith(_BEGINNINGS[kind]) or _ENDS[kind] not in data[-64:]:
        raise CannotRun(NO_PICTURE)
    return _MADE.sub(rb"\g<1>19800101000000", data) if kind == "pdf" else data


_TOO_LONG: Final = NN_(
    "the picture was not ready in {count} second; draw fewer levels, or write a .dot file",
    "the picture was not ready in {count} seconds; draw fewer levels, or write a .dot file",
)


def _command(kind: str) -> list[str]:
    try:
        program = find_program("dot")
    except FoundHere as found:
        raise CannotRun(
            N_(
                "the program {file} is not run, because it stands in or below the current folder, or is found only by"
                " a relative entry of PATH; run the command in another folder, or write a .dot file"
            ),
            file=found.program,
        ) from None
    if program is None:
        raise CannotRun(
            N_(
                "the graph view needs the Graphviz program 'dot', which is not installed; install it (Debian and"
                " Ubuntu: apt install graphviz; macOS: brew install graphviz; Windows: winget install graphviz), draw"
                " another view, or write a .dot file"
            )
        )
    dots = [f"-Gdpi={DOTS_PER_INCH}"] if kind == "png" else []
    return [program, f"-T{kind}", *dots]


def _run(command: list[str], given: bytes, folder: str) -> tuple[int, bytes, str]:
    limits = {"seconds": DOT_SECONDS, "work": DOT_WORK, "memory": DOT_MEMORY, "most": DOT_BYTES}
    try:
        return run(command, given, folder, **limits, environment=_SERVER)
    except TookTooLong:
        raise CannotRun(_TOO_LONG, count=DOT_SECONDS) from None
