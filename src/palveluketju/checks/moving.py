"""How clients go through the chain (PK1xx): conditions on moves, and the ways of single clients."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from palveluketju.analyses import Obstacle, age_holes, interrupted_services, overlaps, stops
from palveluketju.findings import Names, Related, Severity, Spot, check
from palveluketju.graph import ChainGraph
from palveluketju.model import AgeRange
from palveluketju.terms import language_name
from palveluketju.wording import named_in, names_in

_OBSTACLES: Final = {
    Obstacle.NOT_ENTERED: "'{path}' begins at level '{first}', to which no entry takes this client.",
    Obstacle.NO_MOVE: "'{path}' goes from '{first}' to '{last}', between which there is no move.",
    Obstacle.NOT_THE_CLIENT: "'{path}' goes from '{first}' to '{last}' by a move that does not take this client.",
    Obstacle.NOT_THE_GROUP: "'{path}' is of a client whose age is outside the chain's target group.",
    Obstacle.NOT_OFFERED: "'{path}' meets '{first}', which no level of it offers this client.",
}
_MENDED: Final = {
    Obstacle.NOT_ENTERED: "Lead an entry to '{begin}', or begin path '{id}' elsewhere.",
    Obstacle.NO_MOVE: "Write '{begin} -> {end}' under 'moves:', or correct 'levels:' of path '{id}'.",
    Obstacle.NOT_THE_CLIENT: "Correct 'when:' of move '{begin} -> {end}', or path '{id}'.",
    Obstacle.NOT_THE_GROUP: "Correct 'age:' of path '{id}' or of the target group.",
    Obstacle.NOT_OFFERED: "Offer '{begin}' at one of its levels, or correct 'services:' of path '{id}'.",
}


@check("PK109", Severity.ERROR)
def path_not_possible(graph: ChainGraph) -> Iterator[Spot]:
    """A client's path goes where the chain does not let it.

    Why: either the chain lacks a way that clients need, or the story told of it is not true.
    Mend: add the entry, move or service that the path needs, or correct the path.
    """
    for stop in stops(graph):
        ids = stop.names or ("",)
        section = "services" if stop.obstacle is Obstacle.NOT_OFFERED else "levels"
        first, last = (named_in(graph.chain, section, one) for one in (ids[0], ids[-1]))
        name = graph.chain.paths[stop.path].name
        values = {"path": name, "first": first, "last": last, "id": stop.path, "begin": ids[0], "end": ids[-1]}
        what, mend = _OBSTACLES[stop.obstacle], _MENDED[stop.obstacle]
        if len(ids) == 2 and ids[0] == ids[1]:
            what = "'{path}' is at level '{first}' twice running."
            mend = (
                "Write '{begin}' once in path '{id}', or '{begin} -> {begin}' under 'moves:' where the level can be"
                " repeated."
            )
        part = {Obstacle.NOT_THE_GROUP: ("age",), Obstacle.NOT_OFFERED: ("services", stop.place)}
        where = ("paths", stop.path, *part.get(stop.obstacle, ("levels", stop.place)))
        yield Spot(where, what, values, mend=mend)


@check("PK111", Severity.WARNING)
def ages_without_a_way(graph: ChainGraph) -> Iterator[Spot]:
    """Moves out of a level are chosen by age, and no move takes clients of some age.

    Why: rules such as "under 75" and "over 75" leave out whoever is exactly 75.
    Mend: correct the ages under 'when:' so that they meet, or add a move without conditions.
    """
    for hole in age_holes(graph):
        told = bool(hole.areas or hole.languages)
        if hole.discretionary:
            what = "A client of {ages} leaves level '{level}' only at somebody's discretion."
            if told:
                what = "A client of {ages} ({of}) leaves level '{level}' only at somebody's discretion."
            mend = "Write a move from '{id}' that takes such clients otherwise."
        else:
            what = "No move from level '{level}' takes a client of {ages}."
            if told:
                what = "No move from level '{level}' takes a client of {ages} ({of})."
            mend = "Let the ages under 'when:' of the moves from '{id}' meet, or write a move without conditions."
        values = {
            "level": graph.named(hole.level),
            "ages": AgeRange(lowest=hole.lowest, highest=hole.highest),
            "of": _Clients(graph, hole.areas, hole.languages),
            "id": hole.level.id,
        }
        related = tuple(Related("a move by age", way.where) for way in hole.ways)
        yield Spot(hole.level.where, what, values, related, mend=mend)


@dataclass(frozen=True, slots=True)
class _Clients:
    """Clients by their areas and their languages, in words: ``Vaasa; Finnish, Swedish``."""

    graph: ChainGraph
    areas: tuple[str, ...]
    languages: tuple[str, ...]

    def text(self, lang: str = "en") -> str:
        """The words in a language."""
        areas = names_in(self.graph.chain, "areas", self.areas, lang)
        return "; ".join(filter(None, (areas, ", ".join(language_name(one, lang) for one in self.languages))))


@check("PK112", Severity.WARNING)
def several_moves_fit_one_client(graph: ChainGraph) -> Iterator[Spot]:
    """Several moves out of a level fit one client, and no priority says which goes first.

    Why: two workers send the same client to different places, and each place may send the client on.
    Mend: write 'priority:' on the moves, 1 for the one that goes first, or conditions that do not overlap.
    """
    for overlap in overlaps(graph):
        what = "The moves from level '{level}' to {ends} fit one client, and no priority says which goes first."
        values: dict[str, object] = {
            "level": graph.named(overlap.level),
            "ends": Names(tuple(graph.named(way.end) for way in overlap.ways)),
            "id": overlap.level.id,
        }
        if overlap.age is not None:
            what = (
                "The moves from level '{level}' to {ends} fit a client of {age}, and no priority says which goes first."
            )
            values["age"] = AgeRange(lowest=overlap.age, highest=overlap.age)
        mend = "Write 'priority:' on the moves from '{id}', or conditions under 'when:' that do not overlap."
        related = tuple(Related("one of them", way.where) for way in overlap.ways)
        yield Spot(overlap.level.where, what, values, related, mend=mend)


@check("PK117", Severity.INFO)
def service_missing_between(graph: ChainGraph) -> Iterator[Spot]:
    """Two levels have a service, and a level that clients go through between them does not.

    Why: whoever needs the service there loses it on the way and begins anew with it later, or it is only not written.
    Nothing is found where a move leads past the level, where something of the level's services is open or not told, or
    where the service is for some clients only.
    Mend: add the service to the level between, by itself, under 'carries:' or in a bar; or write for whom it is.
    """
    for one in interrupted_services(graph):
        what = "'{service}' is provided at '{before}' and '{after}', but not at {lacking} between them."
        mend = (
            "Add '{id}' to the services of {ids}, write 'carries:' there or a bar across, or 'criteria:' on the service"
            " where it is for some clients only."
        )
        values = {
            "service": graph.named(one.service),
            "before": graph.named(one.before),
            "after": graph.named(one.after),
            "lacking": Names(tuple(map(graph.named, one.lacking))),
            "id": one.service.id,
            "ids": Names(tuple(level.id for level in one.lacking)),
        }
        related = (
            *(Related("and here", level.where) for level in one.lacking[1:]),
            *(Related("given here", place) for place in one.places),
        )
        yield Spot(one.lacking[0].where, what, values, related, mend=mend)
