"""Defects between chains (PK026-PK031, PK501-PK511)."""

from __future__ import annotations

from pathlib import PurePosixPath
from random import Random

from mutation.kinds.structure import pick_chain
from mutation.planting import NoRoom, Planted, chosen, kind
from mutation.worlds import ChainIn, World, is_absence, is_told, items, section

NOBODY = "ketju-jota-ei-ole"


def _several(world: World) -> None:
    if sum(1 for _ in world.chains()) < 2:
        raise NoRoom("one chain by itself, or with its variants")


def _exits(world: World) -> list[tuple[ChainIn, str]]:
    return [
        (chain, name)
        for chain in world.chains()
        for name, one in section(chain.data, "exits").items()
        if is_told(one.get("chain", "x"))
    ]


@kind("PK501")
def exit_to_a_chain_that_is_not_there(world: World, rng: Random) -> Planted:
    _several(world)
    chain, name = chosen(rng, _exits(world), "no exit")
    chain.data["exits"][name]["chain"] = NOBODY
    return Planted(chain.file, (("exits", name, "chain"),))


@kind("PK501")
def excluded_into_a_chain_that_is_not_there(world: World, rng: Random) -> Planted:
    def fits(chain: ChainIn) -> bool:
        group = chain.data.get("target-group")
        return isinstance(group, dict) and not is_absence(group) and not is_absence(group.get("exclude"))

    _several(world)
    group = (chain := pick_chain(world, rng, fits, "no target group")).data["target-group"]
    group["exclude"] = [*items(group, "exclude"), {"name": "Muut", "chain": NOBODY}]
    return Planted(chain.file, (("target-group", "exclude", len(group["exclude"]) - 1, "chain"),))


@kind("PK502")
def exit_at_an_age_that_the_receiver_does_not_take(world: World, rng: Random) -> Planted:
    ages = {
        chain.id: str(group["age"]).partition("..")[2]
        for chain in world.chains()
        for group in [chain.data.get("target-group")]
        if isinstance(group, dict) and isinstance(group.get("age"), str)
    }
    rooms = [(chain, name) for chain, name in _exits(world) if ages.get(chain.data["exits"][name].get("chain", ""))]
    chain, name = chosen(rng, rooms, "no exit to a chain with an age limit")
    way_out = chain.data["exits"][name]
    way_out["at-age"] = f"{int(ages[way_out['chain']]) + 1}.."
    also = {"PK111": "clients of other ages left by it"}
    return Planted(chain.file, (("exits", name, "at-age"),), also=also)


@kind("PK507")
def exit_into_its_own_chain(world: World, rng: Random) -> Planted:
    chain, name = chosen(rng, _exits(world), "no exit")
    chain.data["exits"][name]["chain"] = chain.id
    return Planted(chain.file, (("exits", name, "chain"),), also={"PK502": "at an age that it does not take"})


def _shared(world: World) -> list[tuple[ChainIn, str]]:
    """Services of a catalogue that two chains of one organiser use, with each of the two."""
    chains = list(world.chains())
    return [
        (other, service)
        for place, one in enumerate(chains)
        for other in chains[place + 1 :]
        if one.own() and one.own() == other.own()
        for service in sorted(one.used() & other.used())
        if one.home("services", service) == other.home("services", service) != other.file
    ]


@kind("PK026", PK503="the two declare it otherwise")
def service_declared_in_the_chain_too(world: World, rng: Random) -> Planted:
    rooms = [
        (chain, name, one)
        for chain in world.chains()
        for file, name, one in chain.placed("services")
        if file != chain.file and name in chain.used()
    ]
    chain, name, one = chosen(rng, rooms, "no service of a catalogue")
    chain.data.setdefault("services", {})[name] = dict(one)
    return Planted(chain.file, (("services", name),))


@kind("PK026", PK511="its chain is one of the two")
def two_chains_of_one_id(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng)
    again = str(PurePosixPath(chain.file).with_suffix("")) + "-kopio.yaml"
    world.files[again] = dict(chain.data)
    return Planted(again, (("id",),))


@kind("PK027")
def link_out_of_the_folder(world: World, rng: Random) -> Planted:
    folder = PurePosixPath(chosen(rng, [chain.file for chain in world.chains()], "no chain")).parent
    world.links[str(folder / "muualta.yaml")] = f"muualla-{rng.randrange(100)}.yaml"
    return Planted(str(folder / "muualta.yaml"), ((),))


VARIANT = "muunnos"


def _variant(world: World, chain: ChainIn, **changes: object) -> str:
    """A variant of a chain that changes no more than is given."""
    file = str(PurePosixPath(chain.file).parent / f"{VARIANT}.yaml")
    name = {"name": f"Muunnos ketjusta {chain.id}"}
    world.files[file] = {"palveluketju": "1", "id": VARIANT, "variant-of": chain.id, **name, **changes}
    return file


@kind("PK029")
def variant_of_a_chain_that_is_not_there(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng)
    file = _variant(world, chain)
    world.files[file]["variant-of"] = NOBODY
    return Planted(file, (("variant-of",),))


@kind("PK030")
def variant_that_leaves_out_what_is_not_there(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng)
    file = _variant(world, chain, without=[f"levels.{NOBODY}"])
    return Planted(file, (("without", 0),))


@kind("PK031", PK306="what is found of the move is found in the variant too")
def variant_that_loses_the_source_of_a_rule(world: World, rng: Random) -> Planted:
    rooms = [(chain, name) for chain in world.chains() for name in section(chain.data, "moves")]
    rooms = [(chain, name) for chain, name in rooms if not any(k in chain.data["moves"][name] for k in ("sources",))]
    chain, name = chosen(rng, rooms, "no move")
    move = chain.data["moves"][name]
    move["sources"] = [{"title": "Sosiaalihuoltolaki", "role": "law"}]
    move.setdefault("criteria", "Lain mukainen tarve")
    file = _variant(world, chain, moves={name: {"sources": ["Alueen ohje"]}})
    return Planted(file, (("moves", name, "sources"), ("moves", name, "sources", 0)))


@kind("PK503", PK206="the tier is another", PK306="the tier is another", PK216="the tier is another")
def service_declared_differently(world: World, rng: Random) -> Planted:
    rooms = [one for one in _shared(world) if "tier" in one[0].section("services")[one[1]]]
    chain, name = chosen(rng, rooms, "no service that two chains of one organiser share")
    service = dict(chain.section("services")[name])
    service["tier"] = "demanding" if service["tier"] != "demanding" else "basic"
    moved = chain.home("services", name)
    for one in world.chains():  # the declarations move from the catalogue into the chains, as before there was one
        if name in one.used() and one.home("services", name) == moved:
            own = service if one.file == chain.file else dict(world.files[moved]["services"][name])
            one.data["services"] = {**section(one.data, "services"), name: own}
    del world.files[moved]["services"][name]
    where = ("services", name)
    others = [one.file for one in world.chains() if name in section(one.data, "services")]
    return Planted(chain.file, (where,), elsewhere=tuple((file, where) for file in others))


@kind("PK504", PK107="the other id is used nowhere else", PK503="the name is another")
def one_service_under_two_ids(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng)
    services = chain.section("services")
    rooms = [
        one
        for one in chain.offers()
        if isinstance(one.use, str) and one.service in services and len(one.place) == 1
        if services[one.service].get("kind") is None
    ]
    offer = chosen(rng, rooms, "no service in its short form")
    level = chain.levels()[offer.giver]
    copy = {key: one for key, one in services[offer.service].items() if key != "part-of"}
    name = copy["name"]
    more = " (ml. seuranta)"  # of one and the same name, another check tells
    copy["name"] = {lang: text + more for lang, text in name.items()} if isinstance(name, dict) else name + more
    chain.data["services"] = {**section(chain.data, "services"), "sama-palvelu": copy}
    level[offer.key] = [*items(level, offer.key), "sama-palvelu"]
    places: list[tuple[str | int, ...]] = [("levels", offer.giver, offer.key, len(level[offer.key]) - 1)]
    places += [
        (key, one.giver, one.key, *one.place)
        for key in ("levels", "bars")
        for one in chain.offers(key)
        if one.service == offer.service
    ]
    also = dict.fromkeys(_OF_SERVICES, "what is found of the service is found of the other too")
    elsewhere = [
        (other.file, (key, one.giver, one.key, *one.place))
        for other in world.chains()
        for key in ("levels", "bars")
        for one in other.offers(key)
        if one.service == offer.service
    ]
    return Planted(chain.file, tuple(places), elsewhere=tuple(elsewhere), also=also)


_OF_SERVICES = ("PK211", "PK602", "PK603", "PK604", "PK605", "PK401")


@kind("PK505")
def one_organisation_under_two_ids(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng, lambda one: one.own(), "no organiser of a chain")
    organisation = (chain.own() or [""])[0]
    if organisation not in chain.section("organisations"):
        raise NoRoom("the organiser is not declared")
    again = dict(chain.section("organisations")[organisation])
    chain.data["organisations"] = {**section(chain.data, "organisations"), "sama-toimija": again}
    rooms = [name for name in sorted(chain.used()) if chain.organiser_of(name) == [organisation]]
    service = chosen(rng, rooms, "no service of its own")
    if chain.home("services", service) != chain.file:
        own = section(chain.data, "services")
        chain.data["services"] = {**own, "oma": {"name": "Oma työmuoto", "organiser": "sama-toimija"}}
        level = chain.levels()[chosen(rng, chain.levels(), "no level")]
        if is_absence(level.get("services")):
            raise NoRoom("the level's services are not told")
        level["services"] = [*items(level, "services"), "oma"]
    else:
        chain.data["services"][service]["organiser"] = "sama-toimija"
    elsewhere = ((chain.home("organisations", organisation), ("organisations", organisation)),)
    also = {"PK602": "nobody is told to answer for the service"}
    return Planted(chain.file, (("organisations", "sama-toimija"),), elsewhere=elsewhere, also=also)


@kind("PK506")
def two_chains_of_one_name(world: World, rng: Random) -> Planted:
    chains = [chain for chain in world.chains() if chain.own()]
    rooms = [(a, b) for a in chains for b in chains if a.file < b.file and a.own() == b.own()]
    one, other = chosen(rng, rooms, "no two chains of one organiser")
    other.data["name"] = one.data["name"]
    return Planted(other.file, (("name",),), elsewhere=((one.file, ("name",)),))


@kind("PK508", PK401="the chain's own agreement is narrowed", PK405="the same", PK306="the same", PK304="the same")
def agreement_for_a_chain_that_is_not_there(world: World, rng: Random) -> Planted:
    from mutation.kinds.interfaces import _is_taken

    _several(world)
    rooms = [
        (file, name, one)
        for chain in world.chains()
        for file, name, one in chain.placed("interfaces")
        if _is_taken(chain, file, one) and not is_absence(one.get("chains"))
    ]
    file, name, interface = chosen(rng, rooms, "no interface that a chain has")
    interface["chains"] = [*items(interface, "chains"), NOBODY]
    return Planted(file, (("interfaces", name, "chains", len(interface["chains"]) - 1),))


@kind("PK509", PK243="of the older one, owner and review are not told")
def replaced_chain_in_force_again(world: World, rng: Random) -> Planted:
    _several(world)
    chains = {chain.id: chain for chain in world.chains()}
    rooms = [
        (chain, chains[old])
        for chain in chains.values()
        if chain.data.get("status") == "agreed" and is_told(chain.data.get("valid-from"))
        for old in items(chain.data, "replaces")
        if old in chains
    ]
    new, old = chosen(rng, rooms, "no chain that replaces another one here")
    old.data["status"] = "agreed"
    old.data["valid-until"] = "2029-12-31"
    return Planted(new.file, (("replaces", 0),))


@kind("PK510", PK509="both are in force")
def replaced_by_its_successor(world: World, rng: Random) -> Planted:
    _several(world)
    chains = {chain.id: chain for chain in world.chains()}
    one, other = rng.sample(list(chains.values()), 2)
    one.data["replaces"], other.data["replaces"] = [other.id], [one.id]
    return Planted(one.file, (("replaces", 0),), also={"PK510": "each of the circle is told"})


@kind("PK511")
def critical_segment_without_a_chain(world: World, rng: Random) -> Planted:
    def fits(chain: ChainIn) -> bool:
        group = chain.data.get("target-group")
        return not is_absence(group) and not (isinstance(group, dict) and is_absence(group.get("segments")))

    _several(world)
    if not all(map(fits, (*world.chains(), *world.variants()))):
        raise NoRoom("it is open for whom a chain is")
    rooms = [file for file, data in world.catalogues() if section(data, "segments") or file.startswith("made")]
    file = chosen(rng, rooms, "no catalogue with segments")
    world.files[file]["segments"]["unohdetut"] = {"name": "Unohdetut asiakkaat", "kind": "critical"}
    return Planted(file, ((),))


@kind("PK511")
def duty_without_a_chain(world: World, rng: Random) -> Planted:
    _several(world)
    told = [one.get("task") for chain in world.chains() for one in chain.section("services").values()]
    told += [one.get("task") for chain in world.chains() for one in section(chain.data, "bars").values()]
    if any(map(is_absence, told)):
        raise NoRoom("it is open of which task a service is")
    rooms = [file for file, data in world.catalogues() if section(data, "tasks")]
    file = chosen(rng, rooms, "no catalogue with tasks")
    tasks = section(world.files[file], "tasks")
    if any(one.get("kind") == "coordination" for one in tasks.values()):
        raise NoRoom("there are other duties")
    who = chosen(rng, [one["responsible"] for one in tasks.values() if is_told(one.get("responsible"))], "no unit")
    world.files[file]["tasks"]["unohdettu"] = {"name": "Unohdettu", "kind": "coordination", "responsible": who}
    return Planted(file, ((),))
