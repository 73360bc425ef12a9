"""A report of all files, narrowed to those that were named or have changed."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path as FilePath
from typing import TYPE_CHECKING

from palveluketju.checking.reports import FileReport, Located, WorkspaceReport
from palveluketju.loading import Workspace
from palveluketju.loading.files import CATALOGUE_NAMES

if TYPE_CHECKING:
    from palveluketju.loading.streaming import Stream


def narrowed(report: WorkspaceReport, kept: Collection[str]) -> WorkspaceReport:
    """A report of some files, by their names, which still knows the whole.

    What is found elsewhere and points to one of these files stays as well.
    """
    files = tuple(file for one in report.files if (file := _narrowed(one, kept)) is not None)
    if files == report.files:
        return report
    chains = sum(file.is_chain for file in files if file.name in kept)
    return replace(report, files=files, chains=chains, whole=report)


def _narrowed(file: FileReport, kept: Collection[str]) -> FileReport | None:
    if file.name in kept:
        return file

    def pointing(located: Iterable[Located]) -> tuple[Located, ...]:
        return tuple(one for one in located if any(end.file in kept for end in one.related))

    findings = pointing(file.findings)
    return replace(file, findings=findings, accepted=(), known=(), decisions=(), not_known=()) if findings else None


def concerned(workspace: Workspace | Stream, names: Iterable[str]) -> set[str]:
    """The names of the files of a workspace that some files and folders concern."""
    named = [FilePath(os.path.realpath(name)) for name in names]
    real = {file.name: FilePath(os.path.realpath(file.name)) for file in workspace.files}
    kept = {name for name, path in real.items() if any(path == one or path.is_relative_to(one) for one in named)}
    holding = {one.parent for one in named if one.name in CATALOGUE_NAMES}  # also of one that is there no more
    holding |= {real[file.name].parent for file in workspace.files if file.is_catalogue and file.name in kept}
    kept |= {name for name, path in real.items() if any(path.is_relative_to(folder) for folder in holding)}
    kept |= {file.name for file in workspace.files if file.base is not None and file.base.name in kept}
    over = {parent for name in kept for parent in real[name].parents}
    kept |= {file.name for file in workspace.files if file.is_catalogue and real[file.name].parent in over}
    kept |= {file.base.name for file in workspace.files if file.base is not None and file.name in kept}
    return kept
