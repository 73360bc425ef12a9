"""Coverage: which tiers, and which sectors, each level of a chain has services of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from itertools import chain
from typing import Final, Literal, NamedTuple

from palveluketju.analyses.offering import Offering, offerings, unsure
from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph, Node, once_a_node
from palveluketju.model import NOT_TOLD, Role, Sector, State, Tier, state_of, unsettled_in

By = Literal["tier", "sector"]
ORDER: Final[dict[By, tuple[str, ...]]] = {
    "tier": (*(tier.value for tier in Tier), *NOT_TOLD),
    "sector": (*(sector.value for sector in Sector), *NOT_TOLD),
}
"""All columns that a table can have, in their order."""
_BY_ROLE: Final = {
    (Tier.GUIDANCE.value, Role.GUIDANCE): State.THERE,
    (Tier.PREVENTIVE.value, Role.PREVENTION): State.THERE,
    (Tier.PREVENTIVE.value, Role.HEALTH_PROMOTION): State.POSSIBLE,
}
"""What is told of a tier by what a bar or a level does for the chain, whatever services it lists."""


@dataclass(frozen=True, slots=True)
class Covered:
    """The services of a level that are of one tier or sector, and what is told of there being any.

    ``bars`` have something of the tier by what they do, whatever services they list: guidance whose services are not
    stated is there all the same.
    """

    services: tuple[Node, ...]
    state: State
    bars: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """A table of levels by tiers or sectors. Every service that the chain offers is in it.

    ``columns`` are the tiers or sectors that the chain has anything of, in the order of the format, then a state for
    services of which theirs is open, does not apply, or is not stated; only the last when no service is told. Each row
    has a cell a column. After the levels come the services of bars of which no level is told: their rows have, in
    place of a level, the state of it.
    """

    by: By
    columns: tuple[str, ...]
    rows: tuple[tuple[Node | State, tuple[Covered, ...]], ...]


def coverage(graph: ChainGraph, by: By = "tier", columns: Sequence[str] = ()) -> Coverage:
    """The services of each level, with those carried over and those of bars over it, by tier or by organiser's sector.

    A service that several sectors organise, or one organisation of several, stands under each of them. A level has none
    of a tier or sector only where nothing that could be there is left untold: services whose level, tier or organiser
    is not told, what is to be decided or found out, what bars do, and who takes part in them. ``columns`` are those to
    give, where several chains are to have the same; else those that the chain has anything of.
    """
    table = _Table(graph, by)
    if not columns:
        columns = tuple(column for column in ORDER[by] if column in table.used)
        columns = columns or ((State.NOT_STATED,) if table.rows else ())
    rows = [(level, table.cells(one, columns)) for level, one in table.rows.items()]
    return Coverage(by, tuple(columns), tuple(rows))


def columns_of(graph: ChainGraph, service: Node, by: By) -> tuple[str, ...]:
    """The tier of a service, or the sectors of its organisers; a state for what is not told of them."""
    declared = graph.service(service)
    if by == "tier":
        return (str(declared.tier) if isinstance(declared.tier, Tier) else state_of(declared.tier),)
    if organisers := graph.organisers_of(service):
        told_of = [sectors_or_state(graph, who) for who in organisers]
        return told_of[0] if len(told_of) == 1 else tuple(dict.fromkeys(chain.from_iterable(told_of)))
    told = state_of(declared.organiser)
    return (State.NOT_STATED if told is State.THERE else told,)


@once_a_node
def sectors_or_state(graph: ChainGraph, organisation: Node) -> tuple[str, ...]:
    """An organisation's sectors, or those of what it is a part of; the state of them where they are not told."""
    if sectors := graph.sectors_of(organisation):
        return tuple(map(str, sectors))
    declared = graph.chain.organisations
    told = (state_of(declared[name].sector) for name in (organisation.id, *graph.organisations_over(organisation)))
    return (next((state for state in told if state is not State.NOT_STATED), State.NOT_STATED),)


class _Partners(NamedTuple):
    """Who takes part somewhere and may have services there: sectors, and what is told in place of others."""

    sectors: frozenset[str]
    untold: frozenset[State]


class _More(NamedTuple):
    """What may be at a level besides its services: columns of those that may be there, and sectors of who takes part.

    ``untold`` is told of any tier or sector, by services and by partners of which theirs is not told.
    """

    maybe: AbstractSet[str]
    untold: AbstractSet[State]
    sectors: AbstractSet[str]


class _Table:
    """What each level has and could have, and of which columns it is."""

    def __init__(self, graph: ChainGraph, by: By) -> None:
        self._graph, self._by = graph, by
        self.rows = offerings(graph)
        offered = {service.id: service for row in self.rows.values() for service in row.services}
        self._columns = {name: columns_of(graph, service, by) for name, service in offered.items()}
        self.used = {column for columns in self._columns.values() for column in columns}
        if by == "tier":
            self.used |= {tier for tier, _ in _BY_ROLE for row in self.rows.values() if self._bars_for(row, tier)}

    def cells(self, row: Offering, columns: Iterable[str]) -> tuple[Covered, ...]:
        more = self._more_at(row)
        return tuple(self._cell(row, column, more) for column in columns)

    def _cell(self, row: Offering, column: str, more: _More) -> Covered:
        services = tuple([service for service in row.services if column in self._columns[service.id]])
        bars = self._bars_for(row, column)
        return Covered(services, State.THERE if services else unsure(self._states(row, column, more)), bars)

    def _bars_for(self, row: Offering, column: str) -> tuple[Node, ...]:
        """The bars that have something of a tier by what they do, and list no service of it."""
        return tuple(
            bar
            for bar in row.bars
            if State.THERE in self._by_role(column, self._graph.bar(bar).role)
            and not any(column in self._columns.get(one.service.id, ()) for one in self._graph.offers_of(bar))
        )

    def _states(self, row: Offering, column: str, more: _More) -> Iterator[State]:
        """What keeps a level without a service of a column from having none, and what is told of the rest."""
        yield row.otherwise
        if column in more.maybe:
            yield State.POSSIBLE
        yield from self._by_role(column, row.roles)
        for bar in row.bars:
            yield from self._by_role(column, self._graph.bar(bar).role)
        if any(list(self._by_role(column, self._graph.bar(bar).role)) for bar in row.maybe_bars):
            yield State.POSSIBLE
        if column not in NOT_TOLD:
            yield from more.untold
            if column in more.sectors:
                yield State.POSSIBLE

    def _by_role(self, column: str, roles: frozenset[Role] | tuple[Role, ...]) -> list[State]:
        if self._by != "tier":
            return []
        return [state for (tier, role), state in _BY_ROLE.items() if tier == column and role in roles]

    def _more_at(self, row: Offering) -> _More:
        """What may be of a row besides its services."""
        maybe = {column for service in row.maybe for column in self._columns[service.id]}
        of_services = {one for service in row.services for one in self._columns[service.id] if one in MAY_BE}
        partners = self._partners_at(row) if self._by == "sector" else []
        return _More(
            maybe,
            {MAY_BE[one] for one in (*of_services, *maybe) if one in MAY_BE}.union(*[one.untold for one in partners]),
            frozenset().union(*[one.sectors for one in partners]),
        )

    def _partners_at(self, row: Offering) -> list[_Partners]:
        """Who takes part in the chain, a level or a bar that a row is of; most levels have nobody."""
        graph = self._graph
        levels = [self._partnering[level.id] for level in row.levels if level.id in self._partnering]
        bars = [
            _partners(graph, graph.bar(bar).partners, graph.partners_of(bar)) for bar in (*row.bars, *row.maybe_bars)
        ]
        return [_partners(graph, graph.chain.partners, graph.partners_of()), *levels, *bars]

    @cached_property
    def _partnering(self) -> dict[str, _Partners]:
        """Who takes part in each level that tells of it."""
        graph = self._graph
        declared = {level: graph.level(level).partners for level in graph.levels()}
        return {
            level.id: _partners(graph, partners, graph.partners_of(level))
            for level, partners in declared.items()
            if partners is not None
        }


def _partners(graph: ChainGraph, declared: object, partners: Iterable[Node]) -> _Partners:
    """What is told of who takes part in something: that there may be more, and of which sectors they are."""
    sectors = frozenset(chain.from_iterable(sectors_or_state(graph, partner) for partner in partners))
    untold = (*map(state_of, unsettled_in(declared)), *(MAY_BE[one] for one in sectors if one in MAY_BE))
    return _Partners(sectors, frozenset(untold))


MAY_BE: Final[dict[str, State]] = {
    State.OPEN: State.POSSIBLE,
    State.NOT_KNOWN: State.POSSIBLE,
    State.NOT_STATED: State.NOT_STATED,
}
"""What a service of an open, unknown or unstated tier or sector says of any other one."""
