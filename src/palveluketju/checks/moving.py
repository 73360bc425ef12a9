"""How clients go through the chain (PK1xx): conditions on moves, and the ways of single clients."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from palveluketju.analyses import Obstacle, age_holes, interrupted_services, overlaps, stops
from palveluketju.findings import N_, Keys, Names, Related, Severity, Spot, check
from palveluketju.frozen import dataclass
from palveluketju.graph import ChainGraph
from palveluketju.model import AgeRange, LongText, Text
from palveluketju.terms import language_name
from palveluketju.wording import named_in

_OBSTACLES: Final = {
    Obstacle.NOT_ENTERED: N_("Path '{path}' begins at level '{first}', to which no entry takes this client."),
    Obstacle.NO_MOVE: N_("Path '{path}' goes from level '{first}' to level '{last}', but no move joins them."),
    Obstacle.NOT_THE_CLIENT: N_(
        "Path '{path}' goes from level '{first}' to level '{last}', but the move between them is not for this client."
    ),
    Obstacle.NOT_THE_GROUP: N_("The client of path '{path}' is of an age outside the target group of the chain."),
    Obstacle.NOT_OFFERED: N_("Path '{path}' uses service '{first}', which no level of the path offers this client."),
}
_MENDED: Final = {
    Obstacle.NOT_ENTERED: N_("Lead an entry to '{begin}', or begin path '{id}' at another level."),
    Obstacle.NO_MOVE: N_("Write '{begin} -> {end}' under 'moves:', or correct 'levels:' of path '{id}'."),
    Obstacle.NOT_THE_CLIENT: N_("Correct 'when:' of move '{begin} -> {end}', or correct path '{id}'."),
    Obstacle.NOT_THE_GROUP: N_("Correct 'age:' of path '{id}' or of the target group."),
    Obstacle.NOT_OFFERED: N_("Offer '{begin}' at a level of the path, or correct 'services:' of path '{id}'."),
}


@check("PK109", Severity.ERROR)
def path_not_possible(graph: ChainGraph) -> Iterator[Spot]:
    """The path of a client goes where the chain does not lead.

    Why: either the chain lacks a way that clients need, or the path is wrong.
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
            what = N_("Path '{path}' has level '{first}' twice in a row.")
            mend = N_(
                "Write '{begin}' once in path '{id}', or '{begin} -> {begin}' under 'moves:' if the level can be"
                " repeated."
            )
        part = {Obstacle.NOT_THE_GROUP: ("age",), Obstacle.NOT_OFFERED: ("services", stop.place)}
        where = ("paths", stop.path, *part.get(stop.obstacle, ("levels", stop.place)))
        yield Spot(where, what, values, mend=mend)


@check("PK111", Severity.WARNING)
def ages_without_a_way(graph: ChainGraph) -> Iterator[Spot]:
    """Moves from a level depend on age, and no move takes clients of some age.

    Why: rules such as "under 75" and "over 75" leave out a client who is exactly 75.
    Mend: correct the ages under 'when:' so that they meet, or add a move without conditions.
    """
    for hole in age_holes(graph):
        told = bool(hole.areas or hole.languages)
        if hole.discretionary:
            what = N_("A client of {ages} can leave level '{level}' only by a discretionary decision.")
            if told:
                what = N_("A client of {ages} ({of}) can leave level '{level}' only by a discretionary decision.")
            mend = N_("Write a move from '{id}' that takes these clients without discretion.")
        else:
            what = N_("No move from level '{level}' takes a client of {ages}.")
            if told:
                what = N_("No move from level '{level}' takes a client of {ages} ({of}).")
            mend = N_(
                "Correct the ages under 'when:' of the moves from '{id}' so that they meet, or add a move without"
                " conditions."
            )
        values = {
            "level": graph.named(hole.level),
            "ages": AgeRange(lowest=hole.lowest, highest=hole.highest),
            "of": _Clients(tuple(named_in(graph.chain, "areas", one) for one in hole.areas), hole.languages),
            "id": hole.level.id,
        }
        related = tuple(Related(N_("a move by age"), way.where) for way in hole.ways)
        yield Spot(hole.level.where, what, values, related, mend=mend)


@dataclass(frozen=True, slots=True)
class _Clients:
    """Clients by their areas and their languages, in words: ``Vaasa; Finnish, Swedish``."""

    areas: tuple[Text | LongText | str, ...]
    languages: tuple[str, ...]

    def text(self, lang: str = "en") -> str:
        """The words in a language."""
        areas = ", ".join(one if isinstance(one, str) else one.text(lang) for one in self.areas)
        return "; ".join(filter(None, (areas, ", ".join(language_name(one, lang) for one in self.languages))))


@check("PK112", Severity.WARNING)
def several_moves_fit_one_client(graph: ChainGraph) -> Iterator[Spot]:
    """Several moves from a level fit the same client, and no priority says which comes first.

    Why: two workers may send the same client to different places, and each place may send the client on.
    Mend: write 'priority:' on the moves, 1 for the one that comes first, or conditions that do not overlap.
    """
    for overlap in overlaps(graph):
        what = N_(
            "The moves from level '{level}' to levels {ends} fit the same client, and no priority says which comes"
            " first."
        )
        values: dict[str, object] = {
            "level": graph.named(overlap.level),
            "ends": Names(tuple(graph.named(way.end) for way in overlap.ways)),
            "id": overlap.level.id,
        }
        if overlap.age is not None:
            what = N_(
                "The moves from level '{level}' to levels {ends} all fit a client of {age}, and no priority says which"
                " comes first."
            )
            values["age"] = AgeRange(lowest=overlap.age, highest=overlap.age)
        mend = N_("Write 'priority:' on the moves from '{id}', or conditions under 'when:' that do not overlap.")
        related = tuple(Related(N_("one of them"), way.where) for way in overlap.ways)
        yield Spot(overlap.level.where, what, values, related, mend=mend)


@check("PK117", Severity.INFO)
def service_missing_between(graph: ChainGraph) -> Iterator[Spot]:
    """Two levels offer a service, but a level that clients pass between them does not.

    Why: a client who needs the service loses it on the way and starts again later, or the service is only not listed.
    Nothing is found where a move skips the level, where some services of the level are open or not stated, or where the
    service is for some clients only.
    Mend: add the service to the level between, as a service of its own, under 'carries:' or in a bar; or write which
    clients it is for.
    """
    for one in interrupted_services(graph):
        what = N_(
            "Service '{service}' is offered at levels '{before}' and '{after}', but not between them at level"
            " {lacking}."
        )
        if len(one.lacking) > 1:
            what = N_(
                "Service '{service}' is offered at levels '{before}' and '{after}', but not between them at levels"
                " {lacking}."
            )
        mend = N_(
            "Add '{id}' to the services of {ids}, or write 'carries:' there, or a bar across the levels; if the"
            " service is for some clients only, write 'criteria:' on it."
        )
        values = {
            "service": graph.named(one.service),
            "before": graph.named(one.before),
            "after": graph.named(one.after),
            "lacking": Names(tuple(map(graph.named, one.lacking))),
            "id": one.service.id,
            "ids": Keys(tuple(level.id for level in one.lacking)),
        }
        related = (
            *(Related(N_("and here"), level.where) for level in one.lacking[1:]),
            *(Related(N_("given here"), place) for place in one.places),
        )
        yield Spot(one.lacking[0].where, what, values, related, mend=mend)
