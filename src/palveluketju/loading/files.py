"""Which files a path stands for: chain files, the catalogues that hold for them, the chain that a variant changes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

MAX_FILES: Final = 2000
ENDINGS: Final = (".yaml", ".yml")
CATALOGUE_NAMES: Final = ("catalogue.yaml", "catalogue.yml")


@dataclass
class FoundFiles:
    """Names of files to read, of links that lead outside their folder, and what is wrong with the paths.

    ``alone`` are the files that were named by themselves.
    """

    names: list[str] = field(default_factory=list)
    linked: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    alone: set[str] = field(default_factory=set)


def files_of(paths: list[Path]) -> FoundFiles:
    """The files that paths stand for: files themselves, and what folders hold."""
    found = FoundFiles()
    names: dict[str, None] = {}
    for path in paths:
        if path.is_dir():
            _add_folder(path, names, found)
        else:
            if path.name not in CATALOGUE_NAMES:
                names.update((str(one), None) for one in _catalogues_over(path))
            found.alone.add(str(path))
            names[str(path)] = None
        if len(names) > MAX_FILES:
            found.unread.append(f"{path} holds more than {MAX_FILES} chain files; check its folders one by one")
            return FoundFiles(unread=found.unread)
    same: dict[str, str] = {}
    for name in names:
        same.setdefault(os.path.realpath(name), name)
    found.names = list(same.values())
    return found


def _add_folder(path: Path, names: dict[str, None], found: FoundFiles) -> None:
    root = Path(os.path.realpath(path))
    files = 0
    for file in _yaml_files(path):
        files += 1
        if file.is_symlink() and not Path(os.path.realpath(file)).is_relative_to(root):
            found.linked.append(str(file))
        else:
            names[str(file)] = None
        if len(names) > MAX_FILES:
            return
    if not files:
        found.unread.append(f"{path} holds no chain files (*.yaml or *.yml)")
    names.update((str(one), None) for one in _catalogues_over(path))


def _catalogues_over(path: Path) -> Iterator[Path]:
    """The catalogue beside a file, and those of the folders above as long as each has one."""
    folder = path.parent
    while here := [one for name in CATALOGUE_NAMES if (one := folder / name).is_file()]:
        yield from here
        above = Path(os.path.normpath(folder / ".."))
        if above == folder:
            return
        folder = above


def _yaml_files(folder: Path) -> Iterator[Path]:
    """In a stable order; links to folders are not followed, hidden folders are passed over."""
    for current, folders, files in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(ENDINGS) and not name.startswith("."):
                yield Path(current, name)


def base_beside(name: str, chain_id: str) -> str | None:
    """The file beside a variant that is named after the chain it changes, None where there is none."""
    return next((str(one) for end in ENDINGS if (one := Path(name).parent / f"{chain_id}{end}").is_file()), None)


def folders_over(name: str) -> tuple[str, ...]:
    """The folder of a file and those above it: a catalogue in any of them holds for the file."""
    folder = Path(os.path.abspath(name)).parent
    return (str(folder), *map(str, folder.parents))
