"""Dataclasses that are frozen, completed when the first of them is made.

``dataclass(frozen=True, slots=True)`` writes seven functions for a class, compiles each by itself, and makes the class
a second time. A check imports a hundred such classes and makes values of half of them; to complete all of them at once
took a quarter of the time of checking one chain. What comes of it is the same.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, Final, NoReturn, cast

__all__ = ["dataclass", "late"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool, slots: bool = False, eq: bool = True, repr: bool = True):  # noqa: A002
        """The decorator of :mod:`dataclasses`, for a class that is frozen."""
        if not frozen:
            raise TypeError("this is for frozen classes; dataclasses has the others")
        asked = (*_ALWAYS, *(("__eq__", "__hash__") if eq else ()), *(("__repr__",) if repr else ()))
        return lambda plain: _made(plain, asked, is_frozen=True, has_slots=slots)


def late(*, frozen: bool = False, slots: bool = False) -> Callable[[type], type]:
    """The same for a class of others: one that is not frozen has no hash, as with :mod:`dataclasses`."""
    asked = (*_ALWAYS, "__eq__", "__repr__", *(("__hash__",) if frozen else ()))
    return lambda plain: _made(plain, asked, is_frozen=frozen, has_slots=slots)


def _made(plain: type, asked: Iterable[str], *, is_frozen: bool, has_slots: bool) -> type:
    """A class as it was written, with what completes it where its methods will be."""
    annotated = vars(plain).get("__annotations__", {})
    fields = tuple(name for name, kind in annotated.items() if not str(kind).partition("[")[0].endswith("ClassVar"))
    kept = {name: value for name, value in vars(plain).items() if name not in ("__dict__", "__weakref__")}
    for name in fields:
        value = kept.pop(name, dataclasses.MISSING)
        default = value.default if isinstance(value, dataclasses.Field) else value
        if default is not dataclasses.MISSING and not has_slots:
            kept[name] = default
    later = {name: _Later(plain, _HOW.get(name, _complete)) for name in asked if kept.get(name) is None}
    slotted = {"__slots__": fields} if has_slots else {}
    sent = {"__getstate__": _state, "__setstate__": _put} if has_slots and is_frozen else {}
    of_kind = {"__setattr__": _no_change, "__delattr__": _no_loss} if is_frozen else {"__hash__": kept.get("__hash__")}
    return type(plain)(plain.__name__, plain.__bases__, {**kept, **of_kind, **later, **slotted, **sent})


_ALWAYS: Final = ("__init__", "__match_args__", "__dataclass_fields__", "__dataclass_params__")


class _Later:
    """What stands for a method until it is asked for: then the class is completed, as far as this goes."""

    def __init__(self, plain: type, complete: Callable[[Any, type], None]) -> None:
        self._plain, self._complete = plain, complete

    def __set_name__(self, owner: type, name: str) -> None:
        self._owner, self._name = owner, name

    def __get__(self, one: object, asked: type | None = None) -> Any:
        if self._owner.__dict__[self._name] is self:
            self._complete(self._owner, self._plain)
        return getattr(asked if one is None else one, self._name)


def _complete(made: type, plain: type) -> None:
    """Give a class what makes its values, knows its fields and shows them."""
    is_frozen = vars(made).get("__setattr__") is _no_change
    extends = is_frozen and any(map(dataclasses.is_dataclass, plain.__bases__))  # only what is frozen extends what is
    dataclasses.dataclass(frozen=extends, init=False, eq=False, repr=False)(plain)
    plain.__dataclass_params__.init = True  # type: ignore[attr-defined]
    plain.__dataclass_params__.frozen = is_frozen  # type: ignore[attr-defined]
    plain.__init__ = _making(plain)  # type: ignore[misc]
    shown = _shown(tuple(one.name for one in dataclasses.fields(plain) if one.repr))
    _put_in(made, {**{name: vars(plain)[name] for name in _ALWAYS}, "__repr__": shown})


def _making(plain: Any) -> Callable[..., None]:
    """What makes a value. For a class that is frozen, ``dataclasses`` compiles two functions more, which none needs."""
    known: dict[str, Any] = {"_set": object.__setattr__, "_anew": _MADE_ANEW}
    given = lines = ""
    for one in dataclasses.fields(plain):
        name, value = one.name, one.name
        given += f", {name}"
        if one.default is not dataclasses.MISSING:
            known[f"_default_{name}"] = one.default
            given += f"=_default_{name}"
        elif one.default_factory is not dataclasses.MISSING:
            known[f"_default_{name}"] = one.default_factory
            given += "=_anew"
            value = f"_default_{name}() if {name} is _anew else {name}"
        lines += f"    _set(self, '{name}', {value})\n"
    if hasattr(plain, "__post_init__"):
        lines += "    self.__post_init__()\n"
    exec(f"def __init__(self{given}):\n{lines or '    pass'}", known)  # noqa: S102  # as dataclasses does
    made: Any = known["__init__"]
    made.__qualname__ = f"{plain.__qualname__}.__init__"
    made.__annotations__ = {**{one.name: one.type for one in dataclasses.fields(plain)}, "return": None}
    return cast("Callable[..., None]", made)


class _MadeAnew:
    """What stands for a value that is made for each one."""

    def __repr__(self) -> str:
        return "<factory>"


_MADE_ANEW: Final = _MadeAnew()


def _complete_comparison(made: Any, _: type) -> None:
    """Give a class what compares its values and hashes them; most are never compared."""
    fields = dataclasses.fields(made)
    compared = [one.name for one in fields if one.compare]
    hashed = [one.name for one in fields if (one.compare if one.hash is None else one.hash)]
    methods: dict[str, Any] = {}
    text = (
        "def __eq__(self, other):\n    if other.__class__ is self.__class__:\n"
        f"        return {_all('self', compared)} == {_all('other', compared)}\n    return NotImplemented\n"
        f"def __hash__(self):\n    return hash({_all('self', hashed)})\n"
    )
    exec(text, {}, methods)  # noqa: S102  # what getters are made of takes half as long again
    _put_in(made, methods)


_HOW: Final = {"__eq__": _complete_comparison, "__hash__": _complete_comparison}


def _put_in(made: type, methods: dict[str, Any]) -> None:
    for name, method in methods.items():
        if isinstance(vars(made).get(name), _Later):
            setattr(made, name, method)


def _all(of: str, names: Iterable[str]) -> str:
    """A tuple of some attributes of a value, in Python."""
    return f"({''.join(f'{of}.{name}, ' for name in names)})"


def _shown(names: tuple[str, ...]) -> Callable[[object], str]:
    @recursive_repr()
    def __repr__(self: object) -> str:  # noqa: N807
        parts = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{self.__class__.__qualname__}({parts})"

    return __repr__


def _no_change(_: object, name: str, __: object) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _no_loss(_: object, name: str) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[object]:
    return [getattr(self, one.name) for one in dataclasses.fields(self)]


def _put(self: Any, state: list[object]) -> None:
    for one, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, one.name, value)
