"""Interfaces (PK4xx): is the border to others agreed, is a contact described, who chooses a producer?"""

from __future__ import annotations

from collections.abc import Iterator

from palveluketju.checks.counterparts import counterparts, spot
from palveluketju.findings import N_, Names, Severity, Spot, check
from palveluketju.graph import CatalogueGraph, ChainGraph, walked
from palveluketju.model import Chooser, Production, Service, ServiceUse, by_house, given, is_unsettled, listed


@check("PK401", Severity.WARNING)
def interface_service_without_agreement(graph: ChainGraph) -> Iterator[Spot]:
    """The chain relies on another organiser, but no agreement or contact is described.

    Why: without an agreement the other organiser can reduce or change the service without notice, and without a contact
    a worker does not know whom to call when a client is stuck between the two. An agreement counts within its scope and
    while it is in force. Nothing is found of a name for several parties ('kind: parties').
    Mend: describe an interface between the two with 'agreement:' and 'contact:', or '{open: ...}' for either while it
    is undecided.
    """
    for counterpart in counterparts(graph):
        if not counterpart.takes_part_only:
            yield spot(counterpart)


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
                    mend = N_(
                        "Remove '{id}' from 'services:' of interface '{interface}', or correct 'organiser:' of service"
                        " '{id}'."
                    )
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
    for counterpart in counterparts(graph):
        if counterpart.takes_part_only:
            yield spot(counterpart)


@check("PK406", Severity.WARNING)
def voucher_not_chosen_by_client(graph: ChainGraph | CatalogueGraph) -> Iterator[Spot]:
    """A producer is used only by service voucher, but somebody other than the client chooses it.

    Why: a client with a service voucher chooses among the producers that the organiser has approved (Act 569/2009);
    where somebody else chooses, it is a purchased service, or the client is denied the choice.
    Mend: write 'chosen-by: client', or correct 'production:'.
    """
    organisations = graph.shared.organisations
    for where, one in walked(graph).of(Service, ServiceUse):
        if isinstance(one.producers, tuple):
            for place, producer in enumerate(one.producers):
                if is_unsettled(producer):
                    continue
                chooser = given(producer.chosen_by)
                if chooser is None or chooser is Chooser.CLIENT:
                    continue
                if listed(producer.production) == (Production.VOUCHER,):
                    declared = organisations.get(producer.organisation)
                    what = N_(
                        "Producer '{producer}' is used by service voucher, but somebody other than the client chooses"
                        " it."
                    )
                    values = {"producer": declared.name if declared else producer.organisation}
                    mend = N_("Write 'chosen-by: client', or correct 'production:'.")
                    yield Spot((*where, "producers", place, "chosen-by"), what, values, mend=mend)
