"""What is over on a graph's day and is still named: agreements, duties, organisations."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any, Final

from palveluketju.analyses.agreements import in_force
from palveluketju.findings import Path
from palveluketju.frozen import dataclass
from palveluketju.graph import CatalogueGraph, ChainGraph, Node, walked
from palveluketju.model import (
    Actor,
    Interface,
    ServiceUse,
    State,
    Status,
    Text,
    Unsettled,
    by_house,
    given,
    is_unsettled,
    listed,
)
from palveluketju.model.base import Value
from palveluketju.model.values import OrganisationId
from palveluketju.model.walking import holders

Graph = ChainGraph | CatalogueGraph
_DUTIES: Final = ("organiser", "producers", "funders")
_SCOPE: Final = ("services", "segments", "chains", "areas")
_NO_DUTY: Final = frozenset(("log", "areas", "segments", "steering", "strategy", "concepts"))
_NO_DUTY_KEYS: Final = frozenset(("part-of", "members", "ask"))


@dataclass(frozen=True, slots=True)
class DutyOver:
    """A duty of a service that everybody had until a day that has passed; ``key`` says which duty it is."""

    service: str
    name: Text | str
    key: str
    last: datetime.date
    where: Path


def is_over(graph: ChainGraph) -> bool:
    """Whether the last day of a chain has passed."""
    return _is_past(given(graph.chain.valid_until), graph)


def is_history(graph: Graph) -> bool:
    """Whether a chain only tells how something was; a catalogue never does."""
    return isinstance(graph, ChainGraph) and (graph.chain.status is Status.RETIRED or is_over(graph))


def nobody_organises_now(graph: ChainGraph, service: Node) -> bool:
    """Whether a service had an organiser until a day that has passed, and has none on the graph's day."""
    actors = listed(graph.service(service).organiser)
    was = any(_is_past(actor.until, graph) for actor in actors)
    return was and not any(actor.acts(graph.today) for actor in actors)


def outlived(graph: Graph) -> tuple[str, ...]:
    """The interfaces whose last day has passed and for which none has come that covers as much."""
    interfaces = graph.shared.interfaces
    standing = [one for one in interfaces.values() if in_force(graph, one) is not State.NONE]
    return tuple(
        name
        for name, one in interfaces.items()
        if one.status is not Status.RETIRED
        and _is_past(given(one.valid_until), graph)
        and not any(_covers_as_much(graph, other, one) for other in standing)
    )


def ending_by(graph: Graph, day: datetime.date) -> tuple[tuple[str, datetime.date], ...]:
    """The interfaces whose last day is to come by a day, with it, and that no other goes on from, covering as much."""
    interfaces = {name: one for name, one in graph.shared.interfaces.items() if one.status is not Status.RETIRED}
    return tuple(
        (name, last)
        for name, one in interfaces.items()
        if (last := given(one.valid_until)) is not None
        and graph.today <= last <= day
        and not any(_goes_on(other, last) and _covers_as_much(graph, other, one) for other in interfaces.values())
    )


def _goes_on(interface: Interface, last: datetime.date) -> bool:
    """Whether an interface holds on the day after another's last one, or may."""
    first, until = given(interface.valid_from), given(interface.valid_until)
    return (until is None or until > last) and (first is None or first <= last + datetime.timedelta(days=1))


def _is_past(day: datetime.date | None, graph: Graph) -> bool:
    return day is not None and day < graph.today


def _covers_as_much(graph: Graph, one: Interface, other: Interface) -> bool:
    """Whether an interface is between the parties of another one, and its scope takes in that one's."""
    organisations = graph.shared.organisations
    parties, wanted = (by_house(organisations, map(str, of.between)).keys() for of in (one, other))
    return wanted <= parties and all(_takes_in(getattr(one, key), getattr(other, key)) for key in _SCOPE)


def _takes_in(scope: Any, other: Any) -> bool:
    """Whether a part of a scope has all of another one; an absent one may."""
    return not isinstance(scope, tuple) or (isinstance(other, tuple) and set(other) <= set(scope))


def duties_over(graph: Graph) -> Iterator[DutyOver]:
    """The duties of services, and of services where they are offered, that nobody named has any more."""
    services = graph.shared.services
    told: list[tuple[Path, str, str, Any]] = [
        (("services", name), name, key, actors)
        for name, service in services.items()
        for key in _DUTIES
        if (actors := getattr(service, key))
    ]
    uses = walked(graph).of(ServiceUse)
    told += [(where, str(one.service), "producers", actors) for where, one in uses if (actors := one.producers)]
    for where, name, key, actors in told:
        last = _last_day(listed(actors))
        if last is not None and _is_past(last, graph):
            called = services[name].name if name in services else name
            yield DutyOver(name, called, key, last, (*where, key))


def _last_day(actors: Iterable[Actor | Unsettled]) -> datetime.date | None:
    """The last day of those who have a duty; None where one of them has it without an end, or there are others."""
    last = None
    for one in actors:
        if is_unsettled(one) or one.until is None:
            return None
        last = one.until if last is None else max(last, one.until)
    return last


def organisations_over(graph: Graph) -> Iterator[tuple[str, tuple[Path, ...]]]:
    """The organisations whose last day has passed, each with the places that give it a duty after that day."""
    over = {
        name: one.valid_until
        for name, one in graph.shared.organisations.items()
        if _is_past(given(one.valid_until), graph)
    }
    if not over:
        return
    named: dict[str, list[Path]] = {name: [] for name in over}
    for where, value in walked(graph).of(OrganisationId):
        if str(value) in named and _is_a_duty(graph, where):
            named[str(value)].append(where)
    yield from ((name, tuple(places)) for name, places in named.items() if places)


def _is_a_duty(graph: Graph, where: Path) -> bool:
    """Whether a place gives an organisation something to do today."""
    held = list(holders(graph.shared, where))
    keys = {part for holder, part in zip(held, where, strict=True) if isinstance(holder, Value)}
    if where[0] in _NO_DUTY or not _NO_DUTY_KEYS.isdisjoint(keys):
        return False
    if isinstance(held[-1], tuple):
        held.append(held[-1][int(where[-1])])  # the short form of a duty ends where it is written
    in_duty = all(one.acts(graph.today) for one in held if isinstance(one, Actor))
    return in_duty and all(in_force(graph, one) is not State.NONE for one in held if isinstance(one, Interface))
