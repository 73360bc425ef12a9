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
