"""What a run wrote before is told again without anything that a check, or the command line, is made of."""

from __future__ import annotations

import io
import re
import sys
from typing import Final

from palveluketju.cache.runs import Written

_STYLE: Final = re.compile(r"\x1b\[[;?0-9]*[a-zA-Z]")


def told_again(written: Written) -> int | None:
    """Print what a run wrote before; the exit code, or None where that takes more than to print it.

    Terminals, other encodings and files are left to :mod:`palveluketju.commands.written`, which gives the same.
    """
    stream = sys.stdout
    if written.files or written.summary is not None:
        return None
    if type(stream) is not io.TextIOWrapper or stream.encoding.lower() != "utf-8":
        return None
    try:
        if stream.isatty():
            return None
        stream.reconfigure(errors="backslashreplace")
        stream.write(written.printed if written.colour else _STYLE.sub("", written.printed))
        stream.flush()
    except (OSError, ValueError):
        return None  # whoever tells all else that cannot be written tells it of this as well
    return written.code
