"""Work counted in lines executed, which is the same on a busy machine and on an idle one."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable
from types import FrameType
from typing import Any


def lines_executed(function: Callable[..., object], *args: object) -> int:
    """How many lines of Python a call executes, with all that it calls.

    What a single call of a C function does is not counted; loops over such calls are.
    """
    count = 0

    def trace(_frame: FrameType, event: str, _arg: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        function(*args)
    finally:
        sys.settrace(before)
    return count


def calls_by_argument(functions: Iterable[Callable[..., Any]], run: Callable[[], object]) -> Counter[tuple[str, int]]:
    """How often functions are called by something that runs, by their names and the ids of their first arguments.

    A function that is wrapped is meant without what it is wrapped in.
    """
    codes = {getattr(one, "__wrapped__", one).__code__ for one in functions}
    count: Counter[tuple[str, int]] = Counter()
    seen = []  # kept, so that no other argument gets the id of one

    def profile(frame: FrameType, event: str, _arg: Any) -> None:
        if event == "call" and frame.f_code in codes:
            first = frame.f_locals[frame.f_code.co_varnames[0]]
            seen.append(first)
            count[frame.f_code.co_name, id(first)] += 1

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        run()
    finally:
        sys.setprofile(before)
    return count
