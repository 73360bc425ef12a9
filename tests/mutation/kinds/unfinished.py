"""What is not written to its end (PK231-PK233)."""

from __future__ import annotations

from random import Random

from mutation.kinds.structure import pick_chain
from mutation.planting import Planted, chosen, kind
from mutation.worlds import World, is_absence, items, section

WORDS = ("TODO", "?????", "täydennetään", "pitää vielä miettiä", "kompletteras senare")


@kind("PK231")
def note_still_to_be_written(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng)
    key = chosen(rng, [one for one in ("levels", "bars", "goals") if section(chain.data, one)], "no element")
    elements = section(chain.data, key)
    name = chosen(rng, [one for one in elements if "note" not in elements[one]], "every element has a note")
    elements[name]["note"] = rng.choice(WORDS)
    return Planted(chain.file, ((key, name, "note"),))


@kind("PK231")
def note_of_a_service_still_to_be_written(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng)
    rooms = [(file, name) for file, name, one in chain.placed("services") if name in chain.used() and "note" not in one]
    file, name = chosen(rng, rooms, "every service has a note")
    world.files[file]["services"][name]["note"] = rng.choice(WORDS)
    return Planted(file, (("services", name, "note"),))


@kind("PK232")
def two_levels_of_one_name(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng, lambda one: len(one.levels()) > 1, "no chain of several levels")
    levels = chain.levels()
    wholes = [(one, other) for one in levels for other in levels if one != other]
    rooms = [(a, b) for a, b in wholes if levels[a].get("part-of") == levels[b].get("part-of")]
    one, other = chosen(rng, rooms, "no two levels of one whole")
    levels[other]["name"] = levels[one]["name"]
    return Planted(chain.file, (("levels", one, "name"), ("levels", other, "name")))


@kind("PK232", PK504="one service may be meant", PK503="another chain calls it otherwise")
def two_services_of_one_name(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng)
    services = chain.section("services")
    used = [one for one in sorted(chain.used()) if one in services]
    one, other = rng.sample(used, 2) if len(used) > 1 else (chosen(rng, list[str](), "no two services"), "")
    services[other]["name"] = services[one]["name"]
    places = [(chain.home("services", name), ("services", name, "name")) for name in (one, other)]
    return Planted(places[0][0], (places[0][1],), elsewhere=(places[1],))


@kind("PK233", PK113="its producers are told here again", PK401="what is found of the service is found in the choice")
def choice_of_one_service(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng)
    rooms = [one for one in chain.offers() if isinstance(one.use, str) and len(one.place) == 1]
    offer = chosen(rng, [one for one in rooms if one.service in chain.section("services")], "no service in short form")
    level = chain.levels()[offer.giver]
    level[offer.key] = items(level, offer.key)
    level[offer.key][int(offer.place[0])] = {"one-of": [offer.service], "chosen-by": "client"}
    return Planted(chain.file, (("levels", offer.giver, offer.key, *offer.place),))


@kind("PK233", PK109="a path meets the service that is left out", PK107="it was offered nowhere else")
def choice_of_which_one_service_is_left(world: World, rng: Random) -> Planted:
    rooms = [
        (chain, level, key, place, use)
        for chain in world.chains()
        for level, one in chain.levels().items()
        for key in ("critical", "services")
        for place, use in enumerate(items(one, key))
        if isinstance(use, dict) and len(items(use, "one-of")) == 2 and not any(map(is_absence, use["one-of"]))
    ]
    chain, level, key, place, use = chosen(rng, rooms, "no choice of two services")
    del use["one-of"][1]
    return Planted(chain.file, (("levels", level, key, place),), also=_LESS)


_LESS = dict.fromkeys(("PK218", "PK306", "PK303", "PK304", "PK305", "PK401"), "what is left is less")
