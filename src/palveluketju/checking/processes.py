"""Other processes of this computer that check files: each takes some at a time, and gives a record of each back."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import cycle, islice
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any, Final

from palveluketju.checking.records import Asking, Record, Recorder, Setting
from palveluketju.garbage import collector_paused

AT_A_TIME: Final = 4
"""How many files a process takes at a time."""
_AHEAD: Final = 2
"""How many times that are with each process, so that it need not wait."""
LEAST: Final = 12
"""For how many files it is worth while to start a process."""


def worth_starting(jobs: int, files: int) -> int:
    """How many processes are started for so many files where ``jobs`` are asked for; 0 where one is as fast."""
    count = min(jobs or _cores(), files // LEAST)
    return count if count > 1 else 0


def _cores() -> int:
    """How many processes can work at a time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Processes:
    """Processes that check files, until they are left.

    Whatever happens to one of them, the files that it had have no record, so that they are checked without it.
    """

    def __init__(self, count: int, setting: Setting) -> None:
        context = multiprocessing.get_context("spawn")  # a fork would take along what other threads hold
        self._pipes: list[Any] = []
        self._processes = []
        for _ in range(count):
            here, there = context.Pipe()
            process = context.Process(target=_work, args=(there, setting), daemon=True)
            process.start()
            there.close()
            self._pipes.append(here)
            self._processes.append(process)

    def __enter__(self) -> Processes:
        return self

    def __exit__(self, *_: object) -> None:
        for pipe in self._pipes:
            pipe.close()
        for process in self._processes:
            process.terminate()
            process.join()

    def records(self, files: Iterable[Asking]) -> Iterator[Record | None]:
        """The record of each file, in their order."""
        waiting: deque[tuple[Any, int]] = deque()
        rest, pipes = iter(files), cycle(self._pipes)
        most = _AHEAD * len(self._pipes)
        while True:
            while len(waiting) < most and (some := list(islice(rest, AT_A_TIME))):
                pipe = next(pipes)
                with suppress(OSError):  # that nobody is there is told by what does not come
                    pipe.send(some)
                waiting.append((pipe, len(some)))
            if not waiting:
                return
            pipe, count = waiting.popleft()
            try:
                yield from pipe.recv()
            except (EOFError, OSError):
                yield from [None] * count


def _work(pipe: Connection, setting: Setting) -> None:
    """What a process does: it checks what it is given until nobody is there to give it anything."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started it ends it
    given: SimpleQueue[list[Asking] | None] = SimpleQueue()
    threading.Thread(target=_take, args=(pipe, given), daemon=True).start()
    with collector_paused(), suppress(OSError):
        recorder = Recorder(setting)
        while (files := given.get()) is not None:
            pipe.send([recorder.record(*one) for one in files])


def _take(pipe: Connection, given: SimpleQueue[list[Asking] | None]) -> None:
    """Take what is given at once: who gives it need not wait until what was made of the last is taken."""
    try:
        while True:
            given.put(pipe.recv())
    except (EOFError, OSError):
        given.put(None)
