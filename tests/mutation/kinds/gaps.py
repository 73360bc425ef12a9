"""Gaps in levels, need bands and tiers (PK201-PK208, PK222, PK224)."""

from __future__ import annotations

import itertools
from random import Random

from mutation.kinds.structure import UNUSED, is_plain, ordered, pick_chain
from mutation.planting import NoRoom, Planted, chosen, kind
from mutation.worlds import ChainIn, Data, World, is_absence, is_told, items, section

USES = {
    **UNUSED,
    "PK109": "a path meets the service there",
    "PK505": "a service less",
    "PK206": "the services joined two tiers",
}
LESS = dict.fromkeys(("PK218", "PK215", "PK216", "PK306", "PK511"), "what is left at the level crosses other borders")


def _is_need(level: Data) -> bool:
    return str(level.get("kind", "need")) == "need"


def _promising(chain: ChainIn) -> list[str]:
    """Levels of need with critical services only of their own, while others have some too."""
    levels = chain.levels()
    told = [name for name, one in levels.items() if items(one, "critical")]
    plain = is_plain(chain) and not any(is_absence(one.get(key)) for one in levels.values() for key in ("critical",))
    items_told = not any(is_absence(one.use) for one in chain.offers())
    if len(told) < 2 or not plain or not items_told:
        return []
    return [name for name in told if _is_need(levels[name]) and "carries" not in levels[name]]


@kind("PK201", **USES)
def critical_services_no_longer_critical(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng, _promising, "no two need levels that tell their critical services")
    level = chain.levels()[name := rng.choice(_promising(chain))]
    level["services"] = [*items(level, "critical"), *items(level, "services")]
    del level["critical"]
    return Planted(chain.file, (("levels", name),))


@kind("PK202")
def no_level_names_critical_services(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng, _promising, "no two need levels that tell their critical services")
    for level in chain.levels().values():
        level["services"] = [*items(level, "critical"), *items(level, "services")]
        level.pop("critical", None)
    return Planted(chain.file, ((),))


@kind("PK203", **USES, **LESS, PK304="its services told of the border", PK401="its services")
def level_emptied(world: World, rng: Random) -> Planted:
    def fits(chain: ChainIn) -> list[str]:
        return [
            name
            for name, one in chain.levels().items()
            if one.get("kind") != "step"
            and not any(key in one for key in ("carries", "part-of"))
            and not any(is_absence(one.get(key)) for key in ("critical", "services"))
            and not any(is_absence(use) for key in ("critical", "services") for use in items(one, key))
            and (items(one, "critical") or items(one, "services"))
            and not any(other.get("part-of") == name for other in chain.levels().values())
        ]

    chain = pick_chain(world, rng, fits, "no level that tells all of its services")
    level = chain.levels()[name := rng.choice(fits(chain))]
    for key in ("critical", "services"):
        level.pop(key, None)
    also = {"PK203": "a level that carries it over has nothing either", "PK202": "no other names critical services"}
    return Planted(chain.file, (("levels", name),), also=also | {"PK208": "nothing goes on from it"})


@kind("PK208", PK301="more go on here", PK302="more go on here", **USES, **LESS)
def level_that_only_carries_over(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng, _promising, "no two need levels that tell their critical services")
    if ordered(chain) != "ladder":
        raise NoRoom("no ladder")
    names = list(chain.levels())
    name = chosen(rng, [one for one in _promising(chain) if names.index(one)], "no second level")
    level = chain.levels()[name]
    before = names[names.index(name) - 1]
    if not items(chain.levels()[before], "critical"):
        raise NoRoom("the level before names no critical services")
    del level["critical"]
    level["carries"] = before
    return Planted(chain.file, (("levels", name),))


def _banded(chain: ChainIn) -> list[str]:
    """Levels whose band is one step that no other level has, in a ladder whose bands are all told."""
    levels = chain.levels()
    scale = section_of_texts(chain, "need-scale")
    bands = [one.get("band") for one in levels.values()]
    if ordered(chain) != "ladder" or not scale or any(is_absence(one) for one in bands):
        return []
    return [name for name, one in levels.items() if one.get("band") in scale and bands.count(one["band"]) == 1]


def section_of_texts(chain: ChainIn, key: str) -> list[str]:
    """The ids of a section whose values are texts."""
    found = chain.data.get(key)
    return list(found) if isinstance(found, dict) and not is_absence(found) else []


@kind("PK204")
def need_that_no_level_takes(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng, lambda one: len(_banded(one)) > 1, "no ladder with bands of one step")
    level = chain.levels()[rng.choice(_banded(chain))]
    need = level.pop("band")
    if any(".." in str(one.get("band")) for one in chain.levels().values()):
        raise NoRoom("wider bands may take it")
    return Planted(chain.file, (("need-scale", need),))


@kind("PK205", PK224="the bands meet")
def need_band_the_wrong_way_round(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng, _banded, "no ladder with bands of one step")
    scale = section_of_texts(chain, "need-scale")
    name = chosen(rng, [one for one in _banded(chain) if scale.index(chain.levels()[one]["band"])], "lightest only")
    level = chain.levels()[name]
    level["band"] = f"{level['band']}..{scale[scale.index(level['band']) - 1]}"
    return Planted(chain.file, (("levels", name, "band"),))


@kind("PK205")
def need_bands_in_another_order_than_levels(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng, lambda one: len(_banded(one)) > 1, "no ladder with bands of one step")
    scale = section_of_texts(chain, "need-scale")
    levels, names = chain.levels(), list(chain.levels())
    rooms = [
        (one, other)
        for one, other in itertools.pairwise(names)
        if {one, other} <= {*_banded(chain)} and scale.index(levels[one]["band"]) < scale.index(levels[other]["band"])
    ]
    one, other = chosen(rng, rooms, "no two levels with bands beside each other")
    levels[one]["band"], levels[other]["band"] = levels[other]["band"], levels[one]["band"]
    also = {"PK205": "levels after the two come in another order too"}
    return Planted(chain.file, (("levels", other, "band"),), also=also)


@kind("PK224")
def need_bands_that_overlap(world: World, rng: Random) -> Planted:
    chain = pick_chain(
        world, rng, lambda one: len(_banded(one)) > 1 and is_plain(one), "no ladder of bands of one step"
    )
    moves, entries = section(chain.data, "moves"), section(chain.data, "entries")
    names, levels = list(chain.levels()), chain.levels()
    rooms = [
        (one, other)
        for one, other in itertools.pairwise(names)
        if {one, other} <= {*_banded(chain)} and _is_need(levels[one]) and _is_need(levels[other])
    ]
    one, other = chosen(rng, rooms, "no two levels with bands beside each other")
    told = [moves.get(key, {}) for key in (f"{one} -> {other}", f"{other} -> {one}")]
    told += [entry for entry in entries.values() if {one, other} & {*items(entry, "to")}]
    uses = [offer.use for offer in chain.offers() if offer.giver in (one, other)]
    told += [use for use in uses if isinstance(use, dict)]
    asked = {"criteria", "when", "for"}
    groups = [group for level in (one, other) for group in _groups(chain, level)]
    if any(asked & {*part} or is_absence(part) for part in (*told, *groups)) or is_absence(chain.data.get("moves")):
        raise NoRoom("something tells the levels apart")
    levels[other]["band"] = levels[one]["band"]
    also = {"PK204": "the step that the band had is nobody's now"}
    return Planted(chain.file, (("levels", one, "band"), ("levels", other, "band")), also=also)


def _groups(chain: ChainIn, level: str) -> list[Data]:
    element = chain.levels()[level]
    return [use for key in ("critical", "services") for use in items(element, key) if isinstance(use, dict)]


@kind("PK206", PK102="the move was the only one", PK103="the move was the only one")
def tiers_no_longer_joined(world: World, rng: Random) -> Planted:
    def fits(chain: ChainIn) -> bool:
        services = chain.section("services")
        told = all(is_told(services.get(one, {}).get("tier")) for one in chain.used())
        spanned = all("spans" in bar for bar in section(chain.data, "bars").values() if items(bar, "services"))
        plain = chain.tells_all() and is_plain(chain) and not is_absence(chain.data.get("moves"))
        plain = plain and not any("carries" in level for level in chain.levels().values())
        return told and spanned and plain and ordered(chain) in ("ladder", "path") and len(chain.levels()) > 1

    chain = pick_chain(world, rng, fits, "no chain in an order of which all tiers are told")
    services, levels = chain.section("services"), list(chain.levels())
    tiers = {level: {services[o.service]["tier"] for o in chain.offers() if o.giver == level} for level in levels}
    rooms = [
        (one, other)
        for one, other in itertools.pairwise(levels)
        if len(tiers[one]) == len(tiers[other]) == 1 and tiers[one] != tiers[other]
        if [level for level in levels if tiers[one] & tiers[level]] == [one]
        if [level for level in levels if tiers[other] & tiers[level]] == [other]
    ]
    one, other = chosen(rng, rooms, "no two levels of one tier each")
    moves = chain.data.setdefault("moves", {})
    if any({*key.split(" -> ")} == {one, other} for key in section(chain.data, "exchanges")):
        kinds = [items(exchange, "kind") for exchange in section(chain.data, "exchanges").values()]
        if any("consultation" in one for one in kinds):
            raise NoRoom("a consultation joins them")
    for key in (f"{one} -> {other}", f"{other} -> {one}"):
        moves[key] = {"not-applicable": "Ei tätä kautta"}
    also = {"PK109": "a path goes there", "PK112": "fewer moves are left", "PK224": "nothing tells them apart"}
    return Planted(chain.file, (("levels", other),), also=also)


@kind("PK207", **UNUSED)
def levels_left_empty(world: World, rng: Random) -> Planted:
    changed = {one.data["variant-of"] for one in world.variants() if "levels" in one.data}
    chain = pick_chain(world, rng, lambda one: one.levels() and one.id not in changed, "a variant changes its levels")
    chain.data["levels"] = {}
    also = {
        "PK101": "what refers to the levels finds none",
        "PK107": "the services were used at the levels",
        "PK030": "a variant leaves out what was there",
        "PK218": "what the levels offered was of the tiers and sectors",
        "PK401": "what a bar offers too is found there now",
        "PK405": "a partner of a bar organised a service too",
        "PK215": "a service guided",
        "PK216": "a service prevented",
    }
    return Planted(chain.file, ((),), also=also)


@kind("PK222")
def step_longer_than_its_level(world: World, rng: Random) -> Planted:
    def fits(chain: ChainIn) -> list[str]:
        return [name for name, one in chain.levels().items() if str(one.get("timing", "")).endswith(" wk")]

    chain = pick_chain(world, rng, fits, "no level whose time is told in weeks")
    name = rng.choice(fits(chain))
    weeks = int(chain.levels()[name]["timing"].split()[0])
    step = {"name": "Ensimmäinen tapaaminen", "kind": "step", "part-of": name, "timing": f"{weeks * 7 + 1} d"}
    chain.data["levels"] = {
        key: one
        for other, level in chain.data["levels"].items()
        for key, one in ([(other, level), ("tapaaminen", step)] if other == name else [(other, level)])
    }
    return Planted(chain.file, (("levels", "tapaaminen", "timing"),))
