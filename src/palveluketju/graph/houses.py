"""Which organisations of a chain are one party, asked once for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from palveluketju.model import Organisation, house_of, repeated_organisations


class Houses:
    """The houses of declared organisations; one that is declared under two ids is one house."""

    def __init__(self, organisations: Mapping[str, Organisation]) -> None:
        self._organisations = organisations
        self._found: dict[str, str] = {}

    def of(self, name: str) -> str:
        """The id of an organisation's house; an id that nobody declares is a house by itself."""
        if name not in self._found:
            house = house_of(self._organisations, self._first.get(name, name))
            self._found[name] = house_of(self._organisations, self._first.get(house, house))
        return self._found[name]

    def parties(self, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Organisations by the house that they belong to, both in the order in which they are given."""
        houses: dict[str, dict[str, None]] = {}
        for name in names:
            houses.setdefault(self.of(name), {})[name] = None
        return {house: tuple(those) for house, those in houses.items()}

    def over(self, name: str) -> tuple[str, ...]:
        """The ids of the organisations that one is a part of, the nearest first; a circle is followed once."""
        found = [name]
        while found[-1] in self._organisations:
            whole = self._organisations[found[-1]].part_of
            if whole is None or whole in found:
                break
            found.append(str(whole))
        return tuple(found[1:])

    @cached_property
    def _first(self) -> dict[str, str]:
        """The ids under which an organisation is declared again, with the first of each."""
        return repeated_organisations(self._organisations)
