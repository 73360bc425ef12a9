"""Organisations behind a chain: of which sector they are, and whether a service hangs on one of them (PK407, PK606)."""

from __future__ import annotations

from collections.abc import Iterator

from palveluketju.analyses import sole_producers, used_ids
from palveluketju.findings import N_, Related, Severity, Spot, check
from palveluketju.graph import ChainGraph
from palveluketju.model import Organisation, OrganisationKind


@check("PK407", Severity.INFO)
def critical_service_of_one_producer(graph: ChainGraph) -> Iterator[Spot]:
    """A critical service has only one producer, which is outside the organiser's own house.

    Why: if the producer stops, the level loses a service that it cannot do without, and the organiser has no unit of
    its own to take over. Nothing is found while a producer is open or not known, nor where the client gets one of
    several services.
    Mend: name another producer under 'producers:', or accept the finding and state how the service is secured.
    """
    for one in sole_producers(graph):
        what = N_(
            "Critical service '{service}' has only one producer, '{producer}', which does not belong to its organiser."
        )
        mend = N_(
            "Name another producer of service '{id}' under 'producers:', or accept the finding and state how the"
            " service is secured."
        )
        values = {
            "producer": graph.named(one.producer),
            "service": graph.named(one.service),
            "id": one.service.id,
        }
        related = tuple(Related(N_("critical here"), where) for where in one.critical)
        yield Spot(one.where, what, values, related, mend=mend)


@check("PK606", Severity.WARNING)
def organisation_without_sector(graph: ChainGraph) -> Iterator[Spot]:
    """The sector of an organisation is not stated, although the sectors of others are.

    Why: the sector (county, municipality, state, company) decides who has the duty and what must be agreed; where it is
    not stated, borders to other sectors are not found. A unit has the sector of its whole, and a team those of its
    members. Nothing is found of a name for several parties, nor where the chain states no sectors at all.
    Mend: write 'sector:' on the organisation, or 'sector: {open: ...}' or 'sector: {unknown: ...}'.
    """
    organisations = graph.chain.organisations
    if all(organisation.sector is None for organisation in organisations.values()):
        return
    used = used_ids(graph)
    for name, organisation in organisations.items():
        if ("organisation", name) in used and _lacks_sector(organisation):
            what = N_("The sector of organisation '{organisation}' is not stated.")
            mend = N_("Write 'sector:' on organisation '{id}', or 'sector: {{unknown: ...}}' while it is not known.")
            yield Spot(("organisations", name), what, {"organisation": organisation.name, "id": name}, mend=mend)


def _lacks_sector(organisation: Organisation) -> bool:
    """Whether an organisation should tell its own sector, and does not."""
    is_whole = organisation.part_of is None and organisation.members is None and organisation.assembled is None
    return is_whole and organisation.kind is OrganisationKind.ORGANISATION and organisation.sector is None
