"""The system around the chains (PK110, PK404, PK6xx): wholes and parts, duties, availability, steering."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from palveluketju.analyses import (
    Circle,
    Loss,
    circles,
    losses,
    responsibilities,
    tasks_nobody_holds,
    unsteered_producers,
)
from palveluketju.findings import N_, NN_, Keys, Names, Path, Related, Severity, Spot, Template, check
from palveluketju.graph import CatalogueGraph, ChainGraph, Node
from palveluketju.model import Chain, Shared, State, TaskKind, by_house, given, house_of, listed
from palveluketju.wording import LanguageWord, named_in

Graph = ChainGraph | CatalogueGraph


@check("PK110", Severity.ERROR)
def part_of_itself(graph: Graph) -> Iterator[Spot]:
    """A level, area, organisation, service, goal or log item is part of itself, directly or through others.

    Why: the parts have no whole, so nothing can be concluded of any of them.
    Mend: remove one 'part-of:' or 'under:' of the circle.
    """
    shared = graph.shared
    chain = shared if isinstance(shared, Chain) else None
    goals: Mapping[str, Any] = (given(chain.goals) or {}) if chain else {}
    sections: dict[str, Mapping[str, Any]] = {
        "levels": (given(chain.levels) or {}) if chain else {},
        "areas": shared.areas,
        "organisations": shared.organisations,
        "services": shared.services,
        "goals": goals,
        "strategy": shared.strategy,
        "log": shared.log,
    }
    wholes = {
        (section, name): [end for one in _wholes(element, section) if (end := _named(sections, section, name, one))]
        for section, elements in sections.items()
        for name, element in elements.items()
    }
    for (section, name), circle in circles(wholes).items():
        key = _key(section)
        what: Template = N_("'{name}' is part of itself.")
        if circle.others():
            what = N_("'{name}' is part of itself through {others}.")
        elif len(circle.parts) > 1:
            what = NN_(
                "'{name}' is part of itself through {count} other.",
                "'{name}' is part of itself through {count} others.",
            )
        mend = N_("Remove one '{key}:' of the circle ({circle}).")
        yield Spot(
            (section, name, key), what, _circle_values(shared, (section, name), circle) | {"key": key}, mend=mend
        )


def _circle_values(shared: Shared, part: tuple[str, str], circle: Circle) -> dict[str, object]:
    return {
        "name": named_in(shared, *part),
        "others": Names(tuple(named_in(shared, *other) for other in circle.others())),
        "count": len(circle.parts) - 1,
        "circle": " -> ".join(circle.names()),
    }


@check("PK114", Severity.ERROR)
def log_item_after_itself(graph: Graph) -> Iterator[Spot]:
    """A log item comes after itself, directly or through others.

    Why: it is not clear what is done first, and the items cannot be drawn in order.
    Mend: remove one 'follows:' of the circle.
    """
    log = graph.shared.log
    before = {
        ("log", name): [("log", str(one)) for one in listed(item.follows) if one in log] for name, item in log.items()
    }
    for (section, name), circle in circles(before).items():
        what: Template = N_("Log item '{name}' comes after itself.")
        if circle.others():
            what = N_("Log item '{name}' comes after itself through {others}.")
        elif len(circle.parts) > 1:
            what = NN_(
                "Log item '{name}' comes after itself through {count} other.",
                "Log item '{name}' comes after itself through {count} others.",
            )
        mend = N_("Remove one 'follows:' of the circle ({circle}).")
        yield Spot((section, name, "follows"), what, _circle_values(graph.shared, (section, name), circle), mend=mend)


def _key(section: str) -> str:
    return "under" if section in ("goals", "strategy") else "part-of"


def _wholes(element: Any, section: str) -> tuple[str, ...]:
    whole = given(getattr(element, _key(section).replace("-", "_")))
    return tuple(map(str, whole)) if isinstance(whole, tuple) else () if whole is None else (str(whole),)


def _named(sections: Mapping[str, Mapping[str, Any]], section: str, element: str, whole: str) -> tuple[str, str] | None:
    """What a name of a whole stands for; a chain's goal can serve the organiser's goal of the same name."""
    if section not in ("goals", "strategy"):
        return (section, whole) if whole in sections[section] else None
    own = whole in sections["goals"] and not (section == "goals" and whole == element and whole in sections["strategy"])
    if own:
        return "goals", whole
    return ("strategy", whole) if whole in sections["strategy"] else None


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
    for found in responsibilities(graph):
        told = given(graph.service(found.service).organiser)
        own = not graph.own_organisers() or any(map(graph.is_own, graph.organisers_of(found.service)))
        if not graph.is_service(found.service) or not told or not own:
            continue  # nobody's yet, or another organiser's
        if found.told is State.NOT_STATED and not found.tasks:
            what = N_("Service '{service}' has no responsible unit.")
            mend = N_("Write the 'task:' that service '{id}' belongs to, or 'responsible:' on it.")
            values = {"service": graph.named(found.service), "id": found.service.id}
            yield Spot(found.service.where, what, values, mend=mend)


def _losses(graph: ChainGraph, *, of_language: bool) -> Iterator[tuple[Path, dict[str, object]]]:
    together: dict[tuple[str, Path, str | None], list[Loss]] = {}
    for loss in losses(graph):
        if (loss.language is not None) is of_language:
            together.setdefault((loss.level.id, loss.offer.where, loss.language), []).append(loss)
    for (_, _, language), found in together.items():
        values: dict[str, object] = {
            "level": graph.named(found[0].level),
            "services": Names(tuple(map(graph.named, found[0].services)), "or"),
            "areas": Names(tuple(named_in(graph.chain, "areas", loss.area) for loss in found)),
            "service_ids": Keys(tuple(one.id for one in found[0].services), "or"),
            "area_ids": Keys(tuple(loss.area for loss in found)),
        }
        if language is not None:
            values |= {"language": LanguageWord(language), "code": language}
        yield found[0].offer.where, values


@check("PK603", Severity.WARNING)
def critical_service_missing_in_area(graph: ChainGraph) -> Iterator[Spot]:
    """A critical service of a level is not available in an area of the chain.

    Why: in that area the level does not hold its promise, and clients go without or to a heavier level.
    Mend: add the area to 'availability:' of the service, offer another service there ('one-of:'), or accept the
    finding.
    """
    for where, values in _losses(graph, of_language=False):
        what = N_("Critical service {services} of level '{level}' is not available in area {areas}.")
        mend = N_(
            "Add {area_ids} to 'availability:' of {service_ids}, or offer another service there under 'one-of:', or"
            " accept the finding."
        )
        yield Spot(where, what, values, mend=mend)


@check("PK604", Severity.WARNING)
def critical_service_missing_in_language(graph: ChainGraph) -> Iterator[Spot]:
    """A critical service of a level is not available in a language of an area.

    Why: clients in the area have an equal right to services in that language.
    Mend: add the language to 'availability:' of the service, or offer another service in it.
    """
    for where, values in _losses(graph, of_language=True):
        what = N_(
            "Critical service {services} of level '{level}' is not available in this language in area {areas}:"
            " {language}."
        )
        mend = N_(
            "Add '{code}' to 'languages:' under 'availability:' of {service_ids}, or offer another service in it under"
            " 'one-of:'."
        )
        yield Spot(where, what, values, mend=mend)


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
