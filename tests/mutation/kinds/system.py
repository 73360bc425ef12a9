"""Responsibility, availability, steering, and what is accepted (PK601-PK605, PK901-PK905)."""

from __future__ import annotations

from random import Random

from mutation.kinds.structure import pick_chain
from mutation.planting import NoRoom, Planted, chosen, kind
from mutation.worlds import ChainIn, Offer, World, items, section


@kind("PK601", PK602="nobody answers for its services", PK306="another unit answers")
def task_without_its_unit(world: World, rng: Random) -> Planted:
    rooms = [
        (file, name)
        for file, data in world.files.items()
        if "palveluketju-catalogue" in data
        for name, one in section(data, "tasks").items()
        if isinstance(one.get("responsible"), str)
        if sum("responsible" in other for other in section(data, "tasks").values()) > 1
    ]
    file, name = chosen(rng, rooms, "no task with a unit beside others in a catalogue")
    del world.files[file]["tasks"][name]["responsible"]
    return Planted(file, (("tasks", name),))


@kind("PK602", PK306="no unit answers", PK301="no task")
def service_that_no_unit_answers_for(world: World, rng: Random) -> Planted:
    def fits(chain: ChainIn) -> list[str]:
        services, tasks = chain.section("services"), chain.section("tasks")
        own = [
            name
            for name in sorted(chain.used())
            if services.get(name, {}).get("kind") is None
            and {*map(chain.house, chain.organiser_of(name) or ["?"])} & {*map(chain.house, chain.own() or ())}
        ]
        with_task = [name for name in own if isinstance(services[name].get("task"), str | list)]
        held = [
            name
            for name in with_task
            if any(isinstance(tasks.get(one, {}).get("responsible"), str) for one in items(services[name], "task"))
            and all(tasks.get(one, {}).get("kind", "services") == "services" for one in items(services[name], "task"))
        ]
        return [one for one in held if len(held) > 1 and "responsible" not in services[one]]

    chain = pick_chain(world, rng, fits, "no own services whose tasks have units")
    name = rng.choice(fits(chain))
    file = chain.home("services", name)
    del world.files[file]["services"][name]["task"]
    return Planted(file, (("services", name),))


def _promised(chain: ChainIn) -> list[Offer]:
    services = chain.section("services")
    return [
        one
        for one in chain.offers()
        if one.key == "critical" and isinstance(one.use, str) and len(one.place) == 1
        if isinstance(services.get(one.service, {}).get("availability"), dict)
        if services[one.service].get("kind") is None
    ]


@kind("PK603", PK604="given nowhere, it is given in no language there")
def critical_service_not_given_in_an_area(world: World, rng: Random) -> Planted:
    def parts(chain: ChainIn) -> list[str]:
        own = items(chain.data, "area")
        return [name for _, name, one in chain.placed("areas") if one.get("part-of") in own]

    def fits(chain: ChainIn) -> bool:
        return len(parts(chain)) > 1 and bool(_promised(chain))

    chain = pick_chain(world, rng, fits, "no areas of a chain, or no availability told")
    offer = rng.choice(_promised(chain))
    file = chain.home("services", offer.service)
    available = world.files[file]["services"][offer.service]["availability"]
    if "except" in available or not set(items(available, "areas")) & {*items(chain.data, "area")}:
        raise NoRoom("it is not given everywhere")
    available["areas"] = [rng.choice(parts(chain))]
    return _lost(chain, offer)


@kind("PK604")
def critical_service_not_given_in_a_language(world: World, rng: Random) -> Planted:
    def fits(chain: ChainIn) -> list[Offer]:
        own = {*items(chain.data, "area")}
        areas = chain.section("areas")
        wholes = {area.get("part-of") for area in areas.values()}
        parts = [area for name, area in areas.items() if name not in wholes and {name, area.get("part-of")} & own]
        spoken = {language for area in parts for language in items(area, "languages")}
        services = chain.section("services")
        return [
            one
            for one in _promised(chain)
            if len(spoken) > 1 and spoken <= {*items(services[one.service]["availability"], "languages")}
        ]

    chain = pick_chain(world, rng, fits, "no area of two languages, or no languages of services told")
    offer = rng.choice(fits(chain))
    file = chain.home("services", offer.service)
    available = world.files[file]["services"][offer.service]["availability"]
    available["languages"] = [rng.choice(available["languages"])]
    return _lost(chain, offer)


def _lost(chain: ChainIn, offer: Offer) -> Planted:
    """Every level of the chains that have the service by the same declaration loses it."""
    home = chain.home("services", offer.service)
    places = {
        other.file: [
            ("levels", one.giver, one.key, *one.place)
            for one in other.offers()
            if one.service == offer.service and one.key == "critical"
        ]
        for other in chain.world.chains()
        if offer.service in other.section("services") and other.home("services", offer.service) == home
    }
    elsewhere: list[tuple[str, tuple[str | int, ...]]] = [
        (file, one) for file, found in places.items() for one in found
    ]
    elsewhere += [(one.file, ()) for one in chain.world.variants()]  # where it is lost in fewer areas than in its chain
    return Planted(chain.file, tuple(places[chain.file]), elsewhere=tuple(elsewhere))


@kind("PK605")
def producer_that_nobody_steers(world: World, rng: Random) -> Planted:
    rooms = [
        (chain, key, name, service)
        for chain in world.chains()
        for key in chain.section("steering")
        for name in sorted(chain.used())
        for service in [chain.section("services").get(name, {})]
        for who in items(service, "producers")
        if key.split(" -> ")[1] == (who if isinstance(who, str) else who.get("organisation"))
        if key.split(" -> ")[0] in (chain.organiser_of(name) or ())
        if sum(one.endswith(f" -> {key.split(' -> ')[1]}") for one in chain.section("steering")) == 1
        if len(chain.section("steering")) > 1 and "part-of" not in chain.section("organisations")[key.split(" -> ")[1]]
    ]
    chain, key, _, _ = chosen(rng, rooms, "no producer that is steered")
    del world.files[chain.home("steering", key)]["steering"][key]
    organisation = key.split(" -> ")[1]
    places = []
    for name, service in chain.section("services").items():
        made_by = [one if isinstance(one, str) else one.get("organisation") for one in items(service, "producers")]
        if organisation in made_by:
            places.append((chain.home("services", name), ("services", name, "producers")))
    file = places[0][0]
    also = {"PK605": "it produces other services too"}
    return Planted(file, tuple(place for home, place in places if home == file), also=also)


# What is accepted


def _accept(world: World, rng: Random, acceptance: dict[str, str]) -> Planted:
    chain = pick_chain(world, rng)
    level = chosen(rng, chain.levels(), "no level")
    element = chain.levels()[level]
    element["accepted"] = [*items(element, "accepted"), acceptance]
    return Planted(chain.file, (("levels", level, "accepted", len(element["accepted"]) - 1),))


@kind("PK901")
def acceptance_of_what_is_not_found(world: World, rng: Random) -> Planted:
    return _accept(world, rng, {"check": "PK106", "reason": "Sovittu johtoryhmässä"})


@kind("PK904")
def acceptance_of_a_check_that_there_is_not(world: World, rng: Random) -> Planted:
    return _accept(world, rng, {"check": rng.choice(["PK999", "tason-aukko", "PK009"]), "reason": "Sovittu"})


def _accept_twice(world: World, rng: Random, acceptance: dict[str, str]) -> Planted:
    """A service twice at a level, and an acceptance of it."""
    chain = pick_chain(world, rng)
    rooms = [one for one in chain.offers() if isinstance(one.use, str) and len(one.place) == 1]
    offer = chosen(rng, rooms, "no service in its short form")
    level = chain.levels()[offer.giver]
    level[offer.key] = [*items(level, offer.key), offer.service]
    level["accepted"] = [*items(level, "accepted"), {"check": "PK106", **acceptance}]
    where = ("levels", offer.giver, "accepted", len(level["accepted"]) - 1)
    return Planted(chain.file, (where,), also={"PK106": "it counts again"})


@kind("PK902")
def acceptance_whose_time_is_over(world: World, rng: Random) -> Planted:
    until = rng.choice(["2025-12-31", "2024-06-30"])
    return _accept_twice(world, rng, {"reason": "Sovittu johtoryhmässä", "until": until})


@kind("PK903")
def acceptance_without_its_reason(world: World, rng: Random) -> Planted:
    return _accept_twice(world, rng, {})
