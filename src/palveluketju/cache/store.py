"""Texts that are kept in the user's cache folder by names; whatever goes wrong with it, there is nothing in it.

The folder and its files are only the user's: what is kept of a check names and shows what stands in the files.
"""

from __future__ import annotations

import os
import stat
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

MOST_FILES: Final = 256
MOST_BYTES: Final = 256 * 1024 * 1024
MOST_OF_ONE: Final = MOST_BYTES // 2
_APPLICATION: Final = "palveluketju"


def folder() -> str | None:
    """Where texts are kept, as the system wants it; None where the user has no such place."""
    if sys.platform == "win32":
        start = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        start = os.path.expanduser("~/Library/Caches")
    else:
        start = os.environ.get("XDG_CACHE_HOME", "")
        start = start if os.path.isabs(start) else os.path.expanduser("~/.cache")
    return os.path.join(start, _APPLICATION) if os.path.isabs(start) else None


def kept(name: str) -> bytes | None:
    """The text that is kept under a name."""
    where = folder()
    if where is None or not _is_ours(where):
        return None
    with suppress(OSError), open(os.path.join(where, name), "rb") as file:
        return file.read(MOST_OF_ONE)
    return None


def keep(name: str, text: bytes) -> None:
    """Keep a text under a name, whole or not at all; the oldest texts go where there are too many."""
    where = folder()
    if where is None or len(text) >= MOST_OF_ONE:
        return
    temporary = os.path.join(where, f".{name}.{os.getpid()}.{threading.get_ident()}")
    with suppress(OSError):
        os.makedirs(where, mode=0o700, exist_ok=True)
        if not _is_ours(where):
            return
        try:
            with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(text)
            os.replace(temporary, os.path.join(where, name))
        finally:
            with suppress(OSError):
                os.unlink(temporary)
        _make_room(where)


def _is_ours(where: str) -> bool:
    """Whether nobody else can put texts into the folder; elsewhere than on POSIX the place itself sees to it."""
    try:
        status = os.lstat(where)
    except OSError:
        return False
    if os.name != "posix":
        return stat.S_ISDIR(status.st_mode)
    return stat.S_ISDIR(status.st_mode) and status.st_uid == os.geteuid() and not status.st_mode & 0o077


def _make_room(where: str) -> None:
    count = size = 0
    for path, bytes_of in _newest_first(where):
        count, size = count + 1, size + bytes_of
        if count > MOST_FILES or size > MOST_BYTES:
            with suppress(OSError):  # another process was faster
                os.unlink(path)


def _newest_first(where: str) -> Iterator[tuple[str, int]]:
    found = []
    with os.scandir(where) as entries:
        for entry in entries:
            with suppress(OSError):
                status = entry.stat(follow_symlinks=False)
                found.append((-status.st_mtime_ns, entry.path, status.st_size))
    return ((path, size) for _, path, size in sorted(found))
