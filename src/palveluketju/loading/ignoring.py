"""Which files of a folder nobody means: those that ``.gitignore`` files exclude, and those that patterns name."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from palveluketju.findings import CannotRun
from palveluketju.source import read_bytes, top_of

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

IGNORE_FILE: Final = ".gitignore"
NEVER: Final = frozenset({"node_modules", "__pycache__"})
"""Folders that hold what was installed, never what was written."""
_MOST: Final = 1 << 18


def is_pattern(text: str) -> bool:
    """Whether a text can be a pattern of files, as in a ``.gitignore``."""
    try:
        _spec([text])
    except (ValueError, re.error):
        return False
    return True


class Ignored:
    """What of a folder is passed over.

    Patterns of ``.gitignore`` files hold for their folder and those below; of those above a folder, up to where files
    belong together. ``exclude`` are patterns relative to ``within``. As in git, the last pattern that fits decides, and
    nothing can be taken back in from a folder that is passed over.
    """

    def __init__(self, start: Path, exclude: Iterable[str] = (), within: Path | None = None) -> None:
        self._specs: dict[str, GitIgnoreSpec | None] = {}
        self._over: dict[str, list[tuple[str, GitIgnoreSpec]]] = {}
        patterns = tuple(exclude)
        self._excluded = _spec(patterns) if patterns else None
        self._within = os.path.abspath(within if within is not None else start)
        self._top = top_of(start) or os.path.abspath(start)

    def passes_over(self, path: str | os.PathLike[str], *, is_folder: bool = False) -> bool:
        """Whether a file or a folder is passed over; the folders above it are not asked."""
        here = os.path.abspath(path)
        if os.path.basename(here).startswith(".") or (is_folder and os.path.basename(here) in NEVER):
            return True
        excluded = self._excluded
        if excluded and self._is_in(here, self._within) and self._fits(excluded, here, self._within, is_folder):
            return True
        decided = False
        for folder, spec in self._specs_over(os.path.dirname(here)):  # the nearest one has the last word
            found = spec.check_file(self._name(here, folder, is_folder)).include
            decided = decided if found is None else found
        return decided

    def _specs_over(self, folder: str) -> list[tuple[str, GitIgnoreSpec]]:
        """The patterns that hold for what stands in a folder, each with its own folder, the nearest last."""
        known = self._over.get(folder)
        if known is None:
            every = ((one, self._spec_of(one)) for one in reversed(self._folders_over(folder)))
            known = self._over[folder] = [(one, spec) for one, spec in every if spec is not None]
        return known

    def _folders_over(self, folder: str) -> list[str]:
        """A folder and those above it, nearest first, up to the top."""
        folders = []
        while True:
            folders.append(folder)
            above = os.path.dirname(folder)
            if folder == self._top or above == folder or not self._is_in(folder, self._top):
                return folders
            folder = above

    def _spec_of(self, folder: str) -> GitIgnoreSpec | None:
        if folder not in self._specs:
            self._specs[folder] = _read(os.path.join(folder, IGNORE_FILE))
        return self._specs[folder]

    def _fits(self, spec: GitIgnoreSpec, path: str, within: str, is_folder: bool) -> bool:
        return spec.match_file(self._name(path, within, is_folder))

    @staticmethod
    def _is_in(path: str, folder: str) -> bool:
        return path != folder and Path(path).is_relative_to(folder)

    @staticmethod
    def _name(path: str, folder: str, is_folder: bool) -> str:
        return Path(path).relative_to(folder).as_posix() + ("/" if is_folder else "")


def _spec(lines: Iterable[str]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec  # only where there are patterns

    return GitIgnoreSpec.from_lines(lines)


def _read(file: str) -> GitIgnoreSpec | None:
    """The patterns of a file; None where there is none. A pattern that is none is passed over, as git does."""
    try:
        lines = read_bytes(file)[:_MOST].decode("utf-8-sig", errors="replace").splitlines()
    except CannotRun:
        return None
    return _spec(line for line in lines if is_pattern(line))
