"""The system around the chains (PK404, PK6xx): duties, availability, steering."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from palveluketju.analyses import losses_in_areas, tasks_nobody_holds, unsteered_producers
from palveluketju.analyses.responsibility import answering
from palveluketju.findings import N_, NN_, Keys, Names, Path, Related, Severity, Spot, Template, check
from palveluketju.graph import CatalogueGraph, ChainGraph, Node
from palveluketju.model import State, TaskKind, by_house, given, house_of
from palveluketju.wording import LanguageWord, named_in

Graph = ChainGraph | CatalogueGraph


@check("PK404", Severity.WARNING)
def task_of_an_outsider(graph: Graph) -> Iterator[Spot]:
    """An agreement assigns tasks to an organisation that does not belong to any of its parties.

    Why: an agreement does not bind an organisation that is not a party to it.
    Mend: name the organisation under 'between:', or assign the tasks to one of the parties.
    """
    organisations = graph.shared.organisations
    for name, interface in graph.shared.interfaces.items():
        parties = by_house(organisations, interface.between)
        for party in given(interface.division) or ():
            if party not in organisations:
                continue  # nobody knows what it is a unit of
            if house_of(organisations, party) not in parties:
                what = N_(
                    "An agreement assigns tasks to organisation '{party}', which belongs to none of its parties"
                    " ({parties})."
                )
                mend = N_("Name '{id}' under 'between:' of interface '{interface}', or correct it under 'division:'.")
                values = {
                    "party": organisations[party].name,
                    "parties": Names(tuple(named_in(graph.shared, "organisations", end) for end in interface.between)),
                    "id": party,
                    "interface": name,
                }
                yield Spot(("interfaces", name, "division", party), what, values, mend=mend)


@check("PK601", Severity.WARNING)
def duty_nobody_holds(graph: Graph) -> Iterator[Spot]:
    """A task or a coordination duty has no responsible unit, although others have.

    Why: without a responsible unit the task may not be done, and its services have no unit to turn to.
    Mend: write 'responsible:' on the task, or 'responsible: {open: ...}' while it is undecided.
    """
    for name in tasks_nobody_holds(graph.shared):
        task = graph.shared.tasks[name]
        what = N_("Task '{task}' has no responsible unit.")
        if task.kind is TaskKind.COORDINATION:
            what = N_("Coordination duty '{task}' has no responsible unit.")
        mend = N_("Write 'responsible:' on task '{id}', or 'responsible: {{open: ...}}' while it is undecided.")
        yield Spot(("tasks", name), what, {"task": task.name, "id": name}, mend=mend)


@check("PK602", Severity.WARNING)
def service_without_responsible_unit(graph: ChainGraph) -> Iterator[Spot]:
    """A service has no responsible unit, although tasks have.

    Why: the service falls between the units of its organiser. Nothing is found in a chain whose services have no task
    with a responsible unit.
    Mend: write the 'task:' that the service belongs to, or 'responsible:' on the service itself.
    """
    tasks = [task for task in graph.chain.tasks.values() if task.kind is TaskKind.SERVICES]
    if not any(isinstance(task.responsible, str) for task in tasks):
        return
    for service in filter(graph.is_service, graph.offered()):
        answers = answering(graph, service)
        if answers.told is not State.NOT_STATED or answers.tasks:
            continue
        told = given(graph.service(service).organiser)
        own = not graph.own_organisers() or any(map(graph.is_own, graph.organisers_of(service)))
        if told and own:  # else it is nobody's yet, or another organiser's
            what = N_("Service '{service}' has no responsible unit.")
            mend = N_("Write the 'task:' that service '{id}' belongs to, or 'responsible:' on it.")
            values = {"service": graph.named(service), "id": service.id}
            yield Spot(service.where, what, values, mend=mend)


_LOST: Final[Mapping[bool, Template]] = {
    False: NN_(
        "Critical service {services} of level '{level}' is not available in area {areas}.",
        "Critical service {services} of level '{level}' is not available in areas {areas}.",
    ),
    True: NN_(
        "None of the alternative critical services {services} of level '{level}' is available in area {areas}.",
        "None of the alternative critical services {services} of level '{level}' is available in areas {areas}.",
    ),
}
"""What to say of areas, by whether the service has alternatives."""
_LOST_IN_LANGUAGE: Final[Mapping[bool, Template]] = {
    False: NN_(
        "Critical service {services} of level '{level}' is not available in this language in area {areas}: {language}.",
        "Critical service {services} of level '{level}' is not available in this language in areas {areas}:"
        " {language}.",
    ),
    True: NN_(
        "None of the alternative critical services {services} of level '{level}' is available in this language in area"
        " {areas}: {language}.",
        "None of the alternative critical services {services} of level '{level}' is available in this language in areas"
        " {areas}: {language}.",
    ),
}


_MOST_AREAS: Final = 10
"""How many areas a finding names: there can be hundreds, and a finding for each of hundreds of services."""


def _missing(graph: ChainGraph, words: Mapping[bool, Template], mend: str, *, of_language: bool) -> Iterator[Spot]:
    """What is lost at each place, said once of all its areas."""
    losses = [one for one in losses_in_areas(graph) if (one.language is not None) is of_language]
    names = {area: named_in(graph.chain, "areas", area) for area in (graph.chain.areas if losses else ())}
    for lost in losses:
        language = lost.language
        values: dict[str, object] = {
            "level": graph.named(lost.level),
            "services": Names(tuple(map(graph.named, lost.services))),
            "areas": Names(tuple(map(names.__getitem__, lost.areas)), most=_MOST_AREAS),
            "count": len(lost.areas),
            "service_ids": Keys(tuple(one.id for one in lost.services), "or"),
            "area_ids": Keys(lost.areas, most=_MOST_AREAS),
        }
        if language is not None:
            values |= {"language": LanguageWord(language), "code": language}
        yield Spot(lost.offer.where, words[len(lost.services) > 1], values, mend=mend)


@check("PK603", Severity.WARNING)
def critical_service_missing_in_area(graph: ChainGraph) -> Iterator[Spot]:
    """A critical service of a level is not available in an area of the chain.

    Why: clients in that area go without the service, or have to move to a heavier level.
    Mend: add the area to 'availability:' of the service, offer another service there ('one-of:'), or accept the
    finding.
    """
    mend = N_(
        "Add {area_ids} to 'availability:' of service {service_ids}, offer another service there under 'one-of:', or"
        " accept the finding."
    )
    yield from _missing(graph, _LOST, mend, of_language=False)


@check("PK604", Severity.WARNING)
def critical_service_missing_in_language(graph: ChainGraph) -> Iterator[Spot]:
    """A critical service of a level is not available in a language of an area.

    Why: clients in the area have an equal right to services in that language.
    Mend: add the language to 'availability:' of the service, or offer another service in it.
    """
    mend = N_(
        "Add '{code}' to 'languages:' under 'availability:' of service {service_ids}, or offer another service in that"
        " language under 'one-of:'."
    )
    yield from _missing(graph, _LOST_IN_LANGUAGE, mend, of_language=True)


@check("PK605", Severity.WARNING)
def producer_nobody_steers(graph: ChainGraph) -> Iterator[Spot]:
    """No organiser of a service steers its producer, although other steering is declared.

    Why: the organiser is responsible for what the producer delivers, but has no means to influence it. Nothing is found
    in a chain that declares no steering.
    Mend: declare the steering under 'steering:', with its instruments and documents.
    """
    together: dict[tuple[Node, Node], dict[Path, Node]] = {}
    for service, organiser, producer, where in unsteered_producers(graph):
        together.setdefault((organiser, producer), {})[where] = service
    for (organiser, producer), found in together.items():
        first, *others = found
        what = N_("Producer '{producer}' is not steered by an organiser of service {services}.")
        if len(services := dict.fromkeys(found.values())) > 1:
            what = N_("Producer '{producer}' is not steered by an organiser of services {services}.")
        values = {
            "producer": graph.named(producer),
            "services": Names(tuple(map(graph.named, services))),
            "from": organiser.id,
            "to": producer.id,
        }
        related = tuple(Related(N_("and here"), other) for other in others)
        yield Spot(first, what, values, related, mend=N_("Declare '{from} -> {to}:' under 'steering:'."))
