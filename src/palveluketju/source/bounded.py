"""The bytes of a file, within the limit of a chain file."""

from __future__ import annotations

import os
from typing import Final

from palveluketju import findings
from palveluketju.cache import seen
from palveluketju.findings.translations import N_

MAX_FILE_BYTES: Final = seen.MAX_BYTES
_CANNOT_READ: Final = N_("cannot read {file}: {reason}")


def read_bytes(path: str | os.PathLike[str], most: int = MAX_FILE_BYTES) -> bytes:
    """A file's bytes, at most one over a limit, by default that of a chain file.

    Pipes and devices are refused without waiting.

    Raises:
        CannotRun: there is no such file, it is not a regular file, or it may not be read.
    """
    try:
        return seen.read(path, most)
    except seen.NotRegular:
        raise findings.CannotRun(N_("cannot read {file}: it is not a regular file"), file=_named(path)) from None
    except (OSError, ValueError) as error:
        reason = findings.reason_of(error) if isinstance(error, OSError) else str(error)
        raise findings.CannotRun(_CANNOT_READ, file=_named(path), reason=reason) from error


def _named(path: str | os.PathLike[str]) -> object:
    from pathlib import Path as FilePath  # which takes longer to import than most starts have for anything

    return FilePath(path)
