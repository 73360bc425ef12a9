"""What a process of the command line does without: it makes much that it keeps, and has no use for much of pydantic."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import Any, Final

MANY: Final = 100_000
"""How many new objects there are before Python looks for garbage among them; 700 elsewhere."""
_PLUGINS: Final = "PYDANTIC_DISABLE_PLUGINS"
_LOADER: Final = "pydantic.plugin._loader"
_here: dict[str, bool] = {"in haste": False}


def hasten() -> None:
    """Do without, from here on, whatever is run in this process.

    To look for plugins, pydantic reads what every installed distribution says of itself. Where it is told not to, it
    still imports what would read that: a twenty-fifth of the time of checking one chain.
    """
    _here["in haste"] = True
    gc.set_threshold(MANY, 20, 20)
    if os.environ.setdefault(_PLUGINS, "__all__") == "__all__":
        vars(sys.modules.setdefault(_LOADER, ModuleType(_LOADER))).setdefault("get_plugins", tuple)


def imported(*names: str, meanwhile: Iterable[AbstractContextManager[None]]) -> None:
    """Import modules of a library in haste; or once more as they are, where one asks for more than is there.

    What is not written in Python cannot be imported twice, and stays.
    """
    before = set(sys.modules)
    try:
        with ExitStack() as until:
            for one in meanwhile:
                until.enter_context(one)
            for name in names:
                import_module(name)
    except Exception:  # whatever it asked for
        if not _here["in haste"]:
            raise
        for name in sys.modules.keys() - before:
            if str(getattr(sys.modules[name], "__file__", "")).endswith(".py"):
                del sys.modules[name]
        for name in names:
            import_module(name)


@contextmanager
def shapes_as_classes() -> Iterator[None]:
    """While a library is imported: its shapes of dictionaries are plain classes, as if it had written them so.

    Only type checkers ask for more. What ``typing`` makes of those of pydantic takes a thirtieth of the time of
    checking one chain.
    """
    import typing

    import typing_extensions

    with ExitStack() as until:
        if _here["in haste"]:
            for module in (typing, typing_extensions):
                until.enter_context(_replaced(module, "TypedDict", _Shape))
        yield


@contextmanager
def dataclasses_late() -> Iterator[None]:
    """While a library is imported: its dataclasses are completed as ours are, when the first of them is made.

    Of those of pydantic, few are ever made.
    """
    import dataclasses

    with ExitStack() as until:
        if _here["in haste"]:
            until.enter_context(_replaced(dataclasses, "dataclass", _late(dataclasses.dataclass)))
        yield


@contextmanager
def patterns_late() -> Iterator[None]:
    """While a library is imported: its patterns are compiled when they are first asked for anything.

    Those of PyYAML, which its reader in C does without, take a twentieth of the time of checking one chain.
    """
    import re

    with ExitStack() as until:
        if _here["in haste"]:
            until.enter_context(_replaced(re, "compile", partial(_Pattern, re.compile)))
        yield


@contextmanager
def module_late(name: str) -> Iterator[None]:
    """While a library is imported: a module that it imports whole is imported when it is first asked for anything."""
    if not _here["in haste"] or name in sys.modules:
        yield
        return
    sys.modules[name] = _Module(name)
    try:
        yield
    finally:
        del sys.modules[name]


class _Module(ModuleType):
    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self.__name__), name)


class _Pattern:
    """What stands for a pattern, and does all that it does once it is compiled."""

    def __init__(self, compiled: Callable[..., Any], *asked: Any, **named: Any) -> None:
        self._compiled = partial(compiled, *asked, **named)

    def __getattr__(self, name: str) -> Any:
        pattern = self._compiled()
        vars(self).update({one: getattr(pattern, one) for one in dir(pattern) if not one.startswith("__")})
        return getattr(pattern, name)


class _Shape(dict[str, Any]):
    def __init_subclass__(cls, **_: object) -> None:
        """Nothing is made of what must be there."""


def _late(at_once: Callable[..., Any]) -> Callable[..., Any]:
    from palveluketju.frozen import late

    def decorator(kind: type | None = None, **asked: bool) -> Any:
        if not asked or not asked.keys() <= {"frozen", "slots"}:
            return at_once(kind, **asked)
        return lambda plain: (at_once if "__slots__" in vars(plain) else late)(**asked)(plain)

    return decorator


@contextmanager
def _replaced(module: ModuleType, name: str, by: object) -> Iterator[None]:
    before = getattr(module, name)
    setattr(module, name, by)
    try:
        yield
    finally:
        setattr(module, name, before)
