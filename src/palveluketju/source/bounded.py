"""The bytes of a file, within the limit of a chain file."""

from __future__ import annotations

import os
import stat
from pathlib import Path as FilePath
from typing import Final

from palveluketju import findings
from palveluketju.findings.translations import N_

MAX_FILE_BYTES: Final = 2 * 1024 * 1024
_CANNOT_READ: Final = N_("cannot read {file}: {reason}")


def read_bytes(path: str | os.PathLike[str], most: int = MAX_FILE_BYTES) -> bytes:
    """A file's bytes, at most one over a limit, by default that of a chain file.

    Pipes and devices are refused without waiting.

    Raises:
        CannotRun: there is no such file, it is not a regular file, or it may not be read.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        reason = findings.reason_of(error) if isinstance(error, OSError) else str(error)
        raise findings.CannotRun(_CANNOT_READ, file=FilePath(path), reason=reason) from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise findings.CannotRun(N_("cannot read {file}: it is not a regular file"), file=FilePath(path))
    with open(descriptor, "rb") as file:
        try:
            return file.read(most + 1)
        except OSError as error:
            raise findings.CannotRun(_CANNOT_READ, file=FilePath(path), reason=findings.reason_of(error)) from error
