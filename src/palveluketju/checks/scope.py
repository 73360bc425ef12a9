"""What a chain takes into account (PK2xx): its own definition, its clients, and who organises on which day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from palveluketju.analyses import considerations, excluded_elsewhere, not_known
from palveluketju.findings import N_, NN_, Items, Message, Related, Severity, Spot, check
from palveluketju.graph import ChainGraph
from palveluketju.model import Participation, State, Status, given, kebab, listed
from palveluketju.wording import Day

_SHOWN: Final = 5
"""How many things that are not known a finding points at."""
_PARTS: Final = {
    "basic": N_("basic services"),
    "extended_basic": N_("extended basic services"),
    "specialised": N_("specialised services"),
    "public": N_("public providers"),
    "private": N_("private providers"),
    "municipal": N_("municipal services"),
    "employment": N_("employment services"),
}


@check("PK218", Severity.INFO)
def definition_not_considered(graph: ChainGraph) -> Iterator[Spot]:
    """The chain lacks a tier or a provider that a service chain should consider, and does not state why.

    Why: by definition a service chain considers basic, extended basic and specialised services, public and private
    providers, municipal services and employment services (Uusimaa2019, 7.11.2018); what is left out may have been
    forgotten. Nothing is found while the tier or the sector of some service is not stated, nor in a chain that is known
    only in part: what a level or a bar offers, or an item of it, is open or not known.
    Mend: add the services, or state the reason under 'considers:', such as 'private: {not-applicable: ...}'.
    """
    none = [found.part for found in considerations(graph) if found.told is State.NONE]
    if none and graph.offers():
        what = N_("The chain does not show these parts of a service chain, and does not state why: {parts}.")
        mend = N_("Add the services, or state the reason under 'considers:', such as '{key}: {{not-applicable: ...}}'.")
        values = {"parts": Items([Message(_PARTS[part]) for part in none]), "key": kebab(none[0])}
        yield Spot((), what, values, mend=mend)


@check("PK219", Severity.INFO)
def participation_not_described(graph: ChainGraph) -> Iterator[Spot]:
    """Client participation is not described.

    Why: the reader cannot tell whether clients took part in planning the chain, or can take part in its services.
    Mend: describe under 'participation:' how clients are informed, act, plan or decide, or write 'participation:
    {open: ...}'.
    """
    said = graph.chain.participation
    forms = Participation.FORMS
    parts = given(said)
    if said is None or (isinstance(parts, Participation) and all(getattr(parts, form) in (None, ()) for form in forms)):
        where = () if said is None else ("participation",)
        mend = N_("Describe under 'participation:' how clients are informed, act, plan or decide.")
        yield Spot(where, N_("Client participation is not described."), mend=mend)


@check("PK220", Severity.WARNING)
def days_without_organiser(graph: ChainGraph) -> Iterator[Spot]:
    """There are days between two dated organisers on which nobody organises a service.

    Why: on those days nobody is responsible for the service.
    Mend: let the next organiser begin on the day after the previous one ends.
    """
    for service in graph.offered():
        spans = sorted((a.from_ or date.min, a.until or date.max) for a in listed(graph.service(service).organiser))
        held = spans[0][1] if spans else date.max
        for first, last in spans:
            if held < date.max and first > held + timedelta(days=1):
                what = N_("Service '{service}' has no organiser after {last} and before {first}.")
                mend = N_("Correct 'until:' and 'from:' of the organisers of '{id}' so that they meet.")
                values = {"service": graph.named(service), "last": Day(held), "first": Day(first), "id": service.id}
                yield Spot((*service.where, "organiser"), what, values, mend=mend)
            held = max(held, last)


@check("PK221", Severity.WARNING)
def agreed_but_not_known(graph: ChainGraph) -> Iterator[Spot]:
    """The chain is agreed, but something in it is not known.

    Why: those who agree to a chain agree to all of it, and what is not known may turn out to be different from what
    they expect. Open decisions are another matter: it can be agreed that something is open.
    Mend: find it out and write it, or write 'status: draft' until then; 'show --register not-known' lists it.
    """
    missing = not_known(graph)
    if graph.chain.status is Status.AGREED and missing:
        what = NN_(
            "The chain is agreed, but {count} thing in it is not known.",
            "The chain is agreed, but {count} things in it are not known.",
        )
        values = {"count": len(missing)}
        related = tuple(Related(N_("not known"), one.where) for one in missing[:_SHOWN])
        mend = N_("Find out what 'show --register not-known' lists, or write 'status: draft'.")
        yield Spot(("status",), what, values, related, mend=mend)


@check("PK223", Severity.WARNING)
def excluded_into_the_same_chain(graph: ChainGraph) -> Iterator[Spot]:
    """Clients excluded from the target group are sent to the same chain.

    Why: no chain takes them: this one is not for them, and no other is named.
    Mend: correct the id of the chain, or write 'level:' with the level of this chain that they come to.
    """
    for place, excluded in excluded_elsewhere(graph):
        if excluded.chain == graph.chain.id:
            what = N_("Clients excluded as '{name}' are sent to the chain that excludes them.")
            mend = N_("Correct '{chain}' under 'exclude:', or write 'level:' in place of 'chain:'.")
            values = {"name": excluded.name, "chain": excluded.chain}
            yield Spot((*place, "chain"), what, values, mend=mend)
