"""What is told of an element under a key: its values, and whether those are all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from palveluketju.frozen import dataclass
from palveluketju.model import State, is_absent, is_not_applicable, settled, unsettled_in


@dataclass(frozen=True, slots=True)
class Told:
    """The values that the data says of an element, and what is told of the rest.

    ``rest`` is THERE where these values are all; OPEN where more can be decided or found out; NOT_STATED where the data
    does not say whether there are more. ``doubtful`` are the only other values that there can be, if that is known,
    each with OPEN or NOT_STATED as its own.
    """

    values: frozenset[str] = frozenset()
    rest: State = State.THERE
    doubtful: Mapping[str, State] | None = None

    def rest_of(self, is_meant: Callable[[str], bool]) -> State:
        """The same as ``rest``, of the values that are meant only."""
        if self.doubtful is None:
            return self.rest
        return weakest(state for value, state in self.doubtful.items() if is_meant(value))


NOTHING: Final = Told()
"""Of an element that the key says nothing about: it has none of its values."""
UNTOLD: Final = Told(rest=State.NOT_STATED)
"""Of an element that the key is about, where the data says nothing."""
_WEAKEST: Final = (State.OPEN, State.NOT_STATED, State.THERE)


def of_values(value: Any) -> Told:
    """What a declared value, or a list of values, tells; what rightly is not there has none."""
    if is_absent(value):
        return NOTHING if is_not_applicable(value) else Told(rest=State.OPEN)
    if value is None or value == ():
        return UNTOLD
    items = value if isinstance(value, tuple) else (value,)
    rest = State.OPEN if unsettled_in(items) else State.THERE
    return Told(frozenset(str(getattr(one, "value", one)) for one in settled(items)), rest)


def together(every: Iterable[Told]) -> Told:
    """What several tell of one element."""
    told = list(every)
    return Told(frozenset().union(*(one.values for one in told)), weakest(one.rest for one in told))


def weakest(states: Iterable[State]) -> State:
    """What is told of the rest of several: something to decide or to find out stands before what is not stated."""
    found = set(states)
    return next((state for state in _WEAKEST if state in found), State.THERE)
