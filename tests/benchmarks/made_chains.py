"""Made-up chains of 12 to 16 kB: every section of the format in some share of them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any

from benchmarks.counties import HOUSE, STAGES, TIERS, Data
from benchmarks.words import NEEDS, SENTENCES, SERVED

LEAST_BYTES, MOST_BYTES = 12_000, 16_000


def chain(rng: random.Random, number: int, county: Data, chains: Sequence[str]) -> Data:
    """One chain of a county; ``chains`` are the ids that it can lead to."""
    services, areas = list(county["services"]), list(county["areas"])
    served = rng.choice(SERVED)
    levels = {f"taso-{place}": name for place, name in enumerate(NEEDS[: rng.randint(5, 7)])}
    ids = list(levels)
    own = f"oma-palvelu-{number}"
    used = rng.sample(services, 30)
    needs = {f"tarve-{place}": name for place, name in enumerate(levels.values())}
    data: Data = {
        "palveluketju": "1",
        "id": chains[number],
        "name": {"fi": f"{served} palveluketju {number}", "sv": f"Servicekedja {number}"},
        "called": rng.choice(("service-chain", "care-chain", "care-path")),
        "status": rng.choice(("draft", "agreed")),
        "dated": "2026-02-28",
        "valid-from": "2026-03-01",
        "review": {"open": "Milloin kuvaus päivitetään?", "decides": {"organisation": HOUSE}, "by": "2027-01"},
        "owner": {"role": "Ketjuvastaava"},
        "organiser": HOUSE,
        "area": rng.choice(areas),
        "life-stage": rng.choice(STAGES),
        "note": {"fi": " ".join(rng.sample(SENTENCES, 3))},
        "sources": [{"title": {"fi": "Alueellinen suunnitelma"}, "dated": "2025-05", "role": "description"}],
        "target-group": {"name": {"fi": served}, "age": f"{rng.randrange(0, 18)}..", "segments": ["ryhma-1"]},
        "goals": dict(_goals(rng, rng.randint(3, 5))),
        "need-scale": {one: {"fi": name} for one, name in needs.items()},
        "levels": {one: _level(rng, one, levels[one], ids, used, own) for one in ids},
        "bars": dict(_bars(used, ids)),
        "entries": dict(_entries(rng, ids)),
        "moves": dict(_moves(rng, ids)),
        "exits": dict(_exits(rng, ids, chains)),
        "services": {
            own: {
                "name": {"fi": f"{served} oma palvelu {number}"},
                "tier": "basic",
                "organiser": HOUSE,
                "responsible": "tiimi",
            }
        },
    }
    data |= {key: value for key, value in _sometimes(rng, ids, used) if rng.random() < 0.3}
    return data


def padded(rng: random.Random, data: Data, size: int) -> None:
    """Notes of its levels and services until a chain is about as long as asked."""
    places = [part for level in data["levels"].values() for part in (level, *_uses(level))]
    while size > 0:
        note = " ".join(rng.sample(SENTENCES, 2))
        part = rng.choice(places)
        key = rng.choice(("note", "reading"))
        part[key] = f"{part[key]} {note}" if key in part else note
        size -= len(note.encode()) + (0 if note in part[key] else 12)


def _uses(level: Data) -> Iterator[Data]:
    for key in ("critical", "services"):
        for one in level.get(key, ()):
            if isinstance(one, dict) and "service" in one:
                yield one


def _level(rng: random.Random, one: str, name: str, ids: list[str], used: list[str], own: str) -> Data:
    place = ids.index(one)
    level: Data = {"name": {"fi": name}, "band": one.replace("taso", "tarve")}
    uses = [_use(rng, service) for service in rng.sample(used[2:-2], rng.randint(5, 9))]
    level["critical"], level["services"] = uses[: len(uses) // 2], uses[len(uses) // 2 :]
    if place == 1:
        level["services"].append(own)
        level["services"].append({"one-of": used[-2:], "chosen-by": "client"})
    if place and rng.random() < 0.3:
        level["carries"] = [ids[place - 1]]
    if rng.random() < 0.3:
        level["timing"] = {"value": "2..6 vk", "basis": "aim"}
    if rng.random() < 0.7:
        level["coordination"] = {
            "worker": {"organisation": "tiimi", "role": "Omatyöntekijä"},
            "plan": "Asiakassuunnitelma",
        }
    if rng.random() < 0.2:
        level["optional"] = "true"
    if rng.random() < 0.5:
        level["serves"] = ["tavoite-0", "suunta-1"]
    return level


def _use(rng: random.Random, service: str) -> Data:
    use: Data = {"service": service}
    if rng.random() < 0.3:
        use["for"] = [rng.choice(("child", "parent", "adult", "older-person"))]
    if rng.random() < 0.2:
        use["when"] = {"age": f"{rng.randrange(18, 60)}.."}
    if rng.random() < 0.2:
        use["producers"] = [{"organisation": "jarjesto-1", "production": "purchased"}]
    if rng.random() < 0.1:
        use["availability"] = {"areas": "alue", "places": "home"}
    return use


def _goals(rng: random.Random, count: int) -> Iterator[tuple[str, Data]]:
    for place in range(count):
        goal: Data = {"text": {"fi": rng.choice(SENTENCES)}, "kind": "measurable", "under": "suunta-0"}
        goal |= {"indicator": "Osuus asiakkaista", "unit": "prosenttia", "direction": rng.choice(("rise", "fall"))}
        goal |= {
            "baseline": {"value": str(rng.randrange(20, 50)), "dated": "2024"},
            "target": {"value": "60"},
            "by": "2028-12",
        }
        yield f"tavoite-{place}", goal


def _bars(used: list[str], ids: list[str]) -> Iterator[tuple[str, Data]]:
    for place, role in enumerate(("guidance", "cooperation", "measurement")):
        yield (
            f"palkki-{place}",
            {"name": {"fi": f"Kaikille: {role}"}, "role": role, "spans": ids[:3], "services": used[:2]},
        )


def _handover(rng: random.Random) -> Data:
    return {
        "responsible": {"organisation": rng.choice((HOUSE, "tiimi")), "role": "Palveluohjaaja"},
        "information": "Tilannearvio ja suunnitelma",
        "document": "Lähete",
        "within": "3 pv",
        "agreement": "Alueellinen hoitoketjusopimus",
    }


def _entries(rng: random.Random, ids: list[str]) -> Iterator[tuple[str, Data]]:
    for place, kind in enumerate(("self", "referral", "emergency", "outreach")[: rng.randint(2, 4)]):
        entry: Data = {"name": {"fi": f"Tulotie {place + 1}"}, "kind": kind, "to": [ids[place % 3]]}
        yield f"tulo-{place}", entry | {"criteria": [rng.choice(SENTENCES)], "handover": _handover(rng)}


def _moves(rng: random.Random, ids: list[str]) -> Iterator[tuple[str, Data]]:
    for place in range(len(ids) - 2):
        if rng.random() < 0.6:
            criteria = rng.choice(SENTENCES)
            yield (
                f"{ids[place]} -> {ids[place + 2]}",
                {
                    "kind": "skip",
                    "when": {"age": f"{20 + 10 * place}.."},
                    "criteria": criteria,
                    "handover": _handover(rng),
                },
            )


def _exits(rng: random.Random, ids: list[str], chains: Sequence[str]) -> Iterator[tuple[str, Data]]:
    yield (
        "valmis",
        {"name": {"fi": "Palvelu ei ole enää tarpeen"}, "from": [ids[0]], "criteria": [rng.choice(SENTENCES)]},
    )
    yield "jatko", {"name": {"fi": "Jatko toisessa ketjussa"}, "from": [ids[-1]], "chain": rng.choice(chains)}


def _sometimes(rng: random.Random, ids: list[str], used: list[str]) -> Iterator[tuple[str, Any]]:
    """The sections that most chains do without."""
    last, first = ids[-1], ids[0]
    names = {"name": {"fi": "Vain tässä ketjussa"}}
    yield "valid-until", "2029-12-31"
    yield "audience", ["professional"]
    yield "funders", ["kela"]
    yield "partners", ["jarjesto-0"]
    yield "replaces", ["vanha-ketju"]
    yield "order", rng.choice(("path", "ladder"))
    yield "participation", {"information": ["Opas"], "planning": ["Suunnitelma tehdään yhdessä"], "parties": ["tiimi"]}
    yield "considers", {"private": {"unknown": "Mitä yksityiset tuottavat?"}, "basic": "Perustaso on mukana"}
    yield (
        "figures",
        {"asiakkaat": {"name": {"fi": "Asiakkaita"}, "unit": "henkilöä", "value": "1 234", "dated": "2025"}},
    )
    yield "exchanges", {f"{last} -> {first}": {"kind": ["feedback"], "information": "Palaute ja seuranta"}}
    yield "paths", {"polku": {"name": {"fi": "Nopea polku"}, "age": "18..29", "levels": ids[:3], "services": used[:3]}}
    yield "coordination", {"worker": {"role": "Vastuutyöntekijä"}, "team": "tiimi"}
    yield "organisations", {"oma-toimija": {**names, "sector": "private"}}
    yield "areas", {"oma-alue": {**names, "part-of": "alue"}}
    yield "fields", {"oma-toimiala": names}
    yield "tasks", {"oma-tehtava": {**names, "tier": rng.choice(TIERS), "responsible": "tiimi"}}
    yield "segments", {"oma-ryhma": {**names, "kind": "critical"}}
    yield "strategy", {"oma-suunta": {"text": {"fi": "Oma suunta"}, "kind": "direction", "under": "visio"}}
    yield "steering", {f"{HOUSE} -> kela": {"by": "information"}}
    yield (
        "interfaces",
        {"oma-yhdyspinta": {"between": [HOUSE, "kela"], "agreement": "Sovittu työnjako", "status": "draft"}},
    )
    yield "relations", {f"{used[0]} -> {used[1]}": {"kind": "complements"}}
    yield "concepts", {"oma-kasite": {**names, "definition": rng.choice(SENTENCES)}}
    yield (
        "log",
        {"kokous": {"text": {"fi": "Ketju hyväksyttiin"}, "kind": "approval", "status": "done", "dated": "2026-01"}},
    )
    yield "accepted", [{"check": ["PK213"], "reason": "Katsottu työryhmässä"}]
