"""One defect is planted, the files are checked, and what is found is held against what was planted."""

from __future__ import annotations

import datetime
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from random import Random
from typing import Final, NamedTuple, TypeVar

from mutation.worlds import World
from palveluketju.checking import check_workspace
from palveluketju.checks import CHECKS, CHECKS_ON_REQUEST
from palveluketju.findings import Path
from palveluketju.loading import Workspace, join_sources, load_workspace
from palveluketju.source import Source, parse_source

TODAY: Final = datetime.date(2026, 1, 1)
One = TypeVar("One")


class NoRoom(Exception):
    """A defect cannot be planted here; the message says why."""


class Found(NamedTuple):
    """A finding as it is compared: its file, its code, its place and what it says."""

    file: str
    code: str
    where: Path
    line: int
    message: str

    @property
    def place(self) -> tuple[str, str, Path]:
        """What makes it the same finding although it says more or less than before, or a list of one is written out."""
        where = self.where
        while where and where[-1] == 0:
            where = where[:-1]
        return self.file, self.code, where


@dataclass(frozen=True)
class Planted:
    """Where a defect must be found: in ``file``, at one of ``places`` or on one of ``lines``, or at one ``elsewhere``.

    ``elsewhere`` has places in other files, each with its file: one defect that has two ends, or is hurt at several
    places, can be found at any of them. ``also`` are codes that this very defect brings besides, with the reason; its
    kind has those that it always can.
    """

    file: str
    places: tuple[Path, ...] = ()
    lines: tuple[int, ...] = ()
    elsewhere: tuple[tuple[str, Path], ...] = ()
    also: Mapping[str, str] = field(default_factory=dict)


Plant = Callable[[World, Random], Planted]


@dataclass(frozen=True)
class Kind:
    """A kind of defect: what it is, the check that must find it, and what else it rightly brings, with the reason."""

    name: str
    code: str
    plant: Plant
    also: Mapping[str, str]


KINDS: Final[list[Kind]] = []


def kind(code: str, **also: str) -> Callable[[Plant], Plant]:
    """Make a kind of a function that plants one defect and tells where; its name in words is the kind's."""

    def made(plant: Plant) -> Plant:
        name = plant.__name__.replace("_", " ")
        KINDS.append(Kind(name, code, plant, also))
        return plant

    return made


def chosen(rng: Random, rooms: Iterable[One], none: str) -> One:
    """One of the places where a defect fits; where there is none, ``none`` says what is missing."""
    every = list(rooms)
    if not every:
        raise NoRoom(none)
    return rng.choice(every)


@dataclass(frozen=True)
class Outcome:
    """What became of one planted defect; ``beyond`` is what was found that nobody planted."""

    kind: Kind
    world: str
    caught: bool
    beyond: tuple[Found, ...]
    planted: Planted


@dataclass
class Base:
    """A world as it is before anything is planted, and what is found in it."""

    world: World
    found: frozenset[Found] = frozenset()

    def __post_init__(self) -> None:
        self._sources = {file: parse_source(self.world.text(file), name=file) for file in self.world.files}
        self.found = findings(join_sources(self._sources.values()))

    def plant(self, kind: Kind, rng: Random) -> Outcome:
        """Plant a defect of a kind.

        Raises:
            NoRoom: the world has no room for it.
        """
        world = self.world.copy()
        planted = kind.plant(world, rng)
        found = _from_disk(world) if _needs_a_disk(world) else findings(self._changed(world))
        before = {one.place for one in self.found}
        new = list(found - self.found)
        at = [one for one in new if one.code == kind.code and _is_at(one, planted)]
        allowed = {*kind.also, *planted.also}
        beyond = (one for one in new if one not in at and one.place not in before and one.code not in allowed)
        return Outcome(kind, self.world.name, bool(at), tuple(sorted(beyond)), planted)

    def _changed(self, world: World) -> Workspace:
        sources: dict[str, Source] = {}
        for file, data in world.files.items():
            if file in world.texts:
                sources[file] = parse_source(str(world.texts[file]), name=file)
            elif data == self.world.files.get(file):
                sources[file] = self._sources[file]
            else:
                sources[file] = parse_source(world.text(file), name=file)
        return join_sources(sources.values())


def _is_at(one: Found, planted: Planted) -> bool:
    wanted = (*((planted.file, place) for place in planted.places), *planted.elsewhere)
    by_place = any(
        one.file == file and one.where == place[: len(one.where)] and _is_near(one.where, place)
        for file, place in wanted
    )
    return by_place or (one.file == planted.file and one.line in planted.lines)


def _is_near(found: Path, place: Path) -> bool:
    """A list of one can be written as what stands in it, so that its only item has no place of its own."""
    return all(part == 0 for part in place[len(found) :])


def findings(workspace: Workspace) -> frozenset[Found]:
    """Everything that is found in a workspace; what is accepted is not among it."""
    report = check_workspace(workspace, (*CHECKS, *CHECKS_ON_REQUEST), today=TODAY)
    assert not report.crashes, report.crashes
    return frozenset(
        Found(one.file, one.finding.code, one.finding.where, one.position.line, one.finding.message)
        for file in report.files
        for one in file.findings
    )


def _needs_a_disk(world: World) -> bool:
    return bool(world.links) or any(isinstance(text, bytes) for text in world.texts.values())


def _from_disk(world: World) -> frozenset[Found]:
    """What is found in the files as a folder has them, named as before."""
    with tempfile.TemporaryDirectory() as folder:
        root = FilePath(folder).resolve() / "inside"
        for file in world.files:
            path = root / file
            path.parent.mkdir(parents=True, exist_ok=True)
            text = world.texts.get(file) or world.text(file)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        for file, target in world.links.items():
            outside = root.parent / target
            outside.write_text("palveluketju-catalogue: 1\n", encoding="utf-8")
            os.symlink(outside, root / file)
        found = findings(load_workspace([root]))
        return frozenset(one._replace(file=FilePath(one.file).relative_to(root).as_posix()) for one in found)
