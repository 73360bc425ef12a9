"""Defects of how a chain hangs together (PK1xx): references, ways, what stands twice or in a circle."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from mutation.planting import NoRoom, Planted, chosen, kind
from mutation.worlds import ChainIn, Data, World, is_absence, is_told, items, section

UNUSED = {"PK107": "it was used nowhere else"}
GONE = "nothing-declares-this"


def pick_chain(world: World, rng: Random, fits: Callable[[ChainIn], object] = bool, none: str = "no chain") -> ChainIn:
    """A chain of the world that has room."""
    return chosen(rng, [chain for chain in world.chains() if fits(chain)], none)


def ordered(chain: ChainIn) -> str:
    """How its levels are ordered; empty where that is not told."""
    told = chain.data.get("order")
    if told is None:
        kinds = {level.get("kind", "need") for level in chain.levels().values()}
        return "ladder" if kinds == {"need"} else ""
    return told if isinstance(told, str) else ""


def is_plain(chain: ChainIn) -> bool:
    """Whether its levels have no parts, and none can be passed by."""
    return not any("part-of" in level or "optional" in level for level in chain.levels().values())


# References


@kind("PK101")
def unknown_service_at_a_level(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng)
    levels = [name for name, one in chain.levels().items() if not is_absence(one.get("services"))]
    level = chosen(rng, levels, "no level with services")
    element = chain.levels()[level]
    element["services"] = [*items(element, "services"), GONE]
    return Planted(chain.file, (("levels", level, "services", len(element["services"]) - 1),))


@kind("PK101", PK211="nobody is known to organise it")
def unknown_organiser_of_a_service(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng)
    rooms = [name for name in sorted(chain.used()) if chain.organiser_of(name)]
    name = chosen(rng, rooms, "no service with an organiser")
    file = chain.home("services", name)
    world.files[file]["services"][name]["organiser"] = GONE
    return Planted(file, (("services", name, "organiser", 0),))


@kind("PK101")
def unknown_task_of_a_service(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng)
    rooms = [name for _, name, one in chain.placed("services") if "task" in one and name in chain.used()]
    name = chosen(rng, rooms, "no service with a task")
    file = chain.home("services", name)
    world.files[file]["services"][name]["task"] = GONE
    return Planted(file, (("services", name, "task", 0),))


@kind("PK101")
def unknown_level_of_an_entry(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng)
    entries = section(chain.data, "entries")
    name = chosen(rng, [one for one in entries if is_told(entries[one].get("to"))], "no entry that tells its level")
    entries[name]["to"] = [*items(entries[name], "to"), GONE]
    return Planted(chain.file, (("entries", name, "to", len(entries[name]["to"]) - 1),))


@kind("PK101")
def unknown_area_of_a_chain(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng, lambda one: not is_absence(one.data.get("area")), "no chain whose area is told")
    chain.data["area"] = [*items(chain.data, "area"), GONE]
    return Planted(chain.file, (("area", len(chain.data["area"]) - 1),))


@kind("PK101")
def unknown_segment_of_a_target_group(world: World, rng: Random) -> Planted:
    def fits(chain: ChainIn) -> bool:
        group = chain.data.get("target-group")
        return isinstance(group, dict) and not is_absence(group) and not is_absence(group.get("segments"))

    group = (chain := pick_chain(world, rng, fits, "no target group")).data["target-group"]
    group["segments"] = [*items(group, "segments"), GONE]
    return Planted(chain.file, (("target-group", "segments", len(group["segments"]) - 1),))


@kind("PK101")
def unknown_need_in_a_band(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng, lambda one: "need-scale" in one.data, "no need scale")
    banded = [name for name, level in chain.levels().items() if isinstance(level.get("band"), str)]
    level = chosen(rng, banded, "no band")
    chain.levels()[level]["band"] = GONE
    also = {"PK204": "the step that the band had is nobody's now"}
    return Planted(chain.file, (("levels", level, "band"), ("levels", level, "band", "lowest")), also=also)


# Ways


@kind("PK102", PK109="a path goes there")
def no_entry_and_no_move_to_a_level(world: World, rng: Random) -> Planted:
    def fits(chain: ChainIn) -> bool:
        entries = section(chain.data, "entries")
        told = all(is_told(one.get("to")) for one in entries.values())
        return bool(entries) and told and ordered(chain) in ("path", "ladder") and is_plain(chain)

    chain = pick_chain(world, rng, fits, "no chain of an order whose entries tell their levels")
    levels = list(chain.levels())
    if len(levels) < 2:
        raise NoRoom("one level only")
    level = chosen(rng, levels, "no level")
    entries = section(chain.data, "entries")
    others = [one for one in levels if one != level]
    for entry in entries.values():
        entry["to"] = [one for one in items(entry, "to") if one != level] or [others[0]]
    moves = chain.data.get("moves")
    moves = {} if moves is None or is_absence(moves) else moves
    for other in others:
        moves.pop(f"{other} -> {level}", None)
        if abs(levels.index(other) - levels.index(level)) == 1:
            moves[f"{other} -> {level}"] = {"not-applicable": "Ei tätä kautta"}
    if any(" -> " + level in key and not is_absence(one or {}) for key, one in moves.items()):
        raise NoRoom("moves from parts lead there")
    chain.data["moves"] = moves
    also = {"PK102": "levels after it are out of reach too"}
    also |= {"PK103": "the level beside it has no other way on"}
    also |= {"PK206": "tiers were joined by the move only", "PK224": "nothing tells the levels apart"}
    also |= {"PK306": "the move had the hand-over", "PK304": "the move had it", "PK305": "the move had it"}
    return Planted(chain.file, (("levels", level),), also=also)


@kind("PK103", PK217="the exit at the age limit was from there", PK306="no move has the hand-over down any more")
def no_way_down_and_out(world: World, rng: Random) -> Planted:
    def fits(chain: ChainIn) -> bool:
        exits = section(chain.data, "exits")
        told = not is_absence(chain.data.get("exits")) and all(is_told(one.get("from")) for one in exits.values())
        order = ordered(chain) == "ladder" and is_plain(chain) and len(chain.levels()) > 1
        return told and order and not is_absence(chain.data.get("moves"))

    chain = pick_chain(world, rng, fits, "no ladder whose exits tell their levels")
    levels = list(chain.levels())
    place = rng.randrange(1, len(levels))
    lighter, stuck = levels[:place], levels[place:]
    exits = section(chain.data, "exits")
    for name, way_out in exits.items():
        way_out["from"] = [one for one in items(way_out, "from") if one not in stuck]
        if not way_out["from"]:
            del chain.data["exits"][name]
    moves = chain.data.setdefault("moves", {})
    for key in [f"{one} -> {other}" for one in stuck for other in lighter if f"{one} -> {other}" in moves]:
        del moves[key]
    moves[f"{levels[place]} -> {levels[place - 1]}"] = {"not-applicable": "Tuki ei kevene"}
    return Planted(chain.file, (("levels", levels[place]),), also={"PK103": "heavier levels lead down through it"})


@kind("PK104", PK306="clients cross a border on it", PK304="clients cross a border on it", PK305="the same")
def move_past_a_level(world: World, rng: Random) -> Planted:
    def fits(chain: ChainIn) -> bool:
        ladder = ordered(chain) in ("ladder", "path")
        return ladder and is_plain(chain) and len(chain.levels()) > 2 and not is_absence(chain.data.get("moves"))

    chain = pick_chain(world, rng, fits, "no order of three levels")
    levels = list(chain.levels())
    start = rng.randrange(len(levels) - 2)
    end = rng.randrange(start + 2, len(levels))
    key = f"{levels[start]} -> {levels[end]}"
    moves = chain.data.setdefault("moves", {})
    if key in moves:
        raise NoRoom("the move is there already")
    moves[key] = {"criteria": "Tarve on suuri", "handover": {"responsible": {"role": "Omatyöntekijä"}}}
    moves[key]["handover"] |= {"information": "Yhteenveto", "within": "7 d"}
    also = {"PK112": "moves by age fit its client too"} if any("when" in (one or {}) for one in moves.values()) else {}
    return Planted(chain.file, (("moves", key),), also=also)


@kind("PK105", PK102="later levels had entries of their own", PK109="a path begins elsewhere")
def no_entries(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng, lambda one: section(one.data, "entries"), "no entries")
    del chain.data["entries"]
    also = {"PK224": "entries told the levels apart"}
    return Planted(chain.file, ((),), also=also)


@kind("PK106", PK113="its producers are told here again")
def service_twice_at_a_level(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng)
    rooms = [one for one in chain.offers() if isinstance(one.use, str) and len(one.place) == 1]
    offer = chosen(rng, rooms, "no service in its short form")
    level = chain.levels()[offer.giver]
    key = rng.choice([one for one in ("critical", "services") if not is_absence(level.get(one))])
    level[key] = [*items(level, key), offer.service]
    again = ("levels", offer.giver, key, len(level[key]) - 1)
    first = ("levels", offer.giver, offer.key, offer.place[0])
    return Planted(chain.file, (again, first))


@kind("PK107")
def service_declared_and_not_used(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng, lambda one: not is_absence(one.data.get("levels")), "no levels yet")
    own = chain.own() or []
    services = chain.data.setdefault("services", {})
    services["unohdettu"] = {"name": "Unohdettu työmuoto", **({"organiser": own} if own else {})}
    return Planted(chain.file, (("services", "unohdettu"),))


@kind("PK107")
def organisation_declared_and_not_used(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng)
    chain.data.setdefault("organisations", {})["unohdettu"] = {"name": "Unohdettu toimija", "sector": "ngo"}
    return Planted(chain.file, (("organisations", "unohdettu"),))


@kind("PK107")
def area_declared_and_not_used(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng)
    chain.data.setdefault("areas", {})["unohdettu"] = {"name": "Unohdettu alue"}
    return Planted(chain.file, (("areas", "unohdettu"),))


@kind("PK108")
def carry_over_from_a_heavier_level(world: World, rng: Random) -> Planted:
    def fits(chain: ChainIn) -> bool:
        return ordered(chain) in ("ladder", "path") and is_plain(chain) and len(chain.levels()) > 1

    chain = pick_chain(world, rng, fits, "no order of several levels")
    levels = list(chain.levels())
    place = rng.randrange(len(levels) - 1)
    level = chain.levels()[levels[place]]
    if is_told(level.get("carries")) and not isinstance(level["carries"], (str, list)):
        raise NoRoom("its carry-over has a name of its own")
    level["carries"] = rng.choice(levels[place:])
    also = dict.fromkeys(("PK301", "PK302", "PK106", "PK208"), "the services of the heavier level go on here too")
    return Planted(chain.file, (("levels", levels[place], "carries"),), also=also)


# Paths of single clients


def _path(world: World, rng: Random, fits: Callable[[Data], object], none: str) -> tuple[ChainIn, str, Data]:
    rooms = [
        (chain, name, one)
        for chain in world.chains()
        for name, one in section(chain.data, "paths").items()
        if fits(one)
    ]
    return chosen(rng, rooms, none)


@kind("PK109")
def path_without_a_move(world: World, rng: Random) -> Planted:
    chain, name, path = _path(world, rng, lambda one: len(items(one, "levels")) > 1, "no path of several levels")
    levels = items(path, "levels")
    if not is_plain(chain) or ordered(chain) not in ("ladder", "path"):
        raise NoRoom("no order in which it is plain where clients can go")
    place = rng.randrange(1, len(levels))
    key = f"{levels[place - 1]} -> {levels[place]}"
    moves = chain.data.setdefault("moves", {})
    if is_absence(moves) or levels[place - 1] == levels[place]:
        raise NoRoom("moves are not told")
    moves[key] = {"not-applicable": "Ei tätä kautta"}
    also = dict.fromkeys(("PK102", "PK103", "PK206", "PK224", "PK306", "PK304", "PK305"), "the way was the only one")
    return Planted(chain.file, (("paths", name, "levels", place),), also=also)


@kind("PK109")
def path_of_a_client_outside_the_target_group(world: World, rng: Random) -> Planted:
    def fits(chain: ChainIn) -> bool:
        group = chain.data.get("target-group")
        return isinstance(group, dict) and isinstance(group.get("age"), str) and section(chain.data, "paths") != {}

    chain = pick_chain(world, rng, fits, "no target group of an age and no path")
    lowest, _, highest = chain.data["target-group"]["age"].partition("..")
    if not highest and not lowest:
        raise NoRoom("the age is open")
    name = chosen(rng, section(chain.data, "paths"), "no path")
    path = chain.data["paths"][name]
    path["age"] = str(int(highest) + 1) if highest else str(int(lowest) - 1)
    also = {"PK109": "conditions by age do not hold of the client either"}
    return Planted(chain.file, (("paths", name, "age"),), also=also)


@kind("PK109")
def path_that_meets_a_service_nobody_offers(world: World, rng: Random) -> Planted:
    def fits(one: Data) -> bool:
        return bool(items(one, "levels")) and not is_absence(one.get("services"))

    chain, name, path = _path(world, rng, fits, "no path with levels")
    levels = items(path, "levels")
    if not is_plain(chain) or not chain.tells_all():
        raise NoRoom("it is not told all that levels offer")
    known = chain.section("services")
    met = {offer.service for offer in chain.offers("bars")}
    carried = {
        one
        for level in levels
        for told in [chain.levels()[level].get("carries")]
        for one in ([told] if isinstance(told, str) else told if isinstance(told, list) else [])
    }
    if any(isinstance(chain.levels()[level].get("carries"), dict) for level in levels):
        raise NoRoom("its carry-over has a name of its own")
    met |= {offer.service for offer in chain.offers() if offer.giver in {*levels, *carried}}
    service = chosen(rng, [one for one in sorted(chain.used()) if one not in met and one in known], "all is met")
    path["services"] = [*items(path, "services"), service]
    return Planted(chain.file, (("paths", name, "services", len(path["services"]) - 1),))
