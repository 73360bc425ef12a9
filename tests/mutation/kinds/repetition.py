"""What leads back to itself, stands twice, or holds of two ways or of none (PK110-PK114)."""

from __future__ import annotations

from random import Random

from mutation.kinds.structure import pick_chain
from mutation.planting import Planted, chosen, kind
from mutation.worlds import ChainIn, Data, World, is_absence, items, section

# Circles


def _circle(world: World, rng: Random, key: str, under: str, none: str) -> tuple[str, str, str]:
    """Two elements of one section made to be parts of each other: the file, and their ids."""
    chain = pick_chain(world, rng)
    rooms = [(file, one) for file, one, element in chain.placed(key) if not element.get(under)]
    file, whole = chosen(rng, rooms, none)
    inside = [one for _, one, element in chain.placed(key) if element.get(under) == whole]
    part = rng.choice(inside or [whole])
    world.files[file][key][whole][under] = part
    return file, whole, part


@kind("PK110", PK403="it has no house any more", PK404="it has no house any more", PK401="it has no house any more")
def organisation_part_of_itself(world: World, rng: Random) -> Planted:
    file, whole, _ = _circle(world, rng, "organisations", "part-of", "no organisation that is a whole")
    also = {"PK110": "each of the circle is told"}
    return Planted(file, (("organisations", whole, "part-of"),), also=also)


@kind("PK110")
def area_part_of_itself(world: World, rng: Random) -> Planted:
    file, whole, _ = _circle(world, rng, "areas", "part-of", "no area that is a whole")
    also = {"PK110": "each of the circle is told", "PK107": "an area counts as used by its parts"}
    return Planted(file, (("areas", whole, "part-of"),), also=also)


@kind("PK110")
def goal_under_itself(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng, lambda one: section(one.data, "goals"), "no goal")
    goals = section(chain.data, "goals")
    rooms = [one for one in goals if not goals[one].get("under")]
    name = chosen(rng, rooms, "no goal that is under none")
    goals[name]["under"] = rng.choice([one for one in goals if name in items(goals[one], "under")] or [name])
    return Planted(chain.file, (("goals", name, "under"),), also={"PK110": "each of the circle is told"})


@kind("PK110")
def log_item_part_of_itself(world: World, rng: Random) -> Planted:
    rooms = [(file, name) for file, data in world.files.items() for name in section(data, "log")]
    file, name = chosen(rng, rooms, "no log")
    world.files[file]["log"][name]["part-of"] = name
    return Planted(file, (("log", name, "part-of"),))


@kind("PK114")
def log_item_after_itself(world: World, rng: Random) -> Planted:
    rooms = [
        (file, name, before)
        for file, data in world.files.items()
        for name, one in section(data, "log").items()
        for before in items(one, "follows")
        if before in section(data, "log") and not section(data, "log")[before].get("follows")
    ]
    file, name, before = chosen(rng, rooms, "no log item that follows another")
    world.files[file]["log"][before]["follows"] = [name]
    return Planted(file, (("log", before, "follows"),), also={"PK114": "each of the circle is told"})


# Told twice, and conditions


@kind("PK113")
def organiser_twice(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng, lambda one: one.own(), "no organiser of a chain")
    chain.data["organiser"] = [*items(chain.data, "organiser"), items(chain.data, "organiser")[0]]
    return Planted(chain.file, (("organiser", len(chain.data["organiser"]) - 1),))


@kind("PK113")
def organiser_of_a_service_twice(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng)
    rooms = [name for name in sorted(chain.used()) if chain.organiser_of(name)]
    name = chosen(rng, rooms, "no service with an organiser")
    file = chain.home("services", name)
    service = world.files[file]["services"][name]
    service["organiser"] = [*items(service, "organiser"), items(service, "organiser")[0]]
    return Planted(file, (("services", name, "organiser", len(service["organiser"]) - 1),))


@kind("PK113")
def partner_twice(world: World, rng: Random) -> Planted:
    rooms = [
        (chain, key, name)
        for chain in world.chains()
        for key in ("levels", "bars")
        for name, one in section(chain.data, key).items()
        if items(one, "partners")
    ]
    chain, key, name = chosen(rng, rooms, "no partners")
    element = chain.data[key][name]
    element["partners"] = [*items(element, "partners"), items(element, "partners")[0]]
    return Planted(chain.file, ((key, name, "partners", len(element["partners"]) - 1),))


@kind("PK113")
def producer_twice(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng)
    rooms = [
        (name, one)
        for name in sorted(chain.used())
        for one in [chain.section("services").get(name, {})]
        if any(isinstance(who, (str, dict)) and not is_absence(who) for who in items(one, "producers"))
    ]
    name, service = chosen(rng, rooms, "no service with a producer")
    again = next(who for who in items(service, "producers") if not is_absence(who))
    service["producers"] = [*items(service, "producers"), again]
    file = chain.home("services", name)
    return Planted(file, (("services", name, "producers", len(service["producers"]) - 1),))


def _by_age(world: World) -> list[tuple[ChainIn, str, int]]:
    """The moves up to an age out of a level that is left by one other, from the next age on: with that age."""
    found = []
    for chain in world.chains():
        moves = section(chain.data, "moves")
        exits = section(chain.data, "exits").values()
        for level in chain.levels():
            leaving = {key: one for key, one in moves.items() if key.startswith(f"{level} -> ")}
            ages = {key: _age(one) for key, one in leaving.items()}
            lower = [(key, age) for key, age in ages.items() if age.startswith("..")]
            upper = [age for age in ages.values() if age.endswith("..")]
            always = any(level in items(one, "from") and "at-age" not in one for one in exits)
            if len(ages) == 2 and len(lower) == len(upper) == 1 and not always and not is_absence(chain.data["exits"]):
                key, age = lower[0]
                if int(age[2:]) + 1 == int(upper[0][:-2]):
                    found.append((chain, key, int(age[2:])))
    return found


def _age(move: Data) -> str:
    """The age by which alone a move is chosen; empty where there is more to it."""
    when = items(move, "when")
    plain = len(when) == 1 and isinstance(when[0], dict) and list(when[0]) == ["age"] and "priority" not in move
    return str(when[0]["age"]) if plain else ""


@kind("PK111", PK109="the client of a path is of that age")
def ages_that_no_move_takes(world: World, rng: Random) -> Planted:
    chain, key, age = chosen(rng, _by_age(world), "no level that is left by age")
    chain.data["moves"][key]["when"] = [{"age": f"..{age - 1}"}]
    return Planted(chain.file, (("levels", key.split(" -> ")[0]),))


@kind("PK112", PK109="the client of a path is of that age")
def ages_that_two_moves_take(world: World, rng: Random) -> Planted:
    chain, key, age = chosen(rng, _by_age(world), "no level that is left by age")
    chain.data["moves"][key]["when"] = [{"age": f"..{age + 1}"}]
    return Planted(chain.file, (("levels", key.split(" -> ")[0]),))
