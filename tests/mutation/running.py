"""Which kinds are planted where: a sample, or the whole; and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Final

from mutation.kinds import KINDS
from mutation.made import made
from mutation.planting import Base, Kind, NoRoom, Outcome
from mutation.real import real_worlds

MADE: Final = 32
"""How many made-up worlds the whole has; as many shapes, so that each kind has room in some."""
SAMPLED: Final = 12
"""How many of them a sample has: with these, a base is made quickly."""
LEAST: Final = 20
"""How often each kind is planted at least."""
CHAINS: Final = 5
"""In how many files each kind is planted at least."""
TRIES: Final = 12
"""How often a kind is planted in one world at most, where it has room in few."""


@dataclass
class Tally:
    """What came of one kind: its outcomes, and why it could not be planted, by how often."""

    kind: Kind
    outcomes: list[Outcome] = field(default_factory=list)
    no_room: Counter[str] = field(default_factory=Counter)

    def plant(self, base: Base, seed: int, turn: int = 0) -> Outcome | None:
        """Plant once more; None where there is no room."""
        rng = Random(f"{seed} {self.kind.name} {base.world.name} {turn}")  # noqa: S311 - not for secrets
        try:
            outcome = base.plant(self.kind, rng)
        except NoRoom as why:
            self.no_room[str(why)] += 1
            return None
        self.outcomes.append(outcome)
        return outcome

    @property
    def chains(self) -> int:
        """In how many files it was planted."""
        return len({(one.world, one.planted.file) for one in self.outcomes})

    @property
    def is_enough(self) -> bool:
        """Whether it was planted often enough, in enough files."""
        return len(self.outcomes) >= LEAST and self.chains >= CHAINS

    @property
    def caught(self) -> int:
        """How often the right check found it at the right place."""
        return sum(one.caught for one in self.outcomes)

    @property
    def beyond(self) -> int:
        """How many findings nobody planted."""
        return sum(len(one.beyond) for one in self.outcomes)


@cache
def made_bases(count: int) -> tuple[Base, ...]:
    """Made-up worlds, with nothing found in any."""
    return tuple(Base(made(seed)) for seed in range(count))


@cache
def real_bases() -> tuple[Base, ...]:
    """The chains of the project, with what is found in them as they stand."""
    return tuple(map(Base, real_worlds()))


@cache
def single_bases() -> tuple[Base, ...]:
    """The chains of the project, each by itself with what it uses: a folder of them takes longer to check."""
    return tuple(Base(world) for world in real_worlds() if world.name.endswith(".yaml"))


def sample(seed: int, count: int) -> Iterator[Outcome]:
    """So many defects, of every kind in turn, in worlds that the seed chooses."""
    rng = Random(f"sample {seed}")  # noqa: S311 - not for secrets
    bases = (*made_bases(SAMPLED), *single_bases())
    turns = {kind.name: rng.sample(bases, len(bases)) for kind in KINDS}
    planted = 0
    while planted < count and any(turns.values()):
        for kind in rng.sample(KINDS, len(KINDS)):
            while turns[kind.name] and planted < count:
                outcome = Tally(kind).plant(turns[kind.name].pop(), seed)
                if outcome is not None:
                    planted += 1
                    yield outcome
                    break


def whole(seed: int) -> list[Tally]:
    """Every kind, each until it is planted often enough, in all worlds in an order that the seed chooses."""
    with ProcessPoolExecutor() as processes:
        return list(processes.map(_planted_often_enough, KINDS, [seed] * len(KINDS)))


def _planted_often_enough(kind: Kind, seed: int) -> Tally:
    """One kind, once in each world; where too few have room, again in those that have."""
    tally = Tally(kind)
    bases = (*real_bases(), *made_bases(MADE))
    roomy = []
    for base in Random(f"{seed} {kind.name}").sample(bases, len(bases)):  # noqa: S311 - not for secrets
        if tally.is_enough:
            return tally
        if tally.plant(base, seed):
            roomy.append(base)
    for turn in range(1, TRIES):
        for base in roomy:
            if not tally.is_enough:
                tally.plant(base, seed, turn)
    return tally
