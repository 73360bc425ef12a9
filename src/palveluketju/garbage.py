"""The collector of Python's garbage, paused while very much is made that is all kept."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Final


class _Pauses:
    """Those who want the collector paused, in whatever threads; the last of them lets it go on."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._count = 0
        self._was_on = False

    @contextmanager
    def __call__(self) -> Iterator[None]:
        with self._lock:
            if not self._count:
                self._was_on = gc.isenabled()
                gc.disable()
            self._count += 1
        try:
            yield
        finally:
            with self._lock:
                self._count -= 1
                if not self._count and self._was_on:
                    _count_as_old()
                    gc.enable()


def _count_as_old() -> None:
    """Count what was made meanwhile among what is old, as if it had been looked through and found to be no garbage.

    Else all of it is looked through as soon as the collector is on again. Frozen things of somebody's own stay so.
    """
    if not gc.get_freeze_count():
        gc.freeze()
        gc.unfreeze()


collector_paused: Final = _Pauses()
"""A context in which Python looks for no garbage; afterwards it does as before, also after an error.

What is read and checked is kept, and hardly any of it is garbage: to go through all of it often finds nothing.
"""
