"""Whose services are, as badges: the letter of each organiser of a chain, and what is not told of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain as chained
from itertools import count
from typing import Final

from palveluketju.drawing.picture.picture import Badge, Legend, MarkKind, Sign
from palveluketju.graph import ChainGraph, Node
from palveluketju.model import Sector, State, is_not_applicable, state_of, unsettled_in
from palveluketju.terms import term

_PUBLIC: Final = frozenset(
    {
        Sector.WELLBEING_SERVICES_COUNTY,
        Sector.JOINT_COUNTY_AUTHORITY,
        Sector.MUNICIPALITY,
        Sector.JOINT_MUNICIPAL_AUTHORITY,
        Sector.EMPLOYMENT_AREA,
    }
)
"""Who organises services by law; the state and Kela are drawn as others are."""
_UNTOLD: Final = {
    State.OPEN: MarkKind.BADGE_OPEN,
    State.NOT_KNOWN: MarkKind.BADGE_UNKNOWN,
    State.NOT_STATED: MarkKind.BADGE_UNTOLD,
}
_MOST: Final = 20
"""How many organisers have badges at most."""


class Badges:
    """The badges of one chain in one language, the same in all its views.

    There are none where they say nothing: where all services that are offered are of the chain's own organisers, who
    stand in the heading, or where of none it is known whose it is.
    """

    def __init__(self, graph: ChainGraph, lang: str) -> None:
        self._graph = graph
        own, told = graph.own_organisers(), {self._told(offer.service): None for offer in graph.offers()}
        met = dict.fromkeys(one for some in told for one in some if isinstance(one, Node))
        says_nothing = not 0 < len(met) <= _MOST or {frozenset(some) for some in told if some} == {frozenset(own)}
        every = dict.fromkeys(one for service in graph.services() for one in self._told(service))
        met |= {one: None for one in every if isinstance(one, Node)}
        names = {} if says_nothing else {who: graph.name(who, lang) for who in (*own, *met) if who in met}
        self._badges = {
            who: Badge(self._kind(who), letter) for who, letter in zip(names, letters_of(names.values()), strict=True)
        }
        self._meanings: dict[Sign, str] = {
            badge: f"{term('organiser', lang)}: {names[who]}" for who, badge in self._badges.items()
        }
        self._meanings |= {kind: _untold_text(state, lang) for state, kind in _UNTOLD.items() if state in every}

    def _told(self, service: Node) -> tuple[Node | State, ...]:
        """Who organises a service, and how others are absent; of nothing else is it asked."""
        told = self._graph.service(service).organiser
        acting = self._graph.organisers_of(service)
        if not self._graph.is_service(service):
            return ()
        absent = [state_of(one) for one in unsettled_in(told)]
        if not acting and not absent and not is_not_applicable(told):
            absent = [State.NOT_STATED]
        return *acting, *dict.fromkeys(absent)

    def _kind(self, who: Node) -> MarkKind:
        if self._graph.is_own(who):
            return MarkKind.BADGE_OWN
        return MarkKind.BADGE_PUBLIC if _PUBLIC.intersection(self._graph.sectors_of(who)) else MarkKind.BADGE_OTHER

    def of(self, service: Node) -> tuple[Sign, ...]:
        """The badges of a service: one for each who organises it, and for whom that is asked."""
        if not self._badges:
            return ()
        told = self._told(service)
        return tuple(_UNTOLD[one] if isinstance(one, State) else self._badges[one] for one in told)

    @property
    def legend(self) -> Legend:
        """What all badges of the chain's services mean."""
        return tuple(self._meanings.items()) if self._badges else ()


def _untold_text(state: State, lang: str) -> str:
    if state is State.OPEN:
        return term("organiser open", lang)
    return f"{term('organiser', lang)}: {term(state.value, lang)}"


def letters_of(names: Iterable[str]) -> tuple[str, ...]:
    """A letter for each name, of two where another has it already, and no two alike.

    >>> letters_of(["Kunta", "Kela", "KELA"])
    ('K', 'KE', 'KL')
    """
    found: dict[str, None] = {}
    for name in names:
        found[next(letter for letter in _letters(name) if letter not in found)] = None
    return tuple(found)


def _letters(name: str) -> Iterator[str]:
    """What a name can be called, the best first: its first letter, with a later one, then numbers."""
    first, *others = [letter.upper()[:1] for letter in name if letter.isalnum()] or [""]
    numbers = (f"{first}{number}" if number < 10 and first else str(number) for number in count(1))
    return chained([first] if first else [], (first + other for other in others), numbers)
