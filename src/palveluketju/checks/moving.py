"""How clients go through the chain (PK1xx): conditions on moves, and the ways of single clients."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from palveluketju.analyses import Obstacle, age_holes, overlaps, stops
from palveluketju.findings import Related, Severity, Spot, check, joined
from palveluketju.graph import ChainGraph

_OBSTACLES: Final = {
    Obstacle.NOT_ENTERED: "begins at level '{first}', to which no entry takes this client; add one, or begin elsewhere",
    Obstacle.NO_MOVE: "goes from '{first}' to '{last}', between which there is no move; declare one, or correct it",
    Obstacle.NOT_THE_CLIENT: "goes from '{first}' to '{last}' on conditions that do not hold of this client",
    Obstacle.NOT_THE_GROUP: "is of a client whose age is outside the chain's target group",
    Obstacle.NOT_OFFERED: "meets service '{first}', which no level of it offers this client; correct one of the two",
}


@check("PK109", Severity.ERROR)
def path_not_possible(graph: ChainGraph) -> Iterator[Spot]:
    """A client's path goes where the chain does not let it.

    Why: either the chain lacks a way that clients need, or the story told of it is not true.
    Mend: add the entry, move or service that the path needs, or correct the path.
    """
    for stop in stops(graph):
        names = stop.names or ("",)
        values = {"path": stop.path, "first": names[0], "last": names[-1]}
        told = _OBSTACLES[stop.obstacle]
        if len(names) == 2 and names[0] == names[1]:
            told = "names level '{first}' twice running; write it once, or '{first} -> {first}' under 'moves:' where"
            told += " it can be repeated"
        part = {Obstacle.NOT_THE_GROUP: ("age",), Obstacle.NOT_OFFERED: ("services", stop.place)}
        where = ("paths", stop.path, *part.get(stop.obstacle, ("levels", stop.place)))
        yield Spot(where, "path '{path}' " + told, values)


@check("PK111", Severity.WARNING)
def ages_without_a_way(graph: ChainGraph) -> Iterator[Spot]:
    """Moves out of a level are chosen by age, and no move takes clients of some age.

    Why: rules such as "under 75" and "over 75" leave out whoever is exactly 75.
    Mend: correct the ages under 'when:' so that they meet, or add a move without conditions.
    """
    for hole in age_holes(graph):
        ages = _ages(hole.lowest, hole.highest)
        where = " in {areas}" if hole.areas else ""
        spoken = " whose language is {languages}" if hole.languages else ""
        text = "no move from level '{level}'" + where + " takes a client aged {ages}" + spoken
        text += "; let the ages under 'when:' meet"
        if hole.discretionary:
            text = "a client aged {ages}" + spoken + " leaves level '{level}'" + where
            text += " only at somebody's discretion; write a move that takes such clients otherwise"
        related = tuple(Related("a move by age", way.where) for way in hole.ways)
        yield Spot(
            hole.level.where,
            text,
            {
                "level": hole.level.id,
                "ages": ages,
                "areas": joined([f"'{area}'" for area in hole.areas]),
                "languages": joined([f"'{language}'" for language in hole.languages], "or"),
            },
            related,
        )


def _ages(lowest: int, highest: int | None) -> str:
    if highest is None:
        return f"{lowest} or more"
    return str(lowest) if lowest == highest else f"{lowest} to {highest}"


@check("PK112", Severity.WARNING)
def several_moves_fit_one_client(graph: ChainGraph) -> Iterator[Spot]:
    """Several moves out of a level fit one client, and nothing tells which goes first.

    Why: two workers send the same client to different places, and each place may send the client on.
    Mend: write 'priority:' on the moves, 1 for the one that goes first, or conditions that do not overlap.
    """
    for overlap in overlaps(graph):
        ends = joined([f"'{way.end}'" for way in overlap.ways])
        client = "one and the same client" if overlap.age is None else f"a client aged {overlap.age}"
        text = "from level '{level}' the moves to {ends} fit {client}; write 'priority:' on them, or other conditions"
        values = {"level": overlap.level.id, "ends": ends, "client": client}
        related = tuple(Related("one of them", way.where) for way in overlap.ways)
        yield Spot(overlap.level.where, text, values, related)
