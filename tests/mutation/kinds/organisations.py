"""Who produces, of which sector, on what agreement, and in which languages (PK407, PK512, PK606, PK607)."""

from __future__ import annotations

from random import Random

from mutation.kinds.structure import pick_chain
from mutation.planting import Planted, chosen, kind
from mutation.worlds import ChainIn, World, is_absence, is_told, items, section


@kind("PK407", PK605="nobody steers the producer")
def critical_service_of_one_outside_producer(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng)
    organisations, services = chain.section("organisations"), chain.section("services")
    outside = [who for who, one in organisations.items() if chain.is_outside(who) and _is_one(one)]
    producer = chosen(rng, outside, "no organisation outside")
    uses = [one for one in chain.offers() if isinstance(one.use, str) and len(one.place) == 1]
    critical = {one.service for one in uses if one.key == "critical"} - {
        one.service for one in chain.offers() if one not in uses
    }
    rooms = [name for name in sorted(critical) if name in services and _is_organised(chain, name, producer)]
    name = chosen(rng, rooms, "no critical service of which the producers are not told")
    file = chain.home("services", name)
    world.files[file]["services"][name]["producers"] = [producer]
    return Planted(file, (("services", name, "producers"),))


def _is_one(organisation: dict[str, object]) -> bool:
    sector = organisation.get("sector")
    return (
        not {"members", "part-of", "valid-until"} & organisation.keys()
        and organisation.get("kind") != "parties"
        and (isinstance(sector, str) and sector in ("private", "ngo", "municipality"))
    )


def _is_organised(chain: ChainIn, service: str, producer: str) -> bool:
    organisers = chain.organiser_of(service)
    told = chain.section("services")[service]
    if not organisers or "producers" in told or told.get("kind") in ("document", "instrument"):
        return False
    return chain.house(producer) not in {chain.house(one) for one in organisers}


@kind("PK512", PK401="other chains lean on it", PK405="other chains lean on it", PK304="it told of a hand-over")
def agreement_that_one_side_keeps_to_itself(world: World, rng: Random) -> Planted:
    catalogues = [
        (file, name, one)
        for file, data in world.catalogues()
        for name, one in section(data, "interfaces").items()
        if is_told(one.get("agreement")) and len(items(one, "between")) == 2 and one.get("status") != "retired"
    ]
    rooms = [
        (file, name, one, chain)
        for file, name, one in catalogues
        for chain in world.chains()
        for other in world.chains()
        if _are_parties(chain, other, items(one, "between")) and _leads(other, chain)
    ]
    file, name, interface, chain = chosen(rng, rooms, "no two chains of two parties that agree, and meet")
    del world.files[file]["interfaces"][name]
    chain.data.setdefault("interfaces", {})[name] = interface
    return Planted(chain.file, (("interfaces", name),))


def _are_parties(chain: ChainIn, other: ChainIn, ends: list[str]) -> bool:
    return bool(chain.own() and other.own()) and {*(chain.own() or ())} | {*(other.own() or ())} == {*ends}


def _leads(chain: ChainIn, other: ChainIn) -> bool:
    return any(one.get("chain") == other.id for one in section(chain.data, "exits").values())


@kind("PK606", **dict.fromkeys(("PK218", "PK505", "PK303", "PK306"), "its sector told it apart"))
def organisation_without_its_sector(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng)
    organisations = chain.section("organisations")
    used = {who for service in chain.used() for who in chain.organiser_of(service) or ()} | {*(chain.own() or ())}
    wholes = {one.get("part-of") for one in organisations.values()}
    rooms = [
        who
        for who in sorted(used & organisations.keys())
        if is_told(organisations[who].get("sector")) and _is_whole(organisations[who]) and who not in wholes
    ]
    who = chosen(rng, rooms, "no organisation of a sector by itself")
    others = [one for name, one in organisations.items() if name != who and name in used and is_told(one.get("sector"))]
    chosen(rng, others, "no other organisation tells its sector")
    del organisations[who]["sector"]
    return Planted(chain.home("organisations", who), (("organisations", who),))


def _is_whole(organisation: dict[str, object]) -> bool:
    return not {"part-of", "members", "assembled"} & organisation.keys() and organisation.get("kind") != "parties"


@kind("PK607")
def name_in_one_language_only(world: World, rng: Random) -> Planted:
    rooms = [
        (chain, where, element)
        for chain in world.chains()
        if {"fi", "sv"} <= _languages(chain)
        for where, element in (
            (("name",), chain.data),
            *((("levels", one), level) for one, level in chain.levels().items()),
        )
        if isinstance(element.get("name"), dict) and {"fi", "sv"} <= element["name"].keys()
    ]
    chain, _where, element = chosen(rng, rooms, "no chain of a bilingual area with a name in both languages")
    del element["name"][rng.choice(("fi", "sv"))]
    return Planted(chain.file, ((),), also={"PK607": "its variant has the name from it"})


def _languages(chain: ChainIn) -> set[str]:
    """The languages of the chain's areas with their wholes."""
    areas, waiting, found = chain.section("areas"), items(chain.data, "area"), set()
    for name in waiting:
        found |= {*items(areas.get(name, {}), "languages")}
    return {str(one) for one in found if not is_absence(one)}
