"""What a chain takes into account (PK2xx): its own definition, its clients, and who organises on which day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from palveluketju.analyses import considerations, excluded_elsewhere, not_known
from palveluketju.findings import Related, Severity, Spot, check, counted, joined
from palveluketju.graph import ChainGraph
from palveluketju.model import Participation, State, Status, given, kebab, listed

_SHOWN: Final = 5
"""How many things that are not known a finding points at."""
_PARTS: Final = {
    "basic": "basic services",
    "extended_basic": "extended basic services",
    "specialised": "specialised services",
    "public": "public providers",
    "private": "private providers",
    "municipal": "municipal services",
    "employment": "employment services",
}


@check("PK218", Severity.INFO)
def definition_not_considered(graph: ChainGraph) -> Iterator[Spot]:
    """The chain has nothing of a tier or a provider that a chain is to consider, and does not say why.

    Why: by its definition a chain considers basic, extended basic and specialised services, public and private, the
    municipalities' and employment services (Uusimaa2019, 7.11.2018); what is left out may be forgotten. Nothing is
    found while the tier or the sector of some service is not told, nor of a chain that says that it is known in part:
    what a level or a bar offers, or an item of it, is open or not known.
    Mend: add the services, or write under 'considers:' why not: 'private: {not-applicable: ...}'.
    """
    none = [found.part for found in considerations(graph) if found.told is State.NONE]
    if none and graph.offers():
        what = "The chain shows no {parts} and does not say why."
        mend = "Add services, or write 'considers: {{{key}: ...}}'."
        values = {"parts": joined([_PARTS[part] for part in none], "or"), "key": kebab(none[0])}
        yield Spot((), what, values, mend=mend)


@check("PK219", Severity.INFO)
def participation_not_described(graph: ChainGraph) -> Iterator[Spot]:
    """Participation is not described.

    Why: a chain planned without those who go through it is planned for somebody else; whoever reads the chain cannot
    tell whether this one is.
    Mend: write under 'participation:' how clients are informed, act, plan or decide, or 'participation: {open: ...}'.
    """
    said = graph.chain.participation
    forms = Participation.FORMS
    parts = given(said)
    if said is None or (isinstance(parts, Participation) and all(getattr(parts, form) in (None, ()) for form in forms)):
        where = () if said is None else ("participation",)
        mend = "Write under 'participation:' how clients are informed, act, plan or decide."
        yield Spot(where, "Participation is not described.", mend=mend)


@check("PK220", Severity.WARNING)
def days_without_organiser(graph: ChainGraph) -> Iterator[Spot]:
    """Between two dated organisers of a service there are days that are nobody's.

    Why: on those days nobody carries the duty that the service exists.
    Mend: let the next one begin on the day after the last one ends.
    """
    for service in dict.fromkeys(offer.service for offer in graph.offers()):
        spans = sorted((a.from_ or date.min, a.until or date.max) for a in listed(graph.service(service).organiser))
        held = spans[0][1] if spans else date.max
        for first, last in spans:
            if held < date.max and first > held + timedelta(days=1):
                what = "Nobody organises '{service}' after {last} and before {first}."
                mend = "Let 'until:' and 'from:' of the organisers of '{id}' meet."
                values = {"service": graph.named(service), "last": held, "first": first, "id": service.id}
                yield Spot((*service.where, "organiser"), what, values, mend=mend)
            held = max(held, last)


@check("PK221", Severity.WARNING)
def agreed_but_not_known(graph: ChainGraph) -> Iterator[Spot]:
    """The chain is agreed, and something in it is not known.

    Why: who agrees to a chain agrees to all of it; what nobody has found out may be other than everybody thinks. What
    is still to be decided is another matter: that it is open can be agreed.
    Mend: find it out and write it, or write 'status: draft' until then; 'show --register not-known' lists it.
    """
    missing = not_known(graph)
    if graph.chain.status is Status.AGREED and missing:
        what = "The chain is agreed, but {count} in it {are} not known."
        values = {"count": counted(len(missing), "thing"), "are": "is" if len(missing) == 1 else "are"}
        related = tuple(Related("not known", one.where) for one in missing[:_SHOWN])
        mend = "Find out what 'show --register not-known' lists, or write 'status: draft'."
        yield Spot(("status",), what, values, related, mend=mend)


@check("PK223", Severity.WARNING)
def excluded_into_the_same_chain(graph: ChainGraph) -> Iterator[Spot]:
    """Those whom the target group leaves out are sent to the chain that leaves them out.

    Why: nobody takes them: the chain is not for them, and no other is named.
    Mend: correct the id of the chain, or write 'level:' with the level that they are met at in this one.
    """
    for place, excluded in excluded_elsewhere(graph):
        if excluded.chain == graph.chain.id:
            what = "Those excluded as '{name}' are sent to the chain that excludes them."
            mend = "Correct '{chain}' under 'exclude:', or write 'level:' in place of 'chain:'."
            values = {"name": excluded.name, "chain": excluded.chain}
            yield Spot((*place, "chain"), what, values, mend=mend)
