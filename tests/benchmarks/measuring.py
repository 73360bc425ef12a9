"""Time of the processor and memory, in this process and in others.

A clock on the wall is asked only where several processes work at a time.
"""

from __future__ import annotations

import gc
import json
import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

PYTHON: Final = (sys.executable, "-P")
OWN: Final = (*PYTHON, "-m", "palveluketju")
# A small process between this one and what is measured: the most memory of a process is at least that of its parent.
_BETWEEN: Final = """
import json, os, sys, time
begun = time.monotonic()
quiet = [(os.POSIX_SPAWN_OPEN, one, os.devnull, os.O_RDWR, 0) for one in (1, 2)]
pid = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=quiet)
_, status, used = os.wait4(pid, 0)
elapsed = time.monotonic() - begun
print(json.dumps([os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss, elapsed]))
"""


class CannotMeasure(Exception):
    """Why a row has no number."""


@dataclass(frozen=True)
class Process:
    """What a process that has ended used: seconds of the processor, MiB of memory at most, seconds on the wall."""

    code: int
    seconds: float
    memory: float
    elapsed: float


@dataclass(frozen=True)
class Measured:
    """The numbers that rounds came to."""

    numbers: tuple[float, ...]

    @property
    def middle(self) -> float:
        """The median."""
        return median(self.numbers)


def process(command: Sequence[str], codes: Sequence[int] = (0, 1)) -> Process:
    """Run a command to its end, without what it writes.

    Raises:
        CannotMeasure: it ended otherwise than it should.
    """
    done = subprocess.run([sys.executable, "-S", "-E", "-c", _BETWEEN, *command], capture_output=True, text=True)
    if done.returncode:
        raise CannotMeasure(f"cannot run {command[0]}")
    code, seconds, most, elapsed = json.loads(done.stdout)
    if code not in codes:
        raise CannotMeasure(f"{' '.join(command[:4])} ended with {code}")
    return Process(code, seconds, most / (1 << 20 if sys.platform == "darwin" else 1 << 10), elapsed)


def seconds_of(function: Callable[[], object]) -> float:
    """The processor's time of a call in this process, with the collector as it is by default."""
    gc.collect()
    before = resource.getrusage(resource.RUSAGE_SELF)
    function()
    after = resource.getrusage(resource.RUSAGE_SELF)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def ratios(own: Callable[[], float], peer: Callable[[], float], rounds: int) -> Measured:
    """One divided by the other, in turns, so that a slow moment of the machine is of both."""
    return Measured(tuple(own() / max(peer(), 1e-6) for _ in range(rounds)))


def in_process(command: Sequence[str], codes: Sequence[int] = (0, 1)) -> Callable[[], float]:
    """The processor's time of a command, each time that it is asked for."""
    return lambda: process(command, codes).seconds


def in_call(function: Callable[[], object]) -> Callable[[], float]:
    """The processor's time of a call, each time that it is asked for."""
    return lambda: seconds_of(function)
