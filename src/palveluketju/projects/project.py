"""Files that belong together: which configuration holds for what a run names, and what is read for it."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from palveluketju.cache.seen import note_name
from palveluketju.checking import (
    WorkspaceReport,
)
from palveluketju.checking.narrowing import concerned
from palveluketju.config import Config, read_config
from palveluketju.frozen import dataclass
from palveluketju.loading import Workspace, load_workspace
from palveluketju.loading.files import CATALOGUE_NAMES
from palveluketju.loading.ours import is_our_file
from palveluketju.projects.checked import Outcomes, checked, checked_stream, streams
from palveluketju.source import REPOSITORY, configuration_over, top_of

if TYPE_CHECKING:
    from palveluketju.checking.elsewhere import Going
    from palveluketju.loading.streaming import Stream


@dataclass(frozen=True)
class Project:
    """Files that are checked together.

    ``config`` is what holds for them. ``named`` are the files and folders that a run names; none where it names
    nothing. ``is_whole`` says whether all that the configuration names is read, of which what is named is a part; else
    only what is named is read, with the catalogues over it.
    """

    config: Config
    named: tuple[str, ...] = ()
    is_whole: bool = True

    @property
    def paths(self) -> tuple[str, ...]:
        """The files and folders that are read."""
        return self.config.paths if self.is_whole else self.named

    @property
    def root(self) -> Path:
        """The folder from which machines call the files: that of the repository, else of the configuration."""
        start = self.config.folder if self.is_whole else folder_of(self.named[0])
        here = Path(os.path.abspath(start))
        repository = next((one for one in (here, *here.parents) if os.path.lexists(one / REPOSITORY)), None)
        return repository or Path(top_of(here) or here)

    def loaded(self, *, texts: Mapping[str, str] | None = None, skip_foreign: bool = False) -> Workspace:
        """The files, read, a catalogue with those that it holds for.

        ``texts`` are taken in place of what files hold, by their names.
        """
        passed = {name for name in self.named if skip_foreign and not os.path.isdir(name) and not is_our_file(name)}
        named = [name for name in self.named if name not in passed]
        by_hand = [name for name in named if not os.path.isdir(name)]
        held = [str(folder_of(name)) for name in by_hand if os.path.basename(name) in CATALOGUE_NAMES]
        workspace = load_workspace(
            [*self.config.paths, *by_hand] if self.is_whole else [*named, *held],
            within=self.config.folder if self.is_whole else None,
            exclude=self.config.exclude,
            texts=texts,
            limits=self.config.limits,
        )
        return replace(workspace, foreign=tuple(dict.fromkeys((*workspace.foreign, *sorted(passed)))))

    def streamed(self) -> Stream | None:
        """The same, to be read one by one; None where they have to be read together."""
        if not streams(self.config) or not all(map(os.path.isdir, (*self.paths, *self.named))):
            return None
        from palveluketju.loading.streaming import stream_of  # files that are named are read together

        config = self.config
        within = config.folder if self.is_whole else None
        return stream_of(self.paths, within=within, exclude=config.exclude, limits=config.limits)

    def checked_stream(
        self, stream: Stream, *, today: datetime.date | None = None, going: Going = iter, jobs: int = 1
    ) -> WorkspaceReport:
        """All findings of files of a stream that count.

        Raises:
            Hidden: the files have to be read together.
        """
        return checked_stream(stream, self.config, today=today, going=going, jobs=jobs)

    def checked(
        self, workspace: Workspace, *, today: datetime.date | None = None, outcomes: Outcomes | None = None
    ) -> WorkspaceReport:
        """All findings of files of the project that count."""
        return checked(workspace, self.config, today=today, outcomes=outcomes)

    def asked_for(self, workspace: Workspace | Stream, since: str | None = None) -> set[str]:
        """The names of the files that the run is about: what is named, and what has changed since a revision.

        Raises:
            CannotRun: there is no such revision, or git cannot be run.
        """
        names = {file.name for file in workspace.files}
        if self.named and self.is_whole:
            names &= concerned(workspace, self.named)
        if since is not None:
            from palveluketju.revisions import changed_since  # git runs as a process of its own

            changed = changed_since([file.name for file in workspace.files], self.paths, since)
            names &= concerned(workspace, changed)
        return names


def projects_of(names: Iterable[str], here: Config | None = None) -> tuple[Project, ...]:
    """The projects of the files and folders that a run names; that of the current folder where it names none.

    The configuration of a name is the one that holds for its folder, else that of the current folder, ``here``. Where
    it names paths, and what is named is among them, the whole of them is read.

    Raises:
        CannotRun: a configuration cannot be used.
    """
    here = here or read_config()
    groups: dict[tuple[str, bool], tuple[Config, list[str]]] = {}
    for name in names:
        config = config_over(name, here)
        is_whole = config.named_paths and _is_among(name, config.paths)
        groups.setdefault((config.file, is_whole), (config, []))[1].append(name)
    projects = [Project(config, tuple(some), is_whole) for (_, is_whole), (config, some) in groups.items()]
    return tuple(projects) or (Project(here),)


def config_over(name: str, otherwise: Config) -> Config:
    """The configuration that holds for the folder of a file, or for a folder, else another.

    Raises:
        CannotRun: the configuration cannot be used.
    """
    found = configuration_over(folder_of(name))
    if found is None or found == os.path.abspath(otherwise.file or os.devnull):
        return otherwise
    return read_config(folder_of(name))


def folder_of(name: str) -> Path:
    """A folder itself, or that of a file."""
    path = Path(name)
    return path if path.is_dir() else path.parent


def _is_among(name: str, paths: Iterable[str]) -> bool:
    """Whether a file or folder is one of those that are configured, within one, or has one within it."""
    paths = tuple(paths)
    for path in (name, *paths):
        note_name(path)
    real = Path(os.path.realpath(name))
    every = [Path(os.path.realpath(path)) for path in paths]
    return any(real.is_relative_to(one) or (one.is_relative_to(real) and real.is_dir()) for one in every)
