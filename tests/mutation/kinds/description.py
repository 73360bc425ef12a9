"""What a chain leaves unsaid of itself (PK211-PK221, PK223)."""

from __future__ import annotations

from random import Random

from mutation.kinds.structure import pick_chain
from mutation.planting import NoRoom, Planted, chosen, kind
from mutation.worlds import ChainIn, World, is_absence, is_told, items, section

UNTOLD = {
    "PK601": "units answer for services all the same",
    "PK403": "an interface is about the service",
}
NOT_OWN = {
    "PK602": "which services are the chain's own is not told",
    "PK306": "no interface is known to be its own",
    "PK304": "no interface is known to be its own",
    "PK305": "no interface is known to be its own",
}


@kind(
    "PK211",
    PK401="one agreement is leant on for less",
    PK405="one agreement is leant on for less",
    **UNTOLD,
    PK107="it was named nowhere else",
    PK503="another chain tells it otherwise",
)
def service_without_its_organiser(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng, lambda one: not is_absence(one.data.get("organiser")), "no organiser of a chain")
    services = chain.section("services")
    rooms = [
        one
        for one in sorted(chain.used())
        if is_told(services.get(one, {}).get("organiser"))
        and services[one].get("kind") not in ("document", "instrument")
    ]
    name = chosen(rng, rooms, "no service with an organiser")
    file = chain.home("services", name)
    del world.files[file]["services"][name]["organiser"]
    return Planted(file, (("services", name),))


@kind("PK212", PK107="it was named nowhere else", PK506="it can be any organiser's", **NOT_OWN)
def chain_without_its_organiser(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng, lambda one: one.data.get("organiser"), "no organiser of a chain")
    del chain.data["organiser"]
    return Planted(chain.file, ((),))


@kind("PK213", PK101="a level serves the goal", PK030="a variant leaves one out")
def chain_without_its_goals(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng, lambda one: one.data.get("goals"), "no goals")
    del chain.data["goals"]
    return Planted(chain.file, ((),))


@kind("PK214")
def goal_without_its_target(world: World, rng: Random) -> Planted:
    rooms = [
        (chain, name)
        for chain in world.chains()
        for name, one in section(chain.data, "goals").items()
        if one.get("kind") == "measurable" and is_told(one.get("target"))
    ]
    chain, name = chosen(rng, rooms, "no measurable goal with a target")
    del chain.data["goals"][name]["target"]
    return Planted(chain.file, (("goals", name),))


@kind("PK214")
def goal_without_a_part(world: World, rng: Random) -> Planted:
    rooms = [
        (chain, name, key)
        for chain in world.chains()
        for name, one in section(chain.data, "goals").items()
        for key in ("indicator", "baseline", "by")
        if one.get("kind") == "measurable" and is_told(one.get("target")) and is_told(one.get(key))
        if not one.get("measured") and one.get("direction") != "hold" and is_told(one.get("indicator"))
    ]
    chain, name, key = chosen(rng, rooms, "no measurable goal with its parts")
    goal = chain.data["goals"][name]
    del goal[key]
    if key == "by" and isinstance(goal["target"], dict):
        goal["target"].pop("dated", None)
    return Planted(chain.file, (("goals", name),))


def _without(chain: ChainIn, tier: str, *roles: str) -> None:
    """Take out of a chain all that does something for it."""
    for key in ("bars", "levels"):
        for element in section(chain.data, key).values():
            if {*items(element, "role")} & {*roles}:
                element["role"] = [one for one in items(element, "role") if one not in roles] or ["services"]
    services = chain.section("services")
    if any(services.get(one, {}).get("tier") == tier for one in chain.used()):
        raise NoRoom(f"a service of the {tier} tier does it")


def _needs(chain: ChainIn) -> bool:
    levels = chain.levels().values()
    return any(one.get("kind", "need") == "need" for one in levels) and chain.tells_all()


@kind("PK215")
def nothing_that_guides(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng, _needs, "no need levels of which all is told")
    if any(bar.get("services") == ["asiakasohjaus"] for bar in section(chain.data, "bars").values()):
        for bar in section(chain.data, "bars").values():
            if bar.get("services") == ["asiakasohjaus"]:
                del bar["services"]
    _without(chain, "guidance", "guidance")
    return Planted(chain.file, ((),))


@kind("PK216", PK218="the service was the only one of its tier", PK107="used nowhere else", PK109="a path meets it")
def nothing_that_prevents(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng, _needs, "no need levels of which all is told")
    services = chain.section("services")
    for name in sorted(chain.used()):
        if services.get(name, {}).get("tier") == "preventive":
            world.files[chain.home("services", name)]["services"][name]["tier"] = "basic"
    _without(chain, "preventive", "prevention", "health-promotion")
    also = dict.fromkeys(("PK206", "PK306", "PK503"), "the tier is another now")
    return Planted(chain.file, ((),), also=also)


@kind("PK217")
def age_limit_without_an_exit(world: World, rng: Random) -> Planted:
    def fits(chain: ChainIn) -> bool:
        group = chain.data.get("target-group")
        age = group.get("age") if isinstance(group, dict) and not is_absence(group) else None
        return (
            isinstance(age, str) and ".." in age and not age.endswith("..") and not is_absence(chain.data.get("exits"))
        )

    chain = pick_chain(world, rng, fits, "no target group with an age limit")
    exits = section(chain.data, "exits")
    if not any("at-age" in one for one in exits.values()):
        raise NoRoom("no exit at an age")
    for name in [name for name, one in exits.items() if "at-age" in one]:
        del chain.data["exits"][name]
    also = dict.fromkeys(("PK103", "PK111"), "another exit leads out no more")
    return Planted(chain.file, (("target-group", "age"),), also=also)


@kind("PK218")
def nothing_said_of_what_is_left_out(world: World, rng: Random) -> Planted:
    def fits(chain: ChainIn) -> bool:
        services, organisations = chain.section("services"), chain.section("organisations")
        used = [services.get(one, {}) for one in chain.used()]
        told = all(isinstance(one.get("tier"), str) for one in used) and chain.tells_all()
        actors = [who for one in used for key in ("organiser", "producers") for who in items(one, key)]
        ids = {who if isinstance(who, str) else str(who.get("organisation")) for who in actors}
        sectors = {str(sector) for one in ids for sector in items(organisations.get(one, {}), "sector")}
        tiers = {str(one.get("tier")) for one in used}
        told = told and all(items(organisations.get(one, {}), "sector") for one in ids)
        told = told and not any(is_absence(who) for who in actors) and bool(used)
        missing = "employment-area" not in sectors or "demanding" not in tiers | {"specialised"}
        return told and missing and "considers" in chain.data

    chain = pick_chain(world, rng, fits, "no chain of which all tiers and sectors are told")
    del chain.data["considers"]
    return Planted(chain.file, ((),))


@kind("PK219")
def nothing_said_of_participation(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng, lambda one: is_told(one.data.get("participation")), "no participation")
    del chain.data["participation"]
    return Planted(chain.file, ((),))


@kind("PK220", PK503="the service is declared otherwise")
def days_that_are_nobodys(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng)
    services = chain.section("services")
    rooms = [
        one
        for one in sorted(chain.used())
        for duty in [items(services.get(one, {}), "organiser")]
        if len(duty) == 2
        and all(isinstance(who, dict) for who in duty)
        and {"until"} & {*duty[0]}
        and "from" in duty[1]
    ]
    name = chosen(rng, rooms, "no service that has changed hands")
    file = chain.home("services", name)
    duty = world.files[file]["services"][name]["organiser"]
    duty[1]["from"] = f"{int(duty[0]['until'][:4]) + rng.choice([1, 2])}-0{rng.randrange(2, 10)}-01"
    return Planted(file, (("services", name, "organiser"),))


def _is_agreed(chain: ChainIn) -> bool:
    return chain.data.get("status") == "agreed" and "partners" not in chain.data


@kind("PK221")
def agreed_although_something_is_not_known(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng, _is_agreed, "no agreed chain without partners")
    chain.data["partners"] = {"unknown": "Keitä muita on mukana?"}
    return Planted(chain.file, (("status",),))


@kind("PK221")
def agreed_before_all_is_known(world: World, rng: Random) -> Planted:
    def fits(chain: ChainIn) -> bool:
        return chain.data.get("status") != "agreed" and _has_unknown(chain.data)

    chain = pick_chain(world, rng, fits, "no draft in which something is not known")
    chain.data["status"] = "agreed"
    also = {"PK221": "a variant is agreed with the chain that it changes", "PK243": "its owner or review is not told"}
    return Planted(chain.file, (("status",),), also=also)


def _has_unknown(value: object) -> bool:
    if isinstance(value, dict):
        return "unknown" in value or any(map(_has_unknown, value.values()))
    return isinstance(value, list) and any(map(_has_unknown, value))


@kind("PK223")
def excluded_into_the_same_chain(world: World, rng: Random) -> Planted:
    def fits(chain: ChainIn) -> bool:
        group = chain.data.get("target-group")
        return isinstance(group, dict) and not is_absence(group) and not is_absence(group.get("exclude"))

    chain = pick_chain(world, rng, fits, "no target group")
    group = chain.data["target-group"]
    group["exclude"] = [*items(group, "exclude"), {"name": "Aikuiset", "chain": chain.id}]
    return Planted(chain.file, (("target-group", "exclude", len(group["exclude"]) - 1, "chain"),))
