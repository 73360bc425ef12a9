"""Borders to other organisers that are not agreed (PK401-PK406)."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from mutation.kinds.structure import pick_chain
from mutation.planting import Planted, chosen, kind
from mutation.worlds import ChainIn, Data, World, is_absence, is_told, items, section

OTHERS = {
    "PK401": "services of the same organiser lean on the agreement too",
    "PK405": "it takes part only in cooperation of another chain",
    "PK306": "the agreement told of the hand-over",
}


def _leaning(world: World, code: str) -> list[tuple[ChainIn, str, str, Data]]:
    """Chains with the one interface, of both agreement and contact, by which they have services of another house."""
    found = []
    for chain in world.chains():
        interfaces = chain.section("interfaces")
        outside = {
            who
            for service in chain.used()
            if chain.section("services").get(service, {}).get("kind") not in ("document", "instrument")
            for who in chain.organiser_of(service) or ()
            if chain.is_outside(who)
        }
        partners = {
            who
            for bar in section(chain.data, "bars").values()
            if "cooperation" in items(bar, "role")
            for who in items(bar, "partners")
            if chain.is_outside(who)
        }
        others = {
            who
            for bar in (*section(chain.data, "bars").values(), *chain.levels().values())
            if "cooperation" not in items(bar, "role")
            for who in items(bar, "partners")
        }
        wanted = outside if code == "PK401" else partners - outside - others
        for who in sorted(wanted):
            between = [name for name, one in interfaces.items() if who in items(one, "between")]
            whole = [name for name, one in interfaces.items() if chain.house(who) in map(chain.house, _ends(one))]
            if len(between) == len(whole) == 1 and chain.section("organisations")[who].get("kind") != "parties":
                one = interfaces[between[0]]
                told = all(is_told(one.get(key)) for key in ("agreement", "contact"))
                narrow = any(key in one for key in ("services", "segments", "chains", "areas"))
                if told and not narrow and one.get("status") != "draft" and not is_absence(one.get("valid-from")):
                    found.append((chain, who, between[0], one))
    return found


def _ends(interface: Data) -> list[str]:
    return [str(one) for one in items(interface, "between")]


def _places(chain: ChainIn, who: str, code: str) -> tuple[tuple[str | int, ...], ...]:
    if code == "PK405":
        bars = section(chain.data, "bars").items()
        return tuple(("bars", name) for name, one in bars if who in items(one, "partners"))
    return tuple(
        (key, one.giver, one.key, *one.place)
        for key in ("levels", "bars")
        for one in chain.offers(key)
        if who in (chain.organiser_of(one.service) or ())
    ) + tuple(("bars", name) for name, one in section(chain.data, "bars").items() if who in items(one, "partners"))


def _hurt(world: World, rng: Random, code: str) -> tuple[Planted, ChainIn, str, Data]:
    rooms = _leaning(world, code)
    chain, who, name, one = chosen(rng, rooms, "no organiser of another house with one agreement of any scope")
    return Planted(chain.file, _places(chain, who, code), also=OTHERS), chain, name, one


@kind("PK401")
def agreement_left_out(world: World, rng: Random) -> Planted:
    planted, _, _, interface = _hurt(world, rng, "PK401")
    del interface["agreement"]
    return planted


@kind("PK401")
def contact_left_out(world: World, rng: Random) -> Planted:
    planted, _, _, interface = _hurt(world, rng, "PK401")
    del interface["contact"]
    return planted


@kind("PK401", PK244="the agreement has a last day that has passed")
def agreement_that_has_lapsed(world: World, rng: Random) -> Planted:
    planted, _, _, interface = _hurt(world, rng, "PK401")
    interface["valid-until"] = rng.choice(["2025-12-31", "2024-12-31"])
    return planted


@kind("PK401")
def agreement_for_another_chain(world: World, rng: Random) -> Planted:
    planted, chain, _, interface = _hurt(world, rng, "PK401")
    others = [one.id for one in world.chains() if one.id != chain.id]
    interface["chains"] = [rng.choice(others)] if others else ["toinen-ketju"]
    also = {} if others else {"PK508": "the other chain is not here"}
    return replace(planted, also={**planted.also, **also})


@kind("PK905")
def acceptance_of_a_retired_check(world: World, rng: Random) -> Planted:
    planted, chain, _, interface = _hurt(world, rng, "PK401")
    del interface["contact"]
    section_, name = planted.places[0][:2]
    element = chain.data[str(section_)][name]
    element["accepted"] = [*items(element, "accepted"), {"check": "PK402", "reason": "Sovittu johtoryhmässä"}]
    where = (section_, name, "accepted", len(element["accepted"]) - 1)
    return Planted(chain.file, (where,), also=OTHERS)


@kind("PK401")
def agreement_retired(world: World, rng: Random) -> Planted:
    planted, _, _, interface = _hurt(world, rng, "PK401")
    interface["status"] = "retired"
    return planted


@kind("PK405")
def agreement_with_a_partner_left_out(world: World, rng: Random) -> Planted:
    planted, _, _, interface = _hurt(world, rng, "PK405")
    del interface["agreement"]
    return planted


@kind("PK405")
def contact_at_a_partner_left_out(world: World, rng: Random) -> Planted:
    planted, _, _, interface = _hurt(world, rng, "PK405")
    del interface["contact"]
    return planted


@kind("PK403", PK404="the other party has work by the agreement", **OTHERS)
def interface_with_one_end(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng)
    rooms = [
        (file, name, one)
        for file, name, one in chain.placed("interfaces")
        if _is_taken(chain, file, one) and len(_ends(one)) == 2
    ]
    file, name, interface = chosen(rng, rooms, "no interface of two that a chain has")
    own = [one for one in _ends(interface) if one in (chain.own() or ())] or _ends(interface)[:1]
    interface["between"] = own[:1]
    return Planted(file, (("interfaces", name, "between"),))


def _is_taken(chain: ChainIn, file: str, interface: Data) -> bool:
    """Whether a chain has an interface: its own, or one between its organiser and one that it uses."""
    ends = {*_ends(interface)}
    used = {who for service in chain.used() for who in chain.organiser_of(service) or ()}
    return file == chain.file or bool(ends & {*(chain.own() or ())} and ends & (used - {*(chain.own() or ())}))


@kind("PK403", **OTHERS)
def interface_about_a_service_of_others(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng)
    rooms = [
        (file, name, one, service)
        for file, name, one in chain.placed("interfaces")
        if _is_taken(chain, file, one) and "services" not in one and len(_ends(one)) == 2
        for home, service, _ in chain.placed("services")
        if home == file
        for organisers in [chain.organiser_of(service)]
        if organisers and not {*map(chain.house, organisers)} & {*map(chain.house, _ends(one))}
    ]
    if not rooms:
        rooms = [
            (file, name, one, service)
            for file, name, one in chain.placed("interfaces")
            if file == "made/catalogue.yaml" and "services" not in one and "kunta" in _ends(one)
            for service in ["vieraan-palvelu"]
        ]
        if rooms:
            catalogue = world.files["made/catalogue.yaml"]
            catalogue["services"]["vieraan-palvelu"] = {"name": "Vieraan palvelu", "organiser": "jarjesto"}
    file, name, interface, service = chosen(rng, rooms, "no service of organisers that have no part in it")
    interface["services"] = [service]
    return Planted(file, (("interfaces", name, "services", 0),))


@kind("PK404")
def work_for_an_outsider(world: World, rng: Random) -> Planted:
    chain = pick_chain(world, rng)
    rooms = [
        (file, name, one, who)
        for file, name, one in chain.placed("interfaces")
        if not is_absence(one.get("division")) and all(end in chain.section("organisations") for end in _ends(one))
        for home, who, _ in chain.placed("organisations")
        if home == file and chain.house(who) not in map(chain.house, _ends(one)) and len(_ends(one)) > 1
        if not chain.section("organisations")[who].get("members")
    ]
    file, name, interface, who = chosen(rng, rooms, "no organisation that has no part in an interface")
    interface.setdefault("division", {})[who] = "Pitää avointa kahvilaa"
    return Planted(file, (("interfaces", name, "division", who),))


@kind(
    "PK406",
    PK605="nobody steers it",
    PK113="it produces the service already",
    PK407="it is the only one that produces it",
)
def voucher_that_a_professional_chooses(world: World, rng: Random) -> Planted:
    rooms = [
        (file, name, place)
        for file, data in world.files.items()
        for name, service in section(data, "services").items()
        for place, who in enumerate(items(service, "producers"))
        if isinstance(who, dict) and items(who, "production") == ["voucher"] and who.get("chosen-by") == "client"
    ]
    if not rooms:
        chain = pick_chain(world, rng)
        services = [
            name for _, name, one in chain.placed("services") if name in chain.used() and "producers" not in one
        ]
        name = chosen(rng, services, "no service without producers")
        organisation = chosen(rng, chain.section("organisations"), "no organisation")
        file = chain.home("services", name)
        voucher = {"organisation": organisation, "production": "voucher", "chosen-by": "professional"}
        world.files[file]["services"][name]["producers"] = [voucher]
        return Planted(file, (("services", name, "producers", 0, "chosen-by"),))
    file, name, place = rng.choice(rooms)
    world.files[file]["services"][name]["producers"][place]["chosen-by"] = "professional"
    return Planted(file, (("services", name, "producers", place, "chosen-by"),))
