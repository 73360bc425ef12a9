"""The one place in the tests that asks a clock: to give up waiting for another program."""

from __future__ import annotations

import time
from collections.abc import Callable


def wait_until(condition: Callable[[], object], what: str, *, seconds: float = 60) -> None:
    """Wait until a condition holds.

    Raises:
        TimeoutError: it does not hold after so many seconds.
    """
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"after {seconds:g} seconds: {what}")
        time.sleep(0.02)
