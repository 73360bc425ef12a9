"""Shares of one population that goals aim at, and the levels that they leave nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from decimal import Decimal
from typing import Final, Literal

from palveluketju.findings import Path
from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph, Node
from palveluketju.model import Goal, Measure, Text, given, is_unsettled, spellings

_PERCENT: Final = re.compile(r"(\d{1,3}(?:[.,]\d{1,9})?)\s*(%?)")
_WHOLE: Final = 100
Key = Literal["target", "baseline"]


@dataclass(frozen=True, slots=True)
class SharedOut:
    """A population of which goals share out the whole, and the need levels that serve none of these goals.

    ``places`` are the shares: the targets of the goals, or their baselines.
    """

    population: Text
    levels: tuple[Node, ...]
    places: tuple[Path, ...] = field(compare=False)


def shared_out(graph: ChainGraph) -> tuple[SharedOut, ...]:
    """The populations that goals of a chain, or of its organiser's strategy, share out among some need levels only.

    Goals have one population where its name is spelt alike. Their targets (without any, their baselines) are shares of
    it where they are percentages of one time that make a hundred, and each is served by need levels of its own; those
    that make more overlap, and say nothing of what is left. Nothing is said where the population, the definition, the
    value or the time of one of these goals is open or not known, nor of a level that is there for such a goal.
    """
    goals: dict[Path, Goal] = {("goals", name): goal for name, goal in (given(graph.chain.goals) or {}).items()}
    strategy = ((("strategy", name), goal) for name, goal in graph.chain.strategy.items())
    goals.update((where, goal) for where, goal in strategy if ("goals", where[1]) not in goals)
    served = _served(graph, {str(where[-1]): goal for where, goal in goals.items()})
    unsure = {str(where[-1]) for where, goal in goals.items() if is_unsettled(goal.population)}
    return tuple(_shared_out(_by_population(goals), served, unsure))


def _shared_out(
    populations: Iterable[dict[Path, Goal]], served: Mapping[Node, set[str]], unsure: set[str]
) -> Iterator[SharedOut]:
    for goals in populations:
        names = {str(where[-1]) for where in goals}
        shares = {level: own & names for level, own in served.items()}
        key = _shares_whole(goals.values())
        if key is None or any(len(own) > 1 for own in shares.values()) or names != set().union(*shares.values()):
            continue
        levels = tuple(level for level, own in shares.items() if not own and not served[level] & unsure)
        population = given(next(iter(goals.values())).population)
        if levels and population is not None:
            yield SharedOut(population, levels, tuple((*where, key) for where in goals))


def _served(graph: ChainGraph, goals: Mapping[str, Goal]) -> dict[Node, set[str]]:
    """The goals that need levels with their parts are there for, with the goals that those are under."""
    found = {}
    for level in graph.levels():
        if graph.is_need_level(level) and not graph.wholes_of(level):
            own = {str(goal) for one in (level, *graph.parts_of(level)) for goal in graph.level(one).serves}
            waiting = list(own)
            while waiting:
                goal = goals.get(waiting.pop())
                new = {str(one) for one in goal.under} - own if goal else set[str]()
                own |= new
                waiting += new
            found[level] = own
    return found


def _by_population(goals: Mapping[Path, Goal]) -> list[dict[Path, Goal]]:
    """Goals by the population that their indicators count, however many languages it is named in."""
    known: dict[str, dict[Path, Goal]] = {}
    for where, goal in goals.items():
        population = given(goal.population)
        if population is not None:
            names = sorted(spellings(population))
            group = next((known[name] for name in names if name in known), {})
            group[where] = goal
            known.update((name, group) for name in names if name not in known)
    return list({id(group): group for group in known.values()}.values())


def _shares_whole(goals: Iterable[Goal]) -> Key | None:
    """What of some goals are shares that make the whole: their targets, without any their baselines."""
    goals = tuple(goals)
    if len(goals) < 2 or any(is_unsettled(goal.definition) or is_unsettled(goal.by) for goal in goals):
        return None
    key: Key = "baseline" if all(goal.target is None for goal in goals) else "target"
    measures = [given(goal.baseline if key == "baseline" else goal.target) for goal in goals]
    shares = [_share(measure, goal.unit) for measure, goal in zip(measures, goals, strict=True)]
    times = {
        (given(goal.by) if key == "target" else None, measure.dated if measure else None)
        for measure, goal in zip(measures, goals, strict=True)
    }
    is_whole = None not in shares and sum(filter(None, shares)) == _WHOLE
    return key if is_whole and len(times) == 1 else None


def _share(measure: Measure | None, unit: Text | None) -> Decimal | None:
    """The percentage that a measured value is: ``95 %``, ``72,9 %``, or ``95`` of a goal whose unit is ``%``."""
    if measure is None:
        return None
    percent = unit is not None and any(unit.text(lang).strip() == "%" for lang in unit.languages)
    found = [_PERCENT.fullmatch(measure.value.text(lang).strip()) for lang in measure.value.languages]
    shares = {Decimal(one[1].replace(",", ".")) for one in found if one and (one[2] or percent)}
    return shares.pop() if len(shares) == 1 and None not in found else None
