"""A run of the command line: what it depends on beside the disk, what it wrote, and whether that still holds."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from typing import Any, Final, NamedTuple

from palveluketju.cache import seen, store

OFF: Final = "PALVELUKETJU_NO_CACHE"
"""The environment variable that switches the cache off."""
NO_CACHE: Final = "--no-cache"
_PACKAGE: Final = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_HEEDED: Final = ("NO_COLOR", "FORCE_COLOR", "TERM")
_SUMMARY: Final = "GITHUB_STEP_SUMMARY"
_INSTALLED: Final = (".dist-info", ".egg-info", ".egg-link", ".pth")


class Written(NamedTuple):
    """What a run writes: the text that it prints, with styles, and whether these are shown; files; the exit code.

    ``read`` are names of files that were read, none of which is written over. ``summary`` is added to the summary of a
    step.
    """

    printed: str
    colour: bool | None
    files: Mapping[str, str]
    read: Sequence[str]
    summary: str | None
    code: int = 0

    def is_sound(self) -> bool:
        """Whether all is of its kind; what is kept in a file could be anything."""
        texts = (self.printed, *self.files, *self.files.values(), *self.read, self.summary or "")
        return self.code in (0, 1) and self.colour in (None, True, False) and {type(text) for text in texts} == {str}


class Run:
    """One run, and what it has ``seen`` of the disk."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self._day = _today()
        self.seen = seen.Seen()
        self.stamp = _stamp()
        self._name = _name_of(arguments, self._day, self.stamp)
        self.seen.note_above(os.curdir)
        for argument in arguments:
            self.seen.note_name(argument)

    def written_before(self) -> Written | None:
        """What the same run wrote before, where all that it saw is still so."""
        text = store.kept(self._name)
        if text is None:
            return None
        import json  # the options of a check are listed without it, and a run of which nothing is kept needs none

        try:
            data = json.loads(text)
            written = Written(**data["written"])
            return written if written.is_sound() and seen.is_still(data["seen"]) else None
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return None  # a file that is broken, or of another program

    def keep(self, written: Written) -> None:
        """Keep what the run wrote, unless it saw what can change unnoticed."""
        if self.seen.is_whole and self._day == _today():
            import json

            text = json.dumps({"seen": self.seen.as_data(), "written": written._asdict()}, separators=(",", ":"))
            store.keep(self._name, text.encode("ascii"))


_RUN: ContextVar[Run | None] = ContextVar("run", default=None)


@contextmanager
def kept_run(arguments: Sequence[str]) -> Iterator[Written | None]:
    """The run that some arguments ask for, with what it wrote before, where all that it saw is still so.

    What it sees from here on is noted, unless nothing of it is to be kept.
    """
    run = None
    if NO_CACHE not in arguments and not os.environ.get(OFF):
        with suppress(OSError):  # the current folder is gone
            run = Run(arguments)
    before = _RUN.set(run)
    try:
        with seen.noted(run.seen if run else None):
            yield run.written_before() if run else None
    finally:
        _RUN.reset(before)


def keep(written: Written) -> None:
    """Keep what the run that goes on wrote."""
    if (run := _RUN.get()) is not None:
        run.keep(written)


def stamp_of_run() -> str | None:
    """What stands for the library and all that it runs on; None where nothing of a run is to be kept."""
    run = _RUN.get()
    return None if run is None else run.stamp


def _today() -> str:
    return time.strftime("%Y-%m-%d")


def _name_of(arguments: Sequence[str], day: str, stamp: str) -> str:
    """The name under which a run is kept: of all that it depends on beside what it sees."""
    variables = {name: value for name, value in os.environ.items() if name.startswith("PALVELUKETJU_")}
    variables |= {name: os.environ[name] for name in _HEEDED if name in os.environ}
    depends: list[Any] = [1, list(arguments), os.getcwd(), sorted(variables.items()), day]
    depends.append(bool(os.environ.get(_SUMMARY)))  # each step has a file of its own
    return _digest_of([*depends, stamp]) + ".json"


def _stamp() -> str:
    """The library, Python, and what is installed."""
    return _digest_of(
        [
            sys.version,
            sys.platform,
            sys.byteorder,
            sys.maxsize,
            sys.flags.optimize,
            list(_of_library()),
            list(_installed()),
        ]
    )


def _digest_of(data: list[Any]) -> str:
    import json
    from hashlib import blake2b

    return blake2b(json.dumps(data).encode("ascii"), digest_size=20).hexdigest()


def _of_library() -> Iterator[tuple[str, int, int]]:
    """The files of this library, with sizes and times: it can be at work on itself."""
    waiting = [_PACKAGE]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in sorted(entries, key=lambda one: one.name):
                if entry.is_dir():
                    if entry.name != "__pycache__":
                        waiting.append(entry.path)
                else:
                    status = entry.stat()
                    yield entry.path, status.st_size, status.st_mtime_ns


def _installed() -> Iterator[tuple[str, int]]:
    """What is installed, with its versions: the libraries that are used, and packages that offer checks."""
    for folder in sys.path:
        with suppress(OSError), os.scandir(folder or os.curdir) as entries:
            for entry in sorted(entries, key=lambda one: one.name):
                if entry.name.endswith(_INSTALLED):
                    yield entry.path, entry.stat().st_mtime_ns
