"""Which files a path stands for: chain files, the catalogues that hold for them, the chain that a variant changes."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterable, Iterator
from dataclasses import field
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from palveluketju.cache.seen import note_folder, note_name, note_unknown
from palveluketju.findings import N_, NN_, Message
from palveluketju.frozen import dataclass
from palveluketju.loading.ignoring import Ignored
from palveluketju.loading.ours import is_our_file
from palveluketju.source import OUTSIDE, OUTSIDE_CONFIGURATION, is_inside, refusal, top_of

MAX_FOREIGN: Final = 20_000
VERY_MANY: Final = 2000
"""Of more files than that, as little is kept as can be, also where that takes some time."""
ENDINGS: Final = (".yaml", ".yml")
CATALOGUE_NAMES: Final = ("catalogue.yaml", "catalogue.yml")


@dataclass(frozen=True)
class Limits:
    """How much is read at a time: so many files, and so many MiB of them together."""

    files: int = 20_000
    mebibytes: int = 512


LIMITS: Final = Limits()
"""What is read where nobody asks for more or less: the chains of a whole country."""


@dataclasses.dataclass
class FoundFiles:
    """Names of files to read, and what is wrong with the paths.

    ``refused`` are the names that are not read, with the reason. ``alone`` are the files that were named by
    themselves; ``implied`` are those that stand beside or above what was named. ``foreign`` are YAML files that are of
    other formats, and were passed over. ``texts`` is what was read of files to find out whether they are of this
    format, as far as it is kept.
    """

    names: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    unread: list[Message] = field(default_factory=list)
    alone: set[str] = field(default_factory=set)
    implied: set[str] = field(default_factory=set)
    foreign: list[str] = field(default_factory=list)
    texts: dict[str, bytes] = field(default_factory=dict)


_TOO_MANY: Final = N_(
    "{path} has more than {most} chain files; raise 'max-files' in palveluketju.toml, or name its folders one by one"
)


def files_of(
    paths: list[Path],
    within: Path | None = None,
    *,
    exclude: Iterable[str] = (),
    limits: Limits = LIMITS,
    keeps_texts: int = 0,
) -> FoundFiles:
    """The files that paths stand for: files themselves, and what folders hold.

    Paths that a configuration names must lead into its folder, ``within``. In folders, files are passed over that are
    of other formats, that ``.gitignore`` files exclude, or that the patterns ``exclude`` name; a file that is named
    itself is taken whatever it is. What is read of them is kept for whoever reads them next, up to few bytes more than
    ``keeps_texts``.
    """
    found = FoundFiles()
    names: dict[str, None] = {}
    for path in paths:
        note_name(path)
        if within is not None and not is_inside(path, within):
            found.refused[str(path)] = OUTSIDE_CONFIGURATION
        elif os.path.isdir(path):
            _add_folder(path, names, found, Ignored(path, exclude, within), limits.files, keeps_texts)
        else:
            if path.name not in CATALOGUE_NAMES:
                _add_catalogues(path.parent, names, found)
            found.alone.add(str(path))
            names[str(path)] = None
        if len(names) > limits.files:
            found.unread.append(Message(_TOO_MANY, path=path, most=limits.files))
            return FoundFiles(unread=found.unread)
    same: dict[str, str] = {}
    for name in names:
        same.setdefault(_real(name), name)
    found.names = list(same.values())
    found.implied -= found.alone
    read = set(map(os.path.abspath, names))
    found.refused = {name: why for name, why in found.refused.items() if os.path.abspath(name) not in read}
    return found


def _real(name: str) -> str:
    try:
        return os.path.realpath(name)
    except ValueError:  # a character that no name of a file has; reading it will say so
        return name


def _add_folder(
    path: Path, names: dict[str, None], found: FoundFiles, ignored: Ignored, most: int, keeps_texts: int
) -> None:
    files, before = 0, len(found.foreign)
    kept = sum(map(len, found.texts.values()))
    is_in = cache(lambda folder: is_inside(folder, path))  # so what is no link itself is where its folder is
    for file in _yaml_files(path, ignored):
        if not (is_inside(file, path) if file.is_symlink() else is_in(file.parent)):
            found.refused[str(file)] = OUTSIDE
        elif file.name in CATALOGUE_NAMES or is_our_file(str(file), found.texts if kept < keeps_texts else None):
            name = str(file)
            names[name] = None  # one that is no regular file is refused when it is read
            found.implied.discard(name)
            kept += len(found.texts.get(name, b""))
        else:
            found.foreign.append(str(file))
            continue
        files += 1
        if len(names) > most or len(found.foreign) > MAX_FOREIGN:
            return
    if not files:
        others = len(found.foreign) - before
        found.unread.append(Message(_ONLY_OTHERS if others else _NO_FILES, path=path, count=others))
    _add_catalogues(path, names, found)


_NO_FILES: Final = N_("{path} has no chain files (*.yaml or *.yml)")
_ONLY_OTHERS: Final = NN_(
    "{path} has no chain files; {count} YAML file of another format was passed over",
    "{path} has no chain files; {count} YAML files of other formats were passed over",
)


def _add_catalogues(start: Path, names: dict[str, None], found: FoundFiles) -> None:
    """The catalogues of a folder and of those above it, up to where files belong together.

    Where nothing says how far that is, the folders below the working folder count, and others as long as each has one.
    """
    top, working, folder = top_of(start), Path(os.path.abspath(os.curdir)), start
    while True:
        here = [one for name in CATALOGUE_NAMES if is_there(one := folder / name)]
        for one in here:
            why = refusal(one, folder)
            if why is not None:
                found.refused[str(one)] = why
            elif str(one) not in names:
                names[str(one)] = None
                found.implied.add(str(one))
        above = Path(os.path.normpath(folder / ".."))
        if top is not None:
            is_last = os.path.abspath(folder) == top
        else:
            is_last = not here and folder != start and working not in Path(os.path.abspath(folder)).parents
        if is_last or above == folder:
            return
        folder = above


def is_there(path: Path) -> bool:
    """Whether a folder has a name that is not the name of a folder."""
    return os.path.lexists(path) and not os.path.isdir(path)


def _yaml_files(folder: Path, ignored: Ignored) -> Iterator[Path]:
    """In a stable order; links to folders are not followed, and what is ignored is passed over."""
    for current, folders, files in os.walk(folder, onerror=note_unknown, followlinks=False):
        note_folder(current, folders, files)
        folders[:] = sorted(name for name in folders if not ignored.passes_over(Path(current, name), is_folder=True))
        for name in sorted(files):
            if is_chain_file(name) and not ignored.passes_over(file := Path(current, name)):
                yield file


def holds_chain_files(folder: str | os.PathLike[str]) -> bool:
    """Whether a folder, or one below it, holds a file that is a chain file or a catalogue."""
    return any(is_our_file(str(file)) for file in _yaml_files(Path(folder), Ignored(Path(folder))))


def is_chain_file(name: str) -> bool:
    """Whether a file is called as chain files and catalogues are."""
    return name.lower().endswith(ENDINGS) and not name.startswith(".")


def folders_over(name: str) -> tuple[str, ...]:
    """The folder of a file and those above it: a catalogue in any of them holds for the file."""
    return _with_those_above(os.path.dirname(os.path.abspath(name)))


@lru_cache
def _with_those_above(folder: str) -> tuple[str, ...]:
    """A folder by its absolute name, with those above it; cut from the name, as folders can be very deep."""
    top = Path(folder).anchor
    below = folder[len(top) :]
    ends = [place for place, letter in enumerate(below) if letter == os.sep]
    return (folder, *[top + below[:end] for end in reversed(ends)], *([top] if below else ()))
