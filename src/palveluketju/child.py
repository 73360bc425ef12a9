"""Other programs, run as a stranger would: with no environment, within limits, gone with all their children."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

ERROR_BYTES: Final = 4096


class TookTooLong(Exception):
    """The time was over before the program was."""


class FoundHere(Exception):
    """The only program of a name stands below the current folder: whoever gave the folder may have put it there."""

    def __init__(self, program: str) -> None:
        super().__init__(program)
        self.program = program


def find_program(name: str) -> str | None:
    """The place of a program, by the folders of PATH; None where there is none.

    A folder that is relative or empty, and a program below the current folder, also by a link, are passed over: a
    folder of chains that somebody has sent must not bring the programs that read it.

    Raises:
        FoundHere: there is none but those that were passed over.
    """
    here = Path.cwd().resolve()
    passed = ""
    for folder in os.environ.get("PATH", os.defpath).split(os.pathsep):
        found = shutil.which(name, path=folder or os.curdir)
        if found is None:
            continue
        own = Path(found).parent == Path(folder)  # Windows looks into the current folder first
        is_here = here != Path(here.anchor) and any(
            place.is_relative_to(here) for place in (Path(found).parent.resolve(), Path(found).resolve())
        )
        if own and os.path.isabs(folder) and not is_here:
            return found
        passed = passed or found
    if passed:
        raise FoundHere(passed)
    return None


def run(
    command: Sequence[str],
    given: bytes,
    folder: str,
    *,
    seconds: int,
    work: int,
    memory: int,
    most: int,
    environment: Mapping[str, str] | None = None,
) -> tuple[int, bytes, str]:
    """Run a program in a folder and a session of its own; its exit code, what it wrote, and its complaints.

    It has no environment but a path, the folder as its home, and what ``environment`` adds. ``work`` are the
    seconds that it may be at work, of which a busy machine takes longer; ``memory`` and ``most`` are bytes: of what it
    may use, and of what it may write.

    Raises:
        TookTooLong: it was not ready in ``seconds``.
    """
    with tempfile.TemporaryFile(dir=folder) as output, tempfile.TemporaryFile(dir=folder) as errors:
        child = subprocess.Popen(  # noqa: S603  # the program is looked up, its arguments are ours
            command,
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=errors,
            cwd=folder,
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC", "HOME": folder, **(environment or {})},
            start_new_session=True,
            preexec_fn=(lambda: _limit(work, memory, most)) if os.name == "posix" else None,
        )
        try:
            child.communicate(given, timeout=seconds)
        except subprocess.TimeoutExpired:
            raise TookTooLong from None
        finally:
            _end(child)
        output.seek(0)
        errors.seek(0)
        return child.returncode, output.read(most), errors.read(ERROR_BYTES).decode("utf-8", errors="replace")


def _limit(work: int, memory: int, most: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (work, work + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def _end(child: subprocess.Popen[bytes]) -> None:
    """End a program, and whatever it has started and left."""
    if os.name == "posix":
        with suppress(ProcessLookupError, PermissionError):  # all are gone
            os.killpg(child.pid, signal.SIGKILL)
    elif child.poll() is None:
        child.kill()
    child.wait()
