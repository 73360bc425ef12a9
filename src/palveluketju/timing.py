"""How long each stage of a command takes, where somebody asks for it."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from typing import Final

from palveluketju.findings import N_, translated

FINDING: Final = N_("finding files")
READING: Final = N_("reading")
TYPING: Final = N_("making values")
JOINING: Final = N_("joining with catalogues")
COMPILING: Final = N_("compiling")
PLACING: Final = N_("accepting and placing findings")
RENDERING: Final = N_("writing the report")
_NOTHING: Final = nullcontext()


class Timings:
    """The seconds of each stage: a stage within another one counts for itself only."""

    def __init__(self, now: Callable[[], float] = time.perf_counter) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._now = now
        self._within = [0.0]

    @contextmanager
    def of(self, stage: str) -> Iterator[None]:
        """Count what is done for a stage."""
        begun = self._now()
        self._within.append(0.0)
        try:
            yield
        finally:
            spent = self._now() - begun
            self.seconds[stage] += spent - self._within.pop()
            self._within[-1] += spent

    def lines(self, lang: str) -> list[str]:
        """The stages, the longest first, each with its seconds and its share of all."""
        whole = sum(self.seconds.values()) or 1.0
        return [
            f"{seconds:8.3f} s {seconds / whole:6.1%}  {translated(stage, lang)}"
            for stage, seconds in sorted(self.seconds.items(), key=lambda one: -one[1])
        ]


_ASKED: ContextVar[Timings | None] = ContextVar("timings", default=None)


@contextmanager
def counting(timings: Timings) -> Iterator[None]:
    """Count the stages of whatever is done meanwhile."""
    token = _ASKED.set(timings)
    try:
        yield
    finally:
        _ASKED.reset(token)


def is_counted() -> bool:
    """Whether somebody asks how long the stages take."""
    return _ASKED.get() is not None


def timed(stage: str) -> AbstractContextManager[None]:
    """A stage, counted where somebody asks for it."""
    asked = _ASKED.get()
    return _NOTHING if asked is None else asked.of(stage)
