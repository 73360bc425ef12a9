"""Interfaces (PK4xx): is the border to others agreed, is a contact described, who chooses a producer?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

from palveluketju.analyses import InterfaceService, interface_services
from palveluketju.findings import N_, Keys, Names, Related, Severity, Spot, check
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
"""A contact that is not stated was found under a code of its own; the code is retired."""


@dataclass(frozen=True, slots=True)
class _Counterpart:
    """What the chain has from one party: for which of it no agreement, and no contact, is stated."""

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
    """The parties that the chain relies on, of which something is not stated."""
    by_house: dict[str, list[InterfaceService]] = {}
    for record in interface_services(graph):
        if record.state is State.THERE and record.other is not None:
            by_house.setdefault(graph.house_of(record.other), []).append(record)
    for house, records in by_house.items():
        counterpart = _Counterpart(graph, house, tuple(records))
        if counterpart.unagreed or counterpart.unreached:
            yield counterpart


def _spot(one: _Counterpart) -> Spot:
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
    "agreement": N_("The chain relies on '{other}' for {names}, but no agreement in force is described."),
    "contact": N_("The chain relies on '{other}' for {names}, but no contact is described."),
    "both": N_(
        "The chain relies on '{other}' for {names}, but neither an agreement in force nor a contact is described."
    ),
    "each": N_(
        "The chain relies on '{other}' for {names}, but no agreement in force is described for {unagreed}, and no"
        " contact for {unreached}."
    ),
}
_TAKES_PART: Final[Mapping[_Lacks, str]] = {
    "agreement": N_("'{other}' takes part in {names}, but no agreement in force is described."),
    "contact": N_("'{other}' takes part in {names}, but no contact is described."),
    "both": N_("'{other}' takes part in {names}, but neither an agreement in force nor a contact is described."),
    "each": N_(
        "'{other}' takes part in {names}, but no agreement in force is described for {unagreed}, and no contact for"
        " {unreached}."
    ),
}


def _half(one: _Counterpart, unagreed: tuple[InterfaceService, ...], unreached: tuple[InterfaceService, ...]) -> Spot:
    lacking = tuple(record for record in one.records if record in unagreed or record in unreached)
    lacks: _Lacks = "contact" if not unagreed else "agreement" if not unreached else "both"
    if lacks == "both" and unagreed != unreached:
        lacks = "each"
    lapsed = {name for record in unagreed for name in record.without if name in record.interfaces}
    narrow = dict.fromkeys(name for record in unagreed for name in record.without if name not in record.interfaces)
    covering = dict.fromkeys(name for record in lacking for name in record.interfaces)
    if not all(record.interfaces for record in lacking):
        mend = N_("Describe an interface between {own} and '{id}' with {parts}.")
        if narrow:
            mend = N_(
                "Describe an interface between {own} and '{id}' with {parts}, or widen the scope of interface {narrow}."
            )
    elif lapsed:
        mend = N_("Describe an agreement in force on interface {covering}, or correct its dates or its status.")
        if unreached:
            mend = N_(
                "Describe an agreement in force on interface {covering}, or correct its dates or its status, and write"
                " 'contact:'."
            )
    else:
        mend = N_("Write {parts} on interface {covering}.")
    graph = one.graph
    parts = ("agreement:",) * bool(unagreed) + ("contact:",) * bool(unreached)
    values = {
        "other": graph.named(one.node),
        "names": _names(graph, lacking),
        "unagreed": _names(graph, unagreed),
        "unreached": _names(graph, unreached),
        "own": Keys(tuple(organiser.id for organiser in graph.own_organisers())),
        "id": one.node.id,
        "parts": Keys(parts),
        "covering": Keys(tuple(covering)),
        "narrow": Keys(tuple(narrow)),
    }
    related = [Related(N_("and here"), record.where) for record in lacking[1:] if record.where != lacking[0].where]
    related += [
        Related(N_("this agreement is not in force") if name in lapsed else N_("the interface"), ("interfaces", name))
        for name in covering
    ]
    related += [Related(N_("this agreement does not cover it"), ("interfaces", name)) for name in narrow]
    what = (_TAKES_PART if one.takes_part_only else _RELIES)[lacks]
    return Spot(lacking[0].where, what, values, tuple(related), mend=mend)


def _names(graph: ChainGraph, records: tuple[InterfaceService, ...]) -> Names:
    return Names(tuple(map(graph.named, dict.fromkeys(record.element for record in records))))


@check("PK401", Severity.WARNING)
def interface_service_without_agreement(graph: ChainGraph) -> Iterator[Spot]:
    """The chain relies on another organiser, but no agreement or contact is described.

    Why: without an agreement the other organiser can reduce or change the service without notice, and without a contact
    a worker does not know whom to call when a client is stuck between the two. An agreement counts within its scope and
    while it is in force. Nothing is found of a name for several parties ('kind: parties').
    Mend: describe an interface between the two with 'agreement:' and 'contact:', or '{open: ...}' for either while it
    is undecided.
    """
    for counterpart in _counterparts(graph):
        if not counterpart.takes_part_only:
            yield _spot(counterpart)


@check("PK403", Severity.WARNING)
def interface_with_itself(graph: ChainGraph | CatalogueGraph) -> Iterator[Spot]:
    """An interface does not join two organisers, or covers a service that none of its parties organises.

    Why: it is not an interface: either the service has another organiser now, or the wrong organisation is named.
    Mend: correct the organisations or the organiser of the service, or remove the interface.
    """
    shared = graph.shared
    organisations = shared.organisations
    for name, interface in shared.interfaces.items():
        where = ("interfaces", name)
        ends = tuple(dict.fromkeys(map(str, interface.between)))
        if len(ends) < 2:
            what = N_("An interface joins an organisation to itself.")
            if not ends or len(interface.between) < 2:
                what = N_("An interface does not name two organisations.")
            mend = N_("Name two organisations under 'between:' of interface '{interface}'.")
            yield Spot((*where, "between"), what, {"interface": name}, mend=mend)
        services = interface.services if isinstance(interface.services, tuple) else ()
        for index, service in enumerate(services):
            if service in shared.services:
                organisers = {str(one.organisation) for one in listed(shared.services[service].organiser)}
                if not organisers or not organisers <= organisations.keys():
                    continue  # nobody knows in whose house it is
                if not by_house(organisations, organisers).keys() & by_house(organisations, ends).keys():
                    what = N_(
                        "An interface between {parties} covers service '{service}', which none of them organises."
                    )
                    mend = N_("Remove '{id}' from 'services:' of interface '{interface}', or correct its 'organiser:'.")
                    values = {
                        "parties": Names(tuple(organisations[end].name for end in ends if end in organisations)),
                        "service": shared.services[service].name,
                        "id": str(service),
                        "interface": name,
                    }
                    yield Spot((*where, "services", index), what, values, mend=mend)


@check("PK405", Severity.INFO)
def partner_without_agreement(graph: ChainGraph) -> Iterator[Spot]:
    """An organisation takes part only in cooperation, but no agreement or contact is described.

    Why: without an agreement the cooperation depends on the people who began it, and without a contact others do not
    know whom to call.
    Mend: describe an interface between the two with 'agreement:' and 'contact:', or write 'kind: parties' on a name
    that stands for several organisations.
    """
    for counterpart in _counterparts(graph):
        if counterpart.takes_part_only:
            yield _spot(counterpart)


@check("PK406", Severity.WARNING)
def voucher_not_chosen_by_client(graph: ChainGraph | CatalogueGraph) -> Iterator[Spot]:
    """A producer is used only by service voucher, but somebody other than the client chooses it.

    Why: a client with a service voucher chooses among the producers that the organiser has approved (Act 569/2009);
    where somebody else chooses, it is a purchased service, or the client is denied the choice.
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
                    what = N_(
                        "Producer '{producer}' is used by service voucher, but somebody other than the client chooses"
                        " it."
                    )
                    values = {"producer": declared.name if declared else producer.organisation}
                    mend = N_("Write 'chosen-by: client', or correct 'production:'.")
                    yield Spot((*where, "producers", place, "chosen-by"), what, values, mend=mend)
