"""Structure (PK1xx): does the chain hang together as it is declared?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from palveluketju.analyses import used_ids
from palveluketju.findings import N_, Keys, Names, Path, Related, Severity, Spot, check, nearest
from palveluketju.graph import ChainGraph, Offer, UnknownReference, each_once
from palveluketju.model import MoveKind, Order, given, is_unsettled, listed
from palveluketju.wording import named_in

_SECTION = {
    "level": "levels",
    "need": "need-scale",
    "organisation": "organisations",
    "area": "areas",
    "service": "services",
    "field": "fields",
    "task": "tasks",
    "segment": "segments",
    "goal": "goals",
    "log item": "log",
}
_UNKNOWN = {
    "level": N_("A level is referenced that the chain does not have."),
    "need": N_("A step of need is referenced that is not on the need scale of the chain."),
    "organisation": N_("An organisation is referenced that is not declared."),
    "area": N_("An area is referenced that is not declared."),
    "service": N_("A service is referenced that is not declared."),
    "field": N_("A field is referenced that is not declared."),
    "task": N_("A task is referenced that is not declared."),
    "segment": N_("A segment is referenced that is not declared."),
    "goal": N_("A goal is referenced that is not declared."),
    "log item": N_("A log item is referenced that is not declared."),
}

MAX_GUESSES = 100
"""How many unknown ids of one file are compared with those there are; more are no slips of the pen."""


def spots_of(references: Iterable[UnknownReference]) -> Iterator[Spot]:
    """What to say of ids that nothing declares: of each one once, at the first place that names it."""
    together: dict[tuple[str, str], list[UnknownReference]] = {}
    for unknown in references:
        together.setdefault((unknown.kind, unknown.id), []).append(unknown)
    for index, (first, *others) in enumerate(together.values()):
        guess = nearest(first.id, first.known, cutoff=0.7) if index < MAX_GUESSES else None
        yield _unknown(first, dict.fromkeys(other.where for other in others), guess)


def _unknown(unknown: UnknownReference, others: Iterable[Path], guess: str | None) -> Spot:
    values = {"kind": unknown.kind, "id": unknown.id, "section": _SECTION[unknown.kind], "guess": guess}
    if guess:
        mend = N_("Did you mean '{guess}' instead of '{id}'?")
    elif unknown.kind in ("level", "need"):
        mend = N_("Declare '{id}' under '{section}:' of the chain, or correct it.")
    else:
        mend = N_("Declare '{id}' under '{section}:' of the chain or the catalogue, or correct it.")
    related = tuple(Related(N_("and here"), other) for other in others if other != unknown.where)
    return Spot(unknown.where, _UNKNOWN[unknown.kind], values, related, mend=mend)


@check("PK101", Severity.ERROR)
def unknown_reference(graph: ChainGraph) -> Iterator[Spot]:
    """An id is referenced that is not declared.

    Why: the reference has no meaning, and what it stands for is neither checked nor drawn.
    Mend: correct the id, or declare it in the chain file or the catalogue.
    """
    return spots_of(graph.unknown_references())


@check("PK102", Severity.ERROR)
def level_out_of_reach(graph: ChainGraph) -> Iterator[Spot]:
    """No entry leads to a level.

    Why: according to the file, no client ever reaches the services of the level.
    Mend: add an entry or a move that leads to the level.
    """
    entries = given(graph.chain.entries) or {}
    if is_unsettled(graph.chain.entries) or is_unsettled(graph.chain.order):
        return
    known = {level.id for level in graph.levels()}
    if any(given(entry.to) is None or not set(listed(entry.to)) <= known for entry in entries.values()):
        return  # a way in that leads nobody knows where may lead anywhere
    reached = set(graph.reachable_levels())
    for level in graph.levels():
        if level not in reached:
            what = N_("No entry leads to level '{level}'.")
            mend = N_("Name '{id}' under 'to:' of an entry, or write a move to it under 'moves:'.")
            yield Spot(level.where, what, {"level": graph.named(level), "id": level.id}, mend=mend)


@check("PK103", Severity.WARNING)
def no_way_out(graph: ChainGraph) -> Iterator[Spot]:
    """A level has no way down or out.

    Why: a client who comes to the level can never leave it, although needs also ease.
    Mend: add a move to a lighter level, or an exit from this one.
    """
    exits = given(graph.chain.exits) or {}
    if is_unsettled(graph.chain.exits) or any(is_unsettled(way_out.from_) for way_out in exits.values()):
        return
    leaving = set(graph.levels_with_a_way_out())
    for level in graph.levels():
        if level not in leaving:
            what = N_("Level '{level}' has no way on or out.")
            mend = N_("Write a move from '{id}' under 'moves:', or an exit from it under 'exits:'.")
            if graph.chain.walked is Order.LADDER:
                what = N_("Level '{level}' has no way down or out.")
                mend = N_(
                    "Write a move from '{id}' to a lighter level under 'moves:', or an exit from it under 'exits:'."
                )
            yield Spot(level.where, what, {"level": graph.named(level), "id": level.id}, mend=mend)


@check("PK104", Severity.WARNING)
def move_past_a_level(graph: ChainGraph) -> Iterator[Spot]:
    """A move skips a level without being marked as a skip.

    Why: a level that is skipped is either not needed on the way, or has been forgotten.
    Mend: write 'kind: skip' (or another kind) on the move, or 'optional: true' on the level if any client can skip it,
    or lead the move through the level between.
    """
    for way in graph.moves():
        backwards = graph.chain.walked is Order.PATH and way.kind is MoveKind.RETURN
        needed = graph.needed_levels(way.passes)
        if needed and not (way.unsettled or backwards or (way.declared and way.declared.kind)):
            what = N_(
                "The move from level '{start}' to level '{end}' skips level {passed}, but is not marked as a skip."
            )
            if len(needed) > 1:
                what = N_(
                    "The move from level '{start}' to level '{end}' skips levels {passed}, but is not marked as a skip."
                )
            mend = N_(
                "Write 'kind: skip' on move '{from} -> {to}' if that is intended, or 'optional: true' on {ids} if any"
                " client can skip it."
            )
            values = {
                "start": graph.named(way.start),
                "end": graph.named(way.end),
                "passed": Names(tuple(map(graph.named, needed))),
                "from": way.start.id,
                "to": way.end.id,
                "ids": Keys(tuple(node.id for node in needed)),
            }
            yield Spot(way.where, what, values, mend=mend)


@check("PK105", Severity.INFO)
def no_entry_declared(graph: ChainGraph) -> Iterator[Spot]:
    """The chain declares no entry.

    Why: the first level is then taken as the only way in, and emergencies and referrals are not visible.
    Mend: declare the entries: who comes, how, and to which level.
    """
    if not graph.chain.entries and graph.levels():
        levels = graph.entry_levels()
        if graph.chain.walked is Order.NONE:
            what = N_("No entry is declared, so every level is taken as a way in.")
        elif len(levels) > 1:
            what = N_("No entry is declared, so levels {levels} are taken as the only ways in.")
        else:
            what = N_("No entry is declared, so level {levels} is taken as the only way in.")
        mend = N_("Declare under 'entries:' who comes, how, and to which level.")
        yield Spot((), what, {"levels": Names(tuple(map(graph.named, levels)))}, mend=mend)


@check("PK106", Severity.WARNING)
def service_twice_at_level(graph: ChainGraph) -> Iterator[Spot]:
    """A level or a bar offers the same service twice to the same clients.

    Why: the reader cannot tell whether two things are meant or one was copied.
    Mend: remove one; if they are for different clients, write 'for' or 'when' on each; if only the recipients differ,
    list all of them under 'for' of one.
    """
    for giver in (*graph.levels(), *graph.bars()):
        firsts: dict[object, Offer] = {}
        offers = graph.offers_of(giver)
        for offer in offers if len(each_once([one.service for one in offers])) < len(offers) else ():
            clients = (frozenset(offer.use.for_), frozenset(offer.use.when))
            first = firsts.setdefault((offer.service.id, clients), offer)
            chosen = first.alternatives is not None and first.alternatives is offer.alternatives
            if first is not offer and not (chosen and first.use.label != offer.use.label):
                what = N_("Level '{giver}' offers service '{service}' twice to the same clients.")
                if giver.kind == "bar":
                    what = N_("Bar '{giver}' offers service '{service}' twice to the same clients.")
                mend = N_("Remove one '{id}', or write 'for:' or 'when:' on each to say which clients it is for.")
                names = {"giver": graph.named(giver), "service": graph.named(offer.service), "id": offer.service.id}
                related = (Related(N_("the first is here"), first.where),)
                yield Spot(offer.where, what, names, related, mend=mend)


_NOT_USED = {
    "service": N_("Service '{name}' is declared in the chain but not used."),
    "organisation": N_("Organisation '{name}' is declared in the chain but not used."),
    "area": N_("Area '{name}' is declared in the chain but not used."),
}


@check("PK107", Severity.WARNING)
def declared_and_not_used(graph: ChainGraph) -> Iterator[Spot]:
    """The chain file declares a service, an organisation or an area that it does not use.

    Why: either a level lacks a service that was meant for it, or the declaration belongs in the catalogue.
    Mend: use it, move it to the catalogue, or remove it.
    """
    used = used_ids(graph)
    if graph.chain.variant_of is not None:
        return  # what a variant does not use, the chain that it changes may
    sections = {"service": "services", "organisation": "organisations", "area": "areas"}
    if is_unsettled(graph.chain.levels):
        del sections["service"]  # the levels that are to use them are not decided
    for kind, section in sections.items():
        for name in getattr(graph.chain, section):
            if (kind, name) not in used:
                mend = N_("Use '{id}', remove it from '{section}:', or move it to the catalogue.")
                values = {"name": named_in(graph.chain, section, name), "id": name, "section": section}
                yield Spot((section, name), _NOT_USED[kind], values, mend=mend)


@check("PK108", Severity.ERROR)
def carry_over_from_heavier_level(graph: ChainGraph) -> Iterator[Spot]:
    """A level carries over services from itself or from a level that comes after it.

    Why: a carry-over means that the services of lighter levels go on; it cannot come from a heavier level.
    Mend: name lighter levels under 'carries', or list the services themselves.
    """
    if graph.chain.walked is Order.NONE:
        return
    order = {level: index for index, level in enumerate(graph.levels())}
    for level in graph.levels():
        wrong = tuple(lower for lower in graph.carried_directly(level) if order[lower] >= order[level])
        if wrong:
            what = N_("Level '{level}' carries services over from level {others}, which is not an earlier level.")
            if len(wrong) > 1:
                what = N_("Level '{level}' carries services over from levels {others}, which are not earlier levels.")
            elif wrong == (level,):
                what = N_("Level '{level}' carries services over from itself.")
            mend = N_(
                "Name levels before '{id}' under its 'carries:' in place of {ids}, or list the services themselves."
            )
            values = {
                "level": graph.named(level),
                "others": Names(tuple(map(graph.named, wrong))),
                "id": level.id,
                "ids": Keys(tuple(node.id for node in wrong), "or"),
            }
            yield Spot((*level.where, "carries"), what, values, mend=mend)
