"""Borders that nobody holds together (PK301-PK306)."""

from __future__ import annotations

import itertools
from random import Random

from mutation.kinds.structure import is_plain, ordered, pick_chain
from mutation.planting import NoRoom, Planted, chosen, kind
from mutation.worlds import ChainIn, Data, World, is_absence, is_told, items, section

HELD = {
    "PK301": "several organisers act at a level",
    "PK302": "a service is given at several levels",
    "PK303": "several organisers run something together",
    "PK304": "the worker was responsible for hand-overs too",
    "PK306": "the worker was responsible for hand-overs too",
    "PK107": "the worker's organisation is named nowhere else",
}


def _houses_at(chain: ChainIn, level: str) -> set[str]:
    """The houses of those who organise, for certain, what a level itself offers to all."""
    offers = [one for one in chain.offers() if one.giver == level and len(one.place) == 1 and not is_absence(one.use)]
    organisers = [who for offer in offers for who in chain.organiser_of(offer.service) or ()]
    return {chain.house(one) for one in organisers if one in chain.section("organisations")}


def _is_held(chain: ChainIn) -> bool:
    return is_told(chain.data.get("coordination")) and not any("coordination" in one for one in chain.levels().values())


@kind("PK301", **HELD)
def co_work_that_nobody_coordinates(world: World, rng: Random) -> Planted:
    def fits(chain: ChainIn) -> list[str]:
        return [one for one in chain.levels() if len(_houses_at(chain, one)) > 1] if _is_held(chain) else []

    chain = pick_chain(world, rng, fits, "no coordination of a chain with several houses at a level")
    places = tuple(("levels", one) for one in fits(chain))
    del chain.data["coordination"]
    return Planted(chain.file, places)


@kind("PK301")
def level_without_its_coordination(world: World, rng: Random) -> Planted:
    rooms = [
        (chain, name)
        for chain in world.chains()
        if "coordination" not in chain.data
        for name, one in chain.levels().items()
        if is_told(one.get("coordination")) and len(_houses_at(chain, name)) > 1
    ]
    chain, name = chosen(rng, rooms, "no coordination of a level with several houses")
    del chain.levels()[name]["coordination"]
    return Planted(chain.file, (("levels", name),))


@kind("PK302", **HELD)
def service_at_several_levels_that_nobody_coordinates(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng, _is_held, "no coordination of a chain as a whole")
    services, levels = chain.section("services"), list(chain.levels())
    rooms = [
        one
        for one in chain.offers()
        if len(one.place) == 1 and isinstance(one.use, str) and services.get(one.service, {}).get("kind") is None
    ]
    offer = chosen(rng, [one for one in rooms if one.service in services], "no service in its short form")
    place = levels.index(offer.giver)
    others = [
        one
        for one in levels[max(0, place - 1) : place + 2]
        if one != offer.giver and not is_absence(chain.levels()[one].get("services"))
    ]
    if not is_plain(chain) or any(one.giver != offer.giver for one in chain.offers() if one.service == offer.service):
        raise NoRoom("it is given at several levels already")
    other = chain.levels()[chosen(rng, others, "no level beside it")]
    other["services"] = [*items(other, "services"), offer.service]
    del chain.data["coordination"]
    where = [("levels", one.giver, one.key, *one.place) for one in chain.offers() if one.service == offer.service]
    also = {"PK106": "it goes on there already", "PK305": "the level has more", "PK401": "the level has more"}
    return Planted(chain.file, tuple(where), also=also)


@kind("PK303", **HELD)
def joint_work_that_nobody_leads(world: World, rng: Random) -> Planted:
    def fits(chain: ChainIn) -> list[str]:
        bars = section(chain.data, "bars").items()
        own = [name for name, one in bars if any(chain.is_outside(who) for who in items(one, "partners"))]
        return own if _is_held(chain) else []

    chain = pick_chain(world, rng, fits, "no coordination of a chain with partners in a bar")
    places = tuple(("bars", one) for one in fits(chain))
    del chain.data["coordination"]
    return Planted(chain.file, places)


@kind("PK303", PK113="it organises already", PK503="another chain tells it otherwise")
def service_run_by_two_that_nobody_leads(world: World, rng: Random) -> Planted:
    def fits(chain: ChainIn) -> bool:
        whole = "coordination" not in chain.data or _is_held(chain)
        return whole and bool(chain.own()) and chain.file.startswith("made/nuoret")

    chain = pick_chain(world, rng, fits, "no chain with a neighbour that has an agreement")
    place = rng.choice(list(chain.levels()))
    rooms = [
        one.service for one in chain.offers() if one.giver == place and chain.organiser_of(one.service) == chain.own()
    ]
    name = chosen(rng, rooms, "no service of its own")
    world.files[chain.home("services", name)]["services"][name]["organiser"] = [*(chain.own() or ()), "kunta"]
    chain.data.pop("coordination", None)
    for level in chain.levels().values():
        level.pop("coordination", None)
    where = [("levels", one.giver, one.key, *one.place) for one in chain.offers() if one.service == name]
    return Planted(chain.file, tuple(where), also=HELD)


def _handed_over(chain: ChainIn) -> list[tuple[str, str]]:
    """Levels beside each other of which the one has a house that the other has not, with their moves' hand-overs."""
    if not is_plain(chain) or ordered(chain) not in ("ladder", "path") or not chain.tells_all():
        return []
    levels = list(chain.levels())
    told = {one: _houses_at(chain, one) for one in levels}
    known = all(chain.organiser_of(one.service) for one in chain.offers())
    return [
        (one, other)
        for one, other in itertools.pairwise(levels)
        if known and told[one] and told[other] and told[one] != told[other]
    ]


def _take_out(chain: ChainIn, one: str, other: str, part: str) -> Planted:
    moves = section(chain.data, "moves")
    keys = [key for key in (f"{one} -> {other}", f"{other} -> {one}") if key in moves]
    told = [moves[key].get("handover") for key in keys]
    if not any(isinstance(one, dict) and is_told(one.get(part)) for one in told) or any(map(is_absence, told)):
        raise NoRoom("the hand-over does not tell it")
    if any(is_absence(one.get(part)) for one in told if isinstance(one, dict)):
        raise NoRoom("it is not told for certain")
    for handover in told:
        if isinstance(handover, dict):
            handover.pop(part, None)
    return Planted(chain.file, (*(("moves", key) for key in keys), ("levels", one), ("levels", other)))


@kind("PK304")
def hand_over_that_nobody_is_responsible_for(world: World, rng: Random) -> Planted:
    def fits(chain: ChainIn) -> list[tuple[str, str]]:
        return [] if "coordination" in chain.data else _handed_over(chain)

    chain = pick_chain(world, rng, fits, "no hand-over between houses in a chain that nobody coordinates as a whole")
    return _take_out(chain, *rng.choice(fits(chain)), "responsible")


@kind("PK305")
def hand_over_without_its_information(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng, _handed_over, "no hand-over between houses")
    return _take_out(chain, *rng.choice(_handed_over(chain)), "information")


def _tier(services: dict[str, Data], service: str) -> str | None:
    told = services.get(service, {}).get("tier")
    return told if isinstance(told, str) else None


@kind("PK306")
def hand_over_inside_a_house_without_its_information(world: World, rng: Random) -> Planted:
    def fits(chain: ChainIn) -> list[tuple[str, str]]:
        levels, services = list(chain.levels()), chain.section("services")
        told = {one: _houses_at(chain, one) for one in levels}
        tiers = {one: {_tier(services, o.service) for o in chain.offers() if o.giver == one} for one in levels}
        plain = is_plain(chain) and ordered(chain) in ("ladder", "path") and chain.tells_all()
        same = all(chain.organiser_of(one.service) for one in chain.offers())
        return [
            (one, other)
            for one, other in itertools.pairwise(levels)
            if plain and same and len(told[one]) == 1 and told[one] == told[other]
            if None not in tiers[one] | tiers[other] and not tiers[one] & tiers[other]
        ]

    chain = pick_chain(world, rng, fits, "no hand-over between tiers of one house")
    return _take_out(chain, *rng.choice(fits(chain)), "information")
