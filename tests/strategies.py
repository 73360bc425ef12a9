"""Chains as hypothesis makes them: any that the format allows, with what a right one needs."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from palveluketju.model import Chain

NAMES = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S"), exclude_characters=""), min_size=1, max_size=20
)
HOSTILE = st.sampled_from(
    ['"', "\\", "\\N", "<b>x</b>", "node", "a:b", "&lt;", "];", "-> b", "ä", "%s {x} {{y}}", "#1", "|", "\u00a0x"]
)
TEXTS = (NAMES | HOSTILE).filter(lambda text: text.strip("\u00a0 ") != "")
TIERS = ("guidance", "preventive", "basic", "extended-basic", "specialised", "demanding")
OPEN = st.fixed_dictionaries({"open": TEXTS})
DURATIONS = st.sampled_from(["28 d", "2..3 wk", "enintään 7 vrk", "2.. kk", "7 arkipäivää", "heti"])
ABSENT = OPEN | st.fixed_dictionaries({"not-applicable": TEXTS})


def ids(prefix: str, most: int) -> list[str]:
    return [f"{prefix}{number}" for number in range(most)]


@st.composite
def declarations(draw: st.DrawFn, *, most_levels: int = 5, most_services: int = 8) -> dict[str, Any]:
    """The plain data of a chain file in which every reference is declared."""
    organisations = ids("o", draw(st.integers(1, 3)))
    services = ids("s", draw(st.integers(1, most_services)))
    levels = ids("l", draw(st.integers(1, most_levels)))
    use = st.sampled_from(services).map(lambda name: name) | st.builds(
        lambda name, label: {"service": name, "label": label}, st.sampled_from(services), TEXTS
    )
    uses = st.lists(use | st.builds(lambda a, b: {"one-of": [a, b]}, use, use), max_size=4)
    several = st.lists(st.sampled_from(organisations), min_size=1, max_size=2, unique=True)
    data: dict[str, Any] = {
        "id": "ketju",
        "name": draw(TEXTS),
        "order": draw(st.sampled_from(["ladder", "path", "none"])),
        "organisations": {name: {"name": draw(TEXTS)} for name in organisations},
        "services": {
            name: draw(
                st.fixed_dictionaries(
                    {"name": TEXTS}, optional={"tier": st.sampled_from(TIERS) | ABSENT, "organiser": several | ABSENT}
                )
            )
            for name in services
        },
        "levels": {
            name: draw(
                st.fixed_dictionaries(
                    {"name": TEXTS},
                    optional={
                        "kind": st.sampled_from(["need", "phase", "step", "group", "care-tier"]),
                        "timing": DURATIONS
                        | st.fixed_dictionaries({"value": DURATIONS | TEXTS, "from": TEXTS}, optional={"basis": ABSENT})
                        | ABSENT,
                        "critical": uses | ABSENT,
                        "services": uses | ABSENT,
                        "carries": st.lists(st.sampled_from(levels), min_size=1, max_size=2) | ABSENT,
                        "coordination": st.fixed_dictionaries({"worker": st.fixed_dictionaries({"role": TEXTS})}),
                    },
                )
            )
            for name in levels
        },
    }
    bar = st.fixed_dictionaries(
        {"name": TEXTS},
        optional={"spans": st.lists(st.sampled_from(levels), max_size=3) | OPEN, "services": uses, "partners": several},
    )
    pairs = [f"{a} -> {b}" for a in levels for b in levels if a != b]
    move = st.fixed_dictionaries(
        {},
        optional={
            "handover": st.fixed_dictionaries(
                {"responsible": several.map(lambda o: o[0])}, optional={"within": DURATIONS | ABSENT}
            )
            | OPEN
        },
    )
    optional = {
        "organiser": several,
        "bars": st.dictionaries(st.sampled_from(ids("b", 3)), bar, max_size=3),
        "entries": st.dictionaries(
            st.sampled_from(ids("e", 2)),
            st.fixed_dictionaries({"to": st.lists(st.sampled_from(levels), max_size=2)}),
            max_size=2,
        ),
        "goals": st.dictionaries(
            st.sampled_from(ids("g", 2)), st.fixed_dictionaries({"text": TEXTS}, optional={"target": OPEN})
        ),
        "moves": st.dictionaries(st.sampled_from(pairs), move | st.just({"not-applicable": "ei"}), max_size=3)
        if pairs
        else st.just({}),
    }
    for key, strategy in optional.items():
        if draw(st.booleans()):
            data[key] = draw(strategy)
    return data


def chains() -> st.SearchStrategy[Chain]:
    """Any chain that the format allows."""
    return declarations().map(Chain.model_validate)


AGES = st.sampled_from(["..15", "16..", "18..64", "75"])
CODES = ("PK102", "PK103", "PK106", "PK201", "PK203", "PK211", "PK301", "PK302", "PK306", "PK401", "PK501", "PK603")


def conditions(services: list[str]) -> st.SearchStrategy[list[dict[str, Any]]]:
    """What holds of a client, in one or two ways."""
    one = st.fixed_dictionaries(
        {"age": AGES},
        optional={
            "in-service": st.sampled_from(services),
            "area": st.sampled_from(["a0", "a1"]),
            "segment": st.just("g0"),
            "life-stage": st.sampled_from(["working-age", "older-people"]),
        },
    )
    return st.lists(one, min_size=1, max_size=2)


def catalogues(organisations: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    """What chains can share besides services and organisations: areas, tasks, segments, agreements, steering."""
    unit = st.fixed_dictionaries({"name": TEXTS}, optional={"responsible": st.sampled_from(organisations) | OPEN})
    agreement = st.fixed_dictionaries(
        {"between": st.lists(st.sampled_from(organisations), min_size=1, max_size=2)},
        optional={
            "agreement": st.just("Sopimus") | ABSENT,
            "contact": st.sampled_from(organisations),
            "chains": st.sampled_from(["ketju", "muu-ketju"]),
            "valid-until": st.sampled_from(["2025-12-31", "2030-12-31"]),
        },
    )
    steering = [f"{one} -> {other}" for one in organisations for other in organisations if one != other]
    return st.fixed_dictionaries(
        {
            "areas": st.just(
                {
                    "a0": {"name": "Koko alue"},
                    "a1": {"name": "Osa", "part-of": "a0", "languages": ["fi", "sv"]},
                    "a2": {"name": "Toinen osa", "part-of": "a0"},
                }
            ),
            "tasks": st.fixed_dictionaries({"t0": unit, "t1": unit}),
            "segments": st.fixed_dictionaries({"g0": st.just({"name": "Ryhmä", "kind": "critical"})}),
            "interfaces": st.dictionaries(st.sampled_from(ids("i", 2)), agreement, max_size=2),
        },
        optional={
            "steering": st.dictionaries(st.sampled_from(steering), st.just({"by": "contract"}), max_size=2)
            if steering
            else st.just({})
        },
    )


@st.composite
def folders(draw: st.DrawFn, *, variants: bool = True, acceptances: bool = True) -> dict[str, dict[str, Any]]:
    """The plain data of a chain, its catalogue and perhaps a variant, by the names of their files."""
    data = draw(declarations(most_levels=4, most_services=5))
    services, levels = list(data["services"]), list(data["levels"])
    organisations = list(data["organisations"])
    catalogue = {"palveluketju-catalogue": "1", "organisations": data.pop("organisations")}
    catalogue |= draw(catalogues(organisations))
    shared = draw(st.lists(st.sampled_from(services), unique=True))
    catalogue["services"] = {name: data["services"].pop(name) for name in shared}
    for service in (*catalogue["services"].values(), *data["services"].values()):
        if draw(st.booleans()):
            service["task"] = draw(st.sampled_from(["t0", "t1"]))
            service["availability"] = draw(
                st.fixed_dictionaries({"languages": st.sampled_from(["fi", "sv"])}, optional={"areas": st.just("a1")})
            )
    pairs = [f"{one} -> {other}" for one in levels for other in levels if one != other]
    way = st.fixed_dictionaries({}, optional={"when": conditions(services), "criteria": TEXTS})
    exits = st.fixed_dictionaries(
        {"from": st.lists(st.sampled_from(levels), min_size=1, unique=True)},
        optional={"at-age": AGES, "chain": st.sampled_from(["ketju", "muu-ketju"]) | OPEN},
    )
    path = st.fixed_dictionaries(
        {"name": TEXTS, "levels": st.lists(st.sampled_from(levels), min_size=1, max_size=3)},
        optional={"age": st.sampled_from(["15", "40"]), "services": st.lists(st.sampled_from(services), max_size=2)},
    )
    exchange = st.fixed_dictionaries({"kind": st.sampled_from(["consultation", "feedback"]), "information": TEXTS})
    group = st.fixed_dictionaries({"name": TEXTS}, optional={"age": AGES, "segments": st.just("g0") | OPEN})
    more = {
        "area": st.sampled_from(["a0", "a1"]),
        "target-group": group,
        "exits": st.dictionaries(st.sampled_from(ids("x", 2)), exits, max_size=2),
        "paths": st.dictionaries(st.sampled_from(ids("p", 2)), path, max_size=2),
        "moves": st.dictionaries(st.sampled_from(pairs), way, max_size=3) if pairs else st.just({}),
        "exchanges": st.dictionaries(st.sampled_from(pairs), exchange, max_size=2) if pairs else st.just({}),
    }
    data |= {key: draw(strategy) for key, strategy in more.items() if draw(st.booleans())}
    for level in data["levels"].values():
        if isinstance(level.get("critical"), list) and draw(st.booleans()):
            level["critical"].append({"service": draw(st.sampled_from(services)), "when": draw(conditions(services))})
        if acceptances and draw(st.booleans()):
            level["accepted"] = [{"check": draw(st.sampled_from(CODES)), "reason": "Sovittu"}]
    files = {"catalogue.yaml": catalogue, "ketju.yaml": {"palveluketju": "1", **data}}
    if variants and draw(st.booleans()):
        changed: dict[str, Any] = {"palveluketju": "1", "id": "muunnos", "variant-of": "ketju", "area": "a1"}
        changed["levels"] = {draw(st.sampled_from(levels)): {"services": [draw(st.sampled_from(services))]}}
        files["muunnos.yaml"] = changed
    return files
