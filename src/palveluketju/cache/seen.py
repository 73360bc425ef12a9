"""What a run sees of the disk: the bytes it reads, the folders it lists, the names it looks for.

Whoever asks the disk for something on which a result depends asks here, or has it noted here first. What is noted is
noted before it is used, or is what is used; so a change while a run goes on is seen as one the next time.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

NAMES: Final = (".git", ".gitignore", "catalogue.yaml", "catalogue.yml", "palveluketju.toml", "pyproject.toml")
"""The names that are looked for in folders above what is read."""
MAX_BYTES: Final = 2 * 1024 * 1024
"""The limit of a chain file."""
ENDINGS: Final = (".yaml", ".yml")


class NotRegular(OSError):
    """What is to be read is a pipe, a device or a folder."""


class Seen:
    """What one run sees: digests of files (None where there is none) and of lists of folders, the kinds of names.

    ``is_whole`` is false when something was seen that cannot be looked at again, or that changed in between.
    """

    def __init__(self) -> None:
        self.files: dict[str, str | None] = {}
        self.folders: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.is_whole = True
        self._ways: set[tuple[str, bool]] = set()

    def note_name(self, name: str) -> None:
        """Note what stands under a name, and all that is looked for above it."""
        path = absolute(name)
        if path not in self.names:
            self.names[path] = kind_of(path)
            self.note_way(path)

    def note_way(self, path: str) -> None:
        """Note what is looked for above a path, and where its links lead: for ``..``, this counts too."""
        way = os.path.dirname(path), os.pardir in path.split(os.sep)
        if way in self._ways:  # most files are in one folder with others
            return
        self._ways.add(way)
        self.note_above(way[0])
        if way[1]:
            while (above := os.path.dirname(path)) != path:
                path = above
                self.names.setdefault(path, kind_of(path))

    def note_above(self, folder: str) -> None:
        """Note which of NAMES stand in a folder and in those above it, and where links among these lead."""
        here = os.path.abspath(folder)
        while os.path.join(here, NAMES[0]) not in self.names:
            for name in NAMES:
                self.names[os.path.join(here, name)] = kind_of(os.path.join(here, name))
            self.names.setdefault(here, kind_of(here))
            here = os.path.dirname(here)

    def note(self, into: dict[str, str] | dict[str, str | None], path: str, digest: str | None) -> None:
        """Note a file or the list of a folder; one that differs from what it was before spoils the run."""
        self.is_whole &= into.setdefault(path, digest) == digest  # type: ignore[arg-type]

    def as_data(self) -> dict[str, Mapping[str, str | None]]:
        """The same as JSON has it."""
        return {"names": self.names, "folders": self.folders, "files": self.files}


_SEEN: ContextVar[Seen | None] = ContextVar("seen", default=None)


@contextmanager
def noted(seen: Seen | None) -> Iterator[None]:
    """Note what is seen from here on, or nothing of it."""
    before = _SEEN.set(seen)
    try:
        yield
    finally:
        _SEEN.reset(before)


def note_name(name: str | os.PathLike[str]) -> None:
    """Note what stands under a name, before it is asked."""
    if (seen := _SEEN.get()) is not None:
        seen.note_name(os.fspath(name))


def note_above(folder: str | os.PathLike[str]) -> None:
    """Note what stands in a folder and above it under the names that are looked for, before they are asked for."""
    if (seen := _SEEN.get()) is not None:
        seen.note_above(os.fspath(folder))


def note_folder(folder: str | os.PathLike[str], folders: Iterable[str], files: Iterable[str]) -> None:
    """Note what a folder holds, as it was listed."""
    if (seen := _SEEN.get()) is not None:
        path = absolute(folder)
        seen.note_way(os.path.join(path, os.curdir))
        seen.note(seen.folders, path, _digest_of_list(path, folders, files))


def absolute(path: str | os.PathLike[str]) -> str:
    """A path from the root, with each ``..`` as it is: after a link, only the system knows where it leads."""
    return os.path.join(os.getcwd(), path)


def listed(folder: str | os.PathLike[str]) -> tuple[list[str], list[str]]:
    """The names of the folders and of the other things in a folder.

    Raises:
        OSError: there is no such folder, or it may not be listed.
    """
    try:
        folders, files = _entries(folder)
    except OSError:
        note_unknown()
        raise
    note_folder(folder, folders, files)
    return folders, files


def note_unknown(_: object = None) -> None:
    """Note that something was seen that cannot be looked at again, such as a folder that may not be listed."""
    if (seen := _SEEN.get()) is not None:
        seen.is_whole = False


def read(path: str | os.PathLike[str], most: int = MAX_BYTES) -> bytes:
    """The bytes of a regular file, at most one over a limit; pipes and devices are refused without waiting.

    Raises:
        NotRegular: it is no regular file.
        OSError: there is no such file, or it may not be read.
        ValueError: no file can have this name.
    """
    seen = _SEEN.get()
    if seen is None:
        return _bytes_of(path, most)
    name = absolute(path)
    seen.note_way(name)
    try:
        data = _bytes_of(path, most)
    except FileNotFoundError:
        seen.note(seen.files, name, None)
        raise
    except (OSError, ValueError):
        seen.is_whole = False
        raise
    seen.note(seen.files, name, _digest(data))
    seen.is_whole &= most == MAX_BYTES  # what is looked at again is read as chain files are
    return data


def digest_of(path: str | os.PathLike[str], data: bytes) -> str:
    """The digest of what was read of a file: as it was noted, where each time the same was read of it, else made."""
    seen = _SEEN.get()
    noted = seen.files.get(absolute(path)) if seen is not None and seen.is_whole else None
    return noted or _digest(data)


def is_still(data: Mapping[str, Mapping[str, str | None]]) -> bool:
    """Whether all that a run saw, as :meth:`Seen.as_data` gives it, is still so."""
    return (
        all(kind_of(path) == kind for path, kind in data["names"].items())
        and all(_listed(folder) == digest for folder, digest in data["folders"].items())
        and all(_digest_of(path) == digest for path, digest in data["files"].items())
    )


def _bytes_of(path: str | os.PathLike[str], most: int = MAX_BYTES) -> bytes:
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        raise NotRegular
    with open(descriptor, "rb") as file:  # where a size is told, room is made for no more
        return file.read(min(status.st_size, most) + 1 if status.st_size else most + 1)


def _digest(data: bytes) -> str:
    from hashlib import blake2b  # a start that keeps nothing does without

    return blake2b(data, digest_size=16).hexdigest()


def _digest_of(path: str) -> str | None:
    try:
        return _digest(_bytes_of(path))
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        return ""


def _listed(folder: str) -> str:
    try:
        return _digest_of_list(folder, *_entries(folder))
    except OSError:
        return ""


def _entries(folder: str | os.PathLike[str]) -> tuple[list[str], list[str]]:
    folders: list[str] = []
    files: list[str] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            (folders if entry.is_dir() else files).append(entry.name)
    return folders, files


def _digest_of_list(folder: str, folders: Iterable[str], files: Iterable[str]) -> str:
    """What a list of a folder comes to: what could be chain files, or is looked for, and where links lead."""
    named = [name + os.sep for name in folders if name in NAMES or not name.startswith(".")]
    named += [name for name in files if name in NAMES or name.lower().endswith(ENDINGS)]
    told = (f"{name}\0{kind_of(os.path.join(folder, name.rstrip(os.sep)))}" for name in sorted(named))
    return _digest("\0".join(told).encode("utf-8", "surrogateescape"))


def kind_of(path: str) -> str:
    """What stands under a name: nothing, a file, a folder or another thing; of a link also where it leads."""
    try:
        mode = os.lstat(path).st_mode
        if not stat.S_ISLNK(mode):
            return _letter(mode)
        real = os.path.realpath(path)
    except (OSError, ValueError):
        return "nothing"
    try:
        return f"link to {real}: {_letter(os.stat(real).st_mode)}"
    except OSError:
        return f"link to {real}: nothing"


def _letter(mode: int) -> str:
    return "file" if stat.S_ISREG(mode) else "folder" if stat.S_ISDIR(mode) else "other"
