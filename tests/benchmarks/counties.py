"""A made-up county: the catalogue that its chains share."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import Any, Final

from benchmarks.words import FORMS, PLACES, SENTENCES, SERVED, UNITS, id_of

Data = dict[str, Any]
TIERS: Final = ("guidance", "preventive", "low-threshold", "basic", "extended-basic", "specialised", "demanding")
STAGES: Final = ("children-youth-families", "working-age", "older-people")
HOUSE: Final = "hyvinvointialue"
"""The id that the county itself has in its own catalogue."""


def catalogue(rng: random.Random, number: int) -> Data:
    """What all chains of one county share."""
    place, of_place = list(PLACES.items())[number % len(PLACES)]
    organisations, municipalities = _organisations(rng, of_place)
    tasks = dict(_tasks(rng))
    services = dict(_services(rng, list(organisations), list(tasks)))
    segments = {
        f"ryhma-{one}": {"name": {"fi": f"{SERVED[one]} erityisryhmä"}, "kind": kind, "criteria": rng.choice(SENTENCES)}
        for one, kind in enumerate(("occasional", "many-services", "repeated-need", "heavy-services", "at-risk"))
    }
    municipal = [one for one in organisations if one.startswith("kunta-")]
    return {
        "palveluketju-catalogue": "1",
        "name": {"fi": f"{place}: palvelut ja toimijat"},
        "participation": {"information": rng.choice(SENTENCES), "forums": ["Asiakasraati"]},
        "organisations": organisations,
        "services": services,
        "areas": {
            "alue": {"name": {"fi": f"{of_place} alue"}, "languages": ["fi", "sv"][: 1 + number % 2]},
            **{f"alue-{id_of(one)}": {"name": {"fi": one}, "part-of": "alue"} for one in municipalities},
        },
        "fields": {"sosiaali": {"name": {"fi": "Sosiaalihuolto"}}, "terveys": {"name": {"fi": "Terveydenhuolto"}}},
        "tasks": tasks,
        "segments": segments,
        "strategy": {
            "visio": {"text": {"fi": "Sujuva apu lähellä ihmistä"}, "kind": "vision"},
            **{
                f"suunta-{one}": {"text": {"fi": rng.choice(SENTENCES)}, "kind": "direction", "under": "visio"}
                for one in range(4)
            },
        },
        "steering": {
            f"{HOUSE} -> {one}": {"by": "contract", "documents": ["Palvelusopimus"]}
            for one in (*municipal[:4], "jarjesto-1")
        },
        "interfaces": dict(_interfaces(rng, municipal)),
        "relations": {
            f"{one} -> {other}": {"kind": rng.choice(("supports", "complements"))}
            for one, other in zip(list(services)[:12], list(services)[12:24], strict=True)
        },
        "concepts": {
            id_of(one): {"name": {"fi": one.capitalize()}, "definition": rng.choice(SENTENCES)} for one in FORMS
        },
        "log": {
            f"kirjaus-{one}": {
                "text": {"fi": rng.choice(SENTENCES)},
                "kind": rng.choice(("decision", "work", "milestone")),
                "status": rng.choice(("planned", "under-way", "done")),
                "dated": f"202{rng.randrange(4, 7)}-0{rng.randrange(1, 10)}",
            }
            for one in range(8)
        },
    }


def _organisations(rng: random.Random, of_place: str) -> tuple[Data, list[str]]:
    municipalities = rng.sample(list(PLACES), 8)
    found: Data = {HOUSE: {"name": {"fi": f"{of_place} hyvinvointialue"}, "sector": "wellbeing-services-county"}}
    for one in UNITS:
        found[id_of(one)] = {"name": {"fi": f"{of_place} {one}"}, "part-of": HOUSE}
    for one in municipalities:
        found[f"kunta-{id_of(one)}"] = {"name": {"fi": f"{PLACES[one]} kunta"}, "sector": "municipality"}
    for number, served in enumerate(SERVED[:4]):
        found[f"jarjesto-{number}"] = {"name": {"fi": f"{served} tuki ry"}, "sector": "ngo"}
    found["kela"] = {"name": {"fi": "Kela"}, "sector": "kela"}
    found["tyollisyysalue"] = {"name": {"fi": f"{of_place} työllisyysalue"}, "sector": "employment-area"}
    found["tiimi"] = {
        "name": {"fi": "Monialainen tiimi"},
        "part-of": HOUSE,
        "members": [{"organisation": one, "role": "Jäsen"} for one in list(found)[1:4]],
        "assembled": "per-client",
    }
    return found, municipalities


def _tasks(rng: random.Random) -> Iterator[tuple[str, Data]]:
    for one in FORMS:
        field = rng.choice(("sosiaali", "terveys"))
        name = {"fi": f"{one.capitalize()}: palvelutehtävä"}
        yield f"tehtava-{id_of(one)}", {"name": name, "tier": rng.choice(TIERS), "field": field, "responsible": "tiimi"}


def _services(rng: random.Random, organisations: list[str], tasks: list[str]) -> Iterator[tuple[str, Data]]:
    for served in SERVED:
        for form in FORMS:
            name = f"{served} {form}"
            service: Data = {"name": {"fi": name}, "tier": rng.choice(TIERS), "task": rng.choice(tasks)}
            service["organiser"] = HOUSE if rng.random() < 0.95 else rng.choice(organisations[6:14])
            if service["organiser"] == HOUSE and rng.random() < 0.6:
                service["producers"] = rng.sample(organisations[1:6], rng.randint(1, 2))
            if rng.random() < 0.3:
                service["availability"] = {"areas": "alue", "languages": "fi", "places": "home"}
            if rng.random() < 0.1:
                service["funders"] = ["kela"]
            yield id_of(name), service


def _interfaces(rng: random.Random, municipal: list[str]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for one in municipal:
        yield (
            f"yhdyspinta-{one}",
            {
                "between": [HOUSE, one],
                "processes": ["Hyvinvoinnin ja terveyden edistäminen"],
                "agreement": rng.choice(SENTENCES),
                "division": {HOUSE: [rng.choice(SENTENCES)], one: [rng.choice(SENTENCES)]},
                "status": "agreed",
                "valid-from": "2025-01-01",
                "contact": {"organisation": one, "role": "Hyvinvointikoordinaattori"},
            },
        )
