"""What no longer holds on the day (PK241-PK246), or soon (PK247)."""

from __future__ import annotations

from random import Random

from mutation.kinds.structure import pick_chain
from mutation.planting import NoRoom, Planted, chosen, kind
from mutation.worlds import ChainIn, World, is_absence, is_told, items, section

PAST = ("2025-12-31", "2024-06-30", "2021-01-01")
SOON = ("2026-01-01", "2026-02-28", "2026-04-01")
"""The last of these is 90 days after the day of the tests."""


def _in_force(chain: ChainIn) -> bool:
    """Whether a chain is no history, for certain: neither retired nor with a last day."""
    last = chain.data.get("valid-until")
    return chain.data.get("status") != "retired" and (last is None or (isinstance(last, str) and last > "2026"))


@kind("PK241")
def chain_whose_last_day_has_passed(world: World, rng: Random) -> Planted:
    replaced = {old for one in world.chains() for old in items(one.data, "replaces")}
    chain = pick_chain(world, rng, lambda one: _in_force(one) and one.id not in replaced, "no chain in force")
    if str(chain.data.get("valid-from", "")) > "2020" and is_told(chain.data.get("valid-from")):
        chain.data["valid-from"] = "2020-01-01"
    chain.data["valid-until"] = rng.choice(PAST)
    also = {"PK241": "a variant is in force as long as the chain that it changes"}
    return Planted(chain.file, (("valid-until",),), also=also)


@kind("PK242")
def review_that_was_forgotten(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng, _in_force, "no chain in force")
    chain.data["review"] = rng.choice(PAST)
    return Planted(chain.file, (("review",),))


@kind("PK243")
def agreed_chain_without_its_owner_or_review(world: World, rng: Random) -> Planted:
    def fits(chain: ChainIn) -> bool:
        return chain.data.get("status") == "agreed" and {"owner", "review"} <= chain.data.keys()

    chain = pick_chain(world, rng, fits, "no agreed chain with owner and review")
    for key in rng.sample(["owner", "review"], rng.choice([1, 2])):
        del chain.data[key]
    return Planted(chain.file, (("status",),), also={"PK107": "the owner is named nowhere else"})


@kind("PK243", PK221="something in it is not known")
def agreed_before_it_has_an_owner(world: World, rng: Random) -> Planted:
    def fits(chain: ChainIn) -> bool:
        return chain.data.get("status") in (None, "draft") and not {"owner", "review"} <= chain.data.keys()

    chain = pick_chain(world, rng, fits, "no draft without owner or review")
    chain.data["status"] = "agreed"
    also = {"PK243": "a variant is agreed with the chain that it changes", "PK509": "it is in force now"}
    return Planted(chain.file, (("status",),), also=also)


@kind("PK244", PK401="services lean on the agreement", PK405="a partner leans on it", PK306="it told of a hand-over")
def agreement_whose_last_day_has_passed(world: World, rng: Random) -> Planted:
    rooms = [
        (file, name, one)
        for file, data in world.files.items()
        for name, one in section(data, "interfaces").items()
        if is_told(one.get("agreement")) and is_told(one.get("valid-until")) and one.get("status") != "retired"
        if _is_only(data, name)
    ]
    file, name, interface = chosen(rng, rooms, "no agreement with a last day, alone between its parties")
    interface["valid-until"] = rng.choice(PAST[:2])
    return Planted(file, (("interfaces", name, "valid-until"),))


@kind("PK247")
def agreement_that_ends_within_weeks(world: World, rng: Random) -> Planted:
    rooms = [
        (file, name, one)
        for file, data in world.files.items()
        for name, one in section(data, "interfaces").items()
        if is_told(one.get("agreement")) and is_told(one.get("valid-until")) and one.get("status") != "retired"
        if str(one.get("valid-from", "")) < "2026" and _is_only(data, name)
    ]
    file, name, interface = chosen(rng, rooms, "no agreement with a last day, alone between its parties")
    interface["valid-until"] = rng.choice(SOON)
    return Planted(file, (("interfaces", name, "valid-until"),))


def _is_only(data: dict[str, object], name: str) -> bool:
    """Whether no other agreement of a file has two parties of one."""
    interfaces = section(data, "interfaces")
    ends = {*map(str, items(interfaces[name], "between"))}
    return not any(len(ends & {*map(str, items(one, "between"))}) > 1 for key, one in interfaces.items() if key != name)


@kind(
    "PK245", PK503="another chain tells it otherwise", **dict.fromkeys(("PK401", "PK304", "PK305", "PK306"), "nobody")
)
def duty_that_ended_and_went_to_nobody(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng, _in_force, "no chain in force")
    rooms = [name for name in sorted(chain.used()) if len(chain.organiser_of(name) or ()) == 1]
    name = chosen(rng, rooms, "no service of one organiser")
    file = chain.home("services", name)
    organiser = (chain.organiser_of(name) or [""])[0]
    world.files[file]["services"][name]["organiser"] = [{"organisation": organiser, "until": rng.choice(PAST)}]
    return Planted(file, (("services", name, "organiser"),), also=_NOBODY)


_NOBODY = dict.fromkeys(
    ("PK301", "PK302", "PK303", "PK304", "PK305", "PK306", "PK401", "PK405", "PK602", "PK605"),
    "who organised it is nobody's organiser on the day",
)


@kind("PK246")
def organisation_that_is_no_longer_there(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng, _in_force, "no chain in force")
    organisations = chain.section("organisations")
    rooms = sorted(
        {
            who
            for name in chain.used()
            for who in chain.organiser_of(name) or ()
            if who in organisations and "valid-until" not in organisations[who]
        }
    )
    who = chosen(rng, rooms, "no organiser of a service")
    if is_absence(organisations[who]):
        raise NoRoom("the organisation is not told")
    organisations[who]["valid-until"] = rng.choice(PAST)
    return Planted(chain.home("organisations", who), (("organisations", who, "valid-until"),))
