"""Going through a declaration: every value with its path, and the declaration as plain data again."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from enum import Enum
from functools import cache, cached_property, lru_cache, partial
from itertools import accumulate, chain, compress, count, pairwise
from operator import itemgetter
from typing import Any, Final, NamedTuple, get_args

from pydantic import BaseModel, RootModel

from palveluketju.findings import Path
from palveluketju.model.absence import Open, Unknown
from palveluketju.model.base import Frozen, Value
from palveluketju.model.elements import Acceptance, Element
from palveluketju.model.ranges import AgeRange, Band
from palveluketju.model.text import Text
from palveluketju.model.values import Reference


class Placed(NamedTuple):
    """A value and its path in the declaration."""

    where: Path
    value: Any


_placed: Final[Callable[[tuple[Path, Any]], Placed]] = partial(tuple.__new__, Placed)
"""The same without a call in Python: a walk makes very many."""
_first: Final = itemgetter(0)


class Walk(tuple[Placed, ...]):
    """The places of a declaration, in its own order, and which of them have a value of some classes."""

    def of(self, *kinds: type) -> Iterator[Placed]:
        """The places whose value is of one of some classes; each class is asked about once, and not each value."""
        those = _those(kinds)
        by_class = self._by_class
        found = [*compress(by_class.values(), map(those.__getitem__, by_class))]
        return map(self.__getitem__, found[0] if len(found) == 1 else sorted(chain.from_iterable(found)))

    @cached_property
    def _by_class(self) -> Mapping[type, list[int]]:
        found: defaultdict[type, list[int]] = defaultdict(list)
        lists = map(found.__getitem__, map(type, map(itemgetter(1), self)))
        deque(map(list.append, lists, count()), maxlen=0)  # in C: a walk is long, and this is asked of each
        return found


class _OfClasses(dict[type, bool]):
    """What is answered of classes, of each once: to ask it of each value costs more than all the rest."""

    def __init__(self, answer: Callable[[type], bool]) -> None:
        super().__init__()
        self._answer = answer

    def __missing__(self, kind: type) -> bool:
        answer = self[kind] = self._answer(kind)
        return answer


@lru_cache(maxsize=256)
def _those(kinds: tuple[type, ...]) -> _OfClasses:
    """Whether classes are of some classes."""
    return _OfClasses(lambda kind: issubclass(kind, kinds))


_has_parts: Final = _OfClasses(
    lambda kind: issubclass(kind, (BaseModel, Mapping, tuple)) and not issubclass(kind, (str, RootModel))
)
"""Whether values of a class are made of others; most have none."""


def walk(declaration: Any, where: Path = ()) -> Walk:
    """Every value in a declaration, depth first, in its own order; short forms end where they are written."""
    found = [(where, declaration)]
    if _has_parts[type(declaration)]:
        _gather(where, declaration, found)
    return Walk(map(_placed, found))


def walk_joined(whole: BaseModel, own: Walk, taken: Callable[[str, Any, Any], Walk]) -> Walk:
    """The walk of a declaration that has all that another has, and more in its sections, which is ``taken``.

    Nothing is gone through twice: ``taken`` gives the walk of an element by its section, its name and itself.
    """
    found = [Placed((), whole)]
    sizes = Counter(map(_first, map(_first, own[1:])))  # what a short form holds stands at its own place
    bounds = pairwise(accumulate(sizes.values(), initial=1))
    of_own: dict[Path, tuple[Placed, ...]] = {
        (name,): own[slice(*ends)] for name, ends in zip(sizes, bounds, strict=True)
    }
    for where, value in fields_of((), whole).values():
        itself, *within = of_own.get(where) or (Placed(where, Frozen()),)
        found += (Placed(where, value), *within)
        if isinstance(value, Mapping):
            more = (name for name in value if name not in itself.value)
            found += chain.from_iterable(taken(str(where[0]), name, value[name]) for name in more)
    return Walk(found)


def _gather(where: Path, value: Any, found: list[tuple[Path, Any]]) -> None:
    """Note what a value has within it; the format has a few floors, so that this goes no deeper."""
    if not isinstance(value, (tuple, dict)):
        held = vars(value)  # a model looks for each of its attributes twice
        for name, key in _given(value):
            part = held[name]
            there = where if key is None else where + (key,)  # noqa: RUF005  # a short form has no key
            found.append((there, part))
            if _has_parts[type(part)]:
                _gather(there, part, found)
        return
    parts: Iterable[tuple[str | int, Any]] = value.items() if isinstance(value, dict) else enumerate(value)
    for place, part in parts:
        there = where + (place,)  # noqa: RUF005  # takes half of the time, and there are very many
        found.append((there, part))
        if _has_parts[type(part)]:
            _gather(there, part, found)


def fields_of(where: Path, value: BaseModel) -> dict[str, Placed]:
    """What a value at a place was given, by the names of its fields; that of a short form stands at the same place."""
    return {name: Placed(where if key is None else (*where, key), getattr(value, name)) for name, key in _given(value)}


def _given(value: BaseModel) -> tuple[tuple[str, str | None], ...]:
    """The fields that a value was given, with their keys; that of a short form has none."""
    return _keys_given(type(value), frozenset(value.__pydantic_fields_set__))


def is_short(value: Any) -> bool:
    """Whether a value with fields was given nothing but what its short form stands for."""
    return [key for _, key in _given(value)] == [None]


def holders(declaration: Any, where: Path) -> Iterator[Any]:
    """For each part of a path, what has that part; None from where the declaration does not have it."""
    value = declaration
    for part in where:
        yield value
        if isinstance(value, BaseModel):
            name = next((name for name, key in keys_of(type(value)).items() if key == part), None)
            value = getattr(value, name) if name else None
        elif isinstance(value, Mapping):
            value = value.get(part)
        else:
            has_it = isinstance(value, tuple) and isinstance(part, int) and part < len(value)
            value = value[part] if has_it else None


def is_leaf(value: Any) -> bool:
    """Whether a value is said as one thing: a text, a word, a number, a day, an id, a range; not what has parts."""
    return isinstance(value, (str, RootModel, Enum, int, datetime.date, AgeRange, Band))


def _alone(value: Any) -> Any:
    return value[0] if isinstance(value, tuple) and len(value) == 1 else value


@cache
def keys_of(kind: type[BaseModel]) -> Mapping[str, str]:
    """The keys of the file by the names of fields, in the order of the format."""
    return {name: field.alias or name for name, field in kind.model_fields.items()}


@lru_cache(maxsize=512)
def _keys_given(kind: type[BaseModel], given: Set[str]) -> tuple[tuple[str, str | None], ...]:
    """The fields that a value was given, with their keys; values of one class are given the same few."""
    is_short = len(given) == 1 and getattr(kind, "short", None) in given
    return tuple((name, None if is_short else key) for name, key in keys_of(kind).items() if name in given)


class Key(NamedTuple):
    """The key that a value stands under: whether it must be given, and whether it takes ``{open: ...}``."""

    name: str
    must_be: bool
    can_be_open: bool


def key_of(declaration: Any, where: Path) -> Key:
    """The key of the format under which a value of a declaration stands."""
    held = zip(holders(declaration, where), where, strict=True)
    return _key(*[(type(one), str(part)) for one, part in held if isinstance(one, BaseModel)][-1])


@cache
def _key(kind: type[BaseModel], key: str) -> Key:
    field = next(kind.model_fields[name] for name, called in keys_of(kind).items() if called == key)
    return Key(key, field.is_required(), _takes_open(field.annotation))


def _takes_open(annotation: Any) -> bool:
    waiting = [annotation]
    while waiting:
        one = waiting.pop()
        if one is Open:
            return True
        if not isinstance(one, type):
            waiting += get_args(one)
    return False


def references(places: Walk) -> Iterator[Placed]:
    """Among the places of a walk, every id that must be declared somewhere, except the ends that a move's key names."""
    return places.of(Reference)


def open_parts(places: Walk) -> Iterator[Placed]:
    """Among the places of a walk, every decision not yet taken."""
    return places.of(Open)


def unknown_parts(places: Walk) -> Iterator[Placed]:
    """Among the places of a walk, everything that is said not to have been found out."""
    return places.of(Unknown)


def readings(places: Walk) -> Iterator[Placed]:
    """Among the places of a walk, every element that its source does not state as it is written."""
    return (place for place in places.of(Element) if place.value.reading)


def acceptances(places: Walk) -> Iterator[tuple[Path, Path, Acceptance]]:
    """Every accepted finding of a walk: the path of its element, its own path, and the acceptance."""
    for where, value in places.of(Acceptance):
        yield where[:-2], where, value


def as_data(value: Any) -> Any:
    """A declaration as the plain mappings, lists and strings of a file; what was not given is left out."""
    if isinstance(value, (RootModel, AgeRange, Band)):
        return value.model_dump()
    if isinstance(value, Value):
        return _mapping_of(value)
    if isinstance(value, Mapping):
        return {str(key): as_data(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [as_data(item) for item in value]
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


_ALONE: Final = ("criteria",)
"""The lists of which one item is written by itself, as it was when there could be one only."""


def _mapping_of(value: Value) -> Any:
    """Id and name first, then the fields of the value's own class, then those it has in common with others."""
    cls = type(value)
    fields = sorted(cls.model_fields, key=lambda name: (name not in ("id", "name"), name not in cls.__annotations__))
    data: dict[str, Any] = {}
    for name in fields:
        item, field = getattr(value, name), cls.model_fields[name]
        if name not in value.model_fields_set or item is None or (not item and item == field.default):
            continue
        data[field.alias or name] = as_data(_alone(item) if name in _ALONE else item)
    if cls.short is None or list(data) != [cls.short]:
        return data
    # a text in languages is a short form too; another mapping would be read as the keys of the long one
    is_short = not isinstance(data[cls.short], dict) or isinstance(getattr(value, cls.short), Text)
    return data[cls.short] if is_short else data
