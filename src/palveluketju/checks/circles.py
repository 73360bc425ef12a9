"""Circles (PK110, PK114): what is part of itself, or comes after itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from palveluketju.analyses import Circle, circles
from palveluketju.findings import N_, NN_, Message, Names, Severity, Spot, Template, check
from palveluketju.graph import CatalogueGraph, ChainGraph
from palveluketju.model import Chain, Shared, given, listed
from palveluketju.wording import named_in

Graph = ChainGraph | CatalogueGraph


@check("PK110", Severity.ERROR)
def part_of_itself(graph: Graph) -> Iterator[Spot]:
    """A level, area, organisation, service, goal or log item is part of itself, directly or through others.

    Why: the parts have no whole, so nothing can be concluded of any of them.
    Mend: remove one 'part-of:' or 'under:' from the circle.
    """
    shared = graph.shared
    chain = shared if isinstance(shared, Chain) else None
    goals: Mapping[str, Any] = (given(chain.goals) or {}) if chain else {}
    sections: dict[str, Mapping[str, Any]] = {
        "levels": (given(chain.levels) or {}) if chain else {},
        "areas": shared.areas,
        "organisations": shared.organisations,
        "services": shared.services,
        "goals": goals,
        "strategy": shared.strategy,
        "log": shared.log,
    }
    wholes: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for section, elements in sections.items():
        field = _key(section).replace("-", "_")
        for name, element in elements.items():
            if told := given(getattr(element, field)):
                names = told if isinstance(told, tuple) else (told,)
                ends = [end for one in names if (end := _named(sections, section, name, str(one)))]
                wholes[section, name] = ends
    wholes |= {end: [] for ends in wholes.values() for end in ends if end not in wholes}  # most are parts of nothing
    for (section, name), circle in circles(wholes).items():
        key = _key(section)
        yield _spot(shared, (section, name, key), circle, _PART)


_PART: Final = (
    N_("{element} is part of itself."),
    N_("{element} is part of itself through {others}."),
    NN_("{element} is part of itself through {count} other.", "{element} is part of itself through {count} others."),
)


_ELEMENTS: Final = {
    "levels": N_("Level '{name}'"),
    "areas": N_("Area '{name}'"),
    "organisations": N_("Organisation '{name}'"),
    "services": N_("Service '{name}'"),
    "goals": N_("Goal '{name}'"),
    "strategy": N_("Goal '{name}'"),
    "log": N_("Log item '{name}'"),
}
"""What an element is and its name, as the subject of a sentence, by its section."""


def _spot(
    shared: Shared, where: tuple[str, str, str], circle: Circle, words: tuple[Template, Template, Template]
) -> Spot:
    """What to say of an element in a circle: that it is, through whom by name, or through how many."""
    section, name, key = where
    direct, through, counted = words
    values = {
        "element": Message(_ELEMENTS[section], name=named_in(shared, section, name)),
        "others": Names(tuple(named_in(shared, *other) for other in circle.others())),
        "count": len(circle.parts) - 1,
        "circle": " -> ".join(circle.names()),
        "key": key,
    }
    what = through if circle.others() else counted if len(circle.parts) > 1 else direct
    return Spot(where, what, values, mend=N_("Remove one '{key}:' from the circle ({circle})."))


@check("PK114", Severity.ERROR)
def log_item_after_itself(graph: Graph) -> Iterator[Spot]:
    """A log item comes after itself, directly or through others.

    Why: it is not clear what is done first, and the items cannot be drawn in order.
    Mend: remove one 'follows:' from the circle.
    """
    log = graph.shared.log
    before = {
        ("log", name): [("log", str(one)) for one in listed(item.follows) if one in log] for name, item in log.items()
    }
    for (section, name), circle in circles(before).items():
        yield _spot(graph.shared, (section, name, "follows"), circle, _AFTER)


_AFTER: Final = (
    N_("{element} comes after itself."),
    N_("{element} comes after itself through {others}."),
    NN_("{element} comes after itself through {count} other.", "{element} comes after itself through {count} others."),
)


def _key(section: str) -> str:
    return "under" if section in ("goals", "strategy") else "part-of"


def _named(sections: Mapping[str, Mapping[str, Any]], section: str, element: str, whole: str) -> tuple[str, str] | None:
    """What a name of a whole stands for; a chain's goal can serve the organiser's goal of the same name."""
    if section not in ("goals", "strategy"):
        return (section, whole) if whole in sections[section] else None
    own = whole in sections["goals"] and not (section == "goals" and whole == element and whole in sections["strategy"])
    if own:
        return "goals", whole
    return ("strategy", whole) if whole in sections["strategy"] else None
