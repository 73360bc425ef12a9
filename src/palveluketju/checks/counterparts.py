"""The parties that a chain relies on, and what to say of those with which no agreement or no contact is described."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final, Literal

from palveluketju.analyses import InterfaceService, interface_services
from palveluketju.findings import N_, NN_, Items, Keys, Message, Names, Related, Spot, Template
from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph, Node
from palveluketju.model import Role, State

_AGREEMENT: Final = "PK401"
_CONTACT: Final = "PK402"
"""A contact that is not stated was found under a code of its own; the code is retired."""


@dataclass(frozen=True, slots=True)
class Counterpart:
    """What the chain has from one party, and which of it has no agreement or no contact."""

    graph: ChainGraph
    house: str
    records: tuple[InterfaceService, ...]

    @property
    def unagreed(self) -> tuple[InterfaceService, ...]:
        """For which of it no agreement is stated."""
        return tuple(record for record in self.records if record.agreement is State.NOT_STATED)

    @property
    def unreached(self) -> tuple[InterfaceService, ...]:
        """For which of it no contact is stated."""
        return tuple(record for record in self.records if record.contact is State.NOT_STATED)

    @property
    def takes_part_only(self) -> bool:
        """Whether it stands only in bars of cooperation."""
        return all(
            record.element.kind == "bar" and Role.COOPERATION in self.graph.bar(record.element).role
            for record in self.records
        )

    @property
    def node(self) -> Node:
        """The organisation itself, or where several units of it act, its house."""
        others = dict.fromkeys(record.other for record in self.records if record.other is not None)
        house = next((one for one in self.graph.organisations() if one.id == self.house), None)
        return house if house is not None and len(others) > 1 else next(iter(others))


def counterparts(graph: ChainGraph) -> Iterator[Counterpart]:
    """The parties that the chain relies on, of which something is not stated."""
    by_house: dict[str, list[InterfaceService]] = {}
    for record in interface_services(graph):
        if record.state is State.THERE and record.other is not None:
            by_house.setdefault(graph.house_of(record.other), []).append(record)
    for house, records in by_house.items():
        counterpart = Counterpart(graph, house, tuple(records))
        if counterpart.unagreed or counterpart.unreached:
            yield counterpart


def spot(one: Counterpart) -> Spot:
    """What is not stated of a counterpart; where agreement and contact both are not, with each half by itself."""
    contact = _half(one, (), one.unreached) if one.unreached else None
    if one.unagreed and contact:
        agreement = _half(one, one.unagreed, ())
        whole = _half(one, one.unagreed, one.unreached)
        return replace(whole, halves={_AGREEMENT: agreement, _CONTACT: contact})
    if contact:
        return replace(contact, halves={_CONTACT: contact})
    return _half(one, one.unagreed, ())


_Lacks = Literal["agreement", "contact", "both", "each"]
_RELIES: Final[Mapping[_Lacks, str]] = {
    "agreement": N_("The chain relies on organisation '{other}' for {names}, but no agreement in force is described."),
    "contact": N_("The chain relies on organisation '{other}' for {names}, but no contact is described."),
    "both": N_(
        "The chain relies on organisation '{other}' for {names}, but neither an agreement in force nor a contact is"
        " described."
    ),
    "each": N_(
        "The chain relies on organisation '{other}' for {names}, but no agreement in force is described for {unagreed},"
        " and no contact for {unreached}."
    ),
}
_TAKES_PART: Final[Mapping[_Lacks, str]] = {
    "agreement": N_("Organisation '{other}' takes part in {names}, but no agreement in force is described."),
    "contact": N_("Organisation '{other}' takes part in {names}, but no contact is described."),
    "both": N_(
        "Organisation '{other}' takes part in {names}, but neither an agreement in force nor a contact is described."
    ),
    "each": N_(
        "Organisation '{other}' takes part in {names}, but no agreement in force is described for {unagreed}, and no"
        " contact for {unreached}."
    ),
}


def _half(one: Counterpart, unagreed: tuple[InterfaceService, ...], unreached: tuple[InterfaceService, ...]) -> Spot:
    lacking = tuple(record for record in one.records if record in unagreed or record in unreached)
    lacks: _Lacks = "contact" if not unagreed else "agreement" if not unreached else "both"
    if lacks == "both" and unagreed != unreached:
        lacks = "each"
    lapsed = {name for record in unagreed for name in record.without if name in record.interfaces}
    narrow = dict.fromkeys(name for record in unagreed for name in record.without if name not in record.interfaces)
    covering = dict.fromkeys(name for record in lacking for name in record.interfaces)
    named, mend = covering, _MEND["write"]
    if not all(record.interfaces for record in lacking):
        named, mend = narrow, _MEND["widen" if narrow else "describe"]
    elif lapsed:
        mend = _MEND["renew both" if unreached else "renew"]
    graph = one.graph
    parts = ("agreement:",) * bool(unagreed) + ("contact:",) * bool(unreached)
    values = {
        "other": graph.named(one.node),
        "names": _elements(graph, lacking),
        "unagreed": _elements(graph, unagreed),
        "unreached": _elements(graph, unreached),
        "parties": Keys((*(organiser.id for organiser in graph.own_organisers()), one.node.id)),
        "parts": Keys(parts),
        "interfaces": Keys(tuple(named)),
        "count": len(named),
    }
    related = [Related(N_("and here"), record.where) for record in lacking[1:] if record.where != lacking[0].where]
    related += [
        Related(N_("this agreement is not in force") if name in lapsed else N_("the interface"), ("interfaces", name))
        for name in covering
    ]
    related += [Related(N_("this agreement does not cover it"), ("interfaces", name)) for name in narrow]
    what = (_TAKES_PART if one.takes_part_only else _RELIES)[lacks]
    return Spot(lacking[0].where, what, values, tuple(related), mend=mend)


_MEND: Final[Mapping[str, Template]] = {
    "describe": N_("Describe an interface between organisations {parties} with {parts}."),
    "widen": NN_(
        "Describe an interface between organisations {parties} with {parts}, or widen the scope of interface"
        " {interfaces}.",
        "Describe an interface between organisations {parties} with {parts}, or widen the scope of interfaces"
        " {interfaces}.",
    ),
    "renew": NN_(
        "Describe an agreement in force on interface {interfaces}, or correct its dates or its status.",
        "Describe an agreement in force on interfaces {interfaces}, or correct their dates or their status.",
    ),
    "renew both": NN_(
        "Describe an agreement in force on interface {interfaces}, or correct its dates or its status, and write"
        " 'contact:'.",
        "Describe an agreement in force on interfaces {interfaces}, or correct their dates or their status, and write"
        " 'contact:'.",
    ),
    "write": NN_("Write {parts} on interface {interfaces}.", "Write {parts} on interfaces {interfaces}."),
}
_OF_A_KIND: Final = {
    "service": NN_("service {names}", "services {names}"),
    "bar": NN_("bar {names}", "bars {names}"),
}


def _elements(graph: ChainGraph, records: tuple[InterfaceService, ...]) -> Items:
    """The services and the bars by their names."""
    named: dict[str, list[object]] = {}
    for element in dict.fromkeys(record.element for record in records):
        named.setdefault(element.kind, []).append(graph.named(element))
    kinds = [
        Message(words, names=Names(tuple(named[kind])), count=len(named[kind]))
        for kind, words in _OF_A_KIND.items()
        if kind in named
    ]
    return Items(kinds)
