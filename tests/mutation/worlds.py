"""Files as plain data, in which a defect can be planted: what a chain says, read without any check or analysis."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from palveluketju.source import parse_source
from palveluketju.source.writing import write_yaml

Data = dict[str, Any]
RESERVED = ("open", "unknown", "not-applicable")
"""The keys of an absence."""
CATALOGUE = "palveluketju-catalogue"


@dataclass
class World:
    """Files that are checked together, by name: their data, and the text or bytes of those that are no longer YAML.

    ``links`` are names of files that lead to another place, by what they lead to.
    """

    name: str
    files: dict[str, Data]
    texts: dict[str, str | bytes] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)

    def copy(self) -> World:
        """The same once more, for planting."""
        return World(self.name, copy.deepcopy(self.files))

    def text(self, file: str) -> str:
        """The text that a file has as it stands."""
        return write_yaml(self.files[file])

    def chains(self) -> Iterator[ChainIn]:
        """Its chains, without those that only say what another one has otherwise."""
        for name, data in self.files.items():
            if "palveluketju" in data and "variant-of" not in data:
                yield ChainIn(self, name, data)

    def variants(self) -> Iterator[ChainIn]:
        """Its chains that say what another one has otherwise."""
        for name, data in self.files.items():
            if "variant-of" in data:
                yield ChainIn(self, name, data)

    def catalogues(self) -> Iterator[tuple[str, Data]]:
        """Its catalogues."""
        for name, data in self.files.items():
            if CATALOGUE in data:
                yield name, data


@dataclass
class ChainIn:
    """One chain of a world, with the catalogues over it."""

    world: World
    file: str
    data: Data

    @property
    def id(self) -> str:
        """Its id."""
        return str(self.data["id"])

    def over(self) -> Iterator[tuple[str, Data]]:
        """The file itself and the catalogues of its folder and of the folders above it."""
        yield self.file, self.data
        above = PurePosixPath(self.file).parent
        for name, data in self.world.catalogues():
            if PurePosixPath(name).parent in (above, *above.parents):
                yield name, data

    def section(self, key: str) -> dict[str, Data]:
        """Every element of a section, of the chain and of the catalogues over it."""
        return {name: element for _, name, element in self.placed(key)}

    def placed(self, key: str) -> Iterator[tuple[str, str, Data]]:
        """Every element of a section with its file and its id."""
        for file, data in self.over():
            for name, element in section(data, key).items():
                yield file, name, element

    def home(self, key: str, name: str) -> str:
        """The file in which an element stands."""
        return next(file for file, one, _ in self.placed(key) if one == name)

    def levels(self) -> dict[str, Data]:
        """Its levels, by id."""
        return section(self.data, "levels")

    def offers(self, key: str = "levels") -> Iterator[Offer]:
        """Every service that a level (or a bar) offers, also each of several to choose from."""
        for name, element in section(self.data, key).items():
            for under in ("critical", "services"):
                for place, use in enumerate(items(element, under)):
                    one_of = items(use, "one-of") if isinstance(use, dict) else []
                    for index, one in enumerate(one_of):
                        yield Offer(name, under, (place, "one-of", index), service_of(one), one)
                    if not one_of:
                        yield Offer(name, under, (place,), service_of(use), use)

    def used(self) -> set[str]:
        """The services that it offers anywhere."""
        return {one.service for key in ("levels", "bars") for one in self.offers(key) if one.service}

    def tells_all(self) -> bool:
        """Whether no service of it, and nothing of what its levels and bars offer, is open or not known."""
        given = all(is_told(one.use) for key in ("levels", "bars") for one in self.offers(key))
        lists = (
            element.get(key)
            for section_ in ("levels", "bars")
            for element in section(self.data, section_).values()
            for key in ("critical", "services", "carries", "spans")
        )
        return given and all(not is_absence(one) for one in lists) and not is_absence(self.data.get("bars"))

    def organiser_of(self, service: str) -> list[str] | None:
        """Who organises a service; None where that is not told for certain."""
        told = self.section("services").get(service, {}).get("organiser")
        return parties(told)

    def own(self) -> list[str] | None:
        """Who organises the chain; None where that is not told for certain."""
        return parties(self.data.get("organiser"))

    def house(self, organisation: str) -> str:
        """The outermost whole of an organisation."""
        organisations = self.section("organisations")
        seen = {organisation}
        while True:
            whole = organisations.get(organisation, {}).get("part-of")
            if not isinstance(whole, str) or whole in seen:
                return organisation
            organisation = whole
            seen.add(whole)

    def is_outside(self, organisation: str) -> bool:
        """Whether an organisation is certainly of another house than those who organise the chain."""
        own = self.own()
        if own is None or organisation not in self.section("organisations"):
            return False
        return self.house(organisation) not in {self.house(one) for one in own}


@dataclass(frozen=True)
class Offer:
    """A service that a level or a bar offers: under which key, at which place, and how it is written."""

    giver: str
    key: str
    place: tuple[int | str, ...]
    service: str
    use: Any


def section(data: Mapping[str, Any], key: str) -> dict[str, Data]:
    """A section's elements by id; none where it is absent. What is written without a value becomes a mapping."""
    found = data.get(key)
    if not isinstance(found, dict) or is_absence(found):
        return {}
    for name, element in found.items():
        if element is None:
            found[name] = {}
    return {name: element for name, element in found.items() if isinstance(element, dict) and not is_absence(element)}


def is_absence(value: Any) -> bool:
    """Whether something is open, not known or not applicable."""
    return isinstance(value, dict) and any(key in value for key in RESERVED)


def is_told(value: Any) -> bool:
    """Whether something is written, and not in place of what is not."""
    return value is not None and not is_absence(value)


def items(data: Mapping[str, Any], key: str) -> list[Any]:
    """A value that can be one or a list, as a new list; empty where it is absent."""
    value = data.get(key)
    if value is None or is_absence(value):
        return []
    return list(value) if isinstance(value, list) else [value]


def service_of(use: Any) -> str:
    """The service of a use, in its short or its long form; empty where it is none."""
    return use if isinstance(use, str) else str(use.get("service", "")) if isinstance(use, dict) else ""


def parties(told: Any) -> list[str] | None:
    """The organisations of a duty that is held without dates; None where it is not told so."""
    given = told if isinstance(told, list) else [told]
    return [str(one) for one in given] if all(isinstance(one, str) for one in given) else None


def read_world(name: str, texts: Mapping[str, str]) -> World:
    """A world of texts as they stand in files."""
    return World(name, {file: plain(parse_source(text, name=file).data) for file, text in texts.items()})


def plain(value: Any) -> Any:
    """Data as it was read, in dicts and lists of its own; a key without a value is left out, as it means nothing."""
    if isinstance(value, Mapping):
        return {key: plain(one) for key, one in value.items() if one is not None or key.count(" -> ")}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return {} if value is None else value
