"""Organisations behind a chain: of which sector they are, and whether a service hangs on one of them (PK407, PK606)."""

from __future__ import annotations

from collections.abc import Iterator

from palveluketju.analyses import sole_producers, used_ids
from palveluketju.findings import Related, Severity, Spot, check
from palveluketju.graph import ChainGraph
from palveluketju.model import Organisation, OrganisationKind


@check("PK407", Severity.INFO)
def critical_service_of_one_producer(graph: ChainGraph) -> Iterator[Spot]:
    """A critical service has one producer only, which is outside the organiser's house.

    Why: when that producer stops, the level no longer has what it cannot do without, and nobody of the organiser's own
    can take over.
    Mend: name another producer under 'producers:', or accept the finding with how the service is secured. Nothing is
    found while a producer is open or not known, nor where the client gets one of several services.
    """
    for one in sole_producers(graph):
        what = "'{producer}' alone produces the critical service '{service}', and is outside its organiser's house."
        mend = "Name another producer of '{id}' under 'producers:', or accept it with how the service is secured."
        values = {
            "producer": graph.named(one.producer),
            "service": graph.named(one.service),
            "id": one.service.id,
        }
        related = tuple(Related("critical here", where) for where in one.critical)
        yield Spot(one.where, what, values, related, mend=mend)


@check("PK606", Severity.WARNING)
def organisation_without_sector(graph: ChainGraph) -> Iterator[Spot]:
    """The sector of an organisation is not stated, while that of others is.

    Why: whether a service is the wellbeing services county's, a municipality's, the state's or a company's decides who
    has the duty and what has to be agreed; of whom no sector is told, no border to another sector is seen.
    Mend: write 'sector:' on the organisation, or 'sector: {open: ...}' or '{unknown: ...}'. A unit has the sector of
    what it is a part of, and a team those of its members; of a word for several parties nothing is asked, nor where
    the chain tells no sector of anybody.
    """
    organisations = graph.chain.organisations
    if all(organisation.sector is None for organisation in organisations.values()):
        return
    used = used_ids(graph)
    for name, organisation in organisations.items():
        if ("organisation", name) in used and _lacks_sector(organisation):
            what = "The sector of '{organisation}' is not stated."
            mend = "Write 'sector:' on '{id}', or 'sector: {{unknown: ...}}' while it is not known."
            yield Spot(("organisations", name), what, {"organisation": organisation.name, "id": name}, mend=mend)


def _lacks_sector(organisation: Organisation) -> bool:
    """Whether an organisation should tell its own sector, and does not."""
    is_whole = organisation.part_of is None and organisation.members is None and organisation.assembled is None
    return is_whole and organisation.kind is OrganisationKind.ORGANISATION and organisation.sector is None
