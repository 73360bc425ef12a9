"""Ages, levels that services pass over, shares and time limits (PK115-PK117, PK217, PK225, PK307)."""

from __future__ import annotations

from random import Random

from mutation.kinds.structure import is_plain, ordered, pick_chain
from mutation.planting import NoRoom, Planted, chosen, kind
from mutation.worlds import ChainIn, Data, World, is_absence, is_told, items, section


def _ages(chain: ChainIn) -> tuple[int, int] | None:
    """The ages of a chain's target group, where both ends are told and apart."""
    group = chain.data.get("target-group")
    told = group.get("age") if isinstance(group, dict) and not is_absence(group) else None
    low, dots, high = told.partition("..") if isinstance(told, str) else ("", "", "")
    ends = (int(low), int(high)) if dots and low and high else None
    return ends if ends and ends[0] < ends[1] else None


def _for_ages(level: Data, ages: str) -> None:
    """Give every service of a level to clients of some ages only."""
    for key in ("critical", "services"):
        if key in level:
            level[key] = [_limited(use, ages) for use in items(level, key)]


def _limited(use: str | Data, ages: str) -> Data:
    if isinstance(use, dict) and "one-of" in use:
        return use | {"one-of": [_limited(one, ages) for one in items(use, "one-of")]}
    own = {"service": use} if isinstance(use, str) else use
    return own | {"when": {"age": ages}}


@kind("PK115", PK109="a path is of a client whom nothing is for", PK117="other levels have for all what this has not")
def ages_that_no_service_of_a_level_is_for(world: World, rng: Random) -> Planted:
    def fits(chain: ChainIn) -> bool:
        return bool(_ages(chain)) and ordered(chain) == "ladder" and is_plain(chain) and chain.tells_all()

    chain = pick_chain(world, rng, fits, "no ladder for a group of ages, of which all is told")
    low, high = _ages(chain) or (0, 0)
    entered = {
        level for one in section(chain.data, "entries").values() if "when" not in one for level in items(one, "to")
    }
    levels = {name: one for name, one in chain.levels().items() if name in entered and "carries" not in one}
    name = chosen(rng, list(levels), "no level that all ages come to")
    _for_ages(levels[name], f"{low}..{rng.randrange(low, high)}")
    for bar in section(chain.data, "bars").values():
        if is_absence(bar.get("spans")):
            raise NoRoom("it is open which levels a bar spans")
        bar["spans"] = [one for one in (items(bar, "spans") or chain.levels()) if one != name]
        if not bar["spans"]:
            raise NoRoom("a bar spans this level only")
    return Planted(chain.file, (("levels", name),), also={"PK206": "a bar joined tiers here"})


@kind("PK116")
def service_for_ages_beyond_the_group(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng, _ages, "no group of ages")
    low, high = _ages(chain) or (0, 0)
    rooms = [one for one in chain.offers() if isinstance(one.use, str) and len(one.place) == 1]
    offer = chosen(rng, rooms, "no service in its short form")
    level = chain.levels()[offer.giver]
    level[offer.key] = items(level, offer.key)
    ages = rng.choice([f"{low}..{high + rng.randrange(1, 9)}", f"{high + 1}..{high + 20}"])
    level[offer.key][int(offer.place[0])] = {"service": offer.use, "when": {"age": ages}}
    also = dict.fromkeys(("PK109", "PK115"), "it is for nobody of the group") if not ages.startswith(f"{low}..") else {}
    return Planted(chain.file, (("levels", offer.giver, offer.key, *offer.place, "when"),), also=also)


@kind(
    "PK117",
    PK302="it is given at several levels",
    **dict.fromkeys(("PK303", "PK304", "PK305", "PK306", "PK307"), "it takes its organiser along"),
)
def service_that_skips_a_level(world: World, rng: Random) -> Planted:
    def fits(chain: ChainIn) -> bool:
        return ordered(chain) == "ladder" and is_plain(chain) and len(chain.levels()) > 2 and chain.tells_all()

    chain = pick_chain(world, rng, fits, "no ladder of three levels, of which all is told")
    ids = list(chain.levels())
    rooms = [
        (name, start)
        for start in range(len(ids) - 2)
        for use in items(chain.levels()[ids[start]], "critical")
        if isinstance(use, str) and (name := use) and not _goes_on(chain, name, ids[start + 1 :])
    ]
    name, start = chosen(rng, rooms, "every service goes on")
    level = chain.levels()[ids[start + 2]]
    level["services"] = [*items(level, "services"), name]
    return Planted(chain.file, (("levels", ids[start + 1]),))


def _goes_on(chain: ChainIn, service: str, levels: list[str]) -> bool:
    """Whether levels offer a service, carry another level over, or a bar brings it."""
    offered = {(one.giver, one.service) for key in ("levels", "bars") for one in chain.offers(key)}
    carried = {name for name in levels[:1] if "carries" in chain.levels()[name]}
    return bool(carried) or any(
        one == service and giver in {*levels, *section(chain.data, "bars")} for giver, one in offered
    )


def _exits_at_an_age(world: World) -> list[tuple[ChainIn, str, Data]]:
    return [
        (chain, name, one)
        for chain in world.chains()
        for name, one in section(chain.data, "exits").items()
        if is_told(one.get("at-age"))
    ]


@kind("PK217")
def exit_at_an_age_to_nobody(world: World, rng: Random) -> Planted:
    rooms = [room for room in _exits_at_an_age(world) if "chain" in room[2]]
    chain, name, way_out = chosen(rng, rooms, "no exit at an age that says who receives")
    del way_out["chain"]
    return Planted(chain.file, (("exits", name),))


@kind("PK217")
def exit_at_an_age_without_a_hand_over(world: World, rng: Random) -> Planted:
    rooms = [
        room for room in _exits_at_an_age(world) if isinstance(room[2].get("chain"), str) and "handover" in room[2]
    ]
    chain, name, way_out = chosen(rng, rooms, "no exit at an age into a chain, with its hand-over")
    del way_out["handover"]
    return Planted(chain.file, (("exits", name),))


@kind("PK225")
def shares_that_leave_a_level_nothing(world: World, rng: Random) -> Planted:
    def fits(chain: ChainIn) -> bool:
        levels = chain.levels().values()
        plain = (
            ordered(chain) == "ladder"
            and is_plain(chain)
            and len(levels) > 2
            and not any("serves" in one for one in levels)
        )
        return plain and not is_absence(chain.data.get("goals"))

    chain = pick_chain(world, rng, fits, "no ladder of three levels that serve no goal")
    goals = chain.data.setdefault("goals", {})
    share = rng.randrange(1, 100)
    for number, (level, percent) in enumerate(
        zip(rng.sample(sorted(chain.levels()), 2), (share, 100 - share), strict=True)
    ):
        goals[f"osuus-{number}"] = {
            "text": {"fi": f"Osuus on {percent} %", "sv": f"Andelen är {percent} %"},
            "kind": "measurable",
            "indicator": {"fi": f"Osuus {number}", "sv": f"Andel {number}"},
            "population": {"fi": "Koko kohderyhmä", "sv": "Hela målgruppen"},
            "baseline": f"{percent} %",
            "target": {"value": f"{percent} %", "dated": "2028"},
            "by": "2028-12",
        }
        chain.levels()[level]["serves"] = [f"osuus-{number}"]
    place = next(name for name, one in chain.levels().items() if "serves" not in one)
    return Planted(chain.file, (("levels", place), ("goals", "osuus-0", "target"), ("goals", "osuus-1", "target")))


@kind("PK307")
def hand_over_without_a_time_limit(world: World, rng: Random) -> Planted:
    rooms = [
        (chain, key)
        for chain in world.chains()
        for key, move in section(chain.data, "moves").items()
        if isinstance(move.get("handover"), dict)
        and "within" in move["handover"]
        and _crosses(chain, *key.split(" -> "))
    ]
    chain, key = chosen(rng, rooms, "no hand-over with a time limit between houses")
    del chain.data["moves"][key]["handover"]["within"]
    return Planted(chain.file, (("moves", key, "handover"),))


def _crosses(chain: ChainIn, start: str, end: str) -> bool:
    """Whether the services of two levels are certainly organised by different houses."""
    if any("carries" in chain.levels().get(one, {"carries": ()}) for one in (start, end)):
        return False
    houses = []
    for level in (start, end):
        told = [chain.organiser_of(one.service) for one in chain.offers() if one.giver == level]
        if not told or None in told:
            return False
        houses.append({chain.house(who) for one in told for who in one or ()})
    return houses[0] != houses[1]
