"""Interfaces (PK4xx): is the border to others agreed, is somebody there to be called, who picks a producer?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from palveluketju.analyses import InterfaceService, interface_services
from palveluketju.findings import Names, Related, Severity, Spot, check, joined
from palveluketju.graph import CatalogueGraph, ChainGraph, Node, walked
from palveluketju.model import (
    Chooser,
    Production,
    Role,
    Service,
    ServiceUse,
    State,
    by_house,
    given,
    is_unsettled,
    listed,
)

_AGREEMENT: Final = "PK401"
_CONTACT: Final = "PK402"
"""A contact that is not told was found under a code of its own; the code is retired."""


@dataclass(frozen=True, slots=True)
class _Counterpart:
    """What the chain has from one party: of which of it no agreement, and no contact, is told."""

    graph: ChainGraph
    house: str
    records: tuple[InterfaceService, ...]

    @property
    def unagreed(self) -> tuple[InterfaceService, ...]:
        return tuple(record for record in self.records if record.agreement is State.NOT_STATED)

    @property
    def unreached(self) -> tuple[InterfaceService, ...]:
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


def _counterparts(graph: ChainGraph) -> Iterator[_Counterpart]:
    """The parties that the chain leans on, of which something is not told."""
    by_house: dict[str, list[InterfaceService]] = {}
    for record in interface_services(graph):
        if record.state is State.THERE and record.other is not None:
            by_house.setdefault(graph.house_of(record.other), []).append(record)
    for house, records in by_house.items():
        counterpart = _Counterpart(graph, house, tuple(records))
        if counterpart.unagreed or counterpart.unreached:
            yield counterpart


def _spot(one: _Counterpart, begins: str) -> Spot:
    """What is not told of a counterpart; where agreement and contact both are not, with each half by itself."""
    contact = _half(one, begins, (), one.unreached) if one.unreached else None
    if one.unagreed and contact:
        agreement = _half(one, begins, one.unagreed, ())
        whole = _half(one, begins, one.unagreed, one.unreached)
        return replace(whole, halves={_AGREEMENT: agreement, _CONTACT: contact})
    if contact:
        return replace(contact, halves={_CONTACT: contact})
    return _half(one, begins, one.unagreed, ())


def _half(
    one: _Counterpart, begins: str, unagreed: tuple[InterfaceService, ...], unreached: tuple[InterfaceService, ...]
) -> Spot:
    lacking = tuple(record for record in one.records if record in unagreed or record in unreached)
    if unagreed and unreached and unagreed != unreached:
        lacks = "; no agreement in force is described for {unagreed}, and no contact for {unreached}."
    elif unagreed and unreached:
        lacks = ", for which neither an agreement in force nor a contact is described."
    elif unagreed:
        lacks = ", for which no agreement in force is described."
    else:
        lacks = ", for which no contact is described."
    lapsed = {name for record in unagreed for name in record.without if name in record.interfaces}
    narrow = dict.fromkeys(name for record in unagreed for name in record.without if name not in record.interfaces)
    covering = dict.fromkeys(name for record in lacking for name in record.interfaces)
    if not all(record.interfaces for record in lacking):
        mend = "Write an interface between {own} and '{id}' with {parts}"
        mend += ", or widen the scope of interface {narrow}." if narrow else "."
    elif lapsed:
        mend = "Write an agreement that is in force on interface {covering}, or correct its dates or its status"
        mend += ", and write 'contact:'." if unreached else "."
    else:
        mend = "Write {parts} on interface {covering}."
    graph = one.graph
    parts = ["'agreement:'"] * bool(unagreed) + ["'contact:'"] * bool(unreached)
    values = {
        "other": graph.named(one.node),
        "names": _names(graph, lacking),
        "unagreed": _names(graph, unagreed),
        "unreached": _names(graph, unreached),
        "own": Names(tuple(organiser.id for organiser in graph.own_organisers())),
        "id": one.node.id,
        "parts": joined(parts),
        "covering": Names(tuple(covering)),
        "narrow": Names(tuple(narrow)),
    }
    related = [Related("and here", record.where) for record in lacking[1:] if record.where != lacking[0].where]
    related += [
        Related("this agreement is not in force" if name in lapsed else "the interface", ("interfaces", name))
        for name in covering
    ]
    related += [Related("this agreement does not take it in", ("interfaces", name)) for name in narrow]
    return Spot(lacking[0].where, begins + lacks, values, tuple(related), mend=mend)


def _names(graph: ChainGraph, records: tuple[InterfaceService, ...]) -> Names:
    return Names(tuple(map(graph.named, dict.fromkeys(record.element for record in records))))


@check("PK401", Severity.WARNING)
def interface_service_without_agreement(graph: ChainGraph) -> Iterator[Spot]:
    """The chain relies on another organiser, and no agreement with it, or no contact there, is described.

    Why: what is not agreed can be cut or changed by the other without anybody here knowing, and when a client is stuck
    at the border, the worker does not know whom to call.
    Mend: write an interface between the two with its 'agreement:' and 'contact:', or {open: ...} for either while it
    is undecided. An agreement helps as far as its scope goes, and while it is in force. A word for several parties
    ('kind: parties') is asked for neither.
    """
    for counterpart in _counterparts(graph):
        if not counterpart.takes_part_only:
            yield _spot(counterpart, "The chain relies on '{other}' for {names}")


@check("PK403", Severity.WARNING)
def interface_with_itself(graph: ChainGraph | CatalogueGraph) -> Iterator[Spot]:
    """An interface does not join two organisers, or covers a service that none of its ends organises.

    Why: it is no interface; either the service has changed hands, or the wrong organisation is named.
    Mend: correct the organisations or the service's organiser, or remove the interface.
    """
    shared = graph.shared
    organisations = shared.organisations
    for name, interface in shared.interfaces.items():
        where = ("interfaces", name)
        ends = tuple(dict.fromkeys(map(str, interface.between)))
        if len(ends) < 2:
            what = "An interface is between an organisation and itself."
            if not ends or len(interface.between) < 2:
                what = "An interface does not name two organisations."
            mend = "Name two organisations under 'between:' of interface '{interface}'."
            yield Spot((*where, "between"), what, {"interface": name}, mend=mend)
        services = interface.services if isinstance(interface.services, tuple) else ()
        for index, service in enumerate(services):
            if service in shared.services:
                organisers = {str(one.organisation) for one in listed(shared.services[service].organiser)}
                if not organisers or not organisers <= organisations.keys():
                    continue  # nobody knows in whose house it is
                if not by_house(organisations, organisers).keys() & by_house(organisations, ends).keys():
                    what = "An interface between {parties} covers '{service}', which none of them organises."
                    mend = "Take '{id}' out of 'services:' of interface '{interface}', or correct its 'organiser:'."
                    values = {
                        "parties": Names(tuple(organisations[end].name for end in ends if end in organisations)),
                        "service": shared.services[service].name,
                        "id": str(service),
                        "interface": name,
                    }
                    yield Spot((*where, "services", index), what, values, mend=mend)


@check("PK405", Severity.INFO)
def partner_without_agreement(graph: ChainGraph) -> Iterator[Spot]:
    """An organisation takes part in cooperation only, and no agreement with it, or no contact there, is described.

    Why: cooperation lasts as long as the people who began it, and others cannot tell whom to call.
    Mend: write an interface between the two with 'agreement:' and 'contact:', or 'kind: parties' on what is no single
    organisation.
    """
    for counterpart in _counterparts(graph):
        if counterpart.takes_part_only:
            yield _spot(counterpart, "'{other}' takes part in {names}")


@check("PK406", Severity.WARNING)
def voucher_not_chosen_by_client(graph: ChainGraph | CatalogueGraph) -> Iterator[Spot]:
    """A producer takes service vouchers only, and somebody other than the client chooses it.

    Why: a client with a service voucher chooses among the producers that the organiser has approved (Act 569/2009);
    where another chooses, it is bought or the client's choice is left out.
    Mend: write 'chosen-by: client', or correct 'production:'.
    """
    organisations = graph.shared.organisations
    for where, one in walked(graph):
        if isinstance(one, (Service, ServiceUse)) and isinstance(one.producers, tuple):
            for place, producer in enumerate(one.producers):
                if is_unsettled(producer):
                    continue
                chooser = given(producer.chosen_by)
                by_voucher = listed(producer.production) == (Production.VOUCHER,)
                if by_voucher and chooser not in (None, Chooser.CLIENT):
                    declared = organisations.get(producer.organisation)
                    what = "'{producer}' produces by service voucher, but somebody other than the client chooses it."
                    values = {"producer": declared.name if declared else producer.organisation}
                    mend = "Write 'chosen-by: client', or correct 'production:'."
                    yield Spot((*where, "producers", place, "chosen-by"), what, values, mend=mend)
