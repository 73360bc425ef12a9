"""What rows are measured on: workspaces by their size, made when one is first asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring import CannotMeasure
from benchmarks.workspaces import write_workspace
from palveluketju import check_workspace, load_workspace
from palveluketju.loading import Workspace
from palveluketju.reporting import as_text


@dataclass(frozen=True)
class Material:
    """Where workspaces are kept, how many chains the usual one has, and how often each thing is measured."""

    folder: Path
    size: int
    rounds: int
    seed: int = 1

    def workspace(self, chains: int | None = None) -> Path:
        """A folder with a workspace of so many chains; without a number, of the usual size."""
        count = self.size if chains is None else max(chains, 1)
        folder = self.folder / f"{count}"
        if not folder.exists():
            write_workspace(folder, count, self.seed)
        return folder

    def files(self, chains: int | None = None) -> list[Path]:
        """The files of such a workspace."""
        return sorted(self.workspace(chains).rglob("*.yaml"))

    def texts(self) -> list[str]:
        """The texts of the usual workspace."""
        return [file.read_text(encoding="utf-8") for file in self.files()]


def read_all(folder: Path) -> Workspace:
    """A workspace, read whole.

    Raises:
        CannotMeasure: some of it was not read.
    """
    workspace = load_workspace([folder])
    if workspace.unread:
        raise CannotMeasure(str(workspace.unread[0]))
    return workspace


def check_all(folder: Path) -> int:
    """Read and check a workspace with everything, and word what is found: how many lines that is."""
    return _count(as_text(check_workspace(read_all(folder))))


def _count(lines: Iterable[str]) -> int:
    return sum(1 for _ in lines)
