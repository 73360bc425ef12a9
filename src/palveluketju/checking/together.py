"""Chains that are held against each other: what was found is kept, for as long as all of them are as they were in that.

What is remembered of a chain for the others is little of it, so most changes of one leave that as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from palveluketju.checking.shapes import NotPlain
from palveluketju.findings import Finding
from palveluketju.graph import Asked, CatalogueGraph, ChainGraph

if TYPE_CHECKING:
    import datetime

    from palveluketju.checking.kept import Kept
    from palveluketju.checking.records import Elsewhere

Found: TypeAlias = Mapping[str, Sequence[Finding]]
"""What is found in files, by their names."""


class Later(NamedTuple):
    """A chain of which a graph is made when somebody asks for it; ``stamp`` is made of all that it is made of."""

    chain_id: str
    stamp: str
    today: datetime.date
    graph: Callable[[], ChainGraph]


Declared: TypeAlias = ChainGraph | CatalogueGraph | Later
"""What of a file is held against others."""


class Together:
    """What is kept of chains that were held against each other; ``asked_of`` gives what is asked of a file."""

    def __init__(self, kept: Kept, elsewhere: Elsewhere, asked_of: Callable[[str], Asked]) -> None:
        self._kept = kept
        self._elsewhere = elsewhere
        self._asked_of = asked_of
        self._key: str | None = None

    def found(self, declared: Mapping[str, Declared], wrong: Iterable[str | None]) -> Found | None:
        """What was found in files, in their order; None where that is not known. ``wrong`` are ids of chains."""
        if any(isinstance(one, ChainGraph) for one in declared.values()):
            return None  # nothing tells what it is made of
        stamps = ((name, one.stamp if isinstance(one, Later) else "") for name, one in declared.items())
        self._key = self._kept.key_of_all([(*one, self._asked_of(one[0])) for one in stamps], wrong)
        text = self._kept.found_together(self._key)
        found: Found | None = None
        with suppress(NotPlain):
            found = None if text is None else self._elsewhere.value(text)
        return found

    def keep(self, found: Found) -> None:
        """Keep what is found, where it can be known again."""
        if self._key is not None:
            with suppress(NotPlain):
                text = self._elsewhere.packed({name: list(one) for name, one in found.items()})
                self._kept.keep_together(self._key, text)
