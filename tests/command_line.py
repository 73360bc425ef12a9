"""The command line, run in this process or in one of its own."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import subprocess
import sys
from pathlib import Path
from unittest import mock

from palveluketju.cli import main

ROOT = Path(__file__).parent.parent
COMMAND = Path(sys.executable).parent / "palveluketju"


def environment_with(more: dict[str, str]) -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR")} | more


def run_apart(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    env = environment_with(environment)
    return subprocess.run([COMMAND, *arguments], cwd=cwd, capture_output=True, text=True, env=env, timeout=300)


def run(*arguments: str, cwd: Path = ROOT, given: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """The command in this process, with streams, an environment and a folder of its own."""
    said, told = io.BytesIO(), io.BytesIO()
    ending = signal.getsignal(signal.SIGTERM)
    try:
        with (
            contextlib.chdir(cwd),
            mock.patch.dict(os.environ, environment_with(environment), clear=True),
            mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode()), encoding="utf-8")),
            contextlib.redirect_stdout(io.TextIOWrapper(said, encoding="utf-8", write_through=True)),
            contextlib.redirect_stderr(io.TextIOWrapper(told, encoding="utf-8", write_through=True)),
        ):
            code = main([*arguments])
            return subprocess.CompletedProcess(
                [*arguments], code, said.getvalue().decode("utf-8"), told.getvalue().decode("utf-8")
            )
    finally:
        signal.signal(signal.SIGTERM, ending)
