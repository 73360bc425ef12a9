"""Libraries that are needed for some formats only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from palveluketju.findings import N_, CannotRun


@contextmanager
def needed_for(ending: str) -> Iterator[None]:
    """Where files with an ending are written by a library that need not be installed.

    Raises:
        CannotRun: it is not.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("palveluketju"):
            raise
        raise CannotRun(
            N_("writing {kind} needs {library}, which is not installed; run: pip install 'palveluketju[office]'"),
            kind=ending,
            library=error.name,
        ) from error
