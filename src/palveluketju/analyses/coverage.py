"""Coverage: which tiers, and which sectors, each level of a chain has services of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final, Literal

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
    rows = [(level, tuple(table.cell(one, column) for column in columns)) for level, one in table.rows.items()]
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


class _Table:
    """What each level has and could have, and of which columns it is."""

    def __init__(self, graph: ChainGraph, by: By) -> None:
        self._graph, self._by = graph, by
        self.rows = offerings(graph)
        offered = {service for row in self.rows.values() for service in row.services}
        self._columns = {service: columns_of(graph, service, by) for service in offered}
        self.used = {column for columns in self._columns.values() for column in columns}
        if by == "tier":
            self.used |= {tier for tier, _ in _BY_ROLE for row in self.rows.values() if self._bars_for(row, tier)}

    def cell(self, row: Offering, column: str) -> Covered:
        services = tuple(service for service in row.services if column in self._columns[service])
        bars = self._bars_for(row, column)
        return Covered(services, State.THERE if services else unsure(self._states(row, column)), bars)

    def _bars_for(self, row: Offering, column: str) -> tuple[Node, ...]:
        """The bars that have something of a tier by what they do, and list no service of it."""
        return tuple(
            bar
            for bar in row.bars
            if State.THERE in self._by_role(column, self._graph.bar(bar).role)
            and not any(column in self._columns.get(one.service, ()) for one in self._graph.offers_of(bar))
        )

    def _states(self, row: Offering, column: str) -> Iterator[State]:
        """What keeps a level without a service of a column from having none, and what is told of the rest."""
        yield row.otherwise
        if any(column in self._columns[service] for service in row.maybe):
            yield State.POSSIBLE
        yield from self._by_role(column, row.roles)
        for bar in row.bars:
            yield from self._by_role(column, self._graph.bar(bar).role)
        if any(list(self._by_role(column, self._graph.bar(bar).role)) for bar in row.maybe_bars):
            yield State.POSSIBLE
        if column in NOT_TOLD:
            return
        for service in (*row.services, *row.maybe):
            yield from (MAY_BE[one] for one in self._columns[service] if one in MAY_BE)
        if self._by == "sector":
            yield from self._of_partners(row, column)

    def _by_role(self, column: str, roles: frozenset[Role] | tuple[Role, ...]) -> list[State]:
        if self._by != "tier":
            return []
        return [state for (tier, role), state in _BY_ROLE.items() if tier == column and role in roles]

    def _of_partners(self, row: Offering, column: str) -> Iterator[State]:
        """Who takes part in the chain, the level or a bar may have services there."""
        graph = self._graph
        taking = [(graph.chain.partners, graph.partners_of())]
        taking += [(graph.level(level).partners, graph.partners_of(level)) for level in row.levels]
        taking += [(graph.bar(bar).partners, graph.partners_of(bar)) for bar in (*row.bars, *row.maybe_bars)]
        for declared, partners in taking:
            yield from map(state_of, unsettled_in(declared))
            for partner in partners:
                sectors = sectors_or_state(self._graph, partner)
                if column in sectors:
                    yield State.POSSIBLE
                yield from (MAY_BE[sector] for sector in sectors if sector in MAY_BE)


MAY_BE: Final[dict[str, State]] = {
    State.OPEN: State.POSSIBLE,
    State.NOT_KNOWN: State.POSSIBLE,
    State.NOT_STATED: State.NOT_STATED,
}
"""What a service of an open, unknown or unstated tier or sector says of any other one."""
